/**
 * A subset of Perl's regular expressions for `grep -P`: what PCRE2 does with them in one line of bytes.
 *
 * Classes, groups, alternatives, greedy, lazy and possessive repetition, look-ahead and look-behind, back-references, `\K`,
 * `\Q…\E`, `(?i)`. Left out: recursion, conditions, callouts, Unicode. A bounded number of steps, as PCRE's match limit.
 */

import { type PerlNode, parsePerl } from './perl-regex-parse.ts';
import type { Match } from './regex.ts';
import { isWordByte, RegexError } from './regex-syntax.ts';

/** PCRE2's default match limit is ten million. */
const MATCH_LIMIT = 10_000_000;
const MAX_DEPTH = 4000;

/** Tries to go on from a position; the end of the match, or -1. */
type Continue = (at: number) => number;
type Matcher = (run: Run, at: number, next: Continue) => number;

/** The state of one search. */
class Run {
  readonly text: string;
  readonly groups: Int32Array;
  /** Where `\K` put the beginning, or -1. */
  keep = -1;
  steps = 0;
  depth = 0;

  constructor(text: string, groups: number) {
    this.text = text;
    this.groups = new Int32Array(2 * (groups + 1)).fill(-1);
  }

  step(): void {
    if (++this.steps > MATCH_LIMIT) throw new RegexError("exceeded PCRE's backtracking limit");
  }
}

export class PerlRegex {
  readonly strayOperators: readonly string[] = [];
  readonly #matcher: Matcher;
  readonly #groups: number;

  /** Throws a RegexError for a wrong pattern. */
  constructor(pattern: string, options: { readonly ignoreCase: boolean; readonly bounds: 'none' | 'line' | 'word' }) {
    const bounded =
      options.bounds === 'line'
        ? `^(?:${pattern})$`
        : options.bounds === 'word'
          ? `(?<!\\w)(?:${pattern})(?!\\w)`
          : pattern;
    const parsed = parsePerl(bounded, options.ignoreCase);
    this.#groups = parsed.groups;
    this.#matcher = compile(parsed.node);
  }

  /** Whether the line holds a match. */
  test(line: string): boolean {
    return this.search(line, 0) !== null;
  }

  /** The first match at or behind `from`. */
  search(line: string, from: number): Match | null {
    const run = new Run(line, this.#groups);
    for (let start = from; start <= line.length; start++) {
      run.keep = -1;
      run.groups.fill(-1);
      const end = this.#matcher(run, start, (at) => at);
      if (end >= 0) return { start: run.keep < 0 ? start : Math.min(run.keep, end), end };
    }
    return null;
  }
}

function compile(node: PerlNode): Matcher {
  switch (node.kind) {
    case 'empty':
      return (_run, at, next) => next(at);
    case 'set': {
      const { set } = node;
      return (run, at, next) => {
        run.step();
        return at < run.text.length && set[run.text.charCodeAt(at)] === 1 ? next(at + 1) : -1;
      };
    }
    case 'cat': {
      const parts = node.items.map(compile);
      const from = (run: Run, index: number, at: number, next: Continue): number =>
        index === parts.length ? next(at) : parts[index]!(run, at, (reached) => from(run, index + 1, reached, next));
      return (run, at, next) => from(run, 0, at, next);
    }
    case 'alt': {
      const parts = node.items.map(compile);
      return (run, at, next) => {
        for (const part of parts) {
          const end = part(run, at, next);
          if (end >= 0) return end;
        }
        return -1;
      };
    }
    case 'group': {
      const inner = compile(node.item);
      const begin = 2 * node.index;
      return (run, at, next) => {
        const oldBegin = run.groups[begin]!;
        const oldEnd = run.groups[begin + 1]!;
        const end = inner(run, at, (reached) => {
          const beforeBegin = run.groups[begin]!;
          const beforeEnd = run.groups[begin + 1]!;
          run.groups[begin] = at;
          run.groups[begin + 1] = reached;
          const final = next(reached);
          if (final < 0) {
            run.groups[begin] = beforeBegin;
            run.groups[begin + 1] = beforeEnd;
          }
          return final;
        });
        if (end < 0) {
          run.groups[begin] = oldBegin;
          run.groups[begin + 1] = oldEnd;
        }
        return end;
      };
    }
    case 'atomic': {
      const inner = compile(node.item);
      return (run, at, next) => {
        const end = inner(run, at, (reached) => reached);
        return end < 0 ? -1 : next(end);
      };
    }
    case 'look':
      return look(compile(node.item), node.behind, node.negative);
    case 'back': {
      const { index } = node;
      return (run, at, next) => {
        run.step();
        const begin = run.groups[2 * index]!;
        const end = run.groups[2 * index + 1]!;
        if (begin < 0 || end < 0) return -1;
        return run.text.startsWith(run.text.slice(begin, end), at) ? next(at + end - begin) : -1;
      };
    }
    case 'keep':
      return (run, at, next) => {
        const old = run.keep;
        run.keep = at;
        const end = next(at);
        if (end < 0) run.keep = old;
        return end;
      };
    case 'assert':
      return (run, at, next) => (asserts(node.what, run.text, at) ? next(at) : -1);
    case 'repeat':
      return repeat(node);
  }
}

function asserts(what: string, text: string, at: number): boolean {
  if (what === '^') return at === 0;
  if (what === '$') return at === text.length;
  const left = at > 0 && isWordByte[text.charCodeAt(at - 1)] === 1;
  const right = at < text.length && isWordByte[text.charCodeAt(at)] === 1;
  return (left !== right) === (what === 'b');
}

function look(inner: Matcher, behind: boolean, negative: boolean): Matcher {
  return (run, at, next) => {
    let found = false;
    if (!behind) found = inner(run, at, (reached) => reached) >= 0;
    else {
      for (let start = at; start >= 0 && !found; start--) {
        found = inner(run, start, (reached) => (reached === at ? reached : -1)) >= 0;
      }
    }
    return found !== negative ? next(at) : -1;
  };
}

function repeat(node: Extract<PerlNode, { kind: 'repeat' }>): Matcher {
  const { min, max, mode } = node;
  if (node.item.kind === 'set' && mode !== 'lazy') {
    // One byte at a time: counted first, then given back one by one.
    const { set } = node.item;
    return (run, at, next) => {
      let reached = at;
      const limit = Math.min(run.text.length, max === Number.POSITIVE_INFINITY ? run.text.length : at + max);
      while (reached < limit && set[run.text.charCodeAt(reached)] === 1) reached++;
      for (; reached >= at + min; reached--) {
        run.step();
        const end = next(reached);
        if (end >= 0 || mode === 'possessive') return end;
      }
      return -1;
    };
  }
  const inner = compile(node.item);
  const turn = (run: Run, count: number, at: number, next: Continue): number => {
    run.step();
    const again = (): number => {
      if (count >= max) return -1;
      if (++run.depth > MAX_DEPTH) throw new RegexError("exceeded PCRE's backtracking limit");
      // A turn that reads nothing, once there were enough, would go on for ever.
      const end = inner(run, at, (reached) =>
        reached === at && count >= min ? -1 : turn(run, count + 1, reached, next),
      );
      run.depth--;
      return end;
    };
    if (count < min) return again();
    if (mode === 'lazy') {
      const end = next(at);
      return end >= 0 ? end : again();
    }
    const end = again();
    return end >= 0 ? end : next(at);
  };
  if (mode !== 'possessive') return (run, at, next) => turn(run, 0, at, next);
  return (run, at, next) => {
    const end = turn(run, 0, at, (reached) => reached);
    return end < 0 ? -1 : next(end);
  };
}
