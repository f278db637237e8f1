/** What ends a command from within an expansion or an assignment; the interpreter catches it and prints the message. */
export class ShellFailure {
  /** Without the shell's name and line; empty when it has been said already. */
  readonly message: string;
  /** Status of a shell that ends of it. */
  readonly status: number;

  constructor(message: string, status = 127) {
    this.message = message;
    this.status = status;
  }
}
