/** echo of coreutils 9.1 (`src/echo.c`), a program of its own beside the shell's. */
import { coreutils, tool } from '../text/tool.ts';

export const echo = tool(coreutils('echo', '[SHORT-OPTION]... [STRING]...'), function* (tool) {
  const words = tool.argv.slice(1);
  if (words.length === 1 && (words[0] === '--help' || words[0] === '--version')) {
    yield* tool.other({ key: words[0].slice(2), value: null });
  }
  let newline = true;
  let escapes = false;
  let at = 0;
  for (; at < words.length && /^-[neE]+$/.test(words[at]!); at++) {
    for (const letter of words[at]!.slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  let text = words.slice(at).join(' ');
  if (escapes) {
    const expanded = expandEscapes(text);
    text = expanded.text;
    if (expanded.stops) newline = false;
  }
  yield* tool.out.put(newline ? `${text}\n` : text);
  return tool.status;
});

const simple: Readonly<Record<string, string>> = {
  '\\': '\\',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Escapes of `-e`; `stops` when a `\c` ended it. Octal digits may stand with a 0 before them or without. */
function expandEscapes(text: string): { readonly text: string; readonly stops: boolean } {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at + 1];
    if (text[at] !== '\\' || letter === undefined) {
      result += text[at]!;
      continue;
    }
    at++;
    if (letter === 'c') return { text: result, stops: true };
    const hex = letter === 'x' ? /^[0-9a-fA-F]{1,2}/.exec(text.slice(at + 1, at + 3))?.[0] : undefined;
    if (simple[letter] !== undefined) result += simple[letter];
    else if (hex !== undefined) {
      result += String.fromCharCode(Number.parseInt(hex, 16));
      at += hex.length;
    } else if (letter >= '0' && letter <= '7') {
      const start = letter === '0' ? at + 1 : at;
      const digits = /^[0-7]{0,3}/.exec(text.slice(start, start + 3))![0];
      result += String.fromCharCode(Number.parseInt(digits || '0', 8) & 255);
      at = start + digits.length - 1;
    } else result += `\\${letter}`;
  }
  return { text: result, stops: false };
}
