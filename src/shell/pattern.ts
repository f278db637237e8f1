/**
 * Patterns of `case`, `[[`, `${x#…}` and pathnames: `*`, `?`, `[…]` and the extended `@(…)` family.
 *
 * bash 5.2 `lib/glob/sm_loop.c` in the C locale. Compiled to a small program whose states are run side by side, so that no
 * pattern takes more than (length of the pattern × length of the text). Characters above 0xff are quoted ones (`protect`).
 */

const CHAR = 0;
const ANY = 1;
const SET = 2;
const STAR = 3;
const SPLIT = 4;
const JUMP = 5;
const NOT = 6;

type Instruction =
  | { readonly op: typeof CHAR; readonly code: number }
  | { readonly op: typeof ANY }
  | { readonly op: typeof SET; readonly set: Uint8Array }
  | { readonly op: typeof STAR }
  | { op: typeof SPLIT; readonly targets: number[] }
  | { op: typeof JUMP; target: number }
  | { readonly op: typeof NOT; readonly program: readonly Instruction[] };

export interface PatternOptions {
  readonly extended: boolean;
  readonly ignoreCase?: boolean;
}

/** A compiled pattern. */
export class Pattern {
  readonly #program: readonly Instruction[];
  readonly #isSimple: boolean;
  readonly #ignoreCase: boolean;

