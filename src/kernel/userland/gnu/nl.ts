/** nl of coreutils 9.1 (`src/nl.c`). */
import { ERANGE, strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteFile } from '../libc/quote.ts';
import { Lines } from '../text/lines.ts';
import { Regex, tryRegex } from '../text/regex.ts';
import { RegexError, regexSyntaxes } from '../text/regex-syntax.ts';
import { coreutils, tool } from '../text/tool.ts';

const long = {
  'header-numbering': { argument: 'required', key: 'h' },
  'body-numbering': { argument: 'required', key: 'b' },
  'footer-numbering': { argument: 'required', key: 'f' },
  'starting-line-number': { argument: 'required', key: 'v' },
  'line-increment': { argument: 'required', key: 'i' },
  'no-renumber': { key: 'p' },
  'join-blank-lines': { argument: 'required', key: 'l' },
  'number-separator': { argument: 'required', key: 's' },
  'number-width': { argument: 'required', key: 'w' },
  'number-format': { argument: 'required', key: 'n' },
  'section-delimiter': { argument: 'required', key: 'd' },
} as const;

const sections = { h: 'header', b: 'body', f: 'footer' } as const;
const formats: Readonly<Record<string, (text: string, width: number) => string>> = {
  ln: (text, width) => text.padEnd(width),
  rn: (text, width) => text.padStart(width),
  rz: (text, width) =>
    text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0'),
};

export const nl = tool(coreutils('nl', '[OPTION]... [FILE]...'), function* (tool) {
  const styles: Record<'h' | 'b' | 'f', string | Regex> = { h: 'n', b: 't', f: 'n' };
  let start = 1n;
  let increment = 1n;
  let blankJoin = 1n;
  let width = 6n;
  let renumber = true;
  let separator = '\t';
  let format = formats['rn']!;
  let delimiter = '\\:';
  let wrong = false;
  for (const option of tool.options({ short: 'h:b:v:i:pl:s:w:n:d:f:', long })) {
    const text = option.value ?? '';
    switch (option.key) {
      case 'h':
      case 'b':
      case 'f':
        if (text.startsWith('p')) {
          const regex = tryRegex(() => new Regex(text.slice(1), regexSyntaxes.grep));
          if (regex instanceof RegexError) return yield* tool.die(regex.text);
          styles[option.key] = regex;
        } else if (text !== '' && 'atn'.includes(text[0]!)) styles[option.key] = text[0]!;
        else {
          yield* tool.warn(`invalid ${sections[option.key]} numbering style: ${quote(text)}`);
          wrong = true;
        }
        break;
      case 'v':
      case 'i':
      case 'l':
      case 'w': {
        const what = {
          v: 'invalid starting line number',
          i: 'invalid line number increment',
          l: 'invalid line number of blank lines',
          w: 'invalid line number field width',
        }[option.key];
        const { value, error } = parseNumber(text, '', { signed: true });
        if (error === 'overflow') yield* tool.die(`${what}: ${quote(text)}: ${strerror(75)}`);
        else if (error !== null) yield* tool.die(`${what}: ${quote(text)}`);
        const isCount = option.key === 'l' || option.key === 'w';
        if (isCount && value < (option.key === 'w' ? 1n : 0n))
          yield* tool.die(`${what}: ${quote(text)}: ${strerror(ERANGE)}`);
        if (option.key === 'v') start = value;
        else if (option.key === 'i') increment = value;
        else if (option.key === 'l') blankJoin = value;
        else width = value;
        break;
      }
      case 'p':
        renumber = false;
        break;
      case 's':
        separator = text;
        break;
      case 'n':
        if (Object.hasOwn(formats, text)) format = formats[text]!;
        else {
          yield* tool.warn(`invalid line numbering format: ${quote(text)}`);
          wrong = true;
        }
        break;
      case 'd':
        delimiter = text.length === 1 ? `${text}:` : text;
        break;
      default:
        yield* tool.other(option);
    }
  }
  if (wrong) yield* tool.usage(null);
  const columns = Number(width);
  const blank = ' '.repeat(columns + separator.length);
  let section: 'h' | 'b' | 'f' = 'b';
  let number = start;
  let blanks = 0n;
  for (const name of tool.operands.length === 0 ? ['-'] : tool.operands) {
    const fd = tool.open(name);
    if (fd < 0) {
      yield* tool.fail(`${quoteFile(name)}: ${strerror(fd)}`);
      continue;
    }
    const lines = new Lines(tool.system, fd);
    for (;;) {
      const raw = lines.take() ?? (yield* lines.next());
      if (raw === null) break;
      const line = raw.endsWith('\n') ? raw.slice(0, -1) : raw;
      const marks = delimiter === '' ? 0 : [3, 2, 1].find((times) => line === delimiter.repeat(times));
      if (marks) {
        section = marks === 3 ? 'h' : marks === 2 ? 'b' : 'f';
        if (renumber) number = start;
        yield* tool.out.put('\n');
        continue;
      }
      const style = styles[section];
      let numbered: boolean;
      if (typeof style !== 'string') numbered = style.test(line);
      else if (style === 'a') {
        // Of several blank lines only each `-l`th is numbered.
        if (blankJoin > 1n && line === '' && ++blanks < blankJoin) numbered = false;
        else {
          numbered = true;
          blanks = 0n;
        }
      } else numbered = style === 't' && line !== '';
      yield* tool.out.put(`${numbered ? format(String(number), columns) + separator : blank}${line}\n`);
      if (numbered) number += increment;
    }
    if (lines.errno !== 0) yield* tool.fail(`${quoteFile(name)}: ${strerror(lines.errno)}`);
    tool.close(fd);
  }
  return tool.status;
});
