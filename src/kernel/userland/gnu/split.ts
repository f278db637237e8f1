/** split of coreutils 9.1 (`src/split.c`): by lines, bytes, or into N parts of bytes. Leaves out `--filter` and line-wise parts. */
import { type Blocking, O_CREAT, O_TRUNC, O_WRONLY } from '../../../shell/posix.ts';
import { EOVERFLOW, ERANGE, strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteAlways, quoteFile } from '../libc/quote.ts';
import { readAll } from '../libc/stdio.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

const long = {
  bytes: { argument: 'required', key: 'b' },
  lines: { argument: 'required', key: 'l' },
  'line-bytes': { argument: 'required', key: 'C' },
  number: { argument: 'required', key: 'n' },
  'elide-empty-files': { key: 'e' },
  'suffix-length': { argument: 'required', key: 'a' },
  'additional-suffix': { argument: 'required' },
  'numeric-suffixes': { argument: 'optional', key: 'd' },
  'hex-suffixes': { argument: 'optional', key: 'x' },
  verbose: {},
} as const;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Names of the pieces, in order. */
class Names {
  readonly #digits: string;
  readonly #length: number;
  readonly #prefix: string;
  readonly #suffix: string;
  readonly #grows: boolean;
  #next: number;
  #width: number;

  constructor(digits: string, length: number | null, first: number, prefix: string, suffix: string) {
    this.#digits = digits;
    this.#length = length ?? 2;
    this.#grows = length === null;
    this.#width = this.#length;
    this.#next = first;
    this.#prefix = prefix;
    this.#suffix = suffix;
  }

  /** The next name, or null when the suffixes are used up. */
  next(): string | null {
    const base = this.#digits.length;
    // Without a given length the last letter is kept for longer suffixes: xyz is followed by xzaaa.
    if (this.#grows && this.#next >= base ** (this.#width - 1) * (base - 1)) {
      this.#prefixGrown += this.#digits[base - 1]!;
      this.#next = 0;
      this.#width++;
    } else if (!this.#grows && this.#next >= base ** this.#width) return null;
    let text = '';
    let rest = this.#next++;
    for (let i = 0; i < this.#width; i++) {
      text = this.#digits[rest % base]! + text;
      rest = Math.floor(rest / base);
    }
    return this.#prefix + this.#prefixGrown + text + this.#suffix;
  }
  #prefixGrown = '';
}

export const split = tool(coreutils('split', '[OPTION]... [FILE [PREFIX]]'), function* (tool) {
  let mode: 'l' | 'b' | 'C' | 'n' | null = null;
  let count = 1000;
  let length: number | null = null;
  let digits = LETTERS;
  let first = 0;
  let additional = '';
  let verbose = false;
  for (const option of tool.options({ short: 'l:b:C:n:a:dxe0123456789', long })) {
    const text = option.value ?? '';
    switch (option.key) {
      case 'l':
      case 'b':
      case 'C':
      case 'n': {
        if (mode !== null) yield* tool.usage('cannot split in more than one way');
        const what = option.key === 'l' ? 'lines' : option.key === 'n' ? 'chunks' : 'bytes';
        const { value, error } = parseNumber(text, option.key === 'n' || option.key === 'l' ? '' : 'bEGKkMmPTYZ0');
        if (error === 'overflow') yield* tool.die(`invalid number of ${what}: ${quote(text)}: ${strerror(EOVERFLOW)}`);
        if (error !== null) yield* tool.die(`invalid number of ${what}: ${quote(text)}`);
        if (value === 0n) yield* tool.die(`invalid number of ${what}: ${quote(text)}: ${strerror(ERANGE)}`);
        mode = option.key;
        count = Number(value);
        break;
      }
      case 'a': {
        const { value, error } = parseNumber(text, '');
        if (error !== null) yield* tool.die(`invalid suffix length: ${quote(text)}`);
        length = Number(value);
        break;
      }
      case 'd':
      case 'x':
        digits = option.key === 'd' ? '0123456789' : '0123456789abcdef';
        if (option.value !== null) first = Number.parseInt(text, digits.length);
        break;
      case 'e':
        break;
      case 'additional-suffix':
        additional = text;
        break;
      case 'verbose':
        verbose = true;
        break;
      default:
        yield* tool.other(option);
    }
  }
  const [input = '-', prefix = 'x', extra] = tool.operands;
  if (extra !== undefined) yield* tool.usage(`extra operand ${quote(extra)}`);
  const fd = tool.open(input);
  if (fd < 0) yield* tool.die(`cannot open ${quoteAlways(input)} for reading: ${strerror(fd)}`);
  const names = new Names(digits, length, first, prefix, additional);
  const pieces = new Pieces(tool, names, verbose);
  if (mode === 'n') {
    const bytes = yield* readAll(tool.system, fd);
    if (typeof bytes === 'number') return yield* tool.die(`${quoteFile(input)}: ${strerror(bytes)}`);
    const size = Math.floor(bytes.length / count);
    let at = 0;
    for (let i = 0; i < count; i++) {
      const end = i === count - 1 ? bytes.length : at + size;
      yield* pieces.open();
      yield* pieces.write(bytes.subarray(at, end));
      at = end;
    }
    pieces.close();
    return tool.status;
  }
  let left = 0;
  for (;;) {
    const bytes = yield* tool.read(fd);
    if (bytes === null) break;
    if (typeof bytes === 'number') yield* tool.die(`${quoteFile(input)}: ${strerror(bytes)}`);
    else {
      let at = 0;
      while (at < bytes.length) {
        if (left === 0) {
          yield* pieces.open();
          left = count;
        }
        let end = at;
        if (mode === 'b' || mode === 'C') {
          end = Math.min(bytes.length, at + left);
          left -= end - at;
        } else {
          while (left > 0 && end < bytes.length) {
            const newline = bytes.indexOf(10, end);
            end = newline < 0 ? bytes.length : newline + 1;
            if (newline >= 0) left--;
          }
        }
        yield* pieces.write(bytes.subarray(at, end));
        at = end;
      }
    }
  }
  pieces.close();
  return tool.status;
});

/** The output file of the moment. */
class Pieces {
  readonly #tool: Tool;
  readonly #names: Names;
  readonly #verbose: boolean;
  #fd = -1;
  #name = '';

  constructor(tool: Tool, names: Names, verbose: boolean) {
    this.#tool = tool;
    this.#names = names;
    this.#verbose = verbose;
  }

  *open(): Blocking<void> {
    this.close();
    const name = this.#names.next();
    if (name === null) return yield* this.#tool.die('output file suffixes exhausted');
    if (this.#verbose) yield* this.#tool.out.put(`creating file ${quoteAlways(name)}\n`);
    this.#name = name;
    this.#fd = this.#tool.system.open(name, O_WRONLY | O_CREAT | O_TRUNC);
    if (this.#fd < 0) yield* this.#tool.die(`${quoteFile(name)}: ${strerror(this.#fd)}`);
  }

  *write(bytes: Uint8Array): Blocking<void> {
    if (bytes.length === 0) return;
    const written = yield* this.#tool.system.write(this.#fd, bytes);
    if (written < 0) yield* this.#tool.die(`${quoteFile(this.#name)}: ${strerror(written)}`);
  }

  close(): void {
    if (this.#fd >= 0) this.#tool.close(this.#fd);
    this.#fd = -1;
  }
}
