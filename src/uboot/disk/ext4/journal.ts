/**
 * U-Boot's dealings with the ext3/ext4 journal.
 *
 * Mirrors `fs/ext4/ext4_journal.c`. Its habits are its own: it replays from the first block of the journal instead of where
 * the journal begins, knows tags of eight bytes only, takes no escaped blocks, and what it writes itself are the old contents of the
 * blocks it is about to change. Revocations are looked up by their byte count. Left out: nothing.
 */
import { incompat, readOnlyCompat, SUPERBLOCK_BYTES } from '../../../formats/ext4-superblock.ts';
import { type Ext4Volume, JOURNAL_INODE, viewOf } from './volume.ts';

export interface JournalBlock {
  readonly block: number;
  readonly bytes: Uint8Array;
}

/** What a writing operation has in memory that the journal needs. */
export interface JournalUser {
  readonly volume: Ext4Volume;
  readonly superblock: DataView;
  readonly backups: JournalBlock[];
  readSuperblock(): boolean;
  /** Sets or clears the mark that says that the journal has to be replayed. */
  markRecovery(isNeeded: boolean): void;
}

const MAGIC = 0xc03b3998;
const DESCRIPTOR = 1;
const COMMIT = 2;
const REVOKE = 5;
const HEADER_BYTES = 12;
const TAG_BYTES = 8;
const UUID_BYTES = 16;
const REVOKE_HEADER_BYTES = 16;
const SAME_UUID = 2;
const LAST_TAG = 8;
const COMPAT_CHECKSUM = 1;
/** Fields of the journal's superblock, big-endian. */
const FIRST = 0x14;
const SEQUENCE = 0x18;
const START = 0x1c;
const FEATURE_COMPAT = 0x24;
/** Bits of `s_feature_compat` of the file system. */
const HAS_JOURNAL = 0x4;
/** Steps through a journal; the real loop does not end where a block of a foreign kind has the right number. */
const STEPS_MAX = 0x100000;

/** `ext4fs_init_journal`: replays what Linux left, and marks the journal as in use. False: it makes no sense. */
export function prepareJournal(state: JournalUser): boolean {
  const { volume } = state;
  const { blockBytes } = volume;
  const { buffer, byteOffset } = state.superblock;
  const superblock = new Uint8Array(buffer, byteOffset, SUPERBLOCK_BYTES);
  // Only blocks of 4 KiB are thought of as having the superblock inside block 0.
  const isInside = blockBytes === 4096;
  const copy = (isInside ? volume.readBlock(0)?.slice() : undefined) ?? new Uint8Array(blockBytes);
  copy.set(superblock, isInside ? SUPERBLOCK_BYTES : 0);
  state.backups.push({ block: isInside ? 0 : 1, bytes: copy });
  const hasChecksums = (state.superblock.getUint32(0x64, true) & readOnlyCompat.metadataChecksum) !== 0;
  if (hasChecksums) return true;
  return new JournalReader(state).run();
}

/** `ext4fs_update_journal`: descriptor, the backups, commit, from the journal's block 1 on. */
export function writeJournal(state: JournalUser): void {
  const { volume } = state;
  if ((state.superblock.getUint32(0x5c, true) & HAS_JOURNAL) === 0) return;
  const inode = volume.readInode(JOURNAL_INODE);
  if (inode === null) return;
  const journal = volume.readBlock(volume.blockOf(inode, 0));
  const sequence = journal === null ? 0 : viewOf(journal).getUint32(SEQUENCE);
  const header = (kind: number): Uint8Array => {
    const bytes = new Uint8Array(volume.blockBytes);
    const view = viewOf(bytes);
    view.setUint32(0, MAGIC);
    view.setUint32(4, kind);
    view.setUint32(8, sequence);
    return bytes;
  };
  const descriptor = header(DESCRIPTOR);
  const tags = viewOf(descriptor);
  state.backups.forEach(({ block }, index) => {
    tags.setUint32(HEADER_BYTES + index * TAG_BYTES, block);
    tags.setUint32(HEADER_BYTES + index * TAG_BYTES + 4, index === state.backups.length - 1 ? LAST_TAG : SAME_UUID);
  });
  const blocks = [descriptor, ...state.backups.map(({ bytes }) => bytes), header(COMMIT)];
  for (const [index, bytes] of blocks.entries()) volume.putBlock(volume.blockOf(inode, index + 1), bytes);
  volume.puts('update journal finished\n');
}

/** The first half of `ext4fs_deinit`. Where there is no journal inode 8 is empty, and block 0 is written back. */
export function finishJournal({ volume }: JournalUser): void {
  const inode = volume.readInode(JOURNAL_INODE);
  const block = inode === null ? 0 : volume.blockOf(inode, 0);
  const bytes = block < 0 ? null : volume.readBlock(block);
  if (bytes === null) return;
  viewOf(bytes).setUint32(START, 0);
  volume.putBlock(block, bytes);
}

