/**
 * The contents of an initramfs, unpacked into the rootfs: Linux `init/initramfs.c`.
 *
 * Directories are filled when somebody first looks into them, so that a boot costs what it uses.
 */
import { S_IFLNK, S_IFMT, S_IFREG, type Timespec } from '../../shell/posix.ts';
import type { Tmpfs, TmpfsInode } from './tmpfs.ts';

/** One file of a tree; parents come before what they hold. */
export interface TreeEntry {
  /** Absolute; `/` is the root itself. */
  readonly path: string;
  /** Type and permission bits; a regular file when there is no type. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: Timespec;
  readonly content?: Uint8Array;
  /** Target of a symbolic link. */
  readonly link?: string;
  /** Device number of a special file. */
  readonly device?: number;
}

type Plan = ReadonlyMap<string, readonly (readonly [string, TreeEntry])[]>;

/** Entries by directory; made once for each list. */
const plans = new WeakMap<readonly TreeEntry[], Plan>();

function planOf(entries: readonly TreeEntry[]): Plan {
  let plan = plans.get(entries);
  if (plan === undefined) {
    const made = new Map<string, (readonly [string, TreeEntry])[]>();
    for (const entry of entries) {
      const slash = entry.path.lastIndexOf('/');
      const directory = entry.path.slice(0, slash);
      const name = entry.path.slice(slash + 1);
      if (name === '') continue;
      const list = made.get(directory);
      if (list === undefined) made.set(directory, [[name, entry]]);
      else list.push([name, entry]);
    }
    plan = made;
    plans.set(entries, plan);
  }
  return plan;
}

/** What fills a root directory, and all below it, from a list of entries. */
export function populateFrom(entries: readonly TreeEntry[]): (directory: TmpfsInode) => void {
  return (directory) => fill(planOf(entries), '', directory);
}

function fill(plan: Plan, path: string, directory: TmpfsInode): void {
  for (const [name, entry] of plan.get(path) ?? []) {
    const inode = inodeOf(directory.superblock, entry);
    if (inode.isDirectory) inode.populate = (made) => fill(plan, entry.path, made);
    directory.place(name, inode);
  }
}

function inodeOf(superblock: Tmpfs, { mode, uid, gid, mtime, content, link, device }: TreeEntry): TmpfsInode {
  const type = link !== undefined ? S_IFLNK : mode & S_IFMT || S_IFREG;
  const rdev = device ?? 0;
  const inode = superblock.inode({ mode: type | (mode & 0o7777), uid, gid, time: mtime, rdev });
  if (link !== undefined) inode.setTarget(link);
  if (content !== undefined && type === S_IFREG) inode.setContent(content);
  return inode;
}
