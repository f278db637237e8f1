/**
 * Errors of the user as data: the second kind of error.
 *
 * An issue says what was found where, what was expected and what to try. Several are collected and shown together; the text
 * form belongs to the command line tool.
 */

/** Where the issue stands: a file position (1-based), a path inside a document, or both. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Path inside a document or an option name, as `steps[3].type` or `--address`. */
  readonly path?: string;
}

export interface Issue {
  /** Stable machine-readable code, as `scenario.unknown-key`. */
  readonly code: string;
  readonly message: string;
  readonly place?: Place;
  readonly found?: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** Carries all issues found, so that the user can mend them in one go. Exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map((issue) => issue.message).join('\n'));
    this.issues = issues;
  }
}
