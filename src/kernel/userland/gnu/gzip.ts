/**
 * gzip, gunzip and zcat of gzip 1.12 (`gzip.c`): files are replaced, their modes, owners and times kept.
 *
 * A file is read whole, up to 256 MB. What is written is byte for byte gzip's, but in the rare block where its search looks at stale
 * bytes behind the input. Left out: the old formats (compress, pack, lzh), --rsyncable, --synchronous.
 */
import {
  type Blocking,
  type FileStatus,
  O_CREAT,
  O_EXCL,
  O_NOFOLLOW,
  O_RDONLY,
  O_WRONLY,
  S_IFDIR,
  S_IFMT,
  S_IFREG,
} from '../../../shell/posix.ts';
import { EEXIST, EISDIR, ENOENT, strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { join } from '../libc/fts.ts';
import { printError, readAll } from '../libc/stdio.ts';
import { type Tool, type ToolInfo, tool } from '../text/tool.ts';
import { GzipListing } from './gzip-list.ts';
import { overheadBytes, ratioText } from './gzip-ratio.ts';
import { type GunzipResult, gunzipBytes, gzipBytes, hasGzipMagic } from './gzip-stream.ts';

const ERROR = 1;
const WARNING = 2;
const PACK_BYTE_NS = 20;
const UNPACK_BYTE_NS = 5;
const DEPTH_MAX = 256;
/** Suffixes gunzip knows besides the chosen one. */
const suffixes = ['.gz', '.z', '.taz', '.tgz', '-gz', '-z', '_z'];

const long = {
  ascii: { key: 'a' },
  stdout: { key: 'c' },
  'to-stdout': { key: 'c' },
  decompress: { key: 'd' },
  uncompress: { key: 'd' },
  force: { key: 'f' },
  keep: { key: 'k' },
  list: { key: 'l' },
  'no-name': { key: 'n' },
  name: { key: 'N' },
  quiet: { key: 'q' },
  silent: { key: 'q' },
  synchronous: {},
  recursive: { key: 'r' },
  suffix: { argument: 'required', key: 'S' },
  test: { key: 't' },
  verbose: { key: 'v' },
  license: { key: 'L' },
  fast: { key: '1' },
  best: { key: '9' },
  rsyncable: {},
} as const;

interface GzipRun {
  unpack: boolean;
  toOutput: boolean;
  force: boolean;
  keep: boolean;
  list: boolean;
  /** Null: by what is done. */
  names: boolean | null;
  quiet: boolean;
  verbose: number;
  recursive: boolean;
  test: boolean;
  suffix: string;
  level: number;
}

function gzipTool(defaults: Partial<GzipRun>): Program {
  const info: ToolInfo = {
    name: 'gzip',
    package: 'gzip',
    version: '1.12',
    usage: '[OPTION]... [FILE]...',
    hint: () => "Try `gzip --help' for more information.\n",
  };
  const program = tool(info, function* (tool): Blocking<number> {
    const run: GzipRun = {
      unpack: false,
      toOutput: false,
      force: false,
      keep: false,
      list: false,
      names: null,
      quiet: false,
      verbose: 0,
      recursive: false,
      test: false,
      suffix: '.gz',
      level: 6,
      ...defaults,
    };
    for (const option of tool.options({ short: 'ab:cdfhH?klLmMnNqrS:tvVZ123456789', long }))
      yield* setOption(tool, run, option);
    const work = new Gzip(tool, run);
    if (tool.operands.length === 0) yield* work.standardInput();
    for (const operand of tool.operands) yield* work.file(operand, 0);
    yield* work.end();
    return tool.status;
  });
  // The programs that unpack are scripts around gzip, and it speaks for them.
  return (system, argv) => program(system, ['gzip', ...argv.slice(1)]);
}

function* setOption(
  tool: Tool,
  run: GzipRun,
  option: { readonly key: string; readonly value: string | null },
): Blocking<void> {
  switch (option.key) {
    case 'a':
    case 'b':
    case 'm':
    case 'M':
    case 'synchronous':
    case 'rsyncable':
      return;
    case 'c':
      run.toOutput = true;
      return;
    case 'd':
      run.unpack = true;
      return;
    case 'f':
      run.force = true;
      return;
    case 'k':
      run.keep = true;
      return;
    case 'l':
      run.list = true;
      run.unpack = true;
      run.toOutput = true;
      return;
    case 'n':
      run.names = false;
      return;
    case 'N':
      run.names = true;
      return;
    case 'q':
      run.quiet = true;
      run.verbose = 0;
      return;
    case 'r':
      run.recursive = true;
      return;
    case 'S':
      run.suffix = option.value!;
      return;
    case 't':
      run.test = true;
      run.unpack = true;
      run.toOutput = true;
      return;
    case 'v':
      run.verbose++;
      run.quiet = false;
      return;
    case 'h':
    case 'H':
      yield* tool.other({ key: 'help', value: null });
      return;
    case 'V':
    case 'L':
      yield* tool.other({ key: 'version', value: null });
      return;
    default:
      if (/^[1-9]$/.test(option.key)) run.level = Number(option.key);
      else yield* tool.other(option);
  }
}

class Gzip {
  readonly #tool: Tool;
  readonly #run: GzipRun;
  readonly #listing: GzipListing;

  constructor(tool: Tool, run: GzipRun) {
    this.#tool = tool;
    this.#run = run;
    this.#listing = new GzipListing(tool, { verbose: run.verbose > 0, quiet: run.quiet });
  }

  *#say(text: string): Blocking<void> {
    yield* this.#tool.out.flush();
    yield* printError(this.#tool.system, text);
  }

  *#error(text: string): Blocking<void> {
    yield* this.#say(text);
    this.#tool.status = ERROR;
  }

  *#warning(text: string): Blocking<void> {
    if (!this.#run.quiet) yield* this.#say(text);
    if (this.#tool.status === 0) this.#tool.status = WARNING;
  }

  *end(): Blocking<void> {
    if (this.#run.list) yield* this.#listing.end();
  }

  *standardInput(): Blocking<void> {
    const { system } = this.#tool;
    const run = this.#run;
    if (!run.force && !run.list && system.isatty(run.unpack ? 0 : 1)) {
      const what = run.unpack ? 'read from' : 'written to';
      yield* this.#error(
        `gzip: compressed data not ${what} a terminal. Use -f to force ${run.unpack ? 'de' : ''}compression.\nFor help, type: gzip -h\n`,
      );
      this.#tool.exit(ERROR);
    }
    const input = yield* readAll(system, 0);
    if (typeof input === 'number') {
      yield* this.#error(`\ngzip: stdin: ${strerror(input)}\n`);
      return;
    }
    if (run.verbose > 0 && run.test) yield* this.#say('stdin:\t');
    yield* this.#work(input, 'stdin', 'stdout', null, null);
  }

  *file(name: string, depth: number): Blocking<void> {
    if (name === '-') {
      const kept = this.#run.toOutput;
      this.#run.toOutput = true;
      yield* this.standardInput();
      this.#run.toOutput = kept;
      return;
    }
    const { system } = this.#tool;
    const run = this.#run;
    let path = name;
    let fd = this.#open(path);
    if (fd === -ENOENT && run.unpack && knownSuffix(name, run.suffix) === null) {
      for (const suffix of [run.suffix, '.gz', '.z', '-z', '.Z']) {
        const found = this.#open(name + suffix);
        if (found === -ENOENT) continue;
        path = name + suffix;
        fd = found;
        break;
      }
      if (fd === -ENOENT) path = name + run.suffix;
    }
    if (fd < 0) {
      if (fd === -EISDIR) yield* this.#directory(path, depth);
      else yield* this.#error(`gzip: ${path}: ${strerror(fd)}\n`);
      return;
    }
    const status = system.fstat(fd);
    if (typeof status === 'number') {
      yield* this.#error(`gzip: ${path}: ${strerror(status)}\n`);
    } else if ((status.mode & S_IFMT) === S_IFDIR) {
      system.close(fd);
      yield* this.#directory(path, depth);
      return;
    } else yield* this.#plainFile(path, fd, status);
    system.close(fd);
  }

  #open(path: string): number {
    const follows = this.#run.toOutput || this.#run.force;
    return this.#tool.system.open(path, O_RDONLY | (follows ? 0 : O_NOFOLLOW));
  }

  *#directory(path: string, depth: number): Blocking<void> {
    if (!this.#run.recursive) {
      yield* this.#warning(`gzip: ${path} is a directory -- ignored\n`);
      return;
    }
    const names = depth < DEPTH_MAX ? this.#tool.system.readDirectory(path) : [];
    if (typeof names === 'number') {
      yield* this.#error(`gzip: ${path}: ${strerror(names)}\n`);
      return;
    }
    for (const name of names) {
      if (name !== '.' && name !== '..') yield* this.file(join(path, name), depth + 1);
    }
  }

  *#plainFile(path: string, fd: number, status: FileStatus): Blocking<void> {
    const { system } = this.#tool;
    const run = this.#run;
    if ((status.mode & S_IFMT) !== S_IFREG && !run.toOutput && !run.force) {
      yield* this.#warning(`gzip: ${path} is not a directory or a regular file - ignored\n`);
      return;
    }
    if (status.nlink > 1 && !run.toOutput && !run.force && !run.keep) {
      const others = status.nlink - 1;
      yield* this.#warning(`gzip: ${path} has ${others} other link${others > 1 ? 's' : ' '} -- file ignored\n`);
      return;
    }
    let target: string | null = null;
    if (!run.toOutput) {
      const suffix = knownSuffix(path, run.suffix);
      if (run.unpack && suffix === null) {
        if (!run.recursive) yield* this.#warning(`gzip: ${path}: unknown suffix -- ignored\n`);
        return;
      }
      if (!run.unpack && suffix !== null) {
        if (run.verbose > 0 || (!run.recursive && !run.quiet)) {
          yield* this.#say(`gzip: ${path} already has ${suffix} suffix -- unchanged\n`);
        }
        return;
      }
      target = run.unpack ? unpackedName(path, suffix!) : path + run.suffix;
    }
    const input = yield* readAll(system, fd);
    if (typeof input === 'number') {
      yield* this.#error(`\ngzip: ${path}: ${strerror(input)}\n`);
      return;
    }
    yield* this.#work(input, path, target ?? 'stdout', target, status);
  }

  /** Packs or unpacks bytes; `target` is the file to make, null for standard output. */
  *#work(
    input: Uint8Array,
    name: string,
    shown: string,
    target: string | null,
    status: FileStatus | null,
  ): Blocking<void> {
    const tool = this.#tool;
    const run = this.#run;
    let output: Uint8Array;
    let time: number | null = null;
    let place = target;
    if (run.verbose > 0 && status !== null && target === null && !run.list) yield* this.#say(`${name}:\t`);
    if (run.unpack) {
      yield* tool.spend(input.length * UNPACK_BYTE_NS);
      if (run.force && run.toOutput && !run.list && !run.test && !hasGzipMagic(input)) output = input;
      else {
        const result = gunzipBytes(input);
        if (run.list) {
          if (result.problem === 'not in gzip format' || result.problem === 'method')
            yield* this.#complain(result, name);
          else yield* this.#listing.add(input, result, { name: listedName(name, run, result), status });
          return;
        }
        if (result.problem !== null && (yield* this.#complain(result, name, target))) return;
        output = result.bytes;
        if (run.names === true && result.time !== 0) time = result.time;
        if (run.names === true && result.name !== null && place !== null) {
          const folder = place.slice(0, place.lastIndexOf('/') + 1);
          place = folder + result.name.slice(result.name.lastIndexOf('/') + 1);
        }
        if (run.test) {
          if (run.verbose > 0) yield* this.#say(' OK\n');
          return;
        }
      }
    } else {
      yield* tool.spend(input.length * PACK_BYTE_NS);
      const keepsName = run.names !== false && status !== null && (status.mode & S_IFMT) === S_IFREG;
      const seconds = keepsName ? Number(status.mtime.seconds) : 0;
      output = gzipBytes(input, {
        level: run.level,
        name: keepsName ? name.slice(name.lastIndexOf('/') + 1) : null,
        time: seconds > 0 && seconds <= 0xffffffff ? seconds : 0,
      });
    }
    if (place === null) {
      yield* tool.out.flush();
      const written = yield* tool.system.write(1, output);
      if (written < 0) {
        yield* this.#error(`\ngzip: stdout: ${strerror(written)}\n`);
        tool.exit(ERROR);
      }
    } else if (!(yield* this.#write(name, place, output, status!, time))) return;
    if (run.verbose === 0) return;
    if (place !== null) yield* this.#say(`${name}:\t`);
    const [packed, plain] = run.unpack ? [input.length, output.length] : [output.length, input.length];
    const saved = plain - (packed - overheadBytes(run.unpack ? input : output));
    const ending = place === null ? '' : ` -- ${run.keep ? 'created' : 'replaced with'} ${shown}`;
    yield* this.#say(`${ratioText(saved, plain)}${ending}\n`);
  }

  /** Tells what is wrong; whether the file is left alone because of it. */
  *#complain(result: GunzipResult, name: string, target: string | null = null): Blocking<boolean> {
    const { problem, bytes, detail } = result;
    const said = (text: string): string => `\ngzip: ${name}: ${text}\n`;
    if (problem === 'garbage') {
      yield* this.#warning(said('decompression OK, trailing garbage ignored'));
      return false;
    }
    // What could be unpacked has gone out already.
    if (target === null && !this.#run.test && bytes.length > 0) yield* this.#tool.system.write(1, bytes);
    const text =
      problem === 'crc'
        ? 'invalid compressed data--crc error'
        : problem === 'length'
          ? 'invalid compressed data--length error'
          : problem === 'format'
            ? 'invalid compressed data--format violated'
            : problem === 'too large'
              ? strerror(27)
              : problem === 'method'
                ? `unknown method ${detail} -- not supported`
                : problem === 'flags'
                  ? `has flags 0x${detail.toString(16)} -- not supported`
                  : problem!;
    const isPlain = problem === 'method' || problem === 'flags';
    yield* this.#error(isPlain ? `gzip: ${name}: ${text}\n` : said(text));
    return true;
  }

  *#write(name: string, target: string, bytes: Uint8Array, status: FileStatus, time: number | null): Blocking<boolean> {
    const { system } = this.#tool;
    const run = this.#run;
    let fd = system.open(target, O_WRONLY | O_CREAT | O_EXCL, 0o600);
    if (fd === -EEXIST && run.force) {
      yield* system.unlink(target);
      fd = system.open(target, O_WRONLY | O_CREAT | O_EXCL, 0o600);
    }
    if (fd === -EEXIST) {
      // Asked on a terminal only.
      yield* this.#warningAlways(`gzip: ${target} already exists;`);
      yield* this.#say('\tnot overwritten\n');
      return false;
    }
    if (fd < 0) {
      yield* this.#error(`gzip: ${target}: ${strerror(fd)}\n`);
      return false;
    }
    const written = yield* system.write(fd, bytes);
    system.close(fd);
    if (written < 0) {
      yield* this.#error(`\ngzip: ${target}: ${strerror(written)}\n`);
      yield* system.unlink(target);
      return false;
    }
    const mtime = time === null ? status.mtime : { seconds: BigInt(time), nanoseconds: 0 };
    system.chown(target, status.uid, status.gid);
    system.chmod(target, status.mode & 0o7777);
    system.utimens(target, { atime: status.atime, mtime });
    if (!run.keep) {
      const removed = yield* system.unlink(name);
      if (removed < 0) yield* this.#error(`gzip: ${name}: ${strerror(removed)}\n`);
    }
    return true;
  }

  *#warningAlways(text: string): Blocking<void> {
    yield* this.#say(text);
    if (this.#tool.status === 0) this.#tool.status = WARNING;
  }
}

function knownSuffix(path: string, chosen: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const lower = name.toLowerCase();
  for (const suffix of [chosen, ...suffixes]) {
    if (suffix !== '' && lower.endsWith(suffix.toLowerCase()) && name.length > suffix.length) {
      return name.slice(-suffix.length);
    }
  }
  return null;
}

function unpackedName(path: string, suffix: string): string {
  const base = path.slice(0, -suffix.length);
  return /^\.t[ag]z$/i.test(suffix) ? `${base}.tar` : base;
}

/** The name a listing shows: that of the unpacked file. */
function listedName(name: string, run: GzipRun, { name: kept }: GunzipResult): string {
  if (run.names === true && kept !== null) return kept;
  if (name === 'stdin') return 'stdout';
  const suffix = knownSuffix(name, run.suffix);
  return suffix === null ? name : unpackedName(name, suffix);
}

export const gzip = gzipTool({});
export const gunzip = gzipTool({ unpack: true });
export const zcat = gzipTool({ unpack: true, toOutput: true });
