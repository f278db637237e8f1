/**
 * tail of coreutils 9.1 (`src/tail.c`). Following (`-f`, `-F`) looks again each second of virtual time, as tail does where inotify
 * is not to be had; `--max-unchanged-stats` and `--pid` are taken without effect.
 */
import { type Blocking, S_IFDIR, S_IFIFO, S_IFMT, S_IFREG, SEEK_CUR, SEEK_SET } from '../../../shell/posix.ts';
import { EISDIR, EOVERFLOW, strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteAlways, quoteFile } from '../libc/quote.ts';
import { coreutils, Tool, tool } from '../text/tool.ts';

const long = {
  bytes: { argument: 'required', key: 'c' },
  lines: { argument: 'required', key: 'n' },
  follow: { argument: 'optional', key: 'f' },
  retry: {},
  'max-unchanged-stats': { argument: 'required', key: 'ignored' },
  pid: { argument: 'required' },
  quiet: { key: 'q' },
  silent: { key: 'q' },
  'sleep-interval': { argument: 'required', key: 's' },
  verbose: { key: 'v' },
  'zero-terminated': { key: 'z' },
} as const;

/** What of a stream to keep that differs from what came before it; more would be too much for the simulator. */
const HELD_BYTES = 256 * 1024 * 1024;

interface Wanted {
  count: number;
  bytes: boolean;
  /** Counted from the beginning: `+N`. */
  fromStart: boolean;
  delimiter: number;
}

/** A file being followed. */
interface Followed {
  readonly name: string;
  fd: number;
  size: number;
  ino: number;
}

export const tail = tool(coreutils('tail', '[OPTION]... [FILE]...'), function* (run) {
  const wanted: Wanted = { count: 10, bytes: false, fromStart: false, delimiter: 10 };
  let headers: 'many' | 'always' | 'never' = 'many';
  let follow: 'descriptor' | 'name' | null = null;
  let retry = false;
  let intervalNs = 1e9;
  const argv = yield* obsolete(run, wanted);
  if (argv?.follow) follow = 'descriptor';
  const tool = argv === null ? run : new Tool(run.system, argv.argv, run.info, run.out);
  for (const option of tool.options({ short: 'c:n:fFqs:vz0123456789', long })) {
    switch (option.key) {
      case 'c':
      case 'n':
        wanted.bytes = option.key === 'c';
        yield* setCount(tool, wanted, option.value!);
        break;
      case 'f':
        if (option.value === null || option.value === 'descriptor') follow = 'descriptor';
        else if (option.value === 'name') follow = 'name';
        else {
          yield* tool.die(`invalid argument ${quote(option.value)} for '--follow'`);
        }
        break;
      case 'F':
        follow = 'name';
        retry = true;
        break;
      case 'retry':
        retry = true;
        break;
      case 'q':
        headers = 'never';
        break;
      case 'v':
        headers = 'always';
        break;
      case 'z':
        wanted.delimiter = 0;
        break;
      case 's': {
        const seconds = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(option.value!) ? Number(option.value) : -1;
        if (!(seconds >= 0)) yield* tool.die(`invalid number of seconds: ${quote(option.value!)}`);
        intervalNs = Math.max(seconds, 0.001) * 1e9;
        break;
      }
      case 'ignored':
        break;
      case 'pid': {
        const { error } = parseNumber(option.value!, '');
        if (error !== null) yield* tool.die(`invalid PID: ${quote(option.value!)}`);
        break;
      }
      default:
        if (/\d/.test(option.key)) {
          yield* tool.usage(`option used in invalid context -- ${option.key}`);
        }
        yield* tool.other(option);
    }
  }
  if (retry && follow === null) yield* tool.warn('warning: --retry ignored; --retry is useful only when following');
  const names = tool.operands.length === 0 ? ['-'] : tool.operands;
  const shown = headers === 'always' || (headers === 'many' && names.length > 1);
  const followed: Followed[] = [];
  let lastShown = '';
  for (const name of names) {
    const title = name === '-' ? 'standard input' : name;
    const fd = tool.open(name);
    if (fd < 0) {
      yield* tool.fail(`cannot open ${quoteAlways(name)} for reading: ${strerror(fd)}`);
      if (follow !== null && retry) followed.push({ name, fd: -1, size: 0, ino: -1 });
      continue;
    }
    if (shown) yield* tool.out.put(`${lastShown === '' ? '' : '\n'}==> ${title} <==\n`);
    lastShown = title;
    yield* tool.out.flush();
    const failed = yield* tailFile(tool, fd, wanted);
    const status = tool.system.fstat(fd);
    if (failed < 0) {
      yield* tool.fail(`error reading ${quoteAlways(title)}: ${strerror(failed)}`);
      if (follow !== null && failed === -EISDIR) {
        yield* tool.warn(`${quoteFile(title)}: cannot follow end of this type of file`);
      }
      tool.close(fd);
    } else if (follow !== null && typeof status !== 'number' && !(fd === 0 && (status.mode & S_IFMT) === S_IFIFO)) {
      const position = tool.system.lseek(fd, 0, SEEK_CUR);
      followed.push({ name, fd, size: position >= 0 ? position : status.size, ino: status.ino });
    } else tool.close(fd);
  }
  if (followed.length > 0) yield* followFiles(tool, followed, follow!, { retry, shown, lastShown, intervalNs });
  return tool.status;
});

