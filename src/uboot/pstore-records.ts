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
const KMSG_HEADER = [0x3d, 0x3d, 0x3d, 0x3d];
const CHUNK = 4096;
/** Zones nearer to each other than this are searched in blocks of RAM copied out. */
const BLOCK_SEARCH_STRIDE = 1024;
const BLOCK = 256 * 1024;

export interface KmsgHeader {
  /** Bytes of the header line, its LF included; 0: no header. */
  readonly length: number;
  readonly compressed: boolean;
}

/**
 * The heap buffer of one `display` or `save`, and the copying into it. It lies in RAM, where malloc put it; a record larger
 * than it runs over what comes behind.
 */
export class RecordReader {
  readonly #context: CommandContext;
  /** Physical address of the buffer; null: malloc had no room, the code uses address 0 all the same. */
  readonly address: number | null;

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
    const none = { length: 0, compressed: false };
    if (this.address === null) return none;
    const bytes = this.#untilNul(this.address, Number.MAX_SAFE_INTEGER, LF, KMSG_HEADER.length);
    if (KMSG_HEADER.some((byte, index) => bytes[index] !== byte)) return none;
    const end = bytes.length - 1;
    if (bytes[end] !== LF || end < KMSG_HEADER.length) return none;
    return { length: end + 1, compressed: bytes[end - 2] === 0x2d && bytes[end - 1] === 0x43 };
  }

  /** What is printed of the buffer from `offset` on: up to `length` bytes or the first NUL. */
  text(offset: number, length: number): Uint8Array {
    return this.address === null ? new Uint8Array(0) : this.#untilNul(this.address + offset, length);
  }

  /**
   * The first zone at or after `from` that bears the signature, or has not enough RAM to tell; `end` when there is none.
   * Zones that only would be passed over silently are skipped here.
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
      const length = Math.min(BLOCK, ram.room(zone));
      if (length < START) return zone;
      const block = ram.read(zone, length);
      const found = signatureIn(block, Math.min(length - START, end - 1 - zone), stride);
      if (found.at >= 0) return zone + found.at;
      zone += found.next;
    }
    return end;
  }

  #copy(data: number, start: number, size: number): number | MemoryFault {
    const { ram } = this.#context;
    if (this.address === null) return { address: 0n, write: true, unmapped: false };
    const room = ram.room(this.address);
    if (room < size) return { address: BigInt(this.address + room), write: true, unmapped: false };
    const bytes = ram.read(data, size);
    const unrolled = new Uint8Array(size);
    unrolled.set(bytes.subarray(start));
    unrolled.set(bytes.subarray(0, start), size - start);
    ram.write(this.address, unrolled);
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
    for (let done = 0; done < length; done += CHUNK) {
      const chunk = ram.read(address + done, Math.min(CHUNK, length - done));
      const nul = chunk.indexOf(NUL);
      const wanted = last === undefined ? -1 : chunk.indexOf(last, done === 0 ? after : 0);
      const end = wanted >= 0 && (nul < 0 || wanted < nul) ? wanted + 1 : nul;
      chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
      if (end >= 0) break;
    }
    return joined(chunks);
  }
}

function fault(address: bigint): MemoryFault {
  return { address, write: false, unmapped: false };
}

/** The first offset at or below `lastOffset`, a multiple of `stride`, where the signature stands; else where to go on. */
function signatureIn(block: Uint8Array, lastOffset: number, stride: number): { at: number; next: number } {
  let at = 0;
  for (; at <= lastOffset; at += stride) {
    // Little-endian `DBGC`; boards with U-Boot here are all little-endian.
    if (block[at] === 0x44 && block[at + 1] === 0x42 && block[at + 2] === 0x47 && block[at + 3] === 0x43) {
      return { at, next: at };
    }
  }
  return { at: -1, next: at };
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
