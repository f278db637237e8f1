/**
 * An oops or a warning from its first line to what becomes of the task.
 *
 * Mirrors the common order of Linux v6.1 and v6.12 `kernel/panic.c` (oops_exit), `arch/x86/kernel/dumpstack.c` (oops_end) and
 * `kernel/exit.c` (make_task_dead). The caller dumps the log (kmsg_dump) between `dieText` and `afterOopsText`.
 */
import type { Consequences } from './architecture.ts';
import { crashArchitecture } from './architectures.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction, Task } from './crash-environment.ts';
import { crashPath } from './crash-path.ts';
import { endTrace } from './stack-dump.ts';
import { TAINT_DIE, TAINT_WARN } from './taint.ts';

const KERN_INFO = 6;

/** The report of an oops through its end mark. Returns the taint flags after it. */
export function dieText(
  environment: CrashEnvironment,
  oops: { readonly site: CrashSite; readonly dieCount: number },
  printk: PrintkFunction,
): number {
  crashArchitecture(environment.text.crash).oops(environment, oops, printk);
  return environment.taint | TAINT_DIE;
}

/** The report of a warning without its end mark: `panic_on_warn` and `warn_limit` panic before that. */
export function warnText(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void {
  crashArchitecture(environment.text.crash).warning(environment, site, printk);
}

/** The end mark of a survived warning. Returns the taint flags after it. */
export function warnEndText(environment: CrashEnvironment, printk: PrintkFunction): number {
  endTrace(environment, printk);
  return environment.taint | TAINT_WARN;
}

/** What follows the log dump of an oops: x86 repeats the registers of the first oops of this boot. */
export function afterOopsText(
  environment: CrashEnvironment,
  sites: { readonly first: CrashSite; readonly current: CrashSite },
  printk: PrintkFunction,
): void {
  crashArchitecture(environment.text.crash).afterOops(environment, sites, printk);
}

/** What decides how an oops ends. */
export interface OopsConditions extends Consequences {
  readonly task: Task;
  readonly panicOnOops: boolean;
  /** What panic_on_oops, or an oops in an interrupt, panics with. */
  readonly fatalMessage: string;
  /** Oopses of this boot, this one included, and where it becomes too many (0: never). */
  readonly oopsCount: number;
  readonly oopsLimit: number;
}

export type OopsOutcome =
  | { readonly kind: 'panic'; readonly message: string }
  | { readonly kind: 'task-dies'; readonly signal: number };

/** Ends an oops: a panic, or the death of the task, with the notes that make_task_dead prints. */
export function oopsOutcome(conditions: OopsConditions, printk: PrintkFunction): OopsOutcome {
  const { task, inInterrupt, panicOnOops, fatalMessage, oopsCount, oopsLimit, signal, irqsDisabled } = conditions;
  if (inInterrupt || panicOnOops) return { kind: 'panic', message: fatalMessage };
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

/** What this oops does to its task, and what a panic because of it says. */
export function oopsConsequences(
  environment: CrashEnvironment,
  site: CrashSite,
): Consequences & { readonly fatalMessage: string } {
  const { fault } = crashPath(environment, site.path);
  const architecture = crashArchitecture(environment.text.crash);
  // A panic inside a panic has no fault of its own.
  const consequences = fault === null ? NO_FAULT : architecture.consequences(fault);
  const { inInterrupt } = consequences;
  return {
    ...consequences,
    fatalMessage: fault === null ? 'Fatal exception' : architecture.fatalMessage(fault, inInterrupt),
  };
}

const NO_FAULT: Consequences = { signal: 11, irqsDisabled: false, inInterrupt: false };
