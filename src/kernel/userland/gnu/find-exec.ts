/** Commands that `find` runs: `-exec`, `-execdir`, `-ok`, `-okdir` (findutils 4.9 `find/exec.c`, `lib/buildcmd.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { quote } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import type { Tool } from '../libc/usage.ts';
import { execSearched, waitFor } from '../system/program-frame.ts';
import type { FindFile } from './find-options.ts';

/** Bytes of the arguments of one command with `+`; the environment has its own room. */
const ARGUMENT_BYTES_MAX = 131072;

/** Runs a command and waits: its status, or 128 + the signal that ended it. */
export function* runCommand(tool: Tool, words: readonly string[], directory: string | null): Blocking<number> {
  const { system } = tool;
  yield* tool.out.flush();
  const pid = system.fork(function* (child) {
    if (directory !== null) {
      const changed = child.chdir(directory);
      if (changed < 0) return 1;
    }
    const status = yield* execSearched(child, words);
    if (status >= 0) return status;
    yield* printError(child, `${tool.name}: ${quote(words[0]!)}: ${strerror(status)}\n`);
    return 1;
  });
  if (pid < 0) {
    yield* tool.error('cannot fork', pid);
    return 1;
  }
  return yield* waitFor(system, pid);
}

/** One `-exec … +` and the files gathered for it. */
export class CommandRunner {
  readonly #tool: Tool;
  readonly #words: readonly string[];
  readonly #inDirectory: boolean;
  #files: string[] = [];
  #bytes = 0;
  #directory: string | null = null;

  /** `words` end before the `{}`. */
  constructor(tool: Tool, words: readonly string[], inDirectory: boolean) {
    this.#tool = tool;
    this.#words = words;
    this.#inDirectory = inDirectory;
  }

  *add(file: FindFile): Blocking<void> {
    const { argument, directory } = placeOf(file, this.#inDirectory);
    if (directory !== this.#directory) yield* this.flush();
    const bytes = argument.length + 1;
    if (this.#bytes + bytes > ARGUMENT_BYTES_MAX) yield* this.flush();
    this.#directory = directory;
    this.#files.push(argument);
    this.#bytes += bytes;
  }

  /** Runs the command with what has been gathered. */
  *flush(): Blocking<void> {
    if (this.#files.length === 0) return;
    const words = [...this.#words, ...this.#files];
    this.#files = [];
    this.#bytes = 0;
    const status = yield* runCommand(this.#tool, words, this.#directory);
    if (status !== 0) this.#tool.status = 1;
  }
}

/** How a command sees a file: by its path, or as `./name` in its own directory. */
export function placeOf(
  file: FindFile,
  inDirectory: boolean,
): { readonly argument: string; readonly directory: string | null } {
  if (!inDirectory) return { argument: file.path, directory: null };
  const slash = file.accessPath.lastIndexOf('/');
  const name = slash < 0 ? file.accessPath : file.accessPath.slice(slash + 1);
  if (name === '') return { argument: file.path, directory: null };
  const directory = slash < 0 ? null : slash === 0 ? '/' : file.accessPath.slice(0, slash);
  return { argument: name === '.' || name === '..' ? name : `./${name}`, directory };
}
