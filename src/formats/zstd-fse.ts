/** Finite state entropy tables of Zstandard (RFC 8878 §4.1): read, checked, expanded; and the predefined ones. */
import { type BackwardBits, ForwardBits } from './zstd-bits.ts';

/** A decoding table: state → symbol, number of bits for the next state, and what they are added to. */
export interface FseTable {
  readonly accuracyLog: number;
  readonly symbol: Uint8Array;
  readonly bits: Uint8Array;
  readonly base: Uint16Array;
}

/** Expands normalised probabilities (-1: less than one, a single state). Null when they do not fill the table. */
function fseTable(probabilities: readonly number[], accuracyLog: number): FseTable | null {
  const size = 1 << accuracyLog;
  const table: FseTable = {
    accuracyLog,
    symbol: new Uint8Array(size),
    bits: new Uint8Array(size),
    base: new Uint16Array(size),
  };
  let sum = 0;
  for (const probability of probabilities) sum += Math.abs(probability);
  if (sum !== size) return null;

  let end = size;
  probabilities.forEach((probability, symbol) => {
    if (probability === -1) table.symbol[--end] = symbol;
  });
  const step = (size >> 1) + (size >> 3) + 3;
  let state = 0;
  probabilities.forEach((probability, symbol) => {
    for (let i = 0; i < probability; i++) {
      table.symbol[state] = symbol;
      do state = (state + step) & (size - 1);
      while (state >= end);
    }
  });

  const next = probabilities.map((probability) => Math.abs(probability));
  for (let i = 0; i < size; i++) {
    const number = next[table.symbol[i]!]!++;
    const bits = accuracyLog - highestBit(number);
    table.bits[i] = bits;
    table.base[i] = (number << bits) - size;
  }
  return table;
}

/** A table of one symbol, which needs no bits. */
export function singleSymbolTable(symbol: number): FseTable {
  return { accuracyLog: 0, symbol: Uint8Array.of(symbol), bits: new Uint8Array(1), base: new Uint16Array(1) };
}

/** Reads a table description; returns the table and the bytes it took, or null. */
export function readFseTable(
  input: Uint8Array,
  maxAccuracyLog: number,
  maxSymbol: number,
): { table: FseTable; sizeBytes: number } | null {
  const bits = new ForwardBits(input);
  const accuracyLog = bits.read(4) + 5;
  if (accuracyLog > maxAccuracyLog) return null;
  const probabilities: number[] = [];
  let remaining = 1 << accuracyLog;
  while (remaining > 0) {
    if (probabilities.length > maxSymbol) return null;
    // Values 0 … remaining + 1 in as few bits as possible: the smallest ones are one bit shorter.
    const long = highestBit(remaining + 1) + 1;
    const short = (1 << (long - 1)) - 1;
    const threshold = (1 << long) - 1 - (remaining + 1);
    let value = bits.read(long);
    if ((value & short) < threshold) {
      bits.giveBack(1);
      value &= short;
    } else if (value > short) {
      value -= threshold;
    }
    const probability = value - 1;
    probabilities.push(probability);
    remaining -= Math.abs(probability);
    for (let zeros = probability === 0 ? 3 : 0; zeros === 3; ) {
      zeros = bits.read(2);
      for (let i = 0; i < zeros; i++) probabilities.push(0);
      if (probabilities.length > maxSymbol + 1) return null;
    }
  }
  if (remaining < 0 || probabilities.length > maxSymbol + 1 || bits.overrun) return null;
  const table = fseTable(probabilities, accuracyLog);
  return table === null ? null : { table, sizeBytes: bits.sizeBytes };
}

/** One running state. */
export class FseState {
  private readonly table: FseTable;
  private state: number;

  constructor(table: FseTable, bits: BackwardBits) {
    this.table = table;
    this.state = bits.read(table.accuracyLog);
  }

  get symbol(): number {
    return this.table.symbol[this.state]!;
  }

  advance(bits: BackwardBits): void {
    this.state = this.table.base[this.state]! + bits.read(this.table.bits[this.state]!);
  }
}

export function highestBit(value: number): number {
  return 31 - Math.clz32(value);
}

/** Predefined tables and limits of the three sequence fields (RFC 8878 §3.1.1.3.2.2). */
export interface SequenceField {
  readonly maxAccuracyLog: number;
  readonly maxSymbol: number;
  readonly predefined: FseTable;
}

function field(
  maxAccuracyLog: number,
  maxSymbol: number,
  accuracyLog: number,
  probabilities: readonly number[],
): SequenceField {
  return { maxAccuracyLog, maxSymbol, predefined: fseTable(probabilities, accuracyLog)! };
}

export const LITERAL_LENGTH_FIELD: SequenceField = field(
  9,
  35,
  6,
  [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
);
export const MATCH_LENGTH_FIELD: SequenceField = field(
  9,
  52,
  6,
  [
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
  ],
);
export const OFFSET_FIELD: SequenceField = field(
  8,
  31,
  5,
  [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
);

/** Literal length codes: 0–15 stand for themselves, the others have extra bits; `base` follows from `extra`. */
export const LITERAL_LENGTH_EXTRA: Uint8Array = Uint8Array.of(
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
);
export const LITERAL_LENGTH_BASE: Uint32Array = bases(LITERAL_LENGTH_EXTRA, 0);

/** Match length codes: 0–31 are lengths 3–34. */
export const MATCH_LENGTH_EXTRA: Uint8Array = Uint8Array.of(
  ...new Uint8Array(32),
  1,
  1,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
);
export const MATCH_LENGTH_BASE: Uint32Array = bases(MATCH_LENGTH_EXTRA, 3);

function bases(extra: Uint8Array, first: number): Uint32Array {
  let next = first;
  return Uint32Array.from(extra, (bits) => {
    const base = next;
    next += 2 ** bits;
    return base;
  });
}
