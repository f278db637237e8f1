/** Regular expressions of awk programs, with mawk's words for what is wrong with them (`rexp0.c`). */
import { AwkError } from './awk-value.ts';
import { Regex, tryRegex } from './regex.ts';
import { RegexError, regexErrors, regexSyntaxes } from './regex-syntax.ts';

const messages: Readonly<Record<string, string>> = {
  [regexErrors.paren]: "missing ')'",
  [regexErrors.rightParen]: "missing '('",
  [regexErrors.bracket]: 'bad class -- [], [^] or [',
  [regexErrors.range]: 'bad class -- [], [^] or [',
  [regexErrors.class]: 'bad class -- [], [^] or [',
  [regexErrors.badRepeat]: 'missing operand',
};

/** Dynamic patterns kept compiled. */
const CACHE_MAX = 200;

/** `line`: of a pattern written in the program; else the mistake comes at run time. */
export function compileAwkRegex(pattern: string, line: number | null): Regex {
  const result = tryRegex(() => new Regex(pattern, regexSyntaxes.awk));
  if (!(result instanceof RegexError)) return result;
  const text = `regular expression compile failed (${messages[result.text] ?? result.text})\n${pattern}`;
  throw new AwkError(line === null ? text : `line ${line}: ${text}`, line === null);
}

/** The patterns that a run makes of texts. */
export class RegexCache {
  readonly #known = new Map<string, Regex>();

  get(pattern: string): Regex {
    let regex = this.#known.get(pattern);
    if (regex !== undefined) return regex;
    regex = compileAwkRegex(pattern, null);
    if (this.#known.size >= CACHE_MAX) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(pattern, regex);
    return regex;
  }
}
