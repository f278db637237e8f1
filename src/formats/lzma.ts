/**
 * LZMA streams with the old header of 13 bytes (`.lzma`), decompressed; a decoder after the LZMA specification of the LZMA SDK.
 *
 * Left out: compression, and streams that refer to a dictionary from before.
 */
import { LzOutput } from './lz-output.ts';

const HEADER_BYTES = 13;
const PROBABILITY_BITS = 11;
const HALF = 1 << (PROBABILITY_BITS - 1);
const MOVE_BITS = 5;
const TOP = 2 ** 24;
const STATES = 12;
const LONGEST_POSITION_SLOT = 64;
const END_POSITION_MODEL = 14;
const ALIGN_BITS = 4;
const SHORTEST_MATCH = 2;

const probabilities = (count: number) => new Uint16Array(count).fill(HALF);

/** Null when the stream is damaged or its text is longer than `outLimit` bytes. */
export function lzmaDecompress(input: Uint8Array, outLimit: number): Uint8Array | null {
  if (input.length < HEADER_BYTES + 5 || input[0]! >= 9 * 5 * 5) return null;
  const view = new DataView(input.buffer, input.byteOffset, input.length);
  const sizeText = view.getBigUint64(5, true);
  const isOpen = sizeText === 0xffff_ffff_ffff_ffffn;
  if (!isOpen && sizeText > BigInt(outLimit)) return null;
  return new Decoder(input, outLimit, isOpen ? null : Number(sizeText)).run();
}

class RangeDecoder {
  readonly #input: Uint8Array;
  #at = HEADER_BYTES + 1;
  #range = 0xffffffff;
  #code = 0;

  constructor(input: Uint8Array) {
    this.#input = input;
    for (let i = 0; i < 4; i++) this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  get isExhausted(): boolean {
    return this.#at > this.#input.length + 4;
  }

  bit(table: Uint16Array, index: number): number {
    const probability = table[index]!;
    const bound = (this.#range >>> PROBABILITY_BITS) * probability;
    let bit = 0;
    if (this.#code < bound) {
      table[index] = probability + (((1 << PROBABILITY_BITS) - probability) >> MOVE_BITS);
      this.#range = bound;
    } else {
      table[index] = probability - (probability >> MOVE_BITS);
      this.#code -= bound;
      this.#range -= bound;
      bit = 1;
    }
    this.#normalize();
    return bit;
  }

  direct(count: number): number {
    let result = 0;
    for (let i = 0; i < count; i++) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      result = ((result << 1) | bit) >>> 0;
      this.#normalize();
    }
    return result;
  }

  tree(table: Uint16Array, bits: number, base = 0): number {
    let node = 1;
    for (let i = 0; i < bits; i++) node = (node << 1) | this.bit(table, base + node);
    return node - (1 << bits);
  }

  reverseTree(table: Uint16Array, bits: number, base = 0): number {
    let node = 1;
    let result = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(table, base + node);
      node = (node << 1) | bit;
      result |= bit << i;
    }
    return result;
  }

  #normalize(): void {
    if (this.#range >= TOP) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  #next(): number {
    return this.#input[this.#at++] ?? 0;
  }
}

/** Lengths of matches: near the start of the scale 8, then 8 more, then 256. */
class LengthDecoder {
  readonly #choice = probabilities(2);
  readonly #low = probabilities(16 << 3);
  readonly #middle = probabilities(16 << 3);
  readonly #high = probabilities(256);

