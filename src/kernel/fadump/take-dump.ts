/**
 * The second kernel looks at what the firmware has kept: is the dump good, whose registers are in it, and where is its ELF header.
 *
 * Mirrors Linux v6.1 `arch/powerpc/platforms/pseries/rtas-fadump.c` (rtas_fadump_process) and PowerNV's `opal-fadump.c` (opal_fadump_process) and
 * `arch/powerpc/kernel/fadump.c` (fadump_setup_cpu_notes_buf, fadump_update_elfcore_header); of v6.12 fadump_process, which looks at the crash info header
 * first and makes the ELF header itself (fadump_populate_elfcorehdr). Where a real kernel follows a damaged address out of RAM, which
 * nobody survives, this one has no dump. Left out: the warning with which the page allocator refuses more than 16 MiB.
 */
import { PT_NOTE } from '../../formats/elf-core.ts';
import type { CrashInfoShape } from '../../formats/fadump-crash-info.ts';
import { type CrashInfo, type CrashInfoFault, crashInfoBytes, readCrashInfo } from '../../formats/fadump-crash-info.ts';
import type { DumpRegistration } from '../../formats/fadump-registration.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { KERN_ERR } from '../printk/levels.ts';
import { crashElfHeader, type InfoNote } from './crash-memory.ts';
import type { DumpPlatform } from './dump-platform.ts';
import { sectionsOf } from './platform-dump.ts';
import { type FadumpGeneration, type FadumpReservation, isNewFadump, isOldFadump } from './reservation.ts';

/** Two note heads, the name and `struct elf_prstatus`. */
const CPU_NOTE_BYTES = 536;
/** The largest block of the page allocator with pages of 64 KiB. */
const NOTES_BYTES_MAX = 0x1000000;
const ELF_HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
/** Both kinds of notes, and memory that the area cuts in two. */
const EXTRA_PROGRAM_HEADERS = 3;

export interface DumpInRam {
  readonly ram: PhysicalMemory;
  readonly memory: readonly AddressRange[];
  readonly generation: FadumpGeneration;
  readonly shape: CrashInfoShape;
  readonly pageSizeBytes: number;
  readonly dump: DumpRegistration;
  /** Of the crash info header. */
  readonly headerAddress: number;
  /** What this kernel keeps for the dump. */
  readonly reservation: FadumpReservation;
  /** Memory for the notes of the CPUs and, since 6.10, for the ELF header, or null. */
  readonly allocate: (bytes: number) => number | null;
  readonly platform: DumpPlatform;
  readonly say: PrintkFunction;
}

/** Physical, of the ELF core header, now with notes; null: the kernel has said what is wrong with the dump. */
export function takeDump(input: DumpInRam): number | null {
  const taken = isNewFadump(input.generation) ? takeByHeader(input) : takeByDump(input);
  if (typeof taken === 'string') input.say(KERN_ERR, taken);
  return typeof taken === 'number' ? taken : null;
}

/** Up to 6.9. A text: what is wrong; null: that has been said. */
function takeByDump(input: DumpInRam): number | string | null {
  if (!isJudgedGood(input)) return null;
  const info = readHeader(input);
  if (typeof info === 'string') return info;
  const notes = takeCpus(input, info);
  if (typeof notes === 'string') return notes;
  addNotes(input, info, notes);
  return info.address;
}

/** Since 6.10. */
function takeByHeader(input: DumpInRam): number | string | null {
  const { ram, shape, pageSizeBytes, memory, reservation, dump } = input;
  const info = readHeader(input);
  if (typeof info === 'string') return info;
  const headers = reservation.bootRegions.length + memory.length + EXTRA_PROGRAM_HEADERS;
  const bytes = ELF_HEADER_BYTES + PROGRAM_HEADER_BYTES * headers;
  const sizeBytes = Math.ceil(bytes / pageSizeBytes) * pageSizeBytes;
  const address = input.allocate(sizeBytes);
  if (address === null) return `fadump: Failed to allocate ${sizeBytes} bytes for elfcorehdr`;
  if (!isJudgedGood(input)) return null;
  const cpus = takeCpus(input, info);
  if (typeof cpus === 'string') return cpus;
  const header = crashElfHeader({
    byteOrder: shape.byteOrder,
    memory,
    reservation,
    destination: sectionsOf(dump, 'realMode')[0]?.destination ?? 0,
    cpus,
    info: { address: info.address, sizeBytes: info.infoBytes },
  });
  ram.write(address, header, ram.writer('kernel/fadump'));
  return address;
}

function isJudgedGood({ platform, dump, say }: DumpInRam): boolean {
  const { isGood, lines } = platform.judge(dump);
  for (const { level, text } of lines) say(level, `${platform.prefix}${text}`);
  return isGood;
}

const isInRam = ({ memory }: DumpInRam, address: number, bytes: number) =>
  memory.some(({ start, end }) => start <= address && address + bytes <= end);

function readHeader(input: DumpInRam): CrashInfo | string {
  const { ram, shape, headerAddress, platform, generation } = input;
  const bytes = crashInfoBytes(shape);
  const info = isInRam(input, headerAddress, bytes)
    ? readCrashInfo(shape, ram.read(headerAddress, bytes))
    : 'corrupted';
  if (typeof info !== 'string') return info;
  if (isNewFadump(generation)) return `fadump: ${crashInfoFaultText[info]}`;
  return `${platform.prefix}Crash info header is not valid.`;
}

/** The notes of the CPUs, written. */
function takeCpus({ ram, generation, pageSizeBytes, dump, platform, allocate }: DumpInRam, info: CrashInfo) {
  const cpus = platform.cpus(dump, info);
  if (typeof cpus === 'string') return cpus;
  const sizeBytes = Math.ceil((cpus.count * CPU_NOTE_BYTES) / pageSizeBytes) * pageSizeBytes;
  const address = sizeBytes === 0 || sizeBytes > NOTES_BYTES_MAX ? null : allocate(sizeBytes);
  if (address === null) {
    return `${isOldFadump(generation) ? '' : 'fadump: '}Failed to allocate ${sizeBytes} bytes for CPU notes buffer`;
  }
  const notes = cpus.notes();
  if (typeof notes === 'string') return notes;
  const writer = ram.writer('kernel/fadump');
  ram.write(address, new Uint8Array(sizeBytes), writer);
  ram.write(address, notes, writer);
  return { address, sizeBytes };
}

const crashInfoFaultText: Readonly<Record<CrashInfoFault, string>> = {
  empty: 'Crash info header is empty.',
  'old-magic': "Old magic number, can't process the dump.",
  'other-byte-order': 'Endianness mismatch between the crashed and fadump kernels.',
  corrupted: 'Fadump header is corrupted.',
  'other-sizes': 'Fadump header size mismatch.',
};

/** The first program header that the dead kernel wrote has its place and size left open. */
function addNotes(input: DumpInRam, info: CrashInfo, notes: InfoNote): void {
  const { ram, shape } = input;
  const at = info.address + ELF_HEADER_BYTES;
  if (!isInRam(input, at, PROGRAM_HEADER_BYTES)) return;
  const little = shape.byteOrder === 'little';
  const bytes = ram.read(at, PROGRAM_HEADER_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, little) !== PT_NOTE) return;
  const { address, sizeBytes } = notes;
  // p_offset, p_paddr, p_filesz, p_memsz.
  for (const [field, value] of [
    [8, address],
    [24, address],
    [32, sizeBytes],
    [40, sizeBytes],
  ] as const) {
    view.setBigUint64(field, BigInt(value), little);
  }
  ram.write(at, bytes, ram.writer('kernel/fadump'));
}
