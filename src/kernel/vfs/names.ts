/**
 * System calls that make, move and remove names: Linux `fs/namei.c` from filename_create to vfs_rename.
 *
 * The order of the checks is the real one, since it decides which error a wrong call gives.
 */
import {
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  S_ISGID,
  S_ISUID,
  S_ISVTX,
} from '../../shell/posix.ts';
import {
  EBUSY,
  EEXIST,
  EINVAL,
  EISDIR,
  EMLINK,
  ENOENT,
  ENOTDIR,
  ENOTEMPTY,
  EPERM,
  EROFS,
  EXDEV,
} from '../../sim/errno.ts';
import { inodePermission, isOwner, isStickyFor, MAY_EXEC, MAY_READ, MAY_WRITE } from './credentials.ts';
import {
  adoptChild,
  forgetChild,
  lookupChild,
  type ParentAndName,
  type Walker,
  walk,
  walkParent,
} from './path-walk.ts';
import type { Vfs } from './vfs.ts';
import type { Dentry, Inode, Location } from './vfs-objects.ts';

const LINK_MAX = 65_000;

/** A name that is free in a directory one may write, or an error. */
function newName(walker: Walker, path: string, isDirectory: boolean): ParentAndName | number {
  const parent = walkParent(walker, path);
  if (typeof parent === 'number') return parent;
  const { at, name, kind, hasTrailingSlash } = parent;
  if (kind !== 'name') return -EEXIST;
  const existing = lookupChild(at.dentry, name);
  if (typeof existing !== 'number') return -EEXIST;
  if (existing !== -ENOENT) return existing;
  if (hasTrailingSlash && !isDirectory) return -ENOENT;
  if (at.mount.isReadOnly) return -EROFS;
  const denied = mayCreate(walker, at);
  return denied !== 0 ? denied : parent;
}

function mayCreate(walker: Walker, { dentry }: Location): number {
  if (dentry.isDeleted) return -ENOENT;
  return inodePermission(dentry.inode, MAY_WRITE | MAY_EXEC, walker.credentials);
}

function made(parent: ParentAndName, inode: Inode | number): number {
  if (typeof inode === 'number') return inode;
  adoptChild(parent.at.dentry, parent.name, inode);
  return 0;
}

/** `mode` has gone through the umask. */
export function mkdir(vfs: Vfs, walker: Walker, path: string, mode: number): number {
  const parent = newName(walker, path, true);
  if (typeof parent === 'number') return parent;
  const directory = parent.at.dentry.inode;
  if (directory.nlink >= LINK_MAX) return -EMLINK;
  const { gid } = vfs.ownership(walker, directory, mode);
  const bits = (mode & (0o777 | S_ISVTX)) | (directory.mode & S_ISGID);
  const attributes = { mode: S_IFDIR | bits, uid: walker.credentials.euid, gid, time: vfs.now() };
  return made(parent, directory.mkdir(parent.name, attributes));
}

/** `mode` has type and permission bits, these through the umask. */
export function mknod(vfs: Vfs, walker: Walker, path: string, mode: number, rdev: number): number {
  const type = mode & S_IFMT || S_IFREG;
  if (type === S_IFDIR) return -EPERM;
  if (![S_IFREG, S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK].includes(type)) return -EINVAL;
  const parent = newName(walker, path, false);
  if (typeof parent === 'number') return parent;
  const isDevice = type === S_IFCHR || type === S_IFBLK;
  if (isDevice && walker.credentials.euid !== 0) return -EPERM;
  const directory = parent.at.dentry.inode;
  const { gid, mode: bits } = vfs.ownership(walker, directory, mode);
  const uid = walker.credentials.euid;
  const attributes = { mode: type | bits, uid, gid, time: vfs.now(), rdev: isDevice ? rdev : 0 };
  return made(parent, directory.create(parent.name, attributes));
}

export function symlink(vfs: Vfs, walker: Walker, target: string, path: string): number {
  if (target === '') return -ENOENT;
  const parent = newName(walker, path, false);
  if (typeof parent === 'number') return parent;
  const directory = parent.at.dentry.inode;
  const { gid } = vfs.ownership(walker, directory, 0o777);
  const attributes = { mode: S_IFLNK | 0o777, uid: walker.credentials.euid, gid, time: vfs.now() };
  return made(parent, directory.symlink(parent.name, target, attributes));
}

export function link(vfs: Vfs, walker: Walker, from: string, to: string): number {
  const old = walk(walker, from, false);
  if (typeof old === 'number') return old;
  const parent = newName(walker, to, false);
  if (typeof parent === 'number') return parent;
  const { inode } = old.dentry;
  if (old.mount !== parent.at.mount) return -EXDEV;
  if (!mayLink(walker, inode)) return -EPERM;
  if (inode.isDirectory) return -EPERM;
  if (inode.nlink === 0) return -ENOENT;
  if (inode.nlink >= LINK_MAX) return -EMLINK;
  const error = parent.at.dentry.inode.link(parent.name, inode, vfs.now());
  if (error !== 0) return error;
  adoptChild(parent.at.dentry, parent.name, inode);
  return 0;
}

/** fs.protected_hardlinks, which Debian has on: only what one owns, or could read and write, and no set-id programs. */
function mayLink({ credentials }: Walker, inode: Inode): boolean {
  if (isOwner(inode, credentials)) return true;
  const isSetId = (inode.mode & S_ISUID) !== 0 || (inode.mode & (S_ISGID | 0o010)) === (S_ISGID | 0o010);
  return inode.isRegular && !isSetId && inodePermission(inode, MAY_READ | MAY_WRITE, credentials) === 0;
}

