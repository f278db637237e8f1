/**
 * mtd-utils 2.1.5 as far as memory needs them: mtdinfo, mtd_debug, flash_erase, flash_lock, flash_unlock.
 *
 * What they know of a device comes from /sys/class/mtd, as with libmtd; erasing and locking are ioctl(2). Left out: `-u`, `--map`, `-j`, `-N`, `--unlock`, the
 * `--help` and `--version` of each, and everything about NAND.
 */
import {
  type Blocking,
  O_CREAT,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  S_IFCHR,
  S_IFMT,
  SEEK_SET,
} from '../../../shell/posix.ts';
import { EINVAL, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { majorOf, minorOf } from '../../vfs/device-number.ts';
import { printError } from '../libc/stdio.ts';
import { fail, print, readBytes, readText } from './program-frame.ts';

const CLASS = '/sys/class/mtd';
const MTD_CHAR_MAJOR = 90;
const FAILED = 255;

interface MtdInfo {
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly eraseSize: number;
  readonly writeSize: number;
  readonly subpageSize: number;
  readonly oobSize: number;
}

function* infoOf(system: SystemCalls, number: number): Blocking<MtdInfo | null> {
  const text = function* (attribute: string): Blocking<string> {
    const read = yield* readText(system, `${CLASS}/mtd${number}/${attribute}`);
    return typeof read === 'number' ? '' : read.trimEnd();
  };
  const size = yield* text('size');
  if (size === '') return null;
  return {
    number,
    name: yield* text('name'),
    type: yield* text('type'),
    size: Number(size),
    eraseSize: Number(yield* text('erasesize')),
    writeSize: Number(yield* text('writesize')),
    subpageSize: Number(yield* text('subpagesize')),
    oobSize: Number(yield* text('oobsize')),
  };
}

/** Numbers of all devices; null where the kernel has no MTD. */
function numbers(system: SystemCalls): number[] | null {
  const entries = system.getdents(CLASS);
  if (typeof entries === 'number') return null;
  const found = entries.flatMap(({ name }) => /^mtd(\d+)$/.exec(name)?.[1] ?? []);
  return found.map(Number).sort((a, b) => a - b);
}

/** Messages of `errmsg` and `sys_errmsg`: the second line stands below the text of the first. */
function* complain(system: SystemCalls, who: string, text: string, error = 0): Blocking<number> {
  const detail = error === 0 ? '' : `\n${' '.repeat(who.length + 2)}error ${-error} (${strerror(error)})`;
  return yield* fail(system, `${who}: error!: ${text}${detail}`, FAILED);
}

/** `mtd_get_dev_info` with its own complaints; null after one. */
function* infoOfNode(system: SystemCalls, who: string, node: string): Blocking<MtdInfo | number> {
  const found = system.stat(node);
  if (typeof found === 'number') {
    yield* complain(system, 'libmtd', `cannot get information about "${node}"`, found);
    return found;
  }
  const isMtd = (found.mode & S_IFMT) === S_IFCHR && majorOf(found.rdev) === MTD_CHAR_MAJOR;
  const info = isMtd ? yield* infoOf(system, minorOf(found.rdev) >> 1) : null;
  if (info !== null) return info;
  yield* complain(system, who, `"${node}" does not correspond to any existing MTD device`);
  return 0;
}

// ---- mtdinfo ----

export const mtdinfo: Program = function* (system, argv) {
  const devices = numbers(system);
  if (devices === null) return yield* complain(system, 'mtdinfo', 'MTD is not present in the system');
  const [word] = argv.slice(1);
  const isAll = word === '-a' || word === '--all';
  if (word !== undefined && !isAll) {
    const info = yield* infoOfNode(system, 'mtdinfo', word);
    if (info === 0) return FAILED;
    if (typeof info === 'number') {
      return yield* complain(system, 'mtdinfo', `cannot get information about MTD device "${word}"`, info);
    }
    return (yield* print(system, 'mtdinfo', deviceText(info))) ? 0 : FAILED;
  }
  const names = devices.map((number) => `mtd${number}`).join(', ');
  const present = devices.length === 0 ? '' : `Present MTD devices:            ${names}\n`;
  let text = `Count of MTD devices:           ${devices.length}\n${present}Sysfs interface supported:      yes\n`;
  for (const number of isAll ? devices : []) {
    const info = yield* infoOf(system, number);
    if (info !== null) text += `${number === devices[0] ? '\n' : ''}${deviceText(info)}`;
  }
  return (yield* print(system, 'mtdinfo', text)) ? 0 : FAILED;
};

function deviceText({ number, name, type, size, eraseSize, writeSize, subpageSize }: MtdInfo): string {
  const unit = (count: number) => `${count} ${count === 1 ? 'byte' : 'bytes'}`;
  return `mtd${number}
Name:                           ${name}
Type:                           ${type}
Eraseblock size:                ${eraseSize} bytes${rounded(eraseSize)}
Amount of eraseblocks:          ${Math.floor(size / eraseSize)} (${size} bytes${rounded(size)})
Minimum input/output unit size: ${unit(writeSize)}
Sub-page size:                  ${unit(subpageSize)}
Character device major/minor:   ${MTD_CHAR_MAJOR}:${2 * number}
Bad blocks are allowed:         false
Device is writable:             true

`;
}

/** `, 4.0 KiB`: nothing up to 1024, and a unit only beyond the next. */
function rounded(bytes: number): string {
  const units = [
    ['GiB', 2 ** 30],
    ['MiB', 2 ** 20],
    ['KiB', 2 ** 10],
  ] as const;
  const unit = units.find(([, size]) => bytes > size);
  return unit === undefined ? '' : `, ${(bytes / unit[1]).toFixed(1)} ${unit[0]}`;
}

// ---- mtd_debug ----

const DEBUG_USAGE = `usage: mtd_debug info <device>
       mtd_debug read <device> <offset> <len> <dest-filename>
       mtd_debug write <device> <offset> <len> <source-filename>
       mtd_debug erase <device> <offset> <len>`;
/** How many words each command has behind it. */
const DEBUG_WORDS: Readonly<Record<string, number>> = { info: 1, read: 4, write: 4, erase: 3 };

export const mtdDebug: Program = function* (system, argv) {
  const [command = '', device = '', ...rest] = argv.slice(1);
  if (!Object.hasOwn(DEBUG_WORDS, command) || DEBUG_WORDS[command] !== argv.length - 2) {
    return yield* fail(system, DEBUG_USAGE);
  }
  const fd = system.open(device, command === 'info' || command === 'read' ? O_RDONLY : O_RDWR);
  if (fd < 0) return yield* complain(system, 'mtd_debug', 'open()');
  const [offset, length] = rest.map((word) => Number(word)) as [number, number];
  const place = { system, fd, offset, length, path: rest[2] ?? '' };
  if (command === 'info') return yield* debugInfo(system, fd);
  if (command === 'erase') return yield* debugErase(place);
  return command === 'read' ? yield* debugRead(place) : yield* debugWrite(place);
};

function* debugInfo(system: SystemCalls, fd: number): Blocking<number> {
  const info = system.ioctl(fd, 'MEMGETINFO', []);
  if (typeof info === 'number') return yield* fail(system, `MEMGETINFO: ${strerror(info)}`, 0);
  const [size = 0, eraseSize = 0, writeSize = 0, oobSize = 0] = info;
  const lines = [
    'mtd.type = MTD_RAM',
    'mtd.flags = MTD_CAP_RAM',
    `mtd.size = ${scaled(size)}`,
    `mtd.erasesize = ${scaled(eraseSize)}`,
    `mtd.writesize = ${scaled(writeSize)}`,
    `mtd.oobsize = ${scaled(oobSize)}`,
    'regions = 0',
  ];
  return (yield* print(system, 'mtd_debug', `${lines.join('\n')}\n\n`)) ? 0 : 1;
}

/** `65536 (64K)`; below 1024 a blank and nothing behind it. */
function scaled(bytes: number): string {
  let value = bytes;
  let unit = '';
  for (const letter of 'KMGT') {
    if (value < 1024) break;
    value = Math.floor(value / 1024);
    unit = letter;
  }
  return `${bytes} ${unit === '' ? '' : `(${value}${unit})`}`;
}

interface Place {
  readonly system: SystemCalls;
  readonly fd: number;
  readonly offset: number;
  readonly length: number;
  readonly path: string;
}

const hex8 = (offset: number) => `0x${offset.toString(16).padStart(8, '0')}`;

function* debugErase({ system, fd, offset, length }: Place): Blocking<number> {
  const error = system.ioctl(fd, 'MEMERASE', [offset, length]);
  if (typeof error === 'number') return yield* fail(system, `MEMERASE: ${strerror(error)}`);
  return yield* fail(system, `Erased ${length} bytes from address ${hex8(offset)} in flash`, 0);
}

function* debugRead({ system, fd, offset, length, path }: Place): Blocking<number> {
  const sought = system.lseek(fd, offset, SEEK_SET);
  if (sought < 0) return yield* fail(system, `lseek(): ${strerror(sought)}`);
  const out = system.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644);
  if (out < 0) return yield* fail(system, `creat(): ${strerror(out)}`);
  const bytes = yield* system.read(fd, length);
  if (typeof bytes === 'number') return yield* fail(system, `read(): ${strerror(bytes)}`);
  if (bytes.length < length) {
    const wanted = `requested 0x${length.toString(16)}, read 0x${bytes.length.toString(16)}`;
    yield* printError(system, `flash_to_file: short read, ${wanted}\n`);
  }
  const written = yield* system.write(out, bytes);
  if (written !== length) {
    return yield* fail(system, `Couldn't copy entire buffer to ${path}. (${written}/${length} bytes copied)`);
  }
  return yield* fail(system, `Copied ${length} bytes from address ${hex8(offset)} in flash to ${path}`, 0);
}

