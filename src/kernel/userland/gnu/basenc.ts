/** base64 and base32 of coreutils 9.1 (`src/basenc.c`), with gnulib's decoders: what comes before a mistake is still printed. */
import type { Blocking } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteFile } from '../libc/quote.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

interface Base {
  readonly name: string;
  readonly letters: string;
  /** Bits of a letter, bytes and letters of a group. */
  readonly bits: number;
  readonly bytes: number;
  readonly group: number;
  /** Letters that a group may have before its padding. */
  readonly lengths: readonly number[];
}

const bases = {
  base64: {
    name: 'base64',
    letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
    bits: 6,
    bytes: 3,
    group: 4,
    lengths: [2, 3, 4],
  },
  base32: {
    name: 'base32',
    letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
    bits: 5,
    bytes: 5,
    group: 8,
    lengths: [2, 4, 5, 7, 8],
  },
} as const satisfies Record<string, Base>;

const BYTE_NS = 2;

const long = {
  decode: { key: 'd' },
  wrap: { argument: 'required', key: 'w' },
  'ignore-garbage': { key: 'i' },
} as const;

function baseTool(base: Base) {
  return tool(coreutils(base.name, '[OPTION]... [FILE]'), function* (tool): Blocking<number> {
    let decodes = false;
    let ignoresGarbage = false;
    let wrap = 76;
    for (const option of tool.options({ short: 'diw:', long })) {
      if (option.key === 'd') decodes = true;
      else if (option.key === 'i') ignoresGarbage = true;
      else if (option.key === 'w') {
        const { value, error } = parseNumber(option.value!, '', { signed: true });
        if ((error !== null && error !== 'overflow') || value < 0n) {
          yield* tool.die(`invalid wrap size: ${quote(option.value!)}`);
        }
        wrap = error === 'overflow' || value > 1n << 52n ? 0 : Number(value);
      } else yield* tool.other(option);
    }
    if (tool.operands.length > 1) yield* tool.usage(`extra operand ${quote(tool.operands[1]!)}`);
    const name = tool.operands[0] ?? '-';
    const fd = tool.open(name);
    if (fd < 0) yield* tool.die(`${quoteFile(name)}: ${strerror(fd)}`);
    if (decodes) yield* decode(tool, fd, base, ignoresGarbage);
    else yield* encode(tool, fd, base, wrap);
    tool.close(fd);
    return tool.status;
  });
}

function* readSome(tool: Tool, fd: number): Blocking<Uint8Array | null> {
  const bytes = yield* tool.read(fd, 32768);
  if (typeof bytes === 'number') return yield* tool.die(`read error: ${strerror(bytes)}`);
  if (bytes !== null) yield* tool.spend(bytes.length * BYTE_NS);
  return bytes;
}

function* encode(tool: Tool, fd: number, base: Base, wrap: number): Blocking<void> {
  let rest: Uint8Array = new Uint8Array(0);
  let column = 0;
  for (;;) {
    const bytes = yield* readSome(tool, fd);
    const all = new Uint8Array(rest.length + (bytes?.length ?? 0));
    all.set(rest);
    if (bytes !== null) all.set(bytes, rest.length);
    const whole = bytes === null ? all.length : all.length - (all.length % base.bytes);
    const text = encoded(all.subarray(0, whole), base);
    rest = all.slice(whole);
    if (wrap === 0) yield* tool.out.put(text);
    else {
      for (let at = 0; at < text.length; ) {
        const piece = text.slice(at, at + wrap - column);
        at += piece.length;
        column += piece.length;
        yield* tool.out.put(piece);
        if (column === wrap) {
          yield* tool.out.put('\n');
          column = 0;
        }
      }
    }
    if (bytes === null) break;
    if (tool.out.errno !== 0) return;
  }
  if (column > 0) yield* tool.out.put('\n');
}

function encoded(bytes: Uint8Array, { letters, bits, bytes: size, group }: Base): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += size) {
    const have = Math.min(size, bytes.length - at);
    const used = Math.ceil((have * 8) / bits);
    let waiting = 0;
    let count = 0;
    let next = at;
    for (let letter = 0; letter < used; letter++) {
      if (count < bits) {
        waiting = (waiting << 8) | (next < bytes.length ? bytes[next]! : 0);
        next++;
        count += 8;
      }
      count -= bits;
      text += letters[(waiting >> count) & ((1 << bits) - 1)]!;
      waiting &= (1 << count) - 1;
    }
    if (used < group) text += '='.repeat(group - used);
  }
  return text;
}

function* decode(tool: Tool, fd: number, base: Base, ignoresGarbage: boolean): Blocking<void> {
  const values = new Int8Array(256).fill(-1);
  for (let value = 0; value < base.letters.length; value++) values[base.letters.charCodeAt(value)] = value;
  const { group } = base;
  let waiting = '';
  for (;;) {
    const bytes = yield* readSome(tool, fd);
    let text = '';
    if (bytes !== null) {
      const chunk = latin1Text(bytes);
      let start = 0;
      for (let at = 0; at <= chunk.length; at++) {
        const code = at < chunk.length ? chunk.charCodeAt(at) : 10;
        const isSkipped = ignoresGarbage ? code !== 61 && values[code]! < 0 : code === 10;
        if (at < chunk.length && !isSkipped) continue;
        text += chunk.slice(start, at);
        start = at + 1;
      }
    }
    waiting += text;
    const whole = bytes === null ? waiting.length : waiting.length - (waiting.length % group);
    let out = '';
    for (let at = 0; at < whole; at += group) {
      const { output, ok } = decodeGroup(waiting.slice(at, Math.min(at + group, whole)), base, values);
      out += output;
      if (ok) continue;
      yield* tool.out.put(out);
      yield* tool.die('invalid input');
    }
    yield* tool.out.put(out);
    waiting = waiting.slice(whole);
    if (bytes === null) return;
  }
}

/** One group; what could be read of a wrong one is output too. */
function decodeGroup(
  text: string,
  { bits, group, lengths }: Base,
  values: Int8Array,
): { readonly output: string; readonly ok: boolean } {
  let output = '';
  let waiting = 0;
  let count = 0;
  // Base 32 wants all eight letters before it looks at any.
  if (group === 8 && text.length < group) return { output, ok: false };
  for (let step = 0; step < lengths.length; step++) {
    const from = step === 0 ? 0 : lengths[step - 1]!;
    const to = lengths[step]!;
    if (step > 0 && text[from] === '=') {
      const isPadding = text.length === group && text.slice(from) === '='.repeat(group - from);
      return { output, ok: isPadding };
    }
    for (let at = from; at < to; at++) {
      const value = at < text.length ? values[text.charCodeAt(at)]! : -1;
      if (value < 0) return { output, ok: false };
      waiting = (waiting << bits) | value;
      count += bits;
    }
    count -= 8;
    output += String.fromCharCode((waiting >> count) & 255);
    waiting &= (1 << count) - 1;
  }
  return { output, ok: true };
}

export const base64 = baseTool(bases.base64);
export const base32 = baseTool(bases.base32);
