/** C's `%e`, `%f`, `%g` and `%a` for doubles. */

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

/** All digits of a double are exact in a bigint of tenths. */
function fixed(value: number, precision: number): string {
  if (precision <= 100 && value < 1e21) return value.toFixed(precision);
  if (value < 1e21) return value.toFixed(100) + '0'.repeat(precision - 100);
  const whole = BigInt(value).toString();
  return precision > 0 ? `${whole}.${'0'.repeat(precision)}` : whole;
}

function exponential(value: number, precision: number): string {
  const text = value.toExponential(Math.min(precision, 100));
  const [mantissa = '', exponent = '+0'] = text.split('e');
  const padded = precision > 100 ? mantissa + '0'.repeat(precision - 100) : mantissa;
  return `${padded}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
}

function general(value: number, precision: number, keepsZeros: boolean): string {
  if (value === 0) return keepsZeros ? `0.${'0'.repeat(Math.max(0, precision - 1))}` : '0';
  const exponent = Number(value.toExponential(Math.min(precision - 1, 100)).split('e')[1]);
  const text =
    exponent < -4 || exponent >= precision
      ? exponential(value, precision - 1)
      : fixed(value, Math.max(0, precision - 1 - exponent));
  if (keepsZeros || !text.includes('.')) return text;
  const [mantissa = '', tail] = text.split('e');
  let end = mantissa.length;
  while (mantissa.charAt(end - 1) === '0') end--;
  if (mantissa.charAt(end - 1) === '.') end--;
  return mantissa.slice(0, end) + (tail === undefined ? '' : `e${tail}`);
}

function hexadecimal(value: number, precision: number): string {
  if (value === 0) return `0x0${precision > 0 ? `.${'0'.repeat(precision)}` : ''}p+0`;
  let exponent = Math.floor(Math.log2(value));
  let mantissa = value / 2 ** exponent;
  if (mantissa >= 2) {
    mantissa /= 2;
    exponent++;
  }
  let digits = '';
  let rest = mantissa - 1;
  while (rest > 0 && digits.length < 13) {
    rest *= 16;
    const digit = Math.floor(rest);
    digits += digit.toString(16);
    rest -= digit;
  }
  if (precision >= 0) digits = digits.slice(0, precision).padEnd(precision, '0');
  return `0x1${digits === '' ? '' : `.${digits}`}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
