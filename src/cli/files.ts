/** Reading and writing the user's files: bounded, gzip without asking, never over a file that is there. */
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Issue, UserError } from '../sim/issue.ts';
import { hostWords } from './host-words.ts';

/** Regions and RAM images beyond this are refused; the number keeps the tool's own memory below about 4 GiB. */
const IMAGE_LIMIT = 1024 ** 3;

const GZIP_MAGIC = [0x1f, 0x8b];

/** The bytes of a file; gzip, told by its first two bytes, is inflated. */
export function readImage(path: string, limit = IMAGE_LIMIT): Uint8Array {
  const bytes = readBounded(path, limit);
  if (bytes[0] !== GZIP_MAGIC[0] || bytes[1] !== GZIP_MAGIC[1]) return bytes;
  try {
    return new Uint8Array(gunzipSync(bytes, { maxOutputLength: limit }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw refused(path, 'inflates to more than can be read', `at most ${sizeText(limit)}`);
    if (code?.startsWith('Z_') === true)
      throw refused(path, `is damaged gzip (${message})`, 'a whole gzip file or plain bytes');
    throw error;
  }
}

/** A file whose bytes are read where and when they are wanted. */
export interface OpenFile {
  readonly length: number;
  /** Fills a buffer with the bytes from `offset` on; gives how many there were. */
  readInto(buffer: Uint8Array, offset: number): number;
  close(): void;
}

/** A file that can be read anywhere, or null: a pipe, and gzip, which is read from its beginning. */
export function openPlainFile(path: string): OpenFile | null {
  const descriptor = attempt(path, 'cannot be opened', () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
  const status = fstatSync(descriptor);
  const close = () => closeSync(descriptor);
  const readInto = (buffer: Uint8Array, offset: number) =>
    attempt(path, 'cannot be read', () => readAt(descriptor, buffer, offset));
  const magic = new Uint8Array(2);
  const isPlain =
    status.isFile() && !(readInto(magic, 0) === 2 && magic[0] === GZIP_MAGIC[0] && magic[1] === GZIP_MAGIC[1]);
  if (isPlain) return { length: status.size, readInto, close };
  close();
  return null;
}

function readAt(descriptor: number, buffer: Uint8Array, offset: number): number {
  let length = 0;
  while (length < buffer.length) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, offset + length);
    if (count === 0) break;
    length += count;
  }
  return length;
}

/** Text of a file; bytes that are no UTF-8 are an issue. */
export function readText(path: string, limit: number): string {
  const bytes = readBounded(path, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(path, 'is not UTF-8 text', 'text');
  }
}

/**
 * The files that a user names by naming a folder: those with one of the endings, in it and below it, sorted. A file stands for
 * itself. Links to folders are not followed.
 */
export function filesBelow(path: string, endings: readonly string[]): readonly string[] {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  const isWanted = (name: string) => endings.some((ending) => name.endsWith(ending));
  const visit = (folder: string): string[] =>
    attempt(folder, 'cannot be read', () => readdirSync(folder, { withFileTypes: true }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const inner = join(folder, entry.name);
        if (entry.isDirectory()) return visit(inner);
        return isWanted(entry.name) ? [inner] : [];
      });
  const found = visit(path);
  if (found.length === 0) throw refused(path, 'holds no scenarios', endings.map((ending) => `*${ending}`).join(', '));
  return found;
}

/** Reads at most `limit` bytes, also from pipes, whose size nobody knows before. */
function readBounded(path: string, limit: number): Uint8Array {
  const descriptor = attempt(path, 'cannot be opened', () => openSync(path, constants.O_RDONLY));
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw refused(path, 'is a directory', 'a file');
    if (status.isFile() && status.size > limit)
      throw refused(path, 'is too large', `at most ${sizeText(limit)}`, sizeText(status.size));
    return attempt(path, 'cannot be read', () => readAll(path, descriptor, status.isFile() ? status.size : 0, limit));
  } finally {
    closeSync(descriptor);
  }
}

function readAll(path: string, descriptor: number, expected: number, limit: number): Uint8Array {
  let bytes = new Uint8Array(Math.max(expected + 1, 65_536)); // one more, to see the end without growing
  let length = 0;
  for (;;) {
    if (length === bytes.length) {
      const larger = new Uint8Array(Math.min(bytes.length * 2, limit + 1)); // one more, to see what is too large
      larger.set(bytes);
      bytes = larger;
    }
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) return bytes.subarray(0, length);
    length += count;
    if (length > limit) throw refused(path, 'is too large', `at most ${sizeText(limit)}`);
  }
}

/** Refuses what `writeNew` would refuse: asked before a long run, whose result would be lost. */
export function judgeNew(path: string, { force, inputs }: { force: boolean; inputs: readonly string[] }): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) throw refused(path, 'is a directory', 'a new file');
  if (inputs.some((input) => isSameFile(input, path)))
    throw refused(path, 'is an input of this command', 'another file');
  if (!force) throw refused(path, 'exists already', 'a new file', undefined, '--force writes over it');
}

/**
 * Writes a new file. A file that is there is kept unless `force`; a file that was an input of this run is kept always.
 */
export function writeNew(
  path: string,
  bytes: Uint8Array | string,
  options: { force: boolean; inputs: readonly string[] },
): void {
  judgeNew(path, options);
  attempt(path, 'cannot be written', () => writeFileSync(path, bytes, { flag: options.force ? 'w' : 'wx' }));
}

/** Writes over a file of ours so that it is the old one or the new one, whatever happens meanwhile. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.new`;
  attempt(beside, 'cannot be written', () => writeFileSync(beside, text));
  attempt(path, 'cannot be replaced', () => renameSync(beside, path));
}

/** Writes a new file of pieces with holes between them; gives the bytes that were written. */
export function writeSparse(
  path: string,
  file: {
    readonly sizeBytes: number;
    readonly pieces: Iterable<{ readonly offset: number; readonly bytes: Uint8Array }>;
  },
  options: { force: boolean; inputs: readonly string[] },
): number {
  judgeNew(path, options);
  return attempt(path, 'cannot be written', () => {
    const descriptor = openSync(path, options.force ? 'w' : 'wx');
    try {
      let written = 0;
      for (const { offset, bytes } of file.pieces) {
        for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, offset + at);
        written += bytes.length;
      }
      ftruncateSync(descriptor, file.sizeBytes);
      return written;
    } finally {
      closeSync(descriptor);
    }
  });
}

/** Makes a folder with those above it; one that is there is fine. */
export function makeFolder(path: string): void {
  attempt(path, 'cannot be made a folder', () => makeFolders(path));
}

/** Node's own `recursive` never ends where the host denies a folder although the one above it exists, as Linux does below /proc. */
function makeFolders(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(path))) throw error;
    makeFolders(dirname(path));
    makeFolders(path);
  }
}

/** Whether two names lead to one file. */
export function isSameFile(a: string, b: string): boolean {
  if (!existsSync(a)) return false;
  const [one, other] = [statSync(realpathSync(a)), statSync(realpathSync(b))];
  return one.dev === other.dev && one.ino === other.ino;
}

/** Turns what the host's file system says into an issue. */
function attempt<Result>(path: string, problem: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (error instanceof UserError || code === undefined || syscall === undefined) throw error;
    throw refused(path, problem, undefined, hostWords(code));
  }
}

function refused(path: string, message: string, expected?: string, found?: string, hint?: string): UserError {
  const issue: Issue = {
    code: 'file',
    message,
    place: { file: path === '' ? '""' : path },
    ...(found === undefined ? {} : { found }),
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
  };
  return new UserError([issue]);
}

export function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[unit]}`;
}
