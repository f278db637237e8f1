/**
 * A regular expression as a program of small steps (Thompson's construction), read by the automaton and by the backtracker.
 *
 * `forward` keeps groups and back-references; `reversed` reads the text from its end, for finding where matches begin.
 */
import {
  type Assertion,
  type ByteSet,
  byteSet,
  isWordByte,
  RegexError,
  type RegexNode,
  regexErrors,
} from './regex-syntax.ts';

/** Operations. */
export const SET = 0;
/** Two ways on: `x` is preferred. */
export const SPLIT = 1;
export const JUMP = 2;
/** Notes the position in a register. */
export const SAVE = 3;
export const ASSERT = 4;
export const BACK = 5;
export const MATCH = 6;
/** Fails when nothing was read since the register was noted: an empty turn of a loop. */
export const PROGRESS = 7;

/** A bound of ours; glibc's is its memory. */
const MAX_STEPS = 100_000;

export interface RegexProgram {
  readonly op: readonly number[];
  /** Target, register, or index into `sets` or `assertions`. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly sets: readonly ByteSet[];
  readonly assertions: readonly Assertion[];
  /** Number of registers: two for each group, then one for each loop. */
  readonly registers: number;
}

/** What stands beside a place in the text: its edge, a newline, a word byte, another. */
export const EDGE = 0;
const NEWLINE = 1;
const WORD = 2;
const OTHER = 3;

/** Kind of a byte as a neighbour. */
export const neighbourKind: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code === 10) return NEWLINE;
  return isWordByte[code] === 1 ? WORD : OTHER;
});

/** Whether an assertion holds between two neighbours. */
export function holds(what: Assertion, left: number, right: number, multiline: boolean): boolean {
  switch (what) {
    case '^':
      return left === EDGE || (multiline && left === NEWLINE);
    case '$':
      return right === EDGE || (multiline && right === NEWLINE);
    case '`':
      return left === EDGE;
    case "'":
      return right === EDGE;
    case 'b':
      return (left === WORD) !== (right === WORD);
    case 'B':
      return (left === WORD) === (right === WORD);
    case '<':
      return left !== WORD && right === WORD;
    case '>':
      return left === WORD && right !== WORD;
    case 'no word before':
      return left !== WORD;
    case 'no word behind':
      return right !== WORD;
  }
}

/** Compiles a tree; with `reversed`, for reading backwards, where groups do not matter. */
export function compileRegex(node: RegexNode, groups: number, reversed: boolean): RegexProgram {
  const builder = new Builder(groups, reversed);
  builder.emit(node);
  builder.add(MATCH);
  return builder;
}

const anything = byteSet(() => true);

class Builder implements RegexProgram {
  readonly op: number[] = [];
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly sets: ByteSet[] = [];
  readonly assertions: Assertion[] = [];
  registers: number;
  readonly #reversed: boolean;

  constructor(groups: number, reversed: boolean) {
    this.registers = 2 * (groups + 1);
    this.#reversed = reversed;
  }

  add(op: number, x = 0, y = 0): number {
    if (this.op.length >= MAX_STEPS) throw new RegexError(regexErrors.size);
    this.op.push(op);
    this.x.push(x);
    this.y.push(y);
    return this.op.length - 1;
  }

  emit(node: RegexNode): void {
    switch (node.kind) {
      case 'empty':
        return;
      case 'set':
        this.sets.push(node.set);
        this.add(SET, this.sets.length - 1);
        return;
      case 'cat': {
        const { items } = node;
        for (let i = 0; i < items.length; i++) this.emit(items[this.#reversed ? items.length - 1 - i : i]!);
        return;
      }
      case 'alt':
        this.#alternatives(node.items);
        return;
      case 'group':
        if (!this.#reversed) this.add(SAVE, 2 * node.index);
        this.emit(node.item);
        if (!this.#reversed) this.add(SAVE, 2 * node.index + 1);
        return;
      case 'assert':
        this.assertions.push(node.what);
        this.add(ASSERT, this.assertions.length - 1);
        return;
      case 'back':
        if (this.#reversed) this.emit({ kind: 'repeat', item: { kind: 'set', set: anything }, min: 0, max: Infinity });
        else this.add(BACK, node.index);
        return;
      case 'repeat':
        this.#repeat(node.item, node.min, node.max);
    }
  }

  #alternatives(items: readonly RegexNode[]): void {
    const jumps: number[] = [];
    for (let i = 0; i < items.length; i++) {
      const isLast = i === items.length - 1;
      const split = isLast ? -1 : this.add(SPLIT, this.op.length + 1);
      this.emit(items[i]!);
      if (isLast) break;
      jumps.push(this.add(JUMP));
      this.y[split] = this.op.length;
    }
    for (const jump of jumps) this.x[jump] = this.op.length;
  }

  #repeat(item: RegexNode, min: number, max: number): void {
    for (let i = 0; i < min; i++) {
      // The last needed turn of an unbounded repetition is the loop itself.
      if (i === min - 1 && max === Number.POSITIVE_INFINITY && !canBeEmpty(item)) {
        const start = this.op.length;
        this.emit(item);
        const split = this.add(SPLIT, start);
        this.y[split] = this.op.length;
        return;
      }
      this.emit(item);
    }
    // A turn that reads nothing is taken only when it is the first: further ones would leave the group empty, or never end.
    const register = canBeEmpty(item) ? this.registers++ : -1;
    const turn = (isFirst: boolean): void => {
      if (register >= 0) this.add(SAVE, register);
      this.emit(item);
      if (register >= 0 && !isFirst) this.add(PROGRESS, register);
    };
    if (max === Number.POSITIVE_INFINITY) {
      let skip = -1;
      if (register >= 0 && min === 0) {
        skip = this.add(SPLIT, this.op.length + 1);
        turn(true);
      }
      const split = this.add(SPLIT, this.op.length + 1);
      turn(false);
      this.add(JUMP, split);
      this.y[split] = this.op.length;
      if (skip >= 0) this.y[skip] = this.op.length;
      return;
    }
    const splits: number[] = [];
    for (let i = min; i < max; i++) {
      splits.push(this.add(SPLIT, this.op.length + 1));
      turn(i === 0);
    }
    for (const split of splits) this.y[split] = this.op.length;
  }
}

function canBeEmpty(node: RegexNode): boolean {
  switch (node.kind) {
    case 'set':
      return false;
    case 'cat':
      return node.items.every(canBeEmpty);
    case 'alt':
      return node.items.some(canBeEmpty);
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.item);
    case 'group':
      return canBeEmpty(node.item);
    default:
      return true;
  }
}

/** The tree with every back-reference widened to anything: what it matches includes what the pattern matches. */
export function withoutBackReferences(node: RegexNode): RegexNode {
  switch (node.kind) {
    case 'back':
      return { kind: 'repeat', item: { kind: 'set', set: anything }, min: 0, max: Number.POSITIVE_INFINITY };
    case 'cat':
    case 'alt':
      return { kind: node.kind, items: node.items.map(withoutBackReferences) };
    case 'repeat':
    case 'group':
      return { ...node, item: withoutBackReferences(node.item) };
    default:
      return node;
  }
}