/** `ext4fs_check_journal_state`, first to look for revocations, then to replay. */
class JournalReader {
  readonly #state: JournalUser;
  readonly #inode: DataView;
  #revocations: Uint8Array[] = [];

  constructor(state: JournalUser) {
    this.#state = state;
    this.#inode = state.volume.readInode(JOURNAL_INODE) ?? new DataView(new ArrayBuffer(128));
  }

  run(): boolean {
    const { volume, superblock } = this.#state;
    const needsRecovery = (superblock.getUint32(0x60, true) & incompat.recover) !== 0;
    if (needsRecovery && !this.#pass('scan', this.#superblock())) return false;
    const journal = this.#superblock();
    if (needsRecovery) {
      volume.puts('Recovery required\n');
      if (!this.#pass('recover', journal)) return false;
    } else if (volume.rules.ext4ConsistentLine) volume.puts('File System is consistent\n');
    const view = viewOf(journal);
    view.setUint32(START, 1);
    view.setUint32(SEQUENCE, view.getUint32(SEQUENCE) + 1);
    this.#state.markRecovery(true);
    volume.putBlock(volume.blockOf(this.#inode, 0), journal);
    this.#state.readSuperblock();
    return true;
  }

  #superblock(): Uint8Array {
    return this.#block(0) ?? new Uint8Array(this.#state.volume.blockBytes);
  }

  #block(index: number): Uint8Array | null {
    const { volume } = this.#state;
    const block = volume.blockOf(this.#inode, index);
    return block < 0 ? null : volume.readBlock(block);
  }

  /** Steps the sequence number in `journal` for every transaction that was committed. */
  #pass(kind: 'scan' | 'recover', journal: Uint8Array): boolean {
    const { puts, blockBytes } = this.#state.volume;
    const head = viewOf(journal);
    if (head.getUint32(START) === 0) return true;
    head.setUint32(FEATURE_COMPAT, head.getUint32(FEATURE_COMPAT) | COMPAT_CHECKSUM);
    let isRunning = false;
    let hasDescriptor = false;
    let descriptor = 0;
    let index = head.getUint32(FIRST);
    for (let step = 0; step < STEPS_MAX; step++) {
      const bytes = this.#block(index) ?? new Uint8Array(blockBytes);
      const view = viewOf(bytes);
      const type = view.getUint32(4);
      if (view.getUint32(8) !== head.getUint32(SEQUENCE)) {
        puts(kind === 'recover' ? 'Journal Recovery Completed\n' : 'Journal Scan Completed\n');
        return true;
      }
      if (type === DESCRIPTOR) {
        if (isRunning) return false;
        isRunning = true;
        hasDescriptor = true;
        descriptor = index;
        index += tagsOf(bytes).length + 1;
      } else if (type === COMMIT) {
        if (isRunning || !hasDescriptor) {
          isRunning = false;
          index++;
          head.setUint32(SEQUENCE, head.getUint32(SEQUENCE) + 1);
        }
        if (kind === 'recover' && hasDescriptor) this.#recover(descriptor);
        hasDescriptor = false;
      } else if (type === REVOKE) {
        if (kind === 'scan') this.#revocations.push(bytes);
        index++;
      } else return false;
    }
    return false;
  }

  /** `recover_transaction`: the blocks behind a descriptor go to their places. */
  #recover(descriptor: number): void {
    const { volume } = this.#state;
    const bytes = this.#block(descriptor);
    if (bytes === null) return;
    const sequence = viewOf(bytes).getUint32(8);
    tagsOf(bytes).forEach((block, index) => {
      if (this.#isRevoked(block, sequence)) return;
      volume.putBlock(block, this.#block(descriptor + 1 + index) ?? new Uint8Array(volume.blockBytes));
    });
  }

  #isRevoked(block: number, sequence: number): boolean {
    return this.#revocations.some((bytes) => {
      const view = viewOf(bytes);
      if (sequence >= view.getUint32(8)) return false;
      const end = Math.min(view.getUint32(HEADER_BYTES), bytes.length - 3);
      for (let at = REVOKE_HEADER_BYTES; at < end; at += 4) if (view.getUint32(at) === block) return true;
      return false;
    });
  }
}

/** Block numbers in a descriptor, as far as the block goes. */
function tagsOf(bytes: Uint8Array): number[] {
  const view = viewOf(bytes);
  const blocks: number[] = [];
  for (let at = HEADER_BYTES; at + TAG_BYTES <= bytes.length; ) {
    blocks.push(view.getUint32(at));
    const flags = view.getUint32(at + 4);
    at += TAG_BYTES + ((flags & SAME_UUID) === 0 ? UUID_BYTES : 0);
    if ((flags & LAST_TAG) !== 0) break;
  }
  return blocks;
}
