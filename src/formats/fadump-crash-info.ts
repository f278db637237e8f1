/**
 * The crash info header: what a kernel that dies leaves in the reserved area for the kernel that reads its dump.
 *
 * Facts: Linux v6.1 and v6.12 `arch/powerpc/include/asm/fadump-internal.h` (struct fadump_crash_info_header), in the byte order of the kernel.
 * Up to 6.9 it names the place of the ELF core header, which lies in the reserved area too; since 6.10 it has a version, the sizes of its parts
 * and the place of VMCOREINFO, and the second kernel makes the ELF header.
 */
import type { ByteOrder } from '../memory/byte-order.ts';

/** `elf`: up to 6.9; `versioned`: since 6.10. */
type CrashInfoForm = 'elf' | 'versioned';

const MAGIC = { elf: 0x4641444d50494e46n, versioned: 0x4641444d50534947n } as const; // "FADMPINF", "FADMPSIG"
const VERSION = 1;
/** Before the registers. */
const HEAD_BYTES = { elf: 24, versioned: 40 } as const;
/** FADUMP_CPU_UNKNOWN: nothing has crashed yet. */
export const CRASHING_CPU_UNKNOWN = 0xffffffff;
/** `struct pt_regs` in the order of its words: 44 of them up to 5.6 or so, then four that are left 0. */
const PT_REGS = [
  ...Array.from({ length: 32 }, (_, index) => `gpr${index}`),
  ...'nip msr orig_gpr3 ctr link xer ccr softe trap dar dsisr result'.split(' '),
];

export interface CrashInfo {
  readonly crashingCpu: number;
  /** By their names in `struct pt_regs`; those that are missing are 0. */
  readonly registers: Readonly<Record<string, bigint>>;
  readonly cpuMask: readonly number[];
  /** Physical: of the ELF core header (`elf`), or of the note of VMCOREINFO after the dump (`versioned`). */
  readonly address: number;
  /** `versioned`: bytes of that note; else 0. */
  readonly infoBytes: number;
}

export interface CrashInfoShape {
  readonly form: CrashInfoForm;
  readonly byteOrder: ByteOrder;
  /** Words of 64 bits in `struct pt_regs`: 44, or 48 in later kernels. */
  readonly registerWords: number;
  /** NR_CPUS, rounded up to a multiple of 64. */
  readonly cpuMaskBits: number;
}

export function crashInfoBytes({ form, registerWords, cpuMaskBits }: CrashInfoShape): number {
  return HEAD_BYTES[form] + 8 * registerWords + cpuMaskBits / 8;
}

export function encodeCrashInfo(shape: CrashInfoShape, info: CrashInfo): Uint8Array {
  const { form, byteOrder, registerWords, cpuMaskBits } = shape;
  const little = byteOrder === 'little';
  const bytes = new Uint8Array(crashInfoBytes(shape));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, MAGIC[form], little);
  if (form === 'elf') {
    view.setBigUint64(8, BigInt(info.address), little);
    view.setUint32(16, info.crashingCpu, little);
  } else {
    view.setUint32(8, VERSION, little);
    view.setUint32(12, info.crashingCpu, little);
    view.setBigUint64(16, BigInt(info.address), little);
    view.setBigUint64(24, BigInt(info.infoBytes), little);
    view.setUint32(32, 8 * registerWords, little);
    view.setUint32(36, cpuMaskBits / 8, little);
  }
  const registersAt = HEAD_BYTES[form];
  PT_REGS.forEach((name, index) => {
    view.setBigUint64(registersAt + 8 * index, BigInt.asUintN(64, info.registers[name] ?? 0n), little);
  });
  const maskAt = registersAt + 8 * registerWords;
  for (const cpu of info.cpuMask) {
    const at = maskAt + 8 * Math.floor(cpu / 64);
    view.setBigUint64(at, view.getBigUint64(at, little) | (1n << BigInt(cpu % 64)), little);
  }
  return bytes;
}

/** Why a header cannot be used, as the second kernel tells it. */
export type CrashInfoFault = 'empty' | 'old-magic' | 'other-byte-order' | 'corrupted' | 'other-sizes';

export function readCrashInfo(shape: CrashInfoShape, bytes: Uint8Array): CrashInfo | CrashInfoFault {
  const { form, byteOrder, registerWords, cpuMaskBits } = shape;
  if (bytes.length < crashInfoBytes(shape)) return 'empty';
  const little = byteOrder === 'little';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = view.getBigUint64(0, little);
  if (magic !== MAGIC[form]) {
    if (form === 'versioned' && magic === MAGIC.elf) return 'old-magic';
    return view.getBigUint64(0, !little) === MAGIC[form] ? 'other-byte-order' : 'corrupted';
  }
  if (form === 'versioned') {
    const isSame = view.getUint32(32, little) === 8 * registerWords && view.getUint32(36, little) === cpuMaskBits / 8;
    if (!isSame) return 'other-sizes';
  }
  const registersAt = HEAD_BYTES[form];
  const registers = Object.fromEntries(
    PT_REGS.map((name, index) => [name, view.getBigUint64(registersAt + 8 * index, little)]),
  );
  const maskAt = registersAt + 8 * registerWords;
  const isSet = (cpu: number) =>
    ((view.getBigUint64(maskAt + 8 * Math.floor(cpu / 64), little) >> BigInt(cpu % 64)) & 1n) !== 0n;
  return {
    crashingCpu: view.getUint32(form === 'elf' ? 16 : 12, little),
    registers,
    cpuMask: Array.from({ length: cpuMaskBits }, (_, cpu) => cpu).filter(isSet),
    address: Number(view.getBigUint64(form === 'elf' ? 8 : 16, little)),
    infoBytes: form === 'elf' ? 0 : Number(view.getBigUint64(24, little)),
  };
}
