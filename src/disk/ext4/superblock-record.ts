/** The superblock of a mounted file system: a window into its block, sealed when it is committed or written at once. */
import { crc32c } from '../../formats/ext4-checksum.ts';
import {
  ERROR_FS,
  incompat,
  readOnlyCompat,
  SUPERBLOCK_BYTES,
  SUPERBLOCK_OFFSET,
  type Superblock,
  superblockLayout,
  VALID_FS,
} from '../../formats/ext4-superblock.ts';
import type { Groups } from './groups.ts';
import type { MetaBlock, Volume } from './volume.ts';

export class SuperblockRecord {
  readonly #volume: Volume;
  readonly #groups: Groups;
  readonly #block: MetaBlock;
  readonly #at: number;

  constructor(volume: Volume, groups: Groups) {
    const { blockBytes, firstDataBlock } = volume.geometry;
    this.#volume = volume;
    this.#groups = groups;
    this.#block = volume.meta(firstDataBlock);
    this.#block.checkedAs = 'superblock';
    this.#at = blockBytes > SUPERBLOCK_OFFSET ? SUPERBLOCK_OFFSET : 0;
    volume.beforeCommit.push(() => this.#storeCounts());
  }

  read(): Superblock {
    return superblockLayout.read(this.#block.bytes, 'little', this.#at);
  }

  /** Changes fields with the running transaction. */
  change(values: Partial<Superblock>): void {
    superblockLayout.write(this.#block.bytes, 'little', values, this.#at);
    this.#block.seal = () => this.#seal();
    this.#volume.change(this.#block);
  }

  /** Changes fields on the device at once; nothing may be waiting for a commit. */
  writeNow(values: Partial<Superblock>): void {
    superblockLayout.write(this.#block.bytes, 'little', { ...values, ...this.#counts() }, this.#at);
    this.#seal();
    this.#volume.writeData(this.#block.block, this.#block.bytes);
    this.#volume.device.flush();
  }

  get lastOrphan(): number {
    return this.#block.view.getUint32(this.#at + 0xe8, true);
  }

  get needsRecovery(): boolean {
    return (this.read().featureIncompat & incompat.recover) !== 0;
  }

  get hasErrors(): boolean {
    return (this.read().state & ERROR_FS) !== 0;
  }

  /** Files above 2 GiB are there from now on. */
  noteLargeFile(): void {
    const { featureReadOnlyCompat } = this.read();
    if ((featureReadOnlyCompat & readOnlyCompat.largeFile) !== 0) return;
    this.change({ featureReadOnlyCompat: featureReadOnlyCompat | readOnlyCompat.largeFile });
  }

  /** What a mount for writing leaves on the device at once. */
  markMounted(seconds: number, hasJournal: boolean): void {
    const { state, mountCount, featureIncompat } = this.read();
    this.writeNow({
      mountTime: seconds,
      writeTime: seconds,
      mountCount: (mountCount + 1) & 0xffff,
      // With a journal the state stays valid: the journal says what is missing.
      ...(hasJournal ? { featureIncompat: featureIncompat | incompat.recover } : { state: state & ~VALID_FS }),
    });
  }

  markUnmounted(seconds: number, wasValid: boolean): void {
    const { state, featureIncompat } = this.read();
    this.writeNow({
      writeTime: seconds,
      featureIncompat: (featureIncompat & ~incompat.recover) >>> 0,
      state: wasValid ? state | VALID_FS : state,
    });
  }

  #counts(): Pick<Superblock, 'freeBlocksLow' | 'freeBlocksHigh' | 'freeInodes'> {
    const { totalFreeBlocks, totalFreeInodes } = this.#groups;
    return {
      freeBlocksLow: totalFreeBlocks % 2 ** 32,
      freeBlocksHigh: Math.floor(totalFreeBlocks / 2 ** 32),
      freeInodes: totalFreeInodes,
    };
  }

  #storeCounts(): void {
    const { view } = this.#block;
    const { freeBlocksLow, freeBlocksHigh, freeInodes } = this.#counts();
    const is64Bit = this.#volume.geometry.has.is64Bit;
    if (
      view.getUint32(this.#at + 0x0c, true) === freeBlocksLow &&
      view.getUint32(this.#at + 0x10, true) === freeInodes &&
      (!is64Bit || view.getUint32(this.#at + 0x158, true) === freeBlocksHigh)
    ) {
      return;
    }
    this.change({ freeBlocksLow, freeInodes, ...(is64Bit ? { freeBlocksHigh } : {}) });
  }

  #seal(): void {
    if (!this.#volume.geometry.has.metadataChecksum) return;
    const { bytes, view } = this.#block;
    const end = this.#at + SUPERBLOCK_BYTES - 4;
    view.setUint32(end, crc32c(0xffffffff, bytes, this.#at, end), true);
  }
}
