/**
 * A legacy image, as mkimage wraps a kernel: 64 bytes of header, most significant byte first, then the data.
 *
 * Mirrors `struct legacy_img_hdr` of U-Boot `include/image.h` and the names of `boot/image.c`. Names of what no board here could
 * start are left out and read as unknown.
 */
import { latin1Text } from '../sim/bytes.ts';
import { crc32 } from './crc32.ts';

export const LEGACY_HEADER_BYTES = 64;
const LEGACY_MAGIC = 0x27051956;
const NAME_BYTES = 32;

/** Values of the header's fields. */
export const LEGACY = { architectureArm: 2, osLinux: 5, typeKernel: 2, typeKernelNoload: 14, uncompressed: 0 } as const;

export interface LegacyHeader {
  readonly isIntact: boolean;
  readonly sizeBytes: number;
  readonly load: number;
  readonly entry: number;
  readonly dataSum: number;
  readonly os: number;
  readonly architecture: number;
  readonly type: number;
  readonly compression: number;
  readonly name: string;
}

/** Null: there is no such header. */
export function readLegacyHeader(bytes: Uint8Array): LegacyHeader | null {
  if (bytes.length < LEGACY_HEADER_BYTES) return null;
  const header = bytes.slice(0, LEGACY_HEADER_BYTES);
  const view = new DataView(header.buffer);
  if (view.getUint32(0) !== LEGACY_MAGIC) return null;
  const sum = view.getUint32(4);
  // The checksum counts itself as zero.
  view.setUint32(4, 0);
  return {
    isIntact: crc32(header) === sum,
    sizeBytes: view.getUint32(12),
    load: view.getUint32(16),
    entry: view.getUint32(20),
    dataSum: view.getUint32(24),
    os: header[28]!,
    architecture: header[29]!,
    type: header[30]!,
    compression: header[31]!,
    name: latin1Text(header.subarray(LEGACY_HEADER_BYTES - NAME_BYTES)).split('\0', 1)[0]!,
  };
}

const ARCHITECTURES: Readonly<Record<number, string>> = {
  0: 'Invalid ARCH',
  2: 'ARM',
  3: 'Intel x86',
  5: 'MIPS',
  7: 'PowerPC',
  22: 'AArch64',
  24: 'AMD x86_64',
  26: 'RISC-V',
};
const SYSTEMS: Readonly<Record<number, string>> = { 0: 'Invalid OS', 2: 'NetBSD', 5: 'Linux', 17: 'U-Boot' };
const TYPES: Readonly<Record<number, string>> = {
  0: 'Invalid Image',
  1: 'Standalone Program',
  2: 'Kernel Image',
  3: 'RAMDisk Image',
  4: 'Multi-File Image',
  5: 'Firmware',
  6: 'Script',
  7: 'Filesystem Image',
  8: 'Flat Device Tree',
  14: 'Kernel Image (no loading done)',
};
const COMPRESSIONS: Readonly<Record<number, string>> = {
  0: 'uncompressed',
  1: 'gzip compressed',
  2: 'bzip2 compressed',
  3: 'lzma compressed',
  4: 'lzo compressed',
  5: 'lz4 compressed',
  6: 'zstd compressed',
};

/** The name of the type alone, as it is loaded. */
export function legacyTypeName({ type }: LegacyHeader): string {
  return TYPES[type] ?? 'Unknown Image';
}

/** `ARM Linux Kernel Image (uncompressed)` */
export function legacyDescription(header: LegacyHeader): string {
  const architecture = ARCHITECTURES[header.architecture] ?? 'Unknown Architecture';
  const compression = COMPRESSIONS[header.compression] ?? 'Unknown Compression';
  return `${architecture} ${SYSTEMS[header.os] ?? 'Unknown OS'} ${legacyTypeName(header)} (${compression})`;
}
