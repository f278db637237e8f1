/** The scenario's key `sparePartition`. */
import * as z from 'zod';
import type { BoardProfile } from '../profiles/board.ts';
import { SPARE_PARTITION_MAX_MIB, sparePartitionBytes, withSparePartition } from '../profiles/spare-partition.ts';

export const sparePartitionSchema = z
  .string()
  .refine((text) => sparePartitionBytes(text) !== null, `not a size from 1MiB to ${SPARE_PARTITION_MAX_MIB}MiB`)
  .describe('a second partition on the board’s disk, without a file system, as 1MiB: for pstore_blk');

/** The board with that partition; as it is where none is asked for, or the schema complains. */
export function withSparePartitionOf(data: Record<string, unknown>, board: BoardProfile): BoardProfile {
  const bytes = sparePartitionBytes(sparePartitionSchema.safeParse(data['sparePartition']).data ?? '');
  return bytes === null ? board : withSparePartition(board, bytes);
}
