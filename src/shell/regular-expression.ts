/**
 * POSIX extended regular expressions for `=~`.
 *
 * Compiled to a program whose threads run side by side (Pike's way), so that no expression takes more than its length times that
 * of the subject. The longest of the leftmost matches wins, as POSIX wants; of several ways to it the groups take the first.
 * Left out: collating symbols, back references.
 */

import { characterClass } from './pattern.ts';

type Instruction =
  | { readonly op: 'set'; readonly set: Uint8Array }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'begin' | 'end' | 'match' };

type Node =
  | { readonly kind: 'set'; readonly set: Uint8Array }
  | { readonly kind: 'begin' | 'end' | 'empty' }
  | { readonly kind: 'sequence' | 'either'; readonly parts: readonly Node[] }
  | { readonly kind: 'group'; readonly index: number; readonly inner: Node }
  | { readonly kind: 'repeat'; readonly inner: Node; readonly least: number; readonly most: number };

/** A program longer than this is "too big", as the C library says of its own. */
const MAX_PROGRAM = 20_000;
const MAX_DEPTH = 200;
/** RE_DUP_MAX of glibc. */
const MAX_REPEAT = 32767;

/** What makes an expression none; never seen outside. */
class InvalidExpression {}

/** The match and its groups; null when there is none, undefined when the expression is invalid. `pattern` is protected. */
export function matchRegularExpression(
  subject: string,
  pattern: string,
  ignoreCase: boolean,
): readonly string[] | null | undefined {
  let program: readonly Instruction[];
  let groups: number;
  try {
    const compiler = new Compiler(pattern, ignoreCase);
    program = compiler.program;
    groups = compiler.groups;
  } catch (failure) {
    if (failure instanceof InvalidExpression) return undefined;
    throw failure;
  }
  const slots = run(program, subject, groups);
  if (slots === null) return null;
  const result: string[] = [];
  for (let group = 0; group <= groups; group++) {
    const from = slots[group * 2] ?? -1;
    const to = slots[group * 2 + 1] ?? -1;
    result.push(from < 0 || to < 0 ? '' : subject.slice(from, to));
  }
  return result;
}

interface Thread {
  readonly pc: number;
  readonly slots: readonly number[];
}

function run(program: readonly Instruction[], subject: string, groups: number): readonly number[] | null {
  const size = (groups + 1) * 2;
  const none: readonly number[] = new Array<number>(size).fill(-1);
  let threads: Thread[] = [];
  let best: readonly number[] | null = null;
  const seen = new Int32Array(program.length).fill(-1);
  const add = (list: Thread[], start: Thread, at: number): void => {
    const waiting: Thread[] = [start];
    for (let thread = waiting.pop(); thread !== undefined; thread = waiting.pop()) {
      const { pc, slots } = thread;
      if (seen[pc] === at) continue;
      seen[pc] = at;
      const instruction = program[pc] as Instruction;
      switch (instruction.op) {
        case 'jump':
          waiting.push({ pc: instruction.to, slots });
          break;
        case 'split':
          waiting.push({ pc: instruction.second, slots }, { pc: instruction.first, slots });
          break;
        case 'save': {
          const saved = [...slots];
          saved[instruction.slot] = at;
          waiting.push({ pc: pc + 1, slots: saved });
          break;
        }
        case 'begin':
          if (at === 0) waiting.push({ pc: pc + 1, slots });
          break;
        case 'end':
          if (at === subject.length) waiting.push({ pc: pc + 1, slots });
          break;
        case 'match':
          if (isBetter(slots, best)) best = slots;
          break;
        default:
          list.push(thread);
      }
    }
  };
  for (let at = 0; at <= subject.length; at++) {
    // Threads that began earlier come first; once there is a match nothing begins later.
    const current: Thread[] = [];
    for (const thread of threads) add(current, thread, at);
    if (best === null) add(current, { pc: 0, slots: none }, at);
    if (current.length === 0 && best !== null) break;
    threads = [];
    const code = subject.charCodeAt(at);
    for (const { pc, slots } of current) {
      const instruction = program[pc] as Instruction;
      if (instruction.op === 'set' && at < subject.length && instruction.set[code] === 1) {
        threads.push({ pc: pc + 1, slots });
      }
    }
  }
  return best;
}

