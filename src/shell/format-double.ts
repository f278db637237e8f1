/** C's `%e`, `%f`, `%g` and `%a` for doubles: exact, ties to even, as glibc rounds. */

/** Formats a number with C's flags. */
export function formatDouble(value: number, letter: string, flags: string, width: number, precision: number): string {
  const lower = letter.toLowerCase();
  const isNegative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  let text: string;
  if (!Number.isFinite(magnitude)) text = Number.isNaN(magnitude) ? 'nan' : 'inf';
  else if (lower === 'f') text = fixed(magnitude, precision < 0 ? 6 : precision);
  else if (lower === 'e') text = exponential(magnitude, precision < 0 ? 6 : precision);
  else if (lower === 'g') text = general(magnitude, precision < 0 ? 6 : precision || 1, flags.includes('#'));
  else text = hexadecimal(magnitude, precision);
  if (letter !== lower) text = text.toUpperCase();
  const sign = isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if (flags.includes('-')) return (sign + text).padEnd(width);
  if (flags.includes('0') && Number.isFinite(magnitude)) return sign + text.padStart(width - sign.length, '0');
  return (sign + text).padStart(width);
}

/** A finite double as mantissa × 2^exponent. */
function split(value: number): readonly [bigint, number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return exponent === 0 ? [fraction, -1074] : [fraction | 0x10000000000000n, exponent - 1075];
}

/** value × 10^power as an integer, ties to even. */
function scaled(value: number, power: number): bigint {
  const [mantissa, exponent] = split(value);
  let numerator = mantissa;
  let denominator = 1n;
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator *= 10n ** BigInt(-power);
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const isUp = twice > denominator || (twice === denominator && (quotient & 1n) === 1n);
  return isUp ? quotient + 1n : quotient;
}

/** More digits than a double has; the rest is zeros. */
const MAX_DIGITS = 1100;

function fixed(value: number, precision: number): string {
  const places = Math.min(precision, MAX_DIGITS);
  const digits = scaled(value, places)
    .toString()
    .padStart(places + 1, '0');
  if (precision === 0) return digits;
  const padding = '0'.repeat(precision - places);
  return `${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}${padding}`;
}

/** Digits and decimal exponent with so many digits behind the first. */
function decimal(value: number, precision: number): readonly [string, number] {
  if (value === 0) return ['0'.repeat(precision + 1), 0];
  let exponent = Math.floor(Math.log10(value));
  for (;;) {
    const digits = scaled(value, precision - exponent).toString();
    if (digits.length === precision + 1) return [digits, exponent];
    exponent += digits.length > precision + 1 ? 1 : -1;
  }
}

function exponential(value: number, precision: number): string {
  const places = Math.min(precision, MAX_DIGITS);
  const [digits, exponent] = decimal(value, places);
  const tail = `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  if (precision === 0) return digits + tail;
  return `${digits.charAt(0)}.${digits.slice(1)}${'0'.repeat(precision - places)}${tail}`;
}

function general(value: number, precision: number, keepsZeros: boolean): string {
  const [, exponent] = decimal(value, Math.min(precision, MAX_DIGITS) - 1);
  const isLong = exponent < -4 || exponent >= precision;
  const text = isLong ? exponential(value, precision - 1) : fixed(value, precision - 1 - exponent);
  if (keepsZeros || !text.includes('.')) return text;
  const [mantissa = '', tail] = text.split('e');
  let end = mantissa.length;
  while (mantissa.charAt(end - 1) === '0') end--;
  if (mantissa.charAt(end - 1) === '.') end--;
  return mantissa.slice(0, end) + (tail === undefined ? '' : `e${tail}`);
}

function hexadecimal(value: number, precision: number): string {
  if (value === 0) return `0x0${precision > 0 ? `.${'0'.repeat(precision)}` : ''}p+0`;
  const [mantissa, exponent] = split(value);
  const length = mantissa.toString(2).length;
  // One digit before the point, thirteen behind it.
  let bits = mantissa << BigInt(53 - length);
  let power = exponent + length - 1;
  if (precision >= 0 && precision < 13) {
    const dropped = BigInt(52 - precision * 4);
    const half = 1n << (dropped - 1n);
    const rest = bits & ((1n << dropped) - 1n);
    bits >>= dropped;
    if (rest > half || (rest === half && (bits & 1n) === 1n)) bits += 1n;
    bits <<= dropped;
    if (bits >> 53n !== 0n) {
      bits >>= 1n;
      power++;
    }
  }
  let digits = (bits & 0xfffffffffffffn).toString(16).padStart(13, '0');
  if (precision >= 0) digits = digits.slice(0, precision).padEnd(precision, '0');
  else digits = digits.replace(/0+$/, '');
  return `0x1${digits === '' ? '' : `.${digits}`}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}
