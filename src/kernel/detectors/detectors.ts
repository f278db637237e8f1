/**
 * The detectors of one running kernel: who hangs, who finds it out and when, and what becomes of it.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/watchdog.c`, `kernel/rcu/tree_stall.h` and `kernel/hung_task.c`; the types of LKDTM that hang
 * (`drivers/misc/lkdtm/bugs.c`) begin here. Everything goes by events of the virtual clock, one for each report. Left out: hangs
 * that end again, and what two hangs at once make of each other's grace periods.
 */
import type { RandomStream } from '../../sim/random.ts';
import type { Casualty } from '../casualty.ts';
import type { CrashSite, PrintkFunction, Task } from '../crash/crash-environment.ts';
import { KERN_DEFAULT, stackDumpHeader } from '../crash/stack-dump.ts';
import { TAINT_SOFTLOCKUP } from '../crash/taint.ts';
import type { CrashLever } from '../kernel-crash.ts';
import type { Timers } from '../process/timers.ts';
import type { ProcessSource, ProcessView } from '../procfs/process-view.ts';
import { HungTaskDetector, type WaitingTask } from './hung-task.ts';
import {
  allSeenText,
  otherDetectedText,
  type StalledCpu,
  type StallPrinter,
  type StarvedThread,
  selfDetectedText,
  sendingNmiText,
  stallDelayNs,
  starvedText,
  timerMissedText,
} from './rcu-stall.ts';
import {
  type CpuPlace,
  cpuReport,
  hardLockupText,
  kernelLine,
  nmiBacktraceText,
  softLockupText,
  softNmiText,
  taskText,
} from './reports.ts';
import type { DetectorSettings } from './settings.ts';
import { SoftLockupClock } from './soft-lockup.ts';
import { type StuckCpu, StuckCpus } from './stuck-cpus.ts';
import { nanoseconds } from './timer-wheel.ts';

export interface DetectorOptions {
  readonly settings: DetectorSettings;
  readonly casualty: Casualty;
  readonly lever: CrashLever;
  readonly timers: Timers;
  readonly now: () => number;
  readonly random: RandomStream;
  /** The list of tasks, where there is a user space. */
  readonly processes: () => ProcessSource | undefined;
  readonly cpus: number;
  readonly isSmp: boolean;
  /** Tree RCU, which can stall, or null; whether it lets readers be preempted. */
  readonly rcu: { readonly isPreemptible: boolean } | null;
  readonly isAlive: () => boolean;
}

/** RCU_STALL_RAT_DELAY: other CPUs give the stalled one this long to speak first. */
const OTHERS_WAIT_JIFFIES = 2;
/** The hard lockup detector's counter overflows this often, by default. */
const NS_PER_S = 1e9;
/** POWER's time base, and how long firmware and boot loader take before it, about. */
const TIME_BASE_HZ = 512_000_000;
const FIRMWARE_SECONDS = 40;
/** Thread flags of a kernel thread that is about to run and of a task that waits, as recorded. */
const THREAD_FLAGS = {
  x86_64: { worker: 0x4000, waiting: 0x2 },
  arm: { worker: 0, waiting: 0x4 },
  arm64: { worker: 0x8, waiting: 0x4 },
  ppc64le: { worker: 0, waiting: 0x42000 },
} as const;
const STATE_IDLE = 0x402;
/** As recorded, where there is no list of tasks. */
const PIDS_OF_THREADS: Readonly<Record<string, number>> = { khungtaskd: 28, rcu_preempt: 15, rcu_sched: 11 };

export class Detectors {
  readonly stuck: StuckCpus;
  readonly hungTasks: HungTaskDetector;
  readonly #options: DetectorOptions;
  /** When the soft lockup detector was last set up. */
  #phaseNs = 0;
  readonly #clocks = new Map<number, SoftLockupClock>();
  readonly #softTimers = new Map<number, number>();
  #stalls = 0;

