/**
 * Files of /proc about drivers, disks and file systems.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/proc/devices.c`, `drivers/char/misc.c`, `fs/filesystems.c`, `block/genhd.c` (show_partition,
 * diskstats_show), `mm/swapfile.c` and `fs/proc/consoles.c`.
 */
import { consoleNames } from '../consoles.ts';
import type { BlockDeviceView, BlockStatistics, PseudoServices } from './services.ts';
import { systemLists } from './system-lists.ts';

/** Majors that modules bring, when they are loaded: character and block. */
const moduleMajors: readonly {
  readonly module: string;
  readonly kind: 'character' | 'block';
  readonly line: string;
}[] = [
  { module: 'mtd', kind: 'character', line: ' 90 mtd' },
  { module: 'watchdog', kind: 'character', line: '246 watchdog' },
  { module: 'loop', kind: 'block', line: '  7 loop' },
  { module: 'mtdblock', kind: 'block', line: ' 31 mtdblock' },
];

/** Text of /proc/devices. */
export function devicesText({ profile, modules, host, parts }: PseudoServices): string {
  const { devices } = systemLists(profile);
  const [character = '', block = ''] = devices.split('\n\n');
  const loaded = moduleMajors.filter(({ module }) => modules.find(module) !== undefined);
  const of = (kind: string) => loaded.filter((one) => one.kind === kind).map(({ line }) => line);
  const pmsg = parts.pstore.pstore.hasPmsg ? ['246 pmsg'] : [];
  const disks = host.blockDevices().map(({ major, name }) => `${String(major).padStart(3)} ${driverOf(name)}`);
  const merge = (text: string, more: readonly string[]): string => {
    const [title, ...lines] = text.split('\n').filter((line) => line !== '');
    const all = [...new Set([...lines, ...more])].sort((a, b) => Number(a.slice(0, 3)) - Number(b.slice(0, 3)));
    return [title, ...all].map((line) => `${line}\n`).join('');
  };
  return `${merge(character, [...of('character'), ...pmsg])}\n${merge(block, [...of('block'), ...disks])}`;
}

/** `mmc` for mmcblk1, `sd` for sda. */
function driverOf(disk: string): string {
  if (disk.startsWith('mmcblk')) return 'mmc';
  if (disk.startsWith('mtdblock')) return 'mtdblock';
  return /^[a-z]{2}/.exec(disk)?.[0] ?? disk;
}

export function miscText({ profile, modules }: PseudoServices): string {
  const extra = [
    ...(modules.find('loop') === undefined ? [] : ['237 loop-control']),
    ...(modules.find('softdog') === undefined ? [] : ['130 watchdog']),
  ];
  return [...extra, ...systemLists(profile).misc.split('\n')].map((line) => `${line}\n`).join('');
}

export function filesystemsText({ host }: PseudoServices): string {
  return host
    .fileSystems()
    .map(({ name, nodev }) => `${nodev ? 'nodev' : ''}\t${name}\n`)
    .join('');
}

/** What a kernel has of itself, before modules bring more: in the order of registration. */
export function builtinFileSystems(profile: PseudoServices['profile']): { name: string; nodev: boolean }[] {
  return systemLists(profile)
    .fileSystems.split(' ')
    .map((word) => ({ name: word.replace('+', ''), nodev: !word.startsWith('+') }));
}

export function partitionsText({ host }: PseudoServices): string {
  const lines = host
    .blockDevices()
    .filter(({ sectors }) => sectors > 0)
    .flatMap((disk) => [
      partitionLine(disk.major, disk.minor, disk.sectors, disk.name),
      ...disk.partitions.map(({ minor, sectors, name }) => partitionLine(disk.major, minor, sectors, name)),
    ]);
  return lines.length === 0 ? '' : `major minor  #blocks  name\n\n${lines.join('')}`;
}

function partitionLine(major: number, minor: number, sectors: number, name: string): string {
  return `${String(major).padStart(4)}  ${String(minor).padStart(7)} ${String(Math.floor(sectors / 2)).padStart(10)} ${name}\n`;
}

export function diskstatsText({ host }: PseudoServices): string {
  return host
    .blockDevices()
    .flatMap((disk) => [diskLine(disk, disk), ...disk.partitions.map((partition) => diskLine(disk, partition))])
    .join('');
}

function diskLine(
  { major }: BlockDeviceView,
  { minor, name, statistics }: { readonly minor: number; readonly name: string; readonly statistics: BlockStatistics },
): string {
  return `${String(major).padStart(4)} ${String(minor).padStart(7)} ${name} ${statisticsFields(statistics).join(' ')}\n`;
}

/** The seventeen fields behind the name: reads, writes, in flight, times, discards, flushes. */
export function statisticsFields({
  reads,
  readSectors,
  readMs,
  writes,
  writtenSectors,
  writeMs,
}: BlockStatistics): number[] {
  const totalMs = readMs + writeMs;
  return [reads, 0, readSectors, readMs, writes, 0, writtenSectors, writeMs, 0, totalMs, totalMs, 0, 0, 0, 0, 0, 0];
}

export const SWAPS_TEXT = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';

/** Text of /proc/consoles: the preferred one first, a console of pstore last. */
export function consolesText({ parts, profile }: PseudoServices): string {
  const names = consoleNames(parts.commandLine);
  const preferred = names.at(-1);
  // 6.12 has a column more, for consoles that print by themselves.
  const gap = profile.version.patchlevel >= 12 ? '  ' : ' ';
  const rows = [...names].reverse().map((name) => consoleRow(name, name === preferred, gap));
  const { pstore } = parts.pstore;
  const shows = profile.pstore.frontEnds.console && pstore.psinfo !== null && (pstore.psinfo.flags & 2) !== 0;
  return [...rows, ...(shows ? [`${`${pstore.psinfo!.name}-1`.padEnd(21)}-W- (E ${gap}p a)\n`] : [])].join('');
}

function consoleRow(name: string, isPreferred: boolean, gap: string): string {
  const mark = isPreferred ? 'C' : ' ';
  const index = Number(/\d+$/.exec(name)?.[0] ?? 0);
  const terminal = /^tty\d*$/.test(name);
  const [major, minor] = terminal
    ? [4, index]
    : name.startsWith('ttymxc')
      ? [207, 16 + index]
      : name.startsWith('ttyAMA')
        ? [204, 64 + index]
        : [4, 64 + index];
  // Only the 8250 driver's console prints at any time.
  const flags = `(E${mark}${gap}p ${name.startsWith('ttyS') ? 'a' : ' '})`;
  return `${name.padEnd(21)}-W${terminal ? 'U' : '-'} ${flags} ${`${String(major).padStart(4)}:${minor}`}\n`;
}
