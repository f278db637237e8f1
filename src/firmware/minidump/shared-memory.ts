/**
 * The boot firmware sets up Qualcomm's shared memory at every start: its header, the partition of items that everybody may see, and minidump's table in it.
 *
 * What a firmware writes is inferred from what Linux v6.12 `drivers/soc/qcom/smem.c` checks. Left out: all other items, and partitions of two hosts.
 */
import { MINIDUMP_SMEM_ITEM, MINIDUMP_TOC_BYTES, minidumpToc } from '../../formats/minidump-table.ts';
import {
  heapEntryOffset,
  SMEM_CANARY,
  SMEM_GLOBAL_HOST,
  SMEM_HEAP_ITEMS,
  SMEM_PTABLE_BELOW_END,
  SMEM_SBL_VERSION_INDEX,
  smemHeader,
  smemInfo,
  smemMagics,
  smemPartitionHeader,
  smemPrivateEntry,
  smemPtable,
  smemPtableEntry,
  smemVersions,
} from '../../formats/smem.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { MinidumpFirmware } from '../../profiles/minidump.ts';

/** Where the partition of everybody begins, behind the old heap's table. Assumed, as its size. */
const PARTITION = { offset: 0x4000, bytes: 0x8000 } as const;
/** Items of newer firmware. Assumed: enough for minidump's. */
const ITEMS = 1024;
const VERSION_BYTES = 128;
const REVISION = 1;
const CACHE_LINE = 64;
/** A table that is too short lacks its last subsystem. */
const SMALL_BYTES = MINIDUMP_TOC_BYTES - 32;

/** Clears the shared memory and writes it anew; where minidump's table is then, or null: there is none. */
export function writeSharedMemory(memory: PhysicalMemory, { smem, table }: MinidumpFirmware): number | null {
  const { address, length, kind } = smem;
  const writer = memory.writer('firmware');
  memory.fill(address, length, 0, writer);
  const put = (offset: number, bytes: Uint8Array) => memory.write(address + offset, bytes, writer);
  const version = new Uint8Array(VERSION_BYTES);
  new DataView(version.buffer).setUint32(4 * SMEM_SBL_VERSION_INDEX, smemVersions[kind] * 2 ** 16, true);
  const heapStart = heapEntryOffset(SMEM_HEAP_ITEMS);
  const header = {
    version,
    initialized: 1,
    freeOffset: heapStart,
    available: PARTITION.offset - heapStart,
    reserved: 0,
  };
  put(0, smemHeader.encode(header, 'little'));
  // Item 602 is beyond the heap's table: a firmware that has nothing else cannot make it.
  if (kind === 'heap') return null;
  const itemBytes = table === 'missing' ? null : table === 'small' ? SMALL_BYTES : MINIDUMP_TOC_BYTES;
  const offset = putPartition(put, smem, itemBytes);
  if (offset === null) return null;
  const isReady = table !== 'not-ready';
  const toc = { status: Number(isReady), revision: REVISION, enabled: Number(isReady) };
  put(offset, minidumpToc.encode(toc, 'little'));
  return address + offset;
}

/** The partition and its table; where the item's data is, or null. */
function putPartition(
  put: (offset: number, bytes: Uint8Array) => void,
  { address, length }: MinidumpFirmware['smem'],
  itemBytes: number | null,
): number | null {
  const hosts = { host0: SMEM_GLOBAL_HOST, host1: SMEM_GLOBAL_HOST };
  const size = itemBytes === null ? 0 : Math.ceil(itemBytes / 8) * 8;
  const used = smemPartitionHeader.sizeBytes + (itemBytes === null ? 0 : smemPrivateEntry.sizeBytes + size);
  put(
    PARTITION.offset,
    smemPartitionHeader.encode(
      { magic: smemMagics.partition, ...hosts, size: PARTITION.bytes, freeUncached: used, freeCached: PARTITION.bytes },
      'little',
    ),
  );
  const at = length - SMEM_PTABLE_BELOW_END;
  const entry = { offset: PARTITION.offset, size: PARTITION.bytes, flags: 0, ...hosts, cacheLine: CACHE_LINE };
  put(at, smemPtable.encode({ magic: smemMagics.table, version: 1, entryCount: 1 }, 'little'));
  put(at + smemPtable.sizeBytes, smemPtableEntry.encode(entry, 'little'));
  const info = { magic: smemMagics.info, size: length, baseAddress: address % 2 ** 32, itemCount: ITEMS };
  put(at + smemPtable.sizeBytes + smemPtableEntry.sizeBytes, smemInfo.encode(info, 'little'));
  if (itemBytes === null) return null;
  const itemAt = PARTITION.offset + smemPartitionHeader.sizeBytes;
  const item = { canary: SMEM_CANARY, item: MINIDUMP_SMEM_ITEM, size, paddingData: size - itemBytes, paddingHeader: 0 };
  put(itemAt, smemPrivateEntry.encode(item, 'little'));
  return itemAt + smemPrivateEntry.sizeBytes;
}

/** Where minidump's table lies in a shared memory that an earlier start of this firmware has written; null: there is none. Nothing is believed unseen. */
export function findMinidumpTable(memory: Pick<PhysicalMemory, 'read'>, { smem }: MinidumpFirmware): number | null {
  const { address, length, kind } = smem;
  if (kind === 'heap') return null;
  const partition = readHeader(memory, address);
  if (partition === null) return null;
  const end = Math.min(partition.freeUncached, partition.size, length - PARTITION.offset);
  let at = smemPartitionHeader.sizeBytes;
  // Each turn goes on by a header at least: the loop ends.
  while (at + smemPrivateEntry.sizeBytes <= end) {
    const place = address + PARTITION.offset + at;
    const entry = smemPrivateEntry.read(memory.read(place, smemPrivateEntry.sizeBytes), 'little');
    if (entry.canary !== SMEM_CANARY) return null;
    const data = at + smemPrivateEntry.sizeBytes + entry.paddingHeader;
    const isWhole = data + entry.size <= end && entry.size - entry.paddingData >= MINIDUMP_TOC_BYTES;
    if (entry.item === MINIDUMP_SMEM_ITEM) return isWhole ? address + PARTITION.offset + data : null;
    at = data + entry.size;
  }
  return null;
}

function readHeader(memory: Pick<PhysicalMemory, 'read'>, address: number) {
  const { initialized } = smemHeader.read(memory.read(address, smemHeader.sizeBytes), 'little');
  if (initialized !== 1) return null;
  const bytes = memory.read(address + PARTITION.offset, smemPartitionHeader.sizeBytes);
  const header = smemPartitionHeader.read(bytes, 'little');
  return header.magic.every((byte, index) => byte === smemMagics.partition[index]) ? header : null;
}
