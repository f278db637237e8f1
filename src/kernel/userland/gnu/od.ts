/** od of coreutils 9.1 (`src/od.c`): bytes of several files in a row, by blocks, in several forms. */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { numberComplaint, parseNumber } from '../libc/numbers.ts';
import { quote, quoteFile } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import { argmatch } from '../text/argmatch.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';
import { InputChain } from './input-chain.ts';
import { type OdFormat, odLine, parseOdFormats } from './od-format.ts';

const long = {
  'skip-bytes': { argument: 'required', key: 'j' },
  'address-radix': { argument: 'required', key: 'A' },
  'read-bytes': { argument: 'required', key: 'N' },
  format: { argument: 'required', key: 't' },
  'output-duplicates': { key: 'v' },
  strings: { argument: 'optional', key: 'S' },
  traditional: {},
  endian: { argument: 'required' },
  width: { argument: 'optional', key: 'w' },
} as const;

/** Options of old, as `-t` types. */
const oldTypes: Readonly<Record<string, string>> = {
  a: 'a',
  b: 'o1',
  c: 'c',
  D: 'u4',
  d: 'u2',
  F: 'fD',
  e: 'fD',
  f: 'fF',
  H: 'x4',
  X: 'x4',
  i: 'dI',
  I: 'dL',
  L: 'dL',
  l: 'dL',
  O: 'o4',
  B: 'o2',
  o: 'o2',
  s: 'd2',
  h: 'x2',
  x: 'x2',
};

const BYTE_NS = 20;
const WIDTH_MAX = 1 << 20;
const SUFFIXES = 'bEGKkMmPTYZ0';

type Radix = 'o' | 'd' | 'x' | 'n';

interface OdRun {
  radix: Radix;
  /** How the second address of the traditional form differs; null without one. */
  pseudo: number | null;
  skip: number;
  limit: number;
  width: number | null;
  showsAll: boolean;
  strings: number | null;
  little: boolean;
}

export const od = tool(coreutils('od', '[OPTION]... [FILE]...'), function* (tool): Blocking<number> {
  const run: OdRun = {
    radix: 'o',
    pseudo: null,
    skip: 0,
    limit: Infinity,
    width: null,
    showsAll: false,
    strings: null,
    little: true,
  };
  const formats: OdFormat[] = [];
  let modern = false;
  let traditional = false;
  let failed = false;
  for (const option of tool.options({ short: 'A:aBbcDdeFfHhIij:LlN:OoS:st:vw::Xx', long })) {
    const { key, value } = option;
    if ('AjNtvSw'.includes(key) && key.length === 1) modern = true;
    switch (key) {
      case 'A':
        if (!'odxn'.includes(value![0] ?? '?')) {
          yield* tool.die(`invalid output address radix '${value![0] ?? '\0'}'; it must be one character from [doxn]`);
        }
        run.radix = value![0] as Radix;
        break;
      case 'j':
        run.skip = yield* count(tool, '-j', value!);
        break;
      case 'N':
        run.limit = yield* count(tool, '-N', value!);
        break;
      case 'S':
        run.strings = value === null ? 3 : yield* count(tool, '-S', value);
        break;
      case 't': {
        const parsed = parseOdFormats(value!, quote);
        if (typeof parsed === 'string') {
          yield* tool.warn(parsed);
          failed = true;
        } else formats.push(...parsed);
        break;
      }
      case 'v':
        run.showsAll = true;
        break;
      case 'traditional':
        traditional = true;
        break;
      case 'endian':
        run.little = yield* argmatch(tool, '--endian', value!, [
          ['little', true],
          ['big', false],
        ]);
        break;
      case 'w':
        run.width = value === null ? 32 : yield* count(tool, '-w', value, '');
        break;
      default: {
        const old = oldTypes[key];
        if (old === undefined) yield* tool.other(option);
        else formats.push(...(parseOdFormats(old, quote) as OdFormat[]));
      }
    }
  }
  if (failed) return 1;
  if (run.strings !== null && formats.length > 0) yield* tool.die('no type may be specified when dumping strings');
  const names = !modern || traditional ? yield* oldOffsets(tool, run, traditional) : tool.operands;
  if (formats.length === 0) formats.push(...(parseOdFormats('o2', quote) as OdFormat[]));
  const input = new InputChain(tool, names, (name, error) => tool.fail(`${quoteFile(name)}: ${strerror(error)}`), true);
  if ((yield* input.skip(run.skip)) > 0) yield* tool.die('cannot skip past end of combined input');
  if (!(yield* input.start())) return tool.status;
  if (run.strings !== null) yield* strings(tool, run, input, run.strings);
  else yield* dump(tool, run, input, formats);
  return tool.status;
});

function* count(tool: Tool, option: string, text: string, suffixes = SUFFIXES): Blocking<number> {
  const { value, error } = parseNumber(text, suffixes, { base: 0 });
  if (error !== null) yield* tool.die(numberComplaint(error, option, quote(text)));
  return Math.min(Number.MAX_SAFE_INTEGER, Number(value));
}

