/**
 * One deflate block from a list of literals and matches, as the kernel's deflate writes it (`lib/zlib_deflate/deftree.c`).
 *
 * Chooses stored, fixed or dynamic by size with zlib's rounding, and decides when a block is full. The kernel alone ends some
 * blocks early (zlib's dormant TRUNCATE_BLOCK); that rule is `isFull` and the only difference from a current zlib.
 */
import { assert } from '../sim/assert.ts';
import { buildCode, codeOfLengths, emptyCode, type HuffmanCode } from './deflate-huffman.ts';
import {
  CODE_LENGTH_CODES,
  CODE_LENGTH_ORDER,
  DISTANCE_BASE,
  DISTANCE_CODES,
  DISTANCE_EXTRA_BITS,
  END_OF_BLOCK,
  FIXED_DISTANCE_LENGTHS,
  FIXED_LITERAL_LENGTHS,
  LENGTH_BASE,
  LENGTH_EXTRA_BITS,
  LITERAL_CODES,
  MAX_MATCH,
  MIN_MATCH,
  REPEAT_EXTRA_BITS,
} from './deflate-tables.ts';

/** memLevel 8 gives room for 16384 symbols (`lit_bufsize`); a block ends one short of that. */
const SYMBOLS_PER_BLOCK = 16384 - 1;
/** gzip has room for twice as many. */
export const GZIP_SYMBOLS_PER_BLOCK = 32768 - 1;
/** The early end is considered whenever this many symbols more have been stored. */
const TRUNCATE_CHECK_SYMBOLS = 4096;
const MAX_CODE_BITS = 15;
const MAX_CODE_LENGTH_BITS = 7;

const BLOCK_STORED = 0;
const BLOCK_FIXED = 1;
const BLOCK_DYNAMIC = 2;

/** Length code minus 257 of match length − 3. Length 258 has its own code and is not 227 + 31. */
const LENGTH_CODE = new Uint8Array(MAX_MATCH - MIN_MATCH + 1);
/** Distance code of distance − 1 below 256; from 256 on that of (distance − 1) >> 7, offset by 256. */
const DISTANCE_CODE = new Uint8Array(512);
for (let code = 0; code < LENGTH_BASE.length; code++) LENGTH_CODE.fill(code, LENGTH_BASE[code]! - MIN_MATCH);
for (let code = 0; code < DISTANCE_CODES; code++) {
  const first = DISTANCE_BASE[code]! - 1;
  if (first < 256) DISTANCE_CODE.fill(code, first, 256);
  else DISTANCE_CODE.fill(code, 256 + (first >> 7));
}

const fixedLiteralCode = codeOfLengths(FIXED_LITERAL_LENGTHS);
const fixedDistanceCode = codeOfLengths(FIXED_DISTANCE_LENGTHS);

export class BlockWriter {
  private readonly distances = new Uint16Array(GZIP_SYMBOLS_PER_BLOCK);
  /** The literal, or the match length − 3 where the distance is not 0. */
  private readonly literals = new Uint8Array(GZIP_SYMBOLS_PER_BLOCK);
  private readonly literalFrequencies = new Uint16Array(LITERAL_CODES);
  private readonly distanceFrequencies = new Uint16Array(DISTANCE_CODES);
  private readonly literalCode = emptyCode(LITERAL_CODES);
  private readonly distanceCode = emptyCode(DISTANCE_CODES);
  private symbolsPerBlock = SYMBOLS_PER_BLOCK;
  private truncates = true;
  private symbolCount = 0;
  private matchCount = 0;

  private readonly runSymbols = new Uint8Array(LITERAL_CODES + DISTANCE_CODES);
  private readonly runExtras = new Uint8Array(LITERAL_CODES + DISTANCE_CODES);
  private readonly runFrequencies = new Uint16Array(CODE_LENGTH_CODES);
  private readonly runCode = emptyCode(CODE_LENGTH_CODES);
  private runCount = 0;

