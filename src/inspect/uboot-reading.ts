/** What U-Boot's `pstore display` shows of a region: a fresh U-Boot, told where to look, in a memory of its own. */
import type { RamoopsRegion } from '../hardware/world-events.ts';
import { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { type UBootProfile, ubootConfig } from '../profiles/uboot.ts';
import { assert } from '../sim/assert.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { runningUBoot } from '../uboot/running-uboot.ts';
import { displayedRecord } from './displayed-record.ts';
import type { RamPiece, ReadRecord, ReadZone } from './region-reading.ts';

interface UBootReader {
  readonly board: BoardProfile;
  readonly version: UBootProfile;
  readonly region: RamoopsRegion;
  /** Names of the records by the addresses of their zones. */
  readonly zones: readonly ReadZone[];
}

export function ubootReading({ board, version, region, zones }: UBootReader, found: readonly RamPiece[]): ReadRecord[] {
  assert(board.uboot !== null, `board ${board.name} has no U-Boot`);
  const memory = new PhysicalMemory({ trackWriters: false });
  const records: ReadRecord[] = [];
  const hush = runningUBoot({
    profile: version,
    board,
    config: ubootConfig(board.uboot, version),
    memory,
    bootMedium: null,
    puts: () => {},
    recordDisplayed: (_kind, address, _sizeBytes, text) => {
      records.push(displayedRecord(zones, address, latin1Bytes(text)));
    },
  });
  const writer = memory.writer('image');
  for (const { address, bytes } of found) memory.write(address, bytes, writer);
  const { address, length, recordSize, consoleSize, ftraceSize, pmsgSize } = region;
  const sizes = [address, length, recordSize, consoleSize, ftraceSize, pmsgSize].map(
    (size) => `0x${size.toString(16)}`,
  );
  const run = hush.runAsTyped(`pstore set ${sizes.join(' ')}; pstore display`);
  while (run.next().done !== true);
  return records;
}
