/** System calls that read and change what inodes say of themselves: Linux `fs/stat.c`, `fs/attr.c`, `fs/utimes.c`, `fs/open.c`. */
import { type FileStatus, S_IFMT, S_IFREG, S_ISGID, S_ISUID } from '../../shell/posix.ts';
import { EACCES, EFBIG, EINVAL, EISDIR, EPERM, EROFS, ETXTBSY } from '../../sim/errno.ts';
import type { FileTimes } from '../process/system-calls.ts';
import { type Credentials, inodePermission, isInGroup, isOwner, MAY_WRITE } from './credentials.ts';
import type { Vfs } from './vfs.ts';
import type { AttributeChanges, Inode, Location, OpenFile } from './vfs-objects.ts';

export function statusOf(inode: Inode): FileStatus {
  inode.refresh();
  const { ino, mode, nlink, uid, gid, rdev, size, atime, mtime, ctime, superblock } = inode;
  const { dev, blockBytes: blksize } = superblock;
  return { dev, ino, mode, nlink, uid, gid, rdev, size, blksize, blocks: inode.blocks(), atime, mtime, ctime };
}

export function chmod(vfs: Vfs, who: Credentials, { mount, dentry }: Location, mode: number): number {
  const { inode } = dentry;
  if (mount.isReadOnly) return -EROFS;
  if (!isOwner(inode, who)) return -EPERM;
  let bits = mode & 0o7777;
  if (who.euid !== 0 && !isInGroup(who, inode.gid)) bits &= ~S_ISGID;
  return inode.setAttributes({ mode: bits, ctime: vfs.now() });
}

/** -1 leaves an id. Programs lose their set-id bits. */
export function chown(vfs: Vfs, who: Credentials, { mount, dentry }: Location, uid: number, gid: number): number {
  const { inode } = dentry;
  if (mount.isReadOnly) return -EROFS;
  if (who.euid !== 0) {
    if (uid !== -1 && (who.euid !== inode.uid || uid !== inode.uid)) return -EPERM;
    if (gid !== -1 && (who.euid !== inode.uid || (gid !== inode.gid && !isInGroup(who, gid)))) return -EPERM;
  }
  const mode = inode.isDirectory ? undefined : withoutSetIds(inode.mode);
  return inode.setAttributes({
    ...(uid === -1 ? {} : { uid }),
    ...(gid === -1 ? {} : { gid }),
    ...(mode === undefined ? {} : { mode }),
    ctime: vfs.now(),
  });
}

/** Permission bits without set-user-id, and without set-group-id where the group may execute; undefined when nothing changes. */
function withoutSetIds(mode: number): number | undefined {
  let bits = mode & 0o7777 & ~S_ISUID;
  if ((bits & (S_ISGID | 0o010)) === (S_ISGID | 0o010)) bits &= ~S_ISGID;
  return bits === (mode & 0o7777) ? undefined : bits;
}

/** `file_remove_privs`: who writes a program without being root takes its set-id bits away. */
export function removePrivileges(who: Credentials, inode: Inode): void {
  if (who.euid === 0 || (inode.mode & (S_ISUID | S_ISGID)) === 0 || (inode.mode & S_IFMT) !== S_IFREG) return;
  const mode = withoutSetIds(inode.mode);
  if (mode !== undefined) inode.setAttributes({ mode });
}

export function utimens(vfs: Vfs, who: Credentials, { mount, dentry }: Location, times: FileTimes): number {
  const { inode } = dentry;
  if (times.atime === undefined && times.mtime === undefined) return 0;
  if (mount.isReadOnly) return -EROFS;
  const isNow = times.atime === null && times.mtime === null;
  if (isNow) {
    if (!isOwner(inode, who) && inodePermission(inode, MAY_WRITE, who) !== 0) return -EACCES;
  } else if (!isOwner(inode, who)) return -EPERM;
  const now = vfs.now();
  const changes: { -readonly [Key in keyof AttributeChanges]: AttributeChanges[Key] } = { ctime: now };
  if (times.atime !== undefined) changes.atime = times.atime ?? now;
  if (times.mtime !== undefined) changes.mtime = times.mtime ?? now;
  return inode.setAttributes(changes);
}

export function truncate(vfs: Vfs, who: Credentials, { mount, dentry }: Location, size: number): number {
  const { inode } = dentry;
  if (size < 0) return -EINVAL;
  if (inode.isDirectory) return -EISDIR;
  if (!inode.isRegular) return -EINVAL;
  if (mount.isReadOnly) return -EROFS;
  const denied = inodePermission(inode, MAY_WRITE, who);
  if (denied !== 0) return denied;
  if (vfs.isRunning(inode)) return -ETXTBSY;
  return resize(vfs, who, inode, size);
}

export function ftruncate(vfs: Vfs, who: Credentials, file: OpenFile, size: number): number {
  if (size < 0 || !file.inode.isRegular || !file.isWritable) return -EINVAL;
  return resize(vfs, who, file.inode, size);
}

function resize(vfs: Vfs, who: Credentials, inode: Inode, size: number): number {
  if (!Number.isSafeInteger(size)) return -EFBIG;
  removePrivileges(who, inode);
  return inode.truncate(size, vfs.now());
}
