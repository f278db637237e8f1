/** The literals section of a Zstandard block (RFC 8878 §3.1.1.3.1): raw, one byte repeated, or Huffman coded. */
import { BackwardBits } from './zstd-bits.ts';
import { FseState, highestBit, readFseTable } from './zstd-fse.ts';

const MAX_HUFFMAN_BITS = 11;
const MAX_WEIGHT_ACCURACY_LOG = 6;
const MAX_WEIGHT = MAX_HUFFMAN_BITS + 1;
const MAX_SYMBOLS = 256;

/** For every pattern of `bits` bits: the symbol it begins with, and that symbol's own number of bits. */
export interface HuffmanTable {
  readonly bits: number;
  readonly symbol: Uint8Array;
  readonly length: Uint8Array;
}

export interface Literals {
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
  /** For the next block that has none of its own. */
  readonly table: HuffmanTable | null;
}

/** Reads the section at the start of `block`; null when it is damaged or has more than `limit` literals. */
export function readLiterals(block: Uint8Array, earlierTable: HuffmanTable | null, limit: number): Literals | null {
  if (block.length === 0) return null;
  const type = block[0]! & 3;
  const format = (block[0]! >> 2) & 3;
  if (type < 2) {
    const headerBytes = (format & 1) === 0 ? 1 : format === 1 ? 2 : 3;
    if (block.length < headerBytes) return null;
    const count = headerField(block, (format & 1) === 0 ? 3 : 4, headerBytes);
    const storedBytes = type === 0 ? count : 1;
    const sizeBytes = headerBytes + storedBytes;
    if (count > limit || block.length < sizeBytes) return null;
    const stored = block.subarray(headerBytes, sizeBytes);
    return { bytes: type === 0 ? stored : new Uint8Array(count).fill(stored[0]!), sizeBytes, table: earlierTable };
  }

  const headerBytes = format < 2 ? 3 : format + 2;
  if (block.length < headerBytes) return null;
  const fieldBits = [10, 10, 14, 18][format]!;
  const fields = headerField(block, 4, headerBytes);
  const count = fields % 2 ** fieldBits;
  const storedBytes = Math.floor(fields / 2 ** fieldBits);
  const sizeBytes = headerBytes + storedBytes;
  if (count > limit || block.length < sizeBytes) return null;
  let stored = block.subarray(headerBytes, sizeBytes);
  let table = earlierTable;
  if (type === 2) {
    const read = readHuffmanTable(stored);
    if (read === null) return null;
    table = read.table;
    stored = stored.subarray(read.sizeBytes);
  }
  if (table === null) return null;
  const bytes = new Uint8Array(count);
  const good = format === 0 ? readStream(stored, table, bytes) : readFourStreams(stored, table, bytes);
  return good ? { bytes, sizeBytes, table } : null;
}

/** The little-endian header without its lowest `skipBits` bits, as a number (it may have more than 32 bits). */
function headerField(block: Uint8Array, skipBits: number, headerBytes: number): number {
  let value = 0;
  for (let i = headerBytes - 1; i >= 0; i--) value = value * 256 + block[i]!;
  return Math.floor(value / 2 ** skipBits);
}

function readFourStreams(stored: Uint8Array, table: HuffmanTable, bytes: Uint8Array): boolean {
  const jumpTableBytes = 6;
  if (stored.length < jumpTableBytes) return false;
  const quarter = (bytes.length + 3) >> 2;
  if (3 * quarter > bytes.length) return false;
  let start = jumpTableBytes;
  for (let stream = 0; stream < 4; stream++) {
    const size = stream < 3 ? stored[2 * stream]! | (stored[2 * stream + 1]! << 8) : stored.length - start;
    if (size < 0 || start + size > stored.length) return false;
    const part = bytes.subarray(stream * quarter, stream < 3 ? (stream + 1) * quarter : bytes.length);
    if (!readStream(stored.subarray(start, start + size), table, part)) return false;
    start += size;
  }
  return true;
}

/** Fills `bytes` from one stream, which must end exactly with the last of them. */
function readStream(stream: Uint8Array, table: HuffmanTable, bytes: Uint8Array): boolean {
  const bits = BackwardBits.open(stream);
  if (bits === null) return false;
  for (let i = 0; i < bytes.length; i++) {
    const pattern = bits.peek(table.bits);
    bytes[i] = table.symbol[pattern]!;
    bits.skip(table.length[pattern]!);
    if (bits.left < 0) return false;
  }
  return bits.left === 0;
}

function readHuffmanTable(input: Uint8Array): { table: HuffmanTable; sizeBytes: number } | null {
  if (input.length === 0) return null;
  const header = input[0]!;
  if (header < 128) {
    const sizeBytes = 1 + header;
    const weights = input.length < sizeBytes ? null : readCodedWeights(input.subarray(1, sizeBytes));
    const table = weights && huffmanTable(weights);
    return table && { table, sizeBytes };
  }
  const count = header - 127;
  const sizeBytes = 1 + ((count + 1) >> 1);
  if (input.length < sizeBytes) return null;
  const weights = Array.from({ length: count }, (_, i) => {
    const pair = input[1 + (i >> 1)]!;
    return i % 2 === 0 ? pair >> 4 : pair & 15;
  });
  const table = huffmanTable(weights);
  return table && { table, sizeBytes };
}

/** Weights in FSE code: two states take turns, and the one that runs out of bits leaves the last word to the other. */
function readCodedWeights(input: Uint8Array): number[] | null {
  const read = readFseTable(input, MAX_WEIGHT_ACCURACY_LOG, MAX_WEIGHT);
  if (read === null) return null;
  const bits = BackwardBits.open(input.subarray(read.sizeBytes));
  if (bits === null) return null;
  const states = [new FseState(read.table, bits), new FseState(read.table, bits)];
  if (bits.left < 0) return null;
  const weights: number[] = [];
  for (let turn = 0; weights.length < MAX_SYMBOLS - 1; turn ^= 1) {
    const state = states[turn]!;
    weights.push(state.symbol);
    state.advance(bits);
    if (bits.left < 0) {
      weights.push(states[turn ^ 1]!.symbol);
      return weights.length < MAX_SYMBOLS ? weights : null;
    }
  }
  return null;
}

/** A symbol of weight w takes 2^(w-1) patterns; the last symbol's weight is what makes the sum a power of two. */
function huffmanTable(weights: readonly number[]): HuffmanTable | null {
  let sum = 0;
  for (const weight of weights) {
    if (weight > MAX_WEIGHT) return null;
    sum += (1 << weight) >> 1;
  }
  if (sum === 0) return null;
  const bits = highestBit(sum) + 1;
  const missing = (1 << bits) - sum;
  if (bits > MAX_HUFFMAN_BITS || (missing & (missing - 1)) !== 0) return null;
  const all = [...weights, highestBit(missing) + 1];

  const table = { bits, symbol: new Uint8Array(1 << bits), length: new Uint8Array(1 << bits) };
  let pattern = 0;
  for (let weight = 1; weight <= bits; weight++) {
    all.forEach((own, symbol) => {
      if (own !== weight) return;
      const end = pattern + (1 << (weight - 1));
      table.symbol.fill(symbol, pattern, end);
      table.length.fill(bits + 1 - weight, pattern, end);
      pattern = end;
    });
  }
  return table;
}
