/** What a builtin is, and the statuses that mean more than a number. bash 5.2 `builtins.h`, `shell.h` (`EX_USAGE` and kin). */
import type { Blocking } from './posix.ts';
import type { ShellState } from './shell-state.ts';

/**
 * `args` without the name. A builtin that cannot wait gives a number at once; its output waits in the state and is written by the
 * caller.
 */
export type BuiltinFunction = (shell: ShellState, args: readonly string[], name: string) => number | Blocking<number>;

export interface Builtin {
  readonly run: BuiltinFunction;
  /** A special builtin of POSIX: its errors end the shell, assignments before it last. */
  readonly isSpecial: boolean;
  /** Never gives a generator: may run in the middle of a loop. */
  readonly isQuick: boolean;
}

/** A usage error: status 2, and the end of a shell that is not interactive when the builtin is special. */
export const EX_USAGE = 258;
/** An assignment that failed: status 1, fatal in the same way. */
export const EX_BADASSIGN = 260;

/** Status the user sees. */
export function plainStatus(status: number): number {
  if (status === EX_USAGE) return 2;
  return status > 255 ? 1 : status;
}

/** Complains about a bad option and gives the usage line. */
export function invalidOption(shell: ShellState, name: string, option: string, usage: string): number {
  if (shell.dialect.kind === 'ash') {
    shell.complain(`${name}: ${shell.dialect.isDash ? 'Illegal' : 'illegal'} option ${option}`);
    return EX_USAGE;
  }
  shell.complain(`${name}: ${option}: invalid option`);
  shell.printError(`${name}: usage: ${usage}\n`);
  return EX_USAGE;
}

export interface ParsedOptions {
  /** Letters in the order given. */
  readonly letters: string;
  /** Arguments of letters that take one. */
  readonly values: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
  /** The option that is none, with its dash; null when all are right. */
  readonly bad: string | null;
  /** The letter whose argument is missing. */
  readonly missing: string | null;
}

/** Options as bash's `internal_getopt` reads them: `spec` like `ab:`; an argument is the rest of the word or the next one. */
export function parseOptions(args: readonly string[], spec: string): ParsedOptions {
  let letters = '';
  const values = new Map<string, string>();
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] as string;
    if (word === '--') {
      at++;
      break;
    }
    if (word.length < 2 || word.charCodeAt(0) !== 0x2d) break;
    for (let index = 1; index < word.length; index++) {
      const letter = word.charAt(index);
      const found = spec.indexOf(letter);
      if (letter === ':' || found < 0) {
        return { letters, values, rest: args.slice(at), bad: `-${letter}`, missing: null };
      }
      letters += letter;
      if (spec.charAt(found + 1) !== ':') continue;
      const inline = word.slice(index + 1);
      const value = inline === '' ? args[++at] : inline;
      if (value === undefined) return { letters, values, rest: [], bad: null, missing: `-${letter}` };
      values.set(letter, value);
      break;
    }
  }
  return { letters, values, rest: args.slice(at), bad: null, missing: null };
}
