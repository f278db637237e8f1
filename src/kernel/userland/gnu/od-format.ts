/** The output types of od (coreutils 9.1 `src/od.c`, `decode_one_format` and the print functions). */
import { type Real, realOf, realText, realZero } from '../text/real-format.ts';

/** One `-t` type: how a block of bytes is shown. */
export interface OdFormat {
  /** Bytes of a field. */
  readonly size: number;
  /** Characters of a field, without the space before it. */
  readonly width: number;
  /** `z`: the characters follow. */
  readonly trailer: boolean;
  show(view: DataView, at: number, littleEndian: boolean): string;
}

const octalWidths: Readonly<Record<number, number>> = { 1: 3, 2: 6, 4: 11, 8: 22 };
const signedWidths: Readonly<Record<number, number>> = { 1: 4, 2: 6, 4: 11, 8: 20 };
const unsignedWidths: Readonly<Record<number, number>> = { 1: 3, 2: 5, 4: 10, 8: 20 };
const hexWidths: Readonly<Record<number, number>> = { 1: 2, 2: 4, 4: 8, 8: 16 };
/** FLT_STRLEN_BOUND and its sisters. */
const floatWidths: Readonly<Record<number, number>> = { 4: 15, 8: 24, 16: 29 };

const integerLetters: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8 };
const floatLetters: Readonly<Record<string, number>> = { F: 4, D: 8, L: 16 };

const asciiNames =
  'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(
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

/** The types of one `-t` string, or what is wrong with it. `quote` puts a word in quotes. */
export function parseOdFormats(text: string, quote: (word: string) => string): OdFormat[] | string {
  const formats: OdFormat[] = [];
  for (let at = 0; at < text.length; ) {
    const letter = text[at++]!;
    let format: Omit<OdFormat, 'trailer'>;
    if (letter === 'a' || letter === 'c') format = letter === 'a' ? namedFormat : characterFormat;
    else if ('doux'.includes(letter) || letter === 'f') {
      const letters = letter === 'f' ? floatLetters : integerLetters;
      const digits = /^\d*/.exec(text.slice(at))![0];
      let size = letter === 'f' ? 8 : 4;
      if (text[at] !== undefined && letters[text[at]!] !== undefined) size = letters[text[at++]!]!;
      else if (digits !== '') {
        at += digits.length;
        size = Number(digits);
        const kind = letter === 'f' ? 'floating point' : 'integral';
        const isThere = letter === 'f' ? floatWidths[size] !== undefined : hexWidths[size] !== undefined;
        if (!isThere) {
          return `invalid type string ${quote(text)};\nthis system doesn't provide a ${digits}-byte ${kind} type`;
        }
      }
      format = letter === 'f' ? floatFormat(size) : integerFormat(letter, size);
    } else return `invalid character '${letter}' in type string ${quote(text)}`;
    const trailer = text[at] === 'z';
    if (trailer) at++;
    formats.push({ ...format, trailer });
  }
  return formats;
}

const namedFormat: Omit<OdFormat, 'trailer'> = {
  size: 1,
  width: 3,
  show(view, at) {
    const code = view.getUint8(at) & 127;
    return code === 127 ? 'del' : (asciiNames[code] ?? String.fromCharCode(code));
  },
};

const characterFormat: Omit<OdFormat, 'trailer'> = {
  size: 1,
  width: 3,
  show(view, at) {
    const code = view.getUint8(at);
    if (code > 32 && code < 127) return String.fromCharCode(code);
    return code === 32 ? ' ' : (escapes[code] ?? code.toString(8).padStart(3, '0'));
  },
};

function integerFormat(letter: string, size: number): Omit<OdFormat, 'trailer'> {
  const widths =
    letter === 'd' ? signedWidths : letter === 'u' ? unsignedWidths : letter === 'o' ? octalWidths : hexWidths;
  const width = widths[size]!;
  const base = letter === 'o' ? 8 : letter === 'x' ? 16 : 10;
  const pad = base === 10 ? 0 : width;
  const read = integerReader(size, letter === 'd');
  return { size, width, show: (view, at, little) => read(view, at, little).toString(base).padStart(pad, '0') };
}

