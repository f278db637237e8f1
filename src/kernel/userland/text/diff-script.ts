/**
 * From two lists of lines to a list of changes, as GNU diff 3.8 does it (`src/analyze.c`, `src/io.c`): equal ends are set aside,
 * lines that could only confuse are left out of the comparison, and changes are moved to where they read best.
 */
import { compareSequences } from './diff-sequence.ts';

/** One change: lines from 0 in the whole files. */
export interface Change {
  readonly line0: number;
  readonly line1: number;
  readonly deleted: number;
  readonly inserted: number;
}

export interface DiffInput {
  /** Lines with their newline; the last may lack it. */
  readonly lines0: readonly string[];
  readonly lines1: readonly string[];
  /** What lines are compared by; lines with equal keys are equal. */
  readonly key: (line: string) => string;
  /** Equal lines kept at both ends for changes to move into: the context. */
  readonly horizon: number;
  readonly minimal: boolean;
}

/** One file between the ends that are set aside. */
interface Side {
  readonly classes: Int32Array;
  /** Marked lines; one more cell at both ends stays 0. */
  readonly changed: Uint8Array;
}

/** The changes, in order. */
export function diffLines(input: DiffInput): Change[] {
  const { lines0, lines1, horizon } = input;
  const shorter = Math.min(lines0.length, lines1.length);
  let prefix = 0;
  while (prefix < shorter && lines0[prefix] === lines1[prefix]) prefix++;
  prefix = Math.max(0, prefix - horizon);
  let suffix = 0;
  const room = shorter - prefix;
  while (suffix < room && lines0[lines0.length - 1 - suffix] === lines1[lines1.length - 1 - suffix]) suffix++;
  suffix = Math.max(0, suffix - horizon);
  const classOf = new Map<string, number>();
  const classify = (lines: readonly string[]): Int32Array => {
    const classes = new Int32Array(lines.length - suffix - prefix);
    for (let i = 0; i < classes.length; i++) {
      const key = input.key(lines[prefix + i]!);
      let known = classOf.get(key);
      if (known === undefined) {
        known = classOf.size + 1;
        classOf.set(key, known);
      }
      classes[i] = known;
    }
    return classes;
  };
  const sides = [lines0, lines1].map((lines): Side => {
    const classes = classify(lines);
    return { classes, changed: new Uint8Array(classes.length + 2) };
  }) as [Side, Side];
  const kept0 = keptLines(sides[0], sides[1], classOf.size, input.minimal);
  const kept1 = keptLines(sides[1], sides[0], classOf.size, input.minimal);
  const pick = (side: Side, indexes: Int32Array): Int32Array => indexes.map((index) => side.classes[index]!);
  compareSequences(
    pick(sides[0], kept0),
    pick(sides[1], kept1),
    input.minimal,
    (index) => {
      sides[0].changed[kept0[index]! + 1] = 1;
    },
    (index) => {
      sides[1].changed[kept1[index]! + 1] = 1;
    },
  );
  shiftBoundaries(sides[0], sides[1]);
  shiftBoundaries(sides[1], sides[0]);
  return changesOf(sides, prefix);
}

function changesOf(sides: readonly [Side, Side], prefix: number): Change[] {
  const [first, second] = sides;
  const changes: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < first.classes.length || j < second.classes.length) {
    const line0 = i;
    const line1 = j;
    while (first.changed[i + 1] === 1) i++;
    while (second.changed[j + 1] === 1) j++;
    if (i > line0 || j > line1) {
      changes.push({ line0: line0 + prefix, line1: line1 + prefix, deleted: i - line0, inserted: j - line1 });
    }
    i++;
    j++;
  }
  return changes;
}

const KEEP = 0;
const DISCARD = 1;
/** Left out only amid lines that are left out for sure. */
const PROVISIONAL = 2;

/**
 * Indexes of the lines worth comparing. A line that is nowhere in the other file is changed for sure; one that is there very often
 * only confuses when it stands among such.
 */
