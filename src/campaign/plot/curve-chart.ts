/**
 * Curves over the strength of the damage: survival of blocks, loss of blocks in decades, records that came back true.
 *
 * Points are what was measured, with their Wilson intervals. A solid line is theory; where there is none, a dashed one leads from
 * point to point.
 */
import { percent, strengthOf } from '../report/words.ts';
import { expectedLoss, INTERVAL_CONFIDENCE, lostBlocks, type ResultRow, recoveredRecords } from '../result.ts';
import type { Interval } from '../wilson.ts';
import { lossCurve, lostShare, type Series, seriesOf, spread, strength } from './curves.ts';
import { type Axis, chart, plotBox, pointIn } from './frame.ts';
import { decadeScale, type Scale, shareScale, strengthScale, ticksOf } from './scale.ts';
import { line, mark, type Point, polyline, SERIES_MAX, seriesClass } from './svg.ts';

/** What is drawn upwards, as shares. */
interface Quantity {
  readonly title: string;
  readonly label: string;
  readonly scale: Scale;
  readonly ticks: Axis['ticks'];
  /** Null: nothing was counted. */
  share(row: ResultRow): number | null;
  interval(row: ResultRow): Interval;
  /** At any strength. */
  curve(row: ResultRow): ((x: number) => number) | null;
  /** Of this row. */
  expected(row: ResultRow): number | null;
  /** The count in words. */
  told(row: ResultRow): string;
  /** Of the height, below what `scale` shows: for shares that it has no place for. */
  readonly slot: number;
}

const percentTicks = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: `${at * 100} %` }));

/** Each is empty where there are fewer than two strengths to draw. */
export function survivalChart(rows: readonly ResultRow[], id: string): string {
  return curveChart(rows, id, {
    title: 'Full blocks that survive',
    label: 'blocks that survive',
    scale: shareScale,
    ticks: percentTicks,
    share: (row) => ifKnown(lostShare(row), (lost) => 1 - lost),
    interval: ({ intervals: { lost } }) => ({ low: 1 - lost.high, high: 1 - lost.low }),
    curve: (row) => ifKnown(lossCurve(row), (loss) => (x) => 1 - loss(x)),
    expected: ({ theory }) => ifKnown(theory, (known) => 1 - expectedLoss(known)),
    told: ({ tally }) => `${tally.blocks.blocks - lostBlocks(tally)} of ${tally.blocks.blocks} blocks survive`,
    slot: 0,
  });
}

/** Of the height, for counts of zero. */
const NONE_SLOT = 0.12;

export function lossChart(rows: readonly ResultRow[], id: string): string {
  const most = Math.max(1, ...rows.map(({ tally }) => tally.blocks.blocks));
  // The lower end of the interval around a single hit is near 0.18 / trials.
  const decades = Math.ceil(Math.log10(most / 0.17));
  const scale = decadeScale(10 ** -decades, NONE_SLOT);
  const steps = Array.from({ length: decades + 1 }, (_, at) => at - decades);
  const ticks = steps.map((power) => ({ at: scale.at(10 ** power)!, label: power === 0 ? '1' : `1e${power}` }));
  return curveChart(rows, id, {
    title: 'Full blocks that are lost',
    label: 'share that is lost',
    scale,
    ticks: [{ at: NONE_SLOT / 2, label: 'none' }, ...ticks],
    share: lostShare,
    interval: ({ intervals }) => intervals.lost,
    curve: lossCurve,
    expected: ({ theory }) => ifKnown(theory, expectedLoss),
    told: ({ tally }) => `${lostBlocks(tally)} of ${tally.blocks.blocks} blocks lost`,
    slot: NONE_SLOT,
  });
}

export function recordChart(rows: readonly ResultRow[], id: string): string {
  return curveChart(rows, id, {
    title: 'Records that come back true',
    label: 'records that come back true',
    scale: shareScale,
    ticks: percentTicks,
    share: ({ tally }) => (tally.records.records === 0 ? null : recoveredRecords(tally) / tally.records.records),
    interval: ({ intervals }) => intervals.recovered,
    curve: () => null,
    expected: () => null,
    told: ({ tally }) => `${recoveredRecords(tally)} of ${tally.records.records} records come back true`,
    slot: 0,
  });
}

function ifKnown<Given, Result>(value: Given | null, then: (value: Given) => Result): Result | null {
  return value === null ? null : then(value);
}

