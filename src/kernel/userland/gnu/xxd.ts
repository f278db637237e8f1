/** xxd 2022-01-14 (Debian 12, Vim 9.0.1378 `src/xxd/xxd.c`): dumps in its several styles. `-r` is in `xxd-revert.ts`. */
import {
  type Blocking,
  O_CREAT,
  O_RDONLY,
  O_RDWR,
  O_WRONLY,
  SEEK_CUR,
  SEEK_END,
  SEEK_SET,
} from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { Output, printError } from '../libc/stdio.ts';
import { type Tool, type ToolInfo, tool } from '../text/tool.ts';
import { EBCDIC } from './xxd-ebcdic.ts';
import { revert } from './xxd-revert.ts';

const COLUMNS_MAX = 256;
const BYTE_NS = 20;
const READ_BYTES = 65536;

const info: ToolInfo = { name: 'xxd', package: 'Vim', version: '2022-01-14', usage: '[options] [infile [outfile]]' };

interface XxdRun {
  style: 'normal' | 'bits' | 'c' | 'plain' | 'little';
  columns: number | null;
  group: number | null;
  length: number;
  autoskip: boolean;
  upper: boolean;
  capitals: boolean;
  ebcdic: boolean;
  decimal: boolean;
  name: string | null;
  offset: number;
  seek: number;
  seekRelative: boolean;
  seekNegative: boolean;
  reverts: boolean;
}

export const xxd = tool(info, function* (tool): Blocking<number> {
  const run: XxdRun = {
    style: 'normal',
    columns: null,
    group: null,
    length: Infinity,
    autoskip: false,
    upper: false,
    capitals: false,
    ebcdic: false,
    decimal: false,
    name: null,
    offset: 0,
    seek: 0,
    seekRelative: false,
    seekNegative: false,
    reverts: false,
  };
  const operands = yield* options(tool, run);
  if (operands.length > 2) yield* usage(tool);
  run.columns = columns(run);
  if (run.style !== 'plain' && run.columns > COLUMNS_MAX) {
    yield* complain(tool, `invalid number of columns (max. ${COLUMNS_MAX}).`, 1);
  }
  run.group = group(run);
  if (run.style === 'little' && (run.group & (run.group - 1)) !== 0) {
    yield* complain(tool, 'number of octets per group must be a power of 2 with -e.', 1);
  }
  const [inputName = '-', outputName = '-'] = operands;
  let input = 0;
  if (inputName !== '-') {
    input = tool.system.open(inputName, O_RDONLY);
    if (input < 0) yield* complain(tool, `${inputName}: ${strerror(input)}`, 2);
  }
  let out = tool.out;
  let output = 1;
  if (outputName !== '-') {
    output = tool.system.open(outputName, run.reverts ? O_WRONLY | O_CREAT : O_RDWR | O_CREAT, 0o666);
    if (output < 0) yield* complain(tool, `${outputName}: ${strerror(output)}`, 3);
    if (!run.reverts) tool.system.ftruncate(output, 0);
    out = new Output(tool.system, output);
  }
  if (run.reverts) {
    if (run.style !== 'normal' && run.style !== 'plain') {
      yield* complain(tool, 'sorry, cannot revert this type of hexdump', 255);
    }
    const base = run.seekNegative ? -run.seek : run.seek;
    return yield* revert(tool, { input, output, plain: run.style === 'plain', columns: run.columns, base });
  }
  const start = yield* seekStart(tool, run, input);
  if (start === null) return 0;
  if (run.style === 'c') yield* cStyle(tool, out, run, input, inputName);
  else if (run.style === 'plain') yield* plainStyle(tool, out, run, input);
  else yield* lines(tool, out, run, input, start);
  yield* out.flush();
  if (out !== tool.out && out.errno !== 0) yield* complain(tool, strerror(out.errno), 3);
  return tool.status;
});

function* complain(tool: Tool, text: string, status: number): Blocking<void> {
  yield* printError(tool.system, `${tool.name}: ${text}\n`);
  tool.exit(status);
}

function* usage(tool: Tool): Blocking<never> {
  yield* printError(tool.system, `Usage:\n       ${tool.name} [options] [infile [outfile]]\n`);
  return tool.exit(1);
}

