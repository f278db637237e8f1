/** What curves are made of: one series for each parity, over the strength of the damage, with theory where there is one. */
import { upperTail } from '../binomial.ts';
import { expectedLoss, lostBlocks, type ResultRow, theoryOf } from '../result.ts';
import { symbolErrorRate } from '../theory.ts';

export interface Series {
  readonly ecc: number;
  readonly rows: readonly ResultRow[];
}

/** In the order of the plan. */
export function seriesOf(rows: readonly ResultRow[]): Series[] {
  const eccs = [...new Set(rows.map(({ configuration }) => configuration.ecc))];
  return eccs.map((ecc) => ({ ecc, rows: rows.filter(({ configuration }) => configuration.ecc === ecc) }));
}

/** The number that is drawn to the right; null: the model has none. */
export function strength({ configuration: { fault } }: ResultRow): number | null {
  if (fault.model === 'decay') return fault.offSeconds;
  return fault.model === 'flips' ? fault.flips : fault.ber;
}

/** Share of the full blocks; null without any. */
export function lostShare({ tally }: ResultRow): number | null {
  const { blocks } = tally.blocks;
  return blocks === 0 ? null : lostBlocks(tally) / blocks;
}

/** Share of blocks that theory expects to be lost at another rate of the same damage; null: it has no curve. */
export function lossCurve({ configuration }: ResultRow): ((ber: number) => number) | null {
  const { fault, ecc } = configuration;
  // With even parity a thousandth of what is beyond repair is repaired by luck, at most: no curve shows that, and it takes long.
  if (fault.model === 'uniform' && ecc % 2 === 0) {
    return (ber) => upperTail(128 + ecc, symbolErrorRate(ber), ecc / 2 + 1);
  }
  if (theoryOf(configuration) === null || (fault.model !== 'uniform' && fault.model !== 'chip')) return null;
  return (ber) => expectedLoss(theoryOf({ ecc, fault: { ...fault, ber } })!);
}

/** So many of a list, the first and the last among them, evenly spread. */
export function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.round((at * (items.length - 1)) / (most - 1))]!);
}
