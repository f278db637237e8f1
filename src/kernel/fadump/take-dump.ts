/**
 * The second kernel looks at what the firmware has kept: is the dump good, whose registers are in it, and where is its ELF header.
 *
 * Mirrors Linux v6.1 `arch/powerpc/platforms/pseries/rtas-fadump.c` (rtas_fadump_process) and PowerNV's `opal-fadump.c` (opal_fadump_process) and
 * `arch/powerpc/kernel/fadump.c` (fadump_setup_cpu_notes_buf, fadump_update_elfcore_header); of v6.10 the texts about the crash info header. Where a
 * real kernel follows a damaged address out of RAM, which nobody survives, this one has no dump. Left out: the warning with which the
 * page allocator refuses more than 16 MiB.
 */
import { PT_NOTE } from '../../formats/elf-core.ts';
import type { CrashInfoShape } from '../../formats/fadump-crash-info.ts';
import { type CrashInfo, type CrashInfoFault, crashInfoBytes, readCrashInfo } from '../../formats/fadump-crash-info.ts';
import type { DumpRegistration } from '../../formats/fadump-registration.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { DumpPlatform } from './dump-platform.ts';
import { type FadumpGeneration, isOldFadump } from './reservation.ts';

/** Two note heads, the name and `struct elf_prstatus`. */
const CPU_NOTE_BYTES = 536;
/** The largest block of the page allocator with pages of 64 KiB. */
const NOTES_BYTES_MAX = 0x1000000;
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
  readonly platform: DumpPlatform;
}

/** Physical, of the ELF core header, now with notes; or what the kernel says is wrong with the dump. */
export function takeDump(input: DumpInRam): { readonly elfHeaderAddress: number } | string {
  const { ram, generation, shape, pageSizeBytes, dump, headerAddress, platform } = input;
  const isOld = isOldFadump(generation);
  const common = (text: string) => (isOld ? text : `fadump: ${text}`);
  const fault = platform.fault(dump);
  if (fault !== null) return fault;
  const isInRam = (address: number, bytes: number) =>
    input.memory.some(({ start, end }) => start <= address && address + bytes <= end);
  const headerBytes = crashInfoBytes(shape);
  const info = isInRam(headerAddress, headerBytes)
    ? readCrashInfo(shape, ram.read(headerAddress, headerBytes))
    : 'corrupted';
  if (typeof info === 'string') {
    return generation === 'v6.10'
      ? common(crashInfoFaultText[info])
      : `${platform.prefix}Crash info header is not valid.`;
  }
  const cpus = platform.cpus(dump, info);
  if (typeof cpus === 'string') return cpus;
  const sizeBytes = Math.ceil((cpus.count * CPU_NOTE_BYTES) / pageSizeBytes) * pageSizeBytes;
  const address = sizeBytes === 0 || sizeBytes > NOTES_BYTES_MAX ? null : input.allocate(sizeBytes);
  if (address === null) return common(`Failed to allocate ${sizeBytes} bytes for CPU notes buffer`);
  const notes = cpus.notes();
  if (typeof notes === 'string') return notes;
  const write = (at: number, bytes: Uint8Array) => ram.write(at, bytes, ram.writer('kernel/fadump'));
  write(address, new Uint8Array(sizeBytes));
  write(address, notes);
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
