/**
 * `mount` of util-linux 2.38.1.
 *
 * Mirrors `sys-utils/mount.c` and the messages of libmount (`mnt_context_get_mount_excode`). Left out: loop devices (their set-up
 * fails), helpers `mount.TYPE`, namespaces, `user` mounts by others than root.
 */
import { type Blocking, S_IFBLK, S_IFDIR, S_IFMT, S_IFREG } from '../../../shell/posix.ts';
import {
  EACCES,
  EBUSY,
  EINVAL,
  ENODEV,
  ENOENT,
  ENOTBLK,
  ENOTDIR,
  ENXIO,
  EPERM,
  EROFS,
  strerror,
} from '../../../sim/errno.ts';
import type { MountFlag, Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt, type OptionTable } from '../libc/getopt.ts';
import { printError } from '../libc/stdio.ts';
import { probeDevice, resolveTag } from './file-system-probe.ts';
import { canonicalPath, type MountEntry, matchesTypes, readFstab, readMounts, type TableEntry } from './mount-table.ts';
import { fail, print, readText, usageError } from './program-frame.ts';

const OPTIONS: OptionTable = {
  short: 'aBcfFhilL:mMnN:o:O:rRsU:vVwt:T:',
  long: {
    all: { key: 'a' },
    bind: { key: 'B' },
    fake: { key: 'f' },
    fork: { key: 'F' },
    fstab: { argument: 'required', key: 'T' },
    help: { key: 'h' },
    'internal-only': { key: 'i' },
    label: { argument: 'required', key: 'L' },
    'make-private': { key: 'propagation' },
    'make-rprivate': { key: 'propagation' },
    'make-rshared': { key: 'propagation' },
    'make-rslave': { key: 'propagation' },
    'make-shared': { key: 'propagation' },
    'make-slave': { key: 'propagation' },
    move: { key: 'M' },
    'no-canonicalize': { key: 'c' },
    'no-mtab': { key: 'n' },
    options: { argument: 'required', key: 'o' },
    rbind: { key: 'R' },
    'read-only': { key: 'r' },
    'read-write': { key: 'w' },
    rw: { key: 'w' },
    'show-labels': { key: 'l' },
    source: { argument: 'required', key: 'source' },
    target: { argument: 'required', key: 'target' },
    'test-opts': { argument: 'required', key: 'O' },
    types: { argument: 'required', key: 't' },
    uuid: { argument: 'required', key: 'U' },
    verbose: { key: 'v' },
    version: { key: 'V' },
  },
};

const EXIT_USAGE = 1;
const EXIT_FAIL = 32;
const DMESG_HINT = '       dmesg(1) may have more information after failed mount system call.';

/** Words of `-o` that are flags of the call. */
const FLAG_WORDS = new Map<string, readonly MountFlag[]>([
  ['ro', ['ro']],
  ['nosuid', ['nosuid']],
  ['nodev', ['nodev']],
  ['noexec', ['noexec']],
  ['sync', ['sync']],
  ['remount', ['remount']],
  ['bind', ['bind']],
  ['rbind', ['bind']],
  ['move', ['move']],
  ['noatime', ['noatime']],
  ['relatime', ['relatime']],
  ['user', ['nosuid', 'nodev', 'noexec']],
  ['users', ['nosuid', 'nodev', 'noexec']],
]);

/** Words that say what is so anyway, or that concern mount(8) alone. */
for (const word of 'defaults rw suid dev exec async atime strictatime diratime nodiratime norelatime'.split(' ')) {
  FLAG_WORDS.set(word, []);
}
for (const word of 'auto noauto nouser nofail _netdev silent loud'.split(' ')) FLAG_WORDS.set(word, []);

/** Which flag a word takes back. */
const OPPOSITES = new Map<string, MountFlag>([
  ['rw', 'ro'],
  ['suid', 'nosuid'],
  ['dev', 'nodev'],
  ['exec', 'noexec'],
  ['async', 'sync'],
  ['atime', 'noatime'],
  ['norelatime', 'relatime'],
]);

