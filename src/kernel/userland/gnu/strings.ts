/**
 * strings of binutils 2.40 (`strings.c`): runs of graphic characters in any file.
 *
 * Left out: `-d` by the sections of an object file, `-T`, `--unicode`.
 */
import { type Blocking, S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { EISDIR, ENOENT, strerror } from '../../../sim/errno.ts';
import { printError } from '../libc/stdio.ts';
import { type Tool, type ToolInfo, tool } from '../text/tool.ts';

const long = {
  all: { key: 'a' },
  data: { key: 'd' },
  'print-file-name': { key: 'f' },
  bytes: { argument: 'required', key: 'n' },
  radix: { argument: 'required', key: 't' },
  'include-all-whitespace': { key: 'w' },
  target: { argument: 'required', key: 'T' },
  encoding: { argument: 'required', key: 'e' },
  unicode: { argument: 'required', key: 'U' },
  'output-separator': { argument: 'required', key: 's' },
} as const;

/** Bytes of a character, and where its low byte lies; `S` shows bytes above 127 too. */
const encodings: Readonly<Record<string, { size: number; low: number; high: boolean }>> = {
  s: { size: 1, low: 0, high: false },
  S: { size: 1, low: 0, high: true },
  b: { size: 2, low: 1, high: false },
  l: { size: 2, low: 0, high: false },
  B: { size: 4, low: 3, high: false },
  L: { size: 4, low: 0, high: false },
};

const BYTE_NS = 3;
const READ_BYTES = 65536;

const info: ToolInfo = {
  name: 'strings',
  package: 'GNU Binutils for Debian',
  version: '2.40',
  usage: '[option(s)] [file(s)]',
  hint: (name) => `Usage: ${name} [option(s)] [file(s)]\n`,
};

interface StringsRun {
  minimum: number;
  radix: number | null;
  names: boolean;
  whitespace: boolean;
  encoding: string;
  separator: string;
}

export const strings = tool(info, function* (tool): Blocking<number> {
  const run: StringsRun = {
    minimum: 4,
    radix: null,
    names: false,
    whitespace: false,
    encoding: 's',
    separator: '\n',
  };
  let digits = '';
  for (const option of tool.options({ short: 'adfhHn:wot:e:T:s:U:vV0123456789', long })) {
    const { key, value } = option;
    switch (key) {
      case 'a':
      case 'd':
      case 'T':
      case 'U':
        break;
      case 'f':
        run.names = true;
        break;
      case 'w':
        run.whitespace = true;
        break;
      case 'o':
        run.radix = 8;
        break;
      case 't': {
        const radix = ({ o: 8, d: 10, x: 16 } as Readonly<Record<string, number>>)[value!];
        if (radix === undefined) yield* tool.usage(null);
        run.radix = radix!;
        break;
      }
      case 'e':
        if (encodings[value!] === undefined) yield* tool.usage(null);
        run.encoding = value!;
        break;
      case 's':
        run.separator = value!;
        break;
      case 'n':
        if (!/^\d+$/.test(value!)) yield* tool.die(`invalid integer argument ${value}`);
        run.minimum = Number(value);
        break;
      case 'v':
      case 'V':
        yield* tool.other({ key: 'version', value: null });
        break;
      case 'h':
      case 'H':
        yield* tool.other({ key: 'help', value: null });
        break;
      default:
        if (/^\d$/.test(key)) digits += key;
        else yield* tool.other(option);
    }
  }
  if (digits !== '') run.minimum = Number(digits);
  if (run.minimum < 1 || run.minimum > 2 ** 31 - 1) yield* tool.die(`invalid minimum string length ${run.minimum}`);
  if (tool.operands.length === 0) yield* search(tool, run, 0, '{standard input}');
  else if (tool.operands.every((name) => name === '-')) yield* tool.usage(null);
  for (const name of tool.operands) {
    // It means: scan all of the file, which is done anyway.
    if (name === '-') continue;
    const problem = complaint(tool, name);
    if (problem !== null) {
      yield* tool.fail(problem);
      continue;
    }
    const fd = tool.system.open(name, 0);
    if (fd < 0) {
      // `perror`, as `fopen` failed.
      yield* printError(tool.system, `${tool.name}: ${name}: ${strerror(fd)}\n`);
      tool.status = 1;
      continue;
    }
    yield* search(tool, run, fd, name);
    tool.close(fd);
  }
  return tool.status;
});

function complaint(tool: Tool, name: string): string | null {
  const status = tool.system.stat(name);
  if (typeof status === 'number') {
    return status === -ENOENT
      ? `'${name}': No such file`
      : `Warning: could not locate '${name}'.  reason: ${strerror(status)}`;
  }
  return (status.mode & S_IFMT) === S_IFDIR ? `Warning: '${name}' is a directory` : null;
}

function* search(tool: Tool, run: StringsRun, fd: number, name: string): Blocking<void> {
  const { size, low, high } = encodings[run.encoding]!;
  let offset = 0;
  /** Bytes of a character not complete yet. */
  let rest: Uint8Array = new Uint8Array(0);
  let text = '';
  let start = 0;
  let shown = false;
  for (;;) {
    const read = yield* tool.read(fd, READ_BYTES);
    if (typeof read === 'number') {
      if (read !== -EISDIR) yield* tool.fail(`${name}: ${strerror(read)}`);
      break;
    }
    if (read === null) break;
    yield* tool.spend(read.length * BYTE_NS);
    let bytes = read;
    if (rest.length > 0) {
      bytes = new Uint8Array(rest.length + read.length);
      bytes.set(rest);
      bytes.set(read, rest.length);
    }
    let at = 0;
    while (at + size <= bytes.length) {
      const code = bytes[at + low]!;
      let graphic =
        (code >= 32 && code < 127) ||
        code === 9 ||
        (high && code >= 128) ||
        (run.whitespace && code >= 10 && code <= 13);
      for (let other = 0; graphic && other < size; other++)
        if (other !== low && bytes[at + other] !== 0) graphic = false;
      if (graphic) {
        if (text === '' && !shown) start = offset + at;
        text += String.fromCharCode(code);
        // What is long enough goes out as it comes; so memory stays bounded.
        if (text.length >= READ_BYTES) {
          yield* tool.out.put((shown ? '' : heading(run, name, start)) + text);
          shown = true;
          text = '';
        }
        at += size;
        continue;
      }
      if (shown) yield* tool.out.put(text + run.separator);
      else if (text.length >= run.minimum) yield* tool.out.put(heading(run, name, start) + text + run.separator);
      at += 1;
      text = '';
      shown = false;
    }
    rest = bytes.slice(at);
    offset += at;
    if (tool.out.errno !== 0) return;
  }
  if (shown) yield* tool.out.put(text + run.separator);
  else if (text.length >= run.minimum) yield* tool.out.put(heading(run, name, start) + text + run.separator);
}

function heading(run: StringsRun, name: string, start: number): string {
  const file = run.names ? `${name}: ` : '';
  return run.radix === null ? file : `${file}${start.toString(run.radix).padStart(7)} `;
}
