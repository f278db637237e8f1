/**
 * How a running kernel dies, or is told something and lives: crash paths run to their end, oopses, warnings, panics.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/panic.c` (panic, __warn, check_panic_on_warn, add_taint), `kernel/exit.c` (make_task_dead)
 * and `arch/x86/kernel/dumpstack.c`. Texts come from `crash/`, what the kernel remembers is in `casualty.ts`; `kernel-machine.ts`
 * says when a panic's steps come. Detectors, keys and modules that crash the kernel use `CrashLever`.
 */
import { opalText } from '../hardware/opal.ts';
import type { StageContext } from '../hardware/stage.ts';
import type { CrashPathName } from '../profiles/crash-data.ts';
import type { SiteRequest } from './casualty.ts';
import { TAINT_PANIC } from './casualty.ts';
import { cpuRegisters } from './crash/cpu-registers.ts';
import type { CrashSite, PrintkFunction, Task } from './crash/crash-environment.ts';
import { crashPath } from './crash/crash-path.ts';
import { notifierStop } from './crash/notifier-stop.ts';
import { oopsConsequences } from './crash/oops.ts';
import { panicNotifiersText, panicText, rebootingText, stopCpusText } from './crash/panic.ts';
import { isInSystemReset, panicPlatform, systemResetPath } from './crash/powerpc/platform-panic.ts';
import { recordedLines } from './crash/recorded-lines.ts';
import { IDLE_NESTING } from './crash/recorded-values.ts';
import { fillValues } from './crash/register-template.ts';
import { siteNames } from './crash/site-names.ts';
import { KERN_DEFAULT, stackDumpHeader } from './crash/stack-dump.ts';
import { crashKexec } from './kdump/crash-kexec.ts';
import type { KernelEvent } from './kernel-machine.ts';
import type { KernelParts } from './kernel-parts.ts';
import type { KernelStop } from './kernel-stop.ts';
import { KMSG_DUMP_OOPS, KMSG_DUMP_PANIC } from './printk/kmsg-dump.ts';
import type { Asking } from './show/report.ts';
import { SYSRQ_CRASH_MESSAGE } from './sysrq.ts';
import type { DeadKernel } from './vmcore/kernel-core.ts';

/** The kernel around it. */
export interface CrashableKernel {
  /** Nanoseconds on the world's clock that the kernel has got to. */
  readonly nowNs: number;
  readonly context: StageContext;
  readonly parts: KernelParts;
  /** As a dump finds it. */
  readonly dead: DeadKernel;
  readonly state: string;
  /** kernel.panic. */
  readonly panicTimeout: number;
  /** Who makes the call that goes wrong. */
  currentTask(): Task;
  /** A process makes that call: others may be ready when it is over. */
  readonly runsProcess: boolean;
  send(event: KernelEvent): void;
  /** The log has been handed to the dumpers because of an oops. */
  oopsDumped(): void;
}

/** What code that finds the kernel in trouble may do with it. */
export interface CrashLever {
  readonly print: PrintkFunction;
  readonly isRunning: boolean;
  /** Who makes the call that goes wrong. */
  readonly task: Task;
  /** A place to crash at, or null where this kernel has no text for the path. `written`: what the system call writes. */
  site(path: CrashPathName, request?: Partial<SiteRequest>): CrashSite | null;
  /** Runs a path: its lines, its report, and what comes of it. False where this kernel has no text for it. */
  run(path: CrashPathName, request?: Partial<SiteRequest>): boolean;
  oops(site: CrashSite): void;
  /** False: the warning ended in a panic. */
  warn(site: CrashSite): boolean;
  /** `showStack`: prints the stack of a panic at a place without a path. */
  panic(message: string, site: CrashSite | null, showStack?: () => void): void;
  /** Two CPUs call panic() at the same moment: the first one has it, the other (the last CPU) stops itself without a word. */
  panicOnTwoCpus(message: string, siteOn: (cpu: number) => CrashSite | null): void;
  /** The header of a panic in an interrupt that came to the idle task. */
  idleHeader(): void;
  /** `sysrq_handle_crash`. `written`: what the write to the trigger file was; null for a key of the serial line. */
  sysrqCrash(written: string | null): void;
}

