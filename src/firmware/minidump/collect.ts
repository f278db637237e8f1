/**
 * What the boot firmware collects after a crash: the regions that stand in minidump's tables, read from RAM before that is initialised again.
 *
 * It knows bytes alone. A subsystem counts when its status, its enabling and its encryption are as they should be, a region when it is marked valid and lies in RAM.
 * The checks are those of the remoteproc driver's reader of the same tables (Linux v6.12 `qcom_minidump`); real boot firmware is closed, so what it does
 * with regions outside RAM and with too many of them is ours: it leaves them out and says so.
 */
import {
  MINIDUMP_ALL_REGIONS_MAX,
  MINIDUMP_SUBSYSTEMS,
  MINIDUMP_TOC_BYTES,
  minidumpRegion,
  minidumpSubsystem,
  minidumpToc,
  minidumpWords,
  subsystemOffset,
} from '../../formats/minidump-table.ts';
import type { SkippedPart } from '../../hardware/download-mode.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { hex } from '../../sim/bytes.ts';

/** All regions together, in bytes: so much the firmware offers as minidump. Ours; the large x86 list with eight CPUs has 73 MiB. */
export const MINIDUMP_BYTES_MAX = 128 * 2 ** 20;

/** Physical address, bytes, and the name of its file. */
interface CollectedRegion {
  readonly filename: string;
  readonly address: number;
  readonly length: number;
}

export interface Collection {
  readonly regions: readonly CollectedRegion[];
  readonly skipped: readonly SkippedPart[];
}

/** `tableAddress`: of the global table; null: the shared memory has none. */
export function collectRegions(
  memory: Pick<PhysicalMemory, 'read'>,
  ram: readonly AddressRange[],
  tableAddress: number | null,
): Collection {
  if (tableAddress === null || !isInRam(ram, tableAddress, MINIDUMP_TOC_BYTES)) {
    return { regions: [], skipped: [{ what: 'minidump', why: 'shared memory has no table' }] };
  }
  const table = memory.read(tableAddress, MINIDUMP_TOC_BYTES);
  const { status } = minidumpToc.read(table, 'little');
  if (status === 0) return { regions: [], skipped: [{ what: 'minidump', why: 'the table was never set up' }] };
  const regions: CollectedRegion[] = [];
  const skipped: SkippedPart[] = [];
  const room = { regions: MINIDUMP_ALL_REGIONS_MAX, bytes: MINIDUMP_BYTES_MAX };
  for (let index = 0; index < MINIDUMP_SUBSYSTEMS; index++) {
    const subsystem = minidumpSubsystem.read(table, 'little', subsystemOffset(index));
    const what = `subsystem ${index}`;
    const why = refusal(subsystem);
    const base = Number(subsystem.regionsBase);
    // Of a subsystem that never came up there is nothing to say.
    if (why === null)
      collectSubsystem({ memory, ram, room, regions, skipped }, { what, base, count: subsystem.regionCount });
    else if (subsystem.status !== 0 || subsystem.enabled !== 0) skipped.push({ what, why });
  }
  return { regions, skipped };
}

/** Why a subsystem is left out; null: it is not. */
function refusal({
  status,
  enabled,
  encryptionStatus,
  regionsBase,
}: ReturnType<typeof minidumpSubsystem.read>): string | null {
  if (status !== 1) return `status is ${status}, not 1`;
  if (enabled !== minidumpWords.enabled) return `it is not enabled (0x${hex(enabled)})`;
  if (encryptionStatus !== minidumpWords.encryptionDone) return `encryption is not done (0x${hex(encryptionStatus)})`;
  if (regionsBase === 0n) return 'it has no regions';
  return null;
}

interface Collecting {
  readonly memory: Pick<PhysicalMemory, 'read'>;
  readonly ram: readonly AddressRange[];
  /** What may still be collected. */
  readonly room: { regions: number; bytes: number };
  readonly regions: CollectedRegion[];
  readonly skipped: SkippedPart[];
}

function collectSubsystem(
  collecting: Collecting,
  { what, base, count }: { readonly what: string; readonly base: number; readonly count: number },
): void {
  const { memory, ram, room, skipped } = collecting;
  const taken = Math.min(count, room.regions);
  room.regions -= taken;
  if (taken < count) skipped.push({ what, why: `${count} regions: there is room for ${taken}` });
  for (let index = 0; index < taken; index++) {
    const at = base + index * minidumpRegion.sizeBytes;
    if (!isInRam(ram, at, minidumpRegion.sizeBytes)) {
      skipped.push({ what, why: `its table leaves RAM at region ${index}` });
      return;
    }
    collectRegion(collecting, minidumpRegion.read(memory.read(at, minidumpRegion.sizeBytes), 'little'), index);
  }
}

function collectRegion(
  { ram, room, regions, skipped }: Collecting,
  { name, seqNum, valid, address: physical, size }: ReturnType<typeof minidumpRegion.read>,
  index: number,
): void {
  const what = name === '' ? `region ${index}` : printable(name);
  const address = Number(physical);
  const length = Number(size);
  let why: string | null = null;
  if (valid !== minidumpWords.valid) why = `not valid (0x${hex(valid)})`;
  else if (!isInRam(ram, address, length)) why = `0x${hex(address)}, ${length} bytes: not RAM`;
  else if (length > room.bytes) why = `${length} bytes: more than there is room for`;
  if (why !== null) {
    skipped.push({ what, why });
    return;
  }
  room.bytes -= length;
  regions.push({ filename: `md_${printable(name)}${seqNum}.BIN`, address, length });
}

/** A name that is a file's: what damage has made of it otherwise becomes underlines. */
function printable(name: string): string {
  return name.replace(/[^\w.-]/g, '_');
}

/** Numbers above 2^53 are no address of RAM, however they were rounded. */
function isInRam(ram: readonly AddressRange[], address: number, length: number): boolean {
  return (
    length > 0 && ram.some(({ start, end }) => address >= start && length <= end - start && address + length <= end)
  );
}
