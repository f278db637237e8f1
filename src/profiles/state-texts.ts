/** The state dumps and the out-of-memory reports of each kernel that has any recorded, by release. */
import { debian61amd64Oom } from './kernels/debian61amd64.oom.data.ts';
import { debian61amd64State } from './kernels/debian61amd64.sysrq.data.ts';
import { debian612amd64Oom } from './kernels/debian612amd64.oom.data.ts';
import { debian612amd64State } from './kernels/debian612amd64.sysrq.data.ts';
import { oracle61Oom } from './kernels/oracle61.oom.data.ts';
import { oracle61State } from './kernels/oracle61.sysrq.data.ts';
import { oracle61smpState } from './kernels/oracle61smp.sysrq.data.ts';
import type { OomText } from './oom-text.ts';
import type { StateText } from './state-text.ts';

const states: Readonly<Record<string, StateText>> = {
  '6.1.0-56-amd64': debian61amd64State,
  '6.12.117+deb12-amd64': debian612amd64State,
  '6.1.192-oracle': oracle61State,
  '6.1.192-oracle-smp': oracle61smpState,
};

const ooms: Readonly<Record<string, OomText>> = {
  '6.1.0-56-amd64': debian61amd64Oom,
  '6.12.117+deb12-amd64': debian612amd64Oom,
  '6.1.192-oracle': oracle61Oom,
};

const NO_STATE: StateText = {
  isDistribution: true,
  threads: '',
  stacks: {},
  waiting: {},
  asking: {},
  idle: [],
  scheduler: null,
  timers: null,
};
const NO_OOM: OomText = { readFault: null, manual: null, slabs: '' };

/** What a kernel shows of its state; of one that was not recorded, lists without stacks and tables. */
export function stateText(release: string): StateText {
  return states[release] ?? NO_STATE;
}

/** What a kernel shows when memory is used up; of one that was not recorded, without traces. */
export function oomText(release: string): OomText {
  return ooms[release] ?? NO_OOM;
}
