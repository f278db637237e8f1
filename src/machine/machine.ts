/**
 * The board: it owns the parts and moves control from one stage to the next.
 *
 *     powerOn → firmware → bootloader → kernel → crash → reset(cause) → retention → firmware → …
 *
 * Law 1 lives here: at a reset the running stage is dropped with everything it knew. The next stage is a new object that
 * gets the same RAM, the same devices and the reset cause, and nothing else.
 */
import type { SparseDisk } from '../disk/sparse-disk.ts';
import { Firmware } from '../firmware/firmware.ts';
import type { BootMedium } from '../hardware/boot-medium.ts';
import type { DiskDrive } from '../hardware/disk-drive.ts';
import { cutOff, type FittedSlot, fitSlot } from '../hardware/disk-slot.ts';
import { type FirmwareDevices, firmwareDevices } from '../hardware/firmware-devices.ts';
import { Nvram } from '../hardware/nvram.ts';
import { Rtc } from '../hardware/rtc.ts';
import type { Handoff, RamOwner, Stage, StageContext } from '../hardware/stage.ts';
import { Uart } from '../hardware/uart.ts';
import { BoardWatchdog, WATCHDOG_TARGET } from '../hardware/watchdog.ts';
import type { WorldEvents } from '../hardware/world-events.ts';
import { Kernel } from '../kernel/kernel.ts';
import { type KmemdumpRequest, kmemdumpCall } from '../kernel/kmemdump/driver-regions.ts';
import type { NmiReason } from '../kernel/nmi.ts';
import type { ListedFile } from '../kernel/operator-calls.ts';
import type { GuestCommand } from '../kernel/user-space-face.ts';
import type { CpuCaches } from '../memory/cpu-caches.ts';
import type { FaultPlan } from '../memory/fault-plan.ts';
import { Ledger } from '../memory/ledger.ts';
import { PhysicalMemory } from '../memory/physical-memory.ts';
import type { KnownGap } from '../memory/retention.ts';
import { PowerCut, type StoreGate } from '../memory/store-gate.ts';
import type { ResetCause } from '../profiles/board.ts';
import { assert } from '../sim/assert.ts';
import { latin1Bytes, latin1Text, utf8ToLatin1 } from '../sim/bytes.ts';
import { Clock, type ClockEvent } from '../sim/clock.ts';
import { EIO, ENOENT } from '../sim/errno.ts';
import { EventBus } from '../sim/events.ts';
import { Hash64 } from '../sim/hash.ts';
import { Journal } from '../sim/journal.ts';
import type { Json } from '../sim/json.ts';
import { RandomStreams } from '../sim/random.ts';
import { StateMachineDriver } from '../sim/state-machine.ts';
import { UBoot } from '../uboot/uboot.ts';
import { platformTree } from './board-device-tree.ts';
import { startingPoint } from './board-disk.ts';
import { CpuPath } from './cpu-path.ts';
import { readDiskFile } from './disk-boot-medium.ts';
import type { FaultRequest } from './fault-request.ts';
import { boardFromLoader, kernelInRam } from './kernel-in-ram.ts';
import { type LifecycleEvent, lifecycleMachine } from './lifecycle-machine.ts';
import { type MachineOptions, type PokeWriter, withOwnDisks } from './machine-options.ts';
import { boardWithModule } from './plugged-memory.ts';
import { RamKeeper } from './ram-keeper.ts';
import { firstHandoff, leaveStage, stageConsole, stageControl, unexpectedEvent } from './stage-control.ts';

/** Owner of the lifecycle machine's delays in the clock's queue. */
const MACHINE_TARGET = 'machine';

