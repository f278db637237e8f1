/**
 * What an architecture adds to the common order of a crash: the face behind which `x86/`, `arm/` and the others lie.
 *
 * The common part (`oops.ts`, `panic.ts`) keeps the order; these functions print what is between. All of them print at once
 * and change nothing.
 */
import type { CrashPath, RecordedFault } from '../../profiles/crash-data.ts';
import type { RandomStream } from '../../sim/random.ts';
import type { CrashEnvironment, CrashSite, PrintkFunction, Task, VirtualBytes } from './crash-environment.ts';
import type { Names } from './register-template.ts';

/** What crashes, and what its task was doing. */
export interface CrashRequest {
  readonly path: string;
  readonly cpu: number;
  readonly task: Task;
  /** What the task's system call writes, the final newline included; `c\n` for sysrq. */
  readonly written: string;
  /** Status the first process exits with, for `exit`. */
  readonly exitStatus: number;
}

/** What an oops does to its task. */
export interface Consequences {
  readonly signal: number;
  /** `note: … exited with irqs disabled`. */
  readonly irqsDisabled: boolean;
  readonly inInterrupt: boolean;
}

export interface CrashArchitecture {
  /** Size of a task's stack. */
  readonly stackBytes: number;
  /** Draws the values that the path's templates name. */
  drawValues(
    environment: CrashEnvironment,
    request: CrashRequest,
    where: { readonly path: CrashPath; readonly stack: number },
    random: RandomStream,
  ): Names;
  /** What the code that crashes there has left in memory, as far as its report shows it. */
  contents(environment: CrashEnvironment, site: CrashSite): readonly VirtualBytes[];
  /** The report of an oops through its end mark (and what follows that before the log is dumped). */
  oops(
    environment: CrashEnvironment,
    oops: { readonly site: CrashSite; readonly dieCount: number },
    printk: PrintkFunction,
  ): void;
  /** A WARN, up to and without its end mark; arm64: also what is told of a used up stack before the panic (`stack-guard`). */
  warning(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void;
  /** `show_regs` behind its header: registers and trace of the place, as detectors show it. */
  registers(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void;
  /** The trace of a task that is not on a CPU, as task lists and detectors show it. */
  taskTrace(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void;
  /** The stack under `Kernel panic`, its header included. */
  panicStack(environment: CrashEnvironment, site: CrashSite, printk: PrintkFunction): void;
  /** After the log dump of an oops: x86 repeats the registers of the first oops of this boot. */
  afterOops(
    environment: CrashEnvironment,
    sites: { readonly first: CrashSite; readonly current: CrashSite },
    printk: PrintkFunction,
  ): void;
  consequences(fault: RecordedFault): Consequences;
  /** What panic_on_oops panics with after this fault. */
  fatalMessage(fault: RecordedFault, inInterrupt: boolean): string;
  /** What the other CPUs say when a panic stops them. */
  stopCpus(
    environment: CrashEnvironment,
    stop: { readonly panicCpu: number; readonly ramStart: number },
    random: RandomStream,
    printk: PrintkFunction,
  ): void;
  /** What the panic notifiers print. */
  notifiers(environment: CrashEnvironment, printk: PrintkFunction): void;
}
