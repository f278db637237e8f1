/** What all charts have around them: title and description for those who cannot see them, axes, grid, legend. */
import type { Tick } from './scale.ts';
import { element, line, type Point, worded } from './svg.ts';

/** Of a chart, in units of the drawing; 16 : 9, as slides are. */
export const WIDTH = 960;
export const HEIGHT = 540;

/** Where curves are drawn; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Axis {
  readonly label: string;
  readonly ticks: readonly Tick[];
}

/** Stands for a series in the legend: `draw` puts its mark at a place. */
interface LegendEntry {
  readonly label: string;
  readonly draw: (at: Point) => string;
}

export interface Chart {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, in a sentence. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly legendTitle: string;
  readonly legend: readonly LegendEntry[];
  readonly body: string;
}

export const plotBox: Box = { left: 92, top: 20, right: 812, bottom: 462 };

/** From shares of both axes, y upwards, to a point. */
export function pointIn({ left, top, right, bottom }: Box, x: number, y: number): Point {
  return [left + x * (right - left), bottom - y * (bottom - top)];
}

export function chart({ id, title, description, x, y, legendTitle, legend, body }: Chart): string {
  const { left, right, bottom, top } = plotBox;
  const grid = [
    ...y.ticks.map(({ at }) => line(pointIn(plotBox, 0, at), pointIn(plotBox, 1, at), 'grid')),
    ...x.ticks.map(({ at }) => line(pointIn(plotBox, at, 0), pointIn(plotBox, at, 1), 'grid')),
  ];
  const labels = [
    ...y.ticks.map(({ at, label }) => tickLabel(pointIn(plotBox, 0, at), -10, 5, 'end', label)),
    ...x.ticks.map(({ at, label }) => tickLabel(pointIn(plotBox, at, 0), 0, 24, 'middle', label)),
  ];
  const middle = (top + bottom) / 2;
  const names = [
    worded('text', { x: (left + right) / 2, y: HEIGHT - 22, class: 'name', 'text-anchor': 'middle' }, x.label),
    worded(
      'text',
      { class: 'name', 'text-anchor': 'middle', transform: `translate(24,${middle}) rotate(-90)` },
      y.label,
    ),
  ];
  const frame = line([left, bottom], [right, bottom], 'axis');
  const parts = [
    ...grid,
    frame,
    ...labels.filter((part) => part !== ''),
    ...names,
    body,
    legendOf(legendTitle, legend),
  ];
  return drawing(id, title, description, WIDTH, HEIGHT, parts);
}

/** An image with a name and a description. */
export function drawing(
  id: string,
  title: string,
  description: string,
  width: number,
  height: number,
  parts: readonly string[],
): string {
  return element(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      xmlns: 'http://www.w3.org/2000/svg',
      'aria-labelledby': `${id}-title ${id}-text`,
    },
    worded('title', { id: `${id}-title` }, title),
    worded('desc', { id: `${id}-text` }, description),
    ...parts,
  );
}

function tickLabel([x, y]: Point, dx: number, dy: number, anchor: string, label: string): string {
  return label === '' ? '' : worded('text', { x: x + dx, y: y + dy, class: 'tick', 'text-anchor': anchor }, label);
}

function legendOf(title: string, entries: readonly LegendEntry[]): string {
  if (entries.length === 0) return '';
  const left = plotBox.right + 26;
  const rows = entries.map(({ label, draw }, at) => {
    const y = plotBox.top + 36 + at * 27;
    return draw([left + 10, y]) + worded('text', { x: left + 30, y: y + 5, class: 'key' }, label);
  });
  return worded('text', { x: left, y: plotBox.top + 9, class: 'name' }, title) + rows.join('');
}