function keptLines(side: Side, other: Side, classCount: number, minimal: boolean): Int32Array {
  const counts = new Int32Array(classCount + 1);
  for (const known of other.classes) counts[known] = counts[known]! + 1;
  const length = side.classes.length;
  const fate = new Uint8Array(length);
  let many = 5;
  for (let rest = Math.floor(length / 64) >> 2; rest > 0; rest >>= 2) many *= 2;
  for (let i = 0; i < length; i++) {
    const matches = counts[side.classes[i]!]!;
    if (matches === 0) fate[i] = DISCARD;
    else if (matches > many) fate[i] = PROVISIONAL;
  }
  for (let i = 0; i < length; i++) {
    if (fate[i] === PROVISIONAL) fate[i] = KEEP;
    else if (fate[i] === DISCARD) i = settleRun(fate, i) - 1;
  }
  const kept: number[] = [];
  for (let i = 0; i < length; i++) {
    if (minimal || fate[i] === KEEP) kept.push(i);
    else side.changed[i + 1] = 1;
  }
  return Int32Array.from(kept);
}

/** Decides about the provisional lines in a run that begins at `start`; gives the end of the run. */
function settleRun(fate: Uint8Array, start: number): number {
  let end = start;
  let provisional = 0;
  while (end < fate.length && fate[end] !== KEEP) if (fate[end++] === PROVISIONAL) provisional++;
  while (end > start && fate[end - 1] === PROVISIONAL) {
    fate[--end] = KEEP;
    provisional--;
  }
  const length = end - start;
  if (provisional * 4 > length) {
    for (let i = start; i < end; i++) if (fate[i] === PROVISIONAL) fate[i] = KEEP;
    // The scan goes on in the run: what follows its first line is looked at again.
    return start + 1;
  }
  let minimum = 1;
  for (let rest = length >> 4; rest > 0; rest >>= 2) minimum <<= 1;
  minimum++;
  // Long enough stretches of provisional lines are kept.
  for (let i = start; i < end; ) {
    let stretch = i;
    while (stretch < end && fate[stretch] === PROVISIONAL) stretch++;
    if (stretch - i >= minimum) fate.fill(KEEP, i, stretch);
    i = Math.max(stretch, i + 1);
  }
  keepNearEdge(fate, start, 1, length);
  keepNearEdge(fate, end - 1, -1, length);
  return end;
}

/** Keeps provisional lines near an edge of a run, until three sure ones in a row or a sure one eight lines in. */
function keepNearEdge(fate: Uint8Array, edge: number, step: 1 | -1, length: number): void {
  let sure = 0;
  for (let j = 0; j < length; j++) {
    const at = edge + step * j;
    if (j >= 8 && fate[at] === DISCARD) return;
    if (fate[at] === PROVISIONAL) {
      sure = 0;
      fate[at] = KEEP;
    } else if (fate[at] === KEEP) sure = 0;
    else sure++;
    if (sure === 3) return;
  }
}

/**
 * Moves runs of changed lines in one file: back to merge with earlier runs, then forward as far as they go, and then to a place
 * that corresponds to a run in the other file, if there is one.
 */
function shiftBoundaries(side: Side, other: Side): void {
  const { classes } = side;
  // Cells are shifted by one: index -1 and the end stay unchanged lines.
  const changed = (i: number): boolean => side.changed[i + 1] === 1;
  const otherChanged = (j: number): boolean => other.changed[j + 1] === 1;
  const mark = (i: number, value: 0 | 1): void => {
    side.changed[i + 1] = value;
  };
  const end = classes.length;
  let i = 0;
  let j = 0;
  for (;;) {
    while (i < end && !changed(i)) {
      while (otherChanged(j++)) {
        // To the line that corresponds.
      }
      i++;
    }
    if (i >= end) return;
    let start = i;
    do i++;
    while (changed(i));
    while (otherChanged(j)) j++;
    let corresponding: number;
    let runLength: number;
    do {
      runLength = i - start;
      while (start > 0 && classes[start - 1] === classes[i - 1]) {
        mark(--start, 1);
        mark(--i, 0);
        while (changed(start - 1)) start--;
        do j--;
        while (otherChanged(j));
      }
      corresponding = otherChanged(j - 1) ? i : end;
      while (i !== end && classes[start] === classes[i]) {
        mark(start++, 0);
        mark(i++, 1);
        while (changed(i)) i++;
        for (j++; otherChanged(j); j++) corresponding = i;
      }
    } while (runLength !== i - start);
    while (corresponding < i) {
      mark(--start, 1);
      mark(--i, 0);
      do j--;
      while (otherChanged(j));
    }
  }
}
