/** Backslash escapes of `$'…'`, as bash 5.2 `lib/sh/strtrans.c` (`ansicstr`) reads them. */

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

/** The bytes of the text between `$'` and `'`; a NUL ends it, as C strings do. */
export function ansiC(text: string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at++);
    if (char !== '\\' || at >= text.length) {
      result += char;
      continue;
    }
    const letter = text.charAt(at++);
    const simple = SIMPLE[letter];
    if (simple !== undefined) {
      result += simple;
      continue;
    }
    const octal = letter >= '0' && letter <= '7' ? digitsAt(text, at - 1, 3, 8) : '';
    if (octal !== '') {
      at += octal.length - 1;
      const code = Number.parseInt(octal, 8) & 0xff;
      if (code === 0) return result;
      result += String.fromCharCode(code);
      continue;
    }
    if (letter === 'x' || letter === 'u' || letter === 'U') {
      const braced = letter === 'x' && text.charAt(at) === '{';
      const digits = digitsAt(text, braced ? at + 1 : at, letter === 'x' ? 2 : letter === 'u' ? 4 : 8, 16);
      if (digits === '') {
        result += `\\${letter}`;
        continue;
      }
      at += digits.length + (braced ? 1 : 0);
      if (braced && text.charAt(at) === '}') at++;
      const code = Number.parseInt(digits, 16);
      if (code === 0) return result;
      result += letter === 'x' ? String.fromCharCode(code & 0xff) : utf8(code);
      continue;
    }
    if (letter === 'c' && at < text.length) {
      result += String.fromCharCode(text.charCodeAt(at++) & 0x1f);
      continue;
    }
    result += `\\${letter}`;
  }
  return result;
}

/** Digits of a base at a position, at most so many. */
export function digitsAt(text: string, at: number, most: number, base: 8 | 16): string {
  let end = at;
  while (end < text.length && end - at < most && isDigit(text.charCodeAt(end), base)) end++;
  return text.slice(at, end);
}

function isDigit(code: number, base: 8 | 16): boolean {
  if (base === 8) return code >= 0x30 && code <= 0x37;
  return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
}

/** A code point as the C locale's `$'\u…'` gives it: ASCII as a byte, the rest as an escape, for bash cannot convert it. */
export function utf8(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  const digits = code.toString(16).toUpperCase();
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
