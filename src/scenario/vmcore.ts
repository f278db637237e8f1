/** The dead kernel of a scenario: runs it up to one of its panics and takes the core there, or up to the kernel that finds it in /proc/vmcore. */
import type { VmcoreFile } from '../kernel/kdump/vmcore-file.ts';
import { type CoreOptions, type KernelCore, takeCore } from '../kernel/vmcore/kernel-core.ts';
import type { Machine } from '../machine/machine.ts';
import type { Issue } from '../sim/issue.ts';
import { createScenarioMachine } from './live-machine.ts';
import type { ScenarioSetup } from './resolve.ts';
import { runScenario } from './runner.ts';
import type { Scenario } from './schema.ts';

/** `crash`: which panic, from 1. Gives what is wrong where there is no such core. */
export function coreOfCrash(
  scenario: Scenario,
  setup: ScenarioSetup,
  { seed, crash, oldLog }: { readonly seed: string; readonly crash: number } & CoreOptions,
): KernelCore | Issue {
  let panics = 0;
  let core: KernelCore | null = null;
  let release = '';
  watch(scenario, setup, seed, (machine) => {
    machine.bus.on('kernel.died', () => {
      if (++panics !== crash) return;
      release = machine.kernel?.profile.release ?? '';
      core = machine.kernel === null ? null : takeCore(machine.kernel.dead, { oldLog });
    });
  });
  if (core !== null) return core;
  if (panics === 0) return impossible('no kernel of this scenario panics', 'add a step: crash: panic');
  if (panics < crash) {
    return { ...impossible('the scenario has no such panic'), found: `--crash ${crash}`, expected: `1 to ${panics}` };
  }
  return impossible(`what dump tools look for is not known of kernel ${release}`, 'see docs/how-to/open-a-vmcore.md');
}

/** Who saved the dead kernel's memory: a crash kernel, or firmware. */
export const CAPTURES = ['kdump', 'fadump'] as const;

export interface CapturedCore {
  readonly by: (typeof CAPTURES)[number];
  /** As its host could have taken it. */
  readonly dead: KernelCore;
  readonly vmcore: VmcoreFile;
}

/** /proc/vmcore of the first kernel that has one, `which` from 1, as it was when that kernel had booted. `by`: only of that mechanism. */
export function capturedCore(
  scenario: Scenario,
  setup: ScenarioSetup,
  { seed, which, by }: { readonly seed: string; readonly which: number; readonly by?: CapturedCore['by'] },
): CapturedCore | Issue {
  let found = 0;
  let dead: KernelCore | null = null;
  let core: CapturedCore | null = null;
  watch(scenario, setup, seed, (machine) => {
    machine.bus.on('kernel.died', () => {
      if (core === null && machine.kernel !== null) dead = takeCore(machine.kernel.dead, { oldLog: false });
    });
    machine.bus.on('kernel.booted', () => {
      const { vmcore = null, fadump = null } = machine.kernel?.parts ?? {};
      const saver = (fadump?.elfHeaderAddress ?? null) === null ? 'kdump' : 'fadump';
      if (vmcore === null || dead === null || (by !== undefined && by !== saver)) return;
      if (++found === which) core = { by: saver, dead, vmcore: vmcore.copy() };
    });
  });
  if (core !== null) return core;
  const hint = 'see docs/explanation/kdump.md and fadump.md';
  const way = by === undefined ? '' : `, by ${by}`;
  if (found === 0) return impossible(`no kernel of this scenario finds a dead one in /proc/vmcore${way}`, hint);
  return { ...impossible('the scenario has no such dump'), found: `--crash ${which}`, expected: `1 to ${found}` };
}

/** Runs it, with an ear at its machine. */
function watch(scenario: Scenario, setup: ScenarioSetup, seed: string, listen: (machine: Machine) => void): void {
  const start = (given: Parameters<typeof createScenarioMachine>[0], itsSeed: string): Machine => {
    const machine = createScenarioMachine(given, itsSeed);
    listen(machine);
    return machine;
  };
  runScenario(scenario, setup, start, { seed });
}

/** No such core can be had. */
export function impossible(message: string, hint?: string): Issue {
  return { code: 'vmcore.impossible', message, ...(hint === undefined ? {} : { hint }) };
}
