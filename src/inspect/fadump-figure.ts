/**
 * The memory of a firmware-assisted dump, drawn: before the crash, with what will be copied where; and in the kernel that found a dump.
 *
 * The two figures are those of Linux `Documentation/powerpc/firmware-assisted-dump` (Fig. 1 and Fig. 2), with the places of the running machine:
 * kernels after the text have the area right above boot memory.
 */
import type { FadumpLayout } from '../kernel/fadump/fadump.ts';
import { hex } from '../sim/bytes.ts';
import { sizeText } from './ram-map.ts';

/** A box of the figure; `label` is written inside. */
interface Cell {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly isArea: boolean;
}

const BOOT = 'boot memory';
const GAP_WIDTH = 16;
const BREAK = '/ /';

/** Lines of the figure, and of a list of what is in it. */
export function fadumpFigure(layout: FadumpLayout): readonly string[] {
  const { isActive, bootMemoryTop, ramEnd, state } = layout;
  const cells = cellsOf(layout);
  const widths = cells.map(({ label }) => (label === '' ? GAP_WIDTH : label.length + 2));
  const starts = widths.map((_, index) => 1 + widths.slice(0, index).reduce((sum, width) => sum + width + 1, 0));
  const width = starts.at(-1)! + widths.at(-1)!;
  const middle = (index: number) => starts[index]! + Math.floor(widths[index]! / 2);
  const isKept = ({ isArea, start }: Cell) => (isActive ? start >= bootMemoryTop : isArea);
  const first = cells.findIndex(isKept);
  const last = cells.findLastIndex(isKept);
  const from = starts[first]! - 1;
  const span = starts[last]! + widths[last]! - from;
  const border = `+${cells.map(({ label }, index) => (label === '' ? broken(widths[index]!) : '-'.repeat(widths[index]!))).join('+')}+`;
  const boxes = `|${cells.map(({ label }, index) => centred(label, widths[index]!)).join('|')}|`;
  const boot = middle(0);
  const dump = middle(cells.findIndex(({ label }) => label.startsWith('DUMP')));
  const title = `firmware-assisted dump: ${state}`;
  return [
    title,
    '',
    `Low memory${'Top of memory'.padStart(width + 1 - 'Low memory'.length)}`,
    `${' '.repeat(from)}|<${centred(' reserved ', span - 3, '-')}>|`,
    border,
    boxes,
    border,
    ...(isActive ? offered(boot, dump) : copied(boot, dump, state !== 'reserved')),
    '',
    ...list(cells, Math.max(8, hex(ramEnd - 1).length)),
  ].map((line) => line.trimEnd());
}

function cellsOf({ bootMemoryTop, ramEnd, parts }: FadumpLayout): readonly Cell[] {
  const area = parts.filter(({ start, end }) => start < end);
  const cells: Cell[] = [{ label: BOOT, start: 0, end: bootMemoryTop, isArea: false }];
  let at = bootMemoryTop;
  for (const { name, start, end } of area) {
    // Between pieces is less than a page.
    const isGap = start > at && !cells.at(-1)!.isArea;
    if (isGap) cells.push({ label: '', start: at, end: start, isArea: false });
    cells.push({ label: name, start, end, isArea: true });
    at = end;
  }
  const top = Math.max(at, area.at(-1)?.end ?? 0);
  if (top < ramEnd) cells.push({ label: '', start: top, end: ramEnd, isArea: false });
  return cells;
}

/** The border of a box that is far longer than it is drawn. */
function broken(width: number): string {
  const left = Math.floor((width - BREAK.length) / 2);
  return `${'-'.repeat(left)}${BREAK}${'-'.repeat(width - left - BREAK.length)}`;
}

function centred(text: string, width: number, fill = ' '): string {
  const left = Math.max(0, Math.floor((width - text.length) / 2));
  return `${fill.repeat(left)}${text}`.padEnd(width, fill);
}

/** Fig. 1: what the firmware does at a crash, if it was asked to. */
function copied(boot: number, dump: number, isRegistered: boolean): readonly string[] {
  if (!isRegistered) return [`${' '.repeat(boot)}not registered: at a crash nothing is copied`];
  const between = dump - boot - 1;
  return [
    `${' '.repeat(boot)}|${' '.repeat(between)}^`,
    `${' '.repeat(boot)}+${'-'.repeat(between)}+`,
    `${' '.repeat(boot)}  at a crash, by the firmware`,
  ];
}

/** Fig. 2: who uses what. */
function offered(boot: number, dump: number): readonly string[] {
  const between = dump - boot - 1;
  const arrows = (sign: string) => `${' '.repeat(boot)}${sign}${' '.repeat(between)}${sign}`;
  const user = centred('this kernel', 2 * boot + 1);
  const file = '/proc/vmcore';
  return [arrows('|'), arrows('V'), user.padEnd(dump - Math.floor(file.length / 2)) + file];
}

function list(cells: readonly Cell[], digits: number): readonly string[] {
  const address = (value: number) => `0x${hex(value, digits)}`;
  const width = Math.max(...cells.map(({ label }) => label.length));
  return cells
    .filter(({ label }) => label !== '')
    .map(({ label, start, end }) => {
      const size = sizeText(end - start).padStart(9);
      return `  ${label.padEnd(width)}  ${address(start)}-${address(end - 1)}  ${size}`;
    });
}
