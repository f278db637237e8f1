/** Flags, width and precision of a `%` directive applied to a string or a number, as C's printf does. */
export interface Directive {
  readonly flags: string;
  readonly width: number;
  /** -1: none was written. */
  readonly precision: number;
}

/** Wider fields are cut to this. */
const WIDTH_MAX = 65536;

/** The digits behind a `%`. */
export function directive(flags: string, width: string, precision: string | undefined): Directive {
  return {
    flags,
    width: Math.min(WIDTH_MAX, Number(width)),
    precision: precision === undefined ? -1 : Math.min(WIDTH_MAX, Number(precision)),
  };
}

/** `%s`: the precision cuts, `-` puts the padding behind. */
export function padString(text: string, { flags, width, precision }: Directive): string {
  const cut = precision < 0 ? text : text.slice(0, precision);
  return flags.includes('-') ? cut.padEnd(width) : cut.padStart(width);
}

/** Digits as `%d`, `%o`, `%x` show them; `prefix` is what `#` adds. */
export function padNumber(digits: string, { flags, width, precision }: Directive, prefix = ''): string {
  const negative = digits.startsWith('-');
  let magnitude = negative ? digits.slice(1) : digits;
  if (precision >= 0) magnitude = magnitude.padStart(precision, '0');
  let sign = negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if (flags.includes('#') && prefix !== '' && magnitude !== '0') sign += prefix;
  if (flags.includes('-')) return (sign + magnitude).padEnd(width);
  if (flags.includes('0') && precision < 0) return sign + magnitude.padStart(width - sign.length, '0');
  return (sign + magnitude).padStart(width);
}
