/** The work units of zone mode: so many zones of one configuration, one after the other. */
import type { Configuration } from './configuration.ts';
import { damager } from './damage.ts';
import { KernelZone, type ZoneShape } from './kernel-zone.ts';
import { memoryDamager } from './memory-damage.ts';
import { emptyTally, type Tally } from './tally.ts';
import { TrialRandom } from './trial-random.ts';
import { ZoneTrial } from './zone-trial.ts';
import { roomOf, type ZoneWords, zoneWords } from './zone-words.ts';

/** Counts `blocks` full blocks; the chance is drawn by `name`. */
export function runZoneUnit({ ecc, fault, layout }: Configuration, blocks: number, name: string): Tally {
  const { words, truth } = writtenZone(layout, ecc);
  const trial = new ZoneTrial(words, truth);
  const random = new TrialRandom(name);
  const damage =
    fault.model === 'decay' || fault.model === 'row' ? memoryDamager(fault, random) : damager(fault, random);
  const tally = emptyTally();
  for (let left = blocks; left > 0; left -= words.fullBlocks) {
    damage(trial);
    trial.finish(tally, left);
  }
  return tally;
}

/** The last zone that was written: the units of a configuration follow each other. */
let known: { readonly name: string; readonly words: ZoneWords; readonly truth: Uint8Array } | null = null;

function writtenZone(layout: ZoneShape, ecc: number): { readonly words: ZoneWords; readonly truth: Uint8Array } {
  const name = `${ecc}/${layout.zone}/${layout.record}`;
  if (known?.name !== name) {
    const words = zoneWords(layout.zone, ecc, layout.record ?? roomOf(layout.zone, ecc)!);
    const truth = new KernelZone(layout.zone, ecc).written(words.recordBytes);
    known = { name, words, truth };
  }
  return known;
}
