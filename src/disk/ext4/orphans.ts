/**
 * Files without names that are still in use, and files that are being cut off: what a mount after a crash has to finish.
 *
 * Mirrors Linux v6.1 `fs/ext4/orphan.c`: a list through `i_dtime`, beginning in the superblock. Without a journal it is kept in
 * memory only, as in Linux. New orphans never go to the orphan file, which Linux falls back from as well; one with entries is
 * read at the mount.
 */
import type { Inode, InodeTable } from './inode.ts';
import type { SuperblockRecord } from './superblock-record.ts';

export class Orphans {
  /** Whether the list is kept on the disk. */
  isStored = false;
  readonly #inodes: InodeTable;
  readonly #superblock: SuperblockRecord;
  /** The last one added comes first. */
  #numbers: number[] = [];

  constructor(inodes: InodeTable, superblock: SuperblockRecord) {
    this.#inodes = inodes;
    this.#superblock = superblock;
  }

  get numbers(): readonly number[] {
    return this.#numbers;
  }

  has(number: number): boolean {
    return this.#numbers.includes(number);
  }

  add(inode: Inode): void {
    if (this.has(inode.number)) return;
    if (this.isStored) {
      inode.deleteTime = this.#numbers[0] ?? 0;
      inode.touch();
      this.#superblock.change({ lastOrphan: inode.number });
    }
    this.#numbers.unshift(inode.number);
  }

  remove(inode: Inode): void {
    const place = this.#numbers.indexOf(inode.number);
    if (place < 0) return;
    this.#numbers.splice(place, 1);
    if (!this.isStored) return;
    const next = this.#numbers[place] ?? 0;
    if (place === 0) {
      this.#superblock.change({ lastOrphan: next });
    } else {
      const before = this.#inodes.load(this.#numbers[place - 1]!);
      before.deleteTime = next;
      before.touch();
    }
    inode.deleteTime = 0;
    inode.touch();
  }

  /** Takes over a list found on the disk, first one first. */
  adopt(numbers: readonly number[]): void {
    this.#numbers = [...numbers];
  }
}
