/**
 * Damage that does not ask what the cells are made of: bits flip, by chance or by count. (Decay and rows: memory-damage.ts.)
 *
 * Each model turns its strength into a function that damages one zone after the other. Gaps between flips are drawn, not bits, so
 * that the cost is that of the flips.
 */
import { GapSampler } from '../memory/gap-sampler.ts';
import { assert } from '../sim/assert.ts';
import type { FaultModel } from './configuration.ts';
import type { TrialRandom } from './trial-random.ts';
import type { ZoneTrial } from './zone-trial.ts';

/** Damages a whole zone. */
export type Damager = (trial: ZoneTrial) => void;

/** Bytes of a memory word: one from each of eight chips. */
const LANES = 8;

/** The same for zones of one size; `random` is that of the work unit. */
export function damager(fault: Exclude<FaultModel, { model: 'decay' | 'row' }>, random: TrialRandom): Damager {
  switch (fault.model) {
    case 'uniform':
      return uniform(fault.ber, random);
    case 'flips':
      return exactFlips(fault.flips, random);
    case 'burst':
      return bursts(fault.ber, fault.burst, random);
    case 'chip':
      return chip(fault.ber, random);
    case 'charged':
      return charged(fault.ber, random);
  }
}

/** Each bit flips with this chance. */
function uniform(ber: number, random: TrialRandom): Damager {
  const sampler = new GapSampler(ber, random);
  return (trial) => sampler.take(trial.truth.length * 8, trial.flip);
}

/** Exactly `flips` different bits of every code word. */
function exactFlips(flips: number, random: TrialRandom): Damager {
  return (trial) => {
    const { words } = trial;
    for (let word = 0; word <= words.header; word++) {
      const bits = (words.dataLength[word]! + words.eccSize) * 8;
      // Said only when it is so: a text for each word costs as much as its flips.
      if (2 * flips > bits) assert(false, `${flips} flips in ${bits} bits`);
      if (flips > 0) trial.flipSome(word, flips, random);
    }
  };
}

/** `length` neighbouring bits flip at once; bursts begin so often that each bit is hit `ber` times on average. */
function bursts(ber: number, length: number, random: TrialRandom): Damager {
  const sampler = new GapSampler(ber / length, random);
  return (trial) => {
    const bits = trial.truth.length * 8;
    // Those that begin before the zone reach into it.
    sampler.take(bits + length - 1, (start) => {
      const first = start - (length - 1);
      for (let bit = Math.max(0, first); bit < Math.min(bits, first + length); bit++) trial.flip(bit);
    });
  };
}

/** Another chip fails in each trial: the bits of its bytes, one byte in eight, flip with this chance. */
function chip(ber: number, random: TrialRandom): Damager {
  const sampler = new GapSampler(ber, random);
  return (trial) => {
    const lane = random.int(LANES);
    const bytes = Math.floor((trial.truth.length - 1 - lane) / LANES) + 1;
    sampler.take(bytes * 8, (bit) => trial.flip(((bit >>> 3) * LANES + lane) * 8 + (bit & 7)));
  };
}

/** Charged cells lose their charge with this chance: ones in a zone of true cells, zeros in one of anti cells. */
function charged(ber: number, random: TrialRandom): Damager {
  const sampler = new GapSampler(ber, random);
  return (trial) => {
    const ground = random.int(2);
    sampler.take(trial.truth.length * 8, (bit) => {
      if (((trial.truth[bit >>> 3]! >>> (bit & 7)) & 1) !== ground) trial.flip(bit);
    });
  };
}
