/** What a sed script is made of: addresses, commands, replacements (sed 4.9 `sed/sed.h`). */
import type { Regex } from './regex.ts';

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  /** Null: the regular expression used last. */
  | { readonly kind: 'regex'; readonly regex: Regex | null }
  /** `+N` and `~N`, as second address only. */
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'multiple'; readonly of: number };

/** How letters of a replacement change: none, all, the next one. */
export type CaseMode = 'none' | 'upper' | 'lower';

export interface ReplacementPart {
  readonly text: string;
  /** Group behind the text; -1 for none, 0 for the whole match. */
  readonly group: number;
  /** `\U`, `\L`, `\E` before the part; null leaves it as it is. */
  readonly mode: CaseMode | null;
  /** `\u`, `\l`: the next character alone. */
  readonly once: CaseMode;
}

export interface Substitution {
  /** Null: the regular expression used last. */
  readonly regex: Regex | null;
  readonly replacement: readonly ReplacementPart[];
  readonly global: boolean;
  readonly number: number;
  readonly print: number;
  readonly evaluate: boolean;
  readonly file: string | null;
}

export interface SedCommand {
  readonly name: string;
  readonly first: Address | null;
  readonly second: Address | null;
  readonly negated: boolean;
  /** Text of `a i c e`, file of `r R w W`, label. */
  readonly text: string;
  /** Exit status or line length; -1 when none was given. */
  readonly number: number;
  readonly substitution: Substitution | null;
  /** `y`: what each byte becomes. */
  readonly map: readonly string[] | null;
  /** `{`: behind its `}`; `b t T`: where to go on. */
  target: number;
}

export interface SedScript {
  readonly commands: readonly SedCommand[];
  /** The script began with `#n`. */
  readonly quiet: boolean;
}

/** One `-e` or `-f`. */
export interface ScriptPart {
  readonly text: string;
  /** File name, or null for an expression. */
  readonly file: string | null;
}

/** Options that change how patterns are read. */
export interface SedDialect {
  readonly extended: boolean;
  readonly posix: boolean;
  /** `-z`: newlines are no line ends, for `M` either. */
  readonly nullData: boolean;
}

/** A mistake in a script, with the message as sed prints it behind its name. */
export class SedError {
  readonly text: string;
  readonly status: number;
  constructor(text: string, status = 1) {
    this.text = text;
    this.status = status;
  }
}