  constructor(text: string, options: PatternOptions) {
    this.#ignoreCase = options.ignoreCase === true;
    const program: Instruction[] = [];
    new Compiler(this.#ignoreCase ? text.toLowerCase() : text, options.extended).sequence(program, '');
    this.#program = program;
    this.#isSimple = program.every(({ op }) => op <= STAR);
  }

  /** Whether the whole text matches. */
  matches(given: string): boolean {
    const text = this.#ignoreCase ? given.toLowerCase() : given;
    if (!this.#isSimple) return this.ends(text, 0).includes(text.length);
    const program = this.#program;
    let at = 0;
    let pc = 0;
    let starPc = -1;
    let starAt = 0;
    for (;;) {
      const instruction = program[pc];
      if (instruction === undefined) {
        if (at === text.length) return true;
      } else if (instruction.op === STAR) {
        starPc = ++pc;
        starAt = at;
        continue;
      } else if (at < text.length && accepts(instruction, text.charCodeAt(at))) {
        pc++;
        at++;
        continue;
      }
      if (starPc < 0 || starAt >= text.length) return false;
      pc = starPc;
      at = ++starAt;
    }
  }

  /** All positions where a match that begins at `from` may end, in rising order. */
  ends(given: string, from: number): number[] {
    const text = this.#ignoreCase ? given.toLowerCase() : given;
    return endsOf(this.#program, text, from);
  }

  /** Longest match at a position, or -1. */
  longest(text: string, from: number): number {
    return this.ends(text, from).at(-1) ?? -1;
  }
}

function accepts(instruction: Instruction, code: number): boolean {
  switch (instruction.op) {
    case CHAR:
      return instruction.code === code;
    case ANY:
      return true;
    case SET:
      return instruction.set[code] === 1;
    default:
      return false;
  }
}

function endsOf(program: readonly Instruction[], text: string, from: number): number[] {
  const ends: number[] = [];
  const later = new Map<number, number[]>();
  let current = new Set<number>();
  const add = (states: Set<number>, start: number, at: number): void => {
    const waiting = [start];
    for (let pc = waiting.pop(); pc !== undefined; pc = waiting.pop()) {
      if (states.has(pc)) continue;
      states.add(pc);
      const instruction = program[pc];
      if (instruction === undefined) continue;
      if (instruction.op === JUMP) waiting.push(instruction.target);
      else if (instruction.op === SPLIT) waiting.push(...instruction.targets);
      else if (instruction.op === STAR) waiting.push(pc + 1);
      else if (instruction.op === NOT) {
        const matched = new Set(endsOf(instruction.program, text, at));
        for (let end = at; end <= text.length; end++) {
          if (matched.has(end)) continue;
          if (end === at) waiting.push(pc + 1);
          else later.set(end, [...(later.get(end) ?? []), pc + 1]);
        }
      }
    }
  };
  add(current, 0, from);
  for (let at = from; ; at++) {
    for (const pc of later.get(at) ?? []) add(current, pc, at);
    if (current.has(program.length)) ends.push(at);
    if (at >= text.length || (current.size === 0 && later.size === 0)) return ends;
    const code = text.charCodeAt(at);
    const next = new Set<number>();
    for (const pc of current) {
      const instruction = program[pc];
      if (instruction === undefined) continue;
      if (instruction.op === STAR) add(next, pc, at + 1);
      else if (accepts(instruction, code)) add(next, pc + 1, at + 1);
    }
    current = next;
  }
}

class Compiler {
  readonly #text: string;
  readonly #extended: boolean;
  #pos = 0;

  constructor(text: string, extended: boolean) {
    this.#text = text;
    this.#extended = extended;
  }

  /** Instructions up to one of the closing characters, which is left unread. */
  sequence(program: Instruction[], closers: string): void {
    const text = this.#text;
    while (this.#pos < text.length) {
      const char = text.charAt(this.#pos);
      if (closers !== '' && closers.includes(char)) return;
      if (this.#extended && text.charAt(this.#pos + 1) === '(' && '?*+@!'.includes(char)) {
        const start = this.#pos;
        const size = program.length;
        if (this.#group(program, char)) continue;
        this.#pos = start;
        program.length = size;
      }
      this.#pos++;
      if (char === '*') {
        if (program.at(-1)?.op !== STAR) program.push({ op: STAR });
      } else if (char === '?') program.push({ op: ANY });
      else if (char === '[') program.push(this.#bracket());
      else if (char === '\\' && this.#pos < text.length) {
        program.push({ op: CHAR, code: text.charCodeAt(this.#pos++) & 0xff });
      } else program.push({ op: CHAR, code: char.charCodeAt(0) & 0xff });
    }
  }

  /** `X(a|b)`; false when its parenthesis is not closed. */
  #group(program: Instruction[], kind: string): boolean {
    this.#pos += 2;
    const alternatives: Instruction[][] = [];
    for (;;) {
      const alternative: Instruction[] = [];
      this.sequence(alternative, '|)');
      alternatives.push(alternative);
      const closer = this.#text.charAt(this.#pos++);
      if (closer === '') return false;
      if (closer === ')') break;
    }
    if (kind === '!') {
      const inner: Instruction[] = [];
      emitAlternatives(inner, alternatives);
      program.push({ op: NOT, program: inner });
      return true;
    }
    const start = program.length;
    const optional: Instruction = { op: SPLIT, targets: [] };
    if (kind === '?' || kind === '*') program.push(optional);
    emitAlternatives(program, alternatives);
    if (kind === '*' || kind === '+') {
      program.push({ op: SPLIT, targets: [start, program.length + 1] });
    }
    optional.targets.push(start + 1, program.length);
    return true;
  }

  /** A bracket expression behind its `[`; a `[` that is not closed is itself. */
  #bracket(): Instruction {
    const text = this.#text;
    let at = this.#pos;
    const isNegated = text.charAt(at) === '!' || text.charAt(at) === '^';
    if (isNegated) at++;
    const set = new Uint8Array(256);
    const first = at;
    for (;;) {
      if (at >= text.length) return { op: CHAR, code: 0x5b };
      const char = text.charAt(at);
      if (char === ']' && at > first) break;
      if (char === '[' && '.=:'.includes(text.charAt(at + 1)) && at + 1 < text.length) {
        const kind = text.charAt(at + 1);
        const end = text.indexOf(`${kind}]`, at + 2);
        if (end > 0) {
          const name = text.slice(at + 2, end);
          at = end + 2;
          if (kind === ':') addClass(set, name);
          else if (name.length === 1) set[name.charCodeAt(0) & 0xff] = 1;
          continue;
        }
      }
      let low = text.charCodeAt(at++);
      if (low === 0x5c && at < text.length) low = text.charCodeAt(at++) | 0x100;
      if (text.charAt(at) === '-' && at + 1 < text.length && text.charAt(at + 1) !== ']') {
        let high = text.charCodeAt(at + 1);
        at += 2;
        if (high === 0x5c && at < text.length) high = text.charCodeAt(at++);
        for (let code = low & 0xff; code <= (high & 0xff); code++) set[code] = 1;
      } else set[low & 0xff] = 1;
    }
    this.#pos = at + 1;
    if (isNegated) for (let code = 0; code < 256; code++) set[code] = set[code] === 1 ? 0 : 1;
    return { op: SET, set };
  }
}

function emitAlternatives(program: Instruction[], alternatives: readonly Instruction[][]): void {
  const split: Instruction = { op: SPLIT, targets: [] };
  const jumps: { target: number }[] = [];
  program.push(split);
  for (const alternative of alternatives) {
    const base = program.length;
    split.targets.push(base);
    for (const instruction of alternative) {
      if (instruction.op === SPLIT) {
        program.push({ op: SPLIT, targets: instruction.targets.map((target) => target + base) });
      } else if (instruction.op === JUMP) program.push({ op: JUMP, target: instruction.target + base });
      else program.push(instruction);
    }
    const jump: Instruction = { op: JUMP, target: 0 };
    jumps.push(jump);
    program.push(jump);
  }
  for (const jump of jumps) jump.target = program.length;
}

const CLASSES: Readonly<Record<string, (code: number) => boolean>> = {
  alpha: isAlpha,
  digit: isDigit,
  alnum: (code) => isAlpha(code) || isDigit(code),
  upper: (code) => code >= 0x41 && code <= 0x5a,
  lower: (code) => code >= 0x61 && code <= 0x7a,
  space: (code) => code === 0x20 || (code >= 0x09 && code <= 0x0d),
  blank: (code) => code === 0x20 || code === 0x09,
  punct: (code) => code > 0x20 && code < 0x7f && !isAlpha(code) && !isDigit(code),
  print: (code) => code >= 0x20 && code < 0x7f,
  graph: (code) => code > 0x20 && code < 0x7f,
  cntrl: (code) => code < 0x20 || code === 0x7f,
  xdigit: (code) => isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66),
  word: (code) => isAlpha(code) || isDigit(code) || code === 0x5f,
  ascii: (code) => code < 0x80,
};

/** Whether a code belongs to a class (`alpha`, `digit` …) of the C locale; undefined for a class that does not exist. */
export function characterClass(name: string): ((code: number) => boolean) | undefined {
  return CLASSES[name];
}

function addClass(set: Uint8Array, name: string): void {
  const test = CLASSES[name];
  if (test === undefined) return;
  for (let code = 0; code < 256; code++) if (test(code)) set[code] = 1;
}

function isAlpha(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const cache = new Map<string, Pattern>();

/** A pattern, compiled once for as long as it stays in a small cache. */
export function compilePattern(text: string, options: PatternOptions): Pattern {
  const key = `${options.extended ? 'e' : ''}${options.ignoreCase ? 'i' : ''}:${text}`;
  let pattern = cache.get(key);
  if (pattern === undefined) {
    if (cache.size >= 256) cache.clear();
    pattern = new Pattern(text, options);
    cache.set(key, pattern);
  }
  return pattern;
}

/** Whether unquoted text has a character special to patterns. */
export function hasPattern(text: string, extended: boolean): boolean {
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x2a:
      case 0x3f:
      case 0x5b:
      case 0x5c:
        return true;
      case 0x28:
        if (extended && at > 0 && '@+!'.includes(text.charAt(at - 1))) return true;
    }
  }
  return false;
}
