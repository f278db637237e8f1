/** The ramoops region drawn in text: one line a zone, runs of empty dump zones folded, and a strip of the whole. */
import type { RegionView, ZoneView } from '../region-view.ts';
import type { Palette } from './palette.ts';
import { printable } from './printable.ts';

const BAR_COLUMNS = 22;
const STRIP_COLUMNS = 64;

export function regionPicture(region: RegionView, palette: Palette): string[] {
  const size = sizeText(region.lengthBytes);
  return [
    palette.heading(`The ramoops region: ${size} of RAM at 0x${region.address.toString(16)}`),
    `${palette.faint(`0x${region.address.toString(16)}`)} ${stripText(region)} ${palette.faint(`0x${(region.address + region.lengthBytes).toString(16)}`)}`,
    ...foldEmpty(region.zones).map((run) => zoneLine(run, isOnlyOne(run, region), palette)),
  ];
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

function zoneLine(run: ZoneRun, isAlone: boolean, palette: Palette): string {
  const [first] = run;
  const zone = first!;
  const numbers = run.length === 1 ? String(zone.index) : `${zone.index}…${run.at(-1)!.index}`;
  const name = isAlone ? zone.kind : `${zone.kind} ${numbers}`;
  const place = palette.faint(`0x${zone.address.toString(16).padStart(8, '0')}`);
  const size = `${sizeText(zone.sizeBytes)}${run.length === 1 ? '' : ` × ${run.length}`}`;
  const bar = zone.state === 'holds' ? palette.accent(barText(zone)) : palette.faint('·'.repeat(BAR_COLUMNS));
  return `${place}  ${name.padEnd(12)} ${size.padEnd(13)} ${bar}  ${zoneWords(zone, palette)}`;
}

function zoneWords(zone: ZoneView, palette: Palette): string {
  switch (zone.state) {
    case 'holds':
      return `${zone.usedBytes} of ${zone.capacityBytes} bytes${zone.title === '' ? '' : `  ${printable(zone.title)}`}`;
    case 'empty':
      return palette.faint('empty');
    case 'blank':
      return palette.faint('no signature');
    case 'invalid':
      return palette.bad('header makes no sense');
  }
}

function barText(zone: ZoneView): string {
  const full = Math.max(1, Math.round((BAR_COLUMNS * zone.usedBytes) / zone.capacityBytes));
  return '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
}

/** The whole region from its first to its last byte; the darker a cell, the more of it is log. */
function stripText(region: RegionView): string {
  const perCell = region.lengthBytes / STRIP_COLUMNS;
  const used = new Float64Array(STRIP_COLUMNS);
  for (const zone of region.zones) {
    const start = zone.address - region.address;
    for (let cell = 0; cell < STRIP_COLUMNS; cell++) {
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
