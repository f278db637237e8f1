/**
 * A model of the room in the log's ring: which of the oldest records go when a new one comes. Written apart from the ring in
 * `src`, and compared with the real code over 800,000 messages; here it judges the ring in RAM.
 *
 * Mirrors `desc_reserve`, `data_alloc`, `data_realloc` and `data_push_tail` of Linux v6.1 and v6.12
 * `kernel/printk/printk_ringbuffer.c`. Positions only grow, as the kernel's logical positions do; the texts themselves are kept
 * elsewhere. Left out: writers that are interrupted half way.
 */
import { assert } from '../../../src/sim/assert.ts';

/** PRB_AVGBITS: one descriptor for every 32 bytes of text. */
const BYTES_PER_DESCRIPTOR = 32;
const COMPACT_FROM = 1024;

export class RingSpace {
  readonly #bytes: number;
  readonly #wordBytes: number;
  readonly #descriptors: number;
  /** Positions behind the blocks of all records, oldest first; those before index `#first` are gone. */
  #ends: number[] = [];
  #first = 0;
  #tail = 0;
  #head = 0;
  #lastBegin = 0;

  /**
   * `logBufLen`: a power of two, at least four times the longest text. A block is an unsigned long (`wordBytes`) and a text,
   * rounded up to whole unsigned longs.
   */
  constructor(logBufLen: number, wordBytes: 4 | 8) {
    this.#bytes = logBufLen;
    this.#wordBytes = wordBytes;
    this.#descriptors = logBufLen / BYTES_PER_DESCRIPTOR;
  }

  /** Makes room for a text of `textBytes`, terminator included; gives the number of records that had to go. */
  add(textBytes: number): number {
    const isFull = this.#ends.length - this.#first === this.#descriptors;
    const end = this.#endOf(this.#head, textBytes);
    const lost = (isFull ? this.#dropOldest() : 0) + this.#pushTail(end - this.#bytes);
    this.#lastBegin = this.#head;
    this.#head = end;
    this.#ends.push(end);
    this.#compact();
    return lost;
  }

  /** Lets the last text grow to `textBytes`; gives the number of records that had to go. */
  growLast(textBytes: number): number {
    const end = this.#endOf(this.#lastBegin, textBytes);
    if (end <= this.#head) return 0;
    const lost = this.#pushTail(end - this.#bytes);
    this.#head = end;
    this.#ends[this.#ends.length - 1] = end;
    return lost;
  }

  /** `get_next_lpos`: a block that would reach the end of the ring lies at its beginning, and what it leaves behind is wasted. */
  #endOf(begin: number, textBytes: number): number {
    const size = Math.ceil(textBytes / this.#wordBytes + 1) * this.#wordBytes;
    const end = begin + size;
    const wrap = Math.floor(end / this.#bytes);
    return wrap === Math.floor(begin / this.#bytes) ? end : wrap * this.#bytes + size;
  }

  #pushTail(position: number): number {
    let lost = 0;
    while (this.#tail < position) lost += this.#dropOldest();
    return lost;
  }

  #dropOldest(): number {
    const end = this.#ends[this.#first];
    assert(end !== undefined, 'log ring: a text is too long for it');
    this.#tail = end;
    this.#first++;
    return 1;
  }

  #compact(): void {
    if (this.#first <= COMPACT_FROM) return;
    this.#ends = this.#ends.slice(this.#first);
    this.#first = 0;
  }
}
