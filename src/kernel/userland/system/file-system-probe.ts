/**
 * What file system a device holds, as libblkid 2.38 tells it: ext2, ext3, ext4, FAT; partitions of an MBR.
 *
 * Offsets: `fs/ext4/ext4.h` (superblock at 1024) and the FAT boot sector. Other file systems are not looked for.
 */
import { type Blocking, O_RDONLY, S_IFBLK, S_IFMT } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { readText } from './program-frame.ts';

/** What blkid prints of a device, in its order; absent where there is nothing. */
export interface ProbedDevice {
  readonly label?: string;
  readonly uuid?: string;
  readonly blockSize?: number;
  readonly type?: string;
  /** `1.0` for ext, `FAT32` for FAT. */
  readonly version?: string;
  /** `dos` where the device has an MBR and no file system of its own. */
  readonly tableType?: string;
  readonly tableUuid?: string;
}

const PROBE_BYTES = 2048;

/** Looks at a device or image; a negated error number when it cannot be read, null when nothing is known in it. */
export function* probeDevice(system: SystemCalls, path: string): Blocking<ProbedDevice | null | number> {
  const fd = system.open(path, O_RDONLY);
  if (fd < 0) return fd;
  const bytes = yield* system.pread(fd, PROBE_BYTES, 0);
  system.close(fd);
  return typeof bytes === 'number' ? bytes : probe(bytes);
}

/** Names of the block devices that /proc/partitions lists, as paths in /dev. */
export function* blockDevices(system: SystemCalls): Blocking<string[]> {
  const text = yield* readText(system, '/proc/partitions');
  if (typeof text === 'number') return [];
  const names = text.split('\n').map((line) => line.trim().split(/ +/)[3]);
  return names
    .filter((name) => name !== undefined && name !== 'name' && name !== '')
    .map((name) => `/dev/${name}`)
    .filter((path) => {
      const status = system.stat(path);
      return typeof status !== 'number' && (status.mode & S_IFMT) === S_IFBLK;
    });
}

/** The device that `UUID=…`, `LABEL=…` or `PARTUUID=…` names, or the word itself when it names none of these; null: not found. */
export function* resolveTag(system: SystemCalls, source: string): Blocking<string | null> {
  const match = /^(UUID|LABEL|PARTUUID|PARTLABEL|ID)=(.*)$/s.exec(source);
  if (match === null) return source;
  const wanted = match[2]!.replace(/^"(.*)"$/s, '$1');
  const devices = yield* blockDevices(system);
  for (const path of devices) {
    const found = yield* probeDevice(system, path);
    if (found === null || typeof found === 'number') continue;
    if (match[1] === 'UUID' ? found.uuid === wanted : match[1] === 'LABEL' && found.label === wanted) return path;
  }
  if (match[1] === 'PARTUUID') return yield* findPartition(system, devices, wanted);
  return null;
}

/** A partition of an MBR: eight digits of the disk, a dash, two of the partition. */
function* findPartition(system: SystemCalls, devices: readonly string[], uuid: string): Blocking<string | null> {
  for (const path of devices) {
    const found = yield* probeDevice(system, path);
    if (found === null || typeof found === 'number' || found.tableUuid === undefined) continue;
    if (!uuid.startsWith(`${found.tableUuid}-`)) continue;
    const number = Number.parseInt(uuid.slice(found.tableUuid.length + 1), 16);
    const partition = `${path}${/\d$/.test(path) ? 'p' : ''}${number}`;
    if (devices.includes(partition)) return partition;
  }
  return null;
}

function probe(bytes: Uint8Array): ProbedDevice | null {
  return probeExt(bytes) ?? probeFat(bytes) ?? probeTable(bytes);
}

function probeExt(bytes: Uint8Array): ProbedDevice | null {
  if (bytes.length < 2048 || load(bytes, 1024 + 0x38, 2) !== 0xef53) return null;
  const compatible = load(bytes, 1024 + 0x5c, 4);
  const incompatible = load(bytes, 1024 + 0x60, 4);
  const readOnly = load(bytes, 1024 + 0x64, 4);
  // has_journal 0x4; extents, 64bit, flex_bg and later; huge_file and later.
  const isExt4 = (incompatible & ~0x16) !== 0 || (readOnly & ~0x7) !== 0;
  const type = isExt4 ? 'ext4' : compatible & 0x4 ? 'ext3' : 'ext2';
  const label = untilNul(bytes, 1024 + 0x78, 16);
  return {
    ...(label === '' ? {} : { label }),
    uuid: uuidText(bytes.subarray(1024 + 0x68, 1024 + 0x78)),
    blockSize: 1024 << load(bytes, 1024 + 0x18, 4),
    type,
    version: `${load(bytes, 1024 + 0x4c, 4)}.${load(bytes, 1024 + 0x3e, 2)}`,
  };
}

function probeFat(bytes: Uint8Array): ProbedDevice | null {
  if (bytes.length < 512 || load(bytes, 510, 2) !== 0xaa55) return null;
  const is32 = latin1Text(bytes.subarray(0x52, 0x57)) === 'FAT32';
  const small = latin1Text(bytes.subarray(0x36, 0x3b));
  if (!is32 && small !== 'FAT12' && small !== 'FAT16') return null;
  const at = is32 ? 0x43 : 0x27;
  const serial = load(bytes, at, 4).toString(16).toUpperCase().padStart(8, '0');
  const label = latin1Text(bytes.subarray(at + 4, at + 15)).trimEnd();
  return {
    ...(label === '' || label === 'NO NAME' ? {} : { label }),
    uuid: `${serial.slice(0, 4)}-${serial.slice(4)}`,
    blockSize: load(bytes, 11, 2),
    type: 'vfat',
    version: is32 ? 'FAT32' : small,
  };
}

function probeTable(bytes: Uint8Array): ProbedDevice | null {
  if (bytes.length < 512 || load(bytes, 510, 2) !== 0xaa55) return null;
  return { tableType: 'dos', tableUuid: load(bytes, 0x1b8, 4).toString(16).padStart(8, '0') };
}

function load(bytes: Uint8Array, offset: number, width: 2 | 4): number {
  let value = 0;
  for (let at = width - 1; at >= 0; at--) value = value * 256 + (bytes[offset + at] ?? 0);
  return value;
}

function untilNul(bytes: Uint8Array, offset: number, length: number): string {
  const text = latin1Text(bytes.subarray(offset, offset + length));
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function uuidText(bytes: Uint8Array): string {
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}
