/** hexdump and hd of bsdextrautils 2.38.1 (`text-utils/hexdump.c`, `hexdump-display.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { EINVAL, ERANGE, strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { LineReader } from '../libc/stdio.ts';
import { realOf, realText } from '../text/real-format.ts';
import { type Tool, type ToolInfo, tool } from '../text/tool.ts';
import { BLOCK_MAX, type FormatString, type PrintUnit, parseFormat, settleFormat } from './hexdump-format.ts';
import { InputChain } from './input-chain.ts';
import { integerText } from './printf.ts';

const OFFSET = '"%07.7_ax " ';
const END = '"%07.7_Ax\n"';

/** The formats behind the letters. */
const prepared: Readonly<Record<string, readonly string[]>> = {
  b: [END, `${OFFSET} 16/1 "%03o " "\\n"`],
  c: [END, `${OFFSET} 16/1 "%3_c " "\\n"`],
  C: ['"%08.8_Ax\n"', '"%08.8_ax  " 8/1 "%02x " "  " 8/1 "%02x " ', '"  |" 16/1 "%_p" "|\\n"'],
  d: [END, `${OFFSET} 8/2 "  %05u " "\\n"`],
  o: [END, `${OFFSET} 8/2 " %06o " "\\n"`],
  x: [END, `${OFFSET} 8/2 "   %04x " "\\n"`],
  plain: [END, `${OFFSET} 8/2 "%04x " "\\n"`],
};

const long = {
  'one-byte-octal': { key: 'b' },
  'one-byte-char': { key: 'c' },
  canonical: { key: 'C' },
  'two-bytes-decimal': { key: 'd' },
  'two-bytes-octal': { key: 'o' },
  'two-bytes-hex': { key: 'x' },
  format: { argument: 'required', key: 'e' },
  'format-file': { argument: 'required', key: 'f' },
  color: { argument: 'optional', key: 'L' },
  length: { argument: 'required', key: 'n' },
  skip: { argument: 'required', key: 's' },
  'no-squeezing': { key: 'v' },
} as const;

const info: ToolInfo = {
  name: 'hexdump',
  package: 'util-linux',
  version: '2.38.1',
  usage: '[options] <file>...',
  shortName: true,
};

const BYTE_NS = 30;

export const hexdump = tool(info, function* (tool): Blocking<number> {
  const formats: FormatString[] = [];
  let squeezes = true;
  let limit = Infinity;
  let skip = 0;
  const add = function* (text: string): Blocking<void> {
    const format = parseFormat(text);
    if (typeof format === 'string') yield* tool.die(format);
    else formats.push(format);
  };
  const use = function* (letter: string): Blocking<void> {
    for (const text of prepared[letter]!) yield* add(text);
  };
  if (tool.name === 'hd') yield* use('C');
  for (const option of tool.options({ short: 'bcCde:f:L::n:os:vxhV', long })) {
    const { key, value } = option;
    if (prepared[key] !== undefined && key.length === 1) yield* use(key);
    else if (key === 'e') yield* add(value!);
    else if (key === 'f') yield* addFile(tool, value!, add);
    else if (key === 'n') limit = yield* size(tool, 'length', value!);
    else if (key === 's') skip = yield* size(tool, 'offset', value!);
    else if (key === 'v') squeezes = false;
    else if (key === 'h' || key === 'V') yield* tool.other({ key: key === 'h' ? 'help' : 'version', value: null });
    else if (key !== 'L') yield* tool.other(option);
  }
  if (formats.length === 0) yield* use('plain');
  const blockBytes = formats.reduce((most, { bytes }) => Math.max(most, bytes), 0);
  for (const format of formats) settleFormat(format, blockBytes);
  if (blockBytes === 0 || blockBytes > BLOCK_MAX) return tool.status;
  const display = new Display(tool, formats, blockBytes, squeezes);
  return yield* display.run(skip, limit);
});

function* addFile(tool: Tool, name: string, add: (text: string) => Blocking<void>): Blocking<void> {
  const fd = tool.system.open(name, 0);
  if (fd < 0) yield* tool.die(`can't read ${name}: ${strerror(fd)}`);
  const lines = new LineReader(tool.system, fd);
  for (;;) {
    const line = yield* lines.next();
    if (line === null) break;
    const text = line.replace(/\n$/, '').replace(/^[ \t\v\f\r]+/, '');
    if (text !== '' && !text.startsWith('#')) yield* add(text);
  }
  tool.close(fd);
}

function* size(tool: Tool, what: string, text: string): Blocking<number> {
  const match = /^(.*\d)(K|M|G|T|P|E|k|m|g|t|p|e)?(iB|B)?$/s.exec(text);
  const parsed = parseNumber(match?.[1] ?? '', '', { base: 0 });
  if (match === null || parsed.error === 'invalid' || parsed.error === 'suffix') {
    return yield* tool.die(`failed to parse ${what}: '${text}': ${strerror(EINVAL)}`);
  }
  const power = match[2] === undefined ? 0 : 'KMGTPE'.indexOf(match[2].toUpperCase()) + 1;
  const value = Number(parsed.value) * (match[3] === 'B' ? 1000 : 1024) ** power;
  if (parsed.error === 'overflow' || value >= 2 ** 63) {
    yield* tool.die(`failed to parse ${what}: '${text}': ${strerror(ERANGE)}`);
  }
  return Math.min(Number.MAX_SAFE_INTEGER, value);
}

