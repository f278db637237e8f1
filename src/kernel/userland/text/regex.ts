/**
 * POSIX regular expressions over latin1 text: leftmost-longest, in time linear in the text but for back-references.
 *
 * Plays the part of glibc `regcomp`/`re_search` and of GNU `dfa.c` together. Searching: does the line match at all (forwards),
 * where do matches begin (backwards, once for a text), how far does the first reach (forwards).
 */
import type { Blocking } from '../../../shell/posix.ts';
import { Automaton } from './regex-automaton.ts';
import { backtrack } from './regex-backtrack.ts';
import { parseRegex } from './regex-parse.ts';
import { compileRegex, type RegexProgram, withoutBackReferences } from './regex-program.ts';
import { RegexError, type RegexNode, type RegexSyntax } from './regex-syntax.ts';

const edges = {
  none: { before: '`', behind: "'" },
  line: { before: '`', behind: "'" },
  word: { before: 'no word before', behind: 'no word behind' },
} as const;

/** Extent of a match. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

export class Regex {
  /** Number of groups. */
  readonly groups: number;
  /** Repetitions of nothing, as grep warns of them. */
  readonly strayOperators: readonly string[];
  /** `[:alpha:]` without a second pair of brackets. */
  readonly hasLoneClass: boolean;
  readonly #node: RegexNode;
  readonly #plainNode: RegexNode;
  readonly #multiline: boolean;
  readonly #hasBack: boolean;
  readonly #literal: string | null;
  #forward: RegexProgram | null = null;
  #finder: Automaton | null = null;
  #reacher: Automaton | null = null;
  #starter: Automaton | null = null;
  #markedText: string | null = null;
  #marks = new Uint8Array(0);
  #groupsText = '';
  #groupsOf: Int32Array | null = null;

  /** Throws a RegexError when a pattern is wrong. Several patterns: any of them. `bounds`: a match is a whole line or word. */
  constructor(patterns: string | readonly string[], syntax: RegexSyntax, bounds: 'none' | 'line' | 'word' = 'none') {
    const parsed = (typeof patterns === 'string' ? [patterns] : patterns).map((one) => parseRegex(one, syntax));
    const inner: RegexNode =
      parsed.length === 1 ? parsed[0]!.node : { kind: 'alt', items: parsed.map(({ node }) => node) };
    const { before, behind } = edges[bounds];
    this.#node =
      bounds === 'none'
        ? inner
        : { kind: 'cat', items: [{ kind: 'assert', what: before }, inner, { kind: 'assert', what: behind }] };
    this.groups = Math.max(0, ...parsed.map(({ groups }) => groups));
    this.strayOperators = parsed.flatMap(({ strayOperators }) => strayOperators);
    this.hasLoneClass = parsed.some(({ hasLoneClass }) => hasLoneClass);
    this.#hasBack = parsed.some(({ hasBackReference }) => hasBackReference);
    this.#plainNode = this.#hasBack ? withoutBackReferences(this.#node) : this.#node;
    this.#multiline = syntax.multiline;
    this.#literal = literalOf(this.#node);
    // A pattern too big is told now, not at the first line.
    if (this.#literal === null) this.#forward = compileRegex(this.#node, this.groups, false);
  }

  /** Whether the text holds a match at or behind `from`. */
  test(text: string, from = 0): boolean {
    if (this.#literal !== null) return text.indexOf(this.#literal, from) >= 0;
    this.#finder ??= new Automaton(compileRegex(this.#plainNode, 0, false), {
      multiline: this.#multiline,
      floating: true,
      backwards: false,
    });
    if (!this.#finder.test(text, from)) return false;
    return !this.#hasBack || this.search(text, from) !== null;
  }

  /** The leftmost-longest match that begins at or behind `from`. */
  search(text: string, from = 0): Match | null {
    if (this.#literal !== null) {
      const start = text.indexOf(this.#literal, from);
      return start < 0 ? null : { start, end: start + this.#literal.length };
    }
    if (this.#markedText !== text && !this.#hasBack && !this.test(text, from)) return null;
    this.#mark(text);
    for (let start = from; ; start++) {
      start = this.#marks.indexOf(1, start);
      if (start < 0 || start > text.length) return null;
      const match = this.#matchAt(text, start);
      if (match !== null) return match;
    }
  }

  /** Whether the whole text is one match. */
  matchesAll(text: string): boolean {
    return this.longestAt(text, 0) === text.length;
  }

  /** End of the longest match that begins at `start`, or -1. */
  longestAt(text: string, start: number): number {
    if (this.#literal !== null) return text.startsWith(this.#literal, start) ? start + this.#literal.length : -1;
    return this.#matchAt(text, start)?.end ?? -1;
  }

  /** Begin and end of a match and of its groups (-1: unset), two numbers each. */
  captures(text: string, match: Match): Int32Array {
    if (this.#hasBack && this.#groupsOf !== null && this.#groupsText === text && this.#groupsOf[0] === match.start) {
      return this.#groupsOf;
    }
    const program = this.#program();
    const found = backtrack(program, text, match.start, {
      multiline: this.#multiline,
      end: match.end,
      once: !this.#hasBack,
    });
    return found ?? Int32Array.of(match.start, match.end);
  }

  #program(): RegexProgram {
    this.#forward ??= compileRegex(this.#node, this.groups, false);
    return this.#forward;
  }

  #matchAt(text: string, start: number): Match | null {
    if (this.#hasBack) {
      const found = backtrack(this.#program(), text, start, { multiline: this.#multiline, end: null, once: false });
      this.#groupsText = text;
      this.#groupsOf = found;
      return found === null ? null : { start, end: found[1]! };
    }
    this.#reacher ??= new Automaton(this.#program(), {
      multiline: this.#multiline,
      floating: false,
      backwards: false,
    });
    const end = this.#reacher.longest(text, start);
    return end < 0 ? null : { start, end };
  }

  #mark(text: string): void {
    if (this.#markedText === text) return;
    this.#starter ??= new Automaton(compileRegex(this.#plainNode, 0, true), {
      multiline: this.#multiline,
      floating: true,
      backwards: true,
    });
    if (this.#marks.length < text.length + 1) this.#marks = new Uint8Array((text.length + 1) * 2);
    this.#starter.markStarts(text, this.#marks);
    this.#marks.fill(0, text.length + 1);
    this.#markedText = text;
  }
}

/** The text of a pattern that is nothing but characters, or null. */
function literalOf(node: RegexNode): string | null {
  if (node.kind === 'empty') return null;
  const items = node.kind === 'cat' ? node.items : [node];
  let text = '';
  for (const item of items) {
    if (item.kind !== 'set') return null;
    const code = item.set.indexOf(1);
    if (code < 0 || item.set.indexOf(1, code + 1) >= 0) return null;
    text += String.fromCharCode(code);
  }
  return text;
}

/** Runs a search; what is wrong with it (memory exhausted) comes as a text. */
export function tryRegex<Result>(work: () => Result): Result | RegexError {
  try {
    return work();
  } catch (error) {
    if (error instanceof RegexError) return error;
    throw error;
  }
}

/** As `tryRegex`, for work that may wait. */
export function* tryRegexBlocking<Result>(work: () => Blocking<Result>): Blocking<Result | RegexError> {
  try {
    return yield* work();
  } catch (error) {
    if (error instanceof RegexError) return error;
    throw error;
  }
}
