/** `xargs` of findutils 4.9: commands with arguments from the input. */
import { type Blocking, O_RDONLY, O_RDWR } from '../../../shell/posix.ts';
import { EINTR, ENOENT, strerror } from '../../../sim/errno.ts';
import { quote, quoteArg } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import { defineTool, Exit, type Tool } from '../libc/usage.ts';
import { execSearched } from '../system/program-frame.ts';
import { InputReader } from './xargs-input.ts';
import { readXargsOptions, type XargsOptions } from './xargs-options.ts';

const EXIT_FAILED = 123;
const EXIT_255 = 124;
const EXIT_KILLED = 125;
const EXIT_CANNOT_RUN = 126;
const EXIT_NOT_FOUND = 127;

export const xargs = defineTool(
  {
    name: 'xargs',
    package: 'GNU findutils',
    version: '4.9.0',
    synopsis: ['[OPTION]... COMMAND [INITIAL-ARGS]...'],
    summary: 'Run COMMAND with arguments read from standard input.',
    help: [
      '-0, --null; -d, --delimiter=C    arguments end with NUL, with C; no quotes',
      '-a, --arg-file=FILE              read FILE instead',
      '-E END; -e, --eof[=END]          the argument END ends the input',
      '-I R; -i, --replace[=R]          a command for each line, which takes the place of R',
      '-L N; -l, --max-lines[=N]; -n, --max-args=N; -s, --max-chars=N   how much goes to one command',
      '-P, --max-procs=N                commands at a time',
      '-r, --no-run-if-empty; -t, --verbose; -p, --interactive; -x, --exit; -o, --open-tty',
    ],
  },
  function* (tool) {
    const options = yield* readXargsOptions(tool);
    const { system } = tool;
    let fd = 0;
    if (options.inputFile !== null && options.inputFile !== '-') {
      fd = system.open(options.inputFile, O_RDONLY);
      if (fd < 0) throw yield* tool.die(`Cannot open input file ${quote(options.inputFile)}`, fd);
      system.setCloseOnExec(fd, true);
    }
    const words = tool.operands.length === 0 ? ['echo'] : tool.operands;
    yield* new Gatherer(tool, options, words).run(fd);
    return tool.status;
  },
);

class Gatherer {
  readonly #tool: Tool;
  readonly #options: XargsOptions;
  readonly #initial: readonly string[];
  readonly #initialBytes: number;
  readonly #running = new Map<number, string>();
  #arguments: string[] = [];
  #bytes = 0;
  #lines = 0;
  #hasRun = false;

  constructor(tool: Tool, options: XargsOptions, words: readonly string[]) {
    this.#tool = tool;
    this.#options = options;
    this.#initial = words;
    this.#initialBytes = words.reduce((sum, word) => sum + word.length + 1, 0);
  }

