/**
 * What differs between the recorded x86-64 kernels beside the paths of their crashes.
 *
 * Source: die lines and register blocks of the linux-console recordings, configurations of the kernels.
 */
import type { X86CrashFacts } from '../kernel-text.ts';

const debian61: X86CrashFacts = {
  architecture: 'x86_64',
  kaslr: true,
  modulesBase: 'ffffffffc0000000',
  diePrefix: '',
  dieSuffix: ' PREEMPT SMP',
  pageTableIsolation: true,
  gs: 'percpu+7800000',
  cr4: '6f0',
};

const oracle: X86CrashFacts = {
  architecture: 'x86_64',
  kaslr: false,
  modulesBase: 'ffffffffa0000000',
  diePrefix: '',
  dieSuffix: '',
  pageTableIsolation: false,
  gs: 'kernel+a4d000',
  cr4: '6b0',
};

export const x86Facts = {
  debian61,
  debian612: { ...debian61, diePrefix: 'Oops: ' },
  oracle,
  oracleSmp: { ...oracle, dieSuffix: ' SMP', gs: 'percpu+7600000', secondaryCr4: '6a0' },
} as const satisfies Readonly<Record<string, X86CrashFacts>>;
