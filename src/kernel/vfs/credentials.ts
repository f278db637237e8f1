/** Who asks, and whether they may: Linux `kernel/cred.c` and `fs/namei.c` generic_permission, for root and for users without capabilities. */
import { S_IFDIR, S_IFMT, S_ISVTX } from '../../shell/posix.ts';
import { EACCES } from '../../sim/errno.ts';
import type { Inode } from './vfs-objects.ts';

export const MAY_EXEC = 1;
export const MAY_WRITE = 2;
export const MAY_READ = 4;

export interface Credentials {
  uid: number;
  euid: number;
  suid: number;
  gid: number;
  egid: number;
  sgid: number;
  groups: readonly number[];
}

export function rootCredentials(): Credentials {
  return { uid: 0, euid: 0, suid: 0, gid: 0, egid: 0, sgid: 0, groups: [] };
}

export function isInGroup(who: Credentials, gid: number): boolean {
  return who.egid === gid || who.groups.includes(gid);
}

/** 0 or -EACCES. Root may do everything, but a file without any x bit is no program for anybody. */
export function inodePermission(inode: Inode, mask: number, who: Credentials): number {
  const { mode } = inode;
  if (who.euid === 0) {
    if ((mask & MAY_EXEC) === 0 || (mode & S_IFMT) === S_IFDIR || (mode & 0o111) !== 0) return 0;
    return -EACCES;
  }
  let bits = mode;
  if (who.euid === inode.uid) bits >>= 6;
  else if (isInGroup(who, inode.gid)) bits >>= 3;
  return (bits & mask) === mask ? 0 : -EACCES;
}

/** True when a sticky directory keeps `who` from removing or renaming what is in it. */
export function isStickyFor(directory: Inode, inode: Inode, who: Credentials): boolean {
  return (directory.mode & S_ISVTX) !== 0 && who.euid !== 0 && who.euid !== inode.uid && who.euid !== directory.uid;
}

/** Owner or root: who may change modes and times. */
export function isOwner(inode: Inode, who: Credentials): boolean {
  return who.euid === 0 || who.euid === inode.uid;
}