interface Request {
  readonly source: string;
  readonly target: string;
  readonly type: string | null;
  readonly options: readonly string[];
  readonly isVerbose: boolean;
  readonly isFake: boolean;
}

export const mount: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, OPTIONS);
  const value = (key: string): string | null => options.findLast((option) => option.key === key)?.value ?? null;
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (error !== null) return yield* usageError(system, 'mount', error, EXIT_USAGE);
  if (has('V')) {
    const text =
      'mount from util-linux 2.38.1 (libmount 2.38.1: selinux, smack, btrfs, verity, namespaces, assert, debug)\n';
    return (yield* print(system, 'mount', text)) ? 0 : 1;
  }
  const words: string[] = [];
  for (const option of options) {
    if (option.key === 'o') words.push(...option.value!.split(',').filter((word) => word !== ''));
    else if (option.key === 'r') words.push('ro');
    else if (option.key === 'w') words.push('rw');
    else if (option.key === 'B') words.push('bind');
    else if (option.key === 'R') words.push('rbind');
    else if (option.key === 'M') words.push('move');
  }
  const common = { isVerbose: has('v'), isFake: has('f') };
  if (has('a')) return yield* mountAll(system, value('T') ?? '/etc/fstab', value('t'), common);
  let source = value('source');
  let target = value('target');
  if (value('L') !== null) source = `LABEL=${value('L')}`;
  if (value('U') !== null) source = `UUID=${value('U')}`;
  const rest = [...operands];
  if (source === null && rest.length === 2) source = rest.shift()!;
  if (target === null && source !== null) target = rest.shift() ?? null;
  if (source === null && target === null && rest.length === 0) {
    if (words.length > 0) return yield* usageError(system, 'mount', 'bad usage', EXIT_USAGE);
    return yield* listMounts(system, value('t'));
  }
  if (rest.length > 1 || (source !== null && rest.length > 0))
    return yield* usageError(system, 'mount', 'bad usage', EXIT_USAGE);
  if (has('propagation')) return 0;
  if (source !== null && target !== null) {
    return yield* mountOne(system, { source, target, type: value('t'), options: words, ...common });
  }
  const known = yield* completeFromTables(system, (source ?? target ?? rest[0])!, words);
  if (known === null) {
    const name = (source ?? target ?? rest[0])!;
    return yield* fail(system, `mount: ${name}: can't find in /etc/fstab.`, EXIT_USAGE);
  }
  return yield* mountOne(system, { ...known, ...common });
};

/** One word alone: fstab says the rest, or the table of mounts for a remount. */
function* completeFromTables(
  system: SystemCalls,
  word: string,
  words: readonly string[],
): Blocking<Pick<Request, 'source' | 'target' | 'type' | 'options'> | null> {
  const path = canonicalPath(system, word);
  const isIt = (entry: TableEntry): boolean =>
    entry.target === word || entry.source === word || entry.target === path || entry.source === path;
  if (words.includes('remount')) {
    const mounts = yield* readMounts(system);
    const mounted = typeof mounts === 'number' ? undefined : mounts.findLast(isIt);
    const kept = mounted === undefined ? [] : mounted.options.split(',').filter((one) => FLAG_WORDS.has(one));
    if (mounted !== undefined) return { ...mounted, options: [...kept, ...words] };
  }
  const table = yield* readFstab(system);
  const entry = typeof table === 'number' ? undefined : table.find(isIt);
  if (entry === undefined)
    return words.includes('remount') ? { source: 'none', target: word, type: null, options: words } : null;
  return {
    ...entry,
    type: entry.type === 'auto' ? null : entry.type,
    options: [...entry.options.split(','), ...words],
  };
}

