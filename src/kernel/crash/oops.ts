/**
 * An oops or a warning from its first line to what becomes of the task.
 *
 * Mirrors the common order of Linux v6.1 and v6.12 `kernel/panic.c` (oops_exit), `arch/x86/kernel/dumpstack.c` (oops_end) and
 * `kernel/exit.c` (make_task_dead). The caller dumps the log (kmsg_dump) between `dieText` and `afterOopsText`.
 */
import { assert } from '../../sim/assert.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction, Task } from './crash-environment.ts';
import { crashPath } from './crash-site.ts';
import { KERN_DEFAULT } from './stack-dump.ts';
import { TAINT_DIE, TAINT_WARN } from './taint.ts';
import { oopsReport, warningReport } from './x86/oops.ts';
import { executiveSummary } from './x86/registers.ts';

const END_TRACE = '---[ end trace 0000000000000000 ]---';
const KERN_INFO = 6;

/** The report of an oops through its end mark. Returns the taint flags after it. */
export function dieText(
  environment: CrashEnvironment,
  { site, dieCount }: { readonly site: CrashSite; readonly dieCount: number },
  printk: PrintkFunction,
): number {
  assert(environment.text.crash.architecture === 'x86_64', 'oops text of an architecture without one');
  oopsReport(environment, { site, dieCount }, printk);
  printk(KERN_DEFAULT, END_TRACE);
  return environment.taint | TAINT_DIE;
}

/** The report of a warning through its end mark. Returns the taint flags after it. */
export function warnText(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): number {
  assert(environment.text.crash.architecture === 'x86_64', 'warning text of an architecture without one');
  warningReport(environment, site, printk);
  printk(KERN_DEFAULT, END_TRACE);
  return environment.taint | TAINT_WARN;
}

/** What follows the log dump of an oops: x86 repeats the registers of the first oops of this boot. */
export function afterOopsText(
  environment: CrashEnvironment,
  sites: { readonly first: CrashSite; readonly current: CrashSite },
  printk: PrintkFunction,
): void {
  if (environment.text.crash.architecture === 'x86_64') executiveSummary(environment, sites, printk);
}

/** What decides how an oops ends. */
export interface OopsConditions {
  readonly task: Task;
  readonly inInterrupt: boolean;
  readonly panicOnOops: boolean;
  /** Oopses of this boot, this one included, and where it becomes too many (0: never). */
  readonly oopsCount: number;
  readonly oopsLimit: number;
  /** Signal the task dies from: 9 after a page fault on x86, 11 after the others. */
  readonly signal: number;
  /** The handler had left interrupts off. */
  readonly irqsDisabled: boolean;
}

export type OopsOutcome =
  | { readonly kind: 'panic'; readonly message: string }
  | { readonly kind: 'task-dies'; readonly signal: number };

/** Ends an oops: a panic, or the death of the task, with the notes that make_task_dead prints. */
export function oopsOutcome(conditions: OopsConditions, printk: PrintkFunction): OopsOutcome {
  const { task, inInterrupt, panicOnOops, oopsCount, oopsLimit, signal, irqsDisabled } = conditions;
  if (inInterrupt) return { kind: 'panic', message: 'Fatal exception in interrupt' };
  if (panicOnOops) return { kind: 'panic', message: 'Fatal exception' };
  if (task.pid === 0) return { kind: 'panic', message: 'Attempted to kill the idle task!' };
  if (irqsDisabled) printk(KERN_INFO, `note: ${task.comm}[${task.pid}] exited with irqs disabled`);
  if (oopsLimit > 0 && oopsCount >= oopsLimit) {
    return { kind: 'panic', message: `Oopsed too often (kernel.oops_limit is ${oopsLimit})` };
  }
  if (task.pid === 1) return { kind: 'panic', message: initKilledMessage(signal) };
  return { kind: 'task-dies', signal };
}

/** `exitCode` as wait() gives it: exit status × 256, or the signal. */
export function initKilledMessage(exitCode: number): string {
  return `Attempted to kill init! exitcode=0x${exitCode.toString(16).padStart(8, '0')}`;
}

/** Signal a task dies from after this oops, and whether the handler leaves interrupts off; x86. */
export function oopsConsequences(
  environment: CrashEnvironment,
  site: CrashSite,
): { readonly signal: number; readonly irqsDisabled: boolean } {
  const { fault } = crashPath(environment, site.path);
  assert(fault !== null, `${site.path} is no fault`);
  return { signal: fault.cause === 'null-write' ? 9 : 11, irqsDisabled: false };
}
