/** `echo`: bash 5.2 `builtins/echo.def` (escapes only with `-e` or xpg_echo), and that of BusyBox ash. */
import { digitsAt, utf8 } from '../ansi-c.ts';
import type { BuiltinFunction } from '../builtin.ts';

export const echoBuiltin: BuiltinFunction = (shell, args) => {
  let newline = true;
  const isStandard = shell.options.shopt('xpg_echo');
  let escapes = isStandard;
  let at = 0;
  // With xpg_echo in POSIX mode there are no options.
  for (; at < args.length && !isStandard; at++) {
    const word = args[at] as string;
    if (word.length < 2 || word.charCodeAt(0) !== 0x2d || !isOptionWord(word)) break;
    for (let index = 1; index < word.length; index++) {
      const letter = word.charAt(index);
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  let text = at === 0 ? args.join(' ') : args.slice(at).join(' ');
  if (escapes && text.includes('\\')) {
    const expanded = expandEscapes(text);
    text = expanded.text;
    if (expanded.stops) newline = false;
  }
  shell.print(newline ? `${text}\n` : text);
  return 0;
};

/** That of BusyBox takes the same options; that of dash only `-n`, and always reads escapes. */
export const ashEcho: BuiltinFunction = (shell, args, name) => {
  if (!shell.dialect.isDash) return echoBuiltin(shell, args, name);
  const isBare = args[0] === '-n';
  const { text, stops } = expandEscapes((isBare ? args.slice(1) : args).join(' '));
  shell.print(isBare || stops ? text : `${text}\n`);
  return 0;
};

function isOptionWord(word: string): boolean {
  for (let index = 1; index < word.length; index++) if (!'neE'.includes(word.charAt(index))) return false;
  return true;
}

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
};

/** Escapes of `echo -e` and `printf %b`; `stops` when a `\c` ended it. */
export function expandEscapes(text: string, isPrintf = false): { readonly text: string; readonly stops: boolean } {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('\\', at);
    if (next < 0 || next === text.length - 1) break;
    result += text.slice(at, next);
    const letter = text.charAt(next + 1);
    at = next + 2;
    if (letter === 'c') return { text: result, stops: true };
    const simple = SIMPLE[letter];
    if (simple !== undefined) result += simple;
    else if (isPrintf && (letter === "'" || letter === '"' || letter === '?')) result += letter;
    else if (letter === '0') {
      const digits = digitsAt(text, at, 3, 8);
      at += digits.length;
      result += String.fromCharCode(Number.parseInt(digits || '0', 8) & 0xff);
    } else if (isPrintf && letter >= '1' && letter <= '7') {
      const digits = digitsAt(text, at - 1, 3, 8);
      at += digits.length - 1;
      result += String.fromCharCode(Number.parseInt(digits, 8) & 0xff);
    } else if (letter === 'x' || letter === 'u' || letter === 'U') {
      const digits = digitsAt(text, at, letter === 'x' ? 2 : letter === 'u' ? 4 : 8, 16);
      at += digits.length;
      if (digits === '') result += `\\${letter}`;
      else {
        const code = Number.parseInt(digits, 16);
        result += letter === 'x' ? String.fromCharCode(code) : utf8(code);
      }
    } else result += `\\${letter}`;
  }
  return { text: result + text.slice(at), stops: false };
}
