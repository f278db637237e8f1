/**
 * What systemd-pstore does with one file: to the journal, to the archive, and away from pstore.
 *
 * Mirrors `move_file` of systemd `src/pstore/pstore.c`, and of the library `copy_file_atomic` and `mkdir_parents`, as recorded.
 */
import { type Blocking, O_CREAT, O_EXCL, O_WRONLY } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { ENOENT, ENOSPC, ENOTDIR, strerror } from '../../../sim/errno.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { printError } from '../libc/stdio.ts';
import { addJournalEntry, type JournalField } from './journal.ts';

/** The release it is that of. */
export type Generation = 252 | 257;

export interface PstoreSettings {
  readonly generation: Generation;
  readonly storage: 'none' | 'external' | 'journal';
  readonly unlink: boolean;
  readonly source: string;
  readonly archive: string;
}

/** A file of pstore, read whole before anything is moved. */
export interface PstoreEntry {
  readonly name: string;
  readonly content: Uint8Array;
  isHandled: boolean;
}

/** A folder of the archive below its root, as `1612345/001`; null: the root. */
type Folder = string | null;

export function archivePath({ archive }: PstoreSettings, folder: Folder, name: string): string {
  return folder === null ? `${archive}/${name}` : `${archive}/${folder}/${name}`;
}

/** A file whose copy failed stays where it is, and may be tried again. */
export function* moveFile(
  system: SystemCalls,
  settings: PstoreSettings,
  entry: PstoreEntry,
  folder: Folder,
): Blocking<void> {
  if (entry.isHandled) return;
  const { storage, unlink, source } = settings;
  const from = `${source}/${entry.name}`;
  const to = archivePath(settings, folder, entry.name);
  const suffix = storage === 'external' ? ` moved to ${to}` : '.';
  const file: JournalField[] = entry.content.length === 0 ? [] : [['FILE', latin1Text(entry.content)]];
  yield* addJournalEntry(system, [
    ['MESSAGE', `PStore ${entry.name}${suffix}`],
    ...file,
    ['SYSLOG_IDENTIFIER', 'systemd-pstore'],
  ]);
  if (storage === 'external') {
    const made = makeParents(system, settings.generation, to);
    if (made < 0) {
      yield* printError(system, `Failed to create directory ${to}: ${strerror(made)}\n`);
      return;
    }
    if ((yield* copyAtomic(system, entry.content, to)) < 0) {
      yield* printError(system, `Failed to copy_file_atomic: ${from} to ${to}\n`);
      return;
    }
  }
  if (unlink) yield* system.unlink(from);
  entry.isHandled = true;
}

/** `mkdir_parents(path, 0755)`. In 252 the error is that of the look at the folder which could not be made. */
function makeParents(system: SystemCalls, generation: Generation, path: string): number {
  for (let slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const folder = path.slice(0, slash);
    const status = system.stat(folder);
    if (typeof status !== 'number') {
      if ((status.mode & 0o170000) !== 0o040000) return -ENOTDIR;
      continue;
    }
    const made = system.mkdir(folder, 0o755);
    if (made < 0) return generation === 252 ? -ENOENT : made;
  }
  return 0;
}

/** `copy_file_atomic` with COPY_REPLACE: a hidden file with the bytes takes the name over. Nothing waits for the disk. */
function* copyAtomic(system: SystemCalls, bytes: Uint8Array, path: string): Blocking<number> {
  const hidden = hiddenName(system, path);
  const fd = system.open(hidden, O_WRONLY | O_CREAT | O_EXCL, 0o600);
  if (fd < 0) return fd;
  const written = bytes.length === 0 ? 0 : yield* system.write(fd, bytes);
  system.close(fd);
  const result = written < 0 ? written : written < bytes.length ? -ENOSPC : system.rename(hidden, path);
  if (result < 0) yield* system.unlink(hidden);
  return result;
}

/** `.#NAME` and something that nobody else has. */
export function hiddenName(system: SystemCalls, path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `${path.slice(0, slash)}.#${path.slice(slash)}${system.pid.toString(16).padStart(16, '0')}`;
}
