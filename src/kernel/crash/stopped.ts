/**
 * The report of a kernel that stopped inside its own code, at a place of which no registers were recorded.
 *
 * The lines are those of any oops of Linux v6.1 and v6.12 (`lib/bug.c`, `arch/x86/kernel/dumpstack.c`,
 * `arch/arm/kernel/traps.c`). Left out, as nobody knows them here: the fault address, registers, code bytes and the trace.
 */

import type { Architecture } from '../../profiles/kernel.ts';
import type { KernelStop } from '../kernel-stop.ts';
import { KERN_EMERG } from '../printk/levels.ts';
import type { CrashEnvironment, PrintkFunction, Task } from './crash-environment.ts';
import { CUT_HERE, endTrace, KERN_DEFAULT, modulesText, stackDumpHeader } from './stack-dump.ts';
import { TAINT_DIE, TAINT_MACHINE_CHECK } from './taint.ts';
import { dieLine } from './x86/oops.ts';

const KERN_ALERT = 1;
const KERN_CRIT = 2;
const ARM_CUT_HERE = '8<--- cut here ---';

/** The report through its end mark. Returns the taint flags after it. `dieCount` is 1 for the first of this boot. */
export function stoppedText(
  environment: CrashEnvironment,
  { stop, task, dieCount }: { readonly stop: KernelStop; readonly task: Task; readonly dieCount: number },
  printk: PrintkFunction,
): number {
  if (stop.kind === 'bug') {
    printk(KERN_DEFAULT, CUT_HERE);
    printk(KERN_CRIT, stop.text);
  }
  const where = { cpu: 0, task };
  const isChecked = stop.kind === 'abort' && environment.text.crash.architecture === 'arm64';
  const taint = environment.taint | (isChecked ? TAINT_MACHINE_CHECK : 0);
  if (environment.text.crash.architecture === 'x86_64') {
    printk(KERN_DEFAULT, dieLine(environment, x86DieString(stop), dieCount));
    stackDumpHeader(environment, where, KERN_DEFAULT, printk);
    modulesText(environment, printk);
  } else {
    const { architecture } = environment.text.crash;
    const smp = environment.kernel.smp ? ' SMP' : '';
    const cpu = architecture === 'arm' ? ' ARM' : '';
    if (stop.kind === 'abort' && architecture === 'arm') printk(KERN_ALERT, ARM_CUT_HERE);
    printk(KERN_EMERG, `Internal error: ${internalError(stop, architecture)} [#${dieCount}]${smp}${cpu}`);
    modulesText(environment, printk);
    stackDumpHeader({ ...environment, taint }, where, KERN_DEFAULT, printk);
  }
  endTrace(environment, printk);
  return taint | TAINT_DIE;
}

/** ARM: what stands behind `Internal error:`. Of most faults the status is part of what is not known. */
function internalError({ kind }: KernelStop, architecture: Architecture): string {
  // The names and numbers of `fault_info` and `fsr_info`: an abort that is not of a table walk.
  if (kind === 'abort') return architecture === 'arm64' ? 'synchronous external abort: 0000000096000010' : ': 8';
  return kind === 'bug' ? 'Oops - BUG: 0' : 'Oops';
}

function x86DieString({ kind, text }: KernelStop): string {
  if (kind === 'bug') return 'invalid opcode: 0000';
  if (kind === 'divide') return 'divide error: 0000';
  // Error code of a kernel access to a page that is not there.
  return text.includes('write') ? 'Oops: 0002' : 'Oops: 0000';
}
