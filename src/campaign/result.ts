/**
 * The result of a campaign as a value: for each configuration what was counted, how sure that is, what theory says, and whether both
 * agree; and which parity pays best. Reports print it, plots draw it.
 */
import { findRetentionPreset } from '../profiles/retention-presets.ts';
import { upperTail } from './binomial.ts';
import { type Configuration, configurationKey, faultKey } from './configuration.ts';
import { binomialTest } from './exact-tests.ts';
import type { CampaignPart } from './part.ts';
import { type CampaignPlan, configurationsOf } from './plan.ts';
import type { Tally } from './tally.ts';
import { type BlockTheory, beyondAfterFlips, blockTheory, symbolErrorRate } from './theory.ts';
import { type Interval, sidakLevel, wilsonInterval } from './wilson.ts';

/** Of each interval. */
export const INTERVAL_CONFIDENCE = 0.95;
/** Of the comparison of a whole table with theory. */
const THEORY_CONFIDENCE = 0.999;

/** Wilson intervals of the shares of full blocks, and of the share of records that came back true. */
interface RowIntervals {
  readonly clean: Interval;
  readonly corrected: Interval;
  readonly uncorrectable: Interval;
  readonly miscorrected: Interval;
  /** Uncorrectable and miscorrected together. */
  readonly lost: Interval;
  readonly recovered: Interval;
}

/** What theory expects of full blocks, as shares. Null: no theory says it. */
interface RowTheory {
  readonly clean: number;
  readonly corrected: number | null;
  readonly uncorrectable: number | null;
  readonly miscorrected: number | null;
  /** More than ecc div 2 changed bytes. */
  readonly beyond: number;
  /** How sure the four classes are (theory.ts); null where they are not known. */
  readonly split: BlockTheory['split'] | null;
}

/** A count that was compared with its expectation. */
export interface Comparison {
  readonly what: 'clean' | 'beyond' | 'miscorrected';
  readonly found: number;
  readonly expected: number;
  /** Of a count as odd as this or odder, were theory true. */
  readonly probability: number;
}

export interface ResultRow {
  readonly configuration: Configuration;
  readonly key: string;
  readonly tally: Tally;
  readonly intervals: RowIntervals;
  readonly theory: RowTheory | null;
  readonly comparisons: readonly Comparison[];
  /** Bytes of log that survive for each byte of blocks and parity. */
  readonly yield: number;
  /** Of the parities that were tried under the same damage this one yields most. */
  readonly isOptimum: boolean;
}

/** The binomial test, two-sided, of every comparison at Šidák's level. */
export interface TheoryTest {
  readonly confidence: number;
  readonly comparisons: number;
  /** Of each comparison. */
  readonly level: number;
  /** Null: nothing was compared. */
  readonly smallest: number | null;
  /** Rows with a comparison below the level. */
  readonly disagreements: readonly { readonly row: ResultRow; readonly comparison: Comparison }[];
}

export interface CampaignResult {
  readonly plan: CampaignPlan;
  /** All configurations, in the order of the plan. */
  readonly rows: readonly ResultRow[];
  readonly theoryTest: TheoryTest;
}

/** The result of a part, which need not be complete. */
export function resultOf({ plan, rows: parts }: CampaignPart): CampaignResult {
  const configurations = configurationsOf(plan);
  const best = new Map<string, number>();
  for (const [at, configuration] of configurations.entries()) {
    const name = groupOf(configuration);
    best.set(name, Math.max(best.get(name) ?? 0, yieldOf(configuration, parts[at]!.tally)));
  }
  const won = new Set<string>();
  const rows = configurations.map((configuration, at): ResultRow => {
    const { tally } = parts[at]!;
    const own = yieldOf(configuration, tally);
    const name = groupOf(configuration);
    const isOptimum = own > 0 && own === best.get(name) && !won.has(name);
    if (isOptimum) won.add(name);
    const theory = theoryOf(configuration);
    return {
      configuration,
      key: configurationKey(configuration),
      tally,
      intervals: intervalsOf(tally),
      theory,
      comparisons: theory === null ? [] : comparisonsOf(tally, theory),
      yield: own,
      isOptimum,
    };
  });
  return { plan, rows, theoryTest: theoryTest(rows) };
}

/** Full blocks whose text is lost or wrong. */
export function lostBlocks({ blocks }: Tally): number {
  return blocks.uncorrectable + blocks.miscorrected;
}

/** Records that came back true. */
export function recoveredRecords({ records }: Tally): number {
  return records.clean + records.corrected;
}