/** Leftmost first, then longest. */
function isBetter(slots: readonly number[], best: readonly number[] | null): boolean {
  if (best === null) return true;
  const from = slots[0] as number;
  const bestFrom = best[0] as number;
  if (from !== bestFrom) return from < bestFrom;
  return (slots[1] as number) > (best[1] as number);
}

class Compiler {
  readonly program: Instruction[] = [];
  groups = 0;
  readonly #text: string;
  readonly #ignoreCase: boolean;
  #pos = 0;
  #depth = 0;

  constructor(text: string, ignoreCase: boolean) {
    this.#text = text;
    this.#ignoreCase = ignoreCase;
    const tree = this.#either();
    if (this.#pos < text.length) throw new InvalidExpression();
    this.#emit({ kind: 'group', index: 0, inner: tree });
    this.program.push({ op: 'match' });
  }

  #either(): Node {
    if (++this.#depth > MAX_DEPTH) throw new InvalidExpression();
    const parts = [this.#sequence()];
    while (this.#text.charAt(this.#pos) === '|') {
      this.#pos++;
      parts.push(this.#sequence());
    }
    this.#depth--;
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'either', parts };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    for (;;) {
      const char = this.#text.charAt(this.#pos);
      if (char === '' || char === '|' || (char === ')' && this.#depth > 1)) break;
      parts.push(this.#repeated(this.#atom(char)));
    }
    return parts.length === 0 ? { kind: 'empty' } : { kind: 'sequence', parts };
  }

  #atom(char: string): Node {
    this.#pos++;
    switch (char) {
      case '(': {
        const index = ++this.groups;
        const inner = this.#either();
        if (this.#text.charAt(this.#pos) !== ')') throw new InvalidExpression();
        this.#pos++;
        return { kind: 'group', index, inner };
      }
      case '^':
        return { kind: 'begin' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'set', set: new Uint8Array(256).fill(1) };
      case '[':
        return { kind: 'set', set: this.#bracket() };
      case '*':
      case '+':
      case '?':
        // A repetition of nothing: glibc takes a leading star as itself, the others are wrong.
        if (char !== '*') throw new InvalidExpression();
        return this.#literal(0x2a);
      case '\\': {
        if (this.#pos >= this.#text.length) throw new InvalidExpression();
        return this.#literal(this.#text.charCodeAt(this.#pos++));
      }
      default:
        return this.#literal(char.charCodeAt(0));
    }
  }

  #literal(given: number): Node {
    const code = given & 0xff;
    const set = new Uint8Array(256);
    set[code] = 1;
    this.#fold(set);
    return { kind: 'set', set };
  }

  #fold(set: Uint8Array): void {
    if (!this.#ignoreCase) return;
    for (let code = 0x61; code <= 0x7a; code++)
      if (set[code] === 1 || set[code - 32] === 1) set[code] = set[code - 32] = 1;
  }

  #repeated(atom: Node): Node {
    let node = atom;
    for (;;) {
      const char = this.#text.charAt(this.#pos);
      if (char === '*') node = { kind: 'repeat', inner: node, least: 0, most: Infinity };
      else if (char === '+') node = { kind: 'repeat', inner: node, least: 1, most: Infinity };
      else if (char === '?') node = { kind: 'repeat', inner: node, least: 0, most: 1 };
      else if (char === '{') {
        const match = /^\{(\d{1,6})(?:(,)(\d{0,6}))?\}/.exec(this.#text.slice(this.#pos, this.#pos + 20));
        if (match === null) return node;
        const least = Number(match[1]);
        const most = match[2] === undefined ? least : match[3] === '' ? Infinity : Number(match[3]);
        if (least > MAX_REPEAT || most < least || (most !== Infinity && most > MAX_REPEAT))
          throw new InvalidExpression();
        node = { kind: 'repeat', inner: node, least, most };
        this.#pos += match[0].length - 1;
      } else return node;
      this.#pos++;
    }
  }

  #bracket(): Uint8Array {
    const text = this.#text;
    const set = new Uint8Array(256);
    const isNegated = text.charAt(this.#pos) === '^';
    if (isNegated) this.#pos++;
    const first = this.#pos;
    for (;;) {
      if (this.#pos >= text.length) throw new InvalidExpression();
      const char = text.charAt(this.#pos);
      if (char === ']' && this.#pos > first) break;
      if (text.startsWith('[:', this.#pos)) {
        const end = text.indexOf(':]', this.#pos + 2);
        const test = end < 0 ? undefined : characterClass(text.slice(this.#pos + 2, end));
        if (test === undefined) throw new InvalidExpression();
        for (let code = 0; code < 256; code++) if (test(code)) set[code] = 1;
        this.#pos = end + 2;
        continue;
      }
      const low = text.charCodeAt(this.#pos++) & 0xff;
      let high = low;
      if (text.charAt(this.#pos) === '-' && text.charAt(this.#pos + 1) !== ']' && this.#pos + 1 < text.length) {
        high = text.charCodeAt(this.#pos + 1) & 0xff;
        this.#pos += 2;
        if (high < low) throw new InvalidExpression();
      }
      for (let code = low; code <= high; code++) set[code] = 1;
    }
    this.#pos++;
    this.#fold(set);
    if (isNegated) for (let code = 0; code < 256; code++) set[code] = set[code] === 1 ? 0 : 1;
    return set;
  }

  #emit(node: Node): void {
    const { program } = this;
    if (program.length > MAX_PROGRAM) throw new InvalidExpression();
    switch (node.kind) {
      case 'set':
        program.push({ op: 'set', set: node.set });
        break;
      case 'begin':
      case 'end':
        program.push({ op: node.kind });
        break;
      case 'sequence':
        for (const part of node.parts) this.#emit(part);
        break;
      case 'group':
        program.push({ op: 'save', slot: node.index * 2 });
        this.#emit(node.inner);
        program.push({ op: 'save', slot: node.index * 2 + 1 });
        break;
      case 'either':
        this.#emitEither(node.parts);
        break;
      case 'repeat':
        this.#emitRepeat(node);
        break;
      case 'empty':
    }
  }

  #emitEither(parts: readonly Node[]): void {
    const { program } = this;
    const jumps: number[] = [];
    parts.forEach((part, index) => {
      if (index === parts.length - 1) {
        this.#emit(part);
        return;
      }
      const split = program.push({ op: 'jump', to: 0 }) - 1;
      this.#emit(part);
      jumps.push(program.push({ op: 'jump', to: 0 }) - 1);
      program[split] = { op: 'split', first: split + 1, second: program.length };
    });
    for (const at of jumps) program[at] = { op: 'jump', to: program.length };
  }

  #emitRepeat(node: Node & { readonly kind: 'repeat' }): void {
    const { program } = this;
    for (let count = 0; count < node.least; count++) this.#emit(node.inner);
    if (node.most === Infinity) {
      const split = program.push({ op: 'jump', to: 0 }) - 1;
      this.#emit(node.inner);
      program.push({ op: 'jump', to: split });
      program[split] = { op: 'split', first: split + 1, second: program.length };
      return;
    }
    const splits: number[] = [];
    for (let count = node.least; count < node.most; count++) {
      splits.push(program.push({ op: 'jump', to: 0 }) - 1);
      this.#emit(node.inner);
    }
    for (const at of splits) program[at] = { op: 'split', first: at + 1, second: program.length };
  }
}