/** `tail +N`, `tail -Ncf`, of old: only with at most one file behind it. */
function* obsolete(
  run: Tool,
  wanted: Wanted,
): Blocking<{ readonly argv: readonly string[]; readonly follow: boolean } | null> {
  const [, first, second, third] = run.argv;
  const single = run.argv.length === 2 || (run.argv.length === 3 && !(second!.startsWith('-') && second !== '-'));
  const dashed = run.argv.length === 4 && second === '--';
  if (first === undefined || !(single || (run.argv.length <= 4 && dashed && third !== undefined))) return null;
  const match = /^([+-])(\d*)([bcl]?)(f?)$/.exec(first);
  if (
    match === null ||
    first === '-' ||
    (match[1] === '-' && match[2] === '' && (match[3] !== '' ? match[3] === 'c' : true))
  ) {
    return null;
  }
  wanted.fromStart = match[1] === '+';
  wanted.bytes = match[3] === 'c' || match[3] === 'b';
  wanted.count = match[2] === '' ? 10 : Number(match[2]);
  if (match[3] === 'b') wanted.count *= 512;
  if (wanted.count > 2 ** 63) yield* run.die(`invalid number: ${quote(first)}: ${strerror(EOVERFLOW)}`);
  if (wanted.fromStart && wanted.count > 0) wanted.count--;
  return { argv: [run.argv[0]!, ...run.argv.slice(2)], follow: match[4] === 'f' };
}

function* setCount(tool: Tool, wanted: Wanted, text: string): Blocking<void> {
  const { value, error } = parseNumber(text.replace(/^[+-]/, ''), 'bkKmMGTPEZY0');
  const unit = wanted.bytes ? 'bytes' : 'lines';
  const shown = quote(text.startsWith('-') ? text.slice(1) : text);
  if (error === 'overflow') yield* tool.die(`invalid number of ${unit}: ${shown}: ${strerror(EOVERFLOW)}`);
  if (error !== null) yield* tool.die(`invalid number of ${unit}: ${shown}`);
  wanted.fromStart = text.startsWith('+');
  wanted.count = Number(value);
  if (wanted.fromStart && wanted.count > 0) wanted.count--;
}

function* put(tool: Tool, bytes: Uint8Array): Blocking<void> {
  if (bytes.length === 0) return;
  const written = yield* tool.system.write(1, bytes);
  if (written < 0) yield* tool.die(`write error: ${strerror(written)}`, 1);
}

/** Copies the rest of a file. */
function* copyRest(tool: Tool, fd: number): Blocking<number> {
  for (;;) {
    const bytes = yield* tool.read(fd);
    if (bytes === null) return 0;
    if (typeof bytes === 'number') return bytes;
    yield* put(tool, bytes);
  }
}

function* tailFile(tool: Tool, fd: number, wanted: Wanted): Blocking<number> {
  const status = tool.system.fstat(fd);
  if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR) return -EISDIR;
  if (wanted.fromStart) {
    let left = wanted.count;
    while (left > 0) {
      const bytes = yield* tool.read(fd, wanted.bytes ? Math.min(left, 65536) : 65536);
      if (bytes === null) return 0;
      if (typeof bytes === 'number') return bytes;
      if (wanted.bytes) {
        left -= bytes.length;
        continue;
      }
      let at = 0;
      while (left > 0) {
        const end = bytes.indexOf(wanted.delimiter, at);
        if (end < 0) break;
        at = end + 1;
        left--;
      }
      if (left === 0) yield* put(tool, bytes.subarray(at));
    }
    return yield* copyRest(tool, fd);
  }
  if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFREG) {
    const here = tool.system.lseek(fd, 0, SEEK_CUR);
    if (here >= 0 && status.size > here) {
      const start = wanted.bytes
        ? Math.max(here, status.size - wanted.count)
        : yield* lastLines(tool, fd, here, status.size, wanted);
      if (start < 0) return start;
      tool.system.lseek(fd, start, SEEK_SET);
      return yield* copyRest(tool, fd);
    }
  }
  return yield* tailStream(tool, fd, wanted);
}

/** Where the last lines of a regular file begin. */
function* lastLines(tool: Tool, fd: number, from: number, size: number, wanted: Wanted): Blocking<number> {
  if (wanted.count === 0) return size;
  let left = wanted.count;
  let end = size;
  while (end > from) {
    const start = Math.max(from, end - 65536);
    const bytes = yield* tool.system.pread(fd, end - start, start);
    if (typeof bytes === 'number') return bytes;
    let at = bytes.length - 1;
    // The very last byte ends the last line.
    if (end === size && bytes[at] === wanted.delimiter) at--;
    for (at = bytes.lastIndexOf(wanted.delimiter, at); at >= 0; at = bytes.lastIndexOf(wanted.delimiter, at - 1)) {
      if (--left === 0) return start + at + 1;
      if (at === 0) break;
    }
    end = start;
  }
  return from;
}

