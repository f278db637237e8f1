/**
 * grep, egrep and fgrep of grep 3.8 (`src/grep.c`): which files are read, and how the lines found are shown.
 *
 * Leaves out `GREP_COLORS` and the bounded memory for very long lines beyond what `Lines` allows.
 */

import { compilePattern } from '../../../shell/pattern.ts';
import { type Blocking, S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFMT, S_IFSOCK } from '../../../shell/posix.ts';
import { EISDIR, strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { tryRegex, tryRegexBlocking } from '../text/regex.ts';
import { RegexError } from '../text/regex-syntax.ts';
import { type Tool, tool } from '../text/tool.ts';
import { type LineMatcher, makeMatcher } from './grep-matcher.ts';
import { type GrepOptions, grepOptions } from './grep-options.ts';
import { FileSearch } from './grep-search.ts';

const OUT_OF_DEPTH = 200;

function grepProgram(name: string, matcher: GrepOptions['matcher'] | null): Program {
  return tool(
    {
      name,
      package: 'GNU grep',
      version: '3.8',
      usage: '[OPTION]... PATTERNS [FILE]...',
      usageStatus: 2,
      hint: (shown) => `Usage: ${shown} [OPTION]... PATTERNS [FILE]...\nTry '${shown} --help' for more information.\n`,
    },
    function* (run) {
      const options = yield* grepOptions(run, matcher);
      const lineMatcher = tryRegex(() => makeMatcher(options));
      if (lineMatcher instanceof RegexError) return yield* run.die(lineMatcher.text);
      for (const operator of lineMatcher.strayOperators) yield* run.warn(`warning: ${operator} at start of expression`);
      return yield* new Grep(run, options, lineMatcher).run();
    },
  );
}

export const grep = grepProgram('grep', null);

/** `egrep` and `fgrep` are scripts that start grep; Debian's do so without the warning of 3.8. */
function asGrep(letter: 'E' | 'F'): Program {
  return (system, argv) => grep(system, ['grep', `-${letter}`, ...argv.slice(1)]);
}

export const egrep = asGrep('E');
export const fgrep = asGrep('F');

class Grep {
  readonly #tool: Tool;
  readonly #options: GrepOptions;
  readonly #matcher: LineMatcher;
  #anyMatch = false;
  #failed = false;

  constructor(run: Tool, options: GrepOptions, matcher: LineMatcher) {
    this.#tool = run;
    this.#options = options;
    this.#matcher = matcher;
  }

  *run(): Blocking<number> {
    const { files, directories } = this.#options;
    const recurses = directories === 'recurse';
    const isImplicit = files.length === 0 && recurses;
    const names = files.length > 0 ? files : recurses ? ['.'] : ['-'];
    this.#options.withFilename ??= names.length > 1 || recurses;
    if (recurses && names.length === 1 && !isImplicit && names[0] !== '-') {
      // A single operand that is no directory needs no name in front.
      const status = this.#tool.system.stat(names[0]!);
      const isDirectory = typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR;
      if (!isDirectory && !this.#namesWanted()) this.#options.withFilename = false;
    }
    for (const name of names) {
      yield* this.#operand(name, isImplicit);
      if (this.#options.quiet && this.#anyMatch) return 0;
    }
    if (this.#failed) return 2;
    return this.#anyMatch ? 0 : 1;
  }

  #namesWanted(): boolean {
    return this.#tool.argv.some((word) => /^-[^-]*H/.test(word) || word === '--with-filename');
  }

  *#complain(text: string): Blocking<void> {
    this.#failed = true;
    if (!this.#options.noMessages) yield* this.#tool.warn(text);
  }

  *#operand(name: string, isImplicit: boolean): Blocking<void> {
    if (name === '-') {
      yield* this.#file(0, this.#options.label, true);
      return;
    }
    if (this.#isSkipped(name, true)) return;
    const fd = this.#tool.system.open(name, 0);
    if (fd < 0) {
      yield* this.#complain(`${name}: ${strerror(fd)}`);
      return;
    }
    const status = this.#tool.system.fstat(fd);
    const type = typeof status === 'number' ? 0 : status.mode & S_IFMT;
    if (type === S_IFDIR && this.#options.directories !== 'read') {
      this.#tool.close(fd);
      if (this.#options.directories === 'recurse') yield* this.#directory(name, isImplicit, 0);
      return;
    }
    if (this.#options.skipDevices && isDevice(type)) {
      this.#tool.close(fd);
      return;
    }
    yield* this.#file(fd, name, true);
  }

  *#directory(path: string, isImplicit: boolean, depth: number): Blocking<void> {
    const names = this.#tool.system.readDirectory(path);
    if (typeof names === 'number') {
      yield* this.#complain(`${path}: ${strerror(names)}`);
      return;
    }
    if (depth > OUT_OF_DEPTH) return;
    for (const name of names) {
      if (name === '.' || name === '..') continue;
      if (this.#options.quiet && this.#anyMatch) return;
      const child = isImplicit ? name : path.endsWith('/') ? path + name : `${path}/${name}`;
      const status = this.#options.dereference ? this.#tool.system.stat(child) : this.#tool.system.lstat(child);
      if (typeof status === 'number') {
        yield* this.#complain(`${child}: ${strerror(status)}`);
        continue;
      }
      const type = status.mode & S_IFMT;
      if (type === S_IFDIR) {
        if (!this.#options.excludeDirectories.some((pattern) => fits(pattern, name))) {
          yield* this.#directory(child, false, depth + 1);
        }
        continue;
      }
      // Links and devices met on the way are passed over.
      if (type === 0o120000 || isDevice(type) || this.#isSkipped(child, false)) continue;
      const fd = this.#tool.system.open(child, 0);
      if (fd < 0) yield* this.#complain(`${child}: ${strerror(fd)}`);
      else yield* this.#file(fd, child, false);
    }
  }

  /** `--include` and `--exclude`: the last pattern that fits decides. */
  #isSkipped(path: string, isOperand: boolean): boolean {
    const { selection, excludeDirectories, directories } = this.#options;
    if (isOperand && directories === 'recurse') {
      const status = this.#tool.system.stat(path);
      if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR) {
        return excludeDirectories.some((pattern) => fits(pattern, path));
      }
    }
    if (selection.length === 0) return false;
    let skipped = selection[0]!.include;
    for (const { pattern, include } of selection) if (fits(pattern, path)) skipped = !include;
    return skipped;
  }

  *#file(fd: number, name: string, isOperand: boolean): Blocking<void> {
    const { quiet, list, count } = this.#options;
    const { system } = this.#tool;
    const status = system.fstat(fd);
    const output = system.fstat(1);
    const isPlain = typeof status !== 'number' && (status.mode & S_IFMT) === 0o100000;
    if (isPlain && typeof output !== 'number' && !quiet && list === 'none' && this.#options.maxCount > 1) {
      if (status.dev === output.dev && status.ino === output.ino) {
        yield* this.#complain(`${name}: input file is also the output`);
        this.#tool.close(fd);
        return;
      }
    }
    const size = isPlain ? status.size : -1;
    const search = new FileSearch(this.#tool, this.#options, this.#matcher, { fd, name, size });
    const found = yield* tryRegexBlocking(() => search.run());
    if (found instanceof RegexError) yield* this.#tool.die(`${name}: ${found.text}`);
    this.#tool.close(fd);
    if (search.errno !== 0) {
      if (search.errno === EISDIR && !isOperand) return;
      yield* this.#complain(`${name}: ${strerror(search.errno)}`);
      if (search.errno === EISDIR) return;
    }
    const matches = search.count > 0;
    if (count && list === 'none') yield* search.printCount();
    if (matches ? list !== 'nonmatching' : list === 'nonmatching') this.#anyMatch = true;
    if (list === 'matching' ? matches : list === 'nonmatching' && !matches) yield* search.printName();
  }
}

function isDevice(type: number): boolean {
  return type === S_IFCHR || type === S_IFBLK || type === S_IFIFO || type === S_IFSOCK;
}

/** Whether a name pattern fits the path or what follows one of its slashes. */
function fits(pattern: string, path: string): boolean {
  const compiled = compilePattern(pattern, { extended: false });
  if (compiled.matches(path)) return true;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    if (compiled.matches(path.slice(at + 1))) return true;
  }
  return false;
}
