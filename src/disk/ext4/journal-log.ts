/** The journal file as a row of blocks, and its superblock: what writing and replaying have in common. */
import { crc32c } from '../../formats/ext4-checksum.ts';
import {
  JOURNAL_CRC32C,
  JOURNAL_MAGIC,
  JOURNAL_SUPERBLOCK_BYTES,
  journalBlock,
  journalIncompat,
  journalSuperblockLayout,
} from '../../formats/jbd2.ts';
import { EBADMSG, EINVAL, EUCLEAN } from '../../sim/errno.ts';
import { attempt } from '../fault.ts';
import type { Refusal } from './geometry.ts';
import type { Parts } from './parts.ts';
import type { Volume } from './volume.ts';

const KNOWN_INCOMPAT = Object.values(journalIncompat).reduce((all, bit) => all | bit, 0);
/** Linux refuses a shorter one (JBD2_MIN_JOURNAL_BLOCKS). */
const MIN_BLOCKS = 1024;
const CHECKSUM_BITS = journalIncompat.checksumV2 | journalIncompat.checksumV3;

type JournalSuperblock = ReturnType<typeof journalSuperblockLayout.read>;

/** Neighbouring blocks of the journal. */
interface LogRun {
  readonly logical: number;
  readonly block: number;
  readonly count: number;
}

export class JournalLog {
  readonly volume: Volume;
  readonly #runs: readonly LogRun[];
  readonly #superblock: Uint8Array;

  private constructor(volume: Volume, runs: readonly LogRun[], superblock: Uint8Array) {
    this.volume = volume;
    this.#runs = runs;
    this.#superblock = superblock;
  }

  /** The journal of a file system, or why it cannot be used. */
  static open({ volume, geometry, inodes, files, groups }: Parts): JournalLog | Refusal {
    const refusal = { errno: -EINVAL, message: 'error loading journal' };
    const runs: LogRun[] = [];
    const found = attempt(() => {
      const inode = inodes.load(geometry.journalInode);
      if (!inode.isFile || inode.links === 0) return -EUCLEAN;
      const blocks = Math.min(Math.floor(inode.size / geometry.blockBytes), geometry.blocks);
      for (let logical = 0; logical < blocks; ) {
        const run = files.mapOf(inode).find(inode, logical);
        const count = Math.min(run.count, blocks - logical);
        if (run.block === 0 || groups.isTable(run.block, count)) return -EUCLEAN;
        runs.push({ logical, block: run.block, count });
        logical += count;
      }
      return blocks;
    });
    if (found < 0) return { errno: -EINVAL, message: 'no journal found' };
    if (found === 0) return refusal;
    const superblock = volume.readData(runs[0]!.block, 1);
    const log = new JournalLog(volume, runs, superblock);
    const values = log.values;
    const isSuperblock =
      values.blockType === journalBlock.superblockV1 || values.blockType === journalBlock.superblockV2;
    if (values.magic !== JOURNAL_MAGIC || !isSuperblock || values.blockSize !== geometry.blockBytes) return refusal;
    if (values.maxLength > found || values.maxLength < MIN_BLOCKS) return refusal;
    if (values.first === 0 || values.first >= values.maxLength || values.start >= values.maxLength) return refusal;
    const { incompat } = log;
    if ((incompat & ~KNOWN_INCOMPAT) !== 0 || (incompat & CHECKSUM_BITS) === CHECKSUM_BITS) return refusal;
    if (log.hasChecksums && !log.#checksumHolds()) return { ...refusal, errno: -EBADMSG };
    return log;
  }

  get values(): JournalSuperblock {
    return journalSuperblockLayout.read(this.#superblock, 'big');
  }

  /** Features, none in the superblock's first version. */
  get incompat(): number {
    const { blockType, featureIncompat } = this.values;
    return blockType === journalBlock.superblockV2 ? featureIncompat : 0;
  }

  get hasChecksums(): boolean {
    return (this.incompat & CHECKSUM_BITS) !== 0;
  }

  /** Start of the checksums of the journal's blocks. */
  get seed(): number {
    return crc32c(0xffffffff, this.values.uuid);
  }

  read(logical: number): Uint8Array {
    return this.volume.readData(this.#place(logical), 1);
  }

  write(blocks: readonly { readonly logical: number; readonly bytes: Uint8Array }[]): void {
    this.volume.writeInOrder(blocks.map(({ logical, bytes }) => ({ block: this.#place(logical), bytes })));
  }

  /** Stores the superblock; it is on the medium when this returns. */
  update(values: Partial<JournalSuperblock>): void {
    journalSuperblockLayout.write(this.#superblock, 'big', values);
    if (this.hasChecksums) {
      journalSuperblockLayout.write(this.#superblock, 'big', { checksumType: JOURNAL_CRC32C, checksum: 0 });
      const checksum = crc32c(0xffffffff, this.#superblock, 0, JOURNAL_SUPERBLOCK_BYTES);
      journalSuperblockLayout.write(this.#superblock, 'big', { checksum });
    }
    this.write([{ logical: 0, bytes: this.#superblock }]);
    this.volume.device.flush();
  }

  #checksumHolds(): boolean {
    const copy = this.#superblock.slice(0, JOURNAL_SUPERBLOCK_BYTES);
    journalSuperblockLayout.write(copy, 'big', { checksum: 0 });
    return crc32c(0xffffffff, copy) === this.values.checksum;
  }

  #place(logical: number): number {
    const run = this.#runs.findLast((candidate) => candidate.logical <= logical)!;
    return run.block + (logical - run.logical);
  }
}
