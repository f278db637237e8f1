/**
 * Faults: bits of RAM that flip because somebody said so, aimed or at a uniform rate.
 *
 * The bytes a fault leaves have the writer `fault`. With a ledger, what they held before is kept.
 */
import { assert } from '../sim/assert.ts';
import type { RandomStream } from '../sim/random.ts';
import type { ByteOrder } from './byte-order.ts';
import { GapSampler } from './gap-sampler.ts';
import type { FieldMap, Layout } from './layout.ts';
import { FAULT_WRITER, type Ledger } from './ledger.ts';
import type { AddressRange } from './memory-map.ts';
import { PAGE_SIZE } from './page.ts';
import type { PhysicalMemory } from './physical-memory.ts';

/** One bit: 0 is the least significant of the byte at `address`. */
export interface Flip {
  readonly address: number;
  readonly bit: number;
}

export interface FaultOptions {
  readonly ledger?: Ledger | undefined;
  /** The name the ledger gives the damage; `fault` if not given. */
  readonly cause?: string;
  /** The writer of the damaged bytes; `fault` if not given. */
  readonly writer?: string;
}

/** How many of a report's flips are listed one by one; all are counted. */
export const FLIP_LIST_LIMIT = 65_536;

export interface FlipReport {
  readonly count: number;
  /** In order; the first 65,536 of them. */
  readonly flips: readonly Flip[];
}

/** Flips the named bits, in order; naming one twice flips it back. */
export function flipBits(memory: PhysicalMemory, flips: readonly Flip[], options: FaultOptions = {}): void {
  const flip = flipper(memory, options);
  for (const { address, bit } of flips) {
    if (bit !== (bit & 7)) assert(false, `bit ${bit} of the byte at 0x${address.toString(16)}`);
    flip(address, bit);
  }
}

/** Flips each bit of a range with probability `rate` (0 … 1); costs what flips. Untouched memory is hit as well. */
export function flipUniform(
  memory: PhysicalMemory,
  range: AddressRange,
  rate: number,
  random: RandomStream,
  options: FaultOptions = {},
): FlipReport {
  assert(
    range.start >= 0 && range.end <= memory.sizeBytes,
    `flips from ${range.start} to ${range.end}: not all memory`,
  );
  return flipRanges(memory, [range], rate, random, options);
}

/** As `flipUniform`, but only pages that have been touched are hit: the others hold nothing that could be damaged. */
export function flipTouched(
  memory: PhysicalMemory,
  range: AddressRange,
  rate: number,
  random: RandomStream,
  options: FaultOptions = {},
): FlipReport {
  return flipRanges(memory, touchedRanges(memory, range), rate, random, options);
}

/**
 * The bit of a struct's field: `aim(header, 0x30000000, 'size', 7, 'little')`. Bits of numbers count from the least
 * significant one, whatever the byte order; bits of bytes and text count from the first byte's least significant one.
 */
export function aim<Fields extends FieldMap>(
  layout: Layout<Fields>,
  baseAddress: number,
  fieldName: keyof Fields & string,
  bit: number,
  byteOrder: ByteOrder,
): Flip {
  const field = layout.fields[fieldName];
  assert(field !== undefined, `${layout.name} has no field ${fieldName}`);
  const isInside = Number.isInteger(bit) && bit >= 0 && bit < field.sizeBytes * 8;
  assert(isInside, `${layout.name}.${fieldName} has ${field.sizeBytes * 8} bits, and no bit ${bit}`);
  const byteIndex = bit >>> 3;
  const isMirrored = field.isNumber && (field.byteOrder ?? byteOrder) === 'big';
  const place = isMirrored ? field.sizeBytes - 1 - byteIndex : byteIndex;
  return { address: baseAddress + field.offset + place, bit: bit & 7 };
}

function flipRanges(
  memory: PhysicalMemory,
  ranges: Iterable<AddressRange>,
  rate: number,
  random: RandomStream,
  options: FaultOptions,
): FlipReport {
  const flip = flipper(memory, options);
  const sampler = new GapSampler(rate, random);
  const flips: Flip[] = [];
  let count = 0;
  for (const { start, end } of ranges) {
    sampler.take((end - start) * 8, (position) => {
      const bit = position % 8;
      const address = start + (position - bit) / 8;
      flip(address, bit);
      if (count++ < FLIP_LIST_LIMIT) flips.push({ address, bit });
    });
  }
  return { count, flips };
}

function flipper(memory: PhysicalMemory, options: FaultOptions): (address: number, bit: number) => void {
  const writer = memory.writer(options.writer ?? FAULT_WRITER);
  const cause = options.cause ?? FAULT_WRITER;
  const { ledger } = options;
  return (address, bit) => {
    const byte = memory.load8(address);
    ledger?.recordFlip(address, byte, cause);
    memory.store8(address, byte ^ (1 << bit), writer);
  };
}

/** Neighbouring touched pages as ranges, clipped to `range`. Listed first, because flipping copies shared pages. */
function touchedRanges(memory: PhysicalMemory, range: AddressRange): AddressRange[] {
  const ranges: { start: number; end: number }[] = [];
  for (const pfn of memory.touchedPages(range)) {
    const start = Math.max(range.start, pfn * PAGE_SIZE);
    const end = Math.min(range.end, (pfn + 1) * PAGE_SIZE);
    const last = ranges.at(-1);
    if (last !== undefined && last.end === start) last.end = end;
    else ranges.push({ start, end });
  }
  return ranges;
}