  private out: Uint8Array = new Uint8Array(1 << 16);
  private outLength = 0;
  private outLimit = 0;
  private bitBuffer = 0;
  private bitCount = 0;

  /**
   * Forgets everything; the stream written from here on must stay below `outLimit` bytes. `truncates`: blocks may end early (not at
   * gzip's fastest levels).
   */
  start(outLimit: number, symbolsPerBlock = SYMBOLS_PER_BLOCK, truncates = true): void {
    this.symbolsPerBlock = symbolsPerBlock;
    this.truncates = truncates;
    this.outLimit = outLimit;
    this.outLength = 0;
    this.bitBuffer = 0;
    this.bitCount = 0;
    this.startBlock();
  }

  /** A copy of the finished stream. */
  bytes(): Uint8Array {
    assert(this.bitCount === 0, 'the stream has been ended by its last block');
    return this.out.slice(0, this.outLength);
  }

  literal(byte: number): void {
    this.distances[this.symbolCount] = 0;
    this.literals[this.symbolCount++] = byte;
    this.literalFrequencies[byte]!++;
  }

  match(distance: number, length: number): void {
    this.distances[this.symbolCount] = distance;
    this.literals[this.symbolCount++] = length - MIN_MATCH;
    this.literalFrequencies[END_OF_BLOCK + 1 + LENGTH_CODE[length - MIN_MATCH]!]!++;
    this.distanceFrequencies[distanceCodeOf(distance)]!++;
    this.matchCount++;
  }

  /**
   * Whether the block must end with the symbol just stored. `inputBytes` counts from the block's start to one past the first
   * byte of that symbol, for that is where zlib stands when it asks.
   */
  isFull(inputBytes: number): boolean {
    if (this.truncates && this.symbolCount % TRUNCATE_CHECK_SYMBOLS === 0) {
      let bits = this.symbolCount * 8;
      for (let code = 0; code < DISTANCE_CODES; code++) {
        bits += this.distanceFrequencies[code]! * (5 + DISTANCE_EXTRA_BITS[code]!);
      }
      const fewMatches = this.matchCount < this.symbolCount >> 1;
      if (fewMatches && bits >> 3 < inputBytes >> 1) return true;
    }
    return this.symbolCount === this.symbolsPerBlock;
  }

  /**
   * Writes the block and starts the next. `input` holds the bytes the block stands for, or is null when zlib no longer has
   * them (they slid out of its window), which rules out a stored block.
   * Returns false, with the stream in no usable state, when the stream reaches its limit.
   */
  endBlock(input: Uint8Array | null, last: boolean): boolean {
    this.literalFrequencies[END_OF_BLOCK] = 1;
    buildCode(this.literalFrequencies, this.literalCode, MAX_CODE_BITS);
    buildCode(this.distanceFrequencies, this.distanceCode, MAX_CODE_BITS);
    const lengthsSent = this.describeCodes();
    const describeBits = 5 + 5 + 4 + 3 * lengthsSent + this.runBits();
    const dynamicBits = 3 + describeBits + this.symbolBits(this.literalCode.lengths, this.distanceCode.lengths);
    const fixedBits = 3 + this.symbolBits(FIXED_LITERAL_LENGTHS, FIXED_DISTANCE_LENGTHS);
    // zlib compares whole bytes, rounded up from the block's own bits wherever in a byte the block starts.
    const dynamicBytes = (dynamicBits + 7) >> 3;
    const fixedBytes = (fixedBits + 7) >> 3;
    if (input !== null && input.length + 4 <= Math.min(dynamicBytes, fixedBytes)) return this.storedBlock(input, last);

    const fixed = fixedBytes <= dynamicBytes;
    if (!this.reserve(fixed ? fixedBits : dynamicBits, last)) return false;
    this.putBits(last ? 1 : 0, 1);
    this.putBits(fixed ? BLOCK_FIXED : BLOCK_DYNAMIC, 2);
    if (!fixed) this.putCodes(lengthsSent);
    this.putSymbols(fixed ? fixedLiteralCode : this.literalCode, fixed ? fixedDistanceCode : this.distanceCode);
    if (last) this.alignToByte();
    this.startBlock();
    return true;
  }

