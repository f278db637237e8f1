/** The ramoops region drawn in text: one line a zone, runs of empty dump zones folded, and a strip of the whole. */
import type { RegionView, ZoneView } from '../region-view.ts';
import { clip } from './columns.ts';
import type { Palette } from './palette.ts';
import { printable } from './printable.ts';

/** Bars and the strip are this wide where there is room, and never narrower than that. */
const BAR_COLUMNS = { most: 22, least: 4 } as const;
const STRIP_COLUMNS = { most: 64, least: 16 } as const;

/** The picture fits into `columns`, unless a terminal is narrower than any of it could be. */
export function regionPicture(region: RegionView, palette: Palette, columns: number): string[] {
  const [start, end] = [region.address, region.address + region.lengthBytes].map((at) => `0x${at.toString(16)}`);
  const strip = fitting(STRIP_COLUMNS, columns - start!.length - end!.length - 2);
  const rows = foldEmpty(region.zones).map((run) => zoneRow(run, isOnlyOne(run, region)));
  const bar = fitting(BAR_COLUMNS, columns - Math.max(0, ...rows.map(rowColumns)));
  return [
    palette.heading(`The ramoops region: ${sizeText(region.lengthBytes)} of RAM at ${start}`),
    `${palette.faint(start!)} ${stripText(region, strip)} ${palette.faint(end!)}`,
    ...rows.map((row) => rowLine(row, bar, columns, palette)),
  ];
}

function fitting({ most, least }: { readonly most: number; readonly least: number }, room: number): number {
  return Math.max(least, Math.min(most, room));
}

/** A zone, or the zones of one kind that follow each other and hold nothing. */
type ZoneRun = readonly ZoneView[];

function foldEmpty(zones: readonly ZoneView[]): ZoneRun[] {
  const runs: ZoneView[][] = [];
  for (const zone of zones) {
    const run = runs.at(-1);
    const same =
      run !== undefined && run[0]!.kind === zone.kind && run[0]!.state === zone.state && zone.state !== 'holds';
    if (same) run.push(zone);
    else runs.push([zone]);
  }
  return runs;
}

/** Where there is one zone of a kind it needs no number. */
function isOnlyOne(run: ZoneRun, region: RegionView): boolean {
  return region.zones.filter((zone) => zone.kind === run[0]!.kind).length === 1;
}

interface ZoneRow {
  readonly zone: ZoneView;
  readonly place: string;
  readonly name: string;
  readonly size: string;
  readonly words: string;
}

function zoneRow(run: ZoneRun, isAlone: boolean): ZoneRow {
  const [first] = run;
  const zone = first!;
  const numbers = run.length === 1 ? String(zone.index) : `${zone.index}…${run.at(-1)!.index}`;
  return {
    zone,
    place: `0x${zone.address.toString(16).padStart(8, '0')}`,
    name: (isAlone ? zone.kind : `${zone.kind} ${numbers}`).padEnd(12),
    size: `${sizeText(zone.sizeBytes)}${run.length === 1 ? '' : ` × ${run.length}`}`.padEnd(13),
    words: zoneWords(zone),
  };
}

/** Columns of a row without its bar. */
function rowColumns({ place, name, size, words }: ZoneRow): number {
  return place.length + 2 + name.length + 1 + size.length + 1 + 2 + words.length;
}

function rowLine(row: ZoneRow, barColumns: number, columns: number, palette: Palette): string {
  const { zone, place, name, size } = row;
  const room = columns - rowColumns({ ...row, words: '' }) - barColumns;
  const words = clip(row.words, Math.max(1, room));
  const holds = zone.state === 'holds';
  const bar = holds ? palette.accent(barText(zone, barColumns)) : palette.faint('·'.repeat(barColumns));
  const paint = holds ? (text: string) => text : zone.state === 'invalid' ? palette.bad : palette.faint;
  return `${palette.faint(place)}  ${name} ${size} ${bar}  ${paint(words)}`;
}

function zoneWords(zone: ZoneView): string {
  switch (zone.state) {
    case 'holds':
      return `${zone.usedBytes} of ${zone.capacityBytes} bytes${zone.title === '' ? '' : `  ${printable(zone.title)}`}`;
    case 'empty':
      return 'empty';
    case 'blank':
      return 'no signature';
    case 'invalid':
      return 'header makes no sense';
  }
}

function barText(zone: ZoneView, columns: number): string {
  const full = Math.max(1, Math.round((columns * zone.usedBytes) / zone.capacityBytes));
  return '█'.repeat(full) + '░'.repeat(columns - full);
}

/** The whole region from its first to its last byte; the darker a cell, the more of it is log. */
function stripText(region: RegionView, cells: number): string {
  const perCell = region.lengthBytes / cells;
  const used = new Float64Array(cells);
  for (const zone of region.zones) {
    const start = zone.address - region.address;
    for (let cell = 0; cell < cells; cell++) {
      const overlap = Math.min(start + zone.usedBytes, (cell + 1) * perCell) - Math.max(start, cell * perCell);
      if (overlap > 0) used[cell] = used[cell]! + overlap / perCell;
    }
  }
  const shades = [...used].map((share) =>
    share === 0 ? '·' : share < 0.25 ? '░' : share < 0.5 ? '▒' : share < 0.75 ? '▓' : '█',
  );
  return shades.join('');
}

/** `8 KiB`, `7.9 KiB`, `900 B`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KiB'] : [bytes / 1024 ** 2, 'MiB'];
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${unit}`;
}