/** Configurations that differ in parity alone. */
function groupOf({ fault, layout }: Configuration): string {
  return `${faultKey(fault)},zone=${layout.zone},record=${layout.record}`;
}

function yieldOf({ ecc }: Configuration, tally: Tally): number {
  const { blocks } = tally.blocks;
  return blocks === 0 ? 0 : ((blocks - lostBlocks(tally)) / blocks) * (128 / (128 + ecc));
}

function intervalsOf(tally: Tally): RowIntervals {
  const { blocks, records } = tally;
  const of = (hits: number) => wilsonInterval(hits, blocks.blocks, INTERVAL_CONFIDENCE);
  return {
    clean: of(blocks.clean),
    corrected: of(blocks.corrected),
    uncorrectable: of(blocks.uncorrectable),
    miscorrected: of(blocks.miscorrected),
    lost: of(lostBlocks(tally)),
    recovered: wilsonInterval(recoveredRecords(tally), records.records, INTERVAL_CONFIDENCE),
  };
}

/** Share of full blocks that is lost by theory; where nobody knows what is repaired by luck, all that have too many changed bytes. */
export function expectedLoss({ uncorrectable, miscorrected, beyond }: RowTheory): number {
  return uncorrectable === null ? beyond : uncorrectable + (miscorrected ?? 0);
}

/** Bursts, rows and decay have no theory here. */
export function theoryOf({ fault, ecc }: Pick<Configuration, 'fault' | 'ecc'>): RowTheory | null {
  const shape = { nroots: ecc, length: 128 };
  switch (fault.model) {
    case 'uniform':
      return ofFlipRate(ecc, fault.ber);
    case 'decay': {
      const outcome = findRetentionPreset(fault.retention)?.outcome;
      const isFlat = typeof outcome === 'object' && 'bitErrorRate' in outcome;
      return isFlat ? ofFlipRate(ecc, outcome.bitErrorRate) : null;
    }
    case 'flips':
      return ofShares(ecc, 0, beyondAfterFlips(shape, fault.flips));
    case 'chip': {
      // Every chip holds the same number of a word's bytes only where parity fills whole words of memory.
      if (ecc % 8 !== 0) return null;
      const symbols = (128 + ecc) / 8;
      const symbolRate = symbolErrorRate(fault.ber);
      return ofShares(ecc, (1 - symbolRate) ** symbols, upperTail(symbols, symbolRate, (ecc >> 1) + 1));
    }
    default:
      return null;
  }
}

function ofFlipRate(ecc: number, ber: number): RowTheory {
  const { clean, corrected, uncorrectable, miscorrected, beyond, split } = blockTheory(
    { nroots: ecc, length: 128 },
    ber,
  );
  return { clean, corrected, uncorrectable, miscorrected, beyond, split };
}

/** Where nothing is known of what the decoder takes for another text. */
function ofShares(ecc: number, clean: number, beyond: number): RowTheory {
  const corrected = ecc % 2 === 0 ? Math.max(0, 1 - clean - beyond) : null;
  return { clean, corrected, uncorrectable: null, miscorrected: null, beyond, split: null };
}

/** Words that are whole by luck had too many changed bytes all the same. */
function comparisonsOf(tally: Tally, theory: RowTheory): Comparison[] {
  const { blocks } = tally;
  const trials = blocks.blocks;
  const compare = (what: Comparison['what'], found: number, share: number): Comparison => ({
    what,
    found,
    expected: share * trials,
    probability: binomialTest(found, trials, Math.min(1, share)),
  });
  if (trials === 0) return [];
  const found = [
    compare('clean', blocks.clean, theory.clean),
    compare('beyond', lostBlocks(tally) + blocks.lucky, theory.beyond),
  ];
  if (theory.split === 'exact' || theory.split === 'close') {
    found.push(compare('miscorrected', blocks.miscorrected, theory.miscorrected!));
  }
  return found;
}

function theoryTest(rows: readonly ResultRow[]): TheoryTest {
  const all = rows.flatMap((row) => row.comparisons.map((comparison) => ({ row, comparison })));
  const level = sidakLevel(1 - THEORY_CONFIDENCE, Math.max(1, all.length));
  return {
    confidence: THEORY_CONFIDENCE,
    comparisons: all.length,
    level,
    smallest: all.length === 0 ? null : Math.min(...all.map(({ comparison }) => comparison.probability)),
    disagreements: all.filter(({ comparison }) => comparison.probability < level),
  };
}
