/**
 * A deterministic automaton made while it runs, from a regex program: one table look-up for each byte of text.
 *
 * The idea of GNU `dfa.c` and of RE2: a state is a set of program places and the kind of the byte just read; assertions are
 * settled when the next byte is known, so an accepted match is noticed one byte late. States are thrown away when they grow
 * too many, so that no pattern takes more than a bounded memory.
 */
import {
  ASSERT,
  EDGE,
  holds,
  JUMP,
  MATCH,
  neighbourKind,
  PROGRESS,
  type RegexProgram,
  SAVE,
  SET,
  SPLIT,
} from './regex-program.ts';

const MAX_STATES = 2000;
const MAX_PLACES = 2_000_000;
const UNKNOWN = -1;
/** State 0: nothing can match any more. */
const DEAD = 0;

export class Automaton {
  readonly #program: RegexProgram;
  readonly #multiline: boolean;
  /** A match may begin anywhere: the start is added in each state. */
  readonly #floating: boolean;
  readonly #backwards: boolean;
  /** Bytes that no part of the pattern tells apart share a class; the edge of the text is one of its own. */
  readonly #classOf = new Uint16Array(256);
  readonly #samples: number[] = [];
  readonly #classes: number;
  #places: Int32Array[] = [];
  #kinds: number[] = [];
  #index = new Map<string, number>();
  #table = new Int32Array(0);
  #placeCount = 0;
  #starts = [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];
  readonly #seen: Uint32Array;
  #turn = 0;

  constructor(program: RegexProgram, options: { multiline: boolean; floating: boolean; backwards: boolean }) {
    this.#program = program;
    this.#multiline = options.multiline;
    this.#floating = options.floating;
    this.#backwards = options.backwards;
    this.#seen = new Uint32Array(program.op.length);
    const signatures = new Map<string, number>();
    const distinct = [...new Set(program.sets)];
    const kindsMatter = program.assertions.length > 0;
    for (let code = 0; code < 256; code++) {
      let signature = kindsMatter ? String(neighbourKind[code]) : '';
      for (const set of distinct) signature += set[code] === 1 ? '1' : '0';
      let group = signatures.get(signature);
      if (group === undefined) {
        group = signatures.size;
        signatures.set(signature, group);
        this.#samples.push(code);
      }
      this.#classOf[code] = group;
    }
    this.#classes = signatures.size + 1;
    this.#clear();
  }

  /** Forwards from `from`: whether a match ends anywhere. */
  test(text: string, from: number): boolean {
    let state = this.#start(this.#kindAt(text, from - 1));
    const classOf = this.#classOf;
    const classes = this.#classes;
    for (let at = from; at < text.length; at++) {
      const cell = state * classes + classOf[text.charCodeAt(at)]!;
      let next = this.#table[cell]!;
      if (next === UNKNOWN) next = this.#step(state, classOf[text.charCodeAt(at)]!);
      if ((next & 1) === 1) return true;
      state = next >> 1;
      if (state === DEAD) return false;
    }
    return (this.#edge(state) & 1) === 1;
  }

  /** Forwards from `from`: the last place where a match that begins there ends, or -1. */
  longest(text: string, from: number): number {
    let state = this.#start(this.#kindAt(text, from - 1));
    let end = -1;
    const classOf = this.#classOf;
    const classes = this.#classes;
    for (let at = from; at < text.length; at++) {
      const group = classOf[text.charCodeAt(at)]!;
      let next = this.#table[state * classes + group]!;
      if (next === UNKNOWN) next = this.#step(state, group);
      if ((next & 1) === 1) end = at;
      state = next >> 1;
      if (state === DEAD) return end;
    }
    return (this.#edge(state) & 1) === 1 ? text.length : end;
  }

  /** Backwards over the whole text: marks each place where a match begins. */
  markStarts(text: string, marks: Uint8Array): void {
    let state = this.#start(EDGE);
    const classOf = this.#classOf;
    const classes = this.#classes;
    for (let at = text.length - 1; at >= 0; at--) {
      const group = classOf[text.charCodeAt(at)]!;
      let next = this.#table[state * classes + group]!;
      if (next === UNKNOWN) next = this.#step(state, group);
      marks[at + 1] = next & 1;
      state = next >> 1;
    }
    marks[0] = this.#edge(state) & 1;
  }

  #kindAt(text: string, at: number): number {
    return at < 0 ? EDGE : neighbourKind[text.charCodeAt(at)]!;
  }

  #clear(): void {
    this.#places = [new Int32Array(0)];
    this.#kinds = [EDGE];
    this.#index = new Map();
    this.#placeCount = 0;
    this.#starts = [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];
    const cells = this.#classes * 16;
    if (this.#table.length < cells) this.#table = new Int32Array(cells);
    this.#table.fill(UNKNOWN);
    if (!this.#floating) this.#table.fill(DEAD, 0, this.#classes);
  }

  #start(kind: number): number {
    const known = this.#starts[kind]!;
    if (known !== UNKNOWN) return known;
    const state = this.#stateOf([0], kind);
    this.#starts[kind] = state;
    return state;
  }

  #edge(state: number): number {
    const known = this.#table[state * this.#classes + this.#classes - 1]!;
    return known === UNKNOWN ? this.#step(state, this.#classes - 1) : known;
  }

