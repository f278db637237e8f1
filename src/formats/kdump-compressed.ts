/**
 * The dump format of makedumpfile (`KDUMP   `, version 6): heads, bitmaps, page descriptors.
 *
 * Facts: makedumpfile 1.7.2 `diskdump_mod.h` and its IMPLEMENTATION, checked against files that it wrote. In order: a head of one block, a second head with
 * the notes, two bitmaps (frames that are RAM; frames that are in the file), a descriptor for each frame of the second one, the pages. 64-bit
 * little-endian kernels only. Left out: split dumps, erased information, compressors but zlib.
 */
import { latin1Bytes } from '../sim/bytes.ts';

const SIGNATURE = 'KDUMP   ';
const VERSION = 6;
const UTS_FIELD_BYTES = 65;
const UTS_AT = 12;
const TIME_AT = 408;
const STATUS_ZLIB = 1;
const NUMBERS_AT = 424;
const SUB_HEAD_BYTES = 104;
/** DUMP_DH_COMPRESSED_ZLIB in a descriptor; 0: as it is. */
export const PAGE_ZLIB = 1;
export const PAGE_DESCRIPTOR_BYTES = 24;

export interface CompressedDumpFacts {
  /** sysname, nodename, release, version, machine, domainname. */
  readonly uname: readonly string[];
  /** When it crashed, unix seconds. */
  readonly timeSeconds: number;
  readonly blockBytes: number;
  /** One past the last page frame. */
  readonly frames: number;
  readonly cpus: number;
  /** NUMBER(phys_base). */
  readonly physBase: bigint;
  readonly dumpLevel: number;
  /** PT_NOTE as it is in the core, and where in it the text of VMCOREINFO stands. */
  readonly notes: Uint8Array;
  readonly info: { readonly offset: number; readonly length: number };
}

/** Where things are in the file, in bytes. */
export interface CompressedDumpPlaces {
  readonly heads: Uint8Array;
  readonly ramBitmap: number;
  readonly dumpBitmap: number;
  readonly descriptors: number;
}

export function compressedDumpHeads(facts: CompressedDumpFacts): CompressedDumpPlaces {
  const { uname, timeSeconds, blockBytes, frames, cpus, physBase, dumpLevel, notes, info } = facts;
  const notesAt = blockBytes + SUB_HEAD_BYTES;
  const subBlocks = Math.ceil((SUB_HEAD_BYTES + notes.length) / blockBytes);
  const bitmapBytes = Math.ceil(frames / 8 / blockBytes) * blockBytes;
  const heads = new Uint8Array(blockBytes * (1 + subBlocks));
  const view = new DataView(heads.buffer);
  heads.set(latin1Bytes(SIGNATURE));
  view.setInt32(8, VERSION, true);
  uname.forEach((text, index) => {
    heads.set(latin1Bytes(text.slice(0, UTS_FIELD_BYTES - 1)), UTS_AT + index * UTS_FIELD_BYTES);
  });
  view.setBigInt64(TIME_AT, BigInt(timeSeconds), true);
  const numbers = [STATUS_ZLIB, blockBytes, subBlocks, (2 * bitmapBytes) / blockBytes, frames, 0, 0, 0, 0, cpus];
  numbers.forEach((value, index) => {
    view.setUint32(NUMBERS_AT + 4 * index, value, true);
  });
  const wide = (at: number, value: bigint | number) => view.setBigInt64(blockBytes + at, BigInt(value), true);
  wide(0, physBase);
  view.setInt32(blockBytes + 8, dumpLevel, true);
  wide(32, notesAt + info.offset);
  wide(40, info.length);
  wide(48, notesAt);
  wide(56, notes.length);
  wide(96, frames);
  heads.set(notes, notesAt);
  const ramBitmap = heads.length;
  const dumpBitmap = ramBitmap + bitmapBytes;
  return { heads, ramBitmap, dumpBitmap, descriptors: dumpBitmap + bitmapBytes };
}

export function pageDescriptor(offset: number, size: number, flags: number): Uint8Array {
  const bytes = new Uint8Array(PAGE_DESCRIPTOR_BYTES);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, BigInt(offset), true);
  view.setUint32(8, size, true);
  view.setUint32(12, flags, true);
  return bytes;
}
