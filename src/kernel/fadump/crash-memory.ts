/**
 * The ELF core header of a firmware-assisted dump, and the notes of its CPUs.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/fadump.c` (fadump_setup_crash_memory_ranges, fadump_create_elfcore_headers) and
 * `arch/powerpc/platforms/pseries/rtas-fadump.c` (rtas_fadump_build_cpu_notes). Up to 6.9 the first kernel writes the header with the notes' place left
 * open, and VMCOREINFO's where it will be when boot memory is in its copy; since 6.10 the second kernel makes it.
 */
import { type ElfSegment, elfMachines, encodeElfCoreHead, PT_NOTE } from '../../formats/elf-core.ts';
import { type ElfNote, elfNoteBytes, NT_PRSTATUS } from '../../formats/elf-notes.ts';
import type { CrashInfo } from '../../formats/fadump-crash-info.ts';
import type { OpalThread } from '../../formats/opal-dump.ts';
import { encodePrstatus } from '../../formats/prstatus.ts';
import type { SavedCpu } from '../../formats/register-save-area.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import type { FadumpReservation } from './reservation.ts';

const PT_LOAD = 1;
/** PAGE_OFFSET. */
const LINEAR_MAP = 0xc000000000000000n;

export interface CrashMemory {
  readonly byteOrder: ByteOrder;
  /** All RAM. */
  readonly memory: readonly AddressRange[];
  readonly reservation: FadumpReservation;
  /** Where the firmware puts boot memory. */
  readonly destination: number;
  /** The notes of the CPUs; absent: the next kernel fills them in. */
  readonly cpus?: InfoNote;
  /** The note of VMCOREINFO, where it will be after the dump; null: not yet there. */
  readonly info: InfoNote | null;
}

/** A note in RAM: physical. */
export interface InfoNote {
  readonly address: number;
  readonly sizeBytes: number;
}

/** Where a note of the first kernel is after the dump: of boot memory there is a copy. */
export function movedNote(
  { address, sizeBytes }: InfoNote,
  { bootRegions }: FadumpReservation,
  destination: number,
): InfoNote {
  let moved = destination;
  for (const { start, end } of bootRegions) {
    if (address >= start && address < end) return { address: moved + address - start, sizeBytes };
    moved += end - start;
  }
  return { address, sizeBytes };
}

/** The header as it lies in RAM: an offset is a physical address. The next kernel fills in where its notes are. */
export function crashElfHeader({
  byteOrder,
  memory,
  reservation,
  destination,
  cpus = { address: 0, sizeBytes: 0 },
  info,
}: CrashMemory): Uint8Array {
  const { bootRegions, bootMemoryTop, area } = reservation;
  const load = (start: number, end: number, offset: number): ElfSegment => ({
    type: PT_LOAD,
    offset,
    virtual: LINEAR_MAP + BigInt(start),
    physical: start,
    sizeBytes: end - start,
  });
  let moved = destination;
  const boot = bootRegions.map(({ start, end }) => {
    const segment = load(start, end, moved);
    moved += end - start;
    return segment;
  });
  const rest = subtract(memory, [{ start: 0, end: bootMemoryTop }, area]);
  const note = ({ address, sizeBytes }: InfoNote): ElfSegment => ({
    type: PT_NOTE,
    offset: address,
    virtual: 0n,
    physical: address,
    sizeBytes,
  });
  const infos = info === null ? [] : [note(info)];
  const segments = [note(cpus), ...infos, ...boot, ...rest.map(({ start, end }) => load(start, end, start))];
  return encodeElfCoreHead({ byteOrder, ...elfMachines[byteOrder === 'little' ? 'ppc64le' : 'ppc64'], segments });
}

/** Names in the register save area of what `struct pt_regs` has; the others are skipped. */
const PT_REGS_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`GPR${String(i).padStart(2, '0')}`, `gpr${i}`])),
  NIA: 'nip',
  MSR: 'msr',
  CTR: 'ctr',
  LR: 'link',
  XER: 'xer',
  CR: 'ccr',
  DAR: 'dar',
  DSISR: 'dsisr',
};

/** The same the other way round, for a CPU that stops. */
export function savedRegisters(registers: Readonly<Record<string, bigint>>): Readonly<Record<string, bigint>> {
  return Object.fromEntries(Object.entries(PT_REGS_NAMES).map(([saved, name]) => [saved, registers[name] ?? 0n]));
}

/** A note for each CPU that was online: of the one that crashed with what the kernel wrote itself, of the others as the firmware found them. */
export function cpuNotes(cpus: readonly SavedCpu[], info: CrashInfo, byteOrder: ByteOrder): Uint8Array {
  const notes = cpus
    .filter(({ cpu }) => info.cpuMask.includes(cpu))
    .map(({ cpu, registers }) => {
      const saved = Object.entries(registers).flatMap(([name, value]) => {
        const ours = PT_REGS_NAMES[name];
        return ours === undefined ? [] : [[ours, value] as const];
      });
      return registerNote(cpu === info.crashingCpu ? info.registers : Object.fromEntries(saved), byteOrder);
    });
  return elfNoteBytes(notes, byteOrder);
}

/** The same of OPAL's threads, where a core that sleeps has none; null: no thread is left. */
export function threadNotes(threads: readonly OpalThread[], info: CrashInfo, byteOrder: ByteOrder): Uint8Array | null {
  const noted = threads.filter(({ pir, isActive }) => isActive || pir === info.crashingCpu);
  if (noted.length === 0) return null;
  const notes = noted.map(({ pir, registers }) =>
    registerNote(pir === info.crashingCpu ? info.registers : registers, byteOrder),
  );
  return elfNoteBytes(notes, byteOrder);
}

function registerNote(registers: Readonly<Record<string, bigint>>, byteOrder: ByteOrder): ElfNote {
  const status = { signal: 0, pid: 0, parentPid: 0, groupPid: 0, sessionPid: 0, registers };
  return { name: 'CORE', type: NT_PRSTATUS, descriptor: encodePrstatus('ppc64', byteOrder, status) };
}
