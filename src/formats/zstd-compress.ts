/**
 * A small Zstandard compressor (RFC 8878): one frame of 128 KiB blocks, greedy matches, predefined sequence tables, Huffman literals.
 *
 * Real Linux reads what it writes; the kernel's own compressor (level 3) would write other bytes, usually fewer.
 */
import { buildCode, emptyCode } from './deflate-huffman.ts';
import { BackwardBitsWriter } from './zstd-bits.ts';
import {
  type FseTable,
  highestBit,
  LITERAL_LENGTH_BASE,
  LITERAL_LENGTH_EXTRA,
  LITERAL_LENGTH_FIELD,
  MATCH_LENGTH_BASE,
  MATCH_LENGTH_EXTRA,
  MATCH_LENGTH_FIELD,
  OFFSET_FIELD,
} from './zstd-fse.ts';

const MAX_BLOCK_BYTES = 128 * 1024;
/** Magic, then: content size in four bytes, single segment, no checksum, no dictionary. */
const FRAME_START: readonly number[] = [0x28, 0xb5, 0x2f, 0xfd, 0xa0];
const MIN_MATCH = 4;
const HASH_BITS = 14;
const MAX_HUFFMAN_BITS = 11;
/** Weights can be written plainly for this many symbols (the last one's follows from the others). */
const MAX_PLAIN_SYMBOLS = 129;
/** Beyond this the literals need four streams. */
const MAX_ONE_STREAM_LITERALS = 1023;

interface Sequence {
  readonly literals: number;
  readonly offset: number;
  readonly length: number;
}

/** Compresses into at most `outLimit` bytes, else null. */
export function zstdCompress(input: Uint8Array, outLimit: number = Number.POSITIVE_INFINITY): Uint8Array | null {
  const size = input.length;
  const parts: Uint8Array[] = [Uint8Array.of(...FRAME_START, size, size >> 8, size >> 16, size >>> 24)];
  const finder = new MatchFinder(input);
  let start = 0;
  do {
    const end = Math.min(size, start + MAX_BLOCK_BYTES);
    const block = compressBlock(start, end, finder);
    const last = end === size ? 1 : 0;
    const header = block === null ? last | ((end - start) << 3) : last | (2 << 1) | (block.length << 3);
    parts.push(Uint8Array.of(header, header >> 8, header >> 16), block ?? input.subarray(start, end));
    start = end;
  } while (start < size);
  const bytes = concat(parts);
  return bytes.length <= outLimit ? bytes : null;
}

/** Null when the block is better left raw. */
function compressBlock(start: number, end: number, finder: MatchFinder): Uint8Array | null {
  const { sequences, literals } = finder.parse(start, end);
  if (sequences.length === 0) return null;
  const count = sequences.length;
  const countBytes =
    count < 128
      ? [count]
      : count < 0x7f00
        ? [(count >> 8) + 128, count & 255]
        : [255, (count - 0x7f00) & 255, (count - 0x7f00) >> 8];
  const predefinedTables = 0;
  const block = concat([
    literalsSection(literals),
    Uint8Array.of(...countBytes, predefinedTables),
    sequenceBits(sequences),
  ]);
  return block.length < end - start ? block : null;
}

/** The last place with the same four bytes, taken whenever it is there. */
class MatchFinder {
  private readonly input: Uint8Array;
  private readonly table = new Int32Array(1 << HASH_BITS).fill(-1);

  constructor(input: Uint8Array) {
    this.input = input;
  }

  parse(start: number, end: number): { sequences: Sequence[]; literals: Uint8Array } {
    const sequences: Sequence[] = [];
    const literals: Uint8Array[] = [];
    let anchor = start;
    for (let at = start; at + MIN_MATCH <= end; ) {
      const match = this.enter(at);
      const length = match < 0 ? 0 : this.commonLength(match, at, end);
      if (length < MIN_MATCH) {
        at++;
        continue;
      }
      sequences.push({ literals: at - anchor, offset: at - match, length });
      literals.push(this.input.subarray(anchor, at));
      for (let inside = at + 1; inside < at + length && inside + MIN_MATCH <= end; inside++) this.enter(inside);
      at += length;
      anchor = at;
    }
    literals.push(this.input.subarray(anchor, end));
    return { sequences, literals: concat(literals) };
  }

  private enter(at: number): number {
    const { input } = this;
    const bytes = input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16) | (input[at + 3]! << 24);
    const slot = Math.imul(bytes, 0x9e3779b1) >>> (32 - HASH_BITS);
    const match = this.table[slot]!;
    this.table[slot] = at;
    return match;
  }

  private commonLength(match: number, at: number, end: number): number {
    let length = 0;
    while (at + length < end && this.input[match + length] === this.input[at + length]) length++;
    return length;
  }
}

function literalsSection(literals: Uint8Array): Uint8Array {
  const oneByte = literals.length > 1 && literals.every((byte) => byte === literals[0]);
  const coded = oneByte ? null : huffmanLiterals(literals);
  if (coded !== null) return coded;
  const type = oneByte ? 1 : 0;
  const count = literals.length;
  let header = [type | (count << 3)];
  if (count >= 32) header = [type | 4 | (count << 4), count >> 4];
  if (count >= 4096) header = [type | 12 | (count << 4), count >> 4, count >> 12];
  return concat([Uint8Array.from(header), oneByte ? literals.subarray(0, 1) : literals]);
}