function integerReader(
  size: number,
  isSigned: boolean,
): (view: DataView, at: number, little: boolean) => number | bigint {
  if (size === 1) return isSigned ? (view, at) => view.getInt8(at) : (view, at) => view.getUint8(at);
  if (size === 2) {
    return isSigned
      ? (view, at, little) => view.getInt16(at, little)
      : (view, at, little) => view.getUint16(at, little);
  }
  if (size === 4) {
    return isSigned
      ? (view, at, little) => view.getInt32(at, little)
      : (view, at, little) => view.getUint32(at, little);
  }
  return isSigned
    ? (view, at, little) => view.getBigInt64(at, little)
    : (view, at, little) => view.getBigUint64(at, little);
}

function floatFormat(size: number): Omit<OdFormat, 'trailer'> {
  const width = floatWidths[size]!;
  if (size === 16) return { size, width, show: (view, at, little) => longDoubleText(longDouble(view, at, little)) };
  if (size === 4) {
    return {
      size,
      width,
      show: (view, at, little) => {
        const value = view.getFloat32(at, little);
        const negative = (view.getUint8(little ? at + 3 : at) & 128) !== 0;
        return shortest(value, negative, { least: 1.1754943508222875e-38, digits: 6, round: Math.fround });
      },
    };
  }
  return {
    size,
    width,
    show: (view, at, little) => {
      const value = view.getFloat64(at, little);
      const negative = (view.getUint8(little ? at + 7 : at) & 128) !== 0;
      return shortest(value, negative, { least: 2.2250738585072014e-308, digits: 15, round: (x) => x });
    },
  };
}

interface FloatKind {
  /** Below it numbers lose digits. */
  readonly least: number;
  /** Digits that are always there. */
  readonly digits: number;
  round(value: number): number;
}

/** gnulib `ftoastr`: as few digits as give the number back. */
function shortest(value: number, negative: boolean, { least, digits, round }: FloatKind): string {
  if (Number.isNaN(value)) return negative ? '-nan' : 'nan';
  const real = realOf(value);
  if (!Number.isFinite(value) || value === 0) return realText(real, 'g', { flags: '', width: 0, precision: 1 });
  for (let precision = Math.abs(value) < least ? 1 : digits; ; precision++) {
    const text = realText(real, 'g', { flags: '', width: 0, precision });
    if (precision > 17 || round(Number(text)) === value) return text;
  }
}

/** 80 bits in 16 bytes, as on x86. */
function longDouble(view: DataView, at: number, little: boolean): Real {
  const mantissa = view.getBigUint64(little ? at : at + 8, little);
  const top = view.getUint16(little ? at + 8 : at + 6, little);
  const negative = top > 0x7fff;
  const biased = top & 0x7fff;
  if (biased === 0x7fff) return { ...realZero, negative, kind: mantissa << 1n === 1n << 64n ? 'inf' : 'nan' };
  // The first bit must be set in all but the smallest numbers.
  if (biased > 0 && mantissa < 1n << 63n) return { ...realZero, negative, kind: 'nan' };
  return { kind: 'finite', negative, mantissa, exponent: Math.max(1, biased) - 16383 - 63 };
}

function longDoubleText(value: Real): string {
  if (value.kind !== 'finite') return realText(value, 'g', { flags: '', width: 0, precision: 1 });
  for (let precision = 18; ; precision++) {
    const text = realText(value, 'g', { flags: '', width: 0, precision });
    if (precision >= 21 || text.replace(/e.*/, '').replace(/[-.]/g, '').length < precision) return text;
  }
}

/** The line of one type for `count` bytes of a block; `pad` spreads spare room over the fields. */
export function odLine(
  format: OdFormat,
  view: DataView,
  { blockBytes, count, pad, little }: { blockBytes: number; count: number; pad: number; little: boolean },
): string {
  const fields = blockBytes / format.size;
  const blank = Math.floor((blockBytes - count) / format.size);
  let line = '';
  let left = pad;
  for (let field = fields; field > blank; field--) {
    const next = Math.floor((pad * (field - 1)) / fields);
    line += format.show(view, (fields - field) * format.size, little).padStart(left - next + format.width);
    left = next;
  }
  if (!format.trailer) return line;
  line += ' '.repeat(blank * format.width + Math.floor((pad * blank) / fields));
  line += '  >';
  for (let at = 0; at < count; at++) {
    const code = view.getUint8(at);
    line += code >= 32 && code < 127 ? String.fromCharCode(code) : '.';
  }
  return `${line}<`;
}
