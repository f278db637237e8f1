/**
 * Zstandard frames (RFC 8878), as the crypto API "zstd" stored pstore records up to Linux 6.5: the reader.
 *
 * Own code, because the library tried (fzstd 0.1.1) neither refuses damaged frames nor bounds the time it spends on them (measured:
 * 19 bytes kept it busy for two seconds). As the kernel does in one call, it takes any number of frames and wants the input used up.
 * Leaves out: dictionaries (refused) and the checksum, which is skipped unread, for the kernel's records have none.
 */
import { LzOutput } from './lz-output.ts';
import { BackwardBits } from './zstd-bits.ts';
import {
  FseState,
  type FseTable,
  LITERAL_LENGTH_BASE,
  LITERAL_LENGTH_EXTRA,
  LITERAL_LENGTH_FIELD,
  MATCH_LENGTH_BASE,
  MATCH_LENGTH_EXTRA,
  MATCH_LENGTH_FIELD,
  OFFSET_FIELD,
  readFseTable,
  type SequenceField,
  singleSymbolTable,
} from './zstd-fse.ts';
import { type HuffmanTable, readLiterals } from './zstd-literals.ts';

const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const MAX_BLOCK_BYTES = 128 * 1024;
const CHECKSUM_BYTES = 4;

/** Returns null when a frame is damaged or the text is longer than `outLimit` bytes. */
export function zstdDecompress(input: Uint8Array, outLimit: number): Uint8Array | null {
  const out = new LzOutput(outLimit);
  for (let rest = input; rest.length > 0; ) {
    const size = readFrame(rest, out);
    if (size === null) return null;
    rest = rest.subarray(size);
  }
  return out.bytes();
}

interface FrameHeader {
  readonly sizeBytes: number;
  readonly maxBlockBytes: number;
  readonly contentBytes: number | null;
  readonly checksum: boolean;
}

/** Returns the bytes the frame took, or null. */
function readFrame(input: Uint8Array, out: LzOutput): number | null {
  if (input.length < 8) return null;
  const magic = loadLe(input, 0, 4);
  if (magic - (magic % 16) === SKIPPABLE_MAGIC) {
    const end = 8 + loadLe(input, 4, 4);
    return end <= input.length ? end : null;
  }
  const header = magic === FRAME_MAGIC ? readFrameHeader(input) : null;
  if (header === null) return null;

  const blocks = new BlockReader(out);
  let next = header.sizeBytes;
  for (let last = false; !last; ) {
    if (next + 3 > input.length) return null;
    const block = loadLe(input, next, 3);
    next += 3;
    last = (block & 1) === 1;
    const type = (block >> 1) & 3;
    const size = block >> 3;
    const stored = type === 1 ? 1 : size;
    if (size > header.maxBlockBytes || next + stored > input.length) return null;
    const before = out.length;
    if (!blocks.read(type, input.subarray(next, next + stored), size, header.maxBlockBytes)) return null;
    if (out.length - before > header.maxBlockBytes) return null;
    next += stored;
  }
  if (header.contentBytes !== null && blocks.written !== header.contentBytes) return null;
  if (header.checksum) next += CHECKSUM_BYTES;
  return next <= input.length ? next : null;
}

function readFrameHeader(input: Uint8Array): FrameHeader | null {
  const descriptor = input[4]!;
  const singleSegment = (descriptor & 0x20) !== 0;
  const reserved = (descriptor & 0x08) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!;
  const contentFieldBytes = [singleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  const sizeBytes = 5 + (singleSegment ? 0 : 1) + dictionaryBytes + contentFieldBytes;
  if (reserved || input.length < sizeBytes) return null;
  const dictionaryAt = singleSegment ? 5 : 6;
  if (loadLe(input, dictionaryAt, dictionaryBytes) !== 0) return null;

  let contentBytes: number | null = null;
  if (contentFieldBytes > 0) {
    contentBytes =
      loadLe(input, dictionaryAt + dictionaryBytes, contentFieldBytes) + (contentFieldBytes === 2 ? 256 : 0);
  }
  let windowBytes = contentBytes ?? 0;
  if (!singleSegment) {
    const window = input[5]!;
    windowBytes = 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8);
  }
  return {
    sizeBytes,
    maxBlockBytes: Math.min(windowBytes, MAX_BLOCK_BYTES),
    contentBytes,
    checksum: (descriptor & 0x04) !== 0,
  };
}

function loadLe(input: Uint8Array, at: number, bytes: number): number {
  let value = 0;
  for (let i = at + bytes - 1; i >= at; i--) value = value * 256 + input[i]!;
  return value;
}

/** The blocks of one frame: what one block leaves to the next lives here. */
class BlockReader {
  private readonly out: LzOutput;
  private readonly start: number;
  private huffman: HuffmanTable | null = null;
  private tables: [FseTable | null, FseTable | null, FseTable | null] = [null, null, null];
  private readonly recentOffsets = [1, 4, 8];

