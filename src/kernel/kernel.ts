/**
 * The kernel stage: Linux from its first line to its last.
 *
 * `kernel-machine.ts` says when; this file gives each step its functions. What the kernel knows it has read from RAM (command
 * line, device tree) and from its profile; at a reset all of it is gone.
 *
 * Mirrors the order of Linux v6.1 `init/main.c`, `kernel/panic.c` and `arch/x86/kernel/dumpstack.c`. User space is a few files
 * (`user-files.ts`) until part 2 brings a shell.
 */
import type { Fdt } from '../formats/fdt-tree.ts';
import type { Handoff, RamOwner, Stage, StageContext } from '../hardware/stage.ts';
import { subtract } from '../memory/memory-map.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import type { KernelText } from '../profiles/kernel-text.ts';
import { kernelText } from '../profiles/kernel-texts.ts';
import { assert } from '../sim/assert.ts';
import { type ClockEvent, NS_PER_MS } from '../sim/clock.ts';
import { EINVAL, EIO } from '../sim/errno.ts';
import { StateMachineDriver } from '../sim/state-machine.ts';
import { bareCalls } from './bare-calls.ts';
import type { BlockDisks } from './block-disks.ts';
import { kernelImagePlace, placeKernelImage } from './boot/image-template.ts';
import { readBootInformation } from './boot-information.ts';
import { consoles } from './consoles.ts';
import type { Task } from './crash/crash-environment.ts';
import { panicEndText } from './crash/panic.ts';
import { textOffset } from './crash/symbols.ts';
import { type CrashableKernel, type CrashLever, KernelCrash } from './kernel-crash.ts';
import { type KernelEvent, kernelMachine, type Panic, type Shutdown, type ShutdownCommand } from './kernel-machine.ts';
import { type KernelParts, kernelParts } from './kernel-parts.ts';
import { KernelSysrq, type SysrqKernel } from './kernel-sysrq.ts';
import { KernelTime } from './kernel-time.ts';
import { KernelWatch } from './kernel-watch.ts';
import { Lkdtm } from './lkdtm.ts';
import { KernelMtd } from './mtd/kernel-mtd.ts';
import type { NmiReason } from './nmi.ts';
import { type ListedFile, type OperatorCalls, UserSpaceCalls } from './operator-calls.ts';
import { KMSG_DUMP_EMERG, KMSG_DUMP_SHUTDOWN } from './printk/kmsg-dump.ts';
import type { Session } from './process/session.ts';
import { callOpal, machineRestartText, shutdownText } from './reboot.ts';
import type { KernelShow } from './show/kernel-show.ts';
import type { KernelBehindFiles } from './user-files.ts';
import type { UserSpace } from './user-space.ts';
import type { GuestCommand } from './user-space-face.ts';
import { disksOf, NO_DISKS, openOperatorSession, setUpUserSpace } from './user-space-setup.ts';
import { type DeadKernel, kernelMoment } from './vmcore/kernel-core.ts';

/** From the last boot line to the moment the initramfs loads its modules. Assumed. */
const MODULES_AFTER_MS = 100;
/** The first process, which loads the modules. */
const INIT_PID = 1;
/** States in which user space goes on. */
const ALIVE = ['drivers', 'running', 'oopsing'];
const PSTORE_TIMER = 'pstore.timer';

export class Kernel implements Stage, KernelBehindFiles, CrashableKernel, SysrqKernel {
  readonly name = 'kernel';
  readonly profile: KernelProfile;
  readonly context: StageContext;
  readonly text: KernelText;
  readonly time: KernelTime;
  /** kernel.panic: seconds until the restart after a panic; 0 never, below 0 at once. */
  panicTimeout = 0;
  readonly #driver: StateMachineDriver;
  #parts: KernelParts | undefined;
  #deviceTree: Fdt | null = null;
  #disks: BlockDisks = NO_DISKS;
  #calls: OperatorCalls | null = null;
  #userSpace: UserSpace | null = null;
  /** The operator's shell; opened when it is first used. */
  #session: Session | null = null;
  readonly #crash: KernelCrash;
  readonly lkdtm: Lkdtm;
  #watch: KernelWatch | null = null;
  #mtd: KernelMtd | null = null;
  readonly #sysrq: KernelSysrq;
  /** Settings below /proc/sys; nobody has any before user space is there. */
  #sysctls: ((path: string) => number) | null = null;
  #currentPid = 0;
  /** Id of the pending update in the clock's queue. */
  #pstoreTimer: number | null = null;

