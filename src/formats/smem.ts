/**
 * Qualcomm's shared memory (SMEM): a heap in RAM that boot firmware, Linux and the co-processors share, item by item.
 *
 * Facts: Linux v6.12 `drivers/soc/qcom/smem.c`. At its start stands the header of the old global heap with a table of 512 items; newer firmware
 * (version 12) keeps the global items in a partition instead, which the partition table in the last 4 KiB names. Only there can an item have a
 * number above 511. Little-endian. Left out: partitions of two hosts, cached items, the second memory area (`aux_base`).
 */
import { bytes, layout, u16, u32 } from '../memory/layout.ts';
import { latin1Bytes } from '../sim/bytes.ts';

const SOURCE = 'Linux v6.12 drivers/soc/qcom/smem.c';

/** SMEM_ITEM_COUNT: items of the heap, and of a partition table that says nothing else. */
export const SMEM_HEAP_ITEMS = 512;
/** SMEM_MASTER_SBL_VERSION_INDEX: which word of `version` is the boot firmware's; its upper half is the number. */
export const SMEM_SBL_VERSION_INDEX = 7;
/** SMEM_GLOBAL_HEAP_VERSION and SMEM_GLOBAL_PART_VERSION. */
export const smemVersions = { heap: 11, partition: 12 } as const;
/** SMEM_GLOBAL_HOST. */
export const SMEM_GLOBAL_HOST = 0xfffe;
export const SMEM_CANARY = 0xa5a5;
/** The partition table begins so far below the end. */
export const SMEM_PTABLE_BELOW_END = 4096;
/** Of the four `struct smem_proc_comm`, which nobody uses any more. */
const PROC_COMM_BYTES = 64;

export const smemMagics = {
  table: latin1Bytes('$TOC'),
  partition: latin1Bytes('$PRT'),
  info: latin1Bytes('SIII'),
} as const;

export const smemHeader = layout('smem_header', {
  source: SOURCE,
  sizeBytes: 208,
  fields: {
    version: bytes(PROC_COMM_BYTES, 128, '32 words: versions of the software on the chip'),
    initialized: u32(192, '1: the boot firmware has set SMEM up'),
    freeOffset: u32(196, 'first free byte of the heap'),
    available: u32(200, 'free bytes of the heap'),
    reserved: u32(204, '0'),
  },
});

/** An item of the heap: entry `i` of the table behind the header. */
export const smemGlobalEntry = layout('smem_global_entry', {
  source: SOURCE,
  sizeBytes: 16,
  fields: {
    allocated: u32(0, 'not 0: the item is there'),
    offset: u32(4, 'from the start of SMEM'),
    size: u32(8, 'bytes, a multiple of 8'),
    auxBase: u32(12, 'another memory area; 0: this one'),
  },
});

export const smemPtable = layout('smem_ptable', {
  source: SOURCE,
  sizeBytes: 32,
  fields: {
    magic: bytes(0, 4, '$TOC'),
    version: u32(4, '1'),
    entryCount: u32(8, 'partitions'),
  },
});

export const smemPtableEntry = layout('smem_ptable_entry', {
  source: SOURCE,
  sizeBytes: 48,
  fields: {
    offset: u32(0, 'from the start of SMEM'),
    size: u32(4, 'bytes'),
    flags: u32(8, 'unused'),
    host0: u16(12, 'whose partition: 0xfffe is everybody'),
    host1: u16(14, 'and whose'),
    cacheLine: u32(16, 'alignment of cached items'),
  },
});

/** Behind the last entry of the partition table. */
export const smemInfo = layout('smem_info', {
  source: SOURCE,
  sizeBytes: 20,
  fields: {
    magic: bytes(0, 4, 'SIII'),
    size: u32(4, 'bytes of SMEM'),
    baseAddress: u32(8, 'physical address'),
    itemCount: u16(16, 'highest number of an item, and one'),
  },
});

export const smemPartitionHeader = layout('smem_partition_header', {
  source: SOURCE,
  sizeBytes: 32,
  fields: {
    magic: bytes(0, 4, '$PRT'),
    host0: u16(4, 'whose partition'),
    host1: u16(6, 'and whose'),
    size: u32(8, 'bytes'),
    freeUncached: u32(12, 'first free byte behind the items, from the header on'),
    freeCached: u32(16, 'where cached items begin'),
  },
});

/** Before each item of a partition. */
export const smemPrivateEntry = layout('smem_private_entry', {
  source: SOURCE,
  sizeBytes: 16,
  fields: {
    canary: u16(0, '0xa5a5'),
    item: u16(2, 'number'),
    size: u32(4, 'bytes of the data, padding included'),
    paddingData: u16(8, 'of these, padding'),
    paddingHeader: u16(10, 'bytes between this and the data'),
  },
});

/** Where the table's entry of an item stands. */
export function heapEntryOffset(item: number): number {
  return smemHeader.sizeBytes + item * smemGlobalEntry.sizeBytes;
}
