/**
 * The table of mounts and /etc/fstab, as libmount 2.38 reads them.
 *
 * Takes `/proc/self/mountinfo`; where that is not there, `/proc/mounts`, which lacks ids.
 */
import type { Blocking } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { readText } from './program-frame.ts';

export interface MountEntry {
  readonly id: number;
  readonly parentId: number;
  readonly device: string;
  readonly target: string;
  readonly source: string;
  readonly type: string;
  /** Options of the mount and of the file system in one list, as /proc/mounts has them. */
  readonly options: string;
}

/** A line of fstab. */
export interface TableEntry {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
}

/** All mounts in the order they were made, or a negated error number. */
export function* readMounts(system: SystemCalls): Blocking<readonly MountEntry[] | number> {
  const text = yield* readText(system, '/proc/self/mountinfo');
  if (typeof text === 'number') return text;
  const mounts: MountEntry[] = [];
  for (const line of text.split('\n')) {
    const [left, right] = line.split(' - ');
    if (left === undefined || right === undefined) continue;
    const [id, parentId, device, , target, mountOptions] = left.split(' ');
    const [type, source, superOptions] = right.split(' ');
    if (target === undefined || mountOptions === undefined || source === undefined) continue;
    mounts.push({
      id: Number(id),
      parentId: Number(parentId),
      device: device!,
      target: unescapeField(target),
      source: source === '/dev/root' ? yield* rootDevice(system, device!) : unescapeField(source),
      type: type!,
      options: mergeOptions(mountOptions, superOptions ?? ''),
    });
  }
  return mounts;
}

/** What /dev/root stands for: the device of this number, else what the kernel was told. */
function* rootDevice(system: SystemCalls, device: string): Blocking<string> {
  const link = system.readlink(`/sys/dev/block/${device}`);
  if (typeof link === 'string') return `/dev/${link.slice(link.lastIndexOf('/') + 1)}`;
  const words = yield* readText(system, '/proc/cmdline');
  const told = typeof words === 'number' ? null : /(?:^|\s)root=(\/dev\/\S+)/.exec(words);
  return told?.[1] ?? '/dev/root';
}

/** `rw` or `ro` of either side first, then the mount's, then the file system's. */
function mergeOptions(mount: string, superblock: string): string {
  const readOnly = mount.split(',')[0] === 'ro' || superblock.split(',')[0] === 'ro';
  const rest = [...mount.split(','), ...superblock.split(',')].filter(
    (one) => one !== '' && one !== 'rw' && one !== 'ro',
  );
  return [readOnly ? 'ro' : 'rw', ...rest].join(',');
}

/** Entries of fstab; none when it is not there. */
export function* readFstab(system: SystemCalls, path = '/etc/fstab'): Blocking<readonly TableEntry[] | number> {
  const text = yield* readText(system, path);
  if (typeof text === 'number') return text;
  const entries: TableEntry[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(/[ \t]+/).filter((field) => field !== '');
    if (fields.length < 2 || fields[0]!.startsWith('#')) continue;
    const [source, target, type = 'auto', options = 'defaults'] = fields.map(unescapeField);
    entries.push({ source: source!, target: target!, type, options });
  }
  return entries;
}

/** `\040` and the like, as the kernel and fstab write blanks. */
function unescapeField(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8) & 0xff));
}

/** The path without `.`, `..`, links and double slashes, as far as it exists. */
export function canonicalPath(system: SystemCalls, path: string): string {
  const cwd = system.getcwd();
  let full = path.startsWith('/') ? path : `${typeof cwd === 'string' ? cwd : ''}/${path}`;
  for (let links = 0; links < 40; links++) {
    const parts: string[] = [];
    let again: string | null = null;
    const wanted = full.split('/').filter((part) => part !== '' && part !== '.');
    for (let at = 0; at < wanted.length; at++) {
      if (wanted[at] === '..') {
        parts.pop();
        continue;
      }
      parts.push(wanted[at]!);
      const target = system.readlink(`/${parts.join('/')}`);
      if (typeof target === 'number') continue;
      parts.pop();
      const base = target.startsWith('/') ? target : `/${parts.join('/')}/${target}`;
      again = `${base}/${wanted.slice(at + 1).join('/')}`;
      break;
    }
    if (again === null) return `/${parts.join('/')}`;
    full = again;
  }
  return full;
}

/** Whether `type` fits a `-t` list: `a,b`, `noa,b`. */
export function matchesTypes(type: string, list: string | null): boolean {
  if (list === null) return true;
  const isNegated = list.startsWith('no');
  const names = (isNegated ? list.slice(2) : list).split(',');
  return names.includes(type) !== isNegated;
}
