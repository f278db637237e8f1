/** Takes on a user's ids and environment: what `su`, `sudo` and a login do before they start a program. */
import type { Blocking } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { printError } from '../libc/stdio.ts';
import type { Accounts, User } from './accounts.ts';

export const ROOT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const USER_PATH = '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games';

/** Groups, then group, then user: in the order in which it is still allowed. A negated error number or 0. */
export function becomeUser(system: SystemCalls, accounts: Accounts, user: User): number {
  const groups = system.setgroups(accounts.groupList(user));
  if (groups < 0) return groups;
  const gid = system.setgid(user.gid);
  return gid < 0 ? gid : system.setuid(user.uid);
}

/**
 * Asks for a password on the terminal and takes the line. No account of ours has one (`*` or `!` in /etc/shadow), so no answer is
 * right.
 */
export function* askPassword(system: SystemCalls, prompt: string): Blocking<string | null> {
  yield* printError(system, prompt);
  const line = yield* system.read(0, 512);
  if (typeof line === 'number' || line.length === 0) return null;
  yield* printError(system, '\n');
  return latin1Text(line);
}
