/**
 * Firmware-assisted dump as a running kernel has it: its memory, its registration, a dump that it found, and the crash.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/fadump.c` (fadump_reserve_mem, setup_fadump, register_fadump, crash_fadump,
 * fadump_invalidate_release_mem, the sysfs attributes), and v3.4's where the board asks for the rules of 2011. When what comes is in `fadump-machine.ts`,
 * how much memory and where in `reservation.ts`, the firmware's part in `platform-dump.ts`, what the second kernel is told in `crash-memory.ts`, parameters for
 * it alone in `parameter-area.ts`. Left out: memory hot-add, at which the kernel does nothing by itself.
 */
import {
  CRASHING_CPU_UNKNOWN,
  type CrashInfo,
  type CrashInfoShape,
  crashInfoBytes,
  encodeCrashInfo,
} from '../../formats/fadump-crash-info.ts';
import type { DumpRegistration } from '../../formats/fadump-registration.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import { subtract } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { hex } from '../../sim/bytes.ts';
import type { Clock } from '../../sim/clock.ts';
import { EINVAL, EPERM } from '../../sim/errno.ts';
import { StateMachineDriver } from '../../sim/state-machine.ts';
import { type KernelCommandLine, kstrtoint } from '../cmdline.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { crashElfHeader, type InfoNote, movedNote } from './crash-memory.ts';
import type { DumpPlatform } from './dump-platform.ts';
import { fadumpMachine } from './fadump-machine.ts';
import type { ParameterArea } from './parameter-area.ts';
import { regionText, sectionsOf } from './platform-dump.ts';
import {
  areaSize,
  crashInfoShape,
  type FadumpMemory,
  type FadumpReservation,
  isNewFadump,
  isOldFadump,
  type ReservationResult,
  reserveForDump,
} from './reservation.ts';
import { takeDump } from './take-dump.ts';

const MIB = 0x100000;

type Say = (level: number, text: string) => void;

export interface FadumpInput extends Omit<FadumpMemory, 'sizes' | 'limits' | 'reserved'> {
  readonly clock: Clock;
  /** RAM of the firmware: `reserved-ranges`. */
  readonly firmwareRanges: readonly AddressRange[];
  readonly ram: PhysicalMemory;
  readonly platform: DumpPlatform;
  readonly image: AddressRange;
  readonly byteOrder: ByteOrder;
  /** `fadump=on`, or `nocma`. */
  readonly isEnabled: boolean;
  /** As it is now, appended parameters and all. */
  readonly commandLine: KernelCommandLine;
  /** What the dead kernel left for it; null: nothing, or no dump is there. */
  readonly parameters: ParameterArea | null;
  readonly onlineCpus: number;
  /** Where messages go at the moment. */
  readonly say: Say;
}

/** `fadump=`: by how its value begins, so that `only` is on as well. */
export function fadumpParameter(values: readonly (string | null)[]): { isEnabled: boolean; mayUseCma: boolean } {
  let isEnabled = false;
  let mayUseCma = true;
  for (const value of values) {
    if (value?.startsWith('on') === true) isEnabled = true;
    else if (value?.startsWith('off') === true) isEnabled = false;
    else if (value?.startsWith('nocma') === true) {
      isEnabled = true;
      mayUseCma = false;
    }
  }
  return { isEnabled, mayUseCma };
}

/** What dump tools look for in the RAM of this kernel. */
export interface FadumpCore {
  readonly infoNote: InfoNote;
  /** Writes all of it, as the crash finds it. */
  store(): void;
}

/** Who has what of RAM for a dump. */
export interface FadumpLayout {
  /** As `fadump-machine.ts` names it. */
  readonly state: string;
  /** A dump is there. */
  readonly isActive: boolean;
  readonly bootMemoryTop: number;
  readonly ramEnd: number;
  /** Of the area, in order of address: CPU, HPTE, DUMP, the crash info header, the ELF core header. */
  readonly parts: readonly (AddressRange & { readonly name: string })[];
}

