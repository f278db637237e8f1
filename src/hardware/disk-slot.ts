/** A disk that somebody put into a slot of the board, beside the one it has: the loader can use it, Linux does not know it. */
import type { SparseDisk } from '../disk/sparse-disk.ts';

export interface DiskSlot {
  /** As U-Boot names the interface, and its number there. */
  readonly interface: 'mmc' | 'host';
  readonly number: number;
  readonly disk: SparseDisk;
  /** The card's switch: writes fail. */
  readonly isReadOnly: boolean;
}