export class Machine {
  options: MachineOptions;
  /** The same, as it was at the start: a machine made of it begins anew. */
  readonly origin: MachineOptions;
  readonly clock = new Clock();
  readonly bus = new EventBus<WorldEvents>();
  readonly journal = new Journal();
  readonly random: RandomStreams;
  readonly memory: PhysicalMemory;
  readonly ledger: Ledger;
  /** Caches and write-combining buffers of the CPU; null where the board has none modelled. */
  readonly caches: CpuCaches | null;
  /** Counts the CPU's stores; null where nobody asked for it. */
  readonly stores: StoreGate | null;
  readonly #cpu: CpuPath;
  readonly uart: Uart;
  readonly #rtc: Rtc;
  /** Battery-backed memory; null where there is none. */
  readonly nvram: Nvram | null;
  readonly firmwareDevices: FirmwareDevices;
  readonly #watchdog: BoardWatchdog | null;
  readonly #medium: BootMedium | null;
  /** The disk, which keeps what is on it over every reset; null where there is none. */
  readonly drive: DiskDrive | null;
  readonly #slots: readonly FittedSlot[];
  /** What is on it. */
  readonly disk: SparseDisk | null;
  readonly #lifecycle: StateMachineDriver;
  readonly #requests: LifecycleEvent[] = [];
  readonly #trace = new Hash64();
  #stage: Stage | null = null;
  readonly #ram: RamKeeper;
  #busy = false;
  #events = 0;
  #resetCount = 0;
  #lastResetCause: ResetCause = 'power-on';
  /** What a power cut in the middle of the running code will be for the board. */
  #cutCause: ResetCause = 'power-loss';
  #knownGap: KnownGap | undefined;

  constructor(options: MachineOptions) {
    const { board, seed } = options;
    this.options = options;
    this.origin = withOwnDisks(options);
    this.random = new RandomStreams(seed);
    const noiseSeed = 1 + this.random.stream('initialRam').int(2 ** 31 - 1);
    this.memory = new PhysicalMemory({ initialContents: options.initialRam === 'noise' ? { noiseSeed } : 'zero' });
    this.ledger = new Ledger(this.memory);
    this.#cpu = new CpuPath(this);
    ({ caches: this.caches, stores: this.stores } = this.#cpu);
    this.#ram = new RamKeeper(this);
    this.uart = new Uart(this.clock, this.bus);
    this.#rtc = new Rtc(this.clock, board.rtcEpochSeconds);
    this.nvram = board.nvram === undefined ? null : new Nvram(board.nvram.sizeBytes);
    this.firmwareDevices = firmwareDevices(board, this.memory, () => this.#cpu.faults.settle());
    this.#watchdog = board.watchdog === undefined ? null : new BoardWatchdog(this.clock);
    const started = startingPoint(options);
    this.drive = started.drive;
    this.#slots = (options.slots ?? []).map((slot) => fitSlot(slot, options.board));
    this.disk = started.disk;
    this.#medium = started.medium;
    this.#lifecycle = new StateMachineDriver(lifecycleMachine, {
      clock: this.clock,
      target: MACHINE_TARGET,
      onTransition: (state) => this.#entered(state),
      actions: {
        dropStage: () => this.#dropStage(),
        keepRam: ({ cause }: { cause: ResetCause }) => this.#keepRam(cause),
        startFirmware: ({ cause }: { cause: ResetCause }) => this.#startFirmware(cause),
        startBootloader: ({ handoff }: { handoff: Handoff }) => this.#startBootloader(handoff),
        startKernel: ({ handoff }: { handoff: Handoff }) => this.#startKernel(handoff),
        sayHung: ({ reason }: { reason: string }) => {
          this.#dropStage();
          this.bus.emit('machine.hung', { timeNs: this.clock.now, reason });
        },
      },
    });
    this.#lifecycle.start();
  }

  // ---- the switches and wires of the board ----

  /** `gap`: how long the power was off for the memory, and how warm that was; absent: the board's rule alone decides. */
  powerOn(gap?: KnownGap): void {
    if (this.journal.length === 0) for (const plan of this.options.faults ?? []) this.#cpu.arm(plan);
    this.#record('powerOn', gap === undefined ? null : { ...gap });
    this.#restart({ type: 'POWER_ON' }, gap);
  }

  powerOff(): void {
    this.#record('powerOff');
    this.#enter(() => this.#lifecycle.send({ type: 'POWER_OFF' }));
  }

  /** A reset from outside: the button, a watchdog. `gap`: the memory was not refreshed for so long; the board stands still meanwhile. */
  reset(cause: ResetCause, gap?: KnownGap): void {
    this.#record('reset', { cause, ...gap });
    this.#restart({ type: 'RESET', cause, ...(gap && { offMs: gap.offSeconds * 1e3 }) }, gap);
  }

