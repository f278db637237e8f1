/** SVG as text: elements that are well-formed whatever is put in, and the marks of curves. Colours are classes; the page has them. */
import { xmlAttributes, xmlText } from '../../scenario/report/junit.ts';

/** `children` are elements already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes).map(([key, value]): [string, string | number] => [
    key,
    typeof value === 'number' ? tenths(value) : value,
  ]);
  const open = `<${name}${xmlAttributes(Object.fromEntries(written))}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}

/** An element that holds words. */
export function worded(name: string, attributes: Readonly<Record<string, string | number>>, words: string): string {
  return element(name, attributes, xmlText(words));
}

/** A point of the drawing. */
export type Point = readonly [x: number, y: number];

export function polyline(points: readonly Point[], className: string): string {
  return element('polyline', {
    class: className,
    points: points.map(([x, y]) => `${tenths(x)},${tenths(y)}`).join(' '),
  });
}

export function line([x1, y1]: Point, [x2, y2]: Point, className: string): string {
  return element('line', { x1, y1, x2, y2, class: className });
}

/** Shapes that are told apart without colour, all of about the same area, around 0,0. */
const SHAPES = [
  'M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z',
  'M-4.5,-4.5h9v9h-9z',
  'M0,-6l5.8,10h-11.6z',
  'M0,-6.3l6.3,6.3l-6.3,6.3l-6.3,-6.3z',
  'M0,6l5.8,-10h-11.6z',
  'M-1.8,-5.5h3.6v3.7h3.7v3.6h-3.7v3.7h-3.6v-3.7h-3.7v-3.6h3.7z',
  'M-6,-3.5h12v7h-12z',
  'M-3.5,-6h7v12h-7z',
];

/**
 * The mark of a series, in the colour of `className`; `title` is told when the pointer rests on it, and by screen readers.
 */
export function mark(shape: number, [x, y]: Point, className: string, title?: string): string {
  const attributes = {
    class: `mark ${className}`.trim(),
    transform: `translate(${tenths(x)},${tenths(y)})`,
    d: SHAPES[shape % SHAPES.length]!,
  };
  return title === undefined ? element('path', attributes) : element('path', attributes, worded('title', {}, title));
}

/** The page has so many colours. */
export const SERIES_MAX = SHAPES.length;

export function seriesClass(series: number): string {
  return `s${series % SERIES_MAX}`;
}

function tenths(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}
