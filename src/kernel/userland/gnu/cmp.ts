/** cmp of diffutils 3.8 (`src/cmp.c`), in the C locale. */
import { type Blocking, SEEK_CUR } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import { type Tool, tool } from '../text/tool.ts';
import { visible } from './cat.ts';

const long = {
  'print-bytes': { key: 'b' },
  'print-chars': { key: 'b' },
  'ignore-initial': { argument: 'required', key: 'i' },
  verbose: { key: 'l' },
  bytes: { argument: 'required', key: 'n' },
  silent: { key: 's' },
  quiet: { key: 's' },
} as const;

const TROUBLE = 2;

interface Settings {
  bytes: boolean;
  verbose: boolean;
  silent: boolean;
  limit: number;
  skips: [number, number];
}

export const cmp = tool(
  {
    name: 'cmp',
    package: 'GNU diffutils',
    version: '3.8',
    usage: '[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]',
    usageStatus: TROUBLE,
    writeError: (reason) => `standard output: ${reason}`,
    hint: (name) => `${name}: Try '${name} --help' for more information.\n`,
  },
  function* (run) {
    const settings: Settings = {
      bytes: false,
      verbose: false,
      silent: false,
      limit: Number.POSITIVE_INFINITY,
      skips: [0, 0],
    };
    for (const option of run.options({ short: 'bci:ln:sv', long })) {
      switch (option.key) {
        case 'b':
        case 'c':
          settings.bytes = true;
          break;
        case 'i': {
          const [first, second] = option.value!.split(':') as [string, string?];
          const skip = yield* skipCount(run, first, option.value!);
          settings.skips = [skip, second === undefined ? skip : yield* skipCount(run, second, option.value!)];
          break;
        }
        case 'l':
          settings.verbose = true;
          break;
        case 'n': {
          const { value, error } = parseNumber(option.value!, 'kKMGTPEZY0');
          if (error !== null) yield* run.usage(`invalid --bytes value ${quote(option.value!)}`);
          settings.limit = Math.min(settings.limit, Number(value));
          break;
        }
        case 's':
          settings.silent = true;
          break;
        default:
          yield* run.other(option.key === 'v' ? { key: 'version', value: null } : option);
      }
    }
    if (settings.verbose && settings.silent) yield* run.usage('options -l and -s are incompatible');
    const [first, second = '-', skip0, skip1, extra] = run.operands;
    if (first === undefined) return yield* run.usage(`missing operand after ${quote(run.argv.at(-1)!)}`);
    if (skip0 !== undefined) settings.skips[0] = yield* skipCount(run, skip0, skip0);
    if (skip1 !== undefined) settings.skips[1] = yield* skipCount(run, skip1, skip1);
    if (extra !== undefined) yield* run.usage(`extra operand ${quote(extra)}`);
    const fds: number[] = [];
    for (const name of [first, second]) {
      const fd = run.open(name);
      if (fd < 0) {
        if (!settings.silent) yield* run.warn(`${name}: ${strerror(fd)}`);
        return TROUBLE;
      }
      fds.push(fd);
    }
    return yield* compare(run, settings, [first, second], [fds[0]!, fds[1]!]);
  },
);

function* skipCount(run: Tool, text: string, shown: string): Blocking<number> {
  const { value, error } = parseNumber(text, 'kKMGTPEZY0');
  if (error !== null && error !== 'overflow') yield* run.usage(`invalid --ignore-initial value ${quote(shown)}`);
  return Number(value);
}

/** A file read piece by piece. */
class Source {
  bytes = new Uint8Array(0);
  at = 0;
  ended = false;
  readonly #run: Tool;
  readonly #fd: number;
  readonly #name: string;
  readonly #silent: boolean;

  constructor(run: Tool, fd: number, name: string, silent: boolean) {
    this.#run = run;
    this.#fd = fd;
    this.#name = name;
    this.#silent = silent;
  }

