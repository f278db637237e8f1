/**
 * Linux looks for an item of Qualcomm's shared memory.
 *
 * Mirrors Linux v6.12 `drivers/soc/qcom/smem.c` (qcom_smem_probe as far as it may fail, qcom_smem_get for the host "any"). Left out: the hardware lock, the trace of a
 * WARN_ON, cached items.
 */
import {
  heapEntryOffset,
  SMEM_CANARY,
  SMEM_GLOBAL_HOST,
  SMEM_HEAP_ITEMS,
  SMEM_PTABLE_BELOW_END,
  SMEM_SBL_VERSION_INDEX,
  smemGlobalEntry,
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
import { EINVAL, ENOENT, ENXIO } from '../../sim/errno.ts';

/** Never seen outside the kernel: try again later. */
export const EPROBE_DEFER = 517;

export interface SmemItem {
  /** Physical. */
  readonly address: number;
  readonly sizeBytes: number;
}

/** What stands where the device tree says that shared memory is. */
export interface SmemPlace {
  readonly memory: Pick<PhysicalMemory, 'read'>;
  readonly address: number;
  readonly length: number;
}

/** The item, or a negated error number. Where the driver was not probed, because SMEM is not set up, that is -EPROBE_DEFER. */
export function smemGet(place: SmemPlace, item: number): SmemItem | number {
  const { memory, address, length } = place;
  if (length < SMEM_PTABLE_BELOW_END + heapEntryOffset(SMEM_HEAP_ITEMS)) return -EPROBE_DEFER;
  const header = smemHeader.read(memory.read(address, smemHeader.sizeBytes), 'little');
  if (header.initialized !== 1 || header.reserved !== 0) return -EPROBE_DEFER;
  const word = new DataView(header.version.buffer).getUint32(4 * SMEM_SBL_VERSION_INDEX, true);
  switch (word >>> 16) {
    case smemVersions.heap:
      return item >= SMEM_HEAP_ITEMS ? -EINVAL : fromHeap(place, item);
    case smemVersions.partition:
      return fromPartition(place, item);
    default:
      return -EPROBE_DEFER;
  }
}

/** `qcom_smem_get_global`. */
function fromHeap({ memory, address, length }: SmemPlace, item: number): SmemItem | number {
  const bytes = memory.read(address + heapEntryOffset(item), smemGlobalEntry.sizeBytes);
  const { allocated, offset, size } = smemGlobalEntry.read(bytes, 'little');
  if (allocated === 0) return -ENXIO;
  return offset + size > length ? -EINVAL : { address: address + offset, sizeBytes: size };
}

/** `qcom_smem_set_global_partition`, `qcom_smem_get_private`. */
function fromPartition({ memory, address, length }: SmemPlace, item: number): SmemItem | number {
  const found = globalPartition({ memory, address, length });
  if (found === null) return -EPROBE_DEFER;
  if (item >= found.itemCount) return -EINVAL;
  const start = address + found.offset;
  const header = smemPartitionHeader.read(memory.read(start, smemPartitionHeader.sizeBytes), 'little');
  if (!isMagic(header.magic, smemMagics.partition)) return -EPROBE_DEFER;
  if (header.freeUncached > found.size) return -EINVAL;
  // Each turn goes on by a header at least: the loop ends.
  for (let at = smemPartitionHeader.sizeBytes; at + smemPrivateEntry.sizeBytes <= header.freeUncached; ) {
    const entry = smemPrivateEntry.read(memory.read(start + at, smemPrivateEntry.sizeBytes), 'little');
    if (entry.canary !== SMEM_CANARY) return -EINVAL;
    const data = at + smemPrivateEntry.sizeBytes + entry.paddingHeader;
    if (entry.item === item) {
      const isSane = entry.size < found.size && entry.paddingData < entry.size && data + entry.size <= found.size;
      return isSane ? { address: start + data, sizeBytes: entry.size - entry.paddingData } : -EINVAL;
    }
    at = data + entry.size;
  }
  return -ENOENT;
}

function globalPartition({ memory, address, length }: SmemPlace) {
  const at = address + length - SMEM_PTABLE_BELOW_END;
  const { magic, version, entryCount } = smemPtable.read(memory.read(at, smemPtable.sizeBytes), 'little');
  if (!isMagic(magic, smemMagics.table) || version !== 1) return null;
  // The table ends where SMEM does.
  const room = Math.floor(
    (SMEM_PTABLE_BELOW_END - smemPtable.sizeBytes - smemInfo.sizeBytes) / smemPtableEntry.sizeBytes,
  );
  const count = Math.min(entryCount, room);
  const entries = Array.from({ length: count }, (_, index) => {
    const place = at + smemPtable.sizeBytes + index * smemPtableEntry.sizeBytes;
    return smemPtableEntry.read(memory.read(place, smemPtableEntry.sizeBytes), 'little');
  });
  const entry = entries.find(({ host0, host1 }) => host0 === SMEM_GLOBAL_HOST && host1 === SMEM_GLOBAL_HOST);
  if (entry === undefined || entry.offset === 0 || entry.size === 0 || entry.offset + entry.size > length) return null;
  const infoAt = at + smemPtable.sizeBytes + count * smemPtableEntry.sizeBytes;
  const info = smemInfo.read(memory.read(infoAt, smemInfo.sizeBytes), 'little');
  const itemCount = isMagic(info.magic, smemMagics.info) ? info.itemCount : SMEM_HEAP_ITEMS;
  return { offset: entry.offset, size: entry.size, itemCount };
}

function isMagic(found: Uint8Array, magic: Uint8Array): boolean {
  return found.every((byte, index) => byte === magic[index]);
}
