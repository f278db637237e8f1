/**
 * The master boot record: four primary partitions, and logical ones in a chain inside an extended partition.
 *
 * Layout and rules as Linux `block/partitions/msdos.c` reads them. Any bytes may lie there: what makes no sense is left out, a
 * chain that does not end is cut. Cylinder, head and sector are written as fe ff ff, which means "use the sector number".
 */
import { assert } from '../sim/assert.ts';
import { type BlockDevice, SECTOR_BYTES } from './block-device.ts';

/** A partition; `start` and `count` in sectors of 512 bytes. */
export interface PartitionEntry {
  /** 1 to 4 primary, from 5 on logical. */
  readonly number: number;
  readonly isActive: boolean;
  readonly type: number;
  readonly start: number;
  readonly count: number;
}

export interface PartitionTable {
  /** 32 bits that make the PARTUUID. */
  readonly signature: number;
  readonly partitions: readonly PartitionEntry[];
}

const SIGNATURE_OFFSET = 440;
const TABLE_OFFSET = 446;
const ENTRY_BYTES = 16;
const MAGIC_OFFSET = 510;
const MAGIC = 0xaa55;
const PRIMARY_PARTITIONS = 4;
/** Partitions of one disk that Linux gives numbers to. */
const PARTITIONS_MAX = 255;
const EXTENDED_TYPES = [0x05, 0x0f, 0x85];

/** Writes a table of primary partitions into the first sector. */
export function writeMbr(device: BlockDevice, { signature, partitions }: PartitionTable): void {
  const sector = device.read(0, 1);
  const view = new DataView(sector.buffer);
  sector.fill(0, TABLE_OFFSET, MAGIC_OFFSET);
  view.setUint32(SIGNATURE_OFFSET, signature, true);
  view.setUint16(MAGIC_OFFSET, MAGIC, true);
  for (const { number, isActive, type, start, count } of partitions) {
    assert(number >= 1 && number <= PRIMARY_PARTITIONS, `partition ${number} is not a primary one`);
    const at = TABLE_OFFSET + (number - 1) * ENTRY_BYTES;
    sector[at] = isActive ? 0x80 : 0;
    sector.set([0xfe, 0xff, 0xff], at + 1);
    sector[at + 4] = type;
    sector.set([0xfe, 0xff, 0xff], at + 5);
    view.setUint32(at + 8, start, true);
    view.setUint32(at + 12, count, true);
  }
  device.write(0, sector);
}

/** The partitions of a disk; null where the first sector is no partition table. */
export function readMbr(device: BlockDevice): PartitionTable | null {
  if (device.sectorCount === 0) return null;
  const view = tableAt(device, 0);
  // A file system's boot sector ends in the same magic; its entries would have odd activity bytes.
  if (view === null) return null;
  for (let index = 0; index < PRIMARY_PARTITIONS; index++) {
    const flag = view.getUint8(TABLE_OFFSET + index * ENTRY_BYTES);
    if (flag !== 0 && flag !== 0x80) return null;
  }
  const partitions: PartitionEntry[] = [];
  for (let index = 0; index < PRIMARY_PARTITIONS; index++) {
    const entry = entryOf(view, index);
    if (entry === null || entry.start >= device.sectorCount) continue;
    const count = Math.min(entry.count, device.sectorCount - entry.start);
    partitions.push({ ...entry, number: index + 1, count });
    if (EXTENDED_TYPES.includes(entry.type)) addLogical(device, entry.start, partitions);
  }
  partitions.sort((a, b) => a.number - b.number);
  return { signature: view.getUint32(SIGNATURE_OFFSET, true), partitions };
}

type Entry = Omit<PartitionEntry, 'number'>;

/** `parse_extended`: each link holds one partition, relative to itself, and the next link, relative to the first. */
function addLogical(device: BlockDevice, first: number, partitions: PartitionEntry[]): void {
  let number = Math.max(PRIMARY_PARTITIONS, ...partitions.map((one) => one.number));
  let link = first;
  for (let steps = 0; steps < PARTITIONS_MAX && number < PARTITIONS_MAX; steps++) {
    const view = link < device.sectorCount ? tableAt(device, link) : null;
    if (view === null) return;
    let next: number | null = null;
    for (let index = 0; index < PRIMARY_PARTITIONS; index++) {
      const entry = entryOf(view, index);
      if (entry === null) continue;
      if (EXTENDED_TYPES.includes(entry.type)) {
        next ??= first + entry.start;
        continue;
      }
      const start = link + entry.start;
      if (start + entry.count <= device.sectorCount) partitions.push({ ...entry, start, number: ++number });
    }
    if (next === null) return;
    link = next;
  }
}

function tableAt(device: BlockDevice, sector: number): DataView | null {
  const bytes = device.read(sector, 1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, SECTOR_BYTES);
  return view.getUint16(MAGIC_OFFSET, true) === MAGIC ? view : null;
}

function entryOf(view: DataView, index: number): Entry | null {
  const at = TABLE_OFFSET + index * ENTRY_BYTES;
  const count = view.getUint32(at + 12, true);
  if (count === 0) return null;
  return {
    isActive: view.getUint8(at) === 0x80,
    type: view.getUint8(at + 4),
    start: view.getUint32(at + 8, true),
    count,
  };
}
