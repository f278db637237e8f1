/** `id` and `groups` of coreutils 9.1. */
import type { Blocking } from '../../../shell/posix.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { quote } from '../libc/quote.ts';
import { type Accounts, readAccounts } from './accounts.ts';
import { fail, print, usageError } from './program-frame.ts';

interface Identity {
  readonly uid: number;
  readonly euid: number;
  readonly gid: number;
  readonly egid: number;
  readonly groups: readonly number[];
}

export const id: Program = function* (system, argv) {
  const name = argv[0]!;
  const { options, operands, error } = getopt(argv, {
    short: 'agnruzGZ',
    long: {
      group: { key: 'g' },
      groups: { key: 'G' },
      name: { key: 'n' },
      real: { key: 'r' },
      user: { key: 'u' },
      zero: { key: 'z' },
    },
  });
  if (error !== null) return yield* usageError(system, name, error);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (has('Z')) return yield* fail(system, `${name}: --context (-Z) works only on an SELinux-enabled kernel`);
  const kinds = ['u', 'g', 'G'].filter(has);
  if (kinds.length > 1) return yield* fail(system, `${name}: cannot print "only" of more than one choice`);
  if (kinds.length === 0 && (has('n') || has('r'))) {
    return yield* fail(system, `${name}: cannot print only names or real IDs in default format`);
  }
  if (kinds.length === 0 && has('z'))
    return yield* fail(system, `${name}: option --zero not permitted in default format`);
  const accounts = yield* readAccounts(system);
  let status = 0;
  for (const operand of operands.length === 0 ? [null] : operands) {
    const identity = operand === null ? ownIdentity(system) : identityOf(accounts, operand);
    if (identity === null) {
      status = yield* fail(system, `${name}: ${quote(operand!)}: no such user`);
      continue;
    }
    const end = has('z') ? '\0' : '\n';
    if (!(yield* print(system, name, text(accounts, identity, kinds[0], has) + end))) return 1;
  }
  return status;
};

function ownIdentity(system: SystemCalls): Identity {
  const gid = system.getgid();
  const egid = system.getegid();
  const groups = [...new Set([gid, egid, ...system.getgroups()])];
  return { uid: system.getuid(), euid: system.geteuid(), gid, egid, groups };
}

function identityOf(accounts: Accounts, word: string): Identity | null {
  const user = accounts.userByName(word) ?? (/^\+?\d+$/.test(word) ? accounts.userById(Number(word)) : undefined);
  if (user === undefined) return null;
  return { uid: user.uid, euid: user.uid, gid: user.gid, egid: user.gid, groups: accounts.groupList(user) };
}

function text(accounts: Accounts, who: Identity, kind: string | undefined, has: (key: string) => boolean): string {
  const separator = has('z') ? '\0' : ' ';
  const userId = has('r') ? who.uid : who.euid;
  const groupId = has('r') ? who.gid : who.egid;
  if (kind === 'u') return has('n') ? accounts.userName(userId) : String(userId);
  if (kind === 'g') return has('n') ? accounts.groupName(groupId) : String(groupId);
  if (kind === 'G') return who.groups.map((gid) => (has('n') ? accounts.groupName(gid) : String(gid))).join(separator);
  const user = (uid: number): string => {
    const found = accounts.userById(uid);
    return found === undefined ? String(uid) : `${uid}(${found.name})`;
  };
  const group = (gid: number): string => {
    const found = accounts.groupById(gid);
    return found === undefined ? String(gid) : `${gid}(${found.name})`;
  };
  let line = `uid=${user(who.uid)} gid=${group(who.gid)}`;
  if (who.euid !== who.uid) line += ` euid=${user(who.euid)}`;
  if (who.egid !== who.gid) line += ` egid=${group(who.egid)}`;
  return `${line} groups=${who.groups.map(group).join(',')}`;
}

export const groups: Program = function* (system, argv): Blocking<number> {
  const name = argv[0]!;
  const { operands, error } = getopt(argv, { short: '' });
  if (error !== null) return yield* usageError(system, name, error);
  const accounts = yield* readAccounts(system);
  const names = (identity: Identity): string => identity.groups.map((gid) => accounts.groupName(gid)).join(' ');
  if (operands.length === 0) return (yield* print(system, name, `${names(ownIdentity(system))}\n`)) ? 0 : 1;
  let status = 0;
  for (const operand of operands) {
    const identity = identityOf(accounts, operand);
    if (identity === null) status = yield* fail(system, `${name}: ${quote(operand)}: no such user`);
    else if (!(yield* print(system, name, `${operand} : ${names(identity)}\n`))) return 1;
  }
  return status;
};
