/** The two strings of tr: escapes, ranges, classes, repeats (coreutils 9.1 `src/tr.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { quote } from '../libc/quote.ts';
import { characterClasses } from '../text/regex-syntax.ts';
import type { Tool } from '../text/tool.ts';

export type TrElement =
  | { readonly kind: 'char'; readonly code: number }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'equivalence'; readonly code: number }
  /** `count` 0: as many as are needed. */
  | { readonly kind: 'repeat'; readonly code: number; count: number };

interface Char {
  readonly code: number;
  readonly escaped: boolean;
}

const escapes: Readonly<Record<string, number>> = { '\\': 92, a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

function* plainChars(tool: Tool, text: string): Blocking<Char[]> {
  const chars: Char[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\') {
      chars.push({ code: text.charCodeAt(at), escaped: false });
      continue;
    }
    const next = text[++at];
    if (next === undefined) {
      yield* tool.warn('warning: an unescaped backslash at end of string is not portable');
      chars.push({ code: 92, escaped: false });
      break;
    }
    if (Object.hasOwn(escapes, next)) chars.push({ code: escapes[next]!, escaped: true });
    else if (next >= '0' && next <= '7') {
      const digits = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))![0];
      let code = Number.parseInt(digits, 8);
      let used = digits.length;
      if (code > 255) {
        used = 2;
        code = Number.parseInt(digits.slice(0, 2), 8);
        yield* tool.warn(
          `warning: the ambiguous octal escape \\${digits} is being\n\tinterpreted as the 2-byte sequence \\0${digits.slice(0, 2)}, ${digits[2]}`,
        );
      }
      chars.push({ code, escaped: true });
      at += used - 1;
    } else chars.push({ code: next.charCodeAt(0), escaped: true });
  }
  return chars;
}

function printable(code: number): string {
  return code >= 32 && code < 127 ? String.fromCharCode(code) : `\\${code.toString(8).padStart(3, '0')}`;
}

/** The elements of a string; a mistake ends the program. */
export function* parseSet(tool: Tool, text: string): Blocking<TrElement[]> {
  const chars = yield* plainChars(tool, text);
  const elements: TrElement[] = [];
  const is = (at: number, c: string): boolean => chars[at]?.code === c.charCodeAt(0) && !chars[at]!.escaped;
  let at = 0;
  while (at < chars.length) {
    if (is(at, '[')) {
      if (is(at + 1, ':') || is(at + 1, '=')) {
        const mark = String.fromCharCode(chars[at + 1]!.code);
        let end = at + 2;
        while (end < chars.length - 1 && !(is(end, mark) && is(end + 1, ']'))) end++;
        if (end < chars.length - 1) {
          const inner = chars.slice(at + 2, end);
          const name = String.fromCharCode(...inner.map(({ code }) => code));
          if (inner.length === 0) {
            yield* tool.die(
              mark === ':' ? "missing character class name '[::]'" : "missing equivalence class character '[==]'",
            );
          }
          if (mark === ':') {
            if (!Object.hasOwn(characterClasses, name)) {
              if (!(is(at + 2, '*') && name.length > 0)) yield* tool.die(`invalid character class ${quote(name)}`);
            } else {
              elements.push({ kind: 'class', name });
              at = end + 2;
              continue;
            }
          } else if (inner.length === 1) {
            elements.push({ kind: 'equivalence', code: inner[0]!.code });
            at = end + 2;
            continue;
          } else yield* tool.die(`${name}: equivalence class operand must be a single character`);
        }
      }
      // [c*] and [c*n]
      if (at + 3 < chars.length && is(at + 2, '*')) {
        let end = at + 3;
        while (end < chars.length && !is(end, ']') && !chars[end]!.escaped) end++;
        if (end < chars.length && is(end, ']')) {
          const digits = String.fromCharCode(...chars.slice(at + 3, end).map(({ code }) => code));
          const isNumber = /^\d*$/.test(digits) && !(digits.startsWith('0') && /[89]/.test(digits));
          if (!isNumber) yield* tool.die(`invalid repeat count ${quote(digits)} in [c*n] construct`);
          const count = digits === '' ? 0 : Number.parseInt(digits, digits.startsWith('0') ? 8 : 10);
          elements.push({ kind: 'repeat', code: chars[at + 1]!.code, count });
          at = end + 1;
          continue;
        }
      }
    }
    if (at + 2 < chars.length && is(at + 1, '-')) {
      const low = chars[at]!.code;
      const high = chars[at + 2]!.code;
      if (high < low) {
        yield* tool.die(
          `range-endpoints of ${quote(`${printable(low)}-${printable(high)}`)} are in reverse collating sequence order`,
        );
      }
      elements.push({ kind: 'range', low, high });
      at += 3;
      continue;
    }
    elements.push({ kind: 'char', code: chars[at]!.code });
    at++;
  }
  return elements;
}

/** The bytes an element stands for. */
export function expandElement(element: TrElement): number[] {
  switch (element.kind) {
    case 'char':
    case 'equivalence':
      return [element.code];
    case 'range':
      return Array.from({ length: element.high - element.low + 1 }, (_, i) => element.low + i);
    case 'class': {
      const test = characterClasses[element.name]!;
      return Array.from({ length: 256 }, (_, code) => code).filter(test);
    }
    case 'repeat':
      return new Array<number>(Math.min(element.count, 65536)).fill(element.code);
  }
}
