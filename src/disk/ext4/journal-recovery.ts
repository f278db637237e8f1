/**
 * Replaying the journal after a crash.
 *
 * Mirrors Linux v6.1 `fs/jbd2/recovery.c`: find the last whole transaction, collect what was revoked, put the rest in place.
 * A transaction whose commit block is missing or damaged ends the log; a damaged copy inside a whole transaction is an error.
 */
import { crc32c, crc32cOfWord } from '../../formats/ext4-checksum.ts';
import {
  COMMIT_CRC32,
  commitField,
  JOURNAL_HEADER_BYTES,
  JOURNAL_MAGIC,
  JOURNAL_TAIL_BYTES,
  journalBlock,
  journalCompat,
  journalIncompat,
  tagBytes,
  tagFlag,
} from '../../formats/jbd2.ts';
import { EBADMSG, EUCLEAN } from '../../sim/errno.ts';
import type { JournalLog } from './journal-log.ts';

const UUID_BYTES = 16;
const REVOKE_HEADER_BYTES = 16;
/** The big-endian CRC-32 of the first kind of journal checksum. */
const CRC32_BE = 0x04c11db7;

/** A copy of a block in the log. */
interface LoggedBlock {
  readonly block: number;
  readonly place: number;
  readonly isEscaped: boolean;
  readonly checksum: number;
}

interface LoggedTransaction {
  readonly sequence: number;
  readonly blocks: LoggedBlock[];
  readonly revoked: number[];
}

export interface Recovery {
  /** Transactions put in place. */
  readonly transactions: number;
  /** 0, or a negated error number. */
  readonly errno: number;
}

/** Puts the committed transactions in place and empties the log. */
export function replay(log: JournalLog): Recovery {
  const scan = scanLog(log);
  const revokedAt = new Map<number, number>();
  for (const { sequence, revoked } of scan.transactions) for (const block of revoked) revokedAt.set(block, sequence);
  let errno = 0;
  for (const { sequence, blocks } of scan.transactions) {
    for (const logged of blocks) {
      const last = revokedAt.get(logged.block);
      if (last !== undefined && ((sequence - last) | 0) <= 0) continue;
      const bytes = log.read(logged.place);
      if (!tagHolds(log, sequence, logged, bytes)) {
        errno = -EBADMSG;
        continue;
      }
      const { blocks: count, firstDataBlock } = log.volume.geometry;
      if (logged.block < firstDataBlock || logged.block >= count) {
        errno = -EUCLEAN;
        continue;
      }
      if (logged.isEscaped) new DataView(bytes.buffer).setUint32(0, JOURNAL_MAGIC);
      log.volume.writeData(logged.block, bytes);
    }
  }
  if (errno !== 0) return { transactions: 0, errno };
  log.volume.device.flush();
  clear(log, scan.next);
  return { transactions: scan.transactions.length, errno: 0 };
}

/** Empties the log without putting anything in place: the file system says that it needs no recovery. */
export function discard(log: JournalLog): void {
  if (log.values.start !== 0) clear(log, scanLog(log).next);
}

/** The next transaction gets a number that nothing left in the log carries. */
function clear(log: JournalLog, next: number): void {
  log.update({ start: 0, sequence: (next + 1) >>> 0 });
}

/** All whole transactions, and the number of the first that is not. */
function scanLog(log: JournalLog): { transactions: LoggedTransaction[]; next: number } {
  const { first, maxLength, start, sequence: firstSequence } = log.values;
  const length = maxLength - first;
  const transactions: LoggedTransaction[] = [];
  let sequence = firstSequence;
  if (start < first) return { transactions, next: sequence };
  let current: LoggedTransaction = { sequence, blocks: [], revoked: [] };
  let crc = 0xffffffff;
  let visited = 0;
  const placeOf = (ahead: number): number => first + ((start - first + ahead) % length);
  while (visited < length) {
    const bytes = log.read(placeOf(visited));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (view.getUint32(0) !== JOURNAL_MAGIC || view.getUint32(8) !== sequence) break;
    const type = view.getUint32(4);
    visited++;
    if (type === journalBlock.descriptor) {
      if (!tailHolds(log, bytes, view)) break;
      const tags = readTags(log, bytes, view);
      if (visited + tags.length > length) break;
      if (hasOldChecksums(log)) crc = crc32BigEndian(crc, bytes);
      for (const tag of tags) {
        const place = placeOf(visited++);
        if (hasOldChecksums(log)) crc = crc32BigEndian(crc, log.read(place));
        if (!tag.isDeleted) current.blocks.push({ ...tag, place });
      }
    } else if (type === journalBlock.revoke) {
      if (!tailHolds(log, bytes, view)) break;
      for (const block of readRevokes(log, view)) current.revoked.push(block);
    } else if (type === journalBlock.commit) {
      if (!commitHolds(log, bytes, view, crc)) break;
      transactions.push(current);
      sequence = (sequence + 1) >>> 0;
      current = { sequence, blocks: [], revoked: [] };
      crc = 0xffffffff;
    } else {
      break;
    }
  }
  return { transactions, next: sequence };
}

