/**
 * The frame of a BusyBox applet: option letters, its usage, its messages.
 *
 * Mirrors `getopt32`, `bb_show_usage` and `bb_perror_msg` of BusyBox 1.35. After a wrong option comes the banner and the synopsis of the
 * real applet; the list of options below it is left out, the words are not ours.
 */
import { type Blocking, O_RDONLY, S_IFDIR, S_IFMT, S_IFREG } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt, type OptionTable, type ParsedOption } from '../libc/getopt.ts';
import { Output, printError } from '../libc/stdio.ts';

export const BANNER = 'BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1)';

export interface AppletInfo {
  /** What stands behind `Usage: NAME `; lines below it are alternatives. */
  readonly usage: string;
  /** Null: it looks at its words itself. */
  readonly options: OptionTable | null;
  /** Fewest and most operands; others show the usage. */
  readonly least?: number;
  readonly most?: number;
  /** Status after a wrong option; 1 when absent. */
  readonly usageStatus?: number;
  /** A wrong option shows the usage alone (`opterr = 0`). */
  readonly isQuiet?: boolean;
  /** Words of old forms in the form of today, before the options are read. */
  readonly modern?: (words: readonly string[]) => readonly string[];
}

/** Thrown to end an applet from its middle; caught by `applet`. */
export class AppletExit {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}

/** A running applet. */
export class Run {
  readonly system: SystemCalls;
  readonly name: string;
  readonly out: Output;
  readonly options: readonly ParsedOption[];
  readonly operands: readonly string[];
  readonly #info: AppletInfo;
  status = 0;

  constructor(
    system: SystemCalls,
    name: string,
    info: AppletInfo,
    options: readonly ParsedOption[],
    operands: readonly string[],
  ) {
    this.system = system;
    this.name = name;
    this.#info = info;
    this.options = options;
    this.operands = operands;
    this.out = new Output(system);
  }

  has(key: string): boolean {
    return this.options.some((option) => option.key === key);
  }

  /** Argument of the last such option. */
  value(key: string): string | null {
    return this.options.findLast((option) => option.key === key)?.value ?? null;
  }

  values(key: string): string[] {
    return this.options.filter((option) => option.key === key).map((option) => option.value!);
  }

  /** `NAME: text`, what was printed before going out first. */
  *warn(text: string, errno = 0): Blocking<void> {
    yield* this.out.flush();
    yield* printError(this.system, `${this.name}: ${text}${errno === 0 ? '' : `: ${strerror(errno)}`}\n`);
  }

  /** A message; the applet goes on and ends with this status. */
  *error(text: string, errno = 0, status = 1): Blocking<void> {
    this.status = status;
    yield* this.warn(text, errno);
  }

  /** A message, then the end: `throw yield* run.die(…)`. */
  *die(text: string, errno = 0, status = 1): Blocking<AppletExit> {
    yield* this.warn(text, errno);
    return new AppletExit(status);
  }

