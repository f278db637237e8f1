/** Comparisons of sort (coreutils 9.1 `src/sort.c` `keycompare`, gnulib `strnumcmp`), in the C locale. */
import { Hash64 } from '../../../sim/hash.ts';
import { compareVersions } from '../libc/version-compare.ts';
import { keyText, type SortKey } from './sort-keys.ts';

export interface SortOrder {
  readonly keys: readonly SortKey[];
  readonly tab: string | null;
  /** Lines whose keys are equal keep their order (`-s`, `-u`). */
  readonly stable: boolean;
  /** Global `-r`, for the last comparison of whole lines. */
  readonly reverse: boolean;
  /** Secret of `-R`. */
  readonly salt: string;
}

/** A line with what its keys are compared by. */
export interface SortLine {
  readonly text: string;
  readonly values: readonly KeyValue[];
}

type KeyValue = string | number | DecimalNumber;

interface DecimalNumber {
  readonly negative: boolean;
  /** Digits without leading zeros; '' for zero. */
  readonly whole: string;
  /** Digits without trailing zeros. */
  readonly fraction: string;
  /** 0 for none, 1 for K … of `-h`. */
  readonly unit: number;
}

const UNITS = 'KMGTPEZY';
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Prepares a line: its keys are cut out and read once. */
export function prepare(text: string, order: SortOrder): SortLine {
  return { text, values: order.keys.map((key) => keyValue(keyText(text, key, order.tab), key, order.salt)) };
}

function keyValue(text: string, key: SortKey, salt: string): KeyValue {
  if (key.numeric || key.human) return decimal(text, key.human);
  if (key.general) return general(text);
  let part = text;
  if (key.ignore === 'nondictionary') part = part.replace(/[^ \t\nA-Za-z0-9]+/g, '');
  else if (key.ignore === 'nonprinting') part = part.replace(/[^ -~]+/g, '');
  if (key.month) return month(part);
  if (key.fold) part = part.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
  // Equal keys stay together in a random order.
  return key.random ? new Hash64().update(salt + part).digest() + part : part;
}

function decimal(text: string, human: boolean): DecimalNumber {
  const match = /^[ \t\n]*(-?)(\d*)(?:\.(\d*))?/.exec(text)!;
  const whole = match[2]!.replace(/^0+/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const isZero = whole === '' && fraction === '';
  const hasDigits = match[2] !== '' || (match[3] ?? '') !== '';
  const letter = text[match[0].length] ?? '';
  const unit = human && hasDigits && !isZero ? UNITS.indexOf(letter === 'k' ? 'K' : letter || '-') + 1 : 0;
  return { negative: match[1] === '-' && !isZero, whole, fraction, unit };
}

function compareDecimal(a: DecimalNumber, b: DecimalNumber): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  let order = a.unit - b.unit;
  if (order === 0) order = a.whole.length - b.whole.length;
  if (order === 0) order = compareText(a.whole, b.whole);
  if (order === 0) order = compareText(a.fraction, b.fraction);
  return a.negative ? -order : order;
}

/** strtold's number at the beginning of a text; what is no number comes before NaN, NaN before all numbers. */
function general(text: string): number {
  const match =
    /^[ \t\n\v\f\r]*([+-]?(?:inf(?:inity)?|nan(?:\(\w*\))?|0x(?:[0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)(?:p[+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?))/i.exec(
      text,
    );
  if (match === null) return Number.NaN;
  const word = match[1]!.toLowerCase();
  const sign = word.startsWith('-') ? -1 : 1;
  const bare = word.replace(/^[+-]/, '');
  if (bare.startsWith('nan')) return NOT_A_NUMBER;
  if (bare.startsWith('inf')) return sign * Number.POSITIVE_INFINITY;
  if (!bare.startsWith('0x')) return sign * Number(bare);
  const hex = /^0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/.exec(bare)!;
  return sign * Number.parseInt(hex[1]! + hex[2]! || '0', 16) * 2 ** (Number(hex[3] ?? 0) - 4 * hex[2]!.length);
}

/** A NaN that was read: below every number, above what is none. */
const NOT_A_NUMBER = -Number.MAX_VALUE * 1.0000001;

function compareGeneral(a: number, b: number): number {
  const rank = (value: number): number => (Number.isNaN(value) ? 0 : value === NOT_A_NUMBER ? 1 : 2);
  const order = rank(a) - rank(b);
  if (order !== 0 || rank(a) < 2) return order;
  return a < b ? -1 : a > b ? 1 : 0;
}

function month(text: string): number {
  return (
    MONTHS.indexOf(
      text
        .replace(/^[ \t\n]+/, '')
        .slice(0, 3)
        .toUpperCase(),
    ) + 1
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares by the keys alone. */
function compareKeys(a: SortLine, b: SortLine, order: SortOrder): number {
  const { keys } = order;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const left = a.values[i]!;
    const right = b.values[i]!;
    let result: number;
    if (key.numeric || key.human) result = compareDecimal(left as DecimalNumber, right as DecimalNumber);
    else if (key.general) result = compareGeneral(left as number, right as number);
    else if (key.month) result = (left as number) - (right as number);
    else if (key.version) result = compareVersions(left as string, right as string);
    else result = compareText(left as string, right as string);
    if (result !== 0) return key.reverse ? -result : result;
  }
  return 0;
}

/** Compares as lines are put in order: by keys, then by the whole line. */
export function compareLines(a: SortLine, b: SortLine, order: SortOrder): number {
  if (order.keys.length > 0) {
    const result = compareKeys(a, b, order);
    if (result !== 0 || order.stable) return result;
  }
  const result = compareText(a.text, b.text);
  return order.reverse ? -result : result;
}