function curveChart(rows: readonly ResultRow[], id: string, quantity: Quantity): string {
  const drawn = rows.filter((row) => strength(row) !== null && quantity.share(row) !== null);
  const faults = new Map(drawn.map((row) => [strength(row)!, row.configuration.fault]));
  const scale = strengthScale([...faults.keys()]);
  if (scale === null || faults.size < 2) return '';
  const all = seriesOf(drawn);
  const series = spread(all, SERIES_MAX);
  const lines = series.map(({ rows: own }, at) => curveOf(own, at, scale, quantity));
  const points = series.map((own, at) => pointsOf(own, at, series.length, scale, quantity));
  const left = series.length < all.length ? ` Drawn: ${series.length} of ${all.length} parities.` : '';
  const [first] = faults.values();
  return chart({
    id,
    title: quantity.title,
    description: `One curve for each number of parity bytes, over ${strengthOf(first!).long}. Points are measured, with ${INTERVAL_CONFIDENCE * 100} % intervals (Wilson); solid lines are theory, dashed ones only join points.${left}`,
    x: {
      label: strengthOf(first!).long,
      ticks: ticksOf(scale, [...faults.keys()], (x) => strengthOf(faults.get(x)!).value, 0.06),
    },
    y: { label: quantity.label, ticks: quantity.ticks },
    legendTitle: 'parity',
    legend: series.map(({ ecc }, at) => ({
      label: `ecc ${ecc}`,
      draw: ([x, y]) => line([x - 13, y], [x + 13, y], `curve ${seriesClass(at)}`) + mark(at, [x, y], seriesClass(at)),
    })),
    body: lines.join('') + points.join(''),
  });
}

/** Steps of a curve from left to right. */
const SAMPLES = 120;

function curveOf(rows: readonly ResultRow[], series: number, x: Scale, { scale: y, ...quantity }: Quantity): string {
  const curve = quantity.curve(rows[0]!);
  const expected = rows.map((row) => [x.at(strength(row)!)!, quantity.expected(row)] as const);
  const hasTheory = curve !== null || expected.every(([, value]) => value !== null);
  const className = `curve ${seriesClass(series)}${hasTheory ? '' : ' joined'}`;
  const along = (share: number): Point | null => {
    const value = x.from(share);
    const height = value === null ? null : y.at(curve!(value));
    return height === null ? null : pointIn(plotBox, share, height);
  };
  const parts = curve !== null ? sampled(along) : [joined(hasTheory ? expected : measured(rows, x, quantity), y)];
  return parts
    .filter((points) => points.length > 1)
    .map((points) => polyline(points, className))
    .join('');
}

function measured(rows: readonly ResultRow[], x: Scale, { share }: Pick<Quantity, 'share'>) {
  return rows.map((row) => [x.at(strength(row)!)!, share(row)] as const);
}

function joined(values: readonly (readonly [number, number | null])[], y: Scale): Point[] {
  return [...values]
    .sort((a, b) => a[0] - b[0])
    .flatMap(([at, value]) => {
      const height = value === null ? null : y.at(value);
      return height === null ? [] : [pointIn(plotBox, at, height)];
    });
}

/** The parts of a curve that lie in the frame, up to its very edge. */
function sampled(along: (share: number) => Point | null): Point[][] {
  const parts: Point[][] = [];
  let before: Point | null = null;
  for (let step = 0; step <= SAMPLES; step++) {
    const point = along(step / SAMPLES);
    const isFirst = before === null && point !== null;
    if (isFirst) parts.push([]);
    if (step > 0 && (before === null) !== (point === null)) {
      const [inside, outside] = isFirst ? [step, step - 1] : [step - 1, step];
      parts.at(-1)!.push(edge(along, inside / SAMPLES, outside / SAMPLES));
    }
    if (point !== null) parts.at(-1)!.push(point);
    before = point;
  }
  return parts;
}

function edge(along: (share: number) => Point | null, inside: number, outside: number): Point {
  let [known, lost] = [inside, outside];
  for (let step = 0; step < 12; step++) {
    const middle = (known + lost) / 2;
    if (along(middle) === null) lost = middle;
    else known = middle;
  }
  return along(known)!;
}

/** Half the width of the ends of an error bar. */
const CAP = 4;

function pointsOf({ ecc, rows }: Series, series: number, count: number, x: Scale, quantity: Quantity): string {
  const { scale: y } = quantity;
  return rows
    .map((row) => {
      const share = quantity.share(row)!;
      const { low, high } = quantity.interval(row);
      const at = x.at(strength(row)!)!;
      const height = y.at(share);
      const { name, value } = strengthOf(row.configuration.fault);
      const expected = quantity.expected(row);
      const theory = expected === null ? '' : `; theory ${percent(expected)} %`;
      const title = `ecc ${ecc}, ${name} ${value}: ${quantity.told(row)} (${percent(share)} %, interval ${percent(low)} to ${percent(high)} %${theory})`;
      const point = mark(
        series,
        pointIn(plotBox, at, height ?? (quantity.slot * (series + 0.5)) / count),
        seriesClass(series),
        title,
      );
      if (height === null) return point;
      const top = pointIn(plotBox, at, y.at(high) ?? height);
      const bottom = pointIn(plotBox, at, y.at(low) ?? quantity.slot);
      return errorBar(top, bottom, series) + point;
    })
    .join('');
}

function errorBar(top: Point, bottom: Point, series: number): string {
  const className = `bar ${seriesClass(series)}`;
  const cap = ([x, y]: Point) => line([x - CAP, y], [x + CAP, y], className);
  // An interval that the mark covers need not be drawn.
  return bottom[1] - top[1] < 3 ? '' : line(top, bottom, className) + cap(top) + cap(bottom);
}
