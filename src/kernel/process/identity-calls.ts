/** What all system calls of a process share: who it is, from where it walks, what a call costs. */

import type { Timespec } from '../../shell/posix.ts';
import { EPERM } from '../../sim/errno.ts';
import type { Credentials } from '../vfs/credentials.ts';
import type { Walker } from '../vfs/path-walk.ts';
import type { Location } from '../vfs/vfs-objects.ts';
import type { ProcessServices } from './services.ts';
import type { Task } from './task.ts';

/** Root and directory as the task has them now. */
class TaskWalker implements Walker {
  readonly credentials: Credentials;
  readonly now: () => Timespec;
  readonly #task: Task;

  constructor(task: Task, now: () => Timespec) {
    this.#task = task;
    this.credentials = task.credentials;
    this.now = now;
  }

  get root(): Location {
    return this.#task.root;
  }

  get cwd(): Location {
    return this.#task.cwd;
  }
}

export abstract class IdentityCalls {
  readonly task: Task;
  protected readonly services: ProcessServices;
  protected readonly walker: Walker;

  constructor(services: ProcessServices, task: Task) {
    this.services = services;
    this.task = task;
    this.walker = new TaskWalker(task, services.vfs.now);
  }

  protected charge(costNs: number): void {
    this.services.time.spend(costNs);
    this.task.systemNs += costNs;
  }

  get pid(): number {
    return this.task.pid;
  }

  get ppid(): number {
    return this.task.parent?.pid ?? 0;
  }

  getppid(): number {
    return this.ppid;
  }

  get environ(): readonly string[] {
    return this.task.environ;
  }

  getuid(): number {
    return this.task.credentials.uid;
  }

  geteuid(): number {
    return this.task.credentials.euid;
  }

  getgid(): number {
    return this.task.credentials.gid;
  }

  getegid(): number {
    return this.task.credentials.egid;
  }

  getgroups(): readonly number[] {
    return this.task.credentials.groups;
  }

  setuid(uid: number): number {
    const who = this.task.credentials;
    if (who.euid === 0) who.uid = who.suid = uid;
    else if (uid !== who.uid && uid !== who.suid) return -EPERM;
    this.#nowRunsAs(who.euid, uid);
    who.euid = uid;
    return 0;
  }

  setgid(gid: number): number {
    const who = this.task.credentials;
    if (who.euid === 0) who.gid = who.sgid = gid;
    else if (gid !== who.gid && gid !== who.sgid) return -EPERM;
    this.#nowRunsAs(who.egid, gid);
    who.egid = gid;
    return 0;
  }

  /** `commit_creds`: what it has in its memory may not be the new user's. */
  #nowRunsAs(before: number, after: number): void {
    if (before !== after) this.task.dumpable = this.services.faults.suidDumpable();
  }

  setgroups(groups: readonly number[]): number {
    if (this.task.credentials.euid !== 0) return -EPERM;
    this.task.credentials.groups = [...groups];
    return 0;
  }
}
