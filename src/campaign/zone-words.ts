/**
 * Which bytes of a zone belong to which code word: full blocks first, then the shorter last block, then the header.
 *
 * Only words that a boot checks are listed: blocks that begin below the end of the log, and the header. The spare parity
 * slot that ramoops' formula may leave belongs to none.
 */
import { ECC_BLOCK_SIZE, PERSISTENT_RAM_HEADER_BYTES } from '../formats/persistent-ram.ts';
import { zoneGeometry } from '../kernel/pstore/zone-geometry.ts';
import { assert } from '../sim/assert.ts';

export interface ZoneWords {
  readonly eccSize: number;
  /** Bytes of log in the zone, and bytes that there is room for. */
  readonly recordBytes: number;
  readonly room: number;
  /** Full blocks have the numbers 0 … fullBlocks - 1. */
  readonly fullBlocks: number;
  /** Number of the shorter block; -1: there is none. */
  readonly short: number;
  readonly header: number;
  /** By number of the word: offset and length of its data, offset of its parity. Bytes. */
  readonly dataAt: Int32Array;
  readonly dataLength: Int32Array;
  readonly parityAt: Int32Array;
  /** For each byte of the zone the number of its word; -1: nobody looks at it. */
  readonly wordOf: Int32Array;
}

/** Bytes of log that a zone has room for; null: no kernel makes such a zone. */
export function roomOf(size: number, eccSize: number): number | null {
  const geometry = zoneGeometry(size, eccSize, 8);
  if (geometry === null || !('parBuffer' in geometry)) return null;
  const room = BigInt.asIntN(64, geometry.bufferSize);
  return room > 0n ? Number(room) : null;
}

/** Full blocks of a zone with a log of `recordBytes`. */
export function fullBlocksOf(room: number, recordBytes: number): number {
  return Math.min(Math.ceil(recordBytes / ECC_BLOCK_SIZE), Math.floor(room / ECC_BLOCK_SIZE));
}

/** The words of a zone of `size` bytes with a log of `recordBytes`, which must fit. */
export function zoneWords(size: number, eccSize: number, recordBytes: number): ZoneWords {
  const geometry = zoneGeometry(size, eccSize, 8);
  assert(geometry !== null && 'parBuffer' in geometry, 'a zone that no kernel makes');
  const room = Number(geometry.bufferSize);
  assert(recordBytes >= 0 && recordBytes <= room, `a log of ${recordBytes} bytes where ${room} have room`);

  const blocks = Math.ceil(recordBytes / ECC_BLOCK_SIZE);
  const fullBlocks = fullBlocksOf(room, recordBytes);
  const header = blocks;
  const dataAt = new Int32Array(blocks + 1);
  const dataLength = new Int32Array(blocks + 1);
  const parityAt = new Int32Array(blocks + 1);
  for (let block = 0; block < blocks; block++) {
    dataAt[block] = PERSISTENT_RAM_HEADER_BYTES + block * ECC_BLOCK_SIZE;
    dataLength[block] = Math.min(ECC_BLOCK_SIZE, room - block * ECC_BLOCK_SIZE);
    parityAt[block] = geometry.parBuffer + block * eccSize;
  }
  dataLength[header] = PERSISTENT_RAM_HEADER_BYTES;
  parityAt[header] = geometry.parHeader;

  const wordOf = new Int32Array(size).fill(-1);
  for (let word = 0; word <= header; word++) {
    wordOf.fill(word, dataAt[word]!, dataAt[word]! + dataLength[word]!);
    wordOf.fill(word, parityAt[word]!, parityAt[word]! + eccSize);
  }
  return {
    eccSize,
    recordBytes,
    room,
    fullBlocks,
    short: fullBlocks < blocks ? fullBlocks : -1,
    header,
    dataAt,
    dataLength,
    parityAt,
    wordOf,
  };
}
