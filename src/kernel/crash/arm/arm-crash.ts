/**
 * 32-bit ARM behind the common face of crash reports.
 *
 * Mirrors Linux v6.1 `arch/arm/kernel/traps.c` and `smp.c`. No notifier prints.
 */
import { KERN_INFO } from '../../printk/levels.ts';
import type { CrashArchitecture } from '../architecture.ts';
import { dataCode } from '../data-code.ts';
import { endTrace, KERN_DEFAULT, stackDumpHeader } from '../stack-dump.ts';
import { oopsReport, recordedFault, stackContents, trace, warningReport } from './oops.ts';
import { showRegisters } from './registers.ts';
import { drawStoppedCpus, stoppedCpuText } from './stop-cpus.ts';
import { drawArmValues } from './values.ts';

const SIGSEGV = 11;

export const armCrash: CrashArchitecture = {
  stackBytes: 0x2000,
  drawValues: drawArmValues,
  contents: (environment, site) => [...stackContents(environment, site), ...dataCode(environment, site)],
  oops(environment, oops, printk) {
    oopsReport(environment, oops, printk);
    endTrace(environment, printk);
  },
  warning: warningReport,
  registers(environment, site, printk) {
    showRegisters(environment, site, recordedFault(environment, site), printk);
    trace(environment, site, printk, KERN_DEFAULT);
  },
  taskTrace: (environment, site, printk) => trace(environment, site, printk, KERN_INFO),
  panicStack(environment, site, printk) {
    stackDumpHeader(environment, site, KERN_DEFAULT, printk);
    trace(environment, site, printk, KERN_DEFAULT);
  },
  afterOops: () => {},
  consequences: (fault) => ({
    signal: fault.signal ?? SIGSEGV,
    irqsDisabled: fault.irqsDisabled ?? true,
    inInterrupt: fault.inInterrupt ?? false,
  }),
  fatalMessage: (_, inInterrupt) => (inInterrupt ? 'Fatal exception in interrupt' : 'Fatal exception'),
  stopCpus(environment, { panicCpu, ramStart }, random, printk) {
    for (const stopped of drawStoppedCpus(environment, panicCpu, random)) {
      stoppedCpuText(environment, stopped, ramStart, printk);
    }
  },
  notifiers: () => {},
};
