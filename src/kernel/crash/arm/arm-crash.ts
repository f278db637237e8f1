/**
 * 32-bit ARM behind the common face of crash reports: panics and stopped CPUs.
 *
 * Mirrors Linux v6.1 `arch/arm/kernel/traps.c` and `smp.c`.
 */
import { assert } from '../../../sim/assert.ts';
import type { CrashArchitecture } from '../architecture.ts';
import { crashPath } from '../crash-site.ts';
import { KERN_DEFAULT, stackDumpHeader } from '../stack-dump.ts';
import { SymbolTable } from '../symbols.ts';
import { backtrace } from './backtrace.ts';
import { drawStoppedCpus, stoppedCpuText } from './stop-cpus.ts';

const SIGSEGV = 11;

export const armCrash: CrashArchitecture = {
  drawValues: () => ({}),
  oops: () => assert(false, 'oops text of an architecture without one'),
  warning: () => assert(false, 'warning text of an architecture without one'),
  panicStack(environment, site, printk) {
    const { crash } = environment.text;
    stackDumpHeader(environment, site, KERN_DEFAULT, printk);
    const { stacks } = crashPath(environment, site.path);
    backtrace(stacks[site.stack]!.frames, SymbolTable.of(crash), printk);
  },
  afterOops: () => {},
  consequences: () => ({ signal: SIGSEGV, irqsDisabled: true, inInterrupt: false }),
  fatalMessage: (_, inInterrupt) => (inInterrupt ? 'Fatal exception in interrupt' : 'Fatal exception'),
  stopCpus(environment, { panicCpu, ramStart }, random, printk) {
    for (const stopped of drawStoppedCpus(environment, panicCpu, random)) {
      stoppedCpuText(environment, stopped, ramStart, printk);
    }
  },
  notifiers: () => {},
};
