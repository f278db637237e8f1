/**
 * Raw deflate exactly as the kernel compresses a pstore record: level 6, memLevel 8, default strategy
 * (`lib/zlib_deflate/deflate.c`, `deflate_slow`; the same code in Linux 6.1 and 6.12).
 *
 * Written from the description of the algorithm: hash chains over three bytes, lazy matching. The kernel's sliding window is kept
 * as a position (`windowStart`) over the whole input instead of being copied; what the sliding makes unreachable is unreachable
 * here too. Leaves out: other levels, streams in pieces, zlib and gzip wrappers.
 */
import { BlockWriter } from './deflate-block.ts';
import { MAX_MATCH, MIN_MATCH } from './deflate-tables.ts';

export interface KernelDeflateOptions {
  /** 11 up to Linux 6.5 (crypto API), 15 from 6.6 on (zlib called directly). */
  readonly windowBits: 11 | 15;
  /** Size in bytes of the buffer compressed into; without it nothing is too large. */
  readonly outLimit?: number;
}

/** Level 6 of zlib's configuration table. */
const GOOD_LENGTH = 8;
const MAX_LAZY = 16;
const NICE_LENGTH = 128;
const MAX_CHAIN = 128;
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
  return deflateSlow(input, 1 << options.windowBits) ? blocks.bytes() : null;
}

/** Start of the longest match found by `longestMatch`; kept when nothing longer is found, as zlib keeps it. */
let matchStart = 0;

function deflateSlow(input: Uint8Array, windowSize: number): boolean {
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
    if (candidate > windowStart && previousLength < MAX_LAZY && position - candidate <= maxDistance) {
      const limit = Math.max(windowStart, position - maxDistance);
      matchLength = longestMatch(input, position, candidate, previousLength, lookahead, limit, windowMask);
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
): number {
  // At the end of the input a match just found may already reach it; nothing can be longer.
  if (previousLength >= lookahead) return lookahead;
  const longest = Math.min(MAX_MATCH, lookahead);
  const nice = Math.min(NICE_LENGTH, lookahead);
  let chain = previousLength >= GOOD_LENGTH ? MAX_CHAIN >> 2 : MAX_CHAIN;
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
