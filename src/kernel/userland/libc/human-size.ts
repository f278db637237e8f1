/**
 * Sizes for people: `ls -h`, `du --block-size=M`, `df -H`, the counts of `dd`.
 *
 * Mirrors gnulib `lib/human.c` (`human_readable`, `human_options`): powers of 1024 or 1000, one decimal below ten, rounded up
 * unless told. Left out: grouping by locale (the C locale has none).
 */
import { type ParsedNumber, parseNumber } from './numbers.ts';

/** How sizes are shown. */
export interface SizeStyle {
  /** Unit in bytes; 1 with `autoscale`. */
  readonly blockSize: bigint;
  /** The largest unit that fits is chosen for each number. */
  readonly autoscale: boolean;
  readonly base: 1000 | 1024;
  /** The unit's letter is shown. */
  readonly showUnit: boolean;
  /** A `B` behind the unit, and `i` with base 1024. */
  readonly showB: boolean;
  readonly spaceBeforeUnit?: boolean;
  readonly rounding?: 'ceiling' | 'nearest' | 'floor';
}

const LETTERS = '\0KMGTPEZY';

/** Powers of 1024 (`-h`) and of 1000 (`--si`). */
export const humanStyle: SizeStyle = { blockSize: 1n, autoscale: true, base: 1024, showUnit: true, showB: false };
export const siStyle: SizeStyle = { ...humanStyle, base: 1000 };

/** Numbers in units of so many bytes, without a letter. */
export function plainStyle(blockSize: number): SizeStyle {
  return { blockSize: BigInt(blockSize), autoscale: false, base: 1024, showUnit: false, showB: false };
}

/** `count` blocks of `fromBlock` bytes in a style. */
export function humanSize(count: bigint | number, style: SizeStyle, fromBlock: bigint | number = 1): string {
  const bytes = BigInt(count) * BigInt(fromBlock);
  const base = BigInt(style.base);
  const rounding = style.rounding ?? 'ceiling';
  // The number in tenths of the unit at hand, and what was cut off below them.
  let exponent = -1;
  let text: string;
  if (style.autoscale) {
    exponent = 0;
    let unit = style.blockSize;
    while (bytes / unit >= base && exponent < LETTERS.length - 1) {
      unit *= base;
      exponent++;
    }
    if (exponent === 0 || bytes / unit >= 10n) {
      let whole = divide(bytes, unit, rounding);
      if (whole >= base && exponent < LETTERS.length - 1 && exponent > 0) {
        exponent++;
        text = '1.0';
      } else {
        if (exponent === 0) whole = bytes;
        text = String(whole);
      }
    } else {
      const tenths = divide(bytes * 10n, unit, rounding);
      text = tenths >= 100n ? String(divide(bytes, unit, rounding)) : `${tenths / 10n}.${tenths % 10n}`;
    }
  } else {
    text = String(divide(bytes, style.blockSize, rounding));
    if (style.showUnit) {
      exponent = 0;
      for (let power = 1n; power < style.blockSize && exponent < LETTERS.length - 1; power *= base) exponent++;
    }
  }
  if (!style.showUnit) return text;
  let unit = '';
  if (exponent > 0) {
    unit = style.base === 1000 && exponent === 1 ? 'k' : LETTERS[exponent]!;
    if (style.showB && style.base === 1024) unit += 'i';
  }
  if (style.showB) unit += 'B';
  return style.spaceBeforeUnit && unit !== '' ? `${text} ${unit}` : text + unit;
}

function divide(a: bigint, b: bigint, rounding: 'ceiling' | 'nearest' | 'floor'): bigint {
  if (rounding === 'ceiling') return (a + b - 1n) / b;
  if (rounding === 'floor') return a / b;
  const whole = a / b;
  const twice = (a % b) * 2n;
  return twice > b || (twice === b && whole % 2n === 1n) ? whole + 1n : whole;
}

/** The style of `--block-size=SPEC` (or of a variable of the environment), or why it is none. */
export function parseBlockSize(spec: string): SizeStyle | Exclude<ParsedNumber['error'], null> {
  const text = spec.startsWith("'") ? spec.slice(1) : spec;
  if ('human-readable'.startsWith(text) && text !== '') return humanStyle;
  if (text === 'si') return siStyle;
  const parsed = parseNumber(text, 'eEgGkKmMpPtTyYzZ0', { base: 0 });
  if (parsed.error !== null) return parsed.error;
  if (parsed.value === 0n) return 'invalid';
  if (/^\d/.test(text)) return { blockSize: parsed.value, autoscale: false, base: 1024, showUnit: false, showB: false };
  const isThousand = text.length > 1 && text.endsWith('B') && text.at(-2) !== 'i';
  return {
    blockSize: parsed.value,
    autoscale: false,
    base: isThousand ? 1000 : 1024,
    showUnit: true,
    showB: text.endsWith('B'),
  };
}

/** The block size of the environment: the program's own variable, BLOCK_SIZE, BLOCKSIZE, POSIXLY_CORRECT, then 1024. */
export function defaultBlockSize(getenv: (name: string) => string | undefined, ownVariable?: string): SizeStyle {
  for (const name of [...(ownVariable === undefined ? [] : [ownVariable]), 'BLOCK_SIZE', 'BLOCKSIZE']) {
    const spec = getenv(name);
    if (spec === undefined) continue;
    const style = parseBlockSize(spec);
    if (typeof style !== 'string') return style;
    break;
  }
  return plainStyle(getenv('POSIXLY_CORRECT') === undefined ? 1024 : 512);
}
