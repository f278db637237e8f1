/**
 * Escapes in sed's texts, patterns and replacements (sed 4.9 `normalize_text`, `convert_number`) and the parts of a
 * replacement (`setup_replace`).
 */
import type { CaseMode, ReplacementPart } from './sed-script.ts';

const controls: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const bases: Readonly<Record<string, readonly [number, number]>> = { d: [10, 3], o: [8, 3], x: [16, 2] };

/** The character an escape behind a backslash stands for, and how many characters it takes; null for others. */
function escapeAt(text: string, at: number): { readonly char: string; readonly length: number } | null {
  const c = text[at] ?? '';
  if (Object.hasOwn(controls, c)) return { char: controls[c]!, length: 1 };
  if (c === 'c' && at + 1 < text.length) {
    return { char: String.fromCharCode(text[at + 1]!.toUpperCase().charCodeAt(0) ^ 0x40), length: 2 };
  }
  if (!Object.hasOwn(bases, c)) return null;
  const [base, most] = bases[c]!;
  let value = 0;
  let length = 1;
  for (; length <= most; length++) {
    const digit = Number.parseInt(text[at + length] ?? '', base);
    if (Number.isNaN(digit)) break;
    value = value * base + digit;
  }
  return length === 1 ? null : { char: String.fromCharCode(value & 255), length };
}

/** A regular expression with its escapes resolved; a numbered character never is an operator. */
export function patternText(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (c !== '\\') {
      out += c;
      continue;
    }
    const next = text[at + 1] ?? '';
    const found = next === 'n' ? { char: '\n', length: 1 } : escapeAt(text, at + 1);
    if (found === null) {
      out += c + next;
      at++;
      continue;
    }
    const isNumber = found.length > 1;
    out += isNumber && '*.[]\\^$+?(){}|'.includes(found.char) ? `\\${found.char}` : found.char;
    at += found.length;
  }
  return out;
}

/** The text of `a`, `i`, `c`: escapes resolved, other backslashes taken out. */
export function plainText(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\') {
      out += text[at]!;
      continue;
    }
    const found = escapeAt(text, at + 1);
    if (found === null) out += text[++at] ?? '';
    else {
      out += found.char;
      at += found.length;
    }
  }
  return out;
}

const caseMarks: Readonly<Record<string, { readonly mode: CaseMode | null; readonly once: CaseMode }>> = {
  U: { mode: 'upper', once: 'none' },
  L: { mode: 'lower', once: 'none' },
  E: { mode: 'none', once: 'none' },
  u: { mode: null, once: 'upper' },
  l: { mode: null, once: 'lower' },
};

/** The parts of a replacement, and the highest group it names. */
export function replacementParts(text: string): {
  readonly parts: readonly ReplacementPart[];
  readonly highest: number;
} {
  const parts: ReplacementPart[] = [];
  let literal = '';
  let mode: CaseMode | null = null;
  let once: CaseMode = 'none';
  let highest = 0;
  const close = (group: number): void => {
    if (literal !== '' || group >= 0) {
      parts.push({ text: literal, group, mode, once });
      mode = null;
      once = 'none';
    }
    literal = '';
  };
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (c === '&') {
      close(0);
      continue;
    }
    if (c !== '\\' || at + 1 >= text.length) {
      literal += c;
      continue;
    }
    const next = text[at + 1]!;
    if (next >= '0' && next <= '9') {
      highest = Math.max(highest, Number(next));
      close(Number(next));
      at++;
      continue;
    }
    if (Object.hasOwn(caseMarks, next)) {
      close(-1);
      const mark = caseMarks[next]!;
      if (mark.mode !== null) mode = mark.mode;
      if (mark.once !== 'none') once = mark.once;
      at++;
      continue;
    }
    const found = escapeAt(text, at + 1);
    literal += found === null ? next : found.char;
    at += found === null ? 1 : found.length;
  }
  close(-1);
  // Case marks at the very end have nothing to work on.
  return { parts, highest };
}