  /** The usage, then the end. */
  *usage(): Blocking<AppletExit> {
    yield* this.out.flush();
    yield* printError(this.system, usageText(this.name, this.#info.usage));
    return new AppletExit(this.#info.usageStatus ?? 1);
  }

  /** A number in the C library's way; anything else ends the applet. */
  *number(text: string, least = 0, most = Number.MAX_SAFE_INTEGER): Blocking<number> {
    if (!/^-?\d+$/.test(text)) throw yield* this.die(`invalid number '${text}'`);
    const value = Number(text);
    if (value < least || value > most) throw yield* this.die(`number ${text} is not in ${least}..${most} range`);
    return value;
  }
}

function usageText(name: string, usage: string): string {
  return `${BANNER} multi-call binary.\n\nUsage: ${name}${usage === '' ? '' : ` ${usage}`}\n\n`;
}

/** Makes a program of an applet's main function. */
export function applet(info: AppletInfo, main: (run: Run) => Blocking<number> | Blocking<void>): Program {
  return function* (system, argv) {
    const name = argv[0]!.slice(argv[0]!.lastIndexOf('/') + 1);
    if (argv.length === 2 && argv[1] === '--help') {
      yield* printError(system, usageText(name, info.usage));
      return 0;
    }
    const words = info.modern?.(argv.slice(1)) ?? argv.slice(1);
    const { options, operands, error } =
      info.options === null ? { options: [], operands: words, error: null } : getopt([name, ...words], info.options);
    const run = new Run(system, name, info, options, operands);
    let status: number;
    try {
      if (error !== null) {
        if (!info.isQuiet) yield* run.warn(error);
        throw yield* run.usage();
      }
      if (operands.length < (info.least ?? 0) || operands.length > (info.most ?? Number.POSITIVE_INFINITY))
        throw yield* run.usage();
      status = (yield* main(run)) ?? run.status;
    } catch (thrown) {
      if (!(thrown instanceof AppletExit)) throw thrown;
      status = thrown.status;
    }
    yield* run.out.flush();
    if (run.out.errno === 0) return status;
    yield* printError(system, `${name}: write error: ${strerror(run.out.errno)}\n`);
    return 1;
  };
}

/** How an applet that works as a GNU tool does differs from it. */
export interface Adaption extends AppletInfo {
  /** Options that stand for the first operand, as `-e` does for grep's pattern; without one of them it must be there. */
  readonly firstOperand?: readonly string[];
  /** From which operand on they are files; absent: none are. */
  readonly filesFrom?: number;
  /** What is said of a file that cannot be opened. */
  readonly missing?: (path: string, text: string) => string;
  readonly missingStatus?: number;
  /** What is said of a directory; absent: the tool itself says it. */
  readonly directory?: (path: string) => string;
  /** The first file that is not there ends it. */
  readonly isFatal?: boolean;
  /** Said when no file is left. */
  readonly nothingLeft?: string;
  /** Words put in front of the operands. */
  readonly extra?: readonly string[];
  /** What is wrong with an option's argument; null: nothing. */
  readonly fault?: (option: string, value: string) => string | null;
}

/** A GNU tool with BusyBox's options and messages: wrong options and files that are not there never reach it. */
export function adapted(tool: Program, info: Adaption): Program {
  return applet(info, function* (run): Blocking<number> {
    const words: string[] = [run.name, ...(info.extra ?? [])];
    const isGiven = info.firstOperand?.some((key) => run.has(key)) ?? false;
    if (info.firstOperand !== undefined && !isGiven && run.operands.length === 0) throw yield* run.usage();
    const filesFrom = isGiven ? 0 : info.filesFrom;
    for (const { key, value } of run.options) {
      const fault = info.fault?.(key, value ?? '') ?? null;
      if (fault !== null) throw yield* run.die(fault);
      words.push(key.length > 1 ? `--${key}${value === null ? '' : `=${value}`}` : `-${key}${value ?? ''}`);
    }
    let status = 0;
    const operands: string[] = [];
    for (const [at, operand] of run.operands.entries()) {
      if (filesFrom !== undefined && at >= filesFrom && operand !== '-') {
        const found = run.system.stat(operand);
        const error = typeof found === 'number' ? found : isFile(found.mode) ? probe(run.system, operand) : 0;
        if (typeof found === 'number' || error < 0) {
          const text = strerror(error);
          yield* run.warn(info.missing?.(operand, text) ?? `${operand}: ${text}`);
          status = info.missingStatus ?? 1;
          if (info.isFatal) return status;
          continue;
        }
        if (info.directory !== undefined && (found.mode & S_IFMT) === S_IFDIR) {
          yield* run.warn(info.directory(operand));
          status = 1;
          continue;
        }
      }
      operands.push(operand);
    }
    if (status !== 0 && operands.length <= (filesFrom ?? 0)) {
      if (info.nothingLeft !== undefined) yield* run.warn(info.nothingLeft);
      return status;
    }
    const result = yield* tool(run.system, [...words, ...(operands.length > 0 ? ['--', ...operands] : [])]);
    return result === 0 ? status : result;
  });
}

function isFile(mode: number): boolean {
  return (mode & S_IFMT) === S_IFREG;
}

/** 0, or why a file cannot be read. */
function probe(system: SystemCalls, path: string): number {
  const fd = system.open(path, O_RDONLY);
  if (fd >= 0) system.close(fd);
  return Math.min(fd, 0);
}
