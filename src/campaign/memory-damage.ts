/**
 * Damage by the physics of memory modules (memory/dram): decay after a reset as a retention preset has it, and rows that fail as a whole.
 *
 * The zone is laid into a memory of its own, the memory is damaged, and what has become of the zone is read back. Every trial
 * is another module, and the zone lies in one of true or of anti cells by chance.
 */
import { hitCluster } from '../memory/dram/clusters.ts';
import { applyGap } from '../memory/dram/gap.ts';
import { flipTouched } from '../memory/faults.ts';
import { noiseSeed } from '../memory/noise.ts';
import { PhysicalMemory } from '../memory/physical-memory.ts';
import type { RetentionRule } from '../profiles/board.ts';
import { findRetentionPreset, idealModule } from '../profiles/retention-presets.ts';
import { assert } from '../sim/assert.ts';
import type { FaultModel } from './configuration.ts';
import type { Damager } from './damage.ts';
import type { TrialRandom } from './trial-random.ts';

const NAMES = { cause: 'campaign', writer: 'campaign' };
const ADDRESS = 0x1000000;

export function memoryDamager(fault: Extract<FaultModel, { model: 'decay' | 'row' }>, random: TrialRandom): Damager {
  const memory = new PhysicalMemory({ trackWriters: false });
  const writer = memory.writer('campaign');
  const damage = fault.model === 'row' ? rows(fault.ber, random) : reset(presetOutcome(fault), random);
  return (trial) => {
    const start = ADDRESS + random.int(2) * idealModule.blockBytes;
    const range = { start, end: start + trial.truth.length };
    memory.write(start, trial.truth, writer);
    damage(memory, range);
    trial.become(memory.read(start, trial.truth.length));
    // Only the zone in hand shall be touched memory, so that each trial costs what it does itself.
    memory.lose({ start: ADDRESS, end: range.end + idealModule.blockBytes }, 0, writer);
  };
}

type MemoryDamage = (memory: PhysicalMemory, range: { readonly start: number; readonly end: number }) => void;

/** Each row fails with this chance: all of its cells fall to their ground state. */
function rows(chance: number, random: TrialRandom): MemoryDamage {
  const { rowBytes } = idealModule;
  return (memory, range) => {
    for (let address = range.start; address < range.end; address += rowBytes) {
      if (random.float() >= chance) continue;
      const cluster = { kind: 'row', address, severity: 1 } as const;
      hitCluster(memory, range, cluster, { ...NAMES, profile: idealModule, seed: 0 }, random);
    }
  };
}

/** What a reset by this preset does, with the time and the temperature that are said. */
export function presetOutcome({
  retention,
  offSeconds,
  temperature,
}: Extract<FaultModel, { model: 'decay' }>): RetentionRule['outcome'] {
  const preset = findRetentionPreset(retention);
  assert(preset !== undefined, `a campaign with the preset ${retention}`);
  const { outcome } = preset;
  if (typeof outcome === 'string' || !('gap' in outcome)) return outcome;
  const { gap } = outcome;
  return { gap: { ...gap, offSeconds: offSeconds ?? gap.offSeconds, tempC: temperature ?? gap.tempC } };
}

function reset(outcome: RetentionRule['outcome'], random: TrialRandom): MemoryDamage {
  return (memory, range) => {
    if (outcome === 'kept') return;
    if (outcome === 'lost') memory.lose(range, noiseSeed(random.uint32()), memory.writer(NAMES.writer));
    else if ('gap' in outcome) {
      applyGap(memory, range, outcome.gap, { seed: random.uint32(), gapNumber: 0 }, random, NAMES);
    } else flipTouched(memory, range, outcome.bitErrorRate, random, NAMES);
  };
}
