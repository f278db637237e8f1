/**
 * What a gap in the life of a memory module does to its contents: decay, noise, clusters, a new scrambler key, clearing by start-up,
 * in this order. What firmware writes afterwards is the firmware's own store.
 */
import type { DramGap } from '../../profiles/dram.ts';
import type { RandomStream } from '../../sim/random.ts';
import { flipTouched } from '../faults.ts';
import type { AddressRange } from '../memory-map.ts';
import { noiseSeed } from '../noise.ts';
import type { PhysicalMemory } from '../physical-memory.ts';
import { hitCluster } from './clusters.ts';
import { decay } from './decay.ts';
import { effectiveSeconds, laneShifts, lostFraction } from './decay-law.ts';
import type { DamageNames } from './page-damager.ts';

/** A memory module as an individual: the same one forgets the same cells first. */
export interface ModuleIdentity {
  readonly seed: number;
  /** Resets so far: what changes from gap to gap is drawn by it. */
  readonly gapNumber: number;
}

/** Lets a gap happen to a range; gives the number of bits that flipped, not counting what was lost as a whole. */
export function applyGap(
  memory: PhysicalMemory,
  range: AddressRange,
  gap: DramGap,
  module: ModuleIdentity,
  random: RandomStream,
  names: DamageNames,
): number {
  const { profile } = gap;
  let flips = 0;
  if (profile.decay !== null && gap.offSeconds > 0) {
    const seconds = effectiveSeconds(gap.offSeconds, gap.tempC, profile.refTempC, gap.tempLaw);
    const lost = lostByLane(gap, seconds, module.seed);
    const lostOfLonger = lostByLane(gap, seconds / profile.vrtFactor, module.seed);
    const number = module.gapNumber;
    flips += decay(memory, range, { ...names, seed: module.seed, profile, gap: { number, lost, lostOfLonger } });
  }
  if (gap.noiseBer > 0) flips += flipTouched(memory, range, gap.noiseBer, random, names).count;
  for (const cluster of gap.clusters) {
    flips += hitCluster(memory, range, cluster, { ...names, profile, seed: module.seed }, random);
  }
  if (gap.scrambler === 'newKey' || gap.eccInit === 'zero') {
    names.ledger?.recordLoss(range, names.cause);
    const seed = gap.eccInit === 'zero' ? 0 : noiseSeed(random.uint32());
    memory.lose(range, seed, memory.writer(names.writer));
  }
  return flips;
}

/** The lanes differ by what belongs to the module, not to the gap. */
function lostByLane({ profile }: DramGap, seconds: number, seed: number): number[] {
  const law = profile.decay!;
  return laneShifts(profile, seed).map((shift, lane) => lostFraction(law, seconds, lane, shift));
}
