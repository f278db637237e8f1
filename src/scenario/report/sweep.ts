/** The table of a power sweep, for people and for machines. */

import type { SweepReader, SweepRow } from '../../inspect/power-sweep.ts';
import type { JudgedRecord, RecordClass } from '../../inspect/record-classes.ts';
import type { Palette } from './palette.ts';

interface SweepReport {
  readonly file: string;
  readonly name: string;
  readonly board: string;
  readonly kernel: string;
  readonly uboot: string | null;
  readonly seed: string;
  /** Step of the crash, from 1, and its words. */
  readonly step: number;
  readonly title: string;
  readonly cause: string | null;
  /** Stores of the crash; those that hit the region; bytes of a store. */
  readonly storeCount: number;
  readonly regionStores: number;
  readonly wordBytes: number;
  /** False: ended before the last store. */
  readonly isComplete: boolean;
  readonly rows: readonly SweepRow[];
}

export function sweepJson(report: SweepReport): string {
  return `${JSON.stringify({ lastwords: 1, sweep: report }, null, 2)}\n`;
}

const READERS: Readonly<Record<SweepReader, string>> = { linux: 'Linux', uboot: 'U-Boot' };
const BAR_COLUMNS = 12;
/** So many rows that take turns are folded. */
const FOLDED_ROWS = 6;

interface Column {
  readonly reader: SweepReader;
  readonly name: string;
}

export function sweepText(report: SweepReport, palette: Palette): string {
  const { rows, storeCount, wordBytes, regionStores } = report;
  const all = columnsOf(rows);
  const columns = all.filter((column) => new Set(rows.map((row) => classIn(row, column))).size > 1);
  const steady = all.filter((column) => !columns.includes(column));
  const who = [report.board, `Linux ${report.kernel}`, ...(report.uboot === null ? [] : [`U-Boot ${report.uboot}`])];
  const lines = [
    palette.heading(`The power goes after store k of the crash: step ${report.step}, ${report.title}`),
    palette.faint(
      `${who.join(', ')}; ${report.cause === null ? 'RAM keeps what it has' : `RAM as after ${report.cause}`}`,
    ),
    palette.faint(`${storeCount} stores of ${wordBytes} bytes, ${regionStores} of them into the ramoops region`),
    '',
  ];
  const width = String(storeCount).length;
  const span = ({ from, to }: SweepRow) => `${String(from).padStart(width)} … ${String(to).padStart(width)}`;
  const head = 'after store k'.padEnd(2 * width + 3);
  const shown = folded(rows, columns);
  const sizes = columns.map((column, at) =>
    Math.max(heading(column).length, ...shown.map(({ words }) => words[at]!.length)),
  );
  const cells = columns.map((column, at) => heading(column).padEnd(sizes[at]!));
  lines.push(palette.heading(`${head}  ${'share'.padEnd(BAR_COLUMNS)}  ${cells.join('  ')}`.trimEnd()));
  for (const { row, words: own } of shown) {
    const words = own.map((word, at) => painted(word, sizes[at]!, palette));
    lines.push(
      `${span(row).padEnd(head.length)}  ${palette.faint(bar(row, storeCount))}  ${words.join('  ')}`.trimEnd(),
    );
  }
  if (steady.length > 0) {
    lines.push('', 'Always:');
    const size = Math.max(...steady.map((column) => heading(column).length));
    for (const column of steady)
      lines.push(`  ${heading(column).padEnd(size)}  ${painted(classIn(rows[0]!, column), 0, palette)}`);
  }
  if (!report.isComplete)
    lines.push('', palette.bad('Interrupted: the stores behind the last row were not looked at.'));
  return `${lines.join('\n')}\n`;
}

/** Two outcomes that take turns, as line after line goes into a log, become one line of the table. */
function folded(rows: readonly SweepRow[], columns: readonly Column[]) {
  const lines: { readonly row: SweepRow; readonly words: readonly string[] }[] = [];
  const words = rows.map((row) => columns.map((column) => classIn(row, column) as string));
  const isAgain = (at: number) => at < rows.length && words[at]!.join() === words[at - 2]!.join();
  for (let at = 0; at < rows.length; ) {
    let end = at + 2;
    while (isAgain(end)) end++;
    if (end - at < FOLDED_ROWS) {
      lines.push({ row: rows[at]!, words: words[at]! });
      at++;
      continue;
    }
    const both = words[at]!.map((word, column) => {
      const other = words[at + 1]![column]!;
      return word === other ? word : `${word} ⇄ ${other}`;
    });
    lines.push({ row: { ...rows[at]!, to: rows[end - 1]!.to }, words: both });
    at = end;
  }
  return lines;
}

function columnsOf(rows: readonly SweepRow[]): Column[] {
  const columns = new Map<string, Column>();
  for (const { outcomes } of rows) {
    for (const { reader, records } of outcomes) {
      for (const { name } of records) columns.set(`${reader} ${name}`, { reader, name });
    }
  }
  const order = (column: Column) => (column.reader === 'linux' ? 0 : 1);
  return [...columns.values()].sort((a, b) => order(a) - order(b));
}

function heading({ reader, name }: Column): string {
  return `${READERS[reader]} ${name}`;
}

/** A record that was neither there nor meant to be is no loss. */
function classIn({ outcomes }: SweepRow, { reader, name }: Column): RecordClass | '-' {
  const records: readonly JudgedRecord[] = outcomes.find((one) => one.reader === reader)?.records ?? [];
  return records.find((record) => record.name === name)?.class ?? '-';
}

function painted(word: string, size: number, palette: Palette): string {
  const text = word.padEnd(size);
  if (word === 'clean' || word === 'corrected') return palette.good(text);
  if (word.includes('undetected') || word.includes('miscorrected')) return palette.bad(text);
  return word === '-' || word === 'lost' ? palette.faint(text) : palette.accent(text);
}

/** Share of the stores, at least a dot. */
function bar({ from, to }: SweepRow, storeCount: number): string {
  const share = Math.round(((to - from + 1) / (storeCount + 1)) * BAR_COLUMNS);
  return (share === 0 ? '·' : '█'.repeat(share)).padEnd(BAR_COLUMNS);
}
