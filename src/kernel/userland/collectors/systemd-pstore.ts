/**
 * `systemd-pstore`: empties pstore at boot, and makes one text of the parts of a dump.
 *
 * Mirrors systemd `src/pstore/pstore.c` in two generations: 252 (Debian 12) groups files by the digits of their names and knows one `dmesg.txt` a group,
 * written once; from 253 on (here 257, Debian 13) only the names of EFI and ERST are grouped, and `dmesg.txt` is added to. Messages and order are recorded.
 */
import { type Blocking, O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } from '../../../shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { printError } from '../libc/stdio.ts';
import { fail, readBytes } from '../system/program-frame.ts';
import {
  archivePath,
  type Generation,
  hiddenName,
  moveFile,
  type PstoreEntry,
  type PstoreSettings,
} from './pstore-archive.ts';
import { type Assignment, parseBoolean, readConfig } from './systemd-config.ts';

const FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'];
const IS_DIRECTORY = 0o040000;
const EBADF = 9;
/** What a call's result of -1 says when it is taken for an error number, as 257 does. */
const EPERM_BY_MISTAKE = 1;

/** The program of that release. */
export function systemdPstoreOf(generation: Generation): Program {
  return function* (system, argv) {
    if (argv.length !== 1 && argv.length !== 3) {
      return yield* fail(system, 'This program takes zero or two arguments.');
    }
    const [, source = '/sys/fs/pstore', archive = '/var/lib/systemd/pstore'] = argv;
    const settings = { ...(yield* readSettings(system, generation)), generation, source, archive };
    if (settings.storage === 'none') return 0;
    const entries = yield* listFiles(system, settings);
    if (typeof entries === 'number') {
      return yield* fail(system, `Failed to opendir ${source}: ${strerror(entries)}`);
    }
    yield* generation === 252 ? groupByDigits(system, settings, entries) : groupByBackend(system, settings, entries);
    for (const entry of entries) yield* moveFile(system, settings, entry, null);
    return 0;
  };
}

function* readSettings(
  system: SystemCalls,
  generation: Generation,
): Blocking<Pick<PstoreSettings, 'storage' | 'unlink'>> {
  const mains = generation === 252 ? FOLDERS.slice(0, 1) : FOLDERS;
  const found = yield* readConfig(system, {
    main: mains.map((folder) => `${folder}/systemd/pstore.conf`),
    dropIns: FOLDERS.map((folder) => `${folder}/systemd/pstore.conf.d`),
    known: { PStore: ['Storage', 'Unlink'] },
  });
  let storage: PstoreSettings['storage'] = 'external';
  let unlink = true;
  for (const one of found) {
    if (one.name === 'Storage') {
      if (one.value === 'none' || one.value === 'external' || one.value === 'journal') storage = one.value;
      else yield* complain(system, generation, one, 'storage setting');
    } else {
      const value = parseBoolean(one.value);
      if (value === null) yield* complain(system, generation, one, 'boolean value');
      else unlink = value;
    }
  }
  return { storage, unlink };
}

function complain(system: SystemCalls, generation: Generation, one: Assignment, what: string): Blocking<void> {
  const { path, line, name, value } = one;
  const text =
    generation === 252
      ? `Failed to parse ${what}, ignoring: ${value}`
      : `Failed to parse ${name}=${value}, ignoring: Invalid argument`;
  return printError(system, `${path}:${line}: ${text}\n`);
}

/** `hidden_or_backup_file`: names that directories are read without. */
function isHidden(name: string): boolean {
  return (
    name.startsWith('.') ||
    name.endsWith('~') ||
    ['lost+found', 'aquota.user', 'aquota.group'].includes(name) ||
    /\.(rpmnew|rpmsave|rpmorig|dpkg-(old|new|tmp|dist|bak|backup|remove)|ucf-(new|old|dist)|swp|bak|old|new)$/.test(
      name,
    )
  );
}

