/**
 * Format strings of hexdump (bsdextrautils 2.38.1 `text-utils/hexdump-parse.c`): parsing, and the rewriting of each conversion into
 * a print unit with a byte count.
 *
 * Left out: colours (`_L[…]`).
 */

/** What a print unit shows. */
type UnitKind = 'text' | 'address' | 'int' | 'uint' | 'double' | 'string' | 'character' | 'named' | 'printable';

/** One conversion, or text between conversions. */
export interface PrintUnit {
  readonly kind: UnitKind;
  readonly bytes: number;
  /** Text before the conversion, or all of a text. */
  readonly before: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
  readonly letter: string;
  /** Text without its last blank, for the last repetition. */
  readonly trimmed: string | null;
}

interface FormatUnit {
  repetitions: number;
  readonly hasRepetitions: boolean;
  bytes: number;
  /** `_A`: shown once at the end. */
  readonly isEnd: boolean;
  units: PrintUnit[];
}

export interface FormatString {
  readonly units: FormatUnit[];
  readonly bytes: number;
}

/** More than any sensible format; a block must fit in memory. */
const REPETITIONS_MAX = 1 << 20;
export const BLOCK_MAX = 1 << 24;

/** One `-e` string, or the message about it. */
export function parseFormat(text: string): FormatString | string {
  const units: FormatUnit[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && /[ \t\n\v\f\r]/.test(text[at]!)) at++;
    if (at >= text.length) break;
    let repetitions = 1;
    let hasRepetitions = false;
    const bad = `bad format {${text}}`;
    const count = /^\d+/.exec(text.slice(at))?.[0];
    if (count !== undefined) {
      at += count.length;
      const next = text[at];
      if (next === undefined || !(/[ \t\n\v\f\r]/.test(next) || next === '/')) return bad;
      repetitions = Math.min(REPETITIONS_MAX, Number(count));
      hasRepetitions = true;
      while (/[ \t\n\v\f\r]/.test(text[at] ?? '')) at++;
    }
    if (text[at] === '/') {
      at++;
      while (/[ \t\n\v\f\r]/.test(text[at] ?? '')) at++;
    }
    let bytes = 0;
    const size = /^\d+/.exec(text.slice(at))?.[0];
    if (size !== undefined) {
      at += size.length;
      if (!/[ \t\n\v\f\r]/.test(text[at] ?? '')) return bad;
      bytes = Number(size);
      while (/[ \t\n\v\f\r]/.test(text[at] ?? '')) at++;
    }
    if (text[at] !== '"') return bad;
    const end = text.indexOf('"', at + 1);
    if (end < 0) return bad;
    const unit = rewrite(withEscapes(text.slice(at + 1, end)), bytes);
    if (typeof unit === 'string') return unit;
    units.push({ ...unit, repetitions, hasRepetitions });
    at = end + 1;
  }
  let bytes = 0;
  for (const unit of units) bytes += unit.bytes * unit.repetitions;
  return bytes > BLOCK_MAX ? `bad format {${text}}` : { units, bytes };
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function withEscapes(text: string): string {
  return text.replace(/\\([\s\S]?)/g, (_, letter: string) => (letter === '' ? '\\' : (escapes[letter] ?? letter)));
}

type Rewritten = Pick<FormatUnit, 'bytes' | 'isEnd' | 'units'>;

function rewrite(format: string, given: number): Rewritten | string {
  const units: PrintUnit[] = [];
  let isEnd = false;
  let conversions = 0;
  const text = (before: string): PrintUnit => ({
    kind: 'text',
    bytes: 0,
    before,
    flags: '',
    width: 0,
    precision: -1,
    letter: '',
    trimmed: null,
  });
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at);
    if (percent < 0) {
      units.push(text(format.slice(at)));
      break;
    }
    const match = /^%([-+ #0]*)(\d*)(?:\.(\d*))?/.exec(format.slice(percent))!;
    const [all, flags, width, precision] = match;
    let place = percent + all.length;
    let letter = format[place] ?? '';
    let kind: UnitKind;
    let bytes = 0;
    const badCount = `bad byte count for conversion character ${letter}`;
    if (letter === 'c') {
      kind = 'character';
      if (given > 1) return badCount;
      bytes = 1;
    } else if (letter !== '' && 'dioxXu'.includes(letter)) {
      kind = letter === 'd' || letter === 'i' ? 'int' : 'uint';
      bytes = given === 0 ? 4 : given;
      if (![1, 2, 4, 8].includes(bytes)) return badCount;
    } else if (letter !== '' && 'eEfgG'.includes(letter)) {
      kind = 'double';
      bytes = given === 0 ? 8 : given;
      if (![4, 8].includes(bytes)) return badCount;
    } else if (letter === 's') {
      kind = 'string';
      if (given === 0 && precision === undefined) return '%s requires a precision or a byte count';
      bytes = given > 0 ? given : Number(precision);
    } else if (letter === '_') {
      const second = format[++place] ?? '';
      if (second === 'A' || second === 'a') {
        kind = 'address';
        if (second === 'A') isEnd = true;
        letter = format[++place] ?? '';
        if (letter === '' || !'dox'.includes(letter)) return badConversion(format.slice(percent + 1, place + 1));
      } else if (second === 'c' || second === 'p' || second === 'u') {
        kind = second === 'c' ? 'character' : second === 'p' ? 'printable' : 'named';
        letter = second === 'c' ? '_c' : second;
        if (given > 1) return `bad byte count for conversion character ${second}`;
        bytes = 1;
      } else return badConversion(`_${second}`);
    } else return badConversion(letter);
    if (kind !== 'address' && given > 0 && conversions++ > 0) return 'byte count with multiple conversion characters';
    units.push({
      kind,
      bytes,
      before: format.slice(at, percent),
      flags: flags!,
      width: Math.min(65536, Number(width)),
      precision: precision === undefined ? -1 : Math.min(65536, Number(precision)),
      letter,
      trimmed: null,
    });
    at = place + 1;
  }
  let bytes = given;
  if (bytes === 0) for (const unit of units) bytes += unit.bytes;
  return { bytes, isEnd, units };
}

function badConversion(letters: string): string {
  return `bad conversion character %${letters}`;
}

/** Once the size of a block is known: repeats the last unit of short formats, and trims the blank behind a last repetition. */
export function settleFormat(format: FormatString, blockBytes: number): void {
  format.units.forEach((unit, index) => {
    const isLast = index === format.units.length - 1;
    if (isLast && format.bytes < blockBytes && !unit.hasRepetitions && unit.bytes > 0) {
      unit.repetitions += Math.floor((blockBytes - format.bytes) / unit.bytes);
    }
    const last = unit.units.at(-1);
    if (unit.repetitions > 1 && last?.kind === 'text' && /[ \t\n\v\f\r]$/.test(last.before)) {
      unit.units = [...unit.units.slice(0, -1), { ...last, trimmed: last.before.slice(0, -1) }];
    }
  });
}