function* tailStream(tool: Tool, fd: number, wanted: Wanted): Blocking<number> {
  const held: { bytes: Uint8Array; units: number }[] = [];
  let units = 0;
  let size = 0;
  for (;;) {
    const bytes = yield* tool.read(fd);
    if (bytes === null) break;
    if (typeof bytes === 'number') return bytes;
    const own = wanted.bytes ? bytes.length : occurrences(bytes, wanted.delimiter);
    const before = held.at(-1)?.bytes;
    // Long runs of the same, as of /dev/zero, are kept once.
    const isSame = before !== undefined && equal(before, bytes);
    held.push({ bytes: isSame ? before : bytes, units: own });
    units += own;
    if (!isSame) size += bytes.length;
    if ((yield* tool.system.growMemory(bytes.length)) < 0) yield* tool.die('memory exhausted');
    while (held.length > 1 && units - held[0]!.units > wanted.count) {
      const whole = held.shift()!;
      units -= whole.units;
      tool.system.shrinkMemory(whole.bytes.length);
      if (whole.bytes !== held[0]?.bytes) size -= whole.bytes.length;
    }
    if (size > HELD_BYTES) yield* tool.die('memory exhausted');
  }
  if (wanted.count === 0) return 0;
  const last = held.at(-1)?.bytes;
  const unfinished = !wanted.bytes && last !== undefined && last[last.length - 1] !== wanted.delimiter;
  let surplus = units + (unfinished ? 1 : 0) - wanted.count;
  for (const { bytes, units: own } of held) {
    if (surplus <= 0) {
      yield* put(tool, bytes);
      continue;
    }
    if (own < surplus) {
      surplus -= own;
      continue;
    }
    let at = wanted.bytes ? surplus : 0;
    for (let lines = 0; !wanted.bytes && lines < surplus; lines++) at = bytes.indexOf(wanted.delimiter, at) + 1;
    surplus = 0;
    yield* put(tool, bytes.subarray(at));
  }
  return 0;
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
}

function occurrences(bytes: Uint8Array, wanted: number): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) count++;
  return count;
}

interface Following {
  readonly retry: boolean;
  readonly shown: boolean;
  lastShown: string;
  readonly intervalNs: number;
}

/** Looks at the files again and again, until a signal ends the program. */
function* followFiles(tool: Tool, files: Followed[], how: 'descriptor' | 'name', how2: Following): Blocking<void> {
  while (files.length > 0) {
    for (const file of [...files]) {
      if (how === 'name' || file.fd < 0) yield* reopen(tool, file, how2.retry, files);
      if (file.fd < 0) continue;
      const status = tool.system.fstat(file.fd);
      if (typeof status === 'number') continue;
      if ((status.mode & S_IFMT) === S_IFREG) {
        if (status.size === file.size) continue;
        if (status.size < file.size) {
          yield* tool.warn(`${quoteFile(file.name)}: file truncated`);
          tool.system.lseek(file.fd, 0, SEEK_SET);
        }
      }
      if (how2.shown && how2.lastShown !== file.name) yield* tool.out.put(`\n==> ${file.name} <==\n`);
      how2.lastShown = file.name;
      yield* tool.out.flush();
      yield* copyRest(tool, file.fd);
      const end = tool.system.lseek(file.fd, 0, SEEK_CUR);
      file.size = end >= 0 ? end : status.size;
    }
    if (files.every(({ fd }) => fd < 0) && !how2.retry) return yield* tool.die('no files remaining');
    const interrupted = yield* tool.system.sleep(how2.intervalNs);
    if (interrupted < 0) return;
  }
}

/** Following by name: the name may have become another file. */
function* reopen(tool: Tool, file: Followed, retry: boolean, files: Followed[]): Blocking<void> {
  const status = tool.system.stat(file.name);
  const shown = quoteFile(file.name);
  if (typeof status === 'number') {
    if (file.fd < 0) return;
    yield* tool.warn(`${shown} has become inaccessible: ${strerror(status)}`);
    tool.close(file.fd);
    file.fd = -1;
    file.ino = -1;
    if (!retry) files.splice(files.indexOf(file), 1);
    return;
  }
  if (status.ino === file.ino) return;
  const fd = tool.open(file.name);
  if (fd < 0) return;
  const text = file.fd < 0 ? 'has appeared' : 'has been replaced';
  yield* tool.warn(`${quoteAlways(file.name)} ${text};  following new file`);
  if (file.fd >= 0) tool.close(file.fd);
  file.fd = fd;
  file.ino = status.ino;
  file.size = -1;
  tool.system.lseek(fd, 0, SEEK_SET);
}
