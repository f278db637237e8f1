/**
 * Users and groups from /etc/passwd and /etc/group, as the C library's `getpw*` and `getgr*` find them.
 *
 * Only the plain files: no shadow passwords are checked anywhere, no name service.
 */
import type { Blocking } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { readText } from './program-frame.ts';

/** One line of /etc/passwd. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** One line of /etc/group. */
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export class Accounts {
  readonly users: readonly User[];
  readonly groups: readonly Group[];

  constructor(users: readonly User[], groups: readonly Group[]) {
    this.users = users;
    this.groups = groups;
  }

  userByName(name: string): User | undefined {
    return this.users.find((user) => user.name === name);
  }

  userById(uid: number): User | undefined {
    return this.users.find((user) => user.uid === uid);
  }

  groupByName(name: string): Group | undefined {
    return this.groups.find((group) => group.name === name);
  }

  groupById(gid: number): Group | undefined {
    return this.groups.find((group) => group.gid === gid);
  }

  /** Name of a user, or its number. */
  userName(uid: number): string {
    return this.userById(uid)?.name ?? String(uid);
  }

  groupName(gid: number): string {
    return this.groupById(gid)?.name ?? String(gid);
  }

  /** `getgrouplist`: the login group, then the groups that list the name, in file order. */
  groupList(user: User): number[] {
    const ids = [user.gid];
    for (const group of this.groups) {
      if (group.members.includes(user.name) && !ids.includes(group.gid)) ids.push(group.gid);
    }
    return ids;
  }
}

/** Reads both files; a file that is not there holds nobody. */
export function* readAccounts(system: SystemCalls): Blocking<Accounts> {
  const users: User[] = [];
  for (const fields of yield* records(system, '/etc/passwd', 7)) {
    const [name, , uid, gid, , home, shell] = fields as [string, string, string, string, string, string, string];
    if (!/^\d+$/.test(uid) || !/^\d+$/.test(gid)) continue;
    users.push({ name, uid: Number(uid), gid: Number(gid), home, shell });
  }
  const groups: Group[] = [];
  for (const fields of yield* records(system, '/etc/group', 4)) {
    const [name, , gid, members] = fields as [string, string, string, string];
    if (!/^\d+$/.test(gid)) continue;
    groups.push({ name, gid: Number(gid), members: members === '' ? [] : members.split(',') });
  }
  return new Accounts(users, groups);
}

function* records(system: SystemCalls, path: string, count: number): Blocking<string[][]> {
  const text = yield* readText(system, path);
  if (typeof text === 'number') return [];
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length === count && fields[0] !== '');
}
