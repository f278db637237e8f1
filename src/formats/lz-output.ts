/** Bounded output of a dictionary decompressor: literals, and repeats of what has been written. Used for lz4, lzo, lzma and zstd. */
import { assert } from '../sim/assert.ts';

const FIRST_CAPACITY = 1 << 14;

export class LzOutput {
  length = 0;
  private readonly limit: number;
  private buffer: Uint8Array;

  constructor(limit: number) {
    assert(Number.isSafeInteger(limit) && limit >= 0, 'an output limit is a byte count');
    this.limit = limit;
    this.buffer = new Uint8Array(Math.min(limit, FIRST_CAPACITY));
  }

  /** Bytes that still fit. */
  get room(): number {
    return this.limit - this.length;
  }

  append(bytes: Uint8Array): void {
    this.grow(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Writes one byte `count` times. */
  fill(byte: number, count: number): void {
    this.grow(count);
    this.buffer.fill(byte, this.length, this.length + count);
    this.length += count;
  }

  /** Copies from `distance` bytes back; a distance below `count` repeats what is being written. */
  repeat(distance: number, count: number): void {
    assert(distance >= 1 && distance <= this.length, 'a repeat reaches back into the output only');
    this.grow(count);
    const { buffer } = this;
    for (const end = this.length + count; this.length < end; this.length++) {
      buffer[this.length] = buffer[this.length - distance]!;
    }
  }

  /** The byte `distance` back. */
  at(distance: number): number {
    assert(distance >= 1 && distance <= this.length, 'a byte is looked at in the output only');
    return this.buffer[this.length - distance]!;
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private grow(more: number): void {
    assert(more <= this.room, 'output stays within its limit');
    if (this.length + more <= this.buffer.length) return;
    const larger = new Uint8Array(Math.min(this.limit, Math.max(this.length + more, 2 * this.buffer.length)));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}