/** All files with what is in them, by name in byte order; a negated error number where the directory cannot be read. */
function* listFiles(system: SystemCalls, { source }: PstoreSettings): Blocking<PstoreEntry[] | number> {
  const names = system.getdents(source);
  if (typeof names === 'number') return names;
  const entries: PstoreEntry[] = [];
  for (const { name, type } of names) {
    if (isHidden(name)) continue;
    // What is no plain file is opened in a way that then cannot be read.
    const content = type === IS_DIRECTORY ? -EBADF : yield* readBytes(system, `${source}/${name}`);
    if (typeof content === 'number') {
      yield* printError(system, `Failed to read file ${source}/${name}, skipping: ${strerror(content)}\n`);
      continue;
    }
    entries.push({ name, content, isHandled: false });
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Up to 252: the group is what stands before the last six characters of the number. */
function* groupByDigits(
  system: SystemCalls,
  settings: PstoreSettings,
  entries: readonly PstoreEntry[],
): Blocking<void> {
  let group: string | null = null;
  let text = '';
  for (const entry of entries.toReversed()) {
    const { name, content } = entry;
    if (!name.startsWith('dmesg-')) continue;
    if (name.endsWith('.enc.z')) {
      yield* moveFile(system, settings, entry, null);
      continue;
    }
    const digits = name.slice(name.lastIndexOf('-') + 1);
    const own = digits.length > 6 ? digits.slice(0, -6) : null;
    yield* moveFile(system, settings, entry, own);
    if (own !== group) {
      yield* writeDmesg(system, settings, group, text);
      text = '';
      group = own;
    }
    text += `${name}:\n${latin1Text(content)}`;
  }
  yield* writeDmesg(system, settings, group, text);
}

/** A file that is linked into place when it is whole, and never replaces one: the second crash's text is lost. */
function* writeDmesg(
  system: SystemCalls,
  settings: PstoreSettings,
  group: string | null,
  text: string,
): Blocking<void> {
  if (text === '') return;
  const path = archivePath(settings, group, 'dmesg.txt');
  const hidden = hiddenName(system, path);
  const fd = system.open(hidden, O_WRONLY | O_CREAT | O_EXCL, 0o640);
  if (fd < 0) {
    yield* printError(system, `Failed to open temporary file ${path}: ${strerror(fd)}\n`);
    return;
  }
  const isWhole = yield* store(system, fd, path, text);
  system.close(fd);
  if (isWhole) {
    const linked = system.link(hidden, path);
    if (linked < 0) yield* printError(system, `Failed to write temporary file ${path}: ${strerror(linked)}\n`);
  }
  yield* system.unlink(hidden);
}

/** One write: what does not fit is lost, and that is told. */
function* store(system: SystemCalls, fd: number, path: string, text: string): Blocking<boolean> {
  const written = text === '' ? 0 : yield* system.write(fd, latin1Bytes(text));
  if (written < 0) yield* printError(system, `Failed to store dmesg to ${path}: ${strerror(written)}\n`);
  else if (written < text.length) {
    yield* printError(system, `Failed to store dmesg to ${path}. ${text.length - written} bytes are lost.\n`);
  }
  return written === text.length;
}

/** From 253 on: EFI's names hold time, part and count, ERST's numbers of one dump follow one another; others are not grouped. */
function* groupByBackend(
  system: SystemCalls,
  settings: PstoreSettings,
  entries: readonly PstoreEntry[],
): Blocking<void> {
  let series: { readonly folder: string | null; readonly last: bigint } = { folder: null, last: 0n };
  for (const entry of entries.toReversed()) {
    const { name } = entry;
    if (!name.startsWith('dmesg-') || name.endsWith('.enc.z')) continue;
    const [, efi] = /^dmesg-(?:efi|efi_pstore)-(.{6,})$/s.exec(name) ?? [];
    const [, erst] = /^dmesg-erst-(.*)$/s.exec(name) ?? [];
    if (efi !== undefined) yield* keepPart(system, settings, entry, `${efi.slice(0, -5)}/${efi.slice(-3)}`);
    const number = erst === undefined ? null : parseNumber(erst);
    if (number === null) continue;
    const continues = BigInt.asUintN(64, number + 1n) === series.last;
    series = { folder: continues ? series.folder : erst!, last: number };
    yield* keepPart(system, settings, entry, series.folder);
  }
}

/** `safe_atou64_full` to the base of ten; null: it is no such number. */
function parseNumber(word: string): bigint | null {
  if (!/^[\t ]*\+?\d+$/.test(word)) return null;
  const number = BigInt(word.replace(/^[\t ]*\+?/, ''));
  return number >= 1n << 64n ? null : number;
}

function* keepPart(
  system: SystemCalls,
  settings: PstoreSettings,
  entry: PstoreEntry,
  folder: string | null,
): Blocking<void> {
  yield* moveFile(system, settings, entry, folder);
  if (settings.storage !== 'external') return;
  const path = archivePath(settings, folder, 'dmesg.txt');
  const fd = system.open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o640);
  if (fd < 0) {
    yield* printError(system, `Failed to open file ${path}: ${strerror(EPERM_BY_MISTAKE)}\n`);
    return;
  }
  yield* store(system, fd, path, latin1Text(entry.content));
  system.close(fd);
}