  constructor(context: StageContext, profile: KernelProfile) {
    const text = kernelText(profile.release);
    assert(text !== undefined, `kernel ${profile.release} has no recorded texts to boot with`);
    this.profile = profile;
    this.context = context;
    this.text = text;
    this.time = new KernelTime(context.clock);
    this.#task = { comm: profile.smp ? 'swapper/0' : 'swapper', pid: INIT_PID, uid: 0 };
    this.#crash = new KernelCrash(this);
    this.lkdtm = new Lkdtm(profile, this.#crash, (type, written) => this.watch.hang(type, written));
    this.#sysrq = new KernelSysrq(this);
    this.#driver = new StateMachineDriver(kernelMachine, {
      clock: context.clock,
      target: this.name,
      onTransition: (state) => context.bus.emit('kernel.stateEntered', { timeNs: context.clock.now, state }),
      actions: {
        printBootLog: () => this.#printBootLog(),
        probeDrivers: () => this.#probeDrivers(),
        startUserSpace: () => this.#startUserSpace(),
        die: () => this.#crash.die(),
        announcePanic: ({ message }: Panic) => this.#crash.announce(message),
        stopCpus: () =>
          this.#crash.step(() => {
            this.#sysrq.show.beforeStop(() => this.#crash.asking());
            this.#crash.stopCpus();
            // No timer ticks any more.
            this.leave();
          }),
        callNotifiers: () =>
          this.#crash.step(() => {
            this.#crash.callNotifiers();
            this.#sysrq.show.beforeDump(() => this.#crash.asking());
          }),
        dumpLog: () =>
          this.#crash.step(() => {
            this.#crash.dumpLog();
            this.#sysrq.show.afterDump();
          }),
        announceRestart: ({ timeoutSeconds }: Panic) =>
          this.#crash.step(() => this.#crash.announceRestart(timeoutSeconds)),
        announceEnd: ({ message }: Panic) => this.#crash.step(() => panicEndText(message, this.parts.print)),
        emergencyRestart: () => this.#crash.step(() => this.#emergencyRestart()),
        shutDown: ({ command, argument }: Shutdown) => this.#shutDown(command, argument),
      },
    });
  }

  get state(): string {
    return this.#driver.state;
  }

  start(handoff: Handoff): void {
    const { memory, board, control } = this.context;
    const information = readBootInformation(memory, handoff, this.profile.architecture);
    if (board.deviceTree !== null && information.deviceTree === null) {
      // `Error: invalid dtb and unrecognized/unsupported machine ID`, said before there is a console to say it on.
      control.hang('the kernel finds no valid device tree');
      return;
    }
    const image = kernelImagePlace(this.profile, this.text, board.kernelImage, handoff.entryAddress);
    const { crash } = this.text;
    const textStart = image.address + textOffset(crash, image.address - board.ramBanks[0]!.start);
    placeKernelImage(this.profile, image, { textStart, crash }, memory);
    this.#deviceTree = information.deviceTree;
    this.#parts = kernelParts({
      context: this.context,
      profile: this.profile,
      text: this.text,
      time: this.time,
      information,
      image,
      callerId: () => this.#userSpace?.current?.pid ?? this.#currentPid,
      callerName: () => this.#userSpace?.current?.comm ?? 'the operator',
      stopped: (stop) => this.#crash.stopped(stop),
      isStopped: () => this.#crash.isSilent,
    });
    this.#parts.casualty.onTaint(() => this.#crash.checkTaint());
    const { bootLog, panicTimeout } = this.#parts;
    this.panicTimeout = panicTimeout;
    this.#watch = this.#makeWatch(this.#parts);
    this.#mtd = new KernelMtd({
      context: this.context,
      profile: this.profile,
      parts: this.#parts,
      time: this.time,
      stopped: (stop) => this.#crash.stopped(stop),
      tasksRun: () => this.#isAlive,
      warnOfRam: (first, last) => this.#crash.warnAt('ioremap-ram', { first, last, length: last - first + 1n }),
    });
    this.#driver.start({ bootMs: Math.ceil(bootLog.endNs / NS_PER_MS) + MODULES_AFTER_MS });
  }

  /** Nobody reads the serial console where no user space runs; what is typed is lost. */
  input(bytes: Uint8Array): void {
    this.#userSpace?.input(this.#sysrq.filter(bytes));
  }

  /** A break on the serial line: magic SysRq, if the line is the console's. */
  lineBreak(): void {
    this.#sysrq.serialBreak();
  }

  leave(): void {
    this.#parts?.kmemdump?.leave(kernelMoment(this.dead, 'offline'));
  }

  get nowNs(): number {
    return this.context.clock.now + this.time.aheadNs();
  }

  get isAtPrompt(): boolean {
    return this.#isAlive && this.#userSpace !== null && this.#userSpace.terminalWaiting !== null;
  }

  memoryOwners(): readonly RamOwner[] {
    const { casualty, memoryUse } = this.parts;
    const modules = casualty.area.owners();
    const others = memoryUse
      .owners()
      .flatMap((range) => subtract([range], modules).map((part) => ({ ...range, ...part })));
    return [...others, ...modules]
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .map(({ start, end, owner }) => ({ start, end, name: owner }));
  }

  handle(event: ClockEvent): void {
    if (event.type === PSTORE_TIMER) this.#readRecordsAnew();
    else if (this.watch.owns(event)) this.watch.handle(event);
    else if (this.mtd.owns(event)) this.mtd.handle(event);
    else if (this.#sysrq.owns(event)) this.#sysrq.handle(event);
    else if (this.#userSpace?.owns(event) === true) this.#userSpace.handle(event);
    else this.#driver.handleDelay(event);
  }

  /** What the kernel is made of; there from `start` on. */
  get parts(): KernelParts {
    assert(this.#parts !== undefined, 'the kernel has not been started');
    return this.#parts;
  }

  /** What finds out that this kernel hangs; there from `start` on. */
  get watch(): KernelWatch {
    assert(this.#watch !== null, 'the kernel has not been started');
    return this.#watch;
  }

  /** MTD devices; there from `start` on. */
  get mtd(): KernelMtd {
    assert(this.#mtd !== null, 'the kernel has not been started');
    return this.#mtd;
  }

  #makeWatch(parts: KernelParts): KernelWatch {
    return new KernelWatch({
      kernel: this,
      crash: this.#crash,
      context: this.context,
      profile: this.profile,
      time: this.time,
      cpus: parts.onlineCpus,
      processes: () => this.#userSpace?.processes,
    });
  }

  /** This kernel as somebody finds it who takes a core of it. */
  get dead(): DeadKernel {
    const { context, parts, time } = this;
    const processes = this.#userSpace?.processes ?? null;
    return { context, parts, site: this.#crash.place, processes, nowNs: time.now() };
  }

  /** The NMI line of the first CPU. */
  nmi(reason: NmiReason): void {
    this.watch.nmi(reason);
  }

  // ---- boot ----

  #printBootLog(): void {
    const { printk, bootLog, commandLine } = this.parts;
    printk.appendBoot(bootLog.beforeConsole);
    this.time.reach(bootLog.consoleAtNs);
    for (const console of consoles(commandLine, (text) => this.context.console.write(text))) {
      printk.registerConsole(console);
    }
    printk.appendBoot(bootLog.afterConsole);
    this.#currentPid = INIT_PID;
  }

  #startUserSpace(): void {
    if (this.context.hasUserSpace) this.#userSpace = this.#makeUserSpace();
    this.#calls =
      this.#userSpace === null
        ? bareCalls({
            kernel: this,
            parts: this.parts,
            text: this.text,
            byteOrder: this.context.board.byteOrder,
            pstoreMounted: () => this.#pstoreMounted(),
          })
        : new UserSpaceCalls(this.#userSpace);
    this.context.bus.emit('kernel.booted', { timeNs: this.context.clock.now, release: this.profile.release });
    this.#userSpace?.start();
  }

  /** Who dies where ramoops stops the kernel: modprobe, or the first process before it is one. */
  #probeDrivers(): void {
    const { casualty, kmemdump, pstore } = this.parts;
    kmemdump?.boot(() => kernelMoment(this.dead, 'offline'));
    this.watch.probe();
    this.#disks = disksOf(this.context, this.parts, this.time);
    pstore.load();
    if (!this.#crash.isStopped) return;
    if (this.profile.pstore.linkage !== 'builtin') {
      casualty.leaveLoading();
      this.#task = { ...casualty.newTask(), comm: 'modprobe' };
    }
    this.#crash.oopsIfStopped();
  }

  // ---- what goes on behind ----

  /** `pstore_timer_kick`: the real timer goes on for ever; between oopses it finds nothing to do. */
  oopsDumped(): void {
    const { clock } = this.context;
    const { updateMs } = this.parts.pstore.pstore;
    if (updateMs < 0) return;
    if (this.#pstoreTimer !== null) clock.cancel(this.#pstoreTimer);
    this.#pstoreTimer = clock.after(updateMs * NS_PER_MS, { target: this.name, type: PSTORE_TIMER });
  }

  /** The timer's work, done by a kernel thread. */
  #readRecordsAnew(): void {
    this.#pstoreTimer = null;
    if (this.state !== 'running' || !this.watch.tasksRun) return;
    this.#task = { ...this.parts.casualty.newTask(), comm: 'kworker/0:1' };
    this.parts.pstore.pstore.timerFired();
    this.#crash.oopsIfStopped();
  }

  #emergencyRestart(): void {
    if (this.#crash.hasPanicked) this.parts.reboot.usePanicMode();
    this.parts.fadump?.cleanUp();
    this.parts.printk.dumpers.dump(KMSG_DUMP_EMERG);
    callOpal(this.context, this.nowNs, 'reboot');
    this.context.control.reset(this.parts.reboot.resetCause);
  }

  /** `kernel_restart`, `kernel_halt`, `kernel_power_off`: the last line, the dump for those who asked for it, then the switch. */
  #shutDown(command: ShutdownCommand, argument: string | null): void {
    const { print, printk, reboot } = this.parts;
    const { control } = this.context;
    this.watch.shutDown();
    shutdownText({ command, argument, kernel: this.profile }, print);
    printk.dumpers.dump(KMSG_DUMP_SHUTDOWN);
    this.parts.fadump?.cleanUp();
    callOpal(this.context, this.nowNs, command === 'restart' ? 'reboot' : 'shutdown');
    // OPAL knows no halt.
    if (command === 'power-off' || (command === 'halt' && this.context.board.opal !== undefined)) control.powerOff();
    if (command !== 'restart') return;
    machineRestartText(this.profile, print);
    control.reset(reboot.resetCause);
  }

  // ---- what user space may do ----

  /** Bytes taken, or a negative errno. A write that kills the kernel never returns there; here it gives its length. */
  write(path: string, text: string): number {
    return this.#asOperator((calls) => calls.write(path, text));
  }

  read(path: string): Uint8Array | number {
    return this.#asOperator((calls) => calls.read(path));
  }

  list(path: string): readonly ListedFile[] | number {
    return this.#asOperator((calls) => calls.list(path));
  }

  unlink(path: string): number {
    return this.#asOperator((calls) => calls.unlink(path));
  }

  mountPstore(): number {
    return this.#asOperator((calls) => calls.mountPstore());
  }

  #makeUserSpace(): UserSpace {
    return setUpUserSpace({
      context: this.context,
      profile: this.profile,
      text: this.text,
      parts: this.parts,
      time: this.time,
      deviceTree: this.#deviceTree,
      disks: this.#disks,
      kernel: this,
      outOfMemory: (task, cause) => this.#sysrq.oom.allocationFails(task, cause),
      readSysctls: (read) => {
        this.#sysctls = read;
      },
      isAlive: () => this.#isAlive,
      watch: this.watch,
      mtd: this.mtd,
      takeOops: () => {
        this.#crash.oopsIfStopped();
        return this.#crash.takeSignal();
      },
      idle: () => this.#crash.wentIdle(),
      // Only init can do that, by ending.
      panic: (message) => this.#crash.panicSaying(message),
      shutDown: (command) => this.#driver.send({ type: 'SHUT_DOWN', command, argument: null }),
      pstoreMounted: () => this.#pstoreMounted(),
    });
  }

  /** A line for the operator's own shell; null where no user space runs. */
  execute(line: string): GuestCommand | null {
    if (!this.#isAlive || this.#userSpace === null) return null;
    if (this.#session === null || !this.#session.task.isAlive) this.#session = openOperatorSession(this.#userSpace);
    return this.#session?.execute(line) ?? null;
  }

  /** Ctrl-C for the operator's shell. */
  interrupt(): number {
    this.#session?.interrupt();
    return 0;
  }

  /** Puts a file into the running system; -EIO where none runs. */
  putFile(path: string, bytes: Uint8Array): number {
    return this.#asOperator((calls) => (calls instanceof UserSpaceCalls ? calls.putFile(path, bytes) : -EIO));
  }

  #pstoreMounted(): void {
    const files = this.parts.pstore.pstore.fs.files().map(({ name }) => name);
    this.context.bus.emit('pstore.mounted', { timeNs: this.context.clock.now, files });
  }

  /** What the kernel can show of itself. */
  get show(): KernelShow {
    return this.#sysrq.show;
  }

  /** A write to /proc/sysrq-trigger. */
  sysrqTrigger(text: string): number {
    return this.#sysrq.trigger(text);
  }

  /** Two CPUs write `c` to the trigger file at the same moment; -ENXIO where there is one CPU. */
  crashTwoCpus(): number {
    return this.#asOperator(() => this.#sysrq.twoCpus());
  }

  /** A write to LKDTM's DIRECT or to one of its crash points. */
  provokeCrash(text: string, point = 'DIRECT'): number {
    this.parts.casualty.loadLkdtm();
    if (!this.#crash.isRunning) return text.length;
    return this.lkdtm.write(point, text);
  }

  /** A write to /proc/crashme of the recordings' own module. */
  crashme(text: string): number {
    return this.#crash.run(`crashme-${text.trim()}`, { written: text }) ? text.length : -EINVAL;
  }

  // ---- what its parts see of it ----

  get lever(): CrashLever {
    return this.#crash;
  }

  get userSpace(): UserSpace | null {
    return this.#userSpace;
  }

  get isThere(): boolean {
    return this.#parts !== undefined && /^(running|oopsing|panicking)/.test(this.state);
  }

  get runsProcess(): boolean {
    return this.#userSpace !== null && this.#userSpace.current !== null;
  }

  currentTask(): Task {
    return this.#userSpace?.current ?? this.#task;
  }

  sysctl(path: string, otherwise: number): number {
    return this.#sysctls?.(path) ?? otherwise;
  }

  send(event: KernelEvent): void {
    this.#driver.send(event);
  }

  /** Processes may run: the kernel is neither dying nor shut down. */
  get #isAlive(): boolean {
    return ALIVE.includes(this.state) && this.#watch?.tasksRun !== false;
  }

  /** Before there is user space, and where there is none: the first process, then whoever the operator acts as. */
  #task: Task;

  /** Runs a call of the operator as a task of its own; without a running kernel it fails. */
  #asOperator<Result>(call: (calls: OperatorCalls) => Result): Result | number {
    if (this.state !== 'running' || this.#calls === null || !this.watch.tasksRun) return -EIO;
    if (this.#userSpace !== null) return call(this.#calls);
    this.#task = this.parts.casualty.newTask();
    this.#currentPid = this.#task.pid;
    const result = call(this.#calls);
    this.#crash.oopsIfStopped();
    return result;
  }
}
