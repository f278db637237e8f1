/**
 * The partitions of an NVRAM on CHRP and PAPR machines: one after another, each behind a header of 16 bytes.
 *
 * Mirrors `struct nvram_header` and `nvram_checksum` of Linux v6.1 `arch/powerpc/kernel/nvram_64.c` on a little-endian CPU.
 */
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';

/** Lengths count blocks of this many bytes; the header is one. */
export const NVRAM_BLOCK_LEN = 16;

export const NVRAM_SIG_OF = 0x50;
export const NVRAM_SIG_SYS = 0x70;
export const NVRAM_SIG_FREE = 0x7f;
export const NVRAM_SIG_OS = 0xa0;

/** What the name of free space is made of. */
export const NVRAM_FREE_NAME = 'w'.repeat(12);

export interface NvramHeader {
  readonly signature: number;
  /** In blocks, the header included. */
  readonly length: number;
  /** Latin1, up to 12 bytes. */
  readonly name: string;
}

/** The header's bytes, its checksum among them. */
export function nvramHeaderBytes(header: NvramHeader): Uint8Array {
  const bytes = new Uint8Array(NVRAM_BLOCK_LEN);
  const view = new DataView(bytes.buffer);
  bytes[0] = header.signature;
  view.setUint16(2, header.length);
  bytes.set(latin1Bytes(header.name).subarray(0, 12), 4);
  bytes[1] = nvramChecksum(bytes);
  return bytes;
}

/** A header as it lies there; `storedChecksum` is not compared. Null where less than a header is left. */
export function readNvramHeader(bytes: Uint8Array): (NvramHeader & { readonly storedChecksum: number }) | null {
  if (bytes.length < NVRAM_BLOCK_LEN) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const name = latin1Text(bytes.subarray(4, 16)).replace(/\0.*$/s, '');
  return { signature: bytes[0]!, length: view.getUint16(2), name, storedChecksum: bytes[1]! };
}

/** `nvram_checksum`, over everything in the header but itself. */
export function nvramChecksum(header: Uint8Array): number {
  const view = new DataView(header.buffer, header.byteOffset, NVRAM_BLOCK_LEN);
  let sum = header[0]! + view.getUint16(2);
  for (let at = 4; at < NVRAM_BLOCK_LEN; at += 2) sum += view.getUint16(at, true);
  // What went over 16 bits is added below, as in a sum of ones' complements.
  sum = ((sum & 0xffff) + (sum >>> 16)) & 0xffff;
  return ((sum + (sum >>> 8) + (sum << 8)) >>> 8) & 0xff;
}
