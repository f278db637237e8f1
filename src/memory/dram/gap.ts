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

/** What a gap did. */
export interface GapReport {
  /** Bits that flipped, not counting what was lost as a whole. */
  readonly flipCount: number;
  /** Bits that decay took, by lane. */
  readonly laneFlips: readonly number[];
  /** Seconds at the module's reference temperature that do as much as the gap did. */
  readonly effectiveSeconds: number;
}

/** Lets a gap happen to a range. */
export function applyGap(
  memory: PhysicalMemory,
  range: AddressRange,
  gap: DramGap,
  module: ModuleIdentity,
  random: RandomStream,
  names: DamageNames,
): GapReport {
  const { profile } = gap;
  let laneFlips: readonly number[] = Array<number>(profile.lanes.count).fill(0);
  const seconds = effectiveSeconds(gap.offSeconds, gap.tempC, profile.refTempC, gap.tempLaw);
  if (profile.decay !== null && gap.offSeconds > 0) {
    const lost = lostByLane(gap, seconds, module.seed);
    const lostOfLonger = lostByLane(gap, seconds / profile.vrtFactor, module.seed);
    const number = module.gapNumber;
    laneFlips = decay(memory, range, { ...names, seed: module.seed, profile, gap: { number, lost, lostOfLonger } });
  }
  let flipCount = laneFlips.reduce((sum, flips) => sum + flips, 0);
  if (gap.noiseBer > 0) flipCount += flipTouched(memory, range, gap.noiseBer, random, names).count;
  for (const cluster of gap.clusters) {
    flipCount += hitCluster(memory, range, cluster, { ...names, profile, seed: module.seed }, random);
  }
  if (gap.scrambler === 'newKey' || gap.eccInit === 'zero') {
    names.ledger?.recordLoss(range, names.cause);
    const seed = gap.eccInit === 'zero' ? 0 : noiseSeed(random.uint32());
    memory.lose(range, seed, memory.writer(names.writer));
  }
  return { flipCount, laneFlips, effectiveSeconds: seconds };
}

/** The lanes differ by what belongs to the module, not to the gap. */
function lostByLane({ profile }: DramGap, seconds: number, seed: number): number[] {
  const law = profile.decay!;
  return laneShifts(profile, seed).map((shift, lane) => lostFraction(law, seconds, lane, shift));
}
