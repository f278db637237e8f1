/**
 * Magic SysRq of a running kernel: the trigger file, a break on the serial console with a key behind it, and who does the work.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/tty/sysrq.c` and `include/linux/serial_core.h` (uart_handle_break,
 * uart_handle_sysrq_char).
 */
import type { StageContext } from '../hardware/stage.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { kernelConfigValue } from '../profiles/kernel-config.ts';
import type { KernelText } from '../profiles/kernel-text.ts';
import type { ClockEvent } from '../sim/clock.ts';
import { ENXIO } from '../sim/errno.ts';
import type { RandomStream } from '../sim/random.ts';
import type { Task as CrashTask, PrintkFunction } from './crash/crash-environment.ts';
import type { CrashLever } from './kernel-crash.ts';
import type { KernelEvent } from './kernel-machine.ts';
import type { KernelParts } from './kernel-parts.ts';
import type { KernelTime } from './kernel-time.ts';
import { OutOfMemory } from './oom/out-of-memory.ts';
import type { Printk } from './printk/printk.ts';
import type { Task } from './process/task.ts';
import { Timers } from './process/timers.ts';
import { KernelShow } from './show/kernel-show.ts';
import { bareComm } from './show/tasks.ts';
import { handleSysrq, SYSRQ_CRASH_MESSAGE, type SysrqHost, sysrqTriggerKeys } from './sysrq.ts';
import { type SysrqTarget, sysrqActions } from './sysrq-actions.ts';
import type { UserSpace } from './user-space.ts';

const TIMER_EVENT = 'sysrq.timer';
/** SYSRQ_TIMEOUT: how long a break waits for its key. */
const KEY_TIMEOUT_NS = 5_000_000_000;
/** The worker that takes up work of the first CPU. */
const WORKER = 'kworker/0:1';

export interface SysrqKernel {
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly text: KernelText;
  readonly time: KernelTime;
  readonly parts: KernelParts;
  readonly lever: CrashLever;
  /** Who runs now. */
  currentTask(): CrashTask;
  /** Null until user space runs, and where there is none. */
  readonly userSpace: UserSpace | null;
  /** The kernel is there and neither restarting nor shut down; after a panic it still hears its serial line. */
  readonly isThere: boolean;
  /** A setting below /proc/sys, and what it is where nobody can set it. */
  sysctl(path: string, otherwise: number): number;
  send(event: KernelEvent): void;
}

export class KernelSysrq {
  readonly show: KernelShow;
  readonly oom: OutOfMemory;
  readonly #kernel: SysrqKernel;
  readonly #timers: Timers;
  readonly #random: RandomStream;
  /** Until when a character is a key; null: no break has come. */
  #armedUntilNs: number | null = null;

  constructor(kernel: SysrqKernel) {
    const { context, profile, time } = kernel;
    this.#kernel = kernel;
    this.#random = context.random.stream('kernel/sysrq');
    this.#timers = new Timers(context.clock, time, 'kernel', TIMER_EVENT);
    this.show = new KernelShow({
      profile,
      kernel,
      time,
      random: context.random.stream('kernel/show'),
      processes: () => kernel.userSpace?.processes ?? null,
      currentTask: () => kernel.currentTask(),
      panicPrint: () => Number(kernel.parts.casualty.panicPrint & 0xffffn),
      wallClock: () => context.rtc.read(),
    });
    this.oom = new OutOfMemory({
      profile,
      kernel,
      show: this.show,
      table: () => kernel.userSpace?.table ?? null,
      sysctl: (name) => kernel.sysctl(`vm/${name}`, name === 'oom_dump_tasks' ? 1 : 0),
      panic: (message, showStack) => kernel.lever.panic(message, null, showStack),
      site: (path, task) => kernel.lever.site(path, { task }),
      later: (delayNs, run) => this.#later(delayNs, run),
    });
  }

  owns(event: ClockEvent): boolean {
    return event.type === TIMER_EVENT;
  }

  handle(event: ClockEvent): void {
    this.#timers.fired(event.data as number);
  }

