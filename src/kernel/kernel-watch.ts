/**
 * What finds out that this kernel is in trouble without being called, and what ends it then: detectors, watchdogs, NMIs.
 *
 * All of it runs in interrupts on the kernel's own timers, which go on while no task gets its turn.
 */
import type { StageContext } from '../hardware/stage.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import type { ClockEvent } from '../sim/clock.ts';
import { Detectors } from './detectors/detectors.ts';
import { LkdtmHangs, type Lost } from './detectors/lkdtm-hangs.ts';
import { hasPreemptibleRcu } from './detectors/settings.ts';
import type { CrashableKernel, KernelCrash } from './kernel-crash.ts';
import type { KernelTime } from './kernel-time.ts';
import type { ModuleInit } from './modules/module-init.ts';
import { ExternalNmi, type NmiReason } from './nmi.ts';
import { Timers } from './process/timers.ts';
import type { ProcessSource } from './procfs/process-view.ts';
import { armDownloadMode, disarmDownloadMode } from './qcom-scm.ts';
import type { DeviceTable } from './vfs/devices.ts';
import { boardWatchdogModule, startQcom } from './watchdog/board-watchdogs.ts';
import { softdogModule } from './watchdog/softdog.ts';
import { WatchdogCore } from './watchdog/watchdog-core.ts';

const TIMER_EVENT = 'kernel.timer';
/** States in which timers and tasks run. */
const ALIVE = ['drivers', 'running', 'oopsing'];
const DEAD = 'panicking.dead';
/** Where the timers and the devices' interrupts are. */
const BOOT_CPU = 0;

export interface KernelWatchOptions {
  readonly kernel: CrashableKernel;
  readonly crash: KernelCrash;
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly time: KernelTime;
  readonly cpus: number;
  /** The list of tasks, where there is a user space. */
  readonly processes: () => ProcessSource | undefined;
}

export class KernelWatch {
  readonly watchdogs: WatchdogCore;
  readonly #options: KernelWatchOptions;
  readonly #timers: Timers;
  readonly #detectors: Detectors;
  readonly #hangs: LkdtmHangs;
  readonly #nmi: ExternalNmi;
  /** What has become of the task that makes a call, until its call is left. */
  #lost: Lost | null = null;

  constructor(options: KernelWatchOptions) {
    const { kernel, crash, context, profile, time, cpus, processes } = options;
    const { detectors: settings, casualty, print } = kernel.parts;
    this.#options = options;
    this.#timers = new Timers(context.clock, time, 'kernel', TIMER_EVENT);
    const isSmp = profile.smp;
    const random = context.random.stream('kernel/detectors');
    const now = () => time.now();
    this.#detectors = new Detectors({
      settings,
      casualty,
      lever: crash,
      timers: this.#timers,
      now,
      random,
      processes,
      cpus,
      isSmp,
      rcu: isSmp ? { isPreemptible: hasPreemptibleRcu(profile) } : null,
      isAlive: () => ALIVE.includes(kernel.state),
    });
    this.#hangs = new LkdtmHangs({ detectors: this.#detectors, lever: crash, random, cpus, isSmp, now });
    this.#nmi = new ExternalNmi(settings, print, random.int(2) === 1);
    const tasksRun = () => ALIVE.includes(kernel.state) && this.#detectors.tasksRun;
    this.watchdogs = new WatchdogCore({ print, timers: this.#timers, tasksRun });
    const { watchdog: timer, board } = context;
    if (timer !== null && board.watchdog?.device === 'qcom-wdt') {
      startQcom({
        core: this.watchdogs,
        timer,
        profile: board.watchdog,
        nowNs: () => context.clock.now + time.aheadNs(),
      });
    }
  }

  /** The drivers of what goes on behind a dead kernel's back. */
  probe(): void {
    const { kernel, context } = this.#options;
    const { commandLine, print } = kernel.parts;
    if (context.download != null) armDownloadMode(context.download, commandLine, print);
  }

  /** An orderly end: drivers let go of their devices. */
  shutDown(): void {
    const { download } = this.#options.context;
    this.watchdogs.shutDown();
    if (download != null) disarmDownloadMode(download);
  }

  owns({ type }: ClockEvent): boolean {
    return type === TIMER_EVENT;
  }

  handle({ data }: ClockEvent): void {
    this.#timers.fired(data as number);
  }

  /** Processes and threads get their turn. */
  get tasksRun(): boolean {
    return !this.#detectors.stuck.all;
  }

  /** A CPU goes round in the kernel and will never do anything else. */
  get hasStuckCpu(): boolean {
    return this.#detectors.stuck.any;
  }

  /** A type of LKDTM that may hang; false: it is another one. */
  hang(type: string, written: string): boolean {
    const lost = this.#hangs.run(type, this.#options.kernel.currentTask(), written);
    if (lost !== undefined) this.#lost = lost;
    return lost !== undefined;
  }

  /** What has become of the task whose call is being left; told once. */
  takeLost(): Lost | null {
    const lost = this.#lost;
    this.#lost = null;
    return lost;
  }

  /** The NMI line of the first CPU, on POWER the system reset interrupt; others have none that does not go through firmware. */
  nmi(reason: NmiReason): void {
    const { kernel, crash, profile } = this.#options;
    if (profile.architecture === 'ppc64le') crash.systemReset();
    if (profile.architecture !== 'x86_64' || !ALIVE.includes(kernel.state)) return;
    const message = this.#nmi.arrived(BOOT_CPU, reason, () => crash.idleHeader());
    if (message === null) return;
    // The trace is that of a reason nobody knows; those of the others were not recorded.
    if (reason === 'unknown') crash.panic(message, this.#detectors.stuck.interrupted('nmi', BOOT_CPU));
    else crash.panic(message, null, () => crash.idleHeader());
  }

  /** The modules of watchdogs, by name. */
  modules(): Readonly<Record<string, ModuleInit>> {
    const { kernel, crash, context, profile, time } = this.#options;
    const { wordBytes } = profile;
    const { stuck } = this.#detectors;
    const core = this.watchdogs;
    const softdog = softdogModule({
      core,
      wordBytes,
      interruptsRun: () => (ALIVE.includes(kernel.state) || kernel.state === DEAD) && stuck.takesInterrupts(BOOT_CPU),
      levers: {
        isDead: () => kernel.state === DEAD,
        panic: (message) => crash.panic(message, stuck.interrupted('softdog', BOOT_CPU)),
        emergencyRestart: () => kernel.send({ type: 'RESTART' }),
        restart: (argument) => kernel.send({ type: 'SHUT_DOWN', command: 'restart', argument }),
      },
    });
    const { watchdog: timer, board } = context;
    const nowNs = () => context.clock.now + time.aheadNs();
    const onBoard =
      timer === null || board.watchdog == null
        ? {}
        : boardWatchdogModule({ core, timer, profile: board.watchdog, nowNs, wordBytes });
    return { softdog, ...onBoard };
  }

  useDevices(table: DeviceTable): void {
    this.watchdogs.useDevices(table);
  }
}
