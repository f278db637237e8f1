/**
 * What a running kernel can show of itself, for keys, panics and the OOM killer.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/panic.c` (panic_print_sys_info), `drivers/tty/sysrq.c`, `kernel/workqueue.c`
 * (show_all_workqueues) and `kernel/trace/trace.c` (ftrace_dump) with nothing traced. Work queues are idle whenever somebody asks.
 */

import type { KernelProfile } from '../../profiles/kernel.ts';
import { stateText } from '../../profiles/state-texts.ts';
import { NS_PER_S } from '../../sim/clock.ts';
import type { RandomStream } from '../../sim/random.ts';
import type { PrintkFunction, Task } from '../crash/crash-environment.ts';
import { printkCostNs } from '../crash/printk-cost.ts';
import type { KernelParts } from '../kernel-parts.ts';
import type { KernelTime } from '../kernel-time.ts';
import { KERN_EMERG, KERN_INFO } from '../printk/levels.ts';
import type { ProcessSource } from '../procfs/process-view.ts';
import { showAllCpus, showIdleRegisters } from './backtraces.ts';
import { showMem } from './mem-info.ts';
import { type Asking, drawn, type ShowContext } from './report.ts';
import { showScheduler } from './scheduler.ts';
import { showBlockedTasks, showTasks } from './tasks.ts';
import { showTimers } from './timers.ts';

/** Bits of kernel.panic_print. */
const PRINT = { tasks: 0x1, memory: 0x2, timers: 0x4, ftrace: 0x10, replay: 0x20, cpus: 0x40, blocked: 0x80 } as const;

export interface KernelShowOptions {
  readonly profile: KernelProfile;
  readonly kernel: { readonly parts: KernelParts };
  readonly time: KernelTime;
  readonly random: RandomStream;
  /** The process table; null where no user space runs. */
  readonly processes: () => ProcessSource | null;
  /** Who runs now. */
  readonly currentTask: () => Task;
  /** kernel.panic_print. */
  readonly panicPrint: () => number;
  /** The wall clock now. */
  readonly wallClock: () => { readonly seconds: number; readonly nanoseconds: number };
}

export class KernelShow {
  /** Which of several recordings is shown; conformance suites show the one of the run they compare with. */
  chooseReport: ShowContext['choose'] = (_, drawnReport) => drawnReport;
  /** On which CPU the process runs that writes to the trigger file; likewise. */
  chooseCpu: (drawnCpu: number) => number = (drawnCpu) => drawnCpu;
  readonly #options: KernelShowOptions;

  constructor(options: KernelShowOptions) {
    this.#options = options;
  }

  context({ written, cpu }: Asking): ShowContext {
    const { kernel, random, currentTask } = this.#options;
    const { parts } = kernel;
    const environment = parts.casualty.environment();
    return { environment, printk: parts.print, random, task: currentTask(), cpu, written, choose: this.chooseReport };
  }

  /** sysrq t. */
  state(asking: Asking): void {
    this.#tasks(asking, 't');
    this.#options.kernel.parts.print(KERN_INFO, 'Showing busy workqueues and worker pools:');
  }

  #tasks(asking: Asking, how: 't' | 'panic-tasks'): void {
    const { processes, time } = this.#options;
    const context = this.context(asking);
    showTasks(context, { processes: processes(), ownTrace: this.#ownTrace(context, asking, how) });
    showScheduler(context, { processes: processes(), nowNs: time.now() });
  }

  /** sysrq w. */
  blocked(asking: Asking): void {
    showBlockedTasks(this.context(asking), this.#options.processes());
  }

  /** sysrq m. */
  memory(isExhausted = false): void {
    const { profile, kernel } = this.#options;
    const { parts } = kernel;
    showMem({ profile, memoryUse: parts.memoryUse, isExhausted }, parts.print);
  }

  /** sysrq q. */
  timers(asking: Asking): void {
    const { time } = this.#options;
    showTimers(this.context(asking), time.now(), this.#realNs());
  }

  /** sysrq l. */
  allCpus(asking: Asking): void {
    this.#cpus(asking, 'l');
  }

  /** sysrq p in an interrupt, which has found the CPU idle. */
  interruptedRegisters(asking: Asking): void {
    showIdleRegisters(this.context(asking), asking.cpu);
  }

  #cpus(asking: Asking, how: 'l' | 'panic-cpus'): void {
    const context = this.context(asking);
    showAllCpus(context, this.#ownTrace(context, asking, how), (callerId) => this.#printkAs(callerId));
  }

  /** sysrq z. */
  ftrace(): void {
    const { print } = this.#options.kernel.parts;
    print(KERN_EMERG, 'Dumping ftrace buffer:');
    print(KERN_EMERG, '   (ftrace buffer empty)');
  }

  /** sysrq R. */
  replay(): void {
    this.#options.kernel.parts.printk.replayAll();
  }

  // ---- panic_print ----

  /** Before the other CPUs are stopped. */
  beforeStop(asking: () => Asking): void {
    if ((this.#options.panicPrint() & PRINT.cpus) !== 0) this.#cpus(asking(), 'panic-cpus');
  }

  /** Between the notifiers and the dump of the log. */
  beforeDump(asking: () => Asking): void {
    const panicPrint = this.#options.panicPrint();
    if ((panicPrint & PRINT.tasks) !== 0) this.#tasks(asking(), 'panic-tasks');
    if ((panicPrint & PRINT.memory) !== 0) this.memory();
    if ((panicPrint & PRINT.timers) !== 0) this.timers(asking());
    if ((panicPrint & PRINT.ftrace) !== 0) this.ftrace();
    const hasBlocked = this.#options.profile.version.patchlevel >= 12;
    if (hasBlocked && (panicPrint & PRINT.blocked) !== 0) this.blocked(asking());
  }

  /** Before the last words. */
  afterDump(): void {
    if ((this.#options.panicPrint() & PRINT.replay) !== 0) this.replay();
  }

  /** Recorded frames of who asks; a panic's own follow those of the question. */
  #ownTrace(context: ShowContext, { panicTrace = null }: Asking, how: string): string | null {
    const { asking } = stateText(this.#options.profile.release);
    const top = drawn(context, asking[how]);
    if (!how.startsWith('panic')) return top;
    return top === null || panicTrace === null ? (top ?? panicTrace) : `${top}\n${panicTrace}`;
  }

  #printkAs(callerId: number): PrintkFunction {
    const { kernel, time } = this.#options;
    const { parts } = kernel;
    return (level, text) => {
      parts.printk.printk(level, text, { callerId });
      time.spend(printkCostNs(text));
    };
  }

  /** The wall clock when the kernel's time was 0, as nanoseconds since 1970. */
  #realNs(): bigint {
    const { wallClock, time } = this.#options;
    const { seconds, nanoseconds } = wallClock();
    return BigInt(seconds) * BigInt(NS_PER_S) + BigInt(nanoseconds) - BigInt(Math.floor(time.now()));
  }
}
