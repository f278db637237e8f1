/**
 * kmemdump's regions in reserved RAM: what a dying kernel writes there and the next one reads. A format of ours: no published one exists.
 *
 * Head, a row for each region, then the bytes of the regions one behind the other in the same order, each padded to 4: put together they are the core image.
 * Little-endian. The head's checksum covers head and rows, a row's the bytes of its region. Where the room ends the last regions are cut, and the head says how much is
 * missing. Left out: compression, and error correction as ramoops has it.
 */
import { layout, text, u32, u64 } from '../memory/layout.ts';
import { crc32 } from './crc32.ts';
import { align4 } from './kmemdump-core.ts';

const SOURCE = 'Lastwords';
const VERSION = 1;
const NAME_BYTES = 24;

/** `KMDR` in memory. */
const KMEMDUMP_RAM_MAGIC = 0x52444d4b;

const head = layout('kmemdump_ram_head', {
  source: SOURCE,
  sizeBytes: 40,
  fields: {
    magic: u32(0, 'KMDR', { names: { [KMEMDUMP_RAM_MAGIC]: 'KMDR' } }),
    version: u32(4, '1'),
    crc: u32(8, 'CRC-32 of head and rows, with 0 here'),
    rows: u32(12, 'rows that follow'),
    regions: u32(16, 'regions that the kernel listed; more than rows: there was no room for a row of each'),
    storedBytes: u64(24, 'of the regions, behind the rows'),
    wantedBytes: u64(32, 'of all regions; more than stored: cut where the room ended'),
  },
});

const row = layout('kmemdump_ram_region', {
  source: SOURCE,
  sizeBytes: 64,
  fields: {
    name: text(0, NAME_BYTES, 'cut where it is longer'),
    id: u32(24, 'number in the table'),
    crc: u32(28, 'CRC-32 of the stored bytes'),
    address: u64(32, 'physical address'),
    sizeBytes: u64(40, 'as registered'),
    storedBytes: u64(48, 'padded to 4; less than the size: cut'),
  },
});

export const KMEMDUMP_RAM_HEAD_BYTES = head.sizeBytes;
export const KMEMDUMP_RAM_ROW_BYTES = row.sizeBytes;

/** A region as it is to be written; `read` gives bytes from its start on. */
export interface RamRegion {
  readonly name: string;
  readonly id: number;
  readonly address: number;
  readonly sizeBytes: number;
  read(length: number): Uint8Array;
}

/** What was found. */
export interface KmemdumpRamImage {
  readonly regions: readonly {
    readonly name: string;
    readonly id: number;
    readonly address: bigint;
    readonly sizeBytes: bigint;
    readonly storedBytes: number;
  }[];
  /** As many as the kernel listed. */
  readonly listed: number;
  readonly wantedBytes: number;
  /** The bytes of all regions, one behind the other. */
  readonly bytes: Uint8Array;
}

/** The image in at most `room` bytes; null where not even the head fits. */
export function encodeKmemdumpRam(regions: readonly RamRegion[], room: number): Uint8Array | null {
  if (room < head.sizeBytes) return null;
  const rows = regions.slice(0, Math.floor((room - head.sizeBytes) / row.sizeBytes));
  const dataAt = head.sizeBytes + rows.length * row.sizeBytes;
  let left = room - dataAt - ((room - dataAt) % 4);
  const stored = rows.map((region) => {
    const length = Math.min(align4(region.sizeBytes), left);
    left -= length;
    const bytes = new Uint8Array(length);
    bytes.set(region.read(Math.min(region.sizeBytes, length)));
    return bytes;
  });
  const storedBytes = stored.reduce((sum, { length }) => sum + length, 0);
  const image = new Uint8Array(dataAt + storedBytes);
  let at = dataAt;
  rows.forEach(({ name, id, address, sizeBytes }, index) => {
    const bytes = stored[index]!;
    image.set(bytes, at);
    at += bytes.length;
    const values = {
      name: name.replace(/[^ -~]/g, '?').slice(0, NAME_BYTES),
      id,
      crc: crc32(bytes),
      address: BigInt(address),
      sizeBytes: BigInt(sizeBytes),
      storedBytes: BigInt(bytes.length),
    };
    row.write(image, 'little', values, head.sizeBytes + index * row.sizeBytes);
  });
  const wantedBytes = regions.reduce((sum, { sizeBytes }) => sum + align4(sizeBytes), 0);
  const values = {
    magic: KMEMDUMP_RAM_MAGIC,
    version: VERSION,
    crc: 0,
    rows: rows.length,
    regions: regions.length,
    storedBytes: BigInt(storedBytes),
    wantedBytes: BigInt(wantedBytes),
  };
  head.write(image, 'little', values);
  head.write(image, 'little', { crc: crc32(image.subarray(0, dataAt)) });
  return image;
}

/**
 * What stands in `room` bytes that `read` gives: the image; null: there is none; a text: why it is not to be trusted. Reads no more than head, rows and what they
 * promise.
 */
export function decodeKmemdumpRam(
  read: (offset: number, length: number) => Uint8Array,
  room: number,
): KmemdumpRamImage | null | string {
  if (room < head.sizeBytes) return null;
  const { magic, version, crc, rows, regions, storedBytes, wantedBytes } = head.read(read(0, head.sizeBytes), 'little');
  if (magic !== KMEMDUMP_RAM_MAGIC) return null;
  if (version !== VERSION) return `version ${version}`;
  const dataAt = head.sizeBytes + rows * row.sizeBytes;
  if (BigInt(dataAt) + storedBytes > BigInt(room)) return 'longer than its room';
  const table = read(0, dataAt).slice();
  head.write(table, 'little', { crc: 0 });
  if (crc32(table) !== crc) return 'checksum of its head';
  const found = Array.from({ length: rows }, (_, index) =>
    row.read(table, 'little', head.sizeBytes + index * row.sizeBytes),
  );
  if (found.reduce((sum, one) => sum + one.storedBytes, 0n) !== storedBytes) return 'sizes of its regions';
  const bytes = read(dataAt, Number(storedBytes)).slice();
  let at = 0;
  for (const { id, crc: expected, storedBytes: length } of found) {
    const end = at + Number(length);
    if (crc32(bytes.subarray(at, end)) !== expected) return `checksum of region ${id}`;
    at = end;
  }
  return {
    regions: found.map(({ name, id, address, sizeBytes, storedBytes: length }) => ({
      name,
      id,
      address,
      sizeBytes,
      storedBytes: Number(length),
    })),
    listed: regions,
    wantedBytes: Number(wantedBytes),
    bytes,
  };
}
