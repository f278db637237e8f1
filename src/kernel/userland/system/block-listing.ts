/** `lsblk` (tree of names) and `blkid` of util-linux 2.38.1. */
import type { Blocking } from '../../../shell/posix.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { blockDevices, type ProbedDevice, probeDevice } from './file-system-probe.ts';
import { type MountEntry, readMounts } from './mount-table.ts';
import { fail, print, readText, shortName, usageError } from './program-frame.ts';
import { type Cell, tableText } from './text-table.ts';

interface Device {
  readonly name: string;
  readonly parent: string | null;
  readonly number: string;
  readonly bytes: number;
  readonly readOnly: boolean;
  readonly removable: boolean;
}

export const lsblk: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'abdDe:fhiI:JlLmno:OpPrsStT:vVw:x:z',
    long: {
      bytes: { key: 'b' },
      fs: { key: 'f' },
      noheadings: { key: 'n' },
      output: { argument: 'required', key: 'o' },
      list: { key: 'l' },
      nodeps: { key: 'd' },
      all: { key: 'a' },
      paths: { key: 'p' },
    },
  });
  if (error !== null) return yield* usageError(system, 'lsblk', error);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const columns = (
    options.findLast(({ key }) => key === 'o')?.value ??
    (has('f') ? 'NAME,FSTYPE,FSVER,LABEL,UUID,MOUNTPOINTS' : 'NAME,MAJ:MIN,RM,SIZE,RO,TYPE,MOUNTPOINTS')
  )
    .toUpperCase()
    .split(',');
  const known = [
    'NAME',
    'KNAME',
    'MAJ:MIN',
    'RM',
    'SIZE',
    'RO',
    'TYPE',
    'MOUNTPOINT',
    'MOUNTPOINTS',
    'FSTYPE',
    'FSVER',
    'LABEL',
    'UUID',
  ];
  const unknown = columns.find((name) => !known.includes(name));
  if (unknown !== undefined) return yield* fail(system, `lsblk: unknown column: ${unknown}`);
  const devices = yield* listDevices(system);
  let status = 0;
  for (const operand of operands) {
    if (devices.some(({ name }) => name === shortName(operand))) continue;
    status = yield* fail(system, `lsblk: ${operand}: not a block device`, 32);
  }
  if (status !== 0 && operands.length === 1) return status;
  const mounts = yield* readMounts(system);
  const rows: Cell[][] = [];
  const titles = columns.map((name): Cell => (isNumeric(name) ? { right: name } : name));
  const add = function* (device: Device, prefix: string): Blocking<void> {
    const needsProbe = columns.some((name) => ['FSTYPE', 'FSVER', 'LABEL', 'UUID'].includes(name));
    const found = needsProbe ? yield* probeDevice(system, `/dev/${device.name}`) : null;
    const probed = typeof found === 'number' || found === null ? {} : found;
    rows.push(
      columns.map((name) => cell(name, device, prefix, probed, typeof mounts === 'number' ? [] : mounts, has('b'))),
    );
  };
  const roots = devices.filter((one) =>
    operands.length === 0 ? one.parent === null : operands.some((word) => shortName(word) === one.name),
  );
  for (const root of roots) {
    yield* add(root, '');
    const parts = has('d') ? [] : devices.filter(({ parent }) => parent === root.name);
    for (const [at, part] of parts.entries()) yield* add(part, has('l') ? '' : at === parts.length - 1 ? '`-' : '|-');
  }
  if (!(yield* print(system, 'lsblk', tableText(rows, titles, has('n'))))) return 1;
  return status === 0 ? 0 : 64;
};

function isNumeric(name: string): boolean {
  return name === 'RM' || name === 'SIZE' || name === 'RO';
}

function cell(
  name: string,
  device: Device,
  prefix: string,
  probed: ProbedDevice,
  mounts: readonly MountEntry[],
  inBytes: boolean,
): Cell {
  switch (name) {
    case 'NAME':
      return prefix + device.name;
    case 'KNAME':
      return device.name;
    case 'MAJ:MIN': {
      // Both halves stand at the colon.
      const [major, minor] = device.number.split(':') as [string, string];
      return `${major.padStart(3)}:${minor.padEnd(3)}`;
    }
    case 'RM':
      return { right: device.removable ? '1' : '0' };
    case 'RO':
      return { right: device.readOnly ? '1' : '0' };
    case 'SIZE':
      return { right: inBytes ? String(device.bytes) : sizeText(device.bytes) };
    case 'TYPE':
      return device.parent === null ? 'disk' : 'part';
    case 'FSTYPE':
      return probed.type ?? '';
    case 'FSVER':
      return probed.version ?? '';
    case 'LABEL':
      return probed.label ?? '';
    case 'UUID':
      return probed.uuid ?? '';
    default:
      return (
        mounts.find((mount) => mount.source === `/dev/${device.name}` || mount.device === device.number)?.target ?? ''
      );
  }
}