  constructor(out: LzOutput) {
    this.out = out;
    this.start = out.length;
  }

  get written(): number {
    return this.out.length - this.start;
  }

  read(type: number, stored: Uint8Array, size: number, maxBlockBytes: number): boolean {
    if (type === 2) return this.compressed(stored, maxBlockBytes);
    if (type === 3 || size > this.out.room) return false;
    if (type === 0) this.out.append(stored);
    else this.out.fill(stored[0]!, size);
    return true;
  }

  private compressed(block: Uint8Array, maxBlockBytes: number): boolean {
    const literals = readLiterals(block, this.huffman, Math.min(maxBlockBytes, this.out.room));
    if (literals === null) return false;
    this.huffman = literals.table;

    let next = literals.sizeBytes;
    const first = block[next++];
    if (first === undefined) return false;
    let count = first;
    if (first === 255) {
      count = (block[next] ?? 0) + ((block[next + 1] ?? 0) << 8) + 0x7f00;
      next += 2;
    } else if (first >= 128) {
      count = ((first - 128) << 8) + (block[next++] ?? 0);
    }
    if (count === 0) {
      if (next !== block.length) return false;
      this.out.append(literals.bytes);
      return true;
    }
    const tablesEnd = this.readTables(block, next);
    return tablesEnd !== null && this.sequences(block.subarray(tablesEnd), count, literals.bytes);
  }

  /** Returns where the tables end, or null. */
  private readTables(block: Uint8Array, start: number): number | null {
    if (start >= block.length) return null;
    const modes = block[start]!;
    if ((modes & 3) !== 0) return null;
    let next = start + 1;
    const fields: readonly SequenceField[] = [LITERAL_LENGTH_FIELD, OFFSET_FIELD, MATCH_LENGTH_FIELD];
    for (const [index, field] of fields.entries()) {
      const mode = (modes >> (6 - 2 * index)) & 3;
      if (mode === 0) {
        this.tables[index] = field.predefined;
      } else if (mode === 1) {
        const symbol = block[next++];
        if (symbol === undefined || symbol > field.maxSymbol) return null;
        this.tables[index] = singleSymbolTable(symbol);
      } else if (mode === 2) {
        const read = readFseTable(block.subarray(next), field.maxAccuracyLog, field.maxSymbol);
        if (read === null) return null;
        this.tables[index] = read.table;
        next += read.sizeBytes;
      } else if (this.tables[index] === null) {
        return null;
      }
    }
    return next;
  }

  private sequences(stream: Uint8Array, count: number, literals: Uint8Array): boolean {
    const bits = BackwardBits.open(stream);
    const [literalTable, offsetTable, matchTable] = this.tables;
    if (bits === null || !literalTable || !offsetTable || !matchTable) return false;
    const literalState = new FseState(literalTable, bits);
    const offsetState = new FseState(offsetTable, bits);
    const matchState = new FseState(matchTable, bits);
    let literalsUsed = 0;
    for (let left = count; left > 0; left--) {
      const offsetCode = offsetState.symbol;
      const matchCode = matchState.symbol;
      const literalCode = literalState.symbol;
      const offsetValue = 2 ** offsetCode + bits.read(offsetCode);
      const matchLength = MATCH_LENGTH_BASE[matchCode]! + bits.read(MATCH_LENGTH_EXTRA[matchCode]!);
      const literalLength = LITERAL_LENGTH_BASE[literalCode]! + bits.read(LITERAL_LENGTH_EXTRA[literalCode]!);
      if (left > 1) {
        literalState.advance(bits);
        matchState.advance(bits);
        offsetState.advance(bits);
      }
      if (bits.left < 0) return false;

      if (literalLength > literals.length - literalsUsed || literalLength > this.out.room) return false;
      this.out.append(literals.subarray(literalsUsed, literalsUsed + literalLength));
      literalsUsed += literalLength;
      const offset = this.offset(offsetValue, literalLength);
      if (offset < 1 || offset > this.written || matchLength > this.out.room) return false;
      this.out.repeat(offset, matchLength);
    }
    if (bits.left !== 0 || literals.length - literalsUsed > this.out.room) return false;
    this.out.append(literals.subarray(literalsUsed));
    return true;
  }

  /** Values 1–3 name recent offsets; without literals before the match they name the ones after, and the first less one. */
  private offset(value: number, literalLength: number): number {
    const recent = this.recentOffsets;
    if (value > 3) {
      recent.unshift(value - 3);
      recent.length = 3;
      return recent[0]!;
    }
    const index = value - (literalLength === 0 ? 0 : 1);
    const offset = index === 3 ? recent[0]! - 1 : recent[index]!;
    if (index > 0) {
      recent.splice(Math.min(index, 2), 1);
      recent.unshift(offset);
    }
    return offset;
  }
}