  *fill(): Blocking<void> {
    if (this.at < this.bytes.length || this.ended) return;
    const bytes = yield* this.#run.read(this.#fd);
    if (bytes === null) this.ended = true;
    else if (typeof bytes === 'number') {
      if (this.#silent) this.#run.exit(TROUBLE);
      yield* this.#run.die(`${this.#name}: ${strerror(bytes)}`);
    } else {
      this.bytes = bytes as Uint8Array<ArrayBuffer>;
      this.at = 0;
    }
  }

  *skip(count: number): Blocking<void> {
    if (count === 0 || this.#run.system.lseek(this.#fd, count, SEEK_CUR) >= 0) return;
    for (let left = count; left > 0; ) {
      yield* this.fill();
      if (this.ended) return;
      const step = Math.min(left, this.bytes.length - this.at);
      this.at += step;
      left -= step;
    }
  }
}

function* compare(
  run: Tool,
  settings: Settings,
  names: readonly [string, string],
  fds: readonly [number, number],
): Blocking<number> {
  const { verbose, silent, bytes: printBytes, limit } = settings;
  const sources = [0, 1].map((i) => new Source(run, fds[i]!, names[i]!, silent)) as [Source, Source];
  const status = [run.system.fstat(fds[0]), run.system.fstat(fds[1])] as const;
  const [one, other] = status;
  if (typeof one !== 'number' && typeof other !== 'number') {
    const isSame = one.dev === other.dev && one.ino === other.ino && fds[0] !== fds[1];
    if (isSame && settings.skips[0] === settings.skips[1] && (one.mode & 0o170000) === 0o100000) return 0;
  }
  yield* sources[0].skip(settings.skips[0]);
  yield* sources[1].skip(settings.skips[1]);
  // The column is as wide as the last offset of the smaller file.
  const sizes = status.map((file, i) =>
    typeof file === 'number' || (file.mode & 0o170000) !== 0o100000 ? 2 ** 63 : file.size - settings.skips[i]!,
  );
  const width = String(
    Math.min(...sizes, limit) === 2 ** 63 ? '9223372036854775807' : Math.min(...sizes, limit),
  ).length;
  let position = 0;
  let line = 1;
  let differs = false;
  let endsLine = true;
  for (;;) {
    yield* sources[0].fill();
    yield* sources[1].fill();
    const [a, b] = sources;
    const count = Math.min(a.bytes.length - a.at, b.bytes.length - b.at, limit - position);
    if (position >= limit) break;
    if (a.ended || b.ended) {
      if (a.ended && b.ended) break;
      if (!silent) {
        const name = names[a.ended ? 0 : 1];
        let text = `${run.name}: EOF on ${name}`;
        if (position === 0) text += ' which is empty';
        else {
          text += ` after byte ${position}`;
          if (!verbose) text += endsLine ? `, line ${line - 1}` : `, in line ${line}`;
        }
        yield* run.out.flush();
        yield* printError(run.system, `${text}\n`);
      }
      return 1;
    }
    yield* run.spend(count);
    for (let i = 0; i < count; i++) {
      const left = a.bytes[a.at + i]!;
      const right = b.bytes[b.at + i]!;
      position++;
      if (left !== right) {
        if (silent) return 1;
        differs = true;
        if (!verbose) {
          const detail = printBytes
            ? `byte ${position}, line ${line} is ${octal(left)} ${visible(left)} ${octal(right)} ${visible(right)}`
            : `char ${position}, line ${line}`;
          yield* run.out.put(`${names[0]} ${names[1]} differ: ${detail}\n`);
          return 1;
        }
        const shown = printBytes
          ? `${octal(left)} ${visible(left).padEnd(4)} ${octal(right)} ${visible(right)}`
          : `${octal(left)} ${octal(right)}`;
        yield* run.out.put(`${String(position).padStart(width)} ${shown}\n`);
      }
      endsLine = left === 10;
      if (endsLine) line++;
    }
    a.at += count;
    b.at += count;
  }
  return differs ? 1 : 0;
}

function octal(code: number): string {
  return code.toString(8).padStart(3);
}