/** Null when plain literals are shorter, or their bytes too many and various for a plainly written table. */
function huffmanLiterals(literals: Uint8Array): Uint8Array | null {
  const frequencies = new Float64Array(256);
  for (const byte of literals) frequencies[byte]!++;
  const symbols = frequencies.findLastIndex((frequency) => frequency > 0) + 1;
  if (literals.length < 2 || symbols > MAX_PLAIN_SYMBOLS) return null;

  const code = emptyCode(symbols);
  buildCode(scaled(frequencies.subarray(0, symbols)), code, MAX_HUFFMAN_BITS);
  const bits = Math.max(...code.lengths);
  const weights = Array.from(code.lengths, (length) => (length === 0 ? 0 : bits + 1 - length));
  const patterns = huffmanPatterns(weights);
  const table = new Uint8Array(1 + (symbols >> 1));
  table[0] = 127 + symbols - 1;
  for (let i = 0; i < symbols - 1; i++) table[1 + (i >> 1)]! |= weights[i]! << (i % 2 === 0 ? 4 : 0);

  const stream = (part: Uint8Array): Uint8Array => {
    const writer = new BackwardBitsWriter();
    for (let i = part.length - 1; i >= 0; i--) writer.write(patterns[part[i]!]!, code.lengths[part[i]!]!);
    return writer.finish();
  };
  const count = literals.length;
  const four = count > MAX_ONE_STREAM_LITERALS;
  const stored = concat(four ? [table, fourStreams(literals, stream)] : [table, stream(literals)]);
  const [format, fieldBits] = !four ? [0, 10] : count < 1 << 14 ? [2, 14] : [3, 18];
  if (stored.length >= count) return null;
  const headerBytes = format < 2 ? 3 : format + 2;
  const header = new Uint8Array(headerBytes);
  for (let i = 0, rest = 2 + format * 4 + (count + stored.length * 2 ** fieldBits) * 16; i < headerBytes; i++) {
    header[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return concat([header, stored]);
}

function fourStreams(literals: Uint8Array, stream: (part: Uint8Array) => Uint8Array): Uint8Array {
  const quarter = (literals.length + 3) >> 2;
  const streams = [0, 1, 2, 3].map((i) => stream(literals.subarray(i * quarter, (i + 1) * quarter)));
  return concat([
    Uint8Array.from(streams.slice(0, 3).flatMap(({ length }) => [length & 255, length >> 8])),
    ...streams,
  ]);
}

/** Frequencies small enough for `buildCode`: their sum stays below 2^16. */
function scaled(frequencies: Float64Array): Uint16Array {
  const divisor = 1 + (frequencies.reduce((sum, frequency) => sum + frequency, 0) >> 15);
  return Uint16Array.from(frequencies, (frequency) => Math.ceil(frequency / divisor));
}

/** The longest codes come first, symbols of one length in order; each code is written highest bit last. */
function huffmanPatterns(weights: readonly number[]): number[] {
  const patterns = weights.map(() => 0);
  let position = 0;
  for (let weight = 1; weight <= MAX_HUFFMAN_BITS; weight++) {
    weights.forEach((own, symbol) => {
      if (own !== weight) return;
      patterns[symbol] = position >> (weight - 1);
      position += 1 << (weight - 1);
    });
  }
  return patterns;
}

/** Everything in the reverse of the order in which it is read. */
function sequenceBits(sequences: readonly Sequence[]): Uint8Array {
  const bits = new BackwardBitsWriter();
  const literal = new FseWriter(LITERAL_LENGTH_FIELD.predefined);
  const offset = new FseWriter(OFFSET_FIELD.predefined);
  const match = new FseWriter(MATCH_LENGTH_FIELD.predefined);
  for (const sequence of sequences.toReversed()) {
    // Three values name recent offsets; this compressor never uses them.
    const offsetValue = sequence.offset + 3;
    const offsetCode = highestBit(offsetValue);
    const literalCode = codeOf(LITERAL_LENGTH_BASE, sequence.literals);
    const matchCode = codeOf(MATCH_LENGTH_BASE, sequence.length);
    offset.put(offsetCode, bits);
    match.put(matchCode, bits);
    literal.put(literalCode, bits);
    bits.write(sequence.literals - LITERAL_LENGTH_BASE[literalCode]!, LITERAL_LENGTH_EXTRA[literalCode]!);
    bits.write(sequence.length - MATCH_LENGTH_BASE[matchCode]!, MATCH_LENGTH_EXTRA[matchCode]!);
    bits.write(offsetValue - 2 ** offsetCode, offsetCode);
  }
  match.finish(bits);
  offset.finish(bits);
  literal.finish(bits);
  return bits.finish();
}

function codeOf(bases: Uint32Array, value: number): number {
  return bases.findLastIndex((base) => base <= value);
}

/** Runs a decoding table backwards: which state of this symbol leads to the state needed next. */
class FseWriter {
  private readonly table: FseTable;
  private state = -1;

  constructor(table: FseTable) {
    this.table = table;
  }

  put(symbol: number, bits: BackwardBitsWriter): void {
    const { table } = this;
    const next = this.state;
    this.state = table.symbol.findIndex((own, state) => {
      if (own !== symbol) return false;
      return next < 0 || (next >= table.base[state]! && next < table.base[state]! + (1 << table.bits[state]!));
    });
    if (next >= 0) bits.write(next - table.base[this.state]!, table.bits[this.state]!);
  }

  finish(bits: BackwardBitsWriter): void {
    bits.write(this.state, this.table.accuracyLog);
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
