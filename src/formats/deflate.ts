/**
 * Raw deflate exactly as the kernel compresses a pstore record: level 6, memLevel 8, default strategy
 * (`lib/zlib_deflate/deflate.c`, `deflate_slow`; the same code in Linux 6.1 and 6.12).
 *
 * Written from the description of the algorithm: hash chains over three bytes, lazy matching. The kernel's sliding window is kept
 * as a position (`windowStart`) over the whole input instead of being copied; what the sliding makes unreachable is unreachable
 * here too. `gzipDeflate` is the same at all levels, as gzip runs it. Leaves out: streams in pieces, zlib and gzip wrappers.
 */
import { BlockWriter, GZIP_SYMBOLS_PER_BLOCK } from './deflate-block.ts';
import { MAX_MATCH, MIN_MATCH } from './deflate-tables.ts';

export interface KernelDeflateOptions {
  /** 11 up to Linux 6.5 (crypto API), 15 from 6.6 on (zlib called directly). */
  readonly windowBits: 11 | 15;
  /** Size in bytes of the buffer compressed into; without it nothing is too large. */
  readonly outLimit?: number;
}

/** How hard a level looks for matches: zlib's `configuration_table`, the same in gzip. */
interface Level {
  /** The search is shortened behind a match of this length. */
  readonly goodLength: number;
  /** Behind a match of this length nothing better is looked for; at the fast levels, longer ones are not entered. */
  readonly maxLazy: number;
  /** A match of this length ends the search. */
  readonly niceLength: number;
  readonly maxChain: number;
}

/** Levels 1 to 9. The first three take each match at once. */
const levels: readonly Level[] = [
  { goodLength: 4, maxLazy: 4, niceLength: 8, maxChain: 4 },
  { goodLength: 4, maxLazy: 5, niceLength: 16, maxChain: 8 },
  { goodLength: 4, maxLazy: 6, niceLength: 32, maxChain: 32 },
  { goodLength: 4, maxLazy: 4, niceLength: 16, maxChain: 16 },
  { goodLength: 8, maxLazy: 16, niceLength: 32, maxChain: 32 },
  { goodLength: 8, maxLazy: 16, niceLength: 128, maxChain: 128 },
  { goodLength: 8, maxLazy: 32, niceLength: 128, maxChain: 256 },
  { goodLength: 32, maxLazy: 128, niceLength: 258, maxChain: 1024 },
  { goodLength: 32, maxLazy: 258, niceLength: 258, maxChain: 4096 },
];
const LAZY_LEVEL_MIN = 4;
const KERNEL_LEVEL = 6;
/** Above it gzip ends blocks early. */
const TRUNCATE_LEVEL_ABOVE = 2;
const GZIP_WINDOW_BYTES = 1 << 15;
/** A match of only three bytes farther back than this is not worth it (TOO_FAR). */
const TOO_FAR = 4096;
const MIN_LOOKAHEAD = MAX_MATCH + MIN_MATCH + 1;
/** memLevel 8: 15 bits of hash, 5 for each byte, so exactly the last three bytes count. */
const HASH_MASK = (1 << 15) - 1;

const head = new Int32Array(HASH_MASK + 1);
const previous = new Int32Array(1 << 15);
const blocks = new BlockWriter();

/**
 * The kernel's compressed bytes, or null when they do not fit: the kernel wants at least one byte to spare, so a stream of
 * `outLimit` bytes has already failed.
 */
export function kernelDeflate(input: Uint8Array, options: KernelDeflateOptions): Uint8Array | null {
  blocks.start(options.outLimit ?? Number.POSITIVE_INFINITY);
  return deflateSlow(input, 1 << options.windowBits, levels[KERNEL_LEVEL - 1]!) ? blocks.bytes() : null;
}

/** The raw stream of gzip 1.12 (`deflate.c`, `trees.c`, the same algorithm with longer blocks), level 1 to 9. */
export function gzipDeflate(input: Uint8Array, level: number): Uint8Array {
  blocks.start(Number.POSITIVE_INFINITY, GZIP_SYMBOLS_PER_BLOCK, level > TRUNCATE_LEVEL_ABOVE);
  const run = level < LAZY_LEVEL_MIN ? deflateFast : deflateSlow;
  run(input, GZIP_WINDOW_BYTES, levels[level - 1]!);
  return blocks.bytes();
}

/** Start of the longest match found by `longestMatch`; kept when nothing longer is found, as zlib keeps it. */
let matchStart = 0;

