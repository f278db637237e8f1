/** What the outside sees of a command line in the operator's shell. */

export interface GuestCommand {
  readonly isDone: boolean;
  /** Exit status; null while it runs, and for ever when the kernel died. */
  readonly status: number | null;
  /** A signal ended the shell itself, as the way down does to all processes. */
  readonly wasShellKilled: boolean;
  /** It wrote more than is kept. */
  readonly isTruncated: boolean;
  /** What came on standard output so far. */
  stdout(): Uint8Array;
  stderr(): Uint8Array;
}
