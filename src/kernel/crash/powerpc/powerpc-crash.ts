/**
 * ppc64le behind the common face of crash reports.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/traps.c` (oops_end, system_reset_exception). The log is dumped between the end mark
 * and the empty line behind it. No notifier prints.
 */
import { KERN_INFO } from '../../printk/levels.ts';
import type { CrashArchitecture } from '../architecture.ts';
import { endTrace, KERN_DEFAULT, stackDumpHeader } from '../stack-dump.ts';
import { oopsReport, registersAndTrace, warningReport } from './oops.ts';
import { callTrace, stackFrames } from './registers.ts';
import { drawPowerpcValues } from './values.ts';

const SIGSEGV = 11;
const SYSTEM_RESET = 'System Reset';

export const powerpcCrash: CrashArchitecture = {
  stackBytes: 0x4000,
  drawValues: drawPowerpcValues,
  contents: stackFrames,
  oops(environment, oops, printk) {
    oopsReport(environment, oops, printk);
    endTrace(environment, printk);
  },
  warning: warningReport,
  registers: (environment, site, printk) => registersAndTrace(environment, site, null, printk),
  taskTrace: (environment, site, printk) => callTrace(environment, site, printk, KERN_INFO),
  panicStack(environment, site, printk) {
    stackDumpHeader(environment, site, KERN_DEFAULT, printk);
    callTrace(environment, site, printk);
  },
  afterOops: (_environment, _sites, printk) => printk(KERN_DEFAULT, ''),
  consequences: (fault) => ({
    signal: fault.signal ?? SIGSEGV,
    irqsDisabled: fault.irqsDisabled ?? true,
    inInterrupt: fault.die === SYSTEM_RESET,
  }),
  fatalMessage: (fault) => (fault.die === SYSTEM_RESET ? SYSTEM_RESET : 'Fatal exception'),
  // The other CPUs are stopped in silence.
  stopCpus: () => {},
  notifiers: () => {},
};