function deflateSlow(input: Uint8Array, windowSize: number, level: Level): boolean {
  const { maxLazy } = level;
  const windowMask = windowSize - 1;
  const maxDistance = windowSize - MIN_LOOKAHEAD;
  const lastInsert = input.length - MIN_MATCH;
  head.fill(0);
  matchStart = 0;

  // The window holds input[windowStart .. windowEnd). Position windowStart itself is never matched: zlib's 0 means "none".
  let windowStart = 0;
  let windowEnd = 0;
  let blockStart = 0;
  let position = 0;
  let matchLength = MIN_MATCH - 1;
  let literalWaiting = false;

  for (;;) {
    while (windowEnd - position < MIN_LOOKAHEAD) {
      if (position - windowStart >= windowSize + maxDistance) windowStart += windowSize;
      if (windowEnd === input.length) break;
      windowEnd = Math.min(input.length, windowStart + 2 * windowSize);
    }
    if (position === windowEnd) break;
    const lookahead = windowEnd - position;

    let candidate = 0;
    if (position <= lastInsert) candidate = insert(input, position, windowMask);

    const previousLength = matchLength;
    const previousMatch = matchStart;
    matchLength = MIN_MATCH - 1;
    if (candidate > windowStart && previousLength < maxLazy && position - candidate <= maxDistance) {
      const limit = Math.max(windowStart, position - maxDistance);
      matchLength = longestMatch(input, position, candidate, previousLength, lookahead, limit, windowMask, level);
      if (matchLength === MIN_MATCH && position - matchStart > TOO_FAR) matchLength = MIN_MATCH - 1;
    }

    if (previousLength >= MIN_MATCH && matchLength <= previousLength) {
      blocks.match(position - 1 - previousMatch, previousLength);
      const full = blocks.isFull(position - blockStart);
      const matchEnd = position - 1 + previousLength;
      while (++position < matchEnd) {
        if (position <= lastInsert) insert(input, position, windowMask);
      }
      literalWaiting = false;
      matchLength = MIN_MATCH - 1;
      if (full) {
        if (!blocks.endBlock(blockInput(input, windowStart, blockStart, position), false)) return false;
        blockStart = position;
      }
      continue;
    }
    if (literalWaiting) {
      blocks.literal(input[position - 1]!);
      if (blocks.isFull(position - blockStart)) {
        if (!blocks.endBlock(blockInput(input, windowStart, blockStart, position), false)) return false;
        blockStart = position;
      }
    }
    literalWaiting = true;
    position++;
  }
  if (literalWaiting) blocks.literal(input[position - 1]!);
  return blocks.endBlock(blockInput(input, windowStart, blockStart, position), true);
}

/** Takes each match at once (`deflate_fast`). */
function deflateFast(input: Uint8Array, windowSize: number, level: Level): boolean {
  const windowMask = windowSize - 1;
  const maxDistance = windowSize - MIN_LOOKAHEAD;
  const lastInsert = input.length - MIN_MATCH;
  head.fill(0);
  matchStart = 0;
  let windowStart = 0;
  let windowEnd = 0;
  let blockStart = 0;
  let position = 0;
  for (;;) {
    while (windowEnd - position < MIN_LOOKAHEAD) {
      if (position - windowStart >= windowSize + maxDistance) windowStart += windowSize;
      if (windowEnd === input.length) break;
      windowEnd = Math.min(input.length, windowStart + 2 * windowSize);
    }
    if (position === windowEnd) break;
    const lookahead = windowEnd - position;
    const candidate = position <= lastInsert ? insert(input, position, windowMask) : 0;
    let length = MIN_MATCH - 1;
    if (candidate > windowStart && position - candidate <= maxDistance) {
      const limit = Math.max(windowStart, position - maxDistance);
      length = longestMatch(input, position, candidate, length, lookahead, limit, windowMask, level);
    }
    let full: boolean;
    if (length >= MIN_MATCH && length <= lookahead) {
      blocks.match(position - matchStart, length);
      full = blocks.isFull(position - blockStart);
      const matchEnd = position + length;
      if (length <= level.maxLazy) {
        while (++position < matchEnd) if (position <= lastInsert) insert(input, position, windowMask);
      } else position = matchEnd;
    } else {
      blocks.literal(input[position]!);
      full = blocks.isFull(position - blockStart);
      position++;
    }
    if (!full) continue;
    if (!blocks.endBlock(blockInput(input, windowStart, blockStart, position), false)) return false;
    blockStart = position;
  }
  return blocks.endBlock(blockInput(input, windowStart, blockStart, position), true);
}

/** The bytes of a block, or null when its start has slid out of the window. */
function blockInput(input: Uint8Array, windowStart: number, start: number, end: number): Uint8Array | null {
  return start >= windowStart ? input.subarray(start, end) : null;
}

/** Enters the three bytes at `position` into the hash chains; returns the position of the last ones with the same hash. */
function insert(input: Uint8Array, position: number, windowMask: number): number {
  const hash = ((input[position]! << 10) ^ (input[position + 1]! << 5) ^ input[position + 2]!) & HASH_MASK;
  const candidate = head[hash]!;
  previous[position & windowMask] = candidate;
  head[hash] = position;
  return candidate;
}

/**
 * Follows the chain from `candidate` down to `limit` (exclusive) for a match longer than `previousLength`.
 * Returns its length, or `previousLength` when there is none, never more than `lookahead`.
 */
function longestMatch(
  input: Uint8Array,
  position: number,
  candidate: number,
  previousLength: number,
  lookahead: number,
  limit: number,
  windowMask: number,
  { goodLength, niceLength, maxChain }: Level,
): number {
  // At the end of the input a match just found may already reach it; nothing can be longer.
  if (previousLength >= lookahead) return lookahead;
  const longest = Math.min(MAX_MATCH, lookahead);
  const nice = Math.min(niceLength, lookahead);
  let chain = previousLength >= goodLength ? maxChain >> 2 : maxChain;
  let best = previousLength;
  let bestByte = input[position + best]!;
  let bestByteBefore = input[position + best - 1]!;
  const first = input[position]!;
  const second = input[position + 1]!;
  let match = candidate;
  do {
    if (
      input[match + best] === bestByte &&
      input[match + best - 1] === bestByteBefore &&
      input[match] === first &&
      input[match + 1] === second
    ) {
      let length = 2;
      while (length < longest && input[match + length] === input[position + length]) length++;
      if (length > best) {
        matchStart = match;
        best = length;
        if (length >= nice) break;
        bestByte = input[position + best]!;
        bestByteBefore = input[position + best - 1]!;
      }
    }
    match = previous[match & windowMask]!;
  } while (match > limit && --chain !== 0);
  return best;
}