  private startBlock(): void {
    this.symbolCount = 0;
    this.matchCount = 0;
    this.literalFrequencies.fill(0);
    this.distanceFrequencies.fill(0);
  }

  private storedBlock(input: Uint8Array, last: boolean): boolean {
    assert(input.length <= 0xffff, 'a stored block holds at most 65535 bytes');
    const padding = (8 - ((this.bitCount + 3) & 7)) & 7;
    if (!this.reserve(3 + padding + 8 * (4 + input.length), last)) return false;
    this.putBits(last ? 1 : 0, 1);
    this.putBits(BLOCK_STORED, 2);
    this.alignToByte();
    this.out[this.outLength++] = input.length & 0xff;
    this.out[this.outLength++] = input.length >> 8;
    this.out[this.outLength++] = ~input.length & 0xff;
    this.out[this.outLength++] = (~input.length >> 8) & 0xff;
    this.out.set(input, this.outLength);
    this.outLength += input.length;
    this.startBlock();
    return true;
  }

  private symbolBits(literalLengths: Uint8Array, distanceLengths: Uint8Array): number {
    let bits = 0;
    for (let symbol = 0; symbol <= END_OF_BLOCK; symbol++)
      bits += this.literalFrequencies[symbol]! * literalLengths[symbol]!;
    for (let code = 0; code < LENGTH_BASE.length; code++) {
      const symbol = END_OF_BLOCK + 1 + code;
      bits += this.literalFrequencies[symbol]! * (literalLengths[symbol]! + LENGTH_EXTRA_BITS[code]!);
    }
    for (let code = 0; code < DISTANCE_CODES; code++) {
      bits += this.distanceFrequencies[code]! * (distanceLengths[code]! + DISTANCE_EXTRA_BITS[code]!);
    }
    return bits;
  }

  /** Run-length codes both sets of code lengths and builds the code for that. Returns how many of its 19 lengths are sent. */
  private describeCodes(): number {
    this.runCount = 0;
    this.runFrequencies.fill(0);
    this.addRuns(this.literalCode);
    this.addRuns(this.distanceCode);
    buildCode(this.runFrequencies, this.runCode, MAX_CODE_LENGTH_BITS);
    let sent = CODE_LENGTH_CODES;
    while (sent > 4 && this.runCode.lengths[CODE_LENGTH_ORDER[sent - 1]!] === 0) sent--;
    return sent;
  }

  /** Runs do not reach from one code into the other, though the format would allow it. */
  private addRuns(code: HuffmanCode): void {
    let previous = -1;
    for (let symbol = 0; symbol <= code.maxCode; ) {
      const value = code.lengths[symbol]!;
      // A value's first appearance is sent as itself and then up to 6 repeats; zeros are repeated without that.
      const longest = value === 0 ? 138 : value === previous ? 6 : 7;
      let run = 1;
      while (run < longest && symbol + run <= code.maxCode && code.lengths[symbol + run] === value) run++;
      symbol += run;
      const repeats = value === 0 || value === previous ? run : run - 1;
      if (repeats < 3) {
        for (let i = 0; i < run; i++) this.addRun(value, 0);
      } else if (value !== 0) {
        if (value !== previous) this.addRun(value, 0);
        this.addRun(16, repeats - 3);
      } else if (repeats <= 10) {
        this.addRun(17, repeats - 3);
      } else {
        this.addRun(18, repeats - 11);
      }
      previous = value;
    }
  }

  private addRun(symbol: number, extra: number): void {
    this.runSymbols[this.runCount] = symbol;
    this.runExtras[this.runCount++] = extra;
    this.runFrequencies[symbol]!++;
  }

