/**
 * The file that a core goes to: which one is taken, and which is refused.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/coredump.c` (do_coredump, from the name on). A program whose user was changed is dumped as root, and
 * never over a file that is there.
 */
import { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } from '../../shell/posix.ts';
import { unlink } from '../vfs/names.ts';
import type { Walker } from '../vfs/path-walk.ts';
import type { OpenFile } from '../vfs/vfs-objects.ts';
import { type CoreImage, limitedPieces } from './core-image.ts';
import type { ProcessServices } from './services.ts';
import type { Task } from './task.ts';

const CORE_MODE = 0o600;
const FLAGS = O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW;

/** Why there is no file: the sentence that the kernel ends with, or null where it says nothing. */
export interface CoreRefusal {
  readonly reason: 'cannot preserve file owner' | 'cannot preserve file permissions' | null;
}

/** `asRoot`: suid_dumpable 2. */
export function openCoreFile(
  { vfs }: ProcessServices,
  task: Task,
  name: string,
  asRoot: boolean,
): OpenFile | CoreRefusal {
  const credentials = asRoot ? { ...task.credentials, euid: 0 } : task.credentials;
  const { root } = vfs.mounts;
  const own: Walker = { credentials, cwd: task.cwd, root: task.root, now: vfs.now };
  const walker: Walker = asRoot ? { ...own, cwd: root, root } : own;
  if (!asRoot) unlink(vfs, walker, name);
  const file = vfs.open(walker, name, FLAGS, CORE_MODE & ~task.umask);
  if (typeof file === 'number') return { reason: null };
  const { inode } = file;
  if (inode.uid !== credentials.euid) return refused(vfs, file, 'cannot preserve file owner');
  if ((inode.mode & 0o677) !== CORE_MODE) return refused(vfs, file, 'cannot preserve file permissions');
  return file;
}

function refused(vfs: ProcessServices['vfs'], file: OpenFile, reason: CoreRefusal['reason']): CoreRefusal {
  vfs.release(file);
  return { reason };
}

/** Writes the core as far as RLIMIT_CORE, RLIMIT_FSIZE and the room on the disk allow; what is there then stays. */
export function writeCoreFile({ vfs }: ProcessServices, task: Task, file: OpenFile, image: CoreImage): void {
  const limit = task.limits.soft('c') ?? Number.POSITIVE_INFINITY;
  const end = task.limits.soft('f') ?? Number.POSITIVE_INFINITY;
  for (const { offset, bytes } of limitedPieces(image, limit)) {
    const room = Math.max(0, Math.min(bytes.length, end - offset));
    if (room === 0 && bytes.length > 0) break;
    if (file.inode.write(offset, bytes.subarray(0, room), vfs.now()) !== bytes.length) break;
  }
  vfs.release(file);
}
