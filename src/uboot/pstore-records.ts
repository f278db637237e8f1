/**
 * Reading records out of a ramoops region, as U-Boot does it: with all its bugs.
 *
 * Mirrors `pstore_get_buffer` and `pstore_read_kmsg_hdr` of U-Boot `cmd/pstore.c` (the same in all releases). The kernel has a
 * reader of its own (`src/kernel/pstore`): U-Boot's neither checks ECC nor inflates, bounds a record by the whole zone, never
 * looks whether `start` makes sense, and looks for the end of the header line in whatever an earlier record left in its
 * buffer.
 */
import { PERSISTENT_RAM_SIG } from '../formats/persistent-ram.ts';
import type { CommandContext } from './command.ts';
import type { MemoryFault } from './cpu-exception.ts';

/** u32 sig, u32 start, u32 size, then data. */
const START = 4;
const SIZE = 8;
const DATA = 12;
const NUL = 0;
const LF = 0x0a;
/** `====`, as the kernel begins a record of its log. */
const KMSG_HEADER = 0x3d3d3d3d;
const KMSG_HEADER_BYTES = 4;
/** Strings are read in pieces: most end soon. */
const FIRST_CHUNK = 128;
const CHUNK = 4096;
/** Zones nearer to each other than this are searched in blocks of RAM copied out. */
const BLOCK_SEARCH_STRIDE = 1024;
const BLOCK = 256 * 1024;

/** Bytes copied out of RAM. */
interface RamBlock {
  readonly start: number;
  readonly bytes: Uint8Array;
}

const NO_BLOCK: RamBlock = { start: 0, bytes: new Uint8Array(0) };

export interface KmsgHeader {
  /** Bytes of the header line, its LF included; 0: no header. */
  readonly length: number;
  readonly compressed: boolean;
}

const NO_HEADER: KmsgHeader = { length: 0, compressed: false };

/**
 * The heap buffer of one `display` or `save`, and the copying into it. It lies in RAM, where malloc put it; a record larger
 * than it runs over what comes behind.
 */
export class RecordReader {
  readonly #context: CommandContext;
  /** Physical address of the buffer; null: malloc had no room, the code uses address 0 all the same. */
  readonly address: number | null;
  /** The block of RAM that `nextZone` searched last. */
  #block: RamBlock = NO_BLOCK;

  /** malloc, sized by the largest of the record sizes at the first use after power-up. */
  constructor(context: CommandContext) {
    this.#context = context;
    const { pstore, layout, ram } = context;
    if (pstore.bufferSize === 0) {
      const { recordSize, consoleSize, ftraceSize, pmsgSize } = pstore;
      pstore.bufferSize = Math.max(recordSize, consoleSize, ftraceSize, pmsgSize);
    }
    const arenaEnd = layout.relocAddress;
    const fits = layout.heapBuffer + pstore.bufferSize <= arenaEnd;
    this.address = fits ? layout.heapBuffer : null;
    // malloc does not clear it; a fresh arena holds zeros.
    if (fits && pstore.bufferSize > 0) ram.fill(layout.heapBuffer, pstore.bufferSize, 0);
  }

  /**
   * Copies the record of one zone into the buffer, unrolled. Gives its size, 0 when there is none, or the fault that the copy
   * runs into. `signature` null: not checked.
   */
  getBuffer(signature: number | null, zone: bigint, zoneSize: number): number | MemoryFault {
    const { ram, bits } = this.#context;
    const address = Number(zone);
    const room = ram.room(address);
    if (room === 0) return { address: zone, write: false, unmapped: true };
    const beyond = fault(zone + BigInt(room));
    if (signature !== null) {
      if (room < START) return beyond;
      if (ram.load32(address) !== signature) return 0;
    }
    if (room < DATA) return beyond;
    const size = ram.load32(address + SIZE);
    if (size === 0 || size > zoneSize) return 0;
    const start = ram.load32(address + START);
    if (start > size) return this.#wrappedCopy(BigInt.asUintN(bits, zone + BigInt(DATA + start)));
    if (room < DATA + size) return beyond;
    return this.#copy(address + DATA, start, size);
  }

