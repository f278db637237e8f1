/**
 * The head of an ELF64 core: ELF header and program headers, as a kernel's elfcorehdr, /proc/vmcore and a core file begin.
 *
 * Facts: `elf.h`; Linux v6.1 `fs/proc/vmcore.c` (what makes a header sane) and `kernel/kexec_core.c`; kexec-tools `crashdump-elf.c` writes the same.
 * The bytes of the segments are the caller's: a dump is as large as RAM, so a writer puts this head in front and streams the rest. Left out:
 * 32-bit cores, sections, PN_XNUM.
 */
import type { ByteOrder } from '../memory/byte-order.ts';
import { latin1Bytes } from '../sim/bytes.ts';

const PT_LOAD = 1;
export const PT_NOTE = 4;
const ET_CORE = 4;
/** PF_R | PF_W | PF_X: what PT_LOADs of kernel dumps have. */
const PF_RWX = 7;
const EHDR_BYTES = 64;
const PHDR_BYTES = 56;

/** `e_machine`, and `e_flags` where the ABI has a version. */
export const elfMachines = {
  x86_64: { machine: 62, flags: 0 },
  arm64: { machine: 183, flags: 0 },
  /** ELFv2. */
  ppc64le: { machine: 21, flags: 2 },
  /** Big-endian, ELFv1. */
  ppc64: { machine: 21, flags: 1 },
} as const;

/** One program header; the size in the file is the size in memory. */
export interface ElfSegment {
  /** PT_NOTE or PT_LOAD. */
  readonly type: number;
  /** Where its bytes are: in the file, or, in the header that one kernel leaves to the next, in RAM. */
  readonly offset: number;
  readonly virtual: bigint;
  readonly physical: number;
  readonly sizeBytes: number;
  readonly align?: number;
}

export interface ElfCoreHead {
  readonly byteOrder: ByteOrder;
  readonly machine: number;
  readonly flags: number;
  readonly segments: readonly ElfSegment[];
}

/** Bytes of header and program headers. */
export function elfCoreHeadBytes(segmentCount: number): number {
  return EHDR_BYTES + PHDR_BYTES * segmentCount;
}

export function encodeElfCoreHead({ byteOrder, machine, flags, segments }: ElfCoreHead): Uint8Array {
  const little = byteOrder === 'little';
  const bytes = new Uint8Array(elfCoreHeadBytes(segments.length));
  const view = new DataView(bytes.buffer);
  bytes.set(latin1Bytes(`\x7fELF\x02${little ? '\x01' : '\x02'}\x01`));
  view.setUint16(16, ET_CORE, little);
  view.setUint16(18, machine, little);
  view.setUint32(20, 1, little);
  view.setBigUint64(32, BigInt(EHDR_BYTES), little);
  view.setUint32(48, flags, little);
  [EHDR_BYTES, PHDR_BYTES, segments.length].forEach((value, index) => {
    view.setUint16(52 + 2 * index, value, little);
  });
  segments.forEach(({ type, offset, virtual, physical, sizeBytes, align = 0 }, index) => {
    const at = EHDR_BYTES + PHDR_BYTES * index;
    view.setUint32(at, type, little);
    view.setUint32(at + 4, type === PT_LOAD ? PF_RWX : 0, little);
    [offset, virtual, physical, sizeBytes, sizeBytes, align].forEach((value, word) => {
      view.setBigUint64(at + 8 + 8 * word, BigInt(value), little);
    });
  });
  return bytes;
}

/** Why there is none: no ELF file at all, or one that no kernel of 64 bits takes for a core. */
export type ElfCoreFault = 'no-magic' | 'not-sane';

interface ElfHeader {
  readonly byteOrder: ByteOrder;
  readonly machine: number;
  readonly flags: number;
  readonly segmentCount: number;
}

/** The header alone, by which a reader knows how long the head is. */
function readElfHeader(bytes: Uint8Array): ElfHeader | ElfCoreFault {
  if (bytes.length < EHDR_BYTES || bytes[0] !== 0x7f || bytes[1] !== 0x45 || bytes[2] !== 0x4c || bytes[3] !== 0x46) {
    return 'no-magic';
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = bytes[5] === 1;
  const isSane =
    bytes[4] === 2 &&
    (bytes[5] === 1 || bytes[5] === 2) &&
    bytes[6] === 1 &&
    view.getUint16(16, little) === ET_CORE &&
    view.getUint32(20, little) === 1 &&
    view.getUint16(52, little) === EHDR_BYTES &&
    view.getUint16(54, little) === PHDR_BYTES &&
    view.getUint16(56, little) !== 0;
  if (!isSane) return 'not-sane';
  return {
    byteOrder: little ? 'little' : 'big',
    machine: view.getUint16(18, little),
    flags: view.getUint32(48, little),
    segmentCount: view.getUint16(56, little),
  };
}

/**
 * Header and program headers, which stand right behind it. `not-sane` too where they are cut off, or where a place or a size is no
 * number that RAM or a file can have (2^53 and more).
 */
export function readElfCoreHead(bytes: Uint8Array): ElfCoreHead | ElfCoreFault {
  const header = readElfHeader(bytes);
  if (typeof header === 'string') return header;
  const { byteOrder, machine, flags, segmentCount } = header;
  if (bytes.length < elfCoreHeadBytes(segmentCount)) return 'not-sane';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = byteOrder === 'little';
  const segments: ElfSegment[] = [];
  for (let index = 0; index < segmentCount; index++) {
    const at = EHDR_BYTES + PHDR_BYTES * index;
    const word = (number: number) => view.getBigUint64(at + 8 + 8 * number, little);
    const [offset, physical, sizeBytes, align] = [word(0), word(2), word(4), word(5)].map(Number);
    if (![offset! + sizeBytes!, physical! + sizeBytes!].every(Number.isSafeInteger)) return 'not-sane';
    segments.push({
      type: view.getUint32(at, little),
      offset: offset!,
      virtual: word(1),
      physical: physical!,
      sizeBytes: sizeBytes!,
      align: align!,
    });
  }
  return { byteOrder, machine, flags, segments };
}