  constructor(options: DetectorOptions) {
    const { settings, casualty, lever, timers, now, cpus, isSmp } = options;
    this.#options = options;
    this.stuck = new StuckCpus({ cpus, isSmp }, (path, cpu, task) => lever.site(path, { cpu, task }));
    this.hungTasks = new HungTaskDetector({
      settings,
      print: lever.print,
      timers,
      now,
      waiting: () => this.#waitingTasks(),
      tasksRun: () => this.tasksRun,
      kernelLine: () => kernelLine(casualty.environment()),
      showTask: (task) => this.#showHungTask(task),
      panic: () => this.#panicInHungTask(),
      tellsSuppression: casualty.environment().kernel.version.patchlevel >= 12,
    });
    settings.onChange((setting) => {
      if (setting === 'watchdogThreshold' || setting === 'softWatchdog') this.#phaseNs = now();
      if (setting.startsWith('hungTask')) this.hungTasks.settingsChanged();
    });
  }

  /** Threads and processes get their turn. */
  get tasksRun(): boolean {
    return this.#options.isAlive() && !this.stuck.all;
  }

  get #print(): PrintkFunction {
    return this.#options.lever.print;
  }

  // ---- hung tasks ----

  #showHungTask({ pid, comm }: WaitingTask): void {
    const { casualty, lever } = this.#options;
    const task = { pid, comm, uid: 0 };
    const site = this.#waitingSites.get(pid) ?? null;
    const shown = {
      comm,
      pid,
      ppid: this.#options.processes()?.find(pid)?.ppid ?? 1,
      state: 'D',
      flags: this.#threadFlags.waiting,
      site,
    } as const;
    taskText(casualty.environment(), { ...shown, site: site === null ? null : { ...site, task } }, lever.print);
  }

  /** Where tasks wait for ever, by pid: the stack they show each time. */
  readonly #waitingSites = new Map<number, CrashSite | null>();

  #views(): readonly ProcessView[] {
    const source = this.#options.processes();
    return (source?.pids() ?? []).flatMap((pid) => source?.find(pid) ?? []);
  }

  /** In state D; without a list of tasks, those that were told of. */
  #waitingTasks(): readonly WaitingTask[] {
    if (this.#options.processes() === undefined) return this.#forgotten;
    return this.#views()
      .filter(({ state }) => state === 'D')
      .map(({ pid, comm, voluntarySwitches }) => ({ pid, comm, switches: voluntarySwitches }));
  }

  /** Tasks that wait for ever, of a machine without user space. */
  readonly #forgotten: WaitingTask[] = [];

  /** Pid of a kernel thread. */
  #threadPid(comm: string): number {
    return this.#views().find((view) => view.isKernelThread && view.comm === comm)?.pid ?? PIDS_OF_THREADS[comm] ?? 2;
  }

  /** A task waits in the kernel and will never be woken. */
  taskWaitsForEver(task: Task, written: string): void {
    this.#waitingSites.set(task.pid, this.#options.lever.site('lkdtm-HUNG_TASK', { task, written }));
    this.#forgotten.push({ pid: task.pid, comm: task.comm, switches: 1 });
    this.hungTasks.taskWaits();
  }

  #panicInHungTask(): void {
    const { lever } = this.#options;
    const task = { comm: 'khungtaskd', pid: this.#threadPid('khungtaskd'), uid: 0 };
    lever.panic('hung_task: blocked tasks', lever.site('hung-task-panic', { task }));
  }

  // ---- CPUs that go round ----

  /** From now on this CPU does nothing else. */
  cpuHangs(stuck: StuckCpu): void {
    this.stuck.add(stuck);
    if (stuck.takesInterrupts) {
      this.#clocks.set(stuck.cpu, new SoftLockupClock(this.#options.settings, this.#phaseNs, stuck.sinceNs));
      this.#scheduleSoftLockup(stuck);
    } else this.#scheduleHardLockup(stuck);
    this.#scheduleStall(stuck);
  }

  #at(timeNs: number, action: () => void): number {
    const { timers, now, isAlive } = this.#options;
    return timers.after(Math.max(0, timeNs - now()), () => {
      if (isAlive()) action();
    });
  }

  #scheduleSoftLockup(stuck: StuckCpu): void {
    const { timers } = this.#options;
    const pending = this.#softTimers.get(stuck.cpu);
    if (pending !== undefined) timers.cancel(pending);
    const atNs = this.#clocks.get(stuck.cpu)?.nextReportNs() ?? null;
    if (atNs === null) return;
    this.#softTimers.set(
      stuck.cpu,
      this.#at(atNs, () => this.#reportSoftLockup(stuck)),
    );
  }

  #reportSoftLockup(stuck: StuckCpu): void {
    const { casualty, lever, now, settings } = this.#options;
    const clock = this.#clocks.get(stuck.cpu)!;
    if (settings.softWatchdog === 0) return;
    softLockupText(casualty.environment(), stuck, clock.secondsStuck(now()), lever.print);
    casualty.addTaint(TAINT_SOFTLOCKUP);
    if (!lever.isRunning) return;
    if (settings.softlockupPanic !== 0) {
      lever.panic('softlockup: hung tasks', this.stuck.interrupted('softlockup', stuck.cpu));
      return;
    }
    this.#printedOn(stuck);
  }

  #printedOn(stuck: StuckCpu): void {
    this.#clocks.get(stuck.cpu)?.printed(this.#options.now());
    this.#scheduleSoftLockup(stuck);
  }

  /** Only a CPU that can count its cycles interrupts itself though it takes no interrupts. */
  #scheduleHardLockup(stuck: StuckCpu): void {
    const { settings, casualty, lever } = this.#options;
    if (settings.nmiWatchdog === 0 || !settings.hasCycleCounter) return;
    const isPower = casualty.environment().kernel.architecture === 'ppc64le';
    // POWER's report begins with the place.
    if (isPower && stuck.site === null) return;
    // The first overflow notes how many ticks there were, the next finds no more of them.
    const firstNs = this.#options.random.float() * settings.watchdogThreshold * NS_PER_S;
    this.#at(stuck.sinceNs + firstNs + settings.watchdogThreshold * NS_PER_S, () => {
      if (settings.nmiWatchdog === 0) return;
      if (isPower) this.#softNmi(stuck);
      else hardLockupText(casualty.environment(), stuck, lever.print);
      if (settings.hardlockupPanic === 0) return;
      const site = this.stuck.interrupted('hard-lockup', stuck.cpu);
      lever.panic('Hard LOCKUP', site, () => {
        stackDumpHeader(casualty.environment(), stuck, KERN_DEFAULT, lever.print);
      });
    });
  }

  /** The time base counts since the machine was switched on, from some seconds before the kernel's clock. */
  #softNmi(stuck: StuckCpu): void {
    const nowNs = this.#options.now();
    const ticks = (timeNs: number) => Math.floor((timeNs / NS_PER_S + FIRMWARE_SECONDS) * TIME_BASE_HZ);
    const agoMs = Math.floor((nowNs - stuck.sinceNs) / 1e6);
    const times = { now: ticks(nowNs), heartbeat: ticks(stuck.sinceNs), agoMs };
    softNmiText(this.#environment(), stuck, times, this.#print);
  }

  // ---- RCU ----

  #scheduleStall(stuck: StuckCpu, count = 0): void {
    const { rcu, settings } = this.#options;
    if (rcu === null || settings.rcuStallSuppress !== 0) return;
    const detector = this.#stallDetector(stuck);
    if (detector === null) return;
    const wait = detector.kind === 'self' ? 0 : nanoseconds(OTHERS_WAIT_JIFFIES);
    this.#at(stuck.sinceNs + stallDelayNs(settings.stallSeconds, count) + wait, () => {
      this.#reportStall(stuck, detector);
      if (settings.panicOnRcuStall !== 0 && ++this.#stalls > settings.maxRcuStallToPanic) {
        lever().panic('RCU Stall', this.stuck.interrupted('rcu-stall', detector.cpu));
        return;
      }
      this.#printedOn(stuck);
      this.#scheduleStall(stuck, count + 1);
    });
    const lever = () => this.#options.lever;
  }

  /** Who finds out, or null: nobody can, or there is nothing to find. */
  #stallDetector(stuck: StuckCpu): { readonly kind: 'self' | 'other' | 'thread'; readonly cpu: number } | null {
    const { rcu } = this.#options;
    const holdsUp = stuck.blocksPreemption || rcu?.isPreemptible !== true;
    const { free } = this.stuck;
    // To begin a period its thread had this CPU, and gave it up again.
    if (this.#options.cpus === 1) return stuck.takesInterrupts ? { kind: 'thread', cpu: stuck.cpu } : null;
    // The CPU that another one waits for is told of by the one that waits.
    if (!stuck.takesInterrupts) return free === undefined || !holdsUp ? null : { kind: 'other', cpu: free };
    if (holdsUp) return { kind: 'self', cpu: stuck.cpu };
    // Nobody is held up but the thread that drives the grace period, where there is no CPU for it.
    return free === undefined ? { kind: 'thread', cpu: stuck.cpu } : null;
  }

  #reportStall(
    stuck: StuckCpu,
    { kind, cpu }: { readonly kind: 'self' | 'other' | 'thread'; readonly cpu: number },
  ): void {
    const printer = this.#stallPrinter(stuck);
    const starved = this.#starvedThread(stuck);
    const line: StalledCpu = {
      cpu: stuck.cpu,
      idle: 4 * (0x400 + this.#options.random.int(0x800)),
      softirqs: 50 + this.#options.random.int(400),
      hasInterrupts: stuck.takesInterrupts,
      isForced: starved === null,
    };
    if (kind === 'self') selfDetectedText(printer, line);
    else otherDetectedText(printer, cpu, kind === 'thread' ? [] : [line]);
    if (kind === 'thread') allSeenText(printer);
    if (kind === 'other') {
      sendingNmiText(cpu, [stuck.cpu], this.#print);
      nmiBacktraceText(this.#environment(), stuck, this.#print);
    }
    if (starved !== null) this.#starved(printer, starved, cpu);
    if (kind === 'self') cpuReport(this.#environment(), stuck, this.#print);
  }

  get #threadFlags() {
    return THREAD_FLAGS[this.#environment().kernel.architecture];
  }

  #environment() {
    return this.#options.casualty.environment();
  }

  #stallPrinter({ sinceNs }: StuckCpu): StallPrinter {
    const { rcu, cpus, now, random } = this.#options;
    const isNew = this.#environment().kernel.version.patchlevel >= 12;
    return {
      period: {
        flavour: rcu?.isPreemptible === true ? 'rcu_preempt' : 'rcu_sched',
        sequence: -1000 + Math.floor(sinceNs / 1e8),
        startNs: sinceNs,
        cpus,
        tellsTimesAsMessages: isNew,
      },
      nowNs: now(),
      random,
      print: this.#print,
    };
  }

  /** The thread that drives the grace period, where it cannot run: no CPU is left, or its timer is on one without interrupts. */
  #starvedThread(stuck: StuckCpu): StarvedThread | null {
    if (this.stuck.free !== undefined) return null;
    const deaf = this.#deafCpu(stuck);
    if (deaf !== null) return { cpu: deaf, state: STATE_IDLE, flags: 0 };
    return { cpu: stuck.cpu, state: 0, flags: 2 };
  }

  #deafCpu(stuck: StuckCpu): number | null {
    for (let cpu = 0; cpu < this.#options.cpus; cpu++) {
      if (cpu !== stuck.cpu && !this.stuck.takesInterrupts(cpu)) return cpu;
    }
    return null;
  }

  #starved(printer: StallPrinter, thread: StarvedThread, detector: number): void {
    const { lever } = this.#options;
    const comm = printer.period.flavour;
    const pid = this.#threadPid(comm);
    const isRunnable = thread.state === 0;
    if (!isRunnable) timerMissedText(printer, thread);
    starvedText(printer, thread, {
      thread: () => {
        const site = lever.site('rcu-gp-kthread', { task: { comm, pid, uid: 0 } });
        const shown = { comm, pid, ppid: 2, flags: this.#threadFlags.worker, site };
        taskText(this.#environment(), { ...shown, state: isRunnable ? 'R' : 'I' }, this.#print);
      },
      cpu: () => {
        const place: CpuPlace | undefined = this.stuck.get(thread.cpu);
        if (place === undefined) return;
        if (thread.cpu === detector) cpuReport(this.#environment(), place, this.#print);
        else {
          sendingNmiText(detector, [thread.cpu], this.#print);
          nmiBacktraceText(this.#environment(), place, this.#print);
        }
      },
    });
  }
}
