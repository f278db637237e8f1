/**
 * The cliff as characters: how many full blocks survive, over the strength of the damage, one curve for each parity.
 *
 * Curves are dots of braille cells, two by four to a character; measured points are marks on top. The curve is theory where there is
 * one, and leads from point to point otherwise.
 */
import type { Palette } from '../../scenario/report/palette.ts';
import { lossCurve, lostShare, seriesOf, strength } from '../plot/curves.ts';
import { type Scale, strengthScale } from '../plot/scale.ts';
import type { ResultRow } from '../result.ts';
import { strengthOf } from './words.ts';

const MARKS = ['●', '■', '▲', '◆', '○', '□', '△', '◇'];
const ROWS = 16;
const COLUMNS_MAX = 66;
/** Left of the frame. */
const MARGIN = 6;

/** Empty where there is nothing to draw a curve through: fewer than two strengths. */
export function cliffPlot(rows: readonly ResultRow[], palette: Palette, terminalColumns: number): string {
  const xs = [...new Set(rows.map(strength))].filter((x) => x !== null).sort((a, b) => a - b);
  const scale = strengthScale(xs);
  if (scale === null || xs.length < 2) return '';
  const columns = Math.max(20, Math.min(COLUMNS_MAX, terminalColumns - MARGIN - 14));
  const series = seriesOf(rows);
  const canvas = new Canvas(columns);
  for (const [index, { rows: own }] of series.entries()) drawCurve(canvas, own, index, scale);
  series.forEach(({ rows: own }, index) => {
    for (const row of own) {
      const [x, y] = [strength(row), survival(row)];
      if (x !== null && y !== null) canvas.mark(scale.at(x)!, y, index);
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

function own(rows: readonly ResultRow[], x: number) {
  return rows.find((row) => strength(row) === x)!.configuration.fault;
}

function survival(row: ResultRow): number | null {
  const lost = lostShare(row);
  return lost === null ? null : 1 - lost;
}

function drawCurve(canvas: Canvas, rows: readonly ResultRow[], index: number, scale: Scale): void {
  const [one] = rows;
  if (one === undefined) return;
  const loss = lossCurve(one);
  const points = rows
    .flatMap((row) => {
      const [x, y] = [strength(row), survival(row)];
      return x === null || y === null ? [] : [[scale.at(x)!, y] as const];
    })
    .sort((a, b) => a[0] - b[0]);
  canvas.curve(index, (share) => {
    if (loss === null) return between(points, share);
    const rate = scale.from(share);
    return rate === null ? null : 1 - loss(rate);
  });
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