/** Whether a name may be taken out of its directory: `may_delete`. */
function mayDelete(walker: Walker, directory: Location, victim: Dentry, isDirectory: boolean): number {
  const denied = inodePermission(directory.dentry.inode, MAY_WRITE | MAY_EXEC, walker.credentials);
  if (denied !== 0) return denied;
  if (isStickyFor(directory.dentry.inode, victim.inode, walker.credentials)) return -EPERM;
  if (isDirectory) {
    if (!victim.inode.isDirectory) return -ENOTDIR;
  } else if (victim.inode.isDirectory) return -EISDIR;
  return directory.dentry.isDeleted ? -ENOENT : 0;
}

export function unlink(vfs: Vfs, walker: Walker, path: string): number {
  const parent = walkParent(walker, path);
  if (typeof parent === 'number') return parent;
  const { at, name, kind, hasTrailingSlash } = parent;
  if (kind !== 'name') return -EISDIR;
  if (at.mount.isReadOnly) return -EROFS;
  const victim = lookupChild(at.dentry, name);
  if (typeof victim === 'number') return victim;
  if (hasTrailingSlash) return victim.inode.isDirectory ? -EISDIR : -ENOTDIR;
  const denied = mayDelete(walker, at, victim, false);
  if (denied !== 0) return denied;
  if (vfs.mounts.isMountpoint(victim)) return -EBUSY;
  return removed(vfs, at.dentry, victim, at.dentry.inode.unlink(name, victim.inode, vfs.now()));
}

export function rmdir(vfs: Vfs, walker: Walker, path: string): number {
  const parent = walkParent(walker, path);
  if (typeof parent === 'number') return parent;
  const { at, name, kind } = parent;
  if (kind === 'dotdot') return -ENOTEMPTY;
  if (kind === 'dot') return -EINVAL;
  if (kind === 'root') return -EBUSY;
  if (at.mount.isReadOnly) return -EROFS;
  const victim = lookupChild(at.dentry, name);
  if (typeof victim === 'number') return victim;
  const denied = mayDelete(walker, at, victim, true);
  if (denied !== 0) return denied;
  if (vfs.mounts.isMountpoint(victim)) return -EBUSY;
  return removed(vfs, at.dentry, victim, at.dentry.inode.rmdir(name, victim.inode, vfs.now()));
}

function removed(vfs: Vfs, parent: Dentry, victim: Dentry, error: number): number {
  if (error !== 0) return error;
  forgetChild(parent, victim);
  if (victim.inode.users === 0 && victim.inode.nlink === 0) victim.inode.evict(vfs.now());
  return 0;
}

export function rename(vfs: Vfs, walker: Walker, from: string, to: string): number {
  const oldParent = walkParent(walker, from);
  if (typeof oldParent === 'number') return oldParent;
  const newParent = walkParent(walker, to);
  if (typeof newParent === 'number') return newParent;
  const { at: oldAt, name: oldName } = oldParent;
  const { at: newAt, name: nameThen } = newParent;
  if (oldAt.mount !== newAt.mount) return -EXDEV;
  if (oldParent.kind !== 'name' || newParent.kind !== 'name') return -EBUSY;
  if (oldAt.mount.isReadOnly) return -EROFS;
  const moved = lookupChild(oldAt.dentry, oldName);
  if (typeof moved === 'number') return moved;
  const found = lookupChild(newAt.dentry, nameThen);
  if (typeof found === 'number' && found !== -ENOENT) return found;
  const replaced = typeof found === 'number' ? null : found;
  const isDirectory = moved.inode.isDirectory;
  if (!isDirectory && (oldParent.hasTrailingSlash || newParent.hasTrailingSlash)) return -ENOTDIR;
  if (isInside(newAt.dentry, moved)) return -EINVAL;
  if (replaced !== null && isInside(oldAt.dentry, replaced)) return -ENOTEMPTY;
  if (replaced?.inode === moved.inode) return 0;
  const denied = mayRename(walker, oldAt, moved, newAt, replaced);
  if (denied !== 0) return denied;
  if (vfs.mounts.isMountpoint(moved)) return -EBUSY;
  if (replaced !== null && vfs.mounts.isMountpoint(replaced)) return -EBUSY;
  const error = oldAt.dentry.inode.rename(oldName, newAt.dentry.inode, nameThen, replaced?.inode ?? null, vfs.now());
  if (error !== 0) return error;
  if (replaced !== null) removed(vfs, newAt.dentry, replaced, 0);
  oldAt.dentry.children?.delete(oldName);
  moved.name = nameThen;
  moved.parent = newAt.dentry;
  newAt.dentry.children ??= new Map();
  newAt.dentry.children.set(nameThen, moved);
  return 0;
}

function mayRename(walker: Walker, from: Location, moved: Dentry, to: Location, replaced: Dentry | null): number {
  const isDirectory = moved.inode.isDirectory;
  const out = mayDelete(walker, from, moved, isDirectory);
  if (out !== 0) return out;
  const into = replaced === null ? mayCreate(walker, to) : mayDelete(walker, to, replaced, isDirectory);
  if (into !== 0) return into;
  // A directory that moves gets another `..`.
  if (isDirectory && from.dentry !== to.dentry) return inodePermission(moved.inode, MAY_WRITE, walker.credentials);
  return 0;
}

function isInside(dentry: Dentry, ancestor: Dentry): boolean {
  for (let at: Dentry | null = dentry; at !== null; at = at.parent) if (at === ancestor) return true;
  return false;
}
