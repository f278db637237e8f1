/**
 * Which programs may leave a core: `mm->flags` MMF_DUMPABLE of Linux v6.1 `fs/exec.c` (begin_new_exec, would_dump) and `kernel/cred.c`
 * (commit_creds).
 *
 * 1: as its user; 0: not at all; 2: as root. Whoever has changed users, or runs a file that it may not read, gets what
 * `fs.suid_dumpable` says. Left out: capabilities, prctl(PR_SET_DUMPABLE), which none of our programs calls.
 */
import { type Credentials, inodePermission, MAY_READ } from '../vfs/credentials.ts';
import type { Inode } from '../vfs/vfs-objects.ts';

export type Dumpable = 0 | 1 | 2;

export const SUID_DUMP_USER: Dumpable = 1;

/** Of a program that begins; `before` are the credentials of whoever called exec, `after` those it runs with. */
export function dumpableAfterExec(
  inode: Inode,
  before: Credentials,
  after: Credentials,
  suidDumpable: Dumpable,
): Dumpable {
  const { uid, euid, gid, egid } = before;
  const hasChanged = euid !== after.euid || egid !== after.egid;
  const isPlain = uid === euid && gid === egid && inodePermission(inode, MAY_READ, before) === 0;
  return isPlain && !hasChanged ? SUID_DUMP_USER : suidDumpable;
}
