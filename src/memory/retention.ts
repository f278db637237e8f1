/**
 * Retention: what a reset does to RAM, by the board's rules.
 *
 * The first rule that covers an address decides about it; RAM that no rule covers is kept. `kept` changes nothing; `lost`
 * leaves random contents; a bit error rate flips bits of the pages that were ever touched; a gap lets the cells of the memory
 * module decay, by time off and temperature (dram/gap.ts). Where it is known how long the power was off, that time holds for every gap.
 */
import type { ResetCause, RetentionRule } from '../profiles/board.ts';
import { plainGap } from '../profiles/retention-presets.ts';
import type { RandomStream } from '../sim/random.ts';
import { applyGap, type GapReport, type ModuleIdentity } from './dram/gap.ts';
import type { DamageNames } from './dram/page-damager.ts';
import { flipTouched } from './faults.ts';
import { type Ledger, RETENTION_WRITER } from './ledger.ts';
import { type AddressRange, subtract } from './memory-map.ts';
import { noiseSeed } from './noise.ts';
import type { PhysicalMemory } from './physical-memory.ts';

export type { ResetCause, RetentionRule } from '../profiles/board.ts';

export type RetentionProfile = Partial<Record<ResetCause, readonly RetentionRule[]>>;

/** How long memory was without refresh, seconds, and how warm it was, °C, as far as somebody said so. */
export interface KnownGap {
  readonly offSeconds: number;
  readonly tempC?: number;
}

/** What happened to one stretch of memory; stretches that were kept are not listed. */
interface RetentionEffect extends AddressRange {
  readonly outcome: Exclude<RetentionRule['outcome'], 'kept'>;
  /** Bits that flipped; 0 for a loss, where counting means nothing. */
  readonly flipCount: number;
  /** Of a gap. */
  readonly decay?: Omit<GapReport, 'flipCount'>;
}

/** What a time without refresh did to a range of a memory module. */
export interface DecayFacts extends AddressRange {
  /** As in `dramProfiles`. */
  readonly module: string;
  readonly offSeconds: number;
  readonly tempC: number;
  /** Seconds at the module's reference temperature that do as much. */
  readonly effectiveSeconds: number;
  /** Bits lost by decay, by lane. */
  readonly laneFlips: readonly number[];
  /** A new scrambler key or the start-up's clearing took the contents as well. */
  readonly isLost: boolean;
}

export interface RetentionReport {
  readonly cause: ResetCause;
  /** In the order of the rules. */
  readonly effects: readonly RetentionEffect[];
  readonly flipCount: number;
}

/** What makes one reset differ from another of the same cause. */
interface RetentionOptions {
  readonly ledger?: Ledger | undefined;
  readonly module?: ModuleIdentity;
  readonly known?: KnownGap | undefined;
}

/** Lets a reset do to memory what the board says; the same stream gives the same damage. Costs what was touched. */
export function applyRetention(
  memory: PhysicalMemory,
  profile: RetentionProfile,
  cause: ResetCause,
  random: RandomStream,
  { ledger, module = { seed: 0, gapNumber: 0 }, known }: RetentionOptions = {},
): RetentionReport {
  const effects: RetentionEffect[] = [];
  const decided: AddressRange[] = [];
  for (const rule of profile[cause] ?? []) {
    const { region } = rule;
    const outcome = outcomeOf(rule, known);
    const all = { start: 0, end: memory.sizeBytes };
    const covered = region === 'all' ? all : { start: region.start, end: Math.min(region.end, all.end) };
    for (const range of subtract([covered], decided)) {
      if (outcome === 'kept') continue;
      const names = { ledger, cause: `${RETENTION_WRITER}: ${cause}`, writer: RETENTION_WRITER };
      effects.push({ ...range, outcome, ...damage(memory, range, outcome, module, random, names) });
    }
    decided.push(covered);
  }
  return { cause, effects, flipCount: effects.reduce((sum, effect) => sum + effect.flipCount, 0) };
}

function outcomeOf({ outcome, module }: RetentionRule, known: KnownGap | undefined): RetentionRule['outcome'] {
  if (known === undefined) return outcome;
  if (typeof outcome === 'object' && 'gap' in outcome) return { gap: { ...outcome.gap, ...known } };
  return module === undefined ? outcome : { gap: plainGap(module, known) };
}

function damage(
  memory: PhysicalMemory,
  range: AddressRange,
  outcome: Exclude<RetentionRule['outcome'], 'kept'>,
  module: ModuleIdentity,
  random: RandomStream,
  names: DamageNames,
): Pick<RetentionEffect, 'flipCount' | 'decay'> {
  if (outcome === 'lost') {
    names.ledger?.recordLoss(range, names.cause);
    memory.lose(range, noiseSeed(random.uint32()), memory.writer(names.writer));
    return { flipCount: 0 };
  }
  if (!('gap' in outcome)) return { flipCount: flipTouched(memory, range, outcome.bitErrorRate, random, names).count };
  const { flipCount, ...decay } = applyGap(memory, range, outcome.gap, module, random, names);
  return { flipCount, decay };
}

/** Whether start-up took the contents as a whole. */
const isCleared = ({ outcome }: RetentionEffect) =>
  typeof outcome === 'object' &&
  'gap' in outcome &&
  (outcome.gap.scrambler === 'newKey' || outcome.gap.eccInit === 'zero');

/** The ranges whose contents are gone as a whole. */
export function lostRangesOf({ effects }: RetentionReport): AddressRange[] {
  const lost = effects.filter((effect) => effect.outcome === 'lost' || isCleared(effect));
  return lost.map(({ start, end }) => ({ start, end }));
}

/** What gaps did, for those who tell of it. */
export function decaysOf({ effects }: RetentionReport): DecayFacts[] {
  return effects.flatMap((effect) => {
    const { start, end, outcome, decay } = effect;
    if (decay === undefined || typeof outcome !== 'object' || !('gap' in outcome)) return [];
    const { profile, offSeconds, tempC } = outcome.gap;
    return [{ start, end, module: profile.name, offSeconds, tempC, ...decay, isLost: isCleared(effect) }];
  });
}