function* debugWrite({ system, fd, offset, length, path }: Place): Blocking<number> {
  const sought = system.lseek(fd, offset, SEEK_SET);
  if (sought < 0) return yield* fail(system, `lseek(): ${strerror(sought)}`);
  const bytes = yield* readBytes(system, path);
  if (typeof bytes === 'number') return yield* fail(system, `open(): ${strerror(bytes)}`);
  const written = yield* system.write(fd, bytes.slice(0, length));
  if (written < 0) return yield* fail(system, `write(): ${strerror(written)}`);
  return yield* fail(system, `Copied ${length} bytes from ${path} to address ${hex8(offset)} in flash`, 0);
}

// ---- flash_erase, flash_lock, flash_unlock ----

export const flashErase: Program = function* (system, argv) {
  const words = argv.slice(1);
  const isQuiet = words.some((word) => word === '-q' || word === '--quiet');
  const [device = '', start, count] = words.filter((word) => !word.startsWith('-'));
  const who = 'flash_erase';
  if (start === undefined || count === undefined) {
    if (start === undefined) yield* complain(system, who, 'no start erase block specified');
    if (count === undefined) yield* complain(system, who, 'no erase block count specified');
    return yield* complain(system, who, "Try `--help' for more information");
  }
  const fd = system.open(device, O_RDWR);
  if (fd < 0) return yield* complain(system, who, device, fd);
  const info = yield* infoOfNode(system, who, device);
  if (typeof info === 'number') return FAILED;
  const { eraseSize, size, number } = info;
  const blocks = Math.floor(size / eraseSize);
  const first = Math.floor(Number(start) / eraseSize);
  const wanted = Number(count) === 0 ? blocks - first : Number(count);
  const progress = function* (offset: number, percent: number, bytes: number): Blocking<void> {
    const shown = `\rErasing ${bytes / 1024} Kibyte @ ${offset.toString(16)} -- ${String(percent).padStart(2)} % complete `;
    if (!isQuiet) yield* print(system, who, shown);
  };
  if (first === 0 && wanted === blocks) {
    yield* progress(0, 0, size);
    const error = system.ioctl(fd, 'MEMERASE', [0, size]);
    if (typeof error === 'number') return yield* complain(system, who, `${device}: MTD Erase failure`, error);
    yield* progress(0, 100, size);
  } else {
    for (let block = first; block < first + wanted; block++) {
      if (block >= blocks) {
        yield* complain(system, 'libmtd', `bad eraseblock number ${block}, mtd${number} has ${blocks} eraseblocks`);
        return yield* complain(system, who, `${device}: MTD get bad block failed`, -EINVAL);
      }
      yield* progress(block * eraseSize, Math.floor(((block - first) * 100) / wanted), eraseSize);
      system.ioctl(fd, 'MEMERASE', [block * eraseSize, eraseSize]);
    }
    yield* progress((first + wanted - 1) * eraseSize, 100, eraseSize);
  }
  if (!isQuiet) yield* print(system, who, '\n');
  return 0;
};

const locker = (who: string, verb: string, request: string): Program =>
  function* (system, argv) {
    const [device = ''] = argv.slice(1).filter((word) => !word.startsWith('-'));
    const fd = system.open(device, O_RDWR);
    if (fd < 0) return yield* complain(system, who, `could not open: ${device}`, fd);
    const result = system.ioctl(fd, request, []);
    if (typeof result !== 'number') return 0;
    return yield* complain(system, who, `could not ${verb} device: ${device}\n`, result);
  };

export const flashLock = locker('flash_lock', 'lock', 'MEMLOCK');
export const flashUnlock = locker('flash_unlock', 'unlock', 'MEMUNLOCK');
