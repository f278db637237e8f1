/**
 * Mounting ext2, ext3 and ext4: checks, journal recovery, orphans.
 *
 * Mirrors the order of Linux v6.1 `fs/ext4/super.c` (`__ext4_fill_super`). What the kernel would print is told as a report, or as
 * a refusal with the kernel's words.
 */
import { incompat, SUPERBLOCK_BYTES, VALID_FS } from '../../formats/ext4-superblock.ts';
import type { Timespec } from '../../shell/posix.ts';
import { EINVAL, EROFS, EUCLEAN } from '../../sim/errno.ts';
import { type BlockDevice, SECTOR_BYTES } from '../block-device.ts';
import { attempt } from '../fault.ts';
import { OverlayDevice } from '../overlay-device.ts';
import { Ext4FileSystem } from './ext4-file-system.ts';
import { type Geometry, type Refusal, readGeometry } from './geometry.ts';
import { Journal } from './journal.ts';
import { JournalLog } from './journal-log.ts';
import { discard, replay } from './journal-recovery.ts';
import { readOrphans } from './orphan-list.ts';
import { assemble, type Parts } from './parts.ts';

export interface Ext4Options {
  readonly time: Timespec;
  readonly readOnly?: boolean;
  /**
   * What happens to a journal that holds transactions. `replay`: they are put in place on the device, as Linux does even when it
   * mounts for reading only; the default for writing. `memory`: they are seen, but the device is not written; the default for
   * reading only. `ignore`: the file system is read as it lies there (`noload`).
   */
  readonly recovery?: 'replay' | 'memory' | 'ignore';
  /** `false`: changes go in place without the journal, for filling an image nobody else uses. */
  readonly journaled?: boolean;
  /** Order of `list`: as Linux gives it (the default), or as the entries lie on the disk, as U-Boot reads them. */
  readonly directoryOrder?: 'linux' | 'stored';
}

/** What a mount found and did. */
export interface Ext4Report {
  /** The journal held transactions, and they count now. */
  readonly recovered: boolean;
  readonly transactions: number;
  readonly orphansDeleted: number;
  readonly orphansTruncated: number;
  /** The superblock says that errors were found. */
  readonly hasErrors: boolean;
  /** Without a journal: it was not unmounted cleanly. */
  readonly wasUnclean: boolean;
}

export interface MountedExt4 {
  readonly fileSystem: Ext4FileSystem;
  readonly report: Ext4Report;
}

/** Mounts; or says why not, as a negated error number and the words of the kernel log. */
export function mountExt4(device: BlockDevice, options: Ext4Options): MountedExt4 | Refusal {
  const readOnly = options.readOnly ?? false;
  const recovery = options.recovery ?? (readOnly ? 'memory' : 'replay');
  const first = geometryOf(device, readOnly);
  if ('errno' in first) return first;
  const seen = readOnly && recovery === 'memory' ? new OverlayDevice(device) : device;
  const opened = openParts(seen, first, recovery, readOnly);
  if ('errno' in opened) return opened;
  const { parts, log, transactions, recovered } = opened;

  const root = attempt(() => parts.inodes.load(2));
  if (typeof root === 'number') return { errno: root, message: 'get root inode failed' };
  if (!root.isDirectory || root.size === 0 || root.links === 0) {
    return { errno: -EUCLEAN, message: 'corrupt root inode, run e2fsck' };
  }
  parts.directories.order = options.directoryOrder ?? 'linux';
  const { state } = parts.superblock.read();
  const hasErrors = parts.superblock.hasErrors;
  const usesJournal = log !== null && (options.journaled ?? true) && recovery !== 'ignore';
  const journal = usesJournal ? new Journal(log) : null;
  if (journal !== null) {
    journal.useFeaturesOf(parts.geometry.has);
    parts.volume.store = journal;
    parts.allocator.keepsFreed = true;
    parts.orphans.isStored = true;
  }
  const seconds = Number(options.time.seconds);
  parts.volume.seconds = seconds;
  if (!readOnly) parts.superblock.markMounted(seconds, journal !== null);
  const fileSystem = new Ext4FileSystem(parts, journal, {
    isReadOnly: readOnly,
    mayWrite: seen === device,
    seconds,
    wasValid: (state & VALID_FS) !== 0,
  });
  const finished = recovery === 'ignore' ? NOTHING_FINISHED : finishOrphans(parts, fileSystem, journal, readOnly);
  return {
    fileSystem,
    report: {
      recovered,
      transactions,
      orphansDeleted: finished.deleted,
      orphansTruncated: finished.truncated,
      hasErrors,
      wasUnclean: log === null && (state & VALID_FS) === 0,
    },
  };
}