  read(range: RangeDecoder, position: number): number {
    if (range.bit(this.#choice, 0) === 0) return range.tree(this.#low, 3, position << 3);
    if (range.bit(this.#choice, 1) === 0) return 8 + range.tree(this.#middle, 3, position << 3);
    return 16 + range.tree(this.#high, 8);
  }
}

class Decoder {
  readonly #range: RangeDecoder;
  readonly #out: LzOutput;
  readonly #size: number | null;
  readonly #literalContext: number;
  readonly #literalPosition: number;
  readonly #positionMask: number;
  readonly #literals: Uint16Array;
  readonly #isMatch = probabilities(STATES << 4);
  readonly #isRepeat = probabilities(STATES);
  readonly #isRepeat0 = probabilities(STATES);
  readonly #isRepeat1 = probabilities(STATES);
  readonly #isRepeat2 = probabilities(STATES);
  readonly #isLongRepeat0 = probabilities(STATES << 4);
  readonly #slots = probabilities(4 * LONGEST_POSITION_SLOT);
  readonly #distances = probabilities(128);
  readonly #align = probabilities(1 << ALIGN_BITS);
  readonly #lengths = new LengthDecoder();
  readonly #repeatLengths = new LengthDecoder();
  #state = 0;
  #repeats: [number, number, number, number] = [0, 0, 0, 0];

  constructor(input: Uint8Array, outLimit: number, size: number | null) {
    const properties = input[0]!;
    this.#literalContext = properties % 9;
    this.#literalPosition = Math.floor(properties / 9) % 5;
    this.#positionMask = (1 << Math.floor(properties / 45)) - 1;
    this.#literals = probabilities(0x300 << (this.#literalContext + this.#literalPosition));
    this.#range = new RangeDecoder(input);
    this.#out = new LzOutput(outLimit);
    this.#size = size;
  }

  run(): Uint8Array | null {
    const out = this.#out;
    while (this.#size === null || out.length < this.#size) {
      if (this.#range.isExhausted) return null;
      const position = out.length & this.#positionMask;
      if (this.#range.bit(this.#isMatch, (this.#state << 4) + position) === 0) {
        if (out.room === 0) return null;
        this.#literal();
        continue;
      }
      const length = this.#match(position);
      if (length === 'end') return out.bytes();
      const distance = this.#repeats[0] + 1;
      if (length === null || distance > out.length || length > out.room) return null;
      out.repeat(distance, length);
    }
    return out.bytes();
  }

  /** Its length; `end`: the mark of the end. */
  #match(position: number): number | 'end' | null {
    const range = this.#range;
    const state = this.#state;
    if (range.bit(this.#isRepeat, state) === 0) {
      const length = this.#lengths.read(range, position);
      this.#state = state < 7 ? 7 : 10;
      const [first, second, third] = this.#repeats;
      const distance = this.#distance(length);
      this.#repeats = [distance, first, second, third];
      return distance === 0xffffffff ? 'end' : length + SHORTEST_MATCH;
    }
    if (this.#out.length === 0) return null;
    const [first, second, third, fourth] = this.#repeats;
    if (range.bit(this.#isRepeat0, state) === 0) {
      if (range.bit(this.#isLongRepeat0, (state << 4) + position) === 0) {
        this.#state = state < 7 ? 9 : 11;
        return 1;
      }
    } else if (range.bit(this.#isRepeat1, state) === 0) this.#repeats = [second, first, third, fourth];
    else if (range.bit(this.#isRepeat2, state) === 0) this.#repeats = [third, first, second, fourth];
    else this.#repeats = [fourth, first, second, third];
    this.#state = state < 7 ? 8 : 11;
    return this.#repeatLengths.read(range, position) + SHORTEST_MATCH;
  }

  #literal(): void {
    const out = this.#out;
    const before = out.length > 0 ? out.at(1) : 0;
    const low = out.length & ((1 << this.#literalPosition) - 1);
    const base = 0x300 * ((low << this.#literalContext) + (before >> (8 - this.#literalContext)));
    let symbol = 1;
    if (this.#state >= 7 && this.#repeats[0] < out.length) {
      let match = out.at(this.#repeats[0] + 1);
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const bit = this.#range.bit(this.#literals, base + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (matchBit !== bit) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#range.bit(this.#literals, base + symbol);
    out.fill(symbol & 0xff, 1);
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  #distance(length: number): number {
    const range = this.#range;
    const slot = range.tree(this.#slots, 6, Math.min(length, 3) << 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = (2 | (slot & 1)) * 2 ** bits;
    if (slot < END_POSITION_MODEL) return start + range.reverseTree(this.#distances, bits, start - slot);
    const high = range.direct(bits - ALIGN_BITS);
    return start + high * 2 ** ALIGN_BITS + range.reverseTree(this.#align, ALIGN_BITS);
  }
}
