/**
 * The second kernel looks at what the firmware has kept: is the dump good, whose registers are in it, and where is its ELF header.
 *
 * Mirrors Linux v6.1 `arch/powerpc/platforms/pseries/rtas-fadump.c` (rtas_fadump_process, rtas_fadump_build_cpu_notes) and
 * `arch/powerpc/kernel/fadump.c` (fadump_setup_cpu_notes_buf, fadump_update_elfcore_header); of v6.10 the texts about the crash info header. Where a
 * real kernel follows a damaged address out of RAM, which nobody survives, this one has no dump. Left out: the warning with which the
 * page allocator refuses more than 16 MiB.
 */
import { PT_NOTE } from '../../formats/elf-core.ts';
import type { CrashInfoShape } from '../../formats/fadump-crash-info.ts';
import { type CrashInfo, type CrashInfoFault, crashInfoBytes, readCrashInfo } from '../../formats/fadump-crash-info.ts';
import type { DumpRegistration } from '../../formats/fadump-registration.ts';
import { readRegisterSaveArea, savedCpuCount } from '../../formats/register-save-area.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { cpuNotes } from './crash-memory.ts';
import { dumpFault, sectionsOf } from './platform-dump.ts';
import { type FadumpGeneration, isOldFadump } from './reservation.ts';

/** Two note heads, the name and `struct elf_prstatus`. */
const CPU_NOTE_BYTES = 536;
/** The largest block of the page allocator with pages of 64 KiB. */
const NOTES_BYTES_MAX = 0x1000000;
/** More than the registers of the largest machine. */
const SAVE_AREA_BYTES_MAX = 0x1000000;
const ELF_HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;

export interface DumpInRam {
  readonly ram: PhysicalMemory;
  readonly memory: readonly AddressRange[];
  readonly generation: FadumpGeneration;
  readonly shape: CrashInfoShape;
  readonly pageSizeBytes: number;
  readonly dump: DumpRegistration;
  /** Of the crash info header. */
  readonly headerAddress: number;
  /** Memory for the notes of the CPUs, or null. */
  readonly allocate: (bytes: number) => number | null;
}

/** Physical, of the ELF core header, now with notes; or what the kernel says is wrong with the dump. */
export function takeDump(input: DumpInRam): { readonly elfHeaderAddress: number } | string {
  const { ram, generation, shape, pageSizeBytes, dump, headerAddress } = input;
  const isOld = isOldFadump(generation);
  const platform = (text: string) => (isOld ? text : `rtas fadump: ${text}`);
  const common = (text: string) => (isOld ? text : `fadump: ${text}`);
  const fault = dumpFault(dump, generation);
  if (fault !== null) return platform(fault);
  const isInRam = (address: number, bytes: number) =>
    input.memory.some(({ start, end }) => start <= address && address + bytes <= end);
  const headerBytes = crashInfoBytes(shape);
  const info = isInRam(headerAddress, headerBytes)
    ? readCrashInfo(shape, ram.read(headerAddress, headerBytes))
    : 'corrupted';
  if (typeof info === 'string') {
    return generation === 'v6.10' ? common(crashInfoFaultText[info]) : platform('Crash info header is not valid.');
  }
  const { destination, sourceBytes } = sectionsOf(dump, 'cpuState')[0]!;
  const areaBytes = Math.min(sourceBytes, SAVE_AREA_BYTES_MAX);
  const area = isInRam(destination, areaBytes) ? ram.read(destination, areaBytes) : new Uint8Array(0);
  const count = savedCpuCount(area);
  if (count === null) return platform('Unable to read register save area.');
  const sizeBytes = Math.ceil((count * CPU_NOTE_BYTES) / pageSizeBytes) * pageSizeBytes;
  const address = sizeBytes === 0 || sizeBytes > NOTES_BYTES_MAX ? null : input.allocate(sizeBytes);
  if (address === null) return common(`Failed to allocate ${sizeBytes} bytes for CPU notes buffer`);
  const cpus = readRegisterSaveArea(area);
  if (typeof cpus === 'string') return platform('Unable to read CPU state data');
  const write = (at: number, bytes: Uint8Array) => ram.write(at, bytes, ram.writer('kernel/fadump'));
  write(address, new Uint8Array(sizeBytes));
  write(address, cpuNotes(cpus, info, shape.byteOrder));
  addNotes(input, info, { address, sizeBytes }, isInRam);
  return { elfHeaderAddress: info.address };
}

const crashInfoFaultText: Readonly<Record<CrashInfoFault, string>> = {
  empty: 'Crash info header is empty.',
  'old-magic': "Old magic number, can't process the dump.",
  'other-byte-order': 'Endianness mismatch between the crashed and fadump kernels.',
  corrupted: 'Fadump header is corrupted.',
  'other-sizes': 'Fadump header size mismatch.',
};

/** The first program header that the dead kernel wrote has its place and size left open. */
function addNotes(
  { ram, shape }: DumpInRam,
  info: CrashInfo,
  notes: { readonly address: number; readonly sizeBytes: number },
  isInRam: (address: number, bytes: number) => boolean,
): void {
  const at = info.address + ELF_HEADER_BYTES;
  if (!isInRam(at, PROGRAM_HEADER_BYTES)) return;
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