  private runBits(): number {
    let bits = 0;
    for (let symbol = 0; symbol < CODE_LENGTH_CODES; symbol++) {
      const extraBits = symbol < 16 ? 0 : REPEAT_EXTRA_BITS[symbol - 16]!;
      bits += this.runFrequencies[symbol]! * (this.runCode.lengths[symbol]! + extraBits);
    }
    return bits;
  }

  /** Makes room for a block of so many bits, unless the stream would then reach its limit. */
  private reserve(blockBits: number, last: boolean): boolean {
    const endBits = this.outLength * 8 + this.bitCount + blockBits;
    const endBytes = last ? Math.ceil(endBits / 8) : Math.floor(endBits / 8);
    if (endBytes >= this.outLimit) return false;
    if (endBytes + 8 > this.out.length) {
      const larger = new Uint8Array(Math.max(endBytes + 8, 2 * this.out.length));
      larger.set(this.out.subarray(0, this.outLength));
      this.out = larger;
    }
    return true;
  }

  private putCodes(lengthsSent: number): void {
    this.putBits(this.literalCode.maxCode + 1 - 257, 5);
    this.putBits(this.distanceCode.maxCode + 1 - 1, 5);
    this.putBits(lengthsSent - 4, 4);
    for (let i = 0; i < lengthsSent; i++) this.putBits(this.runCode.lengths[CODE_LENGTH_ORDER[i]!]!, 3);
    for (let i = 0; i < this.runCount; i++) {
      const symbol = this.runSymbols[i]!;
      this.putBits(this.runCode.codes[symbol]!, this.runCode.lengths[symbol]!);
      if (symbol >= 16) this.putBits(this.runExtras[i]!, REPEAT_EXTRA_BITS[symbol - 16]!);
    }
  }

  private putSymbols(literalCode: HuffmanCode, distanceCode: HuffmanCode): void {
    for (let i = 0; i < this.symbolCount; i++) {
      const distance = this.distances[i]!;
      const value = this.literals[i]!;
      if (distance === 0) {
        this.putBits(literalCode.codes[value]!, literalCode.lengths[value]!);
        continue;
      }
      const length = LENGTH_CODE[value]!;
      const symbol = END_OF_BLOCK + 1 + length;
      this.putBits(literalCode.codes[symbol]!, literalCode.lengths[symbol]!);
      this.putBits(value + MIN_MATCH - LENGTH_BASE[length]!, LENGTH_EXTRA_BITS[length]!);
      const code = distanceCodeOf(distance);
      this.putBits(distanceCode.codes[code]!, distanceCode.lengths[code]!);
      this.putBits(distance - DISTANCE_BASE[code]!, DISTANCE_EXTRA_BITS[code]!);
    }
    this.putBits(literalCode.codes[END_OF_BLOCK]!, literalCode.lengths[END_OF_BLOCK]!);
  }

  /** At most 15 bits, lowest first. Fewer than 16 wait in the buffer, so 31 are the most that can meet there. */
  private putBits(value: number, bits: number): void {
    this.bitBuffer |= value << this.bitCount;
    this.bitCount += bits;
    if (this.bitCount >= 16) {
      this.out[this.outLength++] = this.bitBuffer & 0xff;
      this.out[this.outLength++] = (this.bitBuffer >>> 8) & 0xff;
      this.bitBuffer >>>= 16;
      this.bitCount -= 16;
    }
  }

  private alignToByte(): void {
    for (; this.bitCount > 0; this.bitCount -= 8) {
      this.out[this.outLength++] = this.bitBuffer & 0xff;
      this.bitBuffer >>>= 8;
    }
    this.bitCount = 0;
  }
}

function distanceCodeOf(distance: number): number {
  return distance <= 256 ? DISTANCE_CODE[distance - 1]! : DISTANCE_CODE[256 + ((distance - 1) >> 7)]!;
}
