/** Damage asked for from outside, as data: named bits, or a uniform rate over a range. */
import { flipBits, flipUniform } from '../memory/faults.ts';
import type { Ledger } from '../memory/ledger.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { RandomStream } from '../sim/random.ts';

export type FaultRequest =
  | { readonly kind: 'bits'; readonly bits: readonly { readonly address: number; readonly bit: number }[] }
  /** Each bit of the range flips with probability `rate`. */
  | { readonly kind: 'uniform'; readonly address: number; readonly length: number; readonly rate: number };

/** Flips the bits; gives their number. */
export function injectFault(fault: FaultRequest, memory: PhysicalMemory, random: RandomStream, ledger: Ledger): number {
  if (fault.kind === 'bits') {
    flipBits(memory, fault.bits, { ledger });
    return fault.bits.length;
  }
  const range = { start: fault.address, end: fault.address + fault.length };
  return flipUniform(memory, range, fault.rate, random, { ledger }).count;
}
