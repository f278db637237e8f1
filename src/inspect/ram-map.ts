/**
 * Who has which part of the RAM, drawn: one bar over the banks and one line a range.
 *
 * The running stage says what is whose (`Stage.memoryOwners`); what nobody names is free.
 */
import type { RamOwner } from '../hardware/stage.ts';
import { type AddressRange, subtract } from '../memory/memory-map.ts';
import { assert } from '../sim/assert.ts';
import { hex } from '../sim/bytes.ts';

const STRIP_COLUMNS = { most: 64, least: 16 } as const;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Lines of the map, at most `columns` wide where that is possible. */
export function ramMapText(
  banks: readonly AddressRange[],
  owners: readonly RamOwner[],
  columns: number,
): readonly string[] {
  const rows = withFree(banks, owners);
  const digits = Math.max(8, ...banks.map(({ end }) => hex(end - 1).length));
  const address = (value: number) => `0x${hex(value, digits)}`;
  const lines: string[] = [];
  const letters = letterOf(rows);
  for (const bank of banks) {
    const inside = rows.filter(({ start, end }) => start < bank.end && end > bank.start);
    const room = columns - 2 * (digits + 2) - 2;
    const width = Math.max(STRIP_COLUMNS.least, Math.min(STRIP_COLUMNS.most, room));
    lines.push(`${address(bank.start)} ${strip(bank, inside, width, letters)} ${address(bank.end - 1)}`);
    for (const { start, end, name } of inside) {
      lines.push(
        `  ${letters.get(name)}  ${address(start)}-${address(end - 1)}  ${sizeText(end - start).padStart(9)}  ${name}`,
      );
    }
  }
  return lines;
}

function withFree(banks: readonly AddressRange[], owners: readonly RamOwner[]): RamOwner[] {
  const free = subtract(banks, owners).map((range) => ({ ...range, name: 'free' }));
  return [...owners, ...free].filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
}

/** A letter for each owner in order of address; `.` for free RAM, and for owners beyond the alphabet `?`. */
function letterOf(rows: readonly RamOwner[]): ReadonlyMap<string, string> {
  const letters = new Map<string, string>([['free', '.']]);
  for (const { name } of rows) {
    if (!letters.has(name)) letters.set(name, LETTERS[letters.size - 1] ?? '?');
  }
  return letters;
}

/** Each column shows who has most of it; whoever has anything at all gets at least one column's notice by its line. */
function strip(
  bank: AddressRange,
  rows: readonly RamOwner[],
  width: number,
  letters: ReadonlyMap<string, string>,
): string {
  const step = (bank.end - bank.start) / width;
  let text = '';
  for (let column = 0; column < width; column++) {
    const start = bank.start + column * step;
    const end = start + step;
    let best = '.';
    let most = 0;
    for (const row of rows) {
      const shared = Math.min(row.end, end) - Math.max(row.start, start);
      // A small owner beats the free RAM round it, or nobody would see a region of a few KiB.
      const weight = row.name === 'free' ? shared / width : shared;
      if (weight > most) {
        most = weight;
        best = letters.get(row.name) ?? '?';
      }
    }
    text += best;
  }
  assert(text.length === width, 'RAM map: a strip of another width');
  return `[${text}]`;
}

/** In MiB or KiB where it is a whole number of them. */
export function sizeText(bytes: number): string {
  if (bytes >= 2 ** 20 && bytes % 2 ** 20 === 0) return `${bytes / 2 ** 20} MiB`;
  if (bytes >= 2 ** 10 && bytes % 2 ** 10 === 0) return `${bytes / 2 ** 10} KiB`;
  return `${bytes} B`;
}