/** A number with one decimal unless that is zero, and the letter of its unit. */
function sizeText(bytes: number): string {
  const letters = 'BKMGTP';
  let power = 0;
  while (power < 5 && bytes >= 1024 ** (power + 1)) power++;
  const tenths = Math.round((bytes / 1024 ** power) * 10);
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)}${letters[power]}`;
}

function* listDevices(system: SystemCalls): Blocking<Device[]> {
  const text = yield* readText(system, '/proc/partitions');
  if (typeof text === 'number') return [];
  const rows = text
    .split('\n')
    .map((line) => line.trim().split(/ +/))
    .filter((fields) => /^\d+$/.test(fields[0] ?? ''));
  const names = rows.map((fields) => fields[3]!);
  const devices: Device[] = [];
  for (const [major, minor, blocks, name] of rows as [string, string, string, string][]) {
    const parent =
      names.find((one) => one !== name && name.startsWith(one) && /^p?\d+$/.test(name.slice(one.length))) ?? null;
    const readOnly = yield* readText(system, `/sys/class/block/${name}/ro`);
    const removable = yield* readText(system, `/sys/class/block/${parent ?? name}/removable`);
    devices.push({
      name,
      parent,
      number: `${major}:${minor}`,
      bytes: Number(blocks) * 1024,
      readOnly: typeof readOnly === 'string' && readOnly.trim() === '1',
      removable: typeof removable === 'string' && removable.trim() === '1',
    });
  }
  return devices;
}

export const blkid: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, { short: 'c:dghiklL:U:n:o:O:ps:S:t:u:VDw:' });
  if (error !== null) return yield* usageError(system, 'blkid', error, 4);
  const value = (key: string): string | null => options.findLast((option) => option.key === key)?.value ?? null;
  const tags = options.filter(({ key }) => key === 's').map((option) => option.value!);
  const wanted = value('U') !== null ? `UUID=${value('U')}` : value('L') !== null ? `LABEL=${value('L')}` : value('t');
  const paths = operands.length > 0 ? operands : yield* blockDevices(system);
  let found = 0;
  for (const path of paths) {
    const probed = yield* probeDevice(system, path);
    if (typeof probed === 'number' || probed === null) continue;
    const pairs = pairsOf(probed).filter(([name]) => tags.length === 0 || tags.includes(name));
    if (pairs.length === 0) continue;
    if (wanted !== null && !pairsOf(probed).some(([name, text]) => `${name}=${text}` === wanted.replaceAll('"', '')))
      continue;
    found++;
    if (
      !(yield* print(
        system,
        'blkid',
        blkidText(path, pairs, value('U') !== null || value('L') !== null ? 'device' : value('o')),
      ))
    )
      return 1;
  }
  return found > 0 ? 0 : operands.length > 0 || wanted !== null ? 2 : 0;
};

function pairsOf({ label, uuid, blockSize, type, tableUuid, tableType }: ProbedDevice): [string, string][] {
  const pairs: [string, string | undefined][] = [
    ['LABEL', label],
    ['UUID', uuid],
    ['BLOCK_SIZE', blockSize === undefined ? undefined : String(blockSize)],
    ['TYPE', type],
    ['PTUUID', tableUuid],
    ['PTTYPE', tableType],
  ];
  return pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

function blkidText(path: string, pairs: readonly [string, string][], format: string | null): string {
  if (format === 'device') return `${path}\n`;
  if (format === 'value') return pairs.map(([, text]) => `${text}\n`).join('');
  if (format === 'export') return `DEVNAME=${path}\n${pairs.map(([name, text]) => `${name}=${text}\n`).join('')}`;
  return `${path}: ${pairs.map(([name, text]) => `${name}="${text}"`).join(' ')}\n`;
}
