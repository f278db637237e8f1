/** Errors as the command line tool carries them to its edge. */
import { type Issue, UserError } from '../sim/issue.ts';

/** A user error whose issues point into files carries the text of those files, for the line with the caret. */
export class FileError extends UserError {
  readonly sources: ReadonlyMap<string, string>;

  constructor(issues: readonly Issue[], sources: ReadonlyMap<string, string>) {
    super(issues);
    this.sources = sources;
  }
}

/** Standard output has no room or cannot be written; the message is the host's word for it. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** A failed assertion with the command that brings it back. */
export class Defect extends Error {
  override readonly name = 'AssertionFailure';
  readonly replay: string;

  constructor(cause: Error, replay: string) {
    super(cause.message, { cause });
    this.replay = replay;
  }
}