function* mountAll(
  system: SystemCalls,
  path: string,
  types: string | null,
  common: Pick<Request, 'isVerbose' | 'isFake'>,
): Blocking<number> {
  const table = yield* readFstab(system, path);
  if (typeof table === 'number') return yield* fail(system, `mount: ${path}: failed to parse`, EXIT_USAGE);
  let status = 0;
  let succeeded = 0;
  for (const entry of table) {
    const words = entry.options.split(',');
    if (words.includes('noauto') || entry.type === 'swap' || entry.target === 'none') continue;
    if (entry.target === '/' || !matchesTypes(entry.type, types)) continue;
    const mounts = yield* readMounts(system);
    if (typeof mounts !== 'number' && mounts.some((one) => one.target === entry.target && isSame(one, entry))) {
      if (common.isVerbose) yield* print(system, 'mount', `${entry.target.padEnd(25)}: already mounted\n`);
      continue;
    }
    const type = entry.type === 'auto' ? null : entry.type;
    const result = yield* mountOne(system, { ...entry, type, options: words, ...common });
    if (result === 0) succeeded++;
    else if (!words.includes('nofail')) status = result;
  }
  // MNT_EX_SOMEOK: some went well, some did not.
  return status !== 0 && succeeded > 0 ? 64 : status;
}

function isSame(mounted: MountEntry, entry: TableEntry): boolean {
  return mounted.source === entry.source || mounted.type === entry.type || /^(UUID|LABEL)=/.test(entry.source);
}

function* listMounts(system: SystemCalls, types: string | null): Blocking<number> {
  const mounts = yield* readMounts(system);
  if (typeof mounts === 'number')
    return yield* fail(system, 'mount: failed to read mtab: No such file or directory', EXIT_FAIL);
  let text = '';
  for (const { source, target, type, options } of mounts) {
    if (matchesTypes(type, types)) text += `${source} on ${target} type ${type} (${options})\n`;
  }
  return (yield* print(system, 'mount', text)) ? 0 : EXIT_FAIL;
}

function* mountOne(system: SystemCalls, request: Request): Blocking<number> {
  const { options } = request;
  // Messages name the mount point in full where there is one.
  const isThere = typeof system.stat(request.target) !== 'number';
  const target = isThere ? canonicalPath(system, request.target) : request.target;
  const source = yield* resolveTag(system, request.source);
  if (source === null)
    return yield* fail(system, `mount: ${request.target}: can't find ${request.source}.`, EXIT_USAGE);
  if (system.geteuid() !== 0) {
    return yield* fail(system, `mount: ${target}: must be superuser to use mount.\n${DMESG_HINT}`, EXIT_FAIL);
  }
  const { flags, data } = callArguments(options);
  const needsType = !flags.includes('bind') && !flags.includes('remount') && !flags.includes('move');
  if (
    options.some((word) => word === 'loop' || word.startsWith('loop=')) ||
    (yield* needsLoop(system, source, request.type, needsType))
  ) {
    return yield* fail(system, `mount: ${target}: failed to setup loop device for ${source}.`, EXIT_FAIL);
  }
  if (request.isFake) return 0;
  const at = canonicalPath(system, target);
  let type = request.type ?? '';
  let result: number;
  if (needsType && (type === '' || type === 'auto' || type.includes(','))) {
    const probed = yield* mountProbed(system, source, at, type, flags, data);
    ({ type, result } = probed);
  } else result = yield* system.mount(source, at, type, flags, data);
  if ((result === -EROFS || result === -EACCES) && !flags.includes('ro') && isBlockDevice(system, source)) {
    result = yield* system.mount(source, at, type, [...flags, 'ro'], data);
    if (result === 0)
      yield* printError(system, `mount: ${target}: WARNING: source write-protected, mounted read-only.\n`);
  }
  if (result < 0) {
    const text = failureText(system, result, { source, target, type, isRemount: flags.includes('remount') });
    return yield* fail(system, `mount: ${target}: ${text}\n${DMESG_HINT}`, EXIT_FAIL);
  }
  if (request.isVerbose) yield* print(system, 'mount', `mount: ${source} mounted on ${target}.\n`);
  return 0;
}

/** A plain file is no device: mount would set up a loop device for it. */
function* needsLoop(system: SystemCalls, source: string, type: string | null, needsType: boolean): Blocking<boolean> {
  if (!needsType || !source.includes('/')) return false;
  const status = system.stat(source);
  if (typeof status === 'number' || (status.mode & S_IFMT) !== S_IFREG) return false;
  if (type !== null && type !== 'auto') {
    const known = yield* readText(system, '/proc/filesystems');
    if (typeof known === 'number' || !known.split('\n').includes(`\t${type}`)) return false;
  }
  return true;
}

