/**
 * The report of a kernel that stopped inside its own code, at a place of which no registers were recorded.
 *
 * The lines are those of any oops of Linux v6.1 and v6.12 (`lib/bug.c`, `arch/x86/kernel/dumpstack.c`,
 * `arch/arm/kernel/traps.c`). Left out, as nobody knows them here: the fault address, registers, code bytes and the trace.
 */

import type { KernelStop } from '../kernel-stop.ts';
import { KERN_EMERG } from '../printk/levels.ts';
import type { CrashEnvironment, PrintkFunction, Task } from './crash-environment.ts';
import { CUT_HERE, endTrace, KERN_DEFAULT, modulesText, stackDumpHeader } from './stack-dump.ts';
import { TAINT_DIE } from './taint.ts';
import { dieLine } from './x86/oops.ts';

const KERN_CRIT = 2;

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
  if (environment.text.crash.architecture === 'x86_64') {
    printk(KERN_DEFAULT, dieLine(environment, x86DieString(stop), dieCount));
    stackDumpHeader(environment, where, KERN_DEFAULT, printk);
    modulesText(environment, printk);
  } else {
    // The fault status is part of what is not known.
    const smp = environment.kernel.smp ? ' SMP' : '';
    printk(KERN_EMERG, `Internal error: Oops${stop.kind === 'bug' ? ' - BUG: 0' : ''} [#${dieCount}]${smp} ARM`);
    modulesText(environment, printk);
    stackDumpHeader(environment, where, KERN_DEFAULT, printk);
  }
  endTrace(environment, printk);
  return environment.taint | TAINT_DIE;
}

function x86DieString({ kind, text }: KernelStop): string {
  if (kind === 'bug') return 'invalid opcode: 0000';
  if (kind === 'divide') return 'divide error: 0000';
  // Error code of a kernel access to a page that is not there.
  return text.includes('write') ? 'Oops: 0002' : 'Oops: 0000';
}
