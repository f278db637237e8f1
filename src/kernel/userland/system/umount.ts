/** `umount` of util-linux 2.38.1: messages of `sys-utils/umount.c` and libmount. */
import type { Blocking } from '../../../shell/posix.ts';
import { EBUSY, EINVAL, ENOENT, EPERM, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { printError } from '../libc/stdio.ts';
import { canonicalPath, matchesTypes, readMounts } from './mount-table.ts';
import { fail, print, usageError } from './program-frame.ts';

const EXIT_FAIL = 32;

export const umount: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'aAcdfhilnN:qRrO:t:vV',
    long: {
      all: { key: 'a' },
      'all-targets': { key: 'A' },
      force: { key: 'f' },
      help: { key: 'h' },
      lazy: { key: 'l' },
      'no-mtab': { key: 'n' },
      quiet: { key: 'q' },
      'read-only': { key: 'r' },
      recursive: { key: 'R' },
      types: { argument: 'required', key: 't' },
      verbose: { key: 'v' },
      version: { key: 'V' },
    },
  });
  if (error !== null) return yield* usageError(system, 'umount', error);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (has('V')) {
    const text =
      'umount from util-linux 2.38.1 (libmount 2.38.1: selinux, smack, btrfs, verity, namespaces, assert, debug)\n';
    return (yield* print(system, 'umount', text)) ? 0 : 1;
  }
  const how = { lazy: has('l'), force: has('f'), isVerbose: has('v'), isQuiet: has('q'), readOnly: has('r') };
  let status = 0;
  if (has('a')) {
    const types = options.findLast(({ key }) => key === 't')?.value ?? 'noproc,devfs,devpts,sysfs,devtmpfs';
    const mounts = yield* readMounts(system);
    if (typeof mounts === 'number') return EXIT_FAIL;
    for (const { target, type } of [...mounts].reverse()) {
      if (!matchesTypes(type, types)) continue;
      const result = yield* unmountOne(system, target, how);
      if (result !== 0) status = result;
    }
    return status;
  }
  if (operands.length === 0) return yield* usageError(system, 'umount', 'bad usage');
  for (const operand of operands) {
    const result = yield* has('R') ? unmountBelow(system, operand, how) : unmountOne(system, operand, how);
    if (result !== 0) status = result;
  }
  return status;
};

interface How {
  readonly lazy: boolean;
  readonly force: boolean;
  readonly isVerbose: boolean;
  readonly isQuiet: boolean;
  readonly readOnly: boolean;
}

function* unmountBelow(system: SystemCalls, path: string, how: How): Blocking<number> {
  const at = canonicalPath(system, path);
  const mounts = yield* readMounts(system);
  if (typeof mounts === 'number') return EXIT_FAIL;
  const below = mounts.filter(({ target }) => target === at || target.startsWith(at === '/' ? '/' : `${at}/`));
  if (below.length === 0) return yield* fail(system, `umount: ${path}: not mounted`, EXIT_FAIL);
  for (const { target } of below.reverse()) {
    const result = yield* unmountOne(system, target, how);
    if (result !== 0) return result;
  }
  return 0;
}

function* unmountOne(system: SystemCalls, given: string, how: How): Blocking<number> {
  const path = canonicalPath(system, given);
  const mounts = yield* readMounts(system);
  const known =
    typeof mounts === 'number' ? undefined : mounts.findLast((one) => one.target === path || one.source === path);
  if (system.geteuid() !== 0 && known !== undefined) {
    return yield* fail(system, `umount: ${given}: must be superuser to unmount.`, EXIT_FAIL);
  }
  const target = known?.target ?? path;
  let result = yield* system.umount(target, { lazy: how.lazy, force: how.force });
  if (result === -EBUSY && how.readOnly) result = yield* system.mount('none', target, '', ['remount', 'ro'], '');
  if (result === 0) {
    const source = known === undefined || known.source === 'none' ? '' : ` (${known.source})`;
    if (how.isVerbose) yield* printError(system, `umount: ${target}${source} unmounted\n`);
    return 0;
  }
  if (how.isQuiet && result === -EINVAL) return EXIT_FAIL;
  return yield* fail(system, `umount: ${given}: ${failureText(system, result, given)}`, EXIT_FAIL);
}

function failureText(system: SystemCalls, error: number, given: string): string {
  if (error === -EBUSY) return 'target is busy.';
  if (error === -EINVAL) return 'not mounted.';
  if (error === -EPERM) return 'must be superuser to unmount.';
  if (error === -ENOENT) return typeof system.stat(given) === 'number' ? 'no mount point specified.' : 'not found.';
  return `umount(2) failed: ${strerror(error)}`;
}