function hasOldChecksums(log: JournalLog): boolean {
  const { blockType, featureCompat } = log.values;
  return blockType === journalBlock.superblockV2 && (featureCompat & journalCompat.checksum) !== 0;
}

type Tag = Omit<LoggedBlock, 'place'> & { readonly isDeleted: boolean };

function readTags(log: JournalLog, bytes: Uint8Array, view: DataView): Tag[] {
  const { incompat } = log;
  const size = tagBytes(incompat);
  const isV3 = (incompat & journalIncompat.checksumV3) !== 0;
  const isWide = (incompat & journalIncompat.is64Bit) !== 0;
  const end = bytes.length - (log.hasChecksums ? JOURNAL_TAIL_BYTES : 0);
  const tags: Tag[] = [];
  for (let at = JOURNAL_HEADER_BYTES; at + size <= end; ) {
    const flags = isV3 ? view.getUint32(at + 4) : view.getUint16(at + 6);
    const high = isWide ? view.getUint32(at + 8) : 0;
    tags.push({
      block: view.getUint32(at) + high * 2 ** 32,
      isEscaped: (flags & tagFlag.escaped) !== 0,
      isDeleted: (flags & tagFlag.deleted) !== 0,
      checksum: isV3 ? view.getUint32(at + 12) : view.getUint16(at + 4),
    });
    if ((flags & tagFlag.last) !== 0) break;
    at += size + ((flags & tagFlag.sameUuid) !== 0 ? 0 : UUID_BYTES);
  }
  return tags;
}

function readRevokes(log: JournalLog, view: DataView): number[] {
  const isWide = (log.incompat & journalIncompat.is64Bit) !== 0;
  const end = Math.min(
    view.getUint32(JOURNAL_HEADER_BYTES),
    view.byteLength - (log.hasChecksums ? JOURNAL_TAIL_BYTES : 0),
  );
  const revoked: number[] = [];
  for (let at = REVOKE_HEADER_BYTES; at + (isWide ? 8 : 4) <= end; at += isWide ? 8 : 4) {
    revoked.push(isWide ? view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4) : view.getUint32(at));
  }
  return revoked;
}

function tailHolds(log: JournalLog, bytes: Uint8Array, view: DataView): boolean {
  if (!log.hasChecksums) return true;
  const at = bytes.length - JOURNAL_TAIL_BYTES;
  const found = view.getUint32(at);
  view.setUint32(at, 0);
  const sum = crc32c(log.seed, bytes);
  view.setUint32(at, found);
  return sum === found;
}

function commitHolds(log: JournalLog, bytes: Uint8Array, view: DataView, crc: number): boolean {
  const found = view.getUint32(commitField.checksum);
  if (log.hasChecksums) {
    view.setUint32(commitField.checksum, 0);
    return crc32c(log.seed, bytes) === found;
  }
  if (!hasOldChecksums(log)) return true;
  const type = bytes[commitField.checksumType];
  const size = bytes[commitField.checksumSize];
  if (type === 0 && size === 0 && found === 0) return true;
  return type === COMMIT_CRC32 && size === 4 && found === crc;
}

function tagHolds(log: JournalLog, sequence: number, { checksum }: LoggedBlock, bytes: Uint8Array): boolean {
  if (!log.hasChecksums) return true;
  const number = new DataView(new ArrayBuffer(4));
  number.setUint32(0, sequence);
  const sum = crc32c(crc32cOfWord(log.seed, number.getUint32(0, true)), bytes);
  return (log.incompat & journalIncompat.checksumV3) !== 0 ? sum === checksum : (sum & 0xffff) === checksum;
}

function crc32BigEndian(seed: number, bytes: Uint8Array): number {
  let crc = seed | 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ CRC32_BE : crc << 1;
  }
  return crc >>> 0;
}