  /** Computes one cell: the next state doubled, plus one when a match has ended before the byte. */
  #step(state: number, group: number): number {
    const { op, x, sets } = this.#program;
    const isEdge = group === this.#classes - 1;
    const byte = isEdge ? 0 : this.#samples[group]!;
    const nextKind = isEdge ? EDGE : neighbourKind[byte]!;
    const targets: number[] = [];
    let accepted = 0;
    for (const place of this.#closure(this.#places[state]!, this.#kinds[state]!, nextKind)) {
      if (op[place] === MATCH) accepted = 1;
      else if (!isEdge && sets[x[place]!]![byte] === 1) targets.push(place + 1);
    }
    if (this.#floating && !isEdge) targets.push(0);
    let next = DEAD;
    if (targets.length > 0) {
      if (this.#places.length >= MAX_STATES || this.#placeCount > MAX_PLACES) {
        // The caller goes on in a fresh set of states; what it knew of the old ones it no longer uses.
        this.#clear();
        return (this.#stateOf(targets, nextKind) << 1) | accepted;
      }
      next = this.#stateOf(targets, nextKind);
    }
    const cell = (next << 1) | accepted;
    this.#table[state * this.#classes + group] = cell;
    return cell;
  }

  #stateOf(targets: number[], kind: number): number {
    const places = Int32Array.from(new Set(targets)).sort();
    // Without assertions the byte just read does not matter.
    const context = this.#program.assertions.length > 0 ? kind : EDGE;
    const key = `${context}:${places.join()}`;
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    const state = this.#places.length;
    this.#places.push(places);
    this.#kinds.push(context);
    this.#placeCount += places.length;
    this.#index.set(key, state);
    const needed = (state + 1) * this.#classes;
    if (needed > this.#table.length) {
      const table = new Int32Array(needed * 2).fill(UNKNOWN);
      table.set(this.#table);
      this.#table = table;
    }
    return state;
  }

  /** Places reached without reading: those that read a byte, and the end. */
  #closure(places: Int32Array, before: number, after: number): number[] {
    const { op, x, y, assertions } = this.#program;
    const left = this.#backwards ? after : before;
    const right = this.#backwards ? before : after;
    const turn = ++this.#turn;
    const stack = Array.from(places);
    const reached: number[] = [];
    while (stack.length > 0) {
      const place = stack.pop()!;
      if (this.#seen[place] === turn) continue;
      this.#seen[place] = turn;
      switch (op[place]) {
        case SET:
        case MATCH:
          reached.push(place);
          break;
        case SPLIT:
          stack.push(y[place]!, x[place]!);
          break;
        case JUMP:
          stack.push(x[place]!);
          break;
        case ASSERT:
          if (holds(assertions[x[place]!]!, left, right, this.#multiline)) stack.push(place + 1);
          break;
        case SAVE:
        case PROGRESS:
          stack.push(place + 1);
      }
    }
    return reached;
  }
}