/** Of a wait status: the signal that killed. */
const SIGNAL_BITS = 0x7f;
/** States in which code runs that may taint the kernel. */
const TAINTABLE = ['drivers', 'running'];
/** Paths follow each other through `next`; more than this many are a mistake in the data. */
const CHAIN_MAX = 16;

export class KernelCrash implements CrashLever {
  readonly #kernel: CrashableKernel;
  /** Where the crash that is being handled happened. */
  #site: CrashSite | null = null;
  /** The stack of a panic whose place has no path. */
  #showStack: (() => void) | null = null;
  /** What the task that ran into an oops dies of. */
  #signal: number | null = null;
  /** Where the kernel stopped; what is behind that point is not heard. */
  #stop: KernelStop | null = null;
  /** The kernel has panicked: a second panic is one inside it. */
  #hasPanicked = false;
  /** The panic that was going on never goes on: an oops came in between. */
  #isAbandoned = false;
  #isSecondOops = false;
  /** CPUs that panicked later and stopped themselves. */
  #selfStopped = 0;
  /** Tasks that died with interrupts off. */
  #diedDeaf = 0;
  /** A task died with interrupts off where others run: its CPU has not gone idle since. */
  #uneasy: CrashSite | null = null;
  /** The warning whose flag W is being set. */
  #warning: CrashSite | null = null;
  /** WARN_ONCE places that have been told. */
  readonly #told = new Set<string>();

  constructor(kernel: CrashableKernel) {
    this.#kernel = kernel;
  }

  get print(): PrintkFunction {
    return this.#kernel.parts.print;
  }

  get task(): Task {
    return this.#kernel.currentTask();
  }

  get isRunning(): boolean {
    return this.#kernel.state === 'running';
  }

  /** Nothing of what this CPU was doing is heard any more. */
  get isSilent(): boolean {
    return this.isStopped || this.#isAbandoned;
  }

  get hasPanicked(): boolean {
    return this.#hasPanicked;
  }

  get isStopped(): boolean {
    return this.#stop !== null;
  }

  site(path: CrashPathName, request: Partial<SiteRequest> = {}): CrashSite | null {
    const { casualty } = this.#kernel.parts;
    return casualty.site(path, { task: this.task, ...request });
  }

  run(path: CrashPathName, request: Partial<SiteRequest> = {}): boolean {
    let next: CrashPathName | undefined = path;
    let values = request.values ?? {};
    for (let count = 0; next !== undefined && count < CHAIN_MAX; count++) {
      const site = this.site(next, { ...request, values });
      if (site === null) return count > 0;
      next = this.#runOne(site);
      // `PARENT/2` is the same task: it goes on with the stack and the user's registers it had.
      if (next?.startsWith(`${path}/`)) values = { ...values, ...numbersOf(site) };
    }
    return true;
  }

