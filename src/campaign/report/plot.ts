/**
 * The cliff as characters: how many full blocks survive, over the strength of the damage, one curve for each parity.
 *
 * Curves are dots of braille cells, two by four to a character; measured points are marks on top. The curve is theory where there is
 * one, and leads from point to point otherwise.
 */
import type { Palette } from '../../scenario/report/palette.ts';
import { lowerTail } from '../binomial.ts';
import { lostBlocks, type ResultRow } from '../result.ts';
import { symbolErrorRate } from '../theory.ts';
import { strengthOf } from './words.ts';

const MARKS = ['●', '■', '▲', '◆', '○', '□', '△', '◇'];
const ROWS = 16;
const COLUMNS_MAX = 66;
/** Left of the frame. */
const MARGIN = 6;

interface Series {
  readonly ecc: number;
  readonly rows: readonly ResultRow[];
}

/** Empty where there is nothing to draw a curve through: fewer than two strengths. */
export function cliffPlot(rows: readonly ResultRow[], palette: Palette, terminalColumns: number): string {
  const xs = [...new Set(rows.map(strength))].filter((x) => x !== null).sort((a, b) => a - b);
  const scale = scaleOf(xs);
  if (scale === null) return '';
  const columns = Math.max(20, Math.min(COLUMNS_MAX, terminalColumns - MARGIN - 14));
  const series = seriesOf(rows);
  const canvas = new Canvas(columns);
  for (const [index, { rows: own }] of series.entries()) drawCurve(canvas, own, index, scale);
  series.forEach(({ rows: own }, index) => {
    for (const row of own) {
      const x = strength(row);
      if (x !== null && row.tally.blocks.blocks > 0) canvas.mark(scale.at(x), survival(row), index);
    }
  });
  const paints = [palette.accent, palette.good, palette.bad, palette.heading];
  const paint = (index: number, text: string) => paints[index % paints.length]!(text);
  const legend = series.map(({ ecc }, index) => paint(index, `${MARKS[index % MARKS.length]} ecc ${ecc}`));
  const lines = canvas.lines(paint).map((line, at) => {
    const label = at === 0 ? '100 %' : at === ROWS - 1 ? '0 %' : at === Math.floor(ROWS / 2) ? '50 %' : '';
    return `${label.padStart(MARGIN - 1)} ${palette.faint('│')}${line} ${legend[at - 1] ?? ''}`.trimEnd();
  });
  const { name, value: first } = strengthOf(own(rows, xs[0]!));
  const { value: last } = strengthOf(own(rows, xs.at(-1)!));
  const axis = `${' '.repeat(MARGIN)}${palette.faint(`└${'─'.repeat(columns)}`)}`;
  const middle = name.padStart(Math.floor((columns - name.length) / 2) + name.length - first.length);
  const ticks = `${' '.repeat(MARGIN + 1)}${first}${middle}${last.padStart(columns - first.length - middle.length)}`;
  return `${palette.heading('Full blocks that survive')}\n${[...lines, axis, ticks].join('\n')}\n`;
}

function seriesOf(rows: readonly ResultRow[]): Series[] {
  const eccs = [...new Set(rows.map(({ configuration }) => configuration.ecc))];
  return eccs.map((ecc) => ({ ecc, rows: rows.filter(({ configuration }) => configuration.ecc === ecc) }));
}

/** The number that is drawn to the right; null: the model has none. */
function strength({ configuration: { fault } }: ResultRow): number | null {
  if (fault.model === 'decay') return fault.offSeconds;
  return fault.model === 'flips' ? fault.flips : fault.ber;
}

function own(rows: readonly ResultRow[], x: number) {
  return rows.find((row) => strength(row) === x)!.configuration.fault;
}

function survival({ tally }: ResultRow): number {
  return 1 - lostBlocks(tally) / tally.blocks.blocks;
}

interface Scale {
  /** 0 … 1 from left to right. */
  at(x: number): number;
  /** The way back. */
  from(share: number): number;
}

