/**
 * Writing the journal: each commit is one transaction in the log; the blocks go to their own places later.
 *
 * Mirrors Linux v6.1 `fs/jbd2/commit.c`, `revoke.c` and `checkpoint.c` in what they leave on the disk: revoke blocks, descriptor
 * blocks with the metadata behind them, a flush, the commit block, a flush. Metadata is put in place (checkpointed) when the log
 * has no room for one more full transaction, always straight after a commit: then what is in memory is what was committed.
 */
import { crc32c, crc32cOfWord } from '../../formats/ext4-checksum.ts';
import {
  commitField,
  JOURNAL_HEADER_BYTES,
  JOURNAL_MAGIC,
  JOURNAL_TAIL_BYTES,
  journalBlock,
  journalIncompat,
  tagBytes,
  tagFlag,
} from '../../formats/jbd2.ts';
import type { JournalLog } from './journal-log.ts';
import type { BlockStore, MetaBlock } from './volume.ts';

const UUID_BYTES = 16;
const REVOKE_HEADER_BYTES = 16;
/** A transaction takes at most this part of the log, as in Linux. */
const TRANSACTION_PART = 4;

export class Journal implements BlockStore {
  readonly capacity: number;
  readonly #log: JournalLog;
  readonly #first: number;
  readonly #length: number;
  readonly #uuid: Uint8Array;
  readonly #seed: number;
  #incompat: number;
  #sequence: number;
  /** Where the next transaction begins. */
  #head: number;
  #used = 0;
  /** Log blocks on their way. */
  #appended: { readonly logical: number; readonly bytes: Uint8Array }[] = [];
  /** Whether the journal's superblock says that the log is empty. */
  #isEmpty = true;
  /** Committed, not in place yet. */
  readonly #logged = new Set<MetaBlock>();
  /** Numbers of the blocks with a copy in the log. */
  readonly #inLog = new Set<number>();

  /** Over an empty log. */
  constructor(log: JournalLog) {
    const { first, maxLength, sequence, uuid } = log.values;
    this.#log = log;
    this.#first = first;
    this.#length = maxLength - first;
    this.#head = first;
    this.#sequence = sequence;
    this.#uuid = uuid;
    this.#seed = log.seed;
    this.capacity = Math.floor(maxLength / TRANSACTION_PART);
    this.#incompat = log.incompat;
  }