/** xxd reads its options by hand: the first letters decide, a value may stand in the same word. */
function* options(tool: Tool, run: XxdRun): Blocking<readonly string[]> {
  const words = tool.argv.slice(1);
  while (words[0]?.startsWith('-') && words[0] !== '-') {
    let word = words.shift() as string;
    if (word === '--') break;
    if (word.startsWith('--')) word = word.slice(1);
    const letter = word[1]!;
    const takesValue = 'cglosn'.includes(letter) && !word.startsWith('-cap');
    const inWord =
      letter === 'n' || letter === 'c' || letter === 'g' || letter === 'l' || letter === 'o' || letter === 's';
    let value = '';
    if (takesValue && inWord) {
      const rest = word.slice(2);
      const isName = /^(cols|group|len|offset|skip|seek|name)$/.test(word.slice(1));
      if (rest !== '' && !isName) value = rest;
      else {
        if (words.length === 0) yield* usage(tool);
        value = words.shift()!;
      }
    }
    if (word.startsWith('-cap') || letter === 'C') run.capitals = true;
    else if (letter === 'a') run.autoskip = !run.autoskip;
    else if (letter === 'b') run.style = 'bits';
    else if (letter === 'e') run.style = 'little';
    else if (letter === 'u') run.upper = true;
    else if (letter === 'p') run.style = 'plain';
    else if (letter === 'i') run.style = 'c';
    else if (letter === 'd') run.decimal = true;
    else if (letter === 'r') run.reverts = true;
    else if (letter === 'E') run.ebcdic = true;
    else if (letter === 'v') {
      yield* printError(tool.system, `${tool.name} 2022-01-14 by Juergen Weigert et al.\n`);
      tool.exit(0);
    } else if (letter === 'c') run.columns = number(value);
    else if (letter === 'g') run.group = number(value);
    else if (letter === 'o') run.offset = number(value);
    else if (letter === 'l') run.length = Math.max(0, number(value));
    else if (letter === 'n') run.name = value;
    else if (letter === 's') {
      run.seekRelative = value.startsWith('+');
      const rest = run.seekRelative ? value.slice(1) : value;
      run.seekNegative = rest.startsWith('-');
      run.seek = Math.abs(number(rest));
    } else yield* usage(tool);
  }
  return words;
}

/** `strtol` with base 0; what is no number is 0. */
function number(text: string): number {
  const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text);
  if (match === null) return 0;
  const digits = match[2]!;
  const value = /^0[0-7]/.test(digits) ? Number(`0o${digits.slice(1)}`) : Number(digits);
  return Math.min(Number.MAX_SAFE_INTEGER, value) * (match[1] === '-' ? -1 : 1);
}

function columns({ style, columns }: XxdRun): number {
  if (columns !== null && columns > 0) return columns;
  if (style === 'plain') return columns === 0 ? 0 : 30;
  return style === 'c' ? 12 : style === 'bits' ? 6 : 16;
}

function group({ style, group, columns }: XxdRun): number {
  const standard = style === 'bits' ? 1 : style === 'little' ? 4 : style === 'plain' || style === 'c' ? 0 : 2;
  const wanted = group === null || group < 0 ? standard : group;
  return wanted < 1 || wanted > columns! ? columns! : wanted;
}

/** Goes to where the dump starts; null when that is behind the end. */
function* seekStart(tool: Tool, run: XxdRun, input: number): Blocking<number | null> {
  if (run.seek === 0 && !run.seekNegative) {
    return run.seekRelative ? Math.max(0, tool.system.lseek(input, 0, SEEK_CUR)) : 0;
  }
  const { system } = tool;
  const whence = run.seekRelative ? SEEK_CUR : run.seekNegative ? SEEK_END : SEEK_SET;
  const place = system.lseek(input, run.seekNegative ? -run.seek : run.seek, whence);
  if (place >= 0) return run.seekRelative || run.seekNegative ? place : run.seek;
  if (run.seekNegative) {
    yield* printError(system, `${tool.name}: sorry cannot seek.\n`);
    return tool.exit(4);
  }
  for (let left = run.seek; left > 0; ) {
    const bytes = yield* system.read(input, Math.min(READ_BYTES, left));
    if (typeof bytes === 'number' || bytes.length === 0) {
      yield* printError(system, `${tool.name}: sorry cannot seek.\n`);
      return tool.exit(4);
    }
    left -= bytes.length;
  }
  return run.seek;
}

