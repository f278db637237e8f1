/** Where in the zone blocks are lost: a panel for each parity, the place from left to right, the strength of the damage downwards. */
import { percent, strengthOf } from '../report/words.ts';
import type { ResultRow } from '../result.ts';
import { PLACES } from '../tally.ts';
import { seriesOf, spread } from './curves.ts';
import { drawing, WIDTH } from './frame.ts';
import { element, worded } from './svg.ts';

const PANELS_MAX = 9;
const ROWS_MAX = 12;
const ACROSS = 3;
const ROW = 17;
const MAP_WIDTH = 240;
const LABELS = 68;
const PANEL_WIDTH = WIDTH / ACROSS;
const HEAD = 34;
const FOOT = 24;
const KEY = 46;

/** From each of these shares on, a colour; none lost and never looked at have their own. */
const BINS = [
  { from: 0.5, words: '≥ 50 %' },
  { from: 0.1, words: '≥ 10 %' },
  { from: 0.01, words: '≥ 1 %' },
  { from: 0.001, words: '≥ 0.1 %' },
  { from: 0, words: 'less' },
];

/** Empty where no place was ever looked at. */
export function heatMap(rows: readonly ResultRow[], id: string): string {
  const panels = spread(seriesOf(rows.filter(({ tally }) => tally.places.some((count) => count > 0))), PANELS_MAX).map(
    ({ ecc, rows: own }) => ({ ecc, rows: spread(own, ROWS_MAX) }),
  );
  const [first] = rows;
  if (first === undefined || panels.length === 0) return '';
  const { name, long } = strengthOf(first.configuration.fault);
  const deep = HEAD + FOOT + ROW * Math.max(...panels.map(({ rows: own }) => own.length));
  const height = deep * Math.ceil(panels.length / ACROSS) + KEY;
  const drawn = panels.map(({ ecc, rows: own }, at) => {
    const transform = `translate(${(at % ACROSS) * PANEL_WIDTH},${Math.floor(at / ACROSS) * deep})`;
    return element('g', { transform }, ...panel(ecc, own, name));
  });
  const description = `Share of full blocks lost by place in the zone, cut into ${PLACES} parts from its begin (left) to its end (right), for each ${long} and each number of parity bytes.`;
  return drawing(id, 'Where blocks are lost', description, WIDTH, height, [...drawn, key(height - KEY + 16)]);
}

function panel(ecc: number, rows: readonly ResultRow[], name: string): string[] {
  // A zone of fewer blocks than places leaves some of them empty.
  const places = Array.from({ length: PLACES }, (_, at) => at).filter((at) =>
    rows.some(({ tally }) => tally.places[at]! > 0),
  );
  const lines = rows.map((row, at) => {
    const y = HEAD + at * ROW;
    const { value } = strengthOf(row.configuration.fault);
    const label = worded('text', { x: LABELS - 8, y: y + 13, class: 'small', 'text-anchor': 'end' }, value);
    return label + cells(row, places, y, `ecc ${ecc}, ${name} ${value}`);
  });
  const bottom = HEAD + rows.length * ROW + 16;
  return [
    worded('text', { x: LABELS, y: HEAD - 12, class: 'key' }, `ecc ${ecc}`),
    worded('text', { x: LABELS - 8, y: HEAD - 12, class: 'small', 'text-anchor': 'end' }, name),
    ...lines,
    worded('text', { x: LABELS, y: bottom, class: 'small' }, 'begin of the zone'),
    worded('text', { x: LABELS + MAP_WIDTH, y: bottom, class: 'small', 'text-anchor': 'end' }, 'end'),
  ];
}

function cells({ tally }: ResultRow, places: readonly number[], y: number, where: string): string {
  const width = MAP_WIDTH / places.length;
  return places
    .map((place, at) => {
      const [lost, count] = [tally.losses[place]!, tally.places[place]!];
      const attributes = { x: LABELS + at * width, y, width, height: ROW, class: heatClass(lost, count) };
      if (count === 0) return element('rect', attributes);
      const title = `${where}, part ${place + 1} of ${PLACES}: ${lost} of ${count} blocks lost (${percent(lost / count)} %)`;
      return element('rect', attributes, worded('title', {}, title));
    })
    .join('');
}

function heatClass(lost: number, count: number): string {
  if (count === 0) return 'h-never';
  return lost === 0 ? 'h-none' : `h${BINS.findIndex(({ from }) => lost / count >= from)}`;
}

function key(y: number): string {
  const entries = [
    ...BINS.map(({ words }, at) => [`h${at}`, words]),
    ['h-none', 'none'],
    ['h-never', 'no blocks there'],
  ] as [string, string][];
  const step = (WIDTH - LABELS) / entries.length;
  return entries
    .map(([className, words], at) => {
      const x = LABELS + at * step;
      const swatch = element('rect', { x, y, width: 18, height: 18, class: className });
      return swatch + worded('text', { x: x + 25, y: y + 14, class: 'small' }, words);
    })
    .join('');
}
