/**
 * A legacy image, as mkimage wraps a kernel: 64 bytes of header, most significant byte first, then the data.
 *
 * Mirrors `struct legacy_img_hdr` of U-Boot `include/image.h`, and `image_multi_getimg` of `boot/image.c`.
 */
import { latin1Text } from '../sim/bytes.ts';
import { crc32 } from './crc32.ts';
import { architectureName, compressionName, IMAGE, systemName, typeName } from './image-names.ts';

export const LEGACY_HEADER_BYTES = 64;
const LEGACY_MAGIC = 0x27051956;
const NAME_BYTES = 32;
/** Ours: a list of parts that goes on longer is none. */
const MOST_PARTS = 64;

export interface LegacyHeader {
  readonly isIntact: boolean;
  /** Seconds since 1970. */
  readonly time: number;
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
    time: view.getUint32(8),
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

/** Multi-file images and scripts begin with a list of their parts. */
export function hasParts({ type }: LegacyHeader): boolean {
  return type === IMAGE.typeMulti || type === IMAGE.typeScript;
}

/** A part, its place counted from the start of the data. Bytes. */
export interface LegacyPart {
  readonly start: number;
  readonly sizeBytes: number;
}

/** The parts of `data`: their sizes, a zero, then the parts, each from a multiple of four. */
export function legacyParts(data: Uint8Array): readonly LegacyPart[] {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const sizes: number[] = [];
  for (let at = 0; at + 4 <= data.length && sizes.length < MOST_PARTS && view.getUint32(at) !== 0; at += 4) {
    sizes.push(view.getUint32(at));
  }
  let start = 4 * (sizes.length + 1);
  return sizes.map((sizeBytes) => {
    const part = { start, sizeBytes };
    start += Math.ceil(sizeBytes / 4) * 4;
    return part;
  });
}

/** `ARM Linux Kernel Image (uncompressed)` */
export function legacyDescription({ architecture, os, type, compression }: LegacyHeader): string {
  return `${architectureName(architecture)} ${systemName(os)} ${typeName(type)} (${compressionName(compression)})`;
}
