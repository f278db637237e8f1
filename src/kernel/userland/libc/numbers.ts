/**
 * Numbers with size suffixes on a command line.
 *
 * Mirrors gnulib `xstrtoumax`/`xstrtoimax` with their suffix rules (`K` and `KiB` are 1024, `kB` is 1000, `b` 512 …) and the
 * sentences of `xdectoumax` and `xstrtol_fatal`.
 */

const INTMAX = (1n << 63n) - 1n;
const UINTMAX = (1n << 64n) - 1n;

/** A parsed number, or why there is none. After an overflow `value` is the largest number. */
export interface ParsedNumber {
  readonly value: bigint;
  readonly error: null | 'invalid' | 'suffix' | 'overflow';
}

const POWERS = 'KMGTPEZY';

/**
 * `text` as a number. `suffixes`: the letters allowed behind it (`0` among them allows `B`, `iB`, `D`), empty for none. `base` 10,
 * or 0 for C's prefixes. Signed numbers may be negative.
 */
export function parseNumber(
  text: string,
  suffixes: string,
  options: { readonly signed?: boolean; readonly base?: 0 | 10 } = {},
): ParsedNumber {
  const pattern = options.base === 0 ? /^[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|\d+)/ : /^[ \t\n\v\f\r]*([+-]?)(\d+)/;
  const match = pattern.exec(text);
  const isSuffixAlone = match === null && text !== '' && suffixes.includes(text[0]!);
  if (match === null && !isSuffixAlone) return { value: 0n, error: 'invalid' };
  if (match?.[1] === '-' && !options.signed) return { value: 0n, error: 'invalid' };
  let value = 1n;
  let rest = text;
  if (match !== null) {
    const digits = match[2]!;
    if (options.base === 0 && /^0\d/.test(digits)) {
      const octal = /^0[0-7]*/.exec(digits)![0];
      value = BigInt(`0o${octal}`);
      rest = digits.slice(octal.length) + text.slice(match[0].length);
    } else {
      value = BigInt(digits);
      rest = text.slice(match[0].length);
    }
  }
  const negative = match?.[1] === '-';
  let overflow = value > (options.signed ? INTMAX + (negative ? 1n : 0n) : UINTMAX);
  const signed = (magnitude: bigint): bigint => (negative ? -magnitude : magnitude);
  if (rest !== '') {
    const letter = rest[0]!;
    if (!suffixes.includes(letter)) return { value: signed(value), error: 'suffix' };
    const scaled = suffixScale(rest, suffixes);
    if (scaled === null) return { value: signed(value), error: 'suffix' };
    value *= scaled.factor;
    if (value > (options.signed ? INTMAX : UINTMAX)) overflow = true;
    if (rest.length > scaled.length) return { value: signed(value), error: 'suffix' };
  }
  if (overflow) return { value: options.signed ? signed(INTMAX + (negative ? 1n : 0n)) : UINTMAX, error: 'overflow' };
  return { value: signed(value), error: null };
}

/** What a suffix multiplies by, and how many characters it has. */
function suffixScale(text: string, suffixes: string): { readonly factor: bigint; readonly length: number } | null {
  const letter = text[0]!;
  let base = 1024n;
  let length = 1;
  const upper =
    letter === 'k' ? 'K' : letter === 'g' || letter === 'm' || letter === 't' ? letter.toUpperCase() : letter;
  const power = POWERS.indexOf(upper);
  if (power >= 0 && suffixes.includes('0')) {
    if (text[1] === 'i' && text[2] === 'B') length = 3;
    else if (text[1] === 'B' || text[1] === 'D') {
      base = 1000n;
      length = 2;
    }
  }
  if (power >= 0) return { factor: base ** BigInt(power + 1), length };
  if (letter === 'b') return { factor: 512n, length };
  if (letter === 'B') return { factor: 1024n, length };
  if (letter === 'c') return { factor: 1n, length };
  if (letter === 'w') return { factor: 2n, length };
  return null;
}

/** The sentence of `xstrtol_fatal` about an option's argument; `option` as it was written (`--block-size`, `-B`). */
export function numberComplaint(error: Exclude<ParsedNumber['error'], null>, option: string, quoted: string): string {
  if (error === 'overflow') return `${option} argument ${quoted} too large`;
  return error === 'suffix' ? `invalid suffix in ${option} argument ${quoted}` : `invalid ${option} argument ${quoted}`;
}
