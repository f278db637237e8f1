/** Matching of one line, for each of grep's four kinds of patterns. */
import { PerlRegex } from '../text/perl-regex.ts';
import { type Match, Regex } from '../text/regex.ts';
import { RegexError, regexSyntaxes } from '../text/regex-syntax.ts';
import type { GrepOptions } from './grep-options.ts';

export interface LineMatcher {
  test(line: string): boolean;
  /** The leftmost match at or behind `from`. */
  search(line: string, from: number): Match | null;
  readonly strayOperators: readonly string[];
}

const nothing: LineMatcher = { test: () => false, search: () => null, strayOperators: [] };

/** Throws a RegexError for a wrong pattern. */
export function makeMatcher(options: GrepOptions): LineMatcher {
  const { matcher, patterns, ignoreCase, wholeLine, word } = options;
  const bounds = wholeLine ? 'line' : word ? 'word' : 'none';
  if (patterns.length === 0) return nothing;
  if (matcher === 'P') {
    if (patterns.length > 1) throw new RegexError('the -P option only supports a single pattern');
    return new PerlRegex(patterns[0]!, { ignoreCase, bounds });
  }
  if (matcher === 'F') {
    const escaped = patterns.map((one) => one.replace(/[\\[\].*^$]/g, '\\$&'));
    return new Regex(escaped, { ...regexSyntaxes.grep, ignoreCase }, bounds);
  }
  const syntax = { ...(matcher === 'E' ? regexSyntaxes.egrep : regexSyntaxes.grep), ignoreCase };
  // Groups are numbered in each pattern for itself: patterns with references are matched apart.
  const parts =
    patterns.length === 1 || !patterns.some((one) => /\\[1-9]/.test(one))
      ? [new Regex(patterns, syntax, bounds)]
      : patterns.map((one) => new Regex(one, syntax, bounds));
  if (parts.some(({ hasLoneClass }) => hasLoneClass)) {
    throw new RegexError('character class syntax is [[:space:]], not [:space:]');
  }
  if (parts.length === 1) return parts[0]!;
  return {
    strayOperators: parts.flatMap(({ strayOperators }) => strayOperators),
    test: (line) => parts.some((part) => part.test(line)),
    search: (line, from) => {
      let best: Match | null = null;
      for (const part of parts) {
        const match = part.search(line, from);
        if (match === null) continue;
        if (best === null || match.start < best.start || (match.start === best.start && match.end > best.end))
          best = match;
      }
      return best;
    },
  };
}
