/**
 * MBR partitions as U-Boot reads and lists them.
 *
 * Mirrors U-Boot `disk/part_dos.c`: logical partitions are followed through their chain up to `EXTENDED_MAX` numbers. Other kinds
 * of tables (GPT, ISO) are left out: such a disk has what its first sector says.
 */
import type { DriverAccess, PartitionAccess } from './partition-access.ts';

const TABLE = 446;
const ENTRY_BYTES = 16;
const ENTRIES = 4;
const SIGNATURE = 440;
const EXTENDED_TYPES = [0x05, 0x0f, 0x85];
const EFI_SYSTEM = 0xef;
const EXTENDED_MAX = 256;
/** MAX_SEARCH_PARTITIONS: as far as `auto` and lists of numbers look. */
export const SEARCHED_PARTITIONS = 128;

interface TableEntry {
  readonly active: number;
  readonly type: number;
  readonly start: number;
  readonly count: number;
}

export interface DosPartition extends PartitionAccess {
  readonly number: number;
  readonly type: number;
  readonly isBootable: boolean;
  /** `UUID` column: signature of the disk and number. */
  readonly uuid: string;
}

/** Whether the disk has a partition table (`part_test_dos`). */
export function hasPartitionTable(driver: DriverAccess): boolean {
  const sector = driver.read(0, 1);
  return sector !== null && tableKind(sector) === 'mbr';
}

/** A partition by its number; null where there is none. */
export function findPartition(driver: DriverAccess, wanted: number): DosPartition | null {
  let signature = 0;
  let number = 1;
  let relative = 0;
  let at = 0;
  for (let steps = 0; steps < EXTENDED_MAX; steps++) {
    const sector = driver.read(at, 1);
    if (number > EXTENDED_MAX) driver.puts('** Nested DOS partitions detected, stopping **\n');
    if (sector === null || number > EXTENDED_MAX) return null;
    if (!hasMagic(sector)) {
      driver.puts(badSignature(sector));
      return null;
    }
    if (at === 0) signature = viewAt(sector, SIGNATURE);
    for (const { active, type, start, count } of entriesOf(sector)) {
      const isListed = type !== 0 && (at === 0 || !EXTENDED_TYPES.includes(type));
      if (isListed && (active & ~0x80) === 0 && number === wanted) {
        const uuid = uuidOf(signature, number);
        return { driver, start: at + start, sectors: count, number, type, isBootable: isBootable(active, type), uuid };
      }
      if (at === 0 || isListed) number++;
    }
    const next = entriesOf(sector).find(({ type }) => EXTENDED_TYPES.includes(type));
    if (next === undefined) return null;
    const first = (next.start + relative) % 2 ** 32;
    if (at === 0) relative = first;
    at = first;
  }
  return null;
}

/** What `part list` prints below its heading. */
export function partitionList(driver: DriverAccess): void {
  driver.puts('Part\tStart Sector\tNum Sectors\tUUID\t\tType\n');
  // Each level starts with the number that the one above has come to.
  const pending = [{ at: 0, relative: 0, number: 1 }];
  let signature = 0;
  for (let steps = 0; steps < EXTENDED_MAX; steps++) {
    const level = pending.pop();
    if (level === undefined) return;
    const { at, relative } = level;
    let { number } = level;
    if (number > EXTENDED_MAX) {
      driver.puts('** Nested DOS partitions detected, stopping **\n');
      continue;
    }
    const sector = driver.read(at, 1);
    if (sector === null) {
      driver.puts(`** Can't read partition table on ${driver.disk.number}:${at} **\n`);
      continue;
    }
    if (tableKind(sector) !== 'mbr') {
      driver.puts(badSignature(sector));
      continue;
    }
    if (at === 0) signature = viewAt(sector, SIGNATURE);
    for (const entry of entriesOf(sector)) {
      const isListed = entry.type !== 0 && (at === 0 || !EXTENDED_TYPES.includes(entry.type));
      if (isListed) driver.puts(lineOf(entry, at, number, signature));
      if (at === 0 || isListed) number++;
    }
    const links = entriesOf(sector).filter(({ type }) => EXTENDED_TYPES.includes(type));
    for (const { start } of links.toReversed()) {
      const first = (start + relative) % 2 ** 32;
      pending.push({ at: first, relative: at === 0 ? first : relative, number });
    }
  }
}

function lineOf(entry: TableEntry, base: number, number: number, signature: number): string {
  const { active, type, start, count } = entry;
  const sectors = `${String(base + start).padEnd(10)}\t${String(count).padEnd(10)}`;
  const kind = `${hex(type, 2)}${EXTENDED_TYPES.includes(type) ? ' Extd' : ''}${isBootable(active, type) ? ' Boot' : ''}`;
  return `${String(number).padStart(3)}\t${sectors}\t${uuidOf(signature, number)}\t${kind}\n`;
}

/** `boot`: the boot sector of a FAT, whose code may look like a table. */
function tableKind(sector: Uint8Array): 'mbr' | 'boot' | null {
  if (!hasMagic(sector)) return null;
  const entries = entriesOf(sector);
  const bad = entries.findIndex(({ active }) => active !== 0 && active !== 0x80);
  const isUsed = (bad < 0 ? entries : entries.slice(0, bad)).some(({ type }) => type !== 0);
  if (bad >= 0 || !isUsed) {
    const text = (at: number, length: number) => String.fromCharCode(...sector.subarray(at, at + length));
    if (text(54, 3) === 'FAT' || text(82, 5) === 'FAT32') return 'boot';
  }
  return bad < 0 ? 'mbr' : null;
}

function entriesOf(sector: Uint8Array): TableEntry[] {
  return Array.from({ length: ENTRIES }, (_, index) => {
    const at = TABLE + index * ENTRY_BYTES;
    return {
      active: sector[at]!,
      type: sector[at + 4]!,
      start: viewAt(sector, at + 8),
      count: viewAt(sector, at + 12),
    };
  });
}

function viewAt(sector: Uint8Array, offset: number): number {
  return new DataView(sector.buffer, sector.byteOffset, sector.length).getUint32(offset, true);
}

function hasMagic(sector: Uint8Array): boolean {
  return sector[510] === 0x55 && sector[511] === 0xaa;
}

function badSignature(sector: Uint8Array): string {
  return `bad MBR sector signature 0x${hex(sector[510]!, 2)}${hex(sector[511]!, 2)}\n`;
}

function isBootable(active: number, type: number): boolean {
  return active === 0x80 || type === EFI_SYSTEM;
}

function uuidOf(signature: number, number: number): string {
  return `${hex(signature, 8)}-${hex(number, 2)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