/** Logarithmic from the smallest number above zero on where the numbers span much. */
function scaleOf(xs: readonly number[]): Scale | null {
  const [first, last] = [xs[0], xs.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  if (first > 0 && last / first >= 10) {
    const decades = Math.log(last / first);
    return { at: (x) => Math.log(x / first) / decades, from: (share) => first * Math.exp(share * decades) };
  }
  return { at: (x) => (x - first) / (last - first), from: (share) => first + share * (last - first) };
}

function drawCurve(canvas: Canvas, rows: readonly ResultRow[], index: number, scale: Scale): void {
  const [one] = rows;
  if (one === undefined) return;
  const theory = theoryCurve(one);
  const points = rows
    .flatMap((row) => {
      const x = strength(row);
      return x === null || row.tally.blocks.blocks === 0 ? [] : [[scale.at(x), survival(row)] as const];
    })
    .sort((a, b) => a[0] - b[0]);
  canvas.curve(index, (share) => (theory === null ? between(points, share) : theory(scale.from(share))));
}

/** How much survives at another bit flip rate; only uniform flips have a curve for every rate. */
function theoryCurve({ configuration }: ResultRow): ((ber: number) => number) | null {
  const { fault, ecc } = configuration;
  if (fault.model !== 'uniform') return null;
  return (ber) => lowerTail(128 + ecc, symbolErrorRate(ber), ecc >> 1);
}

/** On the straight line between two neighbours; null outside of all points. */
function between(points: readonly (readonly [number, number])[], x: number): number | null {
  for (let at = 1; at < points.length; at++) {
    const [[x0, y0], [x1, y1]] = [points[at - 1]!, points[at]!];
    if (x0 <= x && x <= x1) return x1 === x0 ? y1 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
  }
  return null;
}

/** Bits of a braille cell, by row and column of its dots (Unicode, from U+2800 on). */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

class Canvas {
  readonly #columns: number;
  /** Dots and owner of each cell; marks stand above dots. */
  readonly #dots: Uint8Array;
  readonly #owner: Int8Array;
  readonly #marks: Int8Array;

  constructor(columns: number) {
    this.#columns = columns;
    this.#dots = new Uint8Array(columns * ROWS);
    this.#owner = new Int8Array(columns * ROWS);
    this.#marks = new Int8Array(columns * ROWS).fill(-1);
  }

  /** `y` of each `x`, both 0 … 1; steep parts are filled. */
  curve(series: number, y: (x: number) => number | null): void {
    const width = this.#columns * 2;
    let before: number | null = null;
    for (let dot = 0; dot < width; dot++) {
      const value = y(dot / (width - 1));
      if (value === null) {
        before = null;
        continue;
      }
      const row = Math.round((1 - value) * (ROWS * 4 - 1));
      const from = before ?? row;
      for (let at = Math.min(from, row); at <= Math.max(from, row); at++) this.#dot(dot, at, series);
      before = row;
    }
  }

  mark(x: number, y: number, series: number): void {
    const column = Math.round(x * (this.#columns - 1));
    const row = Math.round((1 - y) * (ROWS - 1));
    this.#marks[row * this.#columns + column] = series % 100;
  }

  lines(paint: (series: number, text: string) => string): string[] {
    return Array.from({ length: ROWS }, (_, row) => {
      let line = '';
      for (let column = 0; column < this.#columns; column++) {
        const cell = row * this.#columns + column;
        const mark = this.#marks[cell]!;
        if (mark >= 0) line += paint(mark, MARKS[mark % MARKS.length]!);
        else if (this.#dots[cell] === 0) line += ' ';
        else line += paint(this.#owner[cell]!, String.fromCodePoint(0x2800 + this.#dots[cell]!));
      }
      return line;
    });
  }

  #dot(x: number, y: number, series: number): void {
    const cell = (y >> 2) * this.#columns + (x >> 1);
    this.#dots[cell]! |= DOTS[y & 3]![x & 1]!;
    this.#owner[cell] = series % 100;
  }
}
