/** What parity buys: survival over its overhead, one line for each strength of the damage; a ring where a byte of RAM yields most. */
import { strengthOf } from '../report/words.ts';
import { lostBlocks, type ResultRow } from '../result.ts';
import { lostShare, spread } from './curves.ts';
import { chart, plotBox, pointIn } from './frame.ts';
import { shareScale, strengthScale, ticksOf } from './scale.ts';
import { element, line, mark, type Point, polyline } from './svg.ts';

/** Colours of an order, from little to much. */
const RAMP = 8;

/** Empty where fewer than two parities were tried. */
export function overheadChart(rows: readonly ResultRow[], id: string): string {
  const drawn = rows.filter((row) => lostShare(row) !== null);
  const overheads = new Map(drawn.map(({ configuration: { ecc } }) => [overheadOf(ecc), ecc]));
  const scale = strengthScale([...overheads.keys()]);
  const [first] = drawn;
  if (scale === null || overheads.size < 2 || first === undefined) return '';
  const { name, long } = strengthOf(first.configuration.fault);
  const all = [...new Set(drawn.map(wordsOf))];
  const shown = spread(all, RAMP);
  const color = (at: number) =>
    `r${shown.length === 1 ? RAMP - 1 : Math.round((at * (RAMP - 1)) / (shown.length - 1))}`;
  const place = (row: ResultRow): Point =>
    pointIn(plotBox, scale.at(overheadOf(row.configuration.ecc))!, shareScale.at(1 - lostShare(row)!)!);

  const curves = shown.map((value, at) => {
    const own = drawn.filter((row) => wordsOf(row) === value).sort((a, b) => a.configuration.ecc - b.configuration.ecc);
    const marks = own.map((row) => mark(at, place(row), '', titleOf(row, name)));
    const rings = own.filter(({ isOptimum }) => isOptimum).map((row) => ring(place(row)));
    return element('g', { class: color(at) }, polyline(own.map(place), 'curve'), ...marks, ...rings);
  });
  const left = shown.length < all.length ? ` Drawn: ${shown.length} of ${all.length} strengths.` : '';
  return chart({
    id,
    title: 'What parity buys',
    description: `Share of full blocks that survive, over parity per byte of log; one line for each ${long}. A ring: of these parities it yields most log per byte of RAM.${left}`,
    x: {
      label: 'overhead of parity (ecc)',
      ticks: ticksOf(scale, [...overheads.keys()], (x) => `${(x * 100).toFixed(1)} % (${overheads.get(x)})`, 0.13),
    },
    y: { label: 'blocks that survive', ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: `${at * 100} %` })) },
    legendTitle: name,
    legend: shown.map((value, at) => ({
      label: value,
      draw: ([x, y]) =>
        element('g', { class: color(at) }, line([x - 13, y], [x + 13, y], 'curve'), mark(at, [x, y], '')),
    })),
    body: curves.join(''),
  });
}

function overheadOf(ecc: number): number {
  return ecc / 128;
}

function wordsOf({ configuration }: ResultRow): string {
  return strengthOf(configuration.fault).value;
}

function titleOf({ configuration, tally, yield: own, isOptimum }: ResultRow, name: string): string {
  const { ecc, fault } = configuration;
  const survivors = `${tally.blocks.blocks - lostBlocks(tally)} of ${tally.blocks.blocks} blocks survive`;
  const best = isOptimum ? ', the most at this strength' : '';
  return `ecc ${ecc}, ${name} ${strengthOf(fault).value}: ${survivors}; ${own.toFixed(3)} bytes of log per byte of RAM${best}`;
}

function ring([x, y]: Point): string {
  return element('circle', { cx: x, cy: y, r: 10, class: 'ring' });
}
