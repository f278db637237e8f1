/**
 * Retention: what a reset does to RAM, by the board's rules.
 *
 * The first rule that covers an address decides about it; RAM that no rule covers is kept. `kept` changes nothing; `lost`
 * leaves random contents; a bit error rate flips bits of the pages that were ever touched; a gap lets the cells of the memory
 * module decay, by time off and temperature (dram/gap.ts).
 */
import type { ResetCause, RetentionRule } from '../profiles/board.ts';
import type { RandomStream } from '../sim/random.ts';
import { applyGap, type ModuleIdentity } from './dram/gap.ts';
import type { DamageNames } from './dram/page-damager.ts';
import { flipTouched } from './faults.ts';
import { type Ledger, RETENTION_WRITER } from './ledger.ts';
import { type AddressRange, subtract } from './memory-map.ts';
import { noiseSeed } from './noise.ts';
import type { PhysicalMemory } from './physical-memory.ts';

export type { ResetCause, RetentionRule } from '../profiles/board.ts';

export type RetentionProfile = Partial<Record<ResetCause, readonly RetentionRule[]>>;

/** What happened to one stretch of memory; stretches that were kept are not listed. */
interface RetentionEffect extends AddressRange {
  readonly outcome: Exclude<RetentionRule['outcome'], 'kept'>;
  /** Bits that flipped; 0 for a loss, where counting means nothing. */
  readonly flipCount: number;
}

export interface RetentionReport {
  readonly cause: ResetCause;
  /** In the order of the rules. */
  readonly effects: readonly RetentionEffect[];
  readonly flipCount: number;
}

/** Lets a reset do to memory what the board says; the same stream gives the same damage. Costs what was touched. */
export function applyRetention(
  memory: PhysicalMemory,
  profile: RetentionProfile,
  cause: ResetCause,
  random: RandomStream,
  ledger?: Ledger,
  module: ModuleIdentity = { seed: 0, gapNumber: 0 },
): RetentionReport {
  const effects: RetentionEffect[] = [];
  const decided: AddressRange[] = [];
  for (const { region, outcome } of profile[cause] ?? []) {
    const all = { start: 0, end: memory.sizeBytes };
    const covered = region === 'all' ? all : { start: region.start, end: Math.min(region.end, all.end) };
    for (const range of subtract([covered], decided)) {
      if (outcome === 'kept') continue;
      const names = { ledger, cause: `${RETENTION_WRITER}: ${cause}`, writer: RETENTION_WRITER };
      const flipCount = damage(memory, range, outcome, module, random, names);
      effects.push({ ...range, outcome, flipCount });
    }
    decided.push(covered);
  }
  return { cause, effects, flipCount: effects.reduce((sum, effect) => sum + effect.flipCount, 0) };
}

function damage(
  memory: PhysicalMemory,
  range: AddressRange,
  outcome: Exclude<RetentionRule['outcome'], 'kept'>,
  module: ModuleIdentity,
  random: RandomStream,
  names: DamageNames,
): number {
  if (outcome === 'lost') {
    names.ledger?.recordLoss(range, names.cause);
    memory.lose(range, noiseSeed(random.uint32()), memory.writer(names.writer));
    return 0;
  }
  if ('gap' in outcome) return applyGap(memory, range, outcome.gap, module, random, names);
  return flipTouched(memory, range, outcome.bitErrorRate, random, names).count;
}