  /** The kernel's header line at the beginning of the buffer. */
  readKmsgHeader(): KmsgHeader {
    if (this.address === null || this.#context.ram.load32(this.address) !== KMSG_HEADER) return NO_HEADER;
    const line = this.#untilNul(this.address, Number.MAX_SAFE_INTEGER, LF, KMSG_HEADER_BYTES);
    const end = line.length - 1;
    if (line[end] !== LF) return NO_HEADER;
    return { length: end + 1, compressed: line[end - 2] === 0x2d && line[end - 1] === 0x43 };
  }

  /** What is printed of the buffer from `offset` on: up to `length` bytes or the first NUL. */
  text(offset: number, length: number): Uint8Array {
    return this.address === null ? new Uint8Array(0) : this.#untilNul(this.address + offset, length);
  }

  /**
   * The first zone at or after `from` that may hold a record, or has not enough RAM to tell; `end` when there is none. Zones
   * without signature, and in a block those of a size that cannot be, are passed over silently and are skipped here.
   */
  nextZone(from: number, end: number, stride: number): number {
    const { ram } = this.#context;
    let zone = from;
    if (stride >= BLOCK_SEARCH_STRIDE) {
      while (zone < end && ram.room(zone) >= START && ram.load32(zone) !== PERSISTENT_RAM_SIG) zone += stride;
      return Math.min(zone, end);
    }
    // Byte by byte through a gigabyte: a mapping access for each would take minutes.
    while (zone < end) {
      if (ram.room(zone) < DATA) return zone;
      const { start, bytes } = this.#blockAt(zone);
      const last = Math.min(start + bytes.length - DATA, end - 1);
      const found = candidateIn(bytes, zone - start, last - start, stride);
      zone = start + found.offset;
      if (found.isCandidate) return zone;
    }
    return end;
  }

  /** The block that holds the header of `zone`. */
  #blockAt(zone: number): RamBlock {
    const { start, bytes } = this.#block;
    if (zone < start || zone + DATA > start + bytes.length) {
      const { ram } = this.#context;
      this.#block = { start: zone, bytes: ram.read(zone, Math.min(BLOCK, ram.room(zone))) };
    }
    return this.#block;
  }

  #copy(data: number, start: number, size: number): number | MemoryFault {
    const { ram } = this.#context;
    if (this.address === null) return { address: 0n, write: true, unmapped: false };
    const room = ram.room(this.address);
    if (room < size) return { address: BigInt(this.address + room), write: true, unmapped: false };
    const bytes = ram.read(data, size);
    ram.write(this.address, start === 0 ? bytes : rotated(bytes, start));
    // Only a region laid into U-Boot's own heap is changed by that.
    const block = this.#block;
    if (this.address < block.start + block.bytes.length && block.start < this.address + size) {
      this.#block = NO_BLOCK;
    }
    return size;
  }

  /** `size - start` below zero is nearly 4 GiB: the copy runs on until source or target ends. */
  #wrappedCopy(source: bigint): MemoryFault {
    const { ram } = this.#context;
    const sourceRoom = ram.room(Number(source));
    if (this.address === null) return { address: 0n, write: true, unmapped: false };
    const targetRoom = ram.room(this.address);
    if (sourceRoom <= targetRoom) return fault(source + BigInt(sourceRoom));
    return { address: BigInt(this.address + targetRoom), write: true, unmapped: false };
  }

  /** Bytes from `address` up to a NUL (not included), `limit` bytes, or the byte `last` (included) from offset `after` on. */
  #untilNul(address: number, limit: number, last?: number, after = 0): Uint8Array {
    const { ram } = this.#context;
    const length = Math.min(limit, ram.room(address));
    const chunks: Uint8Array[] = [];
    for (let done = 0; done < length; ) {
      const chunk = ram.read(address + done, Math.min(done === 0 ? FIRST_CHUNK : CHUNK, length - done));
      const nul = chunk.indexOf(NUL);
      const wanted = last === undefined ? -1 : chunk.indexOf(last, done === 0 ? after : 0);
      const end = wanted >= 0 && (nul < 0 || wanted < nul) ? wanted + 1 : nul;
      chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
      if (end >= 0) break;
      done += chunk.length;
    }
    return joined(chunks);
  }
}

function fault(address: bigint): MemoryFault {
  return { address, write: false, unmapped: false };
}

/** The first offset of the grid, up to `last`, where signature and size are those of a record; else where to go on. */
function candidateIn(
  block: Uint8Array,
  first: number,
  last: number,
  stride: number,
): { offset: number; isCandidate: boolean } {
  let at = first;
  for (; at <= last; at += stride) {
    // Little-endian `DBGC`; boards with U-Boot here are all little-endian.
    if (block[at] !== 0x44 || block[at + 1] !== 0x42 || block[at + 2] !== 0x47 || block[at + 3] !== 0x43) continue;
    const size =
      block[at + SIZE]! +
      block[at + SIZE + 1]! * 0x100 +
      block[at + SIZE + 2]! * 0x10000 +
      block[at + SIZE + 3]! * 0x1000000;
    if (size !== 0 && size <= stride) return { offset: at, isCandidate: true };
  }
  return { offset: at, isCandidate: false };
}

function rotated(bytes: Uint8Array, start: number): Uint8Array {
  const unrolled = new Uint8Array(bytes.length);
  unrolled.set(bytes.subarray(start));
  unrolled.set(bytes.subarray(0, start), bytes.length - start);
  return unrolled;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