class Display {
  readonly #tool: Tool;
  readonly #formats: readonly FormatString[];
  readonly #blockBytes: number;
  readonly #squeezes: boolean;
  #failed = false;

  constructor(tool: Tool, formats: readonly FormatString[], blockBytes: number, squeezes: boolean) {
    this.#tool = tool;
    this.#formats = formats;
    this.#blockBytes = blockBytes;
    this.#squeezes = squeezes;
  }

  *run(skip: number, limit: number): Blocking<number> {
    const tool = this.#tool;
    const { operands } = tool;
    const failed = (name: string, error: number, isOpening: boolean): Blocking<void> => {
      if (isOpening) this.#failed = true;
      return tool.warn(`${name === '-' && !isOpening ? 'stdin' : name}: ${strerror(error)}`);
    };
    const input = new InputChain(tool, operands, failed, false);
    const blockBytes = this.#blockBytes;
    let block = new Uint8Array(blockBytes);
    let before = new Uint8Array(blockBytes);
    const missing = yield* input.skip(skip, true);
    if (input.cannotSeek) return 1;
    let address = skip - missing;
    let end: number | null = null;
    let state: 'first' | 'shown' | 'repeated' = 'first';
    for (let left = limit; end === null && tool.out.errno === 0; ) {
      const wanted = Math.min(blockBytes, left);
      const have = wanted === 0 ? 0 : yield* input.take(block, 0, wanted, left);
      left -= have;
      yield* tool.spend(have * BYTE_NS);
      if (have === 0) break;
      if (have < blockBytes) {
        block.fill(0, have);
        end = address + have;
      } else if (this.#squeezes && state !== 'first' && same(block, before)) {
        if (state !== 'repeated') yield* tool.out.put('*\n');
        state = 'repeated';
        address += blockBytes;
        continue;
      }
      if (have === blockBytes) state = 'shown';
      yield* tool.out.put(this.#block(block, address, end));
      [block, before] = [before, block];
      if (end === null) address += blockBytes;
    }
    if (input.opened === 0 && this.#failed) yield* tool.die('all input file arguments failed');
    end ??= address;
    if (end > 0) yield* tool.out.put(this.#end(end));
    return this.#failed ? 1 : tool.status;
  }

  #block(bytes: Uint8Array, start: number, end: number | null): string {
    const view = new DataView(bytes.buffer);
    let text = '';
    for (const { units } of this.#formats) {
      let at = 0;
      for (const unit of units) {
        if (unit.isEnd) break;
        for (let left = unit.repetitions; left > 0; left--) {
          for (const print of unit.units) {
            const isBeyond = end !== null && start + at >= end;
            if (print.kind === 'text') text += left === 1 && print.trimmed !== null ? print.trimmed : print.before;
            else if (isBeyond) text += print.before + ' '.repeat(print.width);
            else text += print.before + shown(print, view, at, start);
            at += print.bytes;
          }
        }
      }
    }
    return text;
  }

  /** What the `_A` format shows at the end. */
  #end(address: number): string {
    const unit = this.#formats.flatMap(({ units }) => units).findLast(({ isEnd }) => isEnd);
    if (unit === undefined) return '';
    let text = '';
    for (const print of unit.units) {
      if (print.kind === 'text') text += print.before;
      else if (print.kind === 'address') text += print.before + addressText(print, address);
    }
    return text;
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function addressText(print: PrintUnit, address: number): string {
  return integerText(BigInt(address), print.letter, print);
}

const names =
  'nul soh stx etx eot enq ack bel bs ht lf vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us'.split(
    ' ',
  );
const escapes: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

function shown(print: PrintUnit, view: DataView, at: number, start: number): string {
  const { kind, bytes, letter, flags, width } = print;
  const pad = (text: string): string => (flags.includes('-') ? text.padEnd(width) : text.padStart(width));
  switch (kind) {
    case 'address':
      return addressText(print, start + at);
    case 'character': {
      const code = view.getUint8(at);
      if (letter === 'c') return pad(String.fromCharCode(code));
      if (code >= 32 && code < 127) return pad(String.fromCharCode(code));
      return pad(escapes[code] ?? code.toString(8).padStart(3, '0'));
    }
    case 'named': {
      const code = view.getUint8(at);
      if (code < 32) return pad(names[code]!);
      if (code === 127) return pad('del');
      return pad(code < 127 ? String.fromCharCode(code) : code.toString(16));
    }
    case 'printable': {
      const code = view.getUint8(at);
      return pad(code >= 32 && code < 127 ? String.fromCharCode(code) : '.');
    }
    case 'string': {
      let text = '';
      for (let i = 0; i < bytes && view.getUint8(at + i) !== 0; i++) text += String.fromCharCode(view.getUint8(at + i));
      return pad(print.precision < 0 ? text : text.slice(0, print.precision));
    }
    case 'double': {
      const value = bytes === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true);
      return realText(realOf(value), letter, print);
    }
    default:
      return integerText(integer(view, at, bytes, kind === 'int'), letter, print);
  }
}

function integer(view: DataView, at: number, bytes: number, isSigned: boolean): bigint {
  if (bytes === 8) return isSigned ? view.getBigInt64(at, true) : view.getBigUint64(at, true);
  if (bytes === 4) return BigInt(isSigned ? view.getInt32(at, true) : view.getUint32(at, true));
  if (bytes === 2) return BigInt(isSigned ? view.getInt16(at, true) : view.getUint16(at, true));
  return BigInt(isSigned ? view.getInt8(at) : view.getUint8(at));
}