  #restart(event: LifecycleEvent, gap: KnownGap | undefined): void {
    this.#knownGap = gap;
    this.#enter(() => this.#lifecycle.send(event as never));
    this.#knownGap = undefined;
  }

  /**
   * Cuts the power when the CPU has done `stores` more stores (at least one), in the middle of whatever runs then. The copy that this
   * tears is true as it was meant; what the code would have stored after it nobody knows.
   */
  cutPowerAfter(stores: number, cause: ResetCause = 'power-loss'): void {
    assert(this.stores !== null, 'cutPowerAfter: this machine does not count its stores');
    this.#record('cutPowerAfter', { stores, cause });
    this.#cutCause = cause;
    this.stores.cutAfter(stores);
  }

  /** The NMI button, or an error of the bus, wired to the first CPU; nothing happens where no kernel runs. */
  nmi(reason: NmiReason = 'unknown'): void {
    this.#record('nmi', { reason });
    this.#enter(() => this.kernel?.nmi(reason));
  }

  /** All CPUs stop where they are, and no code runs any more: the silent hang, which only the board can end. */
  freeze(): void {
    this.#record('freeze');
    if (this.#stage === null) return;
    this.#enter(() => this.#lifecycle.send({ type: 'HANG', reason: 'the CPUs have stopped' }));
  }

  /** Plugs in memory, as QEMU's `device_add pc-dimm`; a kernel that cannot take it now finds it at its next start. Null, or why not. */
  plugMemory(bytes: number): string | null {
    this.#record('plugMemory', { bytes });
    const plugged = boardWithModule(this.options.board, bytes);
    if (typeof plugged === 'string') return plugged;
    this.options = { ...this.options, board: plugged.board };
    if (this.state === 'kernel.running') this.#enter(() => this.kernel!.parts.memoryHotplug?.add(plugged.added));
    return null;
  }

  /** Types on the serial console; `latin1`: the characters are the bytes themselves. */
  type(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): void {
    const bytes = encoding === 'latin1' ? text : utf8ToLatin1(text);
    this.#record('type', { text: bytes });
    this.#enter(() => this.#stage?.input(latin1Bytes(bytes)));
  }

  /** A break on the serial line: on Linux, magic SysRq takes the next character for a key. */
  sendBreak(): void {
    this.#record('break');
    this.#enter(() => this.#stage?.lineBreak?.());
  }

  /** Lets virtual time pass up to `timeNs`, or until `stop` says so between two events. True when stopped. */
  runUntil(timeNs: number, stop: () => boolean = () => false): boolean {
    while (!stop()) {
      const next = this.clock.next;
      if (next === undefined || next.timeNs > timeNs) {
        this.clock.advanceTo(timeNs, unexpectedEvent);
        if (this.caches !== null) this.#cpu.passTime(this.kernel);
        return false;
      }
      const event = this.clock.step()!;
      this.#enter(() => this.#dispatch(event));
    }
    return true;
  }

  // ---- looking at it ----

  /** `off`, `firmware.dramInit`, `bootloader.prompt`, `kernel.running`, `resetting`, `hung`, … */
  get state(): string {
    const lifecycle = this.#lifecycle.state;
    return this.#stage === null ? lifecycle : `${lifecycle}.${this.#stage.state}`;
  }

  /** The running kernel, for those who act as its user space; null when none runs. */
  get kernel(): Kernel | null {
    return this.#stage instanceof Kernel && this.#lifecycle.state === 'kernel' ? this.#stage : null;
  }

  /** Who waits for a line on the serial console. */
  get promptWaiting(): 'linux' | 'uboot' | null {
    if (this.#stage?.isAtPrompt !== true) return null;
    return this.#stage instanceof Kernel ? 'linux' : 'uboot';
  }

  /** Resets so far, power-on not counted. */
  get resetCount(): number {
    return this.#resetCount;
  }

  get lastResetCause(): ResetCause {
    return this.#lastResetCause;
  }

  /** Bytes as the CPU would load them: those that are still in its caches too. */
  view(address: number, length: number): Uint8Array {
    return this.caches?.view(address, length) ?? this.memory.read(address, length);
  }

  /** Who has which part of the RAM, as far as the running stage knows. */
  memoryOwners(): readonly RamOwner[] {
    return this.#stage?.memoryOwners() ?? [];
  }

  /** Hash of all that was observable so far: states entered, resets, and every byte on the serial line, with their times. */
  get traceHash(): string {
    return new Hash64().update(this.#trace.digest()).update(this.uart.text).digest();
  }

  /** Clock events dispatched so far. */
  get events(): number {
    return this.#events;
  }

  // ---- what user space of the running kernel does; -EIO where none runs ----

  /** Bytes taken, or a negative errno. */
  kernelWrite(path: string, text: string): number {
    return this.#act('kernelWrite', { path, text }, (kernel) => kernel.write(path, utf8ToLatin1(text)));
  }

  /** Contents, or a negative errno. */
  kernelRead(path: string): Uint8Array | number {
    return this.#act('kernelRead', { path }, (kernel) => kernel.read(path));
  }

  /** Entries of a directory. Without user space only pstorefs can be listed. */
  kernelList(path: string): readonly ListedFile[] | number {
    return this.#act('kernelList', { path }, (kernel) => kernel.list(path));
  }

  kernelUnlink(path: string): number {
    return this.#act('kernelUnlink', { path }, (kernel) => kernel.unlink(path));
  }

  /** `mount -t pstore pstore /sys/fs/pstore`. */
  kernelMount(fileSystem: 'pstore'): number {
    return this.#act('kernelMount', { fileSystem }, (kernel) => kernel.mountPstore());
  }

  /** What a driver of the running kernel does with kmemdump: 0, a region's id, or a negative errno. */
  kernelKmemdump(request: KmemdumpRequest): number {
    return this.#act('kernelKmemdump', request, (kernel) => kmemdumpCall(kernel, request));
  }

  /** Two CPUs panic at the same moment; -ENXIO where the kernel runs on one. */
  crashTwoCpus(): number {
    return this.#act('crashTwoCpus', null, (kernel) => kernel.crashTwoCpus());
  }

  /** Starts a command line in the shell of the operator; null where no user space runs. */
  execute(line: string): GuestCommand | null {
    this.#record('execute', { line });
    let command: GuestCommand | null = null;
    this.#enter(() => {
      command = this.kernel?.execute(utf8ToLatin1(line)) ?? null;
    });
    return command;
  }

  /** Ctrl-C for the operator's shell. */
  interrupt(): void {
    this.#act('interrupt', null, (kernel) => kernel.interrupt());
  }

  /** Puts a file into the running system, with the folders above it, and on the disk at once; 0 or a negative errno. */
  putFile(path: string, bytes: Uint8Array): number {
    return this.#act('putFile', { path, text: latin1Text(bytes) }, (kernel) => kernel.putFile(path, bytes));
  }

  /** A file of the running system; where none runs, of the disk. */
  getFile(path: string): Uint8Array | number {
    if (this.kernel !== null) return this.kernelRead(path);
    const { disk } = this.options.board;
    return this.disk === null || disk === null ? -ENOENT : readDiskFile(this.disk, disk.partitionStart, path);
  }

  /** Writes RAM as a debugger does; `writer`: under whose name. */
  poke(address: number, bytes: Uint8Array, writer: PokeWriter = 'operator'): void {
    this.#record('poke', { address, text: latin1Text(bytes), writer });
    this.memory.write(address, bytes, this.memory.writer(writer));
    this.#cpu.faults.settle();
  }

  /** Damages RAM; the ledger knows. */
  inject(fault: FaultRequest): void {
    this.#record('inject', fault as unknown as Json);
    this.#cpu.inject(fault);
  }

  /** Lets a fault happen when its time comes. One that must see stores needs a machine that was made with `faults`. */
  armFault(plan: FaultPlan): void {
    this.#record('armFault', plan);
    this.#cpu.arm(plan);
  }

  #act<Result>(input: string, data: Json, call: (kernel: Kernel) => Result): Result | number {
    this.#record(input, data);
    const { kernel } = this;
    let result: Result | number = -EIO;
    if (kernel !== null) {
      this.#enter(() => {
        result = call(kernel);
      });
    }
    return result;
  }

  // ---- stages ----

  #startFirmware(cause: ResetCause): void {
    this.#replaceStage(new Firmware(this.#context('firmware')), firstHandoff(cause, this.options.board));
  }

  #startBootloader(handoff: Handoff): void {
    assert(this.options.uboot !== null, `board ${this.options.board.name}: no bootloader was given`);
    // Who hands over writes its caches back and turns them off (U-Boot's cleanup_before_linux).
    this.caches?.writeBack();
    this.#replaceStage(new UBoot(this.#context('uboot'), this.options.uboot), handoff);
  }

  /** Which kernel starts is read from the image in RAM: a damaged image does not boot. */
  #startKernel(handoff: Handoff): void {
    this.caches?.writeBack();
    const board = boardFromLoader(this.memory, handoff, this.options.board);
    const profile = kernelInRam(this.memory, handoff.entryAddress, board);
    if (typeof profile === 'string') this.#requests.push({ type: 'HANG', reason: profile });
    else this.#replaceStage(new Kernel({ ...this.#context('kernel'), board }, profile), handoff);
  }

  #replaceStage(stage: Stage, handoff: Handoff): void {
    this.#dropStage();
    this.#stage = stage;
    stage.start(handoff);
  }

  #dropStage(): void {
    leaveStage(this.#stage, this.clock);
    cutOff(this.drive, this.#slots, this.clock.now);
    this.#stage = null;
  }

  #context(name: string): StageContext {
    const { caches, uart } = this;
    const request = (event: LifecycleEvent) => void this.#requests.push(event);
    const settle = () => cutOff(this.drive, this.#slots, Math.max(this.clock.now, this.#stage?.nowNs ?? 0));
    const wires = { caches, uart, request, settle };
    return {
      memory: this.memory,
      clock: this.clock,
      random: this.random,
      bus: this.bus,
      board: this.options.board,
      rtc: this.#rtc,
      nvram: this.nvram,
      ...this.firmwareDevices,
      bootMedium: this.#medium,
      platformTree: platformTree(this.options),
      drive: this.drive,
      slots: this.#slots,
      watchdog: this.#watchdog,
      hasUserSpace: (this.options.userland ?? null) !== null,
      ramoopsCounters: this.options.ramoopsCounters,
      caches,
      console: stageConsole(wires, name),
      control: stageControl(wires),
    };
  }

  // ---- physics ----

  #keepRam(cause: ResetCause): void {
    this.#resetCount++;
    this.#watchdog?.reset(cause === 'watchdog');
    this.#lastResetCause = cause;
    this.bus.emit('machine.reset', { timeNs: this.clock.now, cause });
    this.#ram.reset(cause, this.#resetCount, this.#knownGap);
    this.#cpu.resetDone(cause);
  }

  #record(input: string, data: Json = null): void {
    this.journal.record({ timeNs: this.clock.now, events: this.#events, input, data });
  }

  #dispatch(event: ClockEvent): void {
    this.#events++;
    if (event.target === MACHINE_TARGET) this.#lifecycle.handleDelay(event);
    else if (event.target === WATCHDOG_TARGET) this.#watchdogExpired();
    else {
      assert(this.#stage?.name === event.target, `clock event ${event.type} for ${event.target}, which does not run`);
      this.#stage.handle(event);
    }
  }

  /** Runs one thing, then the lifecycle changes the stages asked for meanwhile. */
  #enter(action: () => void): void {
    assert(!this.#busy, 'machine entered from inside itself');
    this.#busy = true;
    if (this.caches !== null) this.#cpu.passTime(this.kernel);
    try {
      this.#untilPowerCut(() => {
        action();
        for (let request = this.#requests.shift(); request !== undefined; request = this.#requests.shift()) {
          this.#lifecycle.send(request as never);
        }
      });
      this.#cpu.faults.settle();
    } finally {
      this.#busy = false;
    }
  }

  /** A cut ends the running code where it stands, and what it had asked for with it. */
  #untilPowerCut(action: () => void): void {
    try {
      action();
    } catch (thrown) {
      if (!(thrown instanceof PowerCut)) throw thrown;
      this.#cpu.powerCut(thrown);
      this.#requests.length = 0;
      this.#lifecycle.send({ type: 'RESET', cause: this.#cutCause });
    }
  }

  /** Its output is wired to the reset line, or to the NMI of the first CPU. */
  #watchdogExpired(): void {
    const { watchdog } = this.options.board;
    this.#watchdog?.stop();
    if (watchdog?.output === 'nmi') this.kernel?.nmi('unknown');
    else this.#lifecycle.send({ type: 'RESET', cause: 'watchdog' });
  }

  #entered(state: string): void {
    this.#trace.update(`${this.clock.now} ${state}\n`);
    this.bus.emit('machine.stateEntered', { timeNs: this.clock.now, state });
  }
}
