/** The comparison of the mechanisms, for people: a table to be shown round, with its reasons below; and for machines. */
import type { CellResult, SavedThing } from '../compare/cell-result.ts';
import { disasters } from '../compare/disasters.ts';
import { wrap } from './columns.ts';
import type { Palette } from './palette.ts';
import { printable } from './printable.ts';

const PAGE_COLUMNS = 100;
const GAP = 2;
const CELL_MAX = 22;
const NOTE_INDENT = 5;
/** What ramoops keeps all the time, and which has no panic's dump in it. */
const LOG_LESS: readonly SavedThing['what'][] = ['console', 'ftrace', 'pmsg'];
/** Of the RAM that is not set aside; firmware keeps a little for itself. */
const ALL_SHARE = 0.99;
/** Stands between a number and its unit until the lines are made. */
const UNBROKEN = '\xa0';

const words: Readonly<Record<SavedThing['what'], string>> = {
  log: 'log',
  console: 'console',
  ftrace: 'ftrace',
  pmsg: 'pmsg',
  copy: 'earlier log',
  memory: 'memory',
  regions: 'regions',
};

/** One object per cell. */
export function compareJson(seed: string, cells: readonly CellResult[]): string {
  return `${JSON.stringify({ lastwords: 1, compare: { seed, cells } }, null, 2)}\n`;
}

export function compareText(seed: string, cells: readonly CellResult[], palette: Palette): string {
  const columns = [...new Set(cells.map(({ mechanism }) => mechanism))];
  const rows = disasters.filter(({ name }) => cells.some(({ disaster }) => disaster === name));
  const notes = new Notes();
  const cellAt = (mechanism: string, disaster: string) =>
    cells.find((cell) => cell.mechanism === mechanism && cell.disaster === disaster);
  const table: Row[] = [
    { head: [''], cells: columns.map((name) => [name]), style: palette.heading },
    {
      head: [''],
      cells: columns.map((name) => [cells.find((cell) => cell.mechanism === name)!.board]),
      style: palette.faint,
    },
    ...rows.map(({ name, title }) => ({
      head: [title],
      cells: columns.map((mechanism) => linesOf(cellAt(mechanism, name), notes)),
    })),
    { head: ['RAM set aside'], cells: columns.map((mechanism) => costLines(cells, mechanism, notes)) },
  ];
  return [
    palette.heading(`What is left of a kernel, by mechanism and disaster (seed ${printable(seed)})`),
    '',
    ...tableLines(table, palette),
    '',
    ...notes.lines(),
    '',
    ...wrap(
      'Each cell is a machine that ran. lastwords compare --show MECHANISM/DISASTER prints its scenario.',
      PAGE_COLUMNS,
    ),
    '',
  ].join('\n');
}

interface Row {
  readonly head: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly style?: (text: string) => string;
}

/** Reasons, each once. */
class Notes {
  readonly #texts: string[] = [];

  number(text: string): number {
    const at = this.#texts.indexOf(text);
    return at < 0 ? this.#texts.push(text) : at + 1;
  }

  lines(): string[] {
    return this.#texts.flatMap((text, index) =>
      wrap(text.replaceAll(UNBROKEN, ' '), PAGE_COLUMNS - NOTE_INDENT).map((line, at) =>
        at === 0 ? `${`[${index + 1}]`.padEnd(NOTE_INDENT)}${line}` : ' '.repeat(NOTE_INDENT) + line,
      ),
    );
  }
}

function linesOf(cell: CellResult | undefined, notes: Notes): string[] {
  if (cell === undefined) return ['-'];
  const { saved, why } = cell;
  const marked = (text: string, ...reasons: readonly (string | null)[]) => {
    const numbers = reasons.flatMap((reason) => (reason === null ? [] : [notes.number(reason)]));
    return numbers.length === 0 ? text : `${text}${UNBROKEN}[${numbers.sort((a, b) => a - b).join(',')}]`;
  };
  const [first, ...rest] = saved;
  if (first === undefined) return [marked('nothing', why)];
  // The reason says what lacks, so that it stands where that would.
  const isLogLess = why !== null && LOG_LESS.includes(first.what);
  const lines = rest.map((thing) => marked(thingText(thing), thing.damage));
  if (isLogLess) return [marked('no log', why), marked(thingText(first), first.damage), ...lines];
  return [marked(thingText(first), first.damage, why), ...lines];
}

function thingText({ what, bytes, ofBytes, pieces }: SavedThing): string {
  if (what === 'regions') return `${pieces} regions, ${sizeWords(bytes)}`;
  const share =
    ofBytes !== undefined && bytes < ALL_SHARE * ofBytes
      ? `part of the ${words[what]}`
      : ofBytes === undefined
        ? words[what]
        : `all ${words[what]}`;
  return `${share}, ${sizeWords(bytes)}`;
}

function costLines(cells: readonly CellResult[], mechanism: string, notes: Notes): string[] {
  const cost = cells.find((cell) => cell.mechanism === mechanism && cell.cost !== null)?.cost ?? null;
  if (cost === null) return ['none'];
  const { bytes, lentBytes, source } = cost;
  const lent = lentBytes === 0 ? '' : `; ${sizeWords(lentBytes)} of it are lent to user pages meanwhile`;
  return [
    `${sizeWords(bytes)}${UNBROKEN}[${notes.number(`${source.startsWith('/') ? `as ${source} says` : source}${lent}`)}]`,
  ];
}

function tableLines(rows: readonly Row[], palette: Palette): string[] {
  const count = rows[0]!.cells.length;
  const headWidth = Math.max(...rows.flatMap(({ head }) => head.map(({ length }) => length)));
  const room = Math.min(CELL_MAX, Math.floor((PAGE_COLUMNS - headWidth) / count) - GAP);
  return rows.flatMap(({ head, cells, style }, index) => {
    const wrapped = cells.map((lines) =>
      lines.flatMap((line) => wrap(line, room).map((part) => part.replaceAll(UNBROKEN, ' '))),
    );
    const height = Math.max(head.length, ...wrapped.map(({ length }) => length));
    const lines = Array.from({ length: height }, (_, at) => {
      const first = (head[at] ?? '').padEnd(headWidth);
      const rest = wrapped.map((column) => colored((column[at] ?? '').padEnd(room), style, palette));
      return [first, ...rest].join(' '.repeat(GAP)).trimEnd();
    });
    return index < 2 ? lines : ['', ...lines];
  });
}

function colored(text: string, style: Row['style'], palette: Palette): string {
  if (style !== undefined) return style(text);
  return text.startsWith('no') ? palette.bad(text) : text;
}

/** Bytes as people say them: whole units as far as that is true. */
function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes}${UNBROKEN}B`;
  const [unit, size] = bytes < 2 ** 20 ? ['KiB', 1024] : ['MiB', 2 ** 20];
  return `${Math.round(bytes / Number(size))}${UNBROKEN}${unit}`;
}
