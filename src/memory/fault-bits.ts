/** Which bits of a place a fault hits: drawn or reckoned, each of them once. Costs what is hit. */
import type { DramProfile } from '../profiles/dram.ts';
import type { RandomStream } from '../sim/random.ts';
import type { BitShape } from './fault-plan.ts';
import { GapSampler } from './gap-sampler.ts';
import type { AddressRange } from './memory-map.ts';

/** Calls `hit` for each bit of the shape; the shape must fit the place (`planProblem`). Bits that were drawn come in order of address. */
export function eachFaultyBit(
  shape: BitShape,
  place: AddressRange,
  module: DramProfile,
  random: RandomStream,
  hit: (address: number, bit: number) => void,
): void {
  const { start, end } = place;
  const bitCount = (end - start) * 8;
  const at = (position: number) => hit(start + Math.floor(position / 8), position % 8);
  const bytes = (from: number, to: number) => {
    for (let address = from; address < to; address++) for (let bit = 0; bit < 8; bit++) hit(address, bit);
  };
  switch (shape.kind) {
    case 'bits':
      for (const position of new Set(shape.bits)) at(position);
      return;
    case 'count':
      for (const position of distinct(shape.count, bitCount, random)) at(position);
      return;
    case 'uniform':
      new GapSampler(shape.rate, random).take(bitCount, at);
      return;
    case 'burst': {
      const width = shape.unit === 'bit' ? 1 : 8;
      const from = shape.from ?? random.int(bitCount / width - shape.length + 1);
      for (let position = from * width; position < (from + shape.length) * width; position++) at(position);
      return;
    }
    case 'row': {
      const rowStart = (Math.floor(start / module.rowBytes) + shape.row) * module.rowBytes;
      bytes(Math.max(start, rowStart), Math.min(end, rowStart + module.rowBytes));
      return;
    }
    case 'column':
      for (let address = start + shape.byte; address < end; address += module.rowBytes) hit(address, shape.bit);
      return;
    case 'chip': {
      const { count, widthBytes } = module.lanes;
      const period = count * widthBytes;
      const first = Math.floor(start / period) * period + shape.lane * widthBytes;
      for (let from = first; from < end; from += period) {
        bytes(Math.max(start, from), Math.min(end, from + widthBytes));
      }
    }
  }
}

/** `count` different numbers below `bound`, every choice alike (Floyd), in ascending order. */
function distinct(count: number, bound: number, random: RandomStream): readonly number[] {
  const chosen = new Set<number>();
  for (let last = bound - count; last < bound; last++) {
    const drawn = random.int(last + 1);
    chosen.add(chosen.has(drawn) ? last : drawn);
  }
  return [...chosen].sort((a, b) => a - b);
}