export class Fadump {
  readonly #input: FadumpInput;
  /** RAM by now. */
  #memory: readonly AddressRange[];
  readonly #facts: FadumpMemory;
  readonly #shape: CrashInfoShape;
  /** What /sys shows; a reservation that fails switches it off. */
  isEnabled: boolean;
  /** The part of the area that user pages may have until a crash, and what is said of it. */
  cma: ReservationResult['cma'] = null;
  /** `mem=` as the reservation left it. */
  memoryLimit: number | null;
  readonly #machine: StateMachineDriver;
  /** Memory for what is written about a dump. */
  #allocate: (bytes: number) => number | null = () => null;
  /** What the last registration came to. */
  #error = 0;
  #crash: { readonly cpu: number; readonly registers: Readonly<Record<string, bigint>> } | null = null;
  /** The firmware takes over. */
  #isTerminated = false;
  /** The dump that the firmware kept; null: none. */
  #dump: DumpRegistration | null = null;
  /** That there is one decides which files are made. */
  readonly wasActive: boolean;
  #reservation: FadumpReservation | null = null;
  #elfHeaderAddress: number | null = null;
  #core: FadumpCore | null = null;
  /** For parameters of the next kernel, or with those of the last; null: there is none. */
  parameters: ParameterArea | null;
  /** Gives memory back to the page allocator; there once that is. */
  giveBack: (range: AddressRange) => void = () => {};

