/**
 * The parts of a POSIX regular expression and the dialects of the programs that read them.
 *
 * Syntax bits of glibc `<regex.h>`, as far as grep 3.8, sed 4.9, expr and mawk differ in them.
 */

/** 256 flags: which bytes a set holds. */
export type ByteSet = Uint8Array;

export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: ByteSet }
  | { readonly kind: 'cat'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'alt'; readonly items: readonly RegexNode[] }
  /** `max` is Infinity when unbounded. */
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: 'group'; readonly index: number; readonly item: RegexNode }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'back'; readonly index: number };

/** Places: begin and end of line, begin and end of buffer, word edges; and grep -w's: no word byte before, none behind. */
export type Assertion = '^' | '$' | '`' | "'" | 'b' | 'B' | '<' | '>' | 'no word before' | 'no word behind';

export interface RegexSyntax {
  /** ERE; else BRE. */
  readonly extended: boolean;
  readonly ignoreCase: boolean;
  /** `^` and `$` match at newlines too (sed's M). */
  readonly multiline: boolean;
  /** A repetition with nothing before it is an error (POSIX extended of sed -E); else it is skipped. */
  readonly contextInvalidOps: boolean;
  /** In a BRE a repetition cannot be repeated again, nor begin with `\{` (sed). */
  readonly contextInvalidDup: boolean;
  /** `)` alone is itself in an ERE (grep). */
  readonly unmatchedParenIsOrdinary: boolean;
  /** `{` that begins no interval is itself (ERE of grep and awk). */
  readonly invalidIntervalIsOrdinary: boolean;
  /** `\1` … `\9`. */
  readonly backReferences: boolean;
  /** GNU operators: `\w \W \s \S \b \B \< \> \` \'`, and `\+ \? \|` in a BRE. */
  readonly gnuOperators: boolean;
  /** awk: backslash escapes inside brackets, C escapes outside. */
  readonly awkEscapes: boolean;
}

const gnuBasic: RegexSyntax = {
  extended: false,
  ignoreCase: false,
  multiline: false,
  contextInvalidOps: false,
  contextInvalidDup: false,
  unmatchedParenIsOrdinary: false,
  invalidIntervalIsOrdinary: false,
  backReferences: true,
  gnuOperators: true,
  awkEscapes: false,
};

/** RE_SYNTAX_GREP, RE_SYNTAX_EGREP, RE_SYNTAX_POSIX_BASIC and _EXTENDED of sed, mawk's. */
export const regexSyntaxes = {
  grep: gnuBasic,
  egrep: { ...gnuBasic, extended: true, unmatchedParenIsOrdinary: true, invalidIntervalIsOrdinary: true },
  sed: { ...gnuBasic, contextInvalidDup: true },
  sedExtended: { ...gnuBasic, extended: true, contextInvalidOps: true },
  awk: {
    ...gnuBasic,
    extended: true,
    backReferences: false,
    gnuOperators: false,
    awkEscapes: true,
    invalidIntervalIsOrdinary: true,
  },
} as const satisfies Record<string, RegexSyntax>;

/** glibc's messages (`__re_error_msgid`). */
export const regexErrors = {
  invalid: 'Invalid regular expression',
  collation: 'Invalid collation character',
  class: 'Invalid character class name',
  escape: 'Trailing backslash',
  back: 'Invalid back reference',
  bracket: 'Unmatched [, [^, [:, [., or [=',
  paren: 'Unmatched ( or \\(',
  brace: 'Unmatched \\{',
  badBrace: 'Invalid content of \\{\\}',
  range: 'Invalid range end',
  space: 'Memory exhausted',
  badRepeat: 'Invalid preceding regular expression',
  end: 'Premature end of regular expression',
  size: 'Regular expression too big',
  rightParen: 'Unmatched ) or \\)',
} as const;

/** A pattern that does not compile; never crosses the border of the text tools. */
export class RegexError {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** ISO C character classes in the C locale, as tests of a byte. */
export const characterClasses: Readonly<Record<string, (code: number) => boolean>> = {
  alpha: (c) => (c >= 65 && c <= 90) || (c >= 97 && c <= 122),
  digit: (c) => c >= 48 && c <= 57,
  alnum: (c) => (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || (c >= 48 && c <= 57),
  upper: (c) => c >= 65 && c <= 90,
  lower: (c) => c >= 97 && c <= 122,
  space: (c) => c === 32 || (c >= 9 && c <= 13),
  blank: (c) => c === 32 || c === 9,
  punct: (c) => (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126),
  print: (c) => c >= 32 && c <= 126,
  graph: (c) => c >= 33 && c <= 126,
  cntrl: (c) => c < 32 || c === 127,
  xdigit: (c) => (c >= 48 && c <= 57) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102),
};

/** The set of bytes for which a test holds. */
export function byteSet(test: (code: number) => boolean): ByteSet {
  const set = new Uint8Array(256);
  for (let code = 0; code < 256; code++) if (test(code)) set[code] = 1;
  return set;
}

/** Letters, digits, underscore: what word edges and `\w` go by. */
export const isWordByte: ByteSet = byteSet((code) => code === 95 || characterClasses['alnum']!(code));