  *run(fd: number): Blocking<void> {
    const { replace, maxBytes, runIfEmpty } = this.#options;
    const tool = this.#tool;
    if (this.#initialBytes > maxBytes && replace === null) {
      throw yield* tool.die('cannot fit single argument within argument list size limit');
    }
    const room = Math.max(0, maxBytes - (replace === null ? this.#initialBytes : 0) - 1);
    const reader = new InputReader(tool.system, fd, this.#options, room);
    for (;;) {
      const item = yield* reader.next();
      if (item.kind === 'end') break;
      if (item.kind === 'error') {
        yield* this.#runGathered();
        yield* this.#waitForAll();
        throw yield* tool.die(item.text);
      }
      if (item.kind === 'argument') {
        if (item.hasNul) {
          yield* tool.warn(
            'WARNING: a NUL character occurred in the input.  It cannot be passed through in the argument list.  ' +
              'Did you mean to use the --null option?',
          );
        }
        // An argument ends where the kernel sees its end.
        const nul = item.text.indexOf('\0');
        const text = nul < 0 ? item.text : item.text.slice(0, nul);
        if (replace !== null) {
          yield* this.#runReplaced(text, replace);
          continue;
        }
        yield* this.#push(text);
      }
      if (replace !== null || (item.kind === 'argument' && !item.endsLine)) continue;
      this.#lines++;
      if (this.#options.lines > 0 && this.#lines >= this.#options.lines && this.#arguments.length > 0) {
        yield* this.#runGathered();
      }
    }
    if (replace === null && (this.#arguments.length > 0 || (runIfEmpty && !this.#hasRun))) {
      yield* this.#runCommand([...this.#initial, ...this.#arguments]);
    }
    yield* this.#waitForAll();
  }

  *#push(text: string): Blocking<void> {
    const { maxBytes, args, lines, exitIfTooLong } = this.#options;
    const bytes = text.length + 1;
    if (this.#initialBytes + this.#bytes + bytes > maxBytes) {
      if (this.#arguments.length === 0) {
        throw yield* this.#tool.die('cannot fit single argument within argument list size limit');
      }
      if (exitIfTooLong && (lines > 0 || args > 0)) throw yield* this.#tool.die('argument list too long');
      yield* this.#runGathered();
    }
    this.#arguments.push(text);
    this.#bytes += bytes;
    if (args > 0 && this.#arguments.length >= args) yield* this.#runGathered();
  }

  *#runGathered(): Blocking<void> {
    this.#lines = 0;
    if (this.#arguments.length === 0) return;
    const words = [...this.#initial, ...this.#arguments];
    this.#arguments = [];
    this.#bytes = 0;
    yield* this.#runCommand(words);
  }

  *#runReplaced(line: string, pattern: string): Blocking<void> {
    const [command, ...rest] = this.#initial;
    const words = [command!, ...rest.map((word) => (pattern === '' ? word : word.replaceAll(pattern, line)))];
    const bytes = words.reduce((sum, word) => sum + word.length + 1, 0);
    if (bytes > this.#options.maxBytes) throw yield* this.#tool.die('command too long');
    yield* this.#runCommand(words);
  }

  *#runCommand(words: readonly string[]): Blocking<void> {
    const { trace, ask, processes } = this.#options;
    const tool = this.#tool;
    const { system } = tool;
    this.#hasRun = true;
    if (trace) yield* printError(system, words.map((word) => quoteArg(word, 'shell-escape')).join(' '));
    if (ask) {
      if (!(yield* this.#confirms())) return;
    } else if (trace) yield* printError(system, '\n');
    while (processes > 0 && this.#running.size >= processes) yield* this.#waitForOne();
    const pid = system.fork(function* (child) {
      const empty = child.open('/dev/null', O_RDONLY);
      if (empty > 0) {
        child.dup2(empty, 0);
        child.close(empty);
      }
      const status = yield* execSearched(child, words);
      if (status >= 0) return status;
      yield* printError(child, `${tool.name}: ${words[0]!}: ${strerror(status)}\n`);
      return status === -ENOENT ? EXIT_NOT_FOUND : EXIT_CANNOT_RUN;
    });
    if (pid < 0) throw yield* tool.die('cannot fork', pid);
    this.#running.set(pid, words[0]!);
    if (processes === 1) yield* this.#waitForAll();
  }

  *#confirms(): Blocking<boolean> {
    const { system } = this.#tool;
    const terminal = system.open('/dev/tty', O_RDWR);
    if (terminal < 0) {
      throw yield* this.#tool.die('failed to open /dev/tty for reading', terminal);
    }
    yield* printError(system, '?...');
    const bytes = yield* system.read(terminal, 4096);
    system.close(terminal);
    return typeof bytes !== 'number' && (bytes[0] === 0x79 || bytes[0] === 0x59);
  }

  *#waitForAll(): Blocking<void> {
    while (this.#running.size > 0) yield* this.#waitForOne();
  }

  *#waitForOne(): Blocking<void> {
    const ended = yield* this.#tool.system.wait(-1);
    if (ended === -EINTR) return;
    if (typeof ended === 'number' || ended === undefined) {
      this.#running.clear();
      return;
    }
    const name = this.#running.get(ended.pid);
    if (name === undefined || ended.status.kind === 'stopped') return;
    this.#running.delete(ended.pid);
    if (ended.status.kind === 'killed') {
      throw yield* this.#tool.die(`${name}: terminated by signal ${ended.status.signal}`, 0, EXIT_KILLED);
    }
    const { status } = ended.status;
    if (status === 255) throw yield* this.#tool.die(`${name}: exited with status 255; aborting`, 0, EXIT_255);
    if (status === EXIT_CANNOT_RUN || status === EXIT_NOT_FOUND) throw new Exit(status);
    if (status !== 0) this.#tool.status = EXIT_FAILED;
  }
}