const NOTHING_FINISHED = { deleted: 0, truncated: 0 };

function geometryOf(device: BlockDevice, readOnly: boolean): Geometry | Refusal {
  if (device.sectorCount < 4) return { errno: -EINVAL, message: 'unable to read superblock' };
  return readGeometry(device.read(2, SUPERBLOCK_BYTES / SECTOR_BYTES), device.sectorCount * SECTOR_BYTES, readOnly);
}

interface Opened {
  readonly parts: Parts;
  readonly log: JournalLog | null;
  readonly recovered: boolean;
  readonly transactions: number;
}

/** The parts over a device whose journal is empty, or is not looked at. */
function openParts(
  device: BlockDevice,
  geometry: Geometry,
  recovery: 'replay' | 'memory' | 'ignore',
  readOnly: boolean,
): Opened | Refusal {
  const parts = assemble(device, geometry);
  if ('errno' in parts) return parts;
  if (!geometry.has.journal) return { parts, log: null, recovered: false, transactions: 0 };
  const { needsRecovery } = parts.superblock;
  if (recovery === 'ignore') {
    if (needsRecovery && !readOnly) {
      return { errno: -EROFS, message: 'required journal recovery suppressed and not mounted read-only' };
    }
    return { parts, log: null, recovered: false, transactions: 0 };
  }
  const log = JournalLog.open(parts);
  if ('errno' in log) return log;
  if (!needsRecovery) {
    if (!readOnly) discard(log);
    return { parts, log, recovered: false, transactions: 0 };
  }
  const { errno, transactions } = log.values.start === 0 ? { errno: 0, transactions: 0 } : replay(log);
  if (errno !== 0) return { errno, message: 'error loading journal' };
  clearNeedsRecovery(device);
  // What was read before the replay does not hold any more.
  const again = geometryOf(device, readOnly);
  if ('errno' in again) return again;
  const fresh = assemble(device, again);
  if ('errno' in fresh) return fresh;
  const freshLog = JournalLog.open(fresh);
  if ('errno' in freshLog) return freshLog;
  return { parts: fresh, log: freshLog, recovered: true, transactions };
}

/** The journal is empty: the superblock need not ask for a recovery. */
function clearNeedsRecovery(device: BlockDevice): void {
  const geometry = geometryOf(device, true);
  if ('errno' in geometry) return;
  const parts = assemble(device, geometry);
  if ('errno' in parts) return;
  const { featureIncompat } = parts.superblock.read();
  parts.superblock.writeNow({ featureIncompat: (featureIncompat & ~incompat.recover) >>> 0 });
}

/** Orphans are finished also where only reading is wanted, as Linux does: on the overlay, or on the device. */
function finishOrphans(
  parts: Parts,
  fileSystem: Ext4FileSystem,
  journal: Journal | null,
  readOnly: boolean,
): { deleted: number; truncated: number } {
  const { superblock, orphans, inodes } = parts;
  const { listed, filed } = readOrphans(parts);
  if (listed.length + filed.length === 0) return NOTHING_FINISHED;
  const { featureIncompat } = superblock.read();
  // A crash in the middle must find the journal: the flag goes up first where the mount did not raise it.
  if (readOnly && journal !== null) superblock.writeNow({ featureIncompat: featureIncompat | incompat.recover });
  orphans.adopt(listed);
  for (const number of filed) attempt(() => orphans.add(inodes.load(number)));
  const counts = fileSystem.finishOrphans();
  if (readOnly && journal !== null) {
    journal.empty();
    superblock.writeNow({ featureIncompat });
  }
  return counts;
}