/** Up to `count` bytes, fewer only at the end. */
class ByteReader {
  readonly #tool: Tool;
  readonly #fd: number;
  #left: number;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(tool: Tool, fd: number, limit: number) {
    this.#tool = tool;
    this.#fd = fd;
    this.#left = limit;
  }

  *take(count: number): Blocking<Uint8Array> {
    const wanted = Math.min(count, this.#left);
    const bytes = new Uint8Array(wanted);
    let have = 0;
    while (have < wanted) {
      if (this.#at >= this.#chunk.length) {
        const read = yield* this.#tool.read(this.#fd, READ_BYTES);
        if (typeof read === 'number') yield* complain(this.#tool, strerror(read), 2);
        if (read === null || typeof read === 'number') break;
        this.#chunk = read;
        this.#at = 0;
      }
      const step = Math.min(wanted - have, this.#chunk.length - this.#at);
      bytes.set(this.#chunk.subarray(this.#at, this.#at + step), have);
      this.#at += step;
      have += step;
    }
    this.#left -= have;
    yield* this.#tool.spend(have * BYTE_NS);
    return bytes.subarray(0, have);
  }
}

function* cStyle(tool: Tool, out: Output, run: XxdRun, input: number, inputName: string): Blocking<void> {
  const named = run.name ?? (inputName === '-' ? null : inputName);
  let name = '';
  if (named !== null) {
    name = (/^\d/.test(named) ? '__' : '') + named.replace(/[^A-Za-z0-9]/g, '_');
    if (run.capitals) name = name.toUpperCase();
    yield* out.put(`unsigned char ${name}[] = {\n`);
  }
  const reader = new ByteReader(tool, input, run.length);
  const mark = run.upper ? 'X' : 'x';
  let total = 0;
  for (;;) {
    const bytes = yield* reader.take(run.columns!);
    if (bytes.length === 0) break;
    let line = total === 0 ? '  ' : ',\n  ';
    bytes.forEach((byte, at) => {
      line += `${at === 0 ? '' : ', '}0${mark}${hex(byte, run.upper)}`;
    });
    yield* out.put(line);
    total += bytes.length;
    if (out.errno !== 0) return;
  }
  if (total > 0) yield* out.put('\n');
  if (named !== null) yield* out.put(`};\nunsigned int ${name}_${run.capitals ? 'LEN' : 'len'} = ${total};\n`);
}

function* plainStyle(tool: Tool, out: Output, run: XxdRun, input: number): Blocking<void> {
  const reader = new ByteReader(tool, input, run.length);
  const wide = run.columns === 0;
  let any = false;
  for (;;) {
    const bytes = yield* reader.take(wide ? READ_BYTES : run.columns!);
    if (bytes.length === 0) break;
    any = true;
    let line = '';
    for (const byte of bytes) line += hex(byte, run.upper);
    yield* out.put(wide ? line : `${line}\n`);
    if (out.errno !== 0) return;
  }
  if (wide && any) yield* out.put('\n');
}

function* lines(tool: Tool, out: Output, run: XxdRun, input: number, start: number): Blocking<void> {
  const reader = new ByteReader(tool, input, run.length);
  const columns = run.columns!;
  let address = start + run.offset;
  /** Lines of zeros in a row, and the last of them. */
  let zeros = 0;
  let held = '';
  for (;;) {
    const bytes = yield* reader.take(columns);
    if (bytes.length === 0) break;
    const line = dumpLine(run, bytes, address);
    address += bytes.length;
    const isZero = run.autoskip && bytes.length === columns && bytes.every((byte) => byte === 0);
    if (!isZero) {
      if (zeros > 2) yield* out.put(zeros === 3 ? held : '*\n');
      else if (zeros === 2) yield* out.put(held);
      zeros = 0;
      held = '';
      yield* out.put(line);
    } else {
      zeros++;
      if (zeros === 1) yield* out.put(line);
      else if (zeros === 2) held = line;
      else if (zeros === 3) held += line;
    }
    if (out.errno !== 0) return;
  }
  // A run of zeros at the end shows its last line.
  if (zeros === 2) yield* out.put(held);
  else if (zeros > 2) yield* out.put(`*\n${dumpLine(run, new Uint8Array(columns), address - columns)}`);
}

function hex(byte: number, upper: boolean): string {
  const text = (byte + 256).toString(16).slice(1);
  return upper ? text.toUpperCase() : text;
}

function dumpLine(run: XxdRun, bytes: Uint8Array, address: number): string {
  const columns = run.columns!;
  const group = run.group!;
  const place = (address >>> 0 === address ? address : address % 2 ** 64).toString(run.decimal ? 10 : 16);
  const digits = run.style === 'bits' ? 8 : 2;
  const text = `${place.padStart(8, '0')}: `;
  const groupWidth = digits * group + 1;
  const start = text.length;
  const textStart = start + 2 + Math.floor((groupWidth * columns - 1) / group);
  const cells: string[] = new Array(textStart + bytes.length).fill(' ');
  const put = (at: number, piece: string): void => {
    for (let i = 0; i < piece.length; i++) cells[at + i] = piece[i]!;
  };
  put(0, text);
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    const place = run.style === 'little' ? at ^ (group - 1) : at;
    const piece = run.style === 'bits' ? byte.toString(2).padStart(8, '0') : hex(byte, run.upper);
    put(start + Math.floor((groupWidth * place) / group), piece);
    const code = run.ebcdic ? (byte < 64 ? 46 : EBCDIC.charCodeAt(byte - 64)) : byte;
    put(textStart + at, code >= 32 && code < 127 ? String.fromCharCode(code) : '.');
  }
  return `${cells.join('').slice(0, textStart + bytes.length)}\n`;
}
