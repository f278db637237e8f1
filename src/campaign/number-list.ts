/**
 * Lists of numbers as users write them: `8`, `[4, 8]`, `4,8,16`, `1e-5..1e-2`.
 *
 * A range of rates steps 1, 2, 5, 10 …; one of sizes doubles. Both ends belong to it. The steps are made as decimal text, so that
 * `1e-3` in a range is the number that `1e-3` alone is.
 */
import { parseDuration } from '../sim/duration.ts';
import type { Issue, Place } from '../sim/issue.ts';

export type ListValue = number | string | readonly (number | string)[];

/** How a range goes from its first number to its last. */
type Steps = '1-2-5' | 'doubling' | 'none';

export interface NumberKind {
  readonly steps: Steps;
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  /** As in `a rate, 0 to 1`. */
  readonly words: string;
  /** Durations may carry a unit; without one they are seconds. */
  readonly isDuration?: boolean;
}

/** More would be no list that anybody reads. */
const LIST_MAX = 1000;

/** The numbers, each once, in the order given; complaints go to `issues`. */
export function numberList(value: ListValue, kind: NumberKind, place: Place, issues: Issue[]): number[] {
  const parts = (Array.isArray(value) ? value : [value]).flatMap((part: number | string) =>
    typeof part === 'number' ? [String(part)] : part.split(',').map((word) => word.trim()),
  );
  const numbers: number[] = [];
  for (const part of parts) {
    const found = partOf(part, kind);
    if (typeof found === 'string') {
      issues.push({
        code: 'campaign.bad-number',
        message: found,
        place,
        found: `"${part.slice(0, 60)}"`,
        expected: kind.words,
      });
    } else numbers.push(...found);
  }
  const once = [...new Set(numbers)];
  if (once.length <= LIST_MAX) return once;
  issues.push({ code: 'campaign.too-many', message: 'too many numbers', place, expected: `at most ${LIST_MAX}` });
  return [];
}

/** The numbers of one part, or what is wrong with it. */
function partOf(part: string, kind: NumberKind): readonly number[] | string {
  const ends = part.split('..');
  if (ends.length > 2) return 'not a range';
  const [first = Number.NaN, last = first] = ends.map((text) => numberOf(text.trim(), kind));
  for (const end of [first, last]) {
    if (Number.isNaN(end)) return 'not a number';
    if (end < kind.min || end > kind.max) return 'out of range';
    if (kind.isWhole && !Number.isInteger(end)) return 'not a whole number';
  }
  if (ends.length === 1) return [first];
  if (kind.steps === 'none') return 'no range is possible here';
  if (!(first > 0)) return 'a range begins above 0';
  if (first > last) return 'a range ends before it begins';
  const between = kind.steps === 'doubling' ? doublings(first, last) : decades(first, last);
  return [first, ...between.filter((step) => step > first && step < last), ...(last > first ? [last] : [])];
}

function numberOf(text: string, { isDuration }: NumberKind): number {
  if (isDuration === true) {
    const ns = parseDuration(text);
    if (ns !== undefined) return ns / 1e9;
  }
  return /^-?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?$/i.test(text) || /^0x[0-9a-f]{1,12}$/i.test(text)
    ? Number(text)
    : Number.NaN;
}

function doublings(first: number, last: number): number[] {
  const steps: number[] = [];
  for (let step = first * 2; step < last; step *= 2) steps.push(step);
  return steps;
}

/** 1, 2 and 5 times the powers of ten. */
function decades(first: number, last: number): number[] {
  const steps: number[] = [];
  for (let exponent = Math.floor(Math.log10(first)); exponent <= Math.ceil(Math.log10(last)); exponent++) {
    for (const digit of [1, 2, 5]) steps.push(Number(`${digit}e${exponent}`));
  }
  return steps;
}
