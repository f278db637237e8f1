/**
 * What the parser throws when a text is no command line; the interpreter turns it into the shell's message.
 *
 * bash 5.2 `parse.y` (`report_syntax_error`, `parse_matched_pair`). It is never seen outside the engine.
 */

export type SyntaxFailureKind =
  /** An unexpected token. */
  | 'near'
  /** The text ended inside a command. */
  | 'end'
  /** The text ended before a closing quote or bracket. */
  | 'match'
  /** A message of its own, as `[[` has them; `then` tells whether the plain message follows. */
  | 'text'
  /** Nested deeper than the parser's stack. */
  | 'deep';

export class SyntaxFailure {
  readonly kind: SyntaxFailureKind;
  /** The unexpected token, the missing closer, or the message. */
  readonly token: string;
  readonly line: number;
  /** Where the unexpected token begins. */
  readonly position: number;
  /** What `$?` becomes. */
  readonly status: number;
  /** What should have stood there; ash says so. */
  readonly expected: string;

  constructor(kind: SyntaxFailureKind, token: string, line: number, position: number, status = 2, expected = '') {
    this.kind = kind;
    this.token = token;
    this.line = line;
    this.position = position;
    this.status = status;
    this.expected = expected;
  }

  /** More text could make it right. */
  get incomplete(): boolean {
    return this.kind === 'end' || this.kind === 'match';
  }
}
