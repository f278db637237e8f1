/** Bits and prefix codes of a deflate stream, read with exact knowledge of where the input ended. */

/** The input ended inside the code. */
export const INPUT_SHORT = -1;
/** The bits are no code of this set. */
export const INVALID_CODE = -2;

const MAX_CODE_BITS = 15;
/** Codes up to this length are found by one look into a table. */
const FAST_BITS = 9;
const FAST_MASK = (1 << FAST_BITS) - 1;

/** Reads bits lowest first. `need` before `take`; nothing is read ahead that cannot be given back. */
export class BitReader {
  private readonly input: Uint8Array;
  private next = 0;
  private buffer = 0;
  private count = 0;

  constructor(input: Uint8Array) {
    this.input = input;
  }

  /** Bytes taken, one of which bits are still waiting counted as taken. */
  get consumed(): number {
    return this.next - (this.count >> 3);
  }

  /** Whether `bits` (at most 16) bits are there. */
  need(bits: number): boolean {
    while (this.count < bits) {
      if (this.next === this.input.length) return false;
      this.buffer |= this.input[this.next++]! << this.count;
      this.count += 8;
    }
    return true;
  }

  take(bits: number): number {
    const value = this.buffer & ((1 << bits) - 1);
    this.buffer >>>= bits;
    this.count -= bits;
    return value;
  }

  /** The bits that wait, with zeros above them, for a table look-up. */
  peek(): number {
    return this.buffer;
  }

  /** How many bits wait, after trying to have `bits`. */
  fill(bits: number): number {
    this.need(bits);
    return this.count;
  }

  alignToByte(): void {
    this.take(this.count & 7);
  }

  /** Up to `length` whole bytes; fewer when the input ends. Only at a byte boundary. */
  bytes(length: number): Uint8Array {
    this.next -= this.count >> 3;
    this.buffer = 0;
    this.count = 0;
    const start = this.next;
    this.next = Math.min(this.input.length, start + length);
    return this.input.subarray(start, this.next);
  }
}

/** Decodes one canonical prefix code of RFC 1951. */
export class PrefixDecoder {
  /** Symbol << 4 | length for every pattern whose code is short enough, else 0. */
  private readonly fast = new Uint16Array(FAST_MASK + 1);
  private readonly counts = new Uint16Array(MAX_CODE_BITS + 1);
  private readonly offsets = new Uint16Array(MAX_CODE_BITS + 2);
  /** Symbols by length, then by value. */
  private readonly symbols: Uint16Array;
  private longest = 0;

  constructor(maxSymbols: number) {
    this.symbols = new Uint16Array(maxSymbols);
  }

  /**
   * Takes over a set of code lengths. Returns false where zlib refuses it: too many codes, or too few. Too few are allowed in a
   * literal or distance code that has one code of one bit, and no code at all is allowed everywhere: the error then waits until
   * the code is used.
   */
  build(lengths: Uint8Array, kind: 'code' | 'code-lengths'): boolean {
    this.counts.fill(0);
    for (const length of lengths) this.counts[length]!++;
    this.counts[0] = 0;
    this.fast.fill(0);
    this.longest = MAX_CODE_BITS;
    while (this.longest > 0 && this.counts[this.longest] === 0) this.longest--;
    if (this.longest === 0) return true;

    let left = 1;
    for (let bits = 1; bits <= MAX_CODE_BITS; bits++) {
      left = 2 * left - this.counts[bits]!;
      if (left < 0) return false;
    }
    if (left > 0 && (kind === 'code-lengths' || this.longest !== 1)) return false;

    this.offsets[1] = 0;
    for (let bits = 1; bits <= MAX_CODE_BITS; bits++) this.offsets[bits + 1] = this.offsets[bits]! + this.counts[bits]!;
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== 0) this.symbols[this.offsets[lengths[symbol]!]!++] = symbol;
    }
    this.fillFast(lengths);
    return true;
  }

  /** The next symbol, INPUT_SHORT or INVALID_CODE. An invalid code is recognised by its first bit, as zlib does. */
  decode(bits: BitReader): number {
    const available = bits.fill(MAX_CODE_BITS);
    const waiting = bits.peek();
    const entry = this.fast[waiting & FAST_MASK]!;
    const length = entry & 15;
    if (length !== 0 && length <= available) {
      bits.take(length);
      return entry >> 4;
    }
    return this.decodeLong(bits, available, waiting);
  }

  /** Bit by bit: `code` is compared with the first code of each length. */
  private decodeLong(bits: BitReader, available: number, waiting: number): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= Math.max(1, this.longest); length++) {
      if (length > available) return INPUT_SHORT;
      code |= (waiting >> (length - 1)) & 1;
      const count = this.counts[length]!;
      if (code - first < count) {
        bits.take(length);
        return this.symbols[index + code - first]!;
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    bits.take(1);
    return INVALID_CODE;
  }

  private fillFast(lengths: Uint8Array): void {
    let index = 0;
    let code = 0;
    for (let length = 1; length <= Math.min(FAST_BITS, this.longest); length++, code <<= 1) {
      for (let i = 0; i < this.counts[length]!; i++, code++) {
        const symbol = this.symbols[index++]!;
        let pattern = 0;
        for (let bit = 0; bit < length; bit++) pattern |= ((code >> bit) & 1) << (length - 1 - bit);
        for (; pattern <= FAST_MASK; pattern += 1 << length) this.fast[pattern] = (symbol << 4) | lengths[symbol]!;
      }
    }
  }
}