/** Tries the type that the device's contents tell, else the kernel's types for devices one after another. */
function* mountProbed(
  system: SystemCalls,
  source: string,
  target: string,
  type: string,
  flags: readonly MountFlag[],
  data: string,
): Blocking<{ type: string; result: number }> {
  if (type.includes(',')) {
    let last = { type, result: -ENODEV };
    for (const one of type.split(',')) {
      last = { type: one, result: yield* system.mount(source, target, one, flags, data) };
      if (last.result === 0) return last;
    }
    return last;
  }
  const status = system.stat(source);
  if (typeof status === 'number') return { type: '', result: status };
  const found = yield* probeDevice(system, source);
  const probedType = typeof found === 'number' || found === null ? undefined : found.type;
  if (probedType !== undefined) {
    return { type: probedType, result: yield* system.mount(source, target, probedType, flags, data) };
  }
  const known = yield* readText(system, '/proc/filesystems');
  const types =
    typeof known === 'number'
      ? []
      : known
          .split('\n')
          .filter((line) => line.startsWith('\t'))
          .map((line) => line.slice(1));
  let result = -EINVAL;
  for (const one of types) {
    result = yield* system.mount(source, target, one, flags, data);
    if (result === 0) return { type: one, result };
    if (result !== -EINVAL && result !== -ENODEV) return { type: one, result };
  }
  return { type: '', result: result === -ENODEV ? -EINVAL : result };
}

function callArguments(words: readonly string[]): { flags: MountFlag[]; data: string } {
  const flags = new Set<MountFlag>();
  const data: string[] = [];
  for (const word of words) {
    const opposite = OPPOSITES.get(word);
    if (opposite !== undefined) flags.delete(opposite);
    const own = FLAG_WORDS.get(word);
    if (own !== undefined) for (const flag of own) flags.add(flag);
    else if (!/^(x-|X-|comment=|loop)/.test(word)) data.push(word);
  }
  return { flags: [...flags], data: data.join(',') };
}

function isBlockDevice(system: SystemCalls, path: string): boolean {
  const status = system.stat(path);
  return typeof status !== 'number' && (status.mode & S_IFMT) === S_IFBLK;
}

/** libmount's words for an error of the call. */
function failureText(
  system: SystemCalls,
  error: number,
  { source, target, type, isRemount }: { source: string; target: string; type: string; isRemount: boolean },
): string {
  const targetStatus = system.stat(target);
  const sourceStatus = system.stat(source);
  const isBadSource = `wrong fs type, bad option, bad superblock on ${source}, missing codepage or helper program, or other error.`;
  switch (error) {
    case -EPERM:
      return 'permission denied.';
    case -EBUSY:
      return isRemount ? 'mount point is busy.' : `${source} already mounted or mount point busy.`;
    case -ENOENT:
      if (typeof targetStatus === 'number') return 'mount point does not exist.';
      if (typeof sourceStatus === 'number') return `special device ${source} does not exist.`;
      return 'mount(2) system call failed: No such file or directory.';
    case -ENOTDIR:
      if (typeof targetStatus === 'number' || (targetStatus.mode & S_IFMT) !== S_IFDIR)
        return 'mount point is not a directory.';
      return 'mount(2) system call failed: Not a directory.';
    case -EINVAL:
      return isRemount ? 'mount point not mounted or bad option.' : isBadSource;
    case -ENODEV:
      return type === '' ? 'unknown filesystem type.' : `unknown filesystem type '${type}'.`;
    case -ENOTBLK:
      return `${source} is not a block device.`;
    case -ENXIO:
      return `${source} is not a valid block device.`;
    case -EACCES:
    case -EROFS:
      return `cannot mount ${source} read-only.`;
    default:
      return `mount(2) system call failed: ${strerror(error)}.`;
  }
}
