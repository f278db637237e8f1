/**
 * Values of awk: numbers, texts, and texts from outside that look like numbers (mawk 1.3.4's C_DOUBLE, C_STRING and C_STRNUM).
 */
import { realOf, realText } from './real-format.ts';

/** A text that counts as a number in comparisons; also what a variable holds before anything does. */
export class Dual {
  readonly text: string;
  readonly number: number;

  constructor(text: string, number: number) {
    this.text = text;
    this.number = number;
  }
}

export type Value = number | string | Dual;

export const UNSET = new Dual('', 0);

/** mawk's integers have 32 bits. */
export const INTEGER_MAX = 0x7fffffff;

/** A problem that ends the program; never leaves awk. */
export class AwkError {
  readonly text: string;
  /** Tell the record it happened at. */
  readonly atRunTime: boolean;

  constructor(text: string, atRunTime = false) {
    this.text = text;
    this.atRunTime = atRunTime;
  }
}

const NUMBER =
  /^[ \t\n\v\f\r]*([+-]?)(?:(0[xX][0-9a-fA-F]+)|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(inf(?:inity)?)|(nan))/i;

/** The number a text begins with (`strtod`), or 0. */
function parseNumber(text: string): number {
  const first = text.charCodeAt(0);
  if (first > 57 && first !== 73 && first !== 105 && first !== 78 && first !== 110) return 0;
  if (text.length < 16 && first >= 49 && first <= 57) {
    let value = 0;
    let at = 0;
    for (; at < text.length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === text.length) return value;
  }
  const match = NUMBER.exec(text);
  if (match === null) return 0;
  const [, sign, hex, decimal, infinity] = match;
  const value =
    hex !== undefined ? Number(hex) : decimal !== undefined ? Number(decimal) : infinity !== undefined ? Infinity : NaN;
  return sign === '-' ? -value : value;
}

/** A field, or what else comes from outside: a number where it looks like one. */
export function fromOutside(text: string): Value {
  let end = text.length;
  let at = 0;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  while (end > at && isBlank(text.charCodeAt(end - 1))) end--;
  if (at === end) return text;
  const first = text.charCodeAt(at);
  if (first > 57 || first < 43 || first === 44 || first === 47) return text;
  const start = at;
  if (first === 43 || first === 45) at++;
  let digits = 0;
  const skip = (): void => {
    for (; at < end; at++, digits++) {
      const code = text.charCodeAt(at);
      if (code < 48 || code > 57) return;
    }
  };
  skip();
  if (text[at] === '.' && at < end) {
    at++;
    skip();
  }
  if (digits === 0) return text;
  if (at < end && (text[at] === 'e' || text[at] === 'E')) {
    at++;
    if (text[at] === '+' || text[at] === '-') at++;
    digits = 0;
    skip();
    if (digits === 0) return text;
  }
  return at === end ? new Dual(text, Number(text.slice(start, end))) : text;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? parseNumber(value) : value.number;
}

/** A number as text: whole numbers in full, others by CONVFMT or OFMT. */
export function numberText(value: number, format: string): string {
  if (value >= -INTEGER_MAX && value <= INTEGER_MAX && Math.trunc(value) === value) return String(value + 0 || 0);
  if (format === '%.6g' && Number.isFinite(value)) {
    const magnitude = Math.abs(value);
    // toPrecision rounds halves up, C to even: only where six digits do not give the number back is that a question.
    if (magnitude >= 1e-4 && magnitude < 1e6) {
      const text = value.toPrecision(6);
      const digits = String(magnitude).replace('.', '').replace(/^0+/, '');
      if (digits.length !== 7 || !digits.endsWith('5')) {
        return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
      }
    }
  }
  if (Number.isNaN(value)) return '-nan';
  const match = /^([^%]*)%([-+ #0]*)(\d*)(?:\.(\d*))?l*([eEfFgGdioxXuc])([^%]*)$/.exec(format);
  if (match === null) return realText(realOf(value), 'g', { flags: '', width: 0, precision: 6 });
  const [, before, flags, width, precision, letter, behind] = match;
  const style = {
    flags: flags!,
    width: Math.min(1000, Number(width)),
    precision: precision === undefined ? -1 : Math.min(1000, Number(precision)),
  };
  if ('dioxXuc'.includes(letter!)) return `${before}${Math.trunc(value)}${behind}`;
  return before + realText(realOf(value), letter!, style) + behind;
}

export function toText(value: Value, format: string): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? numberText(value, format) : value.text;
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  return value === UNSET ? false : value.number !== 0;
}

/** Numbers with numbers, all else as texts. */
export function compareValues(a: Value, b: Value, format: string): number {
  if (typeof a !== 'string' && typeof b !== 'string') {
    const x = toNumber(a);
    const y = toNumber(b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const x = toText(a, format);
  const y = toText(b, format);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** What all arrays of a program may hold. */
const ELEMENTS_MAX = 4_000_000;
const FIRST_BUCKETS = 64;
const BUCKET_LENGTH = 12;

/** How many elements there are in all arrays of a program. */
export interface ElementCount {
  count: number;
}

/** An array; its keys come in the order of mawk's hash table. */
export class AwkArray {
  readonly #elements = new Map<string, Value>();
  readonly #total: ElementCount;

  constructor(total: ElementCount) {
    this.#total = total;
  }

  get size(): number {
    return this.#elements.size;
  }

  /** The element, made when it is not there. */
  get(key: string): Value {
    const value = this.#elements.get(key);
    if (value !== undefined) return value;
    this.set(key, UNSET);
    return UNSET;
  }

  has(key: string): boolean {
    return this.#elements.has(key);
  }

  set(key: string, value: Value): void {
    const before = this.#elements.size;
    this.#elements.set(key, value);
    if (this.#elements.size === before) return;
    if (++this.#total.count > ELEMENTS_MAX) throw new AwkError('out of memory');
  }

  delete(key: string): void {
    if (this.#elements.delete(key)) this.#total.count--;
  }

  clear(): void {
    this.#total.count -= this.#elements.size;
    this.#elements.clear();
  }

  /** Bucket by bucket, the youngest first. */
  keys(): string[] {
    let buckets = FIRST_BUCKETS;
    while (this.#elements.size > buckets * BUCKET_LENGTH) buckets *= 2;
    const table: string[][] = [];
    for (const key of this.#elements.keys()) {
      const place = hash(key) & (buckets - 1);
      const bucket = table[place];
      if (bucket === undefined) table[place] = [key];
      else bucket.push(key);
    }
    const all: string[] = [];
    for (let place = 0; place < buckets; place++) {
      const bucket = table[place];
      if (bucket === undefined) continue;
      for (let at = bucket.length - 1; at >= 0; at--) all.push(bucket[at]!);
    }
    return all;
  }
}

/** FNV-1a. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
