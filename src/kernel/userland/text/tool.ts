/**
 * The frame of a text tool: its name, output, messages, options and end.
 *
 * Mirrors what every GNU tool does around its work: gnulib's `error` (standard output is flushed first), `getopt_long`,
 * `close_stdout`. `exit` from the middle of a program is an exception that the frame catches.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { O_RDONLY } from '../../../shell/posix.ts';
import { EPIPE, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt, type OptionTable, type ParsedOption } from '../libc/getopt.ts';
import { Output, printError } from '../libc/stdio.ts';
import { Exit } from '../libc/usage.ts';

export interface ToolInfo {
  readonly name: string;
  /** The package whose version `--version` names, as `GNU coreutils`. */
  readonly package: string;
  readonly version: string;
  /** What follows the name in the usage line. */
  readonly usage: string;
  /** Exit status of a usage error. */
  readonly usageStatus?: number;
  /** Lines printed with a usage error instead of `Try 'NAME --help'…`. */
  readonly hint?: (name: string) => string;
  /** The message for output that could not be written, when it is another than `write error: REASON`. */
  readonly writeError?: (reason: string) => string;
  /** Name messages by the last part of argv[0], not all of it. */
  readonly shortName?: boolean;
}

/** One run of a tool. */
export class Tool {
  readonly system: SystemCalls;
  readonly argv: readonly string[];
  readonly info: ToolInfo;
  /** What messages begin with. */
  readonly name: string;
  readonly out: Output;
  operands: readonly string[] = [];
  /** Exit status so far: programs set it and go on. */
  status = 0;

  /** `out`: that of the same run with other words. */
  constructor(system: SystemCalls, argv: readonly string[], info: ToolInfo, out = new Output(system)) {
    this.system = system;
    this.argv = argv;
    this.info = info;
    const name = argv[0] ?? info.name;
    this.name = info.shortName ? name.slice(name.lastIndexOf('/') + 1) : name;
    this.out = out;
  }

  /** `error (0, 0, …)`: what was printed so far goes out first. */
  *warn(text: string): Blocking<void> {
    yield* this.out.flush();
    yield* printError(this.system, `${this.name}: ${text}\n`);
  }

  /** A failure to report, with the program to go on and end with `status`. */
  *fail(text: string, status = 1): Blocking<void> {
    this.status = Math.max(this.status, status);
    yield* this.warn(text);
  }

  /** `error (status, 0, …)`. */
  *die(text: string, status = this.info.usageStatus ?? 1): Blocking<never> {
    yield* this.warn(text);
    return this.exit(status);
  }

  exit(status: number): never {
    throw new Exit(status);
  }

  /** A usage error: the message, if any, and where to find help. */
  *usage(text: string | null, status = this.info.usageStatus ?? 1): Blocking<never> {
    if (text !== null) yield* this.warn(text);
    yield* this.out.flush();
    const hint = this.info.hint?.(this.name) ?? `Try '${this.name} --help' for more information.\n`;
    yield* printError(this.system, hint);
    return this.exit(status);
  }

  /** The options in order; a mistake comes as a last option with key `?`. Operands are set. */
  options(table: OptionTable): readonly ParsedOption[] {
    const long = { ...table.long, help: {}, version: {} };
    const inOrder =
      table.short.startsWith('+') || this.system.environ.some((one) => one.startsWith('POSIXLY_CORRECT='));
    const parsed = getopt(this.argv, { short: table.short, long }, inOrder);
    this.operands = parsed.operands;
    return parsed.error === null ? parsed.options : [...parsed.options, { key: '?', value: parsed.error }];
  }

  /** What is left of the options when a program knows no other: help, version, mistakes. */
  *other(option: ParsedOption): Blocking<never> {
    const { name, package: from, version, usage } = this.info;
    if (option.key === 'help') {
      yield* this.out.put(`Usage: ${this.name} ${usage}\n`);
      return this.exit(0);
    }
    if (option.key === 'version') {
      yield* this.out.put(`${name} (${from}) ${version}\n`);
      return this.exit(0);
    }
    return yield* this.usage(option.value);
  }

  /** Opens an operand for reading; `-` is standard input. A negated error number when it cannot. */
  open(name: string): number {
    return name === '-' ? 0 : this.system.open(name, O_RDONLY);
  }

  close(fd: number): void {
    if (fd > 2) this.system.close(fd);
  }

  /** Reads up to 64 KiB; null at the end. A negated error number when it fails. */
  *read(fd: number, count = 65536): Blocking<Uint8Array | null | number> {
    const bytes = yield* this.system.read(fd, count);
    if (typeof bytes !== 'number' && bytes.length === 0) return null;
    return bytes;
  }

  /** Charges computing time and lets others run when it is their turn. */
  *spend(costNs: number): Blocking<void> {
    if (this.system.spend(costNs)) yield* this.system.preempt();
  }
}

/** A program made of its description and its body, which gives the exit status. */
export function tool(info: ToolInfo, body: (tool: Tool) => Blocking<number>): Program {
  return function* (system, argv) {
    const run = new Tool(system, argv, info);
    let status: number;
    try {
      status = yield* body(run);
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
      status = error.status;
    }
    yield* run.out.flush();
    const { errno } = run.out;
    if (errno === 0) return status;
    if (errno !== EPIPE) {
      const reason = strerror(errno);
      yield* printError(system, `${run.name}: ${info.writeError?.(reason) ?? `write error: ${reason}`}\n`);
    }
    return Math.max(status, info.usageStatus ?? 1);
  };
}

/** Description of a coreutils program. */
export function coreutils(name: string, usage: string, usageStatus = 1): ToolInfo {
  return { name, package: 'GNU coreutils', version: '9.1', usage, usageStatus };
}