  constructor(input: FadumpInput) {
    this.#input = input;
    this.#memory = input.memory;
    const { sizes, limits, found } = input.platform;
    this.#facts = { ...input, sizes, limits, reserved: [input.image, ...input.firmwareRanges] };
    this.#shape = { ...crashInfoShape(input.generation, input.cpuMaskBits), byteOrder: input.byteOrder };
    this.#machine = new StateMachineDriver(fadumpMachine, {
      clock: input.clock,
      target: 'kernel',
      actions: {
        register: () => this.#register(),
        unregister: () => this.#unregister(),
        saveDump: () => this.#saveDump(),
        takeDump: () => this.#takeDump(),
        invalidate: () => this.#invalidate(),
        giveBack: () => this.#giveBackAll(),
        tellReleased: () => this.#machine.send({ type: this.#dump === null ? 'RELEASED' : 'KEPT' }),
      },
    });
    this.isEnabled = input.isEnabled;
    this.parameters = input.parameters;
    this.memoryLimit = input.memoryLimit;
    this.#dump = found !== null && this.#leavesRoom(found) ? found : null;
    this.wasActive = this.#dump !== null;
    if (this.isEnabled) this.#reserve();
  }

  get #isOld(): boolean {
    return isOldFadump(this.#input.generation);
  }

  /** The files have the names of before 5.6. */
  get hasOldFiles(): boolean {
    return this.#isOld;
  }

  get isRegistered(): boolean {
    return this.#machine.state === 'registered';
  }

  get isActive(): boolean {
    return this.#dump !== null;
  }

  get reservedBytes(): number {
    return this.#reservation === null ? 0 : areaSize(this.#facts, this.#reservation.bootMemoryBytes);
  }

  /** RAM of the firmware. */
  get firmwareRanges(): readonly AddressRange[] {
    return this.#input.firmwareRanges;
  }

  /** RAM that nobody else may have: the area, or with a dump all that is not boot memory. */
  get reserved(): readonly AddressRange[] {
    if (this.#reservation === null) return [];
    const { area, bootMemoryTop } = this.#reservation;
    return this.isActive ? subtract(this.#memory, [{ start: 0, end: bootMemoryTop }]) : [area];
  }

  /** Physical, of the ELF core header of a dump that is offered: `elfcorehdr_addr`. */
  get elfHeaderAddress(): number | null {
    return this.hasVmcore ? this.#elfHeaderAddress : null;
  }

  /** /proc/vmcore is there. */
  get hasVmcore(): boolean {
    return this.#machine.state === 'dump.offered';
  }

  #say(level: number, text: string): void {
    this.#input.say(level, text);
  }

  /** As it is now, appended parameters and all. */
  get commandLine(): KernelCommandLine {
    return this.#input.commandLine;
  }

  /** This kernel and its firmware can hand parameters to the next one. */
  get mayHaveParameters(): boolean {
    return isNewFadump(this.#input.generation) && this.#input.platform.keepsParameters && !this.isActive;
  }

  warn(text: string): void {
    this.#say(KERN_WARNING, `fadump: WARNING: ${text}`);
  }

  // ---- early: memory ----

  /** Whole pages. */
  #topOf(bootRegions: readonly AddressRange[]): number {
    const { pageSizeBytes } = this.#input;
    return Math.ceil((bootRegions.at(-1)?.end ?? 0) / pageSizeBytes) * pageSizeBytes;
  }

  /** A kernel that keeps its own image for the dump is lost; this one takes such a dump for none. */
  #leavesRoom(dump: DumpRegistration): boolean {
    return this.#topOf(bootRegionsOf(dump)) >= this.#input.image.end;
  }

  #reserve(): void {
    if (this.#dump === null) {
      const { reservation, memoryLimit, messages, cma } = reserveForDump(this.#facts);
      const told = messages.findIndex(({ text }) => text.startsWith('fadump: Reserved '));
      const early = told < 0 ? messages.length : told;
      for (const { level, text } of messages.slice(0, early)) this.#say(level, text);
      if (reservation !== null) this.#input.platform.reserved(reservation);
      for (const { level, text } of messages.slice(early)) this.#say(level, text);
      this.#reservation = reservation;
      this.cma = cma;
      this.memoryLimit = memoryLimit;
      this.isEnabled = reservation !== null;
      return;
    }
    const bootRegions = bootRegionsOf(this.#dump);
    const bootMemoryBytes = bootRegions.reduce((sum, { start, end }) => sum + end - start, 0);
    const bootMemoryTop = this.#topOf(bootRegions);
    const start = this.#input.platform.areaStart(this.#dump);
    const area = { start, end: start + areaSize(this.#facts, bootMemoryBytes) };
    this.#reservation = { bootMemoryBytes, bootRegions, bootMemoryTop, area };
    this.#say(KERN_INFO, `${this.#isOld ? '' : 'fadump: '}Firmware-assisted dump is active.`);
    const apart = this.#memory.flatMap((bank) => subtract([bank], [{ start: 0, end: bootMemoryTop }]));
    for (const range of apart) {
      const size = Math.floor((range.end - range.start) / MIB);
      const text = this.#isOld
        ? `Reserved ${size}MB of memory at ${Math.floor(range.start / MIB)}MB for saving crash dump`
        : `fadump: Reserving ${size}MB of memory at 0x${hex(range.start, 14)} for preserving crash data`;
      this.#say(KERN_INFO, text);
    }
  }

  // ---- later: registration, or the dump ----

  /** `setup_fadump`. `allocate`: memory for what is written about a dump, or null. */
  setUp(allocate: (bytes: number) => number | null): void {
    this.#allocate = allocate;
    const hasArea = this.isEnabled && this.#reservation !== null;
    // The kernel of 2011 leaves it to user space.
    this.#machine.start({ hasArea, hasDump: this.isActive, registersItself: !this.#isOld });
  }

  #takeDump(): void {
    const { ram, generation, pageSizeBytes, platform } = this.#input;
    this.#elfHeaderAddress = takeDump({
      ram,
      memory: this.#memory,
      reservation: this.#reservation!,
      say: this.#input.say,
      generation,
      pageSizeBytes,
      platform,
      shape: this.#shape,
      dump: this.#dump!,
      headerAddress: this.#headerAddress(this.#dump!),
      allocate: this.#allocate,
    });
    this.#machine.send({ type: this.#elfHeaderAddress === null ? 'DUMP_DAMAGED' : 'DUMP_TAKEN' });
  }

  /** `fadumphdr_addr`: behind the copy of boot memory. */
  #headerAddress(registration: DumpRegistration): number {
    const [boot] = sectionsOf(registration, 'realMode');
    return (boot?.destination ?? 0) + this.#reservation!.bootMemoryBytes;
  }

  /** The structure as it is to be registered for this area. */
  #structure(reservation: FadumpReservation): DumpRegistration {
    return this.#input.platform.structure(reservation, this.parameters?.address ?? null);
  }

  /** The kernel's memory is laid out: headers that were written before name what is in it. */
  attachCore(core: FadumpCore): void {
    this.#core = core;
    if (this.isRegistered) this.#writeHeaders(this.#structure(this.#reservation!));
  }

  #writeHeaders(structure: DumpRegistration): void {
    const possible = Array.from({ length: this.#input.onlineCpus }, (_, cpu) => cpu);
    this.#writeCrashInfo(structure, { crashingCpu: CRASHING_CPU_UNKNOWN, registers: {}, cpuMask: possible });
    this.#writeElfHeader(structure);
  }

  #register(): void {
    const structure = this.#structure(this.#reservation!);
    this.#writeHeaders(structure);
    const { isRegistered, error, message } = this.#input.platform.register(structure);
    if (message !== null) this.#say(message.level, message.text);
    this.#error = error;
    if (!this.isRegistered) this.#machine.send({ type: isRegistered ? 'REGISTERED' : 'REFUSED' });
  }

  #writeCrashInfo(structure: DumpRegistration, info: Pick<CrashInfo, 'crashingCpu' | 'registers' | 'cpuMask'>): void {
    const at = this.#headerAddress(structure);
    const place =
      this.#shape.form === 'elf'
        ? { address: at + crashInfoBytes(this.#shape), infoBytes: 0 }
        : this.#infoPlace(structure);
    this.#write(at, encodeCrashInfo(this.#shape, { ...info, ...place }));
  }

  /** Since 6.10 the header names VMCOREINFO itself. */
  #infoPlace(structure: DumpRegistration): Pick<CrashInfo, 'address' | 'infoBytes'> {
    if (this.#core === null) return { address: 0, infoBytes: 0 };
    const destination = sectionsOf(structure, 'realMode')[0]?.destination ?? 0;
    const { address, sizeBytes } = movedNote(this.#core.infoNote, this.#reservation!, destination);
    return { address, infoBytes: sizeBytes };
  }

  /** The place of the CPUs' notes is left open: the next kernel knows it. */
  #writeElfHeader(structure: DumpRegistration): void {
    if (this.#shape.form !== 'elf') return;
    const destination = sectionsOf(structure, 'realMode')[0]?.destination ?? 0;
    const { byteOrder } = this.#input;
    const reservation = this.#reservation!;
    const note = this.#core?.infoNote;
    const info = note === undefined ? null : movedNote(note, reservation, destination);
    const header = crashElfHeader({ byteOrder, memory: this.#memory, reservation, destination, info });
    this.#write(this.#headerAddress(structure) + crashInfoBytes(this.#shape), header);
  }

  #write(address: number, bytes: Uint8Array): void {
    const { ram } = this.#input;
    ram.write(address, bytes, ram.writer('kernel/fadump'));
  }

  // ---- the crash ----

  /** `crash_fadump`: true where the firmware takes over; nothing runs any more then. Registers by their names in `struct pt_regs`. */
  crash(cpu: number, registers: Readonly<Record<string, bigint>>): boolean {
    if (!this.isRegistered) return false;
    this.#crash = { cpu, registers };
    this.#machine.send({ type: 'CRASH' });
    return this.#isTerminated;
  }

  #saveDump(): void {
    const { cpu, registers } = this.#crash!;
    this.#core?.store();
    const online = Array.from({ length: this.#input.onlineCpus }, (_, number) => number);
    const { platform } = this.#input;
    const crashingCpu = platform.cpuNumber(cpu);
    this.#writeCrashInfo(this.#structure(this.#reservation!), { crashingCpu, registers, cpuMask: online });
    this.#isTerminated = platform.terminate(
      cpu,
      online.map((number) => (number === cpu ? registers : {})),
    );
  }

  // ---- files ----

  /** A write to `registered`: bytes taken, or a negated error number. */
  storeRegistered(text: string): number {
    if (!this.isEnabled || this.isActive) return -EPERM;
    const wanted = this.#number(text);
    if (wanted !== 0 && wanted !== 1) return -EINVAL;
    if (this.#isOld && Number(this.isRegistered) === wanted) return -EINVAL;
    if (this.isRegistered) this.#machine.send({ type: 'UNREGISTER' });
    if (wanted === 0) return text.length;
    this.#machine.send({ type: 'REGISTER' });
    return this.#error < 0 ? this.#error : text.length;
  }

  /** Since 6.10 nobody has to register again when memory is added: the second kernel makes the ELF header. */
  get isHotplugReady(): boolean {
    return isNewFadump(this.#input.generation);
  }

  /** There is more RAM. A header that is in RAM already does not know of it. */
  memoryAdded(range: AddressRange): void {
    this.#memory = [...this.#memory, range];
  }

  /** A write to `bootargs_append`. */
  storeParameters(text: string): number {
    if (!this.isEnabled || this.isActive) return -EPERM;
    return this.parameters!.store(text, this.commandLine.text, this.#input.say);
  }

  /** A write to `release_mem`. */
  storeRelease(text: string): number {
    if (!this.isActive) return -EPERM;
    if (this.#number(text) !== 1) return -EINVAL;
    this.#machine.send({ type: 'RELEASE' });
    return text.length;
  }

  /** Up to 5.3 the first character counts. */
  #number(text: string): number | null {
    if (!this.#isOld) return kstrtoint(text);
    return text.startsWith('0') ? 0 : text.startsWith('1') ? 1 : null;
  }

  #unregister(): void {
    const refusal = this.#input.platform.unregister();
    if (refusal !== null) this.#say(KERN_ERR, refusal);
    this.#machine.send({ type: refusal === null ? 'UNREGISTERED' : 'REFUSED' });
  }

  /** `fadump_invalidate_release_mem`, once the dump is invalid: the area is as it was before a registration. */
  #giveBackAll(): void {
    const { platform, pageSizeBytes } = this.#input;
    platform.cleanUp();
    const { bootMemoryTop, area } = this.#reservation!;
    const kept = [{ start: 0, end: bootMemoryTop }, area, ...this.#input.firmwareRanges];
    for (const range of subtract(this.#memory, kept)) {
      if (!this.#isOld) {
        const [start, end] = [range.start, range.end].map((at) => hex(Math.floor(at / pageSizeBytes) * pageSizeBytes));
        this.#say(KERN_INFO, `fadump: freeing reserved memory (0x${start} - 0x${end})`);
      }
      this.giveBack({ start: Math.ceil(range.start / pageSizeBytes) * pageSizeBytes, end: range.end });
    }
    platform.reserved(this.#reservation!);
  }

  #invalidate(): void {
    if (this.#dump === null) return;
    const refusal = this.#input.platform.invalidate();
    if (refusal === null) this.#dump = null;
    else this.#say(KERN_ERR, refusal);
  }

  /** `fadump_cleanup` before a restart: no dump and no registration is left behind. */
  cleanUp(): void {
    this.#machine.send({ type: 'SHUT_DOWN' });
    this.#input.platform.cleanUp();
  }

  /** For people; null: no memory is reserved. */
  get layout(): FadumpLayout | null {
    if (this.#reservation === null) return null;
    const { bootMemoryTop } = this.#reservation;
    const registration = this.#dump ?? this.#structure(this.#reservation);
    const part = (name: string, start: number, bytes: number) => ({ name, start, end: start + bytes });
    const ofSections = (name: string, kind: 'cpuState' | 'hpte' | 'realMode') =>
      sectionsOf(registration, kind).map(({ destination, sourceBytes }) => part(name, destination, sourceBytes));
    const header = part('HDR', this.#headerAddress(registration), crashInfoBytes(this.#shape));
    const { area } = this.#reservation;
    return {
      state: this.#machine.state,
      isActive: this.isActive,
      bootMemoryTop,
      ramEnd: this.#memory.at(-1)!.end,
      parts: [
        ...ofSections('CPU', 'cpuState'),
        ...ofSections('HPTE', 'hpte'),
        ...ofSections('DUMP', 'realMode'),
        header,
        ...(this.#shape.form === 'elf' ? [{ name: 'ELF', start: header.end, end: area.end }] : []),
      ],
    };
  }

  /** `powerpc/fadump_region` of debugfs. */
  regionText(): string {
    if (!this.isEnabled || this.#reservation === null) return '';
    const registration = this.#dump ?? this.#structure(this.#reservation);
    const keptFrom = this.isActive ? this.#reservation.bootMemoryTop : null;
    const { parameters } = this;
    return regionText({ registration, generation: this.#input.generation, keptFrom, parameters });
  }
}

/** Boot memory of a dump. */
function bootRegionsOf(dump: DumpRegistration): AddressRange[] {
  return sectionsOf(dump, 'realMode').map(({ source, sourceBytes }) => ({ start: source, end: source + sourceBytes }));
}