/** `FILE OFFSET` and, in the traditional form, `OFFSET LABEL`; gives the files. */
function* oldOffsets(tool: Tool, run: OdRun, traditional: boolean): Blocking<readonly string[]> {
  const words = tool.operands;
  const last = words.at(-1) ?? '';
  const looksOld = traditional || last.startsWith('+') || (words.length === 2 && /^\d/.test(last));
  const end = looksOld ? oldOffset(last) : null;
  if (words.length === 1 && end !== null) {
    run.skip = end;
    return [];
  }
  if (words.length === 2 && end !== null) {
    const start = traditional ? oldOffset(words[0]!) : null;
    run.skip = start ?? end;
    if (start === null) return [words[0]!];
    run.pseudo = end - start;
    return [];
  }
  if (words.length === 3 && traditional && end !== null) {
    const start = oldOffset(words[1]!);
    if (start !== null) {
      run.skip = start;
      run.pseudo = end - start;
      return [words[0]!];
    }
  }
  if (traditional && words.length > 1) {
    yield* tool.warn(`extra operand ${quote(words[1]!)}`);
    yield* tool.usage('compatibility mode supports at most one file');
  }
  return words;
}

function oldOffset(text: string): number | null {
  const match = /^\+?(?:0[xX]([0-9a-fA-F]+)|(\d+)\.|([0-7]+))(b|B)?$/.exec(text);
  if (match === null) return null;
  const [, hex, decimal, octal, block] = match;
  const value = hex !== undefined ? Number(`0x${hex}`) : decimal !== undefined ? Number(decimal) : Number(`0o${octal}`);
  return value * (block === 'b' ? 512 : block === 'B' ? 1024 : 1);
}

function address(run: OdRun, offset: number, end: string): string {
  if (run.radix === 'n') return run.pseudo === null ? '' : `(${plain(run, offset + run.pseudo)})${end}`;
  const label = run.pseudo === null ? '' : ` (${plain(run, offset + run.pseudo)})`;
  return plain(run, offset) + label + end;
}

function plain({ radix }: OdRun, offset: number): string {
  const base = radix === 'o' || radix === 'n' ? 8 : radix === 'd' ? 10 : 16;
  return offset.toString(base).padStart(radix === 'x' ? 6 : 7, '0');
}

function* dump(tool: Tool, run: OdRun, input: InputChain, formats: readonly OdFormat[]): Blocking<void> {
  const step = formats.reduce((most, { size }) => Math.max(most, size), 1);
  let width = step < 16 ? step * Math.floor(16 / step) : step;
  if (run.width !== null) {
    if (run.width !== 0 && run.width % step === 0 && run.width <= WIDTH_MAX) width = run.width;
    else {
      yield* printError(tool.system, `${tool.name}: warning: invalid width ${run.width}; using ${step} instead\n`);
      width = step;
    }
  }
  const blockWidth = formats.reduce((most, { size, width: one }) => Math.max(most, ((one + 1) * width) / size), 0);
  const addressBlank = ' '.repeat(run.radix === 'n' ? 0 : address({ ...run, pseudo: null }, 0, '').length);
  const block = new Uint8Array(width);
  const before = new Uint8Array(width);
  const view = new DataView(block.buffer);
  let offset = run.skip;
  let first = true;
  let repeated = false;
  for (let left = run.limit; left > 0 && tool.out.errno === 0; ) {
    const wanted = Math.min(width, left);
    const have = yield* input.take(block, 0, wanted, left);
    if (have === 0) break;
    left -= have;
    block.fill(0, have);
    yield* tool.spend(have * BYTE_NS);
    if (!run.showsAll && !first && have === width && same(block, before)) {
      if (!repeated) yield* tool.out.put('*\n');
      repeated = true;
    } else {
      repeated = false;
      let text = '';
      formats.forEach((format, index) => {
        text += index === 0 ? address(run, offset, '') : addressBlank;
        const pad = blockWidth - (format.width * width) / format.size;
        text += `${odLine(format, view, { blockBytes: width, count: have, pad, little: run.little })}\n`;
      });
      yield* tool.out.put(text);
    }
    first = false;
    before.set(block);
    offset += have;
    if (have < wanted) break;
  }
  yield* tool.out.put(address(run, offset, '\n'));
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** `-S`: texts of at least so many graphic characters that a zero byte ends. */
function* strings(tool: Tool, run: OdRun, input: InputChain, minimum: number): Blocking<void> {
  const chunk = new Uint8Array(4096);
  let offset = run.skip;
  let text = '';
  for (let left = run.limit; left > 0; ) {
    const have = yield* input.take(chunk, 0, Math.min(chunk.length, left), left);
    if (have === 0) return;
    left -= have;
    yield* tool.spend(have * BYTE_NS);
    for (let at = 0; at < have; at++, offset++) {
      const code = chunk[at]!;
      if (code >= 32 && code < 127) text += String.fromCharCode(code);
      else {
        if (code === 0 && text.length >= Math.max(1, minimum)) {
          yield* tool.out.put(`${address(run, offset - text.length, ' ')}${text}\n`);
        }
        text = '';
      }
    }
  }
  if (text.length >= Math.max(1, minimum)) yield* tool.out.put(`${address(run, offset - text.length, ' ')}${text}\n`);
}
