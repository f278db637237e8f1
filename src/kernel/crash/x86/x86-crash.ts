/**
 * x86-64 behind the common face of crash reports.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/kernel/dumpstack.c` (oops_end) and `arch/x86/kernel/setup.c` (dump_kernel_offset).
 */
import type { RecordedFault } from '../../../profiles/crash-data.ts';
import { KERN_EMERG, KERN_INFO } from '../../printk/levels.ts';
import type { CrashArchitecture } from '../architecture.ts';
import type { PrintkFunction } from '../crash-environment.ts';
import { dataCode } from '../data-code.ts';
import { endTrace, KERN_DEFAULT, stackDumpHeader } from '../stack-dump.ts';
import { callTrace } from './call-trace.ts';
import { oopsReport, warningReport } from './oops.ts';
import { executiveSummary, showRegisters } from './registers.ts';
import { drawX86Values } from './values.ts';

/** Where x86 may lie at all: __START_KERNEL_map and MODULES_VADDR with KASLR. */
const RELOCATION_RANGE = '0xffffffff80000000-0xffffffffbfffffff';
const SIGKILL = 9;
const SIGSEGV = 11;

export const x86Crash: CrashArchitecture = {
  stackBytes: 0x4000,
  drawValues: drawX86Values,
  contents: dataCode,
  oops(environment, oops, printk) {
    oopsReport(environment, oops, printk);
    endTrace(environment, printk);
  },
  warning: warningReport,
  registers(environment, site, printk) {
    showRegisters(environment, site, printk);
    callTrace(environment, site, printk);
  },
  taskTrace(environment, site, printk) {
    // The code of another task's program is not at hand.
    const withoutUserCode: PrintkFunction = (level, text) => {
      if (!text.startsWith('Code: ')) printk(level, text);
    };
    callTrace(environment, site, withoutUserCode, KERN_INFO);
  },
  panicStack(environment, site, printk) {
    stackDumpHeader(environment, site, KERN_DEFAULT, printk);
    callTrace(environment, site, printk);
  },
  afterOops: executiveSummary,
  consequences: (fault) => ({
    signal: fault.signal ?? (fault.cause === 'page-fault' ? SIGKILL : SIGSEGV),
    irqsDisabled: fault.irqsDisabled ?? leavesIrqsOff(fault),
    inInterrupt: fault.inInterrupt ?? false,
  }),
  fatalMessage: (_, inInterrupt) => (inInterrupt ? 'Fatal exception in interrupt' : 'Fatal exception'),
  // The NMI that stops them says nothing.
  stopCpus: () => {},
  notifiers({ addresses }, printk) {
    const { kernelOffset } = addresses;
    const offset =
      kernelOffset === null
        ? 'disabled'
        : `0x${kernelOffset.toString(16)} from 0xffffffff81000000 (relocation range: ${RELOCATION_RANGE})`;
    printk(KERN_EMERG, `Kernel Offset: ${offset}`);
  },
};

const PF_FETCH = 16;

/** do_user_addr_fault turns interrupts on again for addresses of the user; kernel addresses and fetches never get there. */
function leavesIrqsOff({ cause, address, errorCode = 0 }: RecordedFault): boolean {
  if (cause === 'stack-guard') return true;
  if (cause !== 'page-fault') return false;
  return (errorCode & PF_FETCH) !== 0 || !/^(0*[0-9a-f]{1,12}|usp|heap|map|top)([+-]|$)/.test(address ?? '0');
}
