/** `USER:GROUP` on a command line: gnulib `lib/userspec.c`, and the group of `chgrp`. */
import type { Accounts } from '../system/accounts.ts';
import { parseNumber } from './numbers.ts';

/** Ids to set, -1 for none, with the words they were written as. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  readonly user: string | null;
  readonly group: string | null;
}

export interface ParsedOwner {
  readonly owner: Owner;
  readonly error?: 'invalid user' | 'invalid group' | 'invalid spec';
  readonly warning?: string;
}

const nobody: Owner = { uid: -1, gid: -1, user: null, group: null };
const ID_MAX = 0xfffffffen;

/** A dot separates where there is no colon and the whole is no user, with a warning. */
export function parseOwner(spec: string, accounts: Accounts): ParsedOwner {
  const colon = spec.indexOf(':');
  const parsed = parseWith(spec, colon, accounts);
  if (parsed.error === undefined || colon >= 0) return parsed;
  const dot = spec.indexOf('.');
  const second = dot < 0 ? parsed : parseWith(spec, dot, accounts);
  return second.error === undefined ? { ...second, warning: "warning: '.' should be ':'" } : parsed;
}

/** A group by name or number; the empty word changes nothing. */
export function parseGroup(spec: string, accounts: Accounts): ParsedOwner {
  if (spec === '') return { owner: nobody };
  const gid = groupId(spec, accounts);
  if (gid === null) return { owner: nobody, error: 'invalid group' };
  return { owner: { ...nobody, gid, group: spec } };
}

function parseWith(spec: string, separator: number, accounts: Accounts): ParsedOwner {
  const user = separator < 0 ? spec : spec.slice(0, separator);
  const group = separator < 0 ? '' : spec.slice(separator + 1);
  let owner = nobody;
  if (user !== '') {
    const account = user.startsWith('+') ? undefined : accounts.userByName(user);
    if (account === undefined) {
      // A bare number has no login group.
      if (separator >= 0 && group === '') return { owner: nobody, error: 'invalid spec' };
      const uid = numericId(user);
      if (uid === null) return { owner: nobody, error: 'invalid user' };
      owner = { ...owner, uid, user };
    } else {
      owner = { ...owner, uid: account.uid, user };
      if (separator >= 0 && group === '') {
        owner = { ...owner, gid: account.gid, group: accounts.groupName(account.gid) };
      }
    }
  }
  if (group === '') return { owner };
  const gid = groupId(group, accounts);
  if (gid === null) return { owner: nobody, error: 'invalid group' };
  return { owner: { ...owner, gid, group } };
}

function groupId(name: string, accounts: Accounts): number | null {
  const group = name.startsWith('+') ? undefined : accounts.groupByName(name);
  return group?.gid ?? numericId(name);
}

function numericId(text: string): number | null {
  const { value, error } = parseNumber(text, '');
  return error !== null || value > ID_MAX ? null : Number(value);
}
