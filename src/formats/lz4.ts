/**
 * Raw LZ4 blocks, as the crypto API "lz4" stored pstore records up to Linux 6.5 (`lib/lz4`, LZ4 1.8).
 *
 * The decompressor refuses what `LZ4_decompress_safe` refuses. The compressor makes the choices of `LZ4_compress_default` on blocks
 * below 64 KiB + 11 (one recorded block is reproduced byte for byte); larger blocks are valid, but a 64-bit kernel hashes them
 * otherwise. Leaves out: frames, dictionaries, high compression (lz4hc records are read all the same).
 */
import { LzOutput } from './lz-output.ts';

const MIN_MATCH = 4;
/** The last five bytes of a block are always literals. */
const LAST_LITERALS = 5;
/** No match starts in the last twelve bytes. */
const MATCH_START_LIMIT = 12;
const MAX_DISTANCE = 0xffff;
const LENGTH_MASK = 15;
/** After 64 failed tries the search takes larger steps (LZ4_SKIPTRIGGER). */
const SKIP_TRIGGER = 6;
/** Below this size the kernel keeps 16-bit positions in a table of 13 bits; else 32-bit ones in a table of 12. */
const SMALL_INPUT_LIMIT = 0x10000 + MATCH_START_LIMIT - 1;

/** Returns null when the block is damaged or its text is longer than `outLimit` bytes. */
export function lz4Decompress(input: Uint8Array, outLimit: number): Uint8Array | null {
  if (input.length === 0) return null;
  if (outLimit === 0) return input.length === 1 && input[0] === 0 ? new Uint8Array(0) : null;
  const out = new LzOutput(outLimit);
  const end = input.length;
  let next = 0;
  for (;;) {
    if (next >= end) return null;
    const token = input[next++]!;

    let literals = token >> 4;
    if (literals === LENGTH_MASK) {
      for (let more = 255; more === 255; literals += more) {
        if (next >= end - LENGTH_MASK) return null;
        more = input[next++]!;
      }
    }
    if (next + literals > end || literals > out.room) return null;
    const finished = next + literals === end;
    // Only the end of the block may come this near to the end of either side.
    if (!finished && (literals > out.room - MATCH_START_LIMIT || next + literals > end - (2 + 1 + LAST_LITERALS)))
      return null;
    out.append(input.subarray(next, next + literals));
    next += literals;
    if (finished) return out.bytes();

    const distance = input[next]! | (input[next + 1]! << 8);
    next += 2;
    let length = token & LENGTH_MASK;
    if (length === LENGTH_MASK) {
      for (let more = 255; more === 255; length += more) {
        if (next >= end - LAST_LITERALS) return null;
        more = input[next++]!;
      }
    }
    length += MIN_MATCH;
    if (distance > out.length || length > out.room - LAST_LITERALS) return null;
    // Distance 0 means nothing, but the kernel does not refuse it: it writes zeros (read, not seen).
    if (distance === 0) out.fill(0, length);
    else out.repeat(distance, length);
  }
}

/** Compresses into at most `outLimit` bytes; null when the kernel's bounds say that it does not fit. */
export function lz4Compress(input: Uint8Array, outLimit: number = Number.POSITIVE_INFINITY): Uint8Array | null {
  const encoder = new Encoder(input, outLimit);
  const hashBits = input.length < SMALL_INPUT_LIMIT ? 13 : 12;
  const table = new Int32Array(1 << hashBits);
  const hash = (at: number): number => Math.imul(load32le(input, at), 0x9e3779b1) >>> (32 - hashBits);
  const lastStart = input.length - MATCH_START_LIMIT;
  const matches = (match: number, at: number): boolean =>
    at - match <= MAX_DISTANCE && load32le(input, match) === load32le(input, at);

  let anchor = 0;
  // Position 0 is in the table from the start, for that is what an empty slot means.
  let at = 1;
  while (at <= lastStart) {
    let match = 0;
    let found = false;
    let tries = 1 << SKIP_TRIGGER;
    for (let step = 1, forward = at; ; ) {
      at = forward;
      forward += step;
      step = tries++ >> SKIP_TRIGGER;
      if (forward > lastStart) break;
      const slot = hash(at);
      match = table[slot]!;
      table[slot] = at;
      if (matches(match, at)) {
        found = true;
        break;
      }
    }
    if (!found) break;
    while (at > anchor && match > 0 && input[at - 1] === input[match - 1]) {
      at--;
      match--;
    }
    let searched = true;
    do {
      const length = matchLength(input, match, at);
      if (!encoder.sequence(anchor, at - anchor, at - match, length, searched)) return null;
      searched = false;
      at += length;
      anchor = at;
      if (at > lastStart) break;
      table[hash(at - 2)] = at - 2;
      const slot = hash(at);
      match = table[slot]!;
      table[slot] = at;
    } while (matches(match, at));
    at++;
  }
  return encoder.finish(anchor);
}

function matchLength(input: Uint8Array, match: number, at: number): number {
  const limit = input.length - LAST_LITERALS - at;
  let length = MIN_MATCH;
  while (length < limit && input[match + length] === input[at + length]) length++;
  return length;
}

function load32le(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

class Encoder {
  private readonly input: Uint8Array;
  private readonly outLimit: number;
  private readonly out: Uint8Array;
  private outLength = 0;

  constructor(input: Uint8Array, outLimit: number) {
    this.input = input;
    this.outLimit = outLimit;
    this.out = new Uint8Array(input.length + Math.ceil(input.length / 255) + 16);
  }

  /**
   * Literals, then a match; false when the kernel would give up here. It asks for room for the block's end as well, though not
   * before a match that follows another at once (`searched` false).
   */
  sequence(literalsStart: number, literals: number, distance: number, length: number, searched: boolean): boolean {
    const needed = this.outLength + 1 + literals + (2 + 1 + LAST_LITERALS) + Math.floor(literals / 255);
    if (searched && needed > this.outLimit) return false;
    const matchCode = length - MIN_MATCH;
    const token = this.outLength++;
    this.out[token] = (Math.min(literals, LENGTH_MASK) << 4) | Math.min(matchCode, LENGTH_MASK);
    this.putLength(literals);
    this.putLiterals(literalsStart, literals);
    this.out[this.outLength++] = distance & 0xff;
    this.out[this.outLength++] = distance >> 8;
    if (this.outLength + (1 + LAST_LITERALS) + (matchCode >> 8) > this.outLimit) return false;
    this.putLength(matchCode);
    return true;
  }

  finish(literalsStart: number): Uint8Array | null {
    const literals = this.input.length - literalsStart;
    const lengthBytes = literals >= LENGTH_MASK ? Math.floor((literals - LENGTH_MASK) / 255) + 1 : 0;
    if (this.outLength + 1 + lengthBytes + literals > this.outLimit) return null;
    this.out[this.outLength++] = Math.min(literals, LENGTH_MASK) << 4;
    this.putLength(literals);
    this.putLiterals(literalsStart, literals);
    return this.out.slice(0, this.outLength);
  }

  private putLength(length: number): void {
    if (length < LENGTH_MASK) return;
    let rest = length - LENGTH_MASK;
    for (; rest >= 255; rest -= 255) this.out[this.outLength++] = 255;
    this.out[this.outLength++] = rest;
  }

  private putLiterals(start: number, length: number): void {
    this.out.set(this.input.subarray(start, start + length), this.outLength);
    this.outLength += length;
  }
}
