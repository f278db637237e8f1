/** `df` of BusyBox 1.35 (`coreutils/df.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import type { FileSystemStatus } from '../../process/system-calls.ts';
import { canonicalPath, type MountEntry, readMounts } from '../system/mount-table.ts';
import { applet, type Run } from './applet.ts';
import { humanReadable } from './format.ts';

const DEVICE_WIDTH = 20;

export const df = applet(
  { usage: '[-PkmhTai] [-B SIZE] [-t TYPE] [FILESYSTEM]...', options: { short: 'kmhPTaiB:t:' } },
  function* (run): Blocking<void> {
    const mounts = yield* readMounts(run.system);
    if (typeof mounts === 'number') throw yield* run.die('/proc/mounts', mounts);
    yield* run.out.put(header(run));
    if (run.operands.length === 0) {
      // A mount that another one hides shows that one's numbers; it is listed all the same.
      for (const mount of mounts)
        if (run.value('t') === null || run.value('t') === mount.type) yield* show(run, mount, false);
      return;
    }
    for (const operand of run.operands) {
      const path = canonicalPath(run.system, operand);
      const found = mounts.findLast((one) => one.target === path || one.source === operand) ?? holding(mounts, path);
      if (found === undefined || typeof run.system.stat(operand) === 'number') {
        yield* run.error(`${operand}: can't find mount point`);
      } else yield* show(run, found, true);
    }
  },
);

/** The mount that a path lies in. */
function holding(mounts: readonly MountEntry[], path: string): MountEntry | undefined {
  let best: MountEntry | undefined;
  for (const one of mounts) {
    const isInside = one.target === '/' || path.startsWith(`${one.target}/`);
    if (isInside && one.target.length >= (best?.target.length ?? 0)) best = one;
  }
  return best;
}

function header(run: Run): string {
  const units = run.has('i')
    ? '   Inodes'
    : run.has('h')
      ? '     Size'
      : run.has('m')
        ? '1M-blocks'
        : run.has('P')
          ? '1024-blocks'
          : '1K-blocks';
  const share = run.has('P') ? 'Capacity' : 'Use%';
  return `Filesystem           ${run.has('T') ? 'Type       ' : ''}${units.padEnd(15)}Used Available ${share} Mounted on\n`;
}

function* show(run: Run, mount: MountEntry, isNamed: boolean): Blocking<void> {
  const status = run.system.statfs(mount.target);
  if (typeof status === 'number') return yield* run.error(mount.target, status);
  if (status.blocks === 0 && !isNamed && !run.has('a')) return;
  let line = mount.source;
  if (line.length > DEVICE_WIDTH && !run.has('P')) line += `\n${' '.repeat(DEVICE_WIDTH)}`;
  else line = line.padEnd(DEVICE_WIDTH);
  if (run.has('T')) line += ` ${mount.type.padEnd(10)}`;
  yield* run.out.put(`${line} ${numbers(run, status)} ${mount.target}\n`);
}

function numbers(run: Run, status: FileSystemStatus): string {
  const isInodes = run.has('i');
  const total = isInodes ? status.files : status.blocks;
  const free = isInodes ? status.ffree : status.bfree;
  const available = isInodes ? status.ffree : status.bavail;
  const used = total - free;
  const share = used + available === 0 ? 0 : Math.floor((used * 100 + (used + available) / 2) / (used + available));
  const scale = (count: number): string => {
    if (isInodes) return String(count);
    if (run.has('h')) return humanReadable(count * status.bsize);
    return String(Math.round((count * status.bsize) / (run.has('m') ? 2 ** 20 : 1024)));
  };
  return `${scale(total).padStart(9)} ${scale(used).padStart(9)} ${scale(available).padStart(9)} ${String(share).padStart(3)}%`;
}
