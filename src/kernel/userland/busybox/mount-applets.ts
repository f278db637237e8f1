/** `mount` and `umount` of BusyBox 1.35 (`util-linux`). */
import type { Blocking } from '../../../shell/posix.ts';
import { EINVAL, strerror } from '../../../sim/errno.ts';
import type { MountFlag } from '../../process/system-calls.ts';
import { resolveTag } from '../system/file-system-probe.ts';
import { canonicalPath, readFstab, readMounts } from '../system/mount-table.ts';
import { readText } from '../system/program-frame.ts';
import { applet, type Run } from './applet.ts';

const MOUNT_WORDS: Readonly<Record<string, readonly MountFlag[]>> = {
  ro: ['ro'],
  nosuid: ['nosuid'],
  nodev: ['nodev'],
  noexec: ['noexec'],
  sync: ['sync'],
  remount: ['remount'],
  bind: ['bind'],
  rbind: ['bind'],
  move: ['move'],
  noatime: ['noatime'],
  relatime: ['relatime'],
};
const IGNORED_WORDS = [
  'defaults',
  'rw',
  'suid',
  'dev',
  'exec',
  'async',
  'auto',
  'noauto',
  'atime',
  'nofail',
  'loop',
  'user',
  'users',
];

export const mount = applet(
  { usage: '[OPTIONS] [-o OPT] DEVICE NODE', options: { short: 'o:O:t:rwanfvsiT:', long: { bind: { key: 'bind' } } } },
  function* (run): Blocking<number> {
    const { system } = run;
    const type = run.value('t');
    const options = [
      ...run.values('o').flatMap((list) => list.split(',')),
      ...(run.has('r') ? ['ro'] : []),
      ...(run.has('bind') ? ['bind'] : []),
    ];
    if (run.has('a')) {
      const table = yield* readFstab(system);
      let status = 0;
      for (const entry of typeof table === 'number' ? [] : table) {
        if (entry.options.split(',').includes('noauto') || entry.type === 'swap' || entry.target === '/') continue;
        if ((yield* mountOne(run, entry.source, entry.target, entry.type, entry.options.split(','))) !== 0) status = 1;
      }
      return status;
    }
    const [source, target] = run.operands;
    if (source === undefined) return yield* listMounts(run, type);
    if (target !== undefined) return yield* mountOne(run, source, target, type, options);
    const table = yield* readFstab(system);
    const entry =
      typeof table === 'number' ? undefined : table.find((one) => one.source === source || one.target === source);
    if (entry !== undefined)
      return yield* mountOne(run, entry.source, entry.target, entry.type, [...entry.options.split(','), ...options]);
    if (options.includes('remount')) {
      const mounts = yield* readMounts(system);
      const known =
        typeof mounts === 'number' ? undefined : mounts.findLast((one) => one.target === canonicalPath(system, source));
      if (known !== undefined) return yield* mountOne(run, known.source, known.target, known.type, options);
    }
    throw yield* run.die(`can't find ${source} in /etc/fstab`);
  },
);

function* listMounts(run: Run, type: string | null): Blocking<number> {
  const mounts = yield* readMounts(run.system);
  if (typeof mounts === 'number') throw yield* run.die('/proc/mounts', mounts);
  for (const one of mounts) {
    if (type !== null && one.type !== type) continue;
    yield* run.out.put(`${one.source} on ${one.target} type ${one.type} (${one.options})\n`);
  }
  return 0;
}

function* mountOne(
  run: Run,
  source: string,
  target: string,
  type: string | null,
  options: readonly string[],
): Blocking<number> {
  const { system } = run;
  const flags = options.flatMap((word) => MOUNT_WORDS[word] ?? []);
  const data = options
    .filter((word) => MOUNT_WORDS[word] === undefined && !IGNORED_WORDS.includes(word) && word !== '')
    .join(',');
  const device = (yield* resolveTag(system, source)) ?? source;
  let types: string[] = [type ?? ''];
  if (
    (type === null || type === 'auto') &&
    !flags.includes('bind') &&
    !flags.includes('remount') &&
    !flags.includes('move')
  ) {
    const known = yield* readText(system, '/proc/filesystems');
    types =
      typeof known === 'number'
        ? []
        : known
            .split('\n')
            .filter((line) => line.startsWith('\t'))
            .map((line) => line.slice(1));
  }
  let result = -EINVAL;
  for (const one of types) {
    result = yield* system.mount(device, canonicalPath(system, target), one, flags, data);
    if (result === 0) return 0;
  }
  if (run.has('i')) return 255;
  yield* run.warn(`mounting ${source} on ${target} failed: ${strerror(result)}`);
  return 255;
}

export const umount = applet(
  { usage: '[-rlfda] [-t FSTYPE] FILESYSTEM|DIRECTORY', options: { short: 'fldnrat:v' } },
  function* (run): Blocking<void> {
    const { system } = run;
    const mounts = yield* readMounts(system);
    const known = typeof mounts === 'number' ? [] : mounts;
    if (run.operands.length === 0 && !run.has('a')) throw yield* run.usage();
    const type = run.value('t');
    const targets = run.has('a')
      ? [...known]
          .reverse()
          .filter((one) => type === null || one.type === type)
          .map(({ target }) => target)
      : run.operands;
    for (const given of targets) {
      const path = canonicalPath(system, given);
      const target = known.findLast((one) => one.target === path || one.source === given)?.target ?? given;
      let result = yield* system.umount(target, { lazy: run.has('l'), force: run.has('f') });
      if (result < 0 && run.has('r')) {
        result = yield* system.mount('none', target, '', ['remount', 'ro'], '');
        if (result < 0) yield* run.error(`can't remount ${given} read-only`);
      } else if (result < 0) yield* run.error(`can't unmount ${given}: ${strerror(result)}`);
    }
  },
);