  /** The path that follows, if the kernel lives. */
  #runOne(site: CrashSite): CrashPathName | undefined {
    const { casualty } = this.#kernel.parts;
    const path = crashPath(casualty.environment(), site.path);
    recordedLines(path.before, site, this.print);
    if (path.panic !== undefined) {
      if (path.fault?.cause === 'stack-guard') casualty.warn(site);
      this.panic(fillValues(path.panic, siteNames(site)), site);
      return undefined;
    }
    if (path.fault !== null) {
      if (path.fault.cause !== 'warn') {
        this.oops(site);
        return undefined;
      }
      if (!this.warn(site)) return undefined;
    }
    recordedLines(path.after, site, this.print);
    return path.next;
  }

  /** An oops at a place with a text. */
  oops(site: CrashSite): void {
    if (this.isStopped) return;
    this.#site = site;
    this.#kernel.send({ type: 'OOPS' });
  }

  /** A warning in a call, where this kernel has a text for it. */
  warnAt(path: CrashPathName, values: SiteRequest['values']): void {
    const site = this.site(path, { values });
    if (site !== null) this.warn(site);
  }

  warn(site: CrashSite): boolean {
    const { casualty } = this.#kernel.parts;
    const { fault } = crashPath(casualty.environment(), site.path);
    if (fault?.isOnce === true && fault.location !== undefined) {
      if (this.#told.has(fault.location)) return true;
      this.#told.add(fault.location);
    }
    casualty.warn(site);
    const message = casualty.warningPanics();
    if (message !== null) {
      this.panic(message, this.#panicSite(site));
      return false;
    }
    this.#warning = site;
    const isLastWord = casualty.endWarning();
    this.#warning = null;
    return !isLastWord;
  }

  /** The stack that a panic inside a warning shows, where it was recorded. */
  #panicSite(site: CrashSite): CrashSite {
    const panic = this.site(`${site.path}/panic`, { cpu: site.cpu, task: site.task });
    return panic === null ? site : { ...panic, values: site.values };
  }

  /** Panics where panic_on_taint names a flag that is set now. */
  checkTaint(): boolean {
    const { parts, state } = this.#kernel;
    if (!TAINTABLE.includes(state) || !parts.casualty.takeTaintPanic()) return false;
    this.panic(TAINT_PANIC, this.#warning === null ? null : this.#panicSite(this.#warning));
    return true;
  }

  idleHeader(): void {
    const environment = this.#kernel.parts.casualty.environment();
    const task = { comm: environment.kernel.smp ? 'swapper/0' : 'swapper', pid: 0, uid: 0 };
    stackDumpHeader(environment, { cpu: 0, task }, KERN_DEFAULT, this.print);
  }

  panic(message: string, site: CrashSite | null, showStack: (() => void) | null = null): void {
    // Who stopped before that never gets here.
    if (this.isStopped) return;
    this.#site = site;
    this.#showStack = showStack;
    this.#kernel.send({ type: 'PANIC', message, timeoutSeconds: this.#kernel.panicTimeout });
  }

  /**
   * A panic; up to 5.7 an oops at address 0 that panics in any case. No stack of an interrupt that does either was recorded: of a
   * panic its header is all there is.
   */
  sysrqCrash(written: string | null): void {
    const { casualty } = this.#kernel.parts;
    const site = this.site('sysrq-c', { written: written ?? '' });
    const isOops = site !== null && crashPath(casualty.environment(), site.path).fault !== null;
    if (isOops) {
      casualty.panicOnOops = 1;
      if (written !== null) this.oops(site);
      else {
        this.stopped({ kind: 'fault', where: 'sysrq_handle_crash', text: 'a write to address 0', isInInterrupt: true });
        this.oopsIfStopped();
      }
    } else if (written === null) this.panic(SYSRQ_CRASH_MESSAGE, null, () => this.idleHeader());
    else this.panic(SYSRQ_CRASH_MESSAGE, site);
  }

  /** A panic of which only the message is known: where such a thing happens is read from that. */
  panicSaying(message: string): void {
    const code = /exitcode=0x([0-9a-f]{8})$/.exec(message)?.[1];
    let path = code === undefined ? '' : 'exit';
    if (code !== undefined && (Number.parseInt(code, 16) & SIGNAL_BITS) !== 0) path = 'exit-by-signal';
    if (message.startsWith('VFS: Unable to mount root')) path = 'no-root';
    const request = { exitStatus: code === undefined ? 0 : Number.parseInt(code, 16) >> 8 };
    this.panic(message, this.site(path, request) ?? this.site(path === '' ? path : 'exit', request));
  }

  // ---- a kernel that stops in its own code ----

  /**
   * The kernel stopped in the middle of something. A task that called it dies of an oops, once the call has been unwound;
   * a kernel that was dying already, or that loops, comes to nothing more.
   */
  stopped(stop: KernelStop): void {
    this.#kernel.parts.printk.stopped();
    if (this.#stop === null && stop.kind !== 'hang' && this.#kernel.state.startsWith('panicking')) {
      this.#oopsInPanic(stop);
      return;
    }
    if (this.#stop === null && (stop.kind === 'hang' || !this.isRunning)) {
      this.#kernel.context.control.hang(`${stop.where}: ${stop.text}`);
    }
    this.#stop ??= stop;
  }

  /**
   * An oops inside a panic. Where it is fatal itself, its own panic begins anew and the first one never goes on; else the task
   * that was panicking dies, and with it all that would have been done. A second one finds the stack used up: the end.
   */
  #oopsInPanic(stop: KernelStop): void {
    const { context, parts } = this.#kernel;
    if (this.#isSecondOops) {
      context.control.hang(`${stop.where}: an oops in the panic that an oops in a panic began`);
      this.#stop = stop;
      return;
    }
    this.#isSecondOops = true;
    const dump = () => parts.printk.dumpers.dump(KMSG_DUMP_OOPS);
    const outcome = parts.casualty.dieStopped(stop, this.task, dump);
    this.#isAbandoned = true;
    if (outcome.kind === 'panic') this.panic(outcome.message, null);
    else context.control.hang(`${stop.where}: the task that was panicking died of an oops`);
  }

  oopsIfStopped(): void {
    if (this.#stop === null || this.#stop.kind === 'hang' || !this.isRunning) return;
    this.#site = this.site(`stop-${this.#stop.where}`);
    this.#kernel.send({ type: 'OOPS' });
  }

  /** What the task that ran into an oops dies of, told once. */
  takeSignal(): number | null {
    const signal = this.#signal;
    this.#signal = null;
    return signal;
  }

  // ---- steps of the kernel machine ----

  announce(message: string): void {
    const { context, parts } = this.#kernel;
    this.#isAbandoned = false;
    const isNested = this.#hasPanicked;
    this.#hasPanicked = true;
    parts.printk.consoleVerbose();
    const lacksStack = panicText(parts.casualty.environment(), { message, site: this.#site, isNested }, this.print);
    if (lacksStack) this.#showStack === null ? this.#header() : this.#showStack();
    context.bus.emit('kernel.panicked', { timeNs: context.clock.now, message });
    if (!parts.crashKexecPostNotifiers) this.#jump();
  }

  /** `oops_end`: a fatal oops does not wait for its panic. */
  #jumpsAt(site: CrashSite): boolean {
    const { kexec, crashKexecPostNotifiers, casualty } = this.#kernel.parts;
    return kexec?.isLoaded === true && !crashKexecPostNotifiers && casualty.isFatal(site);
  }

  /** Into the crash kernel, where one is loaded: this panic never goes on. */
  #jump(): void {
    if (crashKexec(this.#kernel.dead)) this.#isAbandoned = true;
  }

  /** Of a trace nobody recorded. */
  #header(): void {
    const { casualty } = this.#kernel.parts;
    stackDumpHeader(casualty.environment(), { cpu: 0, task: this.task }, KERN_DEFAULT, this.print);
  }

  /** A step of a panic: nothing where that never goes on. */
  step(run: () => void): void {
    if (!this.#isAbandoned) run();
  }

  /** Where the panic is, for what panic_print shows. */
  asking(): Asking {
    const site = this.#site;
    if (site === null) return { written: '', cpu: 0 };
    const lines: string[] = [];
    const environment = this.#kernel.parts.casualty.environment();
    panicText(environment, { message: '', site }, (_, text) => lines.push(text));
    const start = lines.findIndex((line) => / panic\+/.test(line));
    const below = start < 0 ? null : lines.slice(start + 1, lines.indexOf(' </TASK>')).join('\n');
    return { written: '', cpu: site.cpu, panicTrace: below };
  }

  panicOnTwoCpus(message: string, siteOn: (cpu: number) => CrashSite | null): void {
    const { onlineCpus } = this.#kernel.parts.casualty.environment();
    const cpu = this.#kernel.context.random.stream('kernel/two-cpus').int(onlineCpus - 1);
    this.#selfStopped = 1;
    this.panic(message, siteOn(cpu));
  }

  stopCpus(): void {
    const { context, parts } = this.#kernel;
    const ramStart = context.board.ramBanks[0]!.start;
    const stream = context.random.stream('kernel/stop-cpus');
    const environment = parts.casualty.environment();
    const onlineCpus = environment.onlineCpus - this.#selfStopped;
    const panicCpu = this.#site?.cpu ?? 0;
    stopCpusText({ ...environment, onlineCpus }, { panicCpu, ramStart }, stream, this.print);
    const { opal } = context.board;
    if (opal === undefined) return;
    for (let cpu = 0; cpu < onlineCpus; cpu++) {
      if (cpu !== panicCpu) context.console.write(opalText(opal.stopCpu, this.#kernel.nowNs, cpu));
    }
  }

  callNotifiers(): void {
    const { context, parts } = this.#kernel;
    if (this.#dumpByFirmware(this.#site)) return;
    panicNotifiersText(parts.casualty.environment(), this.print);
    const { panicNotifier } = context.board;
    if (panicNotifier !== undefined) {
      this.stopped(notifierStop(panicNotifier));
      return;
    }
    const platform = panicPlatform(context.board);
    if (platform === 'common') return;
    parts.printk.dumpers.dump(KMSG_DUMP_PANIC);
    if (platform === 'os-term-stops') {
      this.stopped({ kind: 'hang', where: 'ibm,os-term', text: 'the firmware stopped the machine' });
    }
  }

  /** `crash_fadump`: true where the firmware takes over for a dump. Nothing runs any more then. */
  #dumpByFirmware(site: CrashSite | null): boolean {
    const { context, parts } = this.#kernel;
    const registers = site === null ? {} : cpuRegisters(parts.casualty.environment(), site);
    if (parts.fadump?.crash(site?.cpu ?? 0, registers) !== true) return false;
    this.#isAbandoned = true;
    context.bus.emit('kernel.died', { timeNs: context.clock.now });
    context.control.reset('warm');
    return true;
  }

  dumpLog(): void {
    const { printk } = this.#kernel.parts;
    if (!this.isStopped) printk.dumpers.dump(KMSG_DUMP_PANIC);
    if (this.#kernel.parts.crashKexecPostNotifiers) this.#jump();
    if (this.#isAbandoned) return;
    printk.flushOnPanic();
    const { bus, clock } = this.#kernel.context;
    bus.emit('kernel.died', { timeNs: clock.now });
  }

  /** Where the kernel died; null where that is not known. */
  get place(): CrashSite | null {
    return this.#site;
  }

  announceRestart(timeoutSeconds: number): void {
    if (!isInSystemReset(this.#site)) rebootingText(timeoutSeconds, this.print);
  }

  /** ppc64le: a system reset interrupt. The log is dumped before anything is said. */
  systemReset(): void {
    const task = { comm: 'swapper/0', pid: 0, uid: 0 };
    const site = this.site(systemResetPath(this.#kernel.context.board), { cpu: 0, task });
    if (site === null || !this.isRunning) return;
    this.#kernel.parts.printk.dumpers.dump(KMSG_DUMP_OOPS);
    if (this.#dumpByFirmware(site)) return;
    this.oops(site);
  }

  /** No process is ready any more. */
  wentIdle(): void {
    const site = this.#uneasy;
    this.#uneasy = null;
    if (site !== null) this.#goIdle(site);
  }

  /** A task that died with interrupts off leaves a CPU that some kernels wonder about when it goes idle. */
  #goIdle({ path, cpu }: CrashSite): void {
    const { next } = crashPath(this.#kernel.parts.casualty.environment(), path);
    if (next === undefined) return;
    const task = { comm: `swapper/${cpu}`, pid: 0, uid: 0 };
    const values = { nesting: IDLE_NESTING + 2n * BigInt(this.#diedDeaf) };
    this.run(cpu === 0 ? next : `${next}/secondary`, { cpu, task, values });
  }

  /** An oops from its report to its end: the task's death, or a panic. */
  die(): void {
    const { context, parts } = this.#kernel;
    const { casualty, printk } = parts;
    const site = this.#site;
    const stop = this.#stop;
    this.#stop = null;
    printk.consoleVerbose();
    const dump = () => {
      printk.dumpers.dump(KMSG_DUMP_OOPS);
      this.#kernel.oopsDumped();
      const message = site?.path ?? stop!.where;
      context.bus.emit('kernel.oopsed', { timeNs: context.clock.now, count: casualty.oopsCount, message });
      this.#dumpByFirmware(site);
    };
    const outcome =
      site === null
        ? casualty.dieStopped(stop!, this.#kernel.currentTask(), dump)
        : casualty.die(site, dump, this.#jumpsAt(site));
    if (this.#isAbandoned) return;
    if (outcome.kind === 'crash-kernel') this.#jump();
    else if (outcome.kind === 'panic') this.panic(outcome.message, site);
    else {
      this.#signal = outcome.signal;
      this.#kernel.send({ type: 'OOPS_SURVIVED' });
      if (site === null) return;
      const environment = casualty.environment();
      if (oopsConsequences(environment, site).irqsDisabled) this.#diedDeaf++;
      const isAlone = environment.onlineCpus === 1;
      if (isAlone && this.#kernel.runsProcess) this.#uneasy ??= site;
      else this.#goIdle(site);
    }
  }
}

function numbersOf({ values }: CrashSite): Readonly<Record<string, bigint>> {
  return Object.fromEntries(Object.entries(values).map(([name, digits]) => [name, BigInt(`0x${digits}`)]));
}