  /** The features a kernel gives the journal when it mounts: like those of the file system. */
  useFeaturesOf({
    metadataChecksum,
    is64Bit,
  }: {
    readonly metadataChecksum: boolean;
    readonly is64Bit: boolean;
  }): void {
    const { revoke, checksumV2, checksumV3, is64Bit: wide } = journalIncompat;
    if (this.#log.values.blockType !== journalBlock.superblockV2) return;
    this.#incompat &= revoke | wide;
    if (metadataChecksum) this.#incompat |= checksumV3;
    else this.#incompat &= ~(checksumV2 | checksumV3);
    if (is64Bit) this.#incompat |= wide;
  }

  commit(blocks: readonly MetaBlock[], freed: ReadonlySet<number>): void {
    const revoked = [...freed].filter((block) => this.#inLog.has(block));
    if (revoked.length > 0) this.#incompat |= journalIncompat.revoke;
    if (this.#spaceFor(blocks.length, revoked.length) > this.#length - this.#used) {
      this.#writeInPlace(blocks);
      return;
    }
    if (this.#isEmpty) this.#begin();
    this.#writeRevokes(revoked);
    this.#writeBlocks(blocks);
    this.#send();
    this.#append(this.#commitBlock());
    this.#send();
    this.#sequence = (this.#sequence + 1) >>> 0;
    for (const block of blocks) {
      block.isLogged = true;
      this.#logged.add(block);
      this.#inLog.add(block.block);
    }
    if (this.#length - this.#used < this.#spaceFor(this.capacity, this.capacity)) this.checkpoint();
  }

  forget(block: MetaBlock): void {
    this.#logged.delete(block);
    block.isLogged = false;
  }

  /** Puts everything committed in place; the log begins anew behind it. Nothing may be running. */
  checkpoint(): void {
    if (this.#used === 0) return;
    this.#putInPlace();
    this.#log.update({ start: this.#head, sequence: this.#sequence });
    this.#used = 0;
  }

  /** Puts everything in place and leaves an empty journal. */
  empty(): void {
    if (this.#isEmpty) return;
    this.#putInPlace();
    this.#log.update({ start: 0, sequence: this.#sequence });
    this.#used = 0;
    this.#isEmpty = true;
  }

  #putInPlace(): void {
    const { volume } = this.#log;
    volume.writeInOrder([...this.#logged].sort((a, b) => a.block - b.block));
    for (const block of this.#logged) block.isLogged = false;
    this.#logged.clear();
    this.#inLog.clear();
    volume.device.flush();
  }

  /** A transaction larger than the log, which the limits above make impossible on a log of legal size. */
  #writeInPlace(blocks: readonly MetaBlock[]): void {
    this.#log.volume.writeInOrder(blocks);
    for (const block of blocks) this.forget(block);
    this.checkpoint();
    this.#log.volume.device.flush();
  }

  #begin(): void {
    const { featureIncompat } = this.#log.values;
    const features = featureIncompat === this.#incompat ? {} : { featureIncompat: this.#incompat, featureCompat: 0 };
    this.#log.update({ ...features, start: this.#head, sequence: this.#sequence });
    this.#isEmpty = false;
  }

  get #hasChecksums(): boolean {
    return (this.#incompat & (journalIncompat.checksumV2 | journalIncompat.checksumV3)) !== 0;
  }

  /** Log blocks that a transaction takes. */
  #spaceFor(blocks: number, revoked: number): number {
    const { blockBytes } = this.#log.volume.geometry;
    const room = blockBytes - JOURNAL_HEADER_BYTES - UUID_BYTES - JOURNAL_TAIL_BYTES;
    const tags = Math.floor(room / tagBytes(this.#incompat));
    const revokes = Math.floor((blockBytes - REVOKE_HEADER_BYTES - JOURNAL_TAIL_BYTES) / 8);
    return blocks + Math.ceil(blocks / tags) + Math.ceil(revoked / revokes) + 2;
  }

  /** What was appended is on the medium when this returns. */
  #send(): void {
    this.#log.write(this.#appended);
    this.#appended = [];
    this.#log.volume.device.flush();
  }

  #append(bytes: Uint8Array): void {
    this.#appended.push({ logical: this.#head, bytes });
    this.#head++;
    if (this.#head === this.#first + this.#length) this.#head = this.#first;
    this.#used++;
  }

  #header(type: number): { bytes: Uint8Array; view: DataView } {
    const bytes = new Uint8Array(this.#log.volume.geometry.blockBytes);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, JOURNAL_MAGIC);
    view.setUint32(4, type);
    view.setUint32(8, this.#sequence);
    return { bytes, view };
  }

  #sealTail(bytes: Uint8Array, view: DataView): void {
    if (this.#hasChecksums) view.setUint32(bytes.length - JOURNAL_TAIL_BYTES, crc32c(this.#seed, bytes));
  }

  #writeRevokes(revoked: readonly number[]): void {
    const isWide = (this.#incompat & journalIncompat.is64Bit) !== 0;
    const entryBytes = isWide ? 8 : 4;
    for (let done = 0; done < revoked.length; ) {
      const { bytes, view } = this.#header(journalBlock.revoke);
      const end = bytes.length - (this.#hasChecksums ? JOURNAL_TAIL_BYTES : 0);
      let at = REVOKE_HEADER_BYTES;
      for (; done < revoked.length && at + entryBytes <= end; done++, at += entryBytes) {
        const block = revoked[done]!;
        if (isWide) view.setUint32(at, Math.floor(block / 2 ** 32));
        view.setUint32(at + (isWide ? 4 : 0), block % 2 ** 32);
      }
      view.setUint32(JOURNAL_HEADER_BYTES, at);
      this.#sealTail(bytes, view);
      this.#append(bytes);
    }
  }

  #writeBlocks(blocks: readonly MetaBlock[]): void {
    const size = tagBytes(this.#incompat);
    const isV3 = (this.#incompat & journalIncompat.checksumV3) !== 0;
    const isWide = isV3 || (this.#incompat & journalIncompat.is64Bit) !== 0;
    for (let done = 0; done < blocks.length; ) {
      const { bytes, view } = this.#header(journalBlock.descriptor);
      const end = bytes.length - (this.#hasChecksums ? JOURNAL_TAIL_BYTES : 0);
      const copies: Uint8Array[] = [];
      let at = JOURNAL_HEADER_BYTES;
      while (done < blocks.length && at + size + (copies.length === 0 ? UUID_BYTES : 0) <= end) {
        const { block, bytes: contents } = blocks[done++]!;
        const copy = escaped(contents);
        const isLast = done === blocks.length || at + size + UUID_BYTES + size > end;
        const flags =
          (copy === contents ? 0 : tagFlag.escaped) |
          (copies.length === 0 ? 0 : tagFlag.sameUuid) |
          (isLast ? tagFlag.last : 0);
        view.setUint32(at, block % 2 ** 32);
        if (isV3) view.setUint32(at + 4, flags);
        else view.setUint16(at + 6, flags);
        if (isWide) view.setUint32(at + 8, Math.floor(block / 2 ** 32));
        if (isV3) view.setUint32(at + 12, this.#tagChecksum(copy));
        if (copies.length === 0) bytes.set(this.#uuid, at + size);
        at += size + (copies.length === 0 ? UUID_BYTES : 0);
        copies.push(copy);
        if (isLast) break;
      }
      this.#sealTail(bytes, view);
      this.#append(bytes);
      for (const copy of copies) this.#append(copy);
    }
  }

  /** The sequence number goes in as it stands on the disk, big-endian. */
  #tagChecksum(contents: Uint8Array): number {
    return crc32c(crc32cOfWord(this.#seed, swapped(this.#sequence)), contents);
  }

  #commitBlock(): Uint8Array {
    const { bytes, view } = this.#header(journalBlock.commit);
    view.setUint32(commitField.seconds + 4, this.#log.volume.seconds >>> 0);
    if (this.#hasChecksums) view.setUint32(commitField.checksum, crc32c(this.#seed, bytes));
    return bytes;
  }
}

/** A block of metadata must not look like one of the journal's own. */
function escaped(contents: Uint8Array): Uint8Array {
  const looksOwn =
    contents[0] === JOURNAL_MAGIC >>> 24 &&
    contents[1] === ((JOURNAL_MAGIC >>> 16) & 0xff) &&
    contents[2] === ((JOURNAL_MAGIC >>> 8) & 0xff) &&
    contents[3] === (JOURNAL_MAGIC & 0xff);
  if (!looksOwn) return contents;
  const copy = contents.slice();
  copy.fill(0, 0, 4);
  return copy;
}

function swapped(word: number): number {
  return ((word >>> 24) | ((word >>> 8) & 0xff00) | ((word << 8) & 0xff0000) | (word << 24)) >>> 0;
}