  /** A write to /proc/sysrq-trigger: bytes taken. */
  trigger(written: string): number {
    const { profile, text, parts, lever } = this.#kernel;
    const cpu = this.show.chooseCpu(this.#random.int(parts.casualty.environment().onlineCpus));
    for (const key of sysrqTriggerKeys(written, { text })) {
      const outcome = handleSysrq(key, null, { kernel: profile, text }, this.#host());
      if (outcome.kind === 'action') sysrqActions[outcome.action]?.(this.#target(cpu), written);
      // A key that ends the kernel never returns to the loop over the others.
      if (!lever.isRunning) break;
    }
    return written.length;
  }

  /** `c` written to the trigger file on two CPUs at the same moment; -ENXIO where there is one. */
  twoCpus(): number {
    const { profile, text, parts, lever } = this.#kernel;
    if (parts.casualty.environment().onlineCpus < 2) return -ENXIO;
    for (let count = 0; count < 2; count++) handleSysrq('c', null, { kernel: profile, text }, this.#host());
    lever.panicOnTwoCpus(SYSRQ_CRASH_MESSAGE, (cpu) => lever.site('sysrq-c', { written: 'c\n', cpu }));
    return 0;
  }

  // ---- the serial line ----

  /** A break on the console's line: the next character is a key. A second break takes that back. */
  serialBreak(): void {
    const { profile, isThere } = this.#kernel;
    // Where the configuration is not known it is that of most kernels.
    const isBuiltIn = (kernelConfigValue(profile, 'MAGIC_SYSRQ_SERIAL') ?? 'y') === 'y';
    if (!isThere || !isBuiltIn) return;
    this.#armedUntilNs = this.#armedUntilNs === null ? this.#kernel.context.clock.now + KEY_TIMEOUT_NS : null;
  }

  /** Takes the key out of what came over the line. With kernel.sysrq=0 it is a character like others. */
  filter(bytes: Uint8Array): Uint8Array {
    const until = this.#armedUntilNs;
    const code = bytes[0];
    if (until === null || code === undefined) return bytes;
    this.#armedUntilNs = null;
    const { sysrqAllowed } = this.#kernel.parts.casualty;
    if (code === 0 || sysrqAllowed === 0 || this.#kernel.context.clock.now >= until) return bytes;
    this.#serialKey(String.fromCharCode(code), sysrqAllowed);
    return bytes.subarray(1);
  }

  #serialKey(key: string, mask: number): void {
    const { profile, text, lever, isThere } = this.#kernel;
    if (!isThere) return;
    const outcome = handleSysrq(key, mask, { kernel: profile, text }, this.#host());
    if (outcome.kind !== 'action') return;
    // A kernel that has panicked does nothing any more but start anew.
    if (!lever.isRunning && outcome.action !== 'reboot') return;
    sysrqActions[outcome.action]?.(this.#target(0), null);
  }

  // ---- parts ----

  #host(): SysrqHost {
    const { printk, print } = this.#kernel.parts;
    return new ConsoleHost(printk, print);
  }

  #target(cpu: number): SysrqTarget {
    const { lever, parts, userSpace } = this.#kernel;
    return {
      lever,
      print: parts.print,
      printk: parts.printk,
      show: this.show,
      oom: this.oom,
      userSpace,
      worker: this.#worker(),
      cpu,
      send: (event) => this.#kernel.send(event),
      later: (delayNs, run) => this.#later(delayNs, run),
    };
  }

  #worker(): CrashTask {
    const tasks = this.#kernel.userSpace?.table.tasks.values() ?? [];
    const thread = [...tasks].find((task: Task) => task.isKernelThread && bareComm(task) === WORKER);
    return { comm: WORKER, pid: thread?.pid ?? 2, uid: 0, worker: 'Workqueue: events moom_callback' };
  }

  /** Work for a kernel thread: nobody does it once the kernel is dying. */
  #later(delayNs: number, run: () => void): void {
    this.#timers.after(delayNs, () => {
      if (this.#kernel.lever.isRunning) run();
    });
  }
}

/** Where a key's lines go: the log, at whose console level they are shown. */
class ConsoleHost implements SysrqHost {
  readonly printk: PrintkFunction;
  readonly #console: Printk;

  constructor(console: Printk, print: PrintkFunction) {
    this.#console = console;
    this.printk = print;
  }

  get consoleLoglevel(): number {
    return this.#console.consoleLoglevel;
  }

  set consoleLoglevel(level: number) {
    this.#console.consoleLoglevel = level;
  }
}
