/**
 * Numbers as C's `%e %f %g %a` print them, for `double` and for the 80-bit `long double` of x86.
 *
 * Mirrors glibc `printf_fp.c` with the default rounding: the exact value is rounded half to even, in big integers. Used by printf,
 * seq, od, hexdump and awk.
 */

/** (-1)^negative · mantissa · 2^exponent; the kind tells what is no number. */
export interface Real {
  readonly kind: 'finite' | 'inf' | 'nan';
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
}

const MANTISSA_BITS = 64;
/** Least exponent of a long double's last bit, and the greatest. */
const EXPONENT_MIN = -16445;
const EXPONENT_MAX = 16320;
/** More digits than this behind a number change nothing that can be seen. */
const DIGITS_MAX = 20000;
const PRECISION_MAX = 65536;

export const realZero: Real = { kind: 'finite', negative: false, mantissa: 0n, exponent: 0 };

/** A double, exactly. */
export function realOf(value: number): Real {
  const negative = value < 0 || Object.is(value, -0);
  if (Number.isNaN(value)) return { ...realZero, kind: 'nan', negative };
  if (!Number.isFinite(value)) return { ...realZero, kind: 'inf', negative };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & ((1n << 52n) - 1n);
  return biased === 0
    ? { kind: 'finite', negative, mantissa: fraction, exponent: -1074 }
    : { kind: 'finite', negative, mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** An exact fraction times a power of two, rounded to a long double. */
function rounded(negative: boolean, numerator: bigint, denominator: bigint, exponent: number): Real {
  if (numerator === 0n) return { ...realZero, negative };
  let shift = MANTISSA_BITS + bitLength(denominator) - bitLength(numerator) + 1;
  if (exponent - shift < EXPONENT_MIN) shift = exponent - EXPONENT_MIN;
  let scaled = shift >= 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift);
  let quotient = scaled / divisor;
  scaled -= quotient * divisor;
  let sticky = scaled !== 0n;
  let power = exponent - shift;
  let spare = bitLength(quotient) - MANTISSA_BITS;
  if (power + spare < EXPONENT_MIN) spare = EXPONENT_MIN - power;
  if (spare > 0) {
    const low = quotient & ((1n << BigInt(spare)) - 1n);
    const half = 1n << BigInt(spare - 1);
    quotient >>= BigInt(spare);
    power += spare;
    if (low > half || (low === half && (sticky || (quotient & 1n) === 1n))) quotient++;
    sticky = false;
  } else if (sticky && 2n * scaled >= divisor && (2n * scaled > divisor || (quotient & 1n) === 1n)) quotient++;
  if (power + bitLength(quotient) - MANTISSA_BITS > EXPONENT_MAX) return { ...realZero, kind: 'inf', negative };
  return { kind: 'finite', negative, mantissa: quotient, exponent: power };
}

/** `strtold` on the beginning of a text: the number and how many characters it took (0: none). */
export function parseReal(text: string): { readonly value: Real; readonly length: number } {
  const match =
    /^[ \t\n\v\f\r]*([+-]?)(?:(inf(?:inity)?)|(nan(?:\([0-9A-Za-z_]*\))?)|0[xX]([0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)(?:[pP]([+-]?\d+))?|(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?)/i.exec(
      text,
    );
  if (match === null) return { value: realZero, length: 0 };
  const [whole, sign, infinity, nan, hex, binaryPower, decimal, decimalPower] = match;
  const negative = sign === '-';
  const length = whole.length;
  if (infinity !== undefined) return { value: { ...realZero, kind: 'inf', negative }, length };
  if (nan !== undefined) return { value: { ...realZero, kind: 'nan', negative }, length };
  if (hex !== undefined) {
    const point = hex.indexOf('.');
    const digits = hex.replace('.', '').slice(0, DIGITS_MAX);
    const behind = point < 0 ? 0 : hex.length - point - 1;
    const power = clampPower(binaryPower) - 4 * behind;
    return { value: rounded(negative, BigInt(`0x${digits}`), 1n, power), length };
  }
  const point = decimal!.indexOf('.');
  const digits = decimal!.replace('.', '').slice(0, DIGITS_MAX);
  const dropped = decimal!.replace('.', '').length - digits.length;
  const behind = (point < 0 ? 0 : decimal!.length - point - 1) - dropped;
  const power = clampPower(decimalPower) - behind;
  const number = BigInt(digits);
  const value =
    power >= 0
      ? rounded(negative, number * 10n ** BigInt(power), 1n, 0)
      : rounded(negative, number, 10n ** BigInt(-power), 0);
  return { value, length };
}

function clampPower(text: string | undefined): number {
  return Math.max(-DIGITS_MAX, Math.min(DIGITS_MAX, Number(text ?? 0)));
}

/** a + count · b, rounded after each step as the program does. */
export function addMultiple(a: Real, b: Real, count: bigint): Real {
  if (a.kind !== 'finite' || b.kind !== 'finite') return a.kind === 'finite' ? b : a;
  const product = rounded(b.negative, b.mantissa * count, 1n, b.exponent);
  const exponent = Math.min(a.exponent, product.exponent);
  const sum =
    signed(a) * (1n << BigInt(a.exponent - exponent)) + signed(product) * (1n << BigInt(product.exponent - exponent));
  return rounded(sum < 0n, sum < 0n ? -sum : sum, 1n, exponent);
}

/** Negative, 0 or positive. NaN compares with nothing: give it none. */
export function compareReals(a: Real, b: Real): number {
  if (a.kind === 'inf' || b.kind === 'inf') return rank(a) - rank(b);
  const exponent = Math.min(a.exponent, b.exponent);
  const difference =
    signed(a) * (1n << BigInt(a.exponent - exponent)) - signed(b) * (1n << BigInt(b.exponent - exponent));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function rank(value: Real): number {
  if (value.kind !== 'inf') return 0;
  return value.negative ? -1 : 1;
}

function signed(value: Real): bigint {
  return value.negative ? -value.mantissa : value.mantissa;
}

function bitLength(value: bigint): number {
  const text = value.toString(16);
  return value === 0n ? 0 : (text.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(text[0]!, 16)));
}

/** Flags, width and precision (-1: none) of a conversion. */
export interface RealFormat {
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
}

/** A number by one of `e E f F g G a A`. */
export function realText(value: Real, letter: string, { flags, width, precision }: RealFormat): string {
  const lower = letter.toLowerCase();
  const wanted = Math.min(PRECISION_MAX, precision);
  let text: string;
  if (value.kind !== 'finite') text = value.kind;
  else if (lower === 'a') text = hexadecimal(value, wanted, flags.includes('#'));
  else if (lower === 'f') text = fixed(value, wanted < 0 ? 6 : wanted, flags.includes('#'));
  else if (lower === 'e') text = exponential(value, wanted < 0 ? 6 : wanted, flags.includes('#'));
  else text = general(value, wanted < 0 ? 6 : wanted || 1, flags.includes('#'));
  if (letter !== lower) text = text.toUpperCase();
  let sign = value.negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if (flags.includes('-')) return (sign + text).padEnd(width);
  if (flags.includes('0') && value.kind === 'finite') {
    if (lower === 'a') {
      sign += text.slice(0, 2);
      text = text.slice(2);
    }
    return sign + text.padStart(width - sign.length, '0');
  }
  return (sign + text).padStart(width);
}

/** mantissa · 2^exponent · 10^power as an integer, half to even. */
function scaledInteger({ mantissa, exponent }: Real, power: number): bigint {
  let numerator = mantissa;
  let denominator = 1n;
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator *= 10n ** BigInt(-power);
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  const quotient = numerator / denominator;
  const twice = 2n * (numerator - quotient * denominator);
  return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

function fixed(value: Real, precision: number, keepsPoint: boolean): string {
  const digits = scaledInteger(value, precision)
    .toString()
    .padStart(precision + 1, '0');
  const whole = digits.slice(0, digits.length - precision);
  return precision > 0 ? `${whole}.${digits.slice(-precision)}` : keepsPoint ? `${whole}.` : whole;
}

/** `precision + 1` digits and the power of ten of the first. */
function decimalDigits(value: Real, precision: number): { readonly digits: string; readonly power: number } {
  if (value.mantissa === 0n) return { digits: '0'.repeat(precision + 1), power: 0 };
  let power = Math.floor((bitLength(value.mantissa) - 1 + value.exponent) * Math.LOG10E * Math.LN2);
  for (;;) {
    const digits = scaledInteger(value, precision - power).toString();
    if (digits.length === precision + 1) return { digits, power };
    power += digits.length > precision + 1 ? 1 : -1;
  }
}

function exponential(value: Real, precision: number, keepsPoint: boolean): string {
  const { digits, power } = decimalDigits(value, precision);
  const point = precision > 0 || keepsPoint ? '.' : '';
  return `${digits[0]}${point}${digits.slice(1)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function general(value: Real, precision: number, keepsZeros: boolean): string {
  const { power } = decimalDigits(value, precision - 1);
  const text =
    power < -4 || power >= precision
      ? exponential(value, precision - 1, keepsZeros)
      : fixed(value, precision - 1 - power, keepsZeros);
  if (keepsZeros || !text.includes('.')) return text;
  const [mantissa = '', tail] = text.split('e');
  let end = mantissa.length;
  while (mantissa[end - 1] === '0') end--;
  if (mantissa[end - 1] === '.') end--;
  return mantissa.slice(0, end) + (tail === undefined ? '' : `e${tail}`);
}

/** A long double shows its top four bits before the point. */
function hexadecimal(value: Real, precision: number, keepsPoint: boolean): string {
  let { mantissa, exponent } = value;
  if (mantissa === 0n) return `0x0${precision > 0 ? `.${'0'.repeat(precision)}` : keepsPoint ? '.' : ''}p+0`;
  const shift = MANTISSA_BITS - bitLength(mantissa);
  mantissa <<= BigInt(shift);
  exponent -= shift;
  if (precision >= 0 && precision < 15) {
    const drop = BigInt(4 * (15 - precision));
    const half = 1n << (drop - 1n);
    const low = mantissa & ((1n << drop) - 1n);
    mantissa = (mantissa >> drop) + (low > half || (low === half && ((mantissa >> drop) & 1n) === 1n) ? 1n : 0n);
    mantissa <<= drop;
    if (bitLength(mantissa) > MANTISSA_BITS) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const digits = mantissa.toString(16).padStart(16, '0');
  let behind = digits.slice(1);
  if (precision < 0) behind = behind.replace(/0+$/, '');
  else behind = behind.slice(0, precision).padEnd(precision, '0');
  const power = exponent + MANTISSA_BITS - 4;
  const point = behind !== '' || keepsPoint ? '.' : '';
  return `0x${digits[0]}${point}${behind}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}
