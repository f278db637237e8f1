/**
 * diff of diffutils 3.8 (`src/diff.c`, `src/dir.c`, `src/analyze.c`): files and directories compared. Leaves out `-D`, `-l`,
 * `--palette` and group formats.
 */

import { compilePattern } from '../../../shell/pattern.ts';
import { type Blocking, type FileStatus, S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { ENOENT, strerror } from '../../../sim/errno.ts';
import { quote } from '../libc/quote.ts';
import { readAll } from '../libc/stdio.ts';
import { diffLines } from '../text/diff-script.ts';
import { type Tool, tool } from '../text/tool.ts';
import { type DiffOptions, diffOptions } from './diff-options.ts';
import { type DiffFile, DiffOutput, type MarkedChange } from './diff-output.ts';

/** Only so much of a file is looked at for zero bytes. */
const BINARY_BYTES = 4096;
const MAX_DEPTH = 200;
const TROUBLE = 2;

/** One of the two files of a comparison. */
interface Operand {
  readonly name: string;
  /** Null: it is not there, and counts as empty. */
  readonly status: FileStatus | null;
}

export const diff = tool(
  {
    name: 'diff',
    package: 'GNU diffutils',
    version: '3.8',
    usage: '[OPTION]... FILES',
    usageStatus: TROUBLE,
    writeError: (reason) => `standard output: ${reason}`,
    hint: (name) => `${name}: Try '${name} --help' for more information.\n`,
  },
  function* (run) {
    const options = yield* diffOptions(run);
    const comparison = new Comparison(run, options);
    const { operands } = run;
    const { fromFile, toFile } = options;
    if (fromFile !== null || toFile !== null) {
      let worst = 0;
      for (const name of operands) {
        const status: number = yield* comparison.compare(
          fromFile ?? name,
          fromFile !== null ? name : toFile!,
          false,
          0,
        );
        worst = Math.max(worst, status);
      }
      return worst;
    }
    if (operands.length < 2) yield* run.usage(`missing operand after ${quote(operands[0] ?? run.argv.at(-1)!)}`);
    if (operands.length > 2) yield* run.usage(`extra operand ${quote(operands[2]!)}`);
    return yield* comparison.compare(operands[0]!, operands[1]!, false, 0);
  },
);

class Comparison {
  readonly #tool: Tool;
  readonly #options: DiffOptions;

  constructor(run: Tool, options: DiffOptions) {
    this.#tool = run;
    this.#options = options;
  }

  /** Compares two names; 0 the same, 1 different, 2 trouble. `nested`: found in directories being compared. */
  *compare(name0: string, name1: string, nested: boolean, depth: number): Blocking<number> {
    let first = this.#status(name0);
    let second = this.#status(name1);
    const { newFile, unidirectionalNewFile } = this.#options;
    const absent = (status: FileStatus | number): boolean => status === -ENOENT;
    const spare0 = (newFile || unidirectionalNewFile) && absent(first) && !absent(second);
    const spare1 = newFile && absent(second) && !absent(first);
    let failed = false;
    for (const [name, status, spared] of [
      [name0, first, spare0],
      [name1, second, spare1],
    ] as const) {
      if (typeof status !== 'number' || spared) continue;
      yield* this.#tool.warn(`${name}: ${strerror(status)}`);
      failed = true;
    }
    if (failed) return TROUBLE;
    let names: [string, string] = [name0, name1];
    if (!nested) {
      // A directory and a file: the file of that name in the directory.
      if (isDirectory(first) !== isDirectory(second) && typeof first !== 'number' && typeof second !== 'number') {
        const file = isDirectory(first) ? name1 : name0;
        if (file === '-') {
          yield* this.#tool.warn("cannot compare '-' to a directory");
          return TROUBLE;
        }
        const inner = file.slice(file.lastIndexOf('/') + 1);
        names = isDirectory(first) ? [joinPath(name0, inner), name1] : [name0, joinPath(name1, inner)];
        first = this.#status(names[0]);
        second = this.#status(names[1]);
        for (const [i, status] of [first, second].entries()) {
          if (typeof status !== 'number') continue;
          yield* this.#tool.warn(`${names[i]}: ${strerror(status)}`);
          return TROUBLE;
        }
      }
    }
    const operands: [Operand, Operand] = [
      { name: names[0], status: typeof first === 'number' ? null : first },
      { name: names[1], status: typeof second === 'number' ? null : second },
    ];
    if (isDirectory(first) && (isDirectory(second) || (second === -ENOENT && this.#options.recursive))) {
      return yield* this.#directories(operands, nested, depth);
    }
    if (isDirectory(second) && first === -ENOENT && this.#options.recursive) {
      return yield* this.#directories(operands, nested, depth);
    }
    if (isDirectory(first) || isDirectory(second)) {
      const kind = (status: FileStatus | number): string =>
        isDirectory(status) ? 'directory' : (status as FileStatus).size === 0 ? 'regular empty file' : 'regular file';
      yield* this.#tool.out.put(`File ${names[0]} is a ${kind(first)} while file ${names[1]} is a ${kind(second)}\n`);
      return 1;
    }
    return yield* this.#files(operands, nested);
  }

  #status(name: string): FileStatus | number {
    return name === '-' ? this.#tool.system.fstat(0) : this.#tool.system.stat(name);
  }

  *#directories(operands: readonly [Operand, Operand], nested: boolean, depth: number): Blocking<number> {
    const { recursive, newFile, unidirectionalNewFile, exclude } = this.#options;
    if (nested && !recursive) {
      yield* this.#tool.out.put(`Common subdirectories: ${operands[0].name} and ${operands[1].name}\n`);
      return 0;
    }
    if (depth > MAX_DEPTH) {
      yield* this.#tool.warn(`${operands[0].name}: recursive directory loop`);
      return TROUBLE;
    }
    const lists: string[][] = [];
    for (const { name, status } of operands) {
      const names = status === null ? [] : this.#tool.system.readDirectory(name);
      if (typeof names === 'number') {
        yield* this.#tool.warn(`${name}: ${strerror(names)}`);
        return TROUBLE;
      }
      const excluded = (one: string): boolean =>
        exclude.some((pattern) => compilePattern(pattern, { extended: false }).matches(one));
      lists.push(names.filter((one) => one !== '.' && one !== '..' && !excluded(one)).sort());
    }
    const present = lists.map((list) => new Set(list));
    let worst = 0;
    for (const name of [...new Set([...lists[0]!, ...lists[1]!])].sort()) {
      const has0 = present[0]!.has(name);
      const has1 = present[1]!.has(name);
      const spared = (has0 && has1) || newFile || (unidirectionalNewFile && has1);
      if (!spared) {
        yield* this.#tool.out.put(`Only in ${operands[has0 ? 0 : 1].name}: ${name}\n`);
        worst = Math.max(worst, 1);
        continue;
      }
      const paths = [joinPath(operands[0].name, name), joinPath(operands[1].name, name)] as const;
      const status: number = yield* this.compare(paths[0], paths[1], true, depth + 1);
      worst = Math.max(worst, status);
    }
    return worst;
  }

  *#files(operands: readonly [Operand, Operand], nested: boolean): Blocking<number> {
    const options = this.#options;
    const [first, second] = operands;
    const contents: Uint8Array[] = [];
    const isSame =
      first.status !== null &&
      second.status !== null &&
      first.status.dev === second.status.dev &&
      first.status.ino === second.status.ino;
    // Side by side the same lines are shown too.
    const isShown = options.style === 'side-by-side' && !options.brief;
    if (!isSame || isShown) {
      for (const { name, status } of operands) {
        const bytes = status === null ? new Uint8Array(0) : yield* this.#contents(name);
        if (typeof bytes === 'number') {
          yield* this.#tool.warn(`${name}: ${strerror(bytes)}`);
          return TROUBLE;
        }
        contents.push(bytes);
      }
    }
    const identical = isSame || sameBytes(contents[0]!, contents[1]!);
    const plain = options.space === 'none' && !options.ignoreCase && !options.ignoreBlankLines && !options.stripCr;
    const isBinary =
      !identical && !options.text && contents.some((bytes) => bytes.subarray(0, BINARY_BYTES).includes(0));
    if (identical && (isSame || options.brief || options.style !== 'ed') && !isShown)
      return yield* this.#tellIdentical(operands);
    if (isBinary || (options.brief && plain && options.ignoreMatching === null)) {
      const kind = isBinary && !options.brief ? 'Binary files' : 'Files';
      yield* this.#tool.out.put(`${kind} ${first.name} and ${second.name} differ\n`);
      return 1;
    }
    const files = operands.map(
      ({ name, status }, i): DiffFile => ({ name, status, lines: linesOf(contents[i]!, options) }),
    ) as [DiffFile, DiffFile];
    yield* this.#tool.spend((contents[0]!.length + contents[1]!.length) * 5);
    const changes = diffLines({
      lines0: files[0].lines,
      lines1: files[1].lines,
      key: lineKey(options),
      horizon: options.context,
      minimal: options.minimal,
    }).map((change): MarkedChange => ({ ...change, ignored: this.#isIgnored(change, files) }));
    const isEqual = changes.every(({ ignored }) => ignored);
    if (isEqual && isShown) yield* new DiffOutput(this.#tool, options, files).print(changes);
    if (isEqual && options.style !== 'ed') return yield* this.#tellIdentical(operands);
    if (options.brief) {
      yield* this.#tool.out.put(`Files ${first.name} and ${second.name} differ\n`);
      return 1;
    }
    if (nested && !isEqual) yield* this.#tool.out.put(`diff${options.written} ${first.name} ${second.name}\n`);
    if (!isEqual) yield* new DiffOutput(this.#tool, options, files).print(changes);
    if (options.style !== 'ed') return 1;
    // An ed script cannot say that a newline is missing.
    let worst = isEqual ? 0 : 1;
    for (const [i, { name }] of operands.entries()) {
      const bytes = contents[i]!;
      if (bytes.length === 0 || bytes.at(-1) === 10) continue;
      yield* this.#tool.warn(`${name}: No newline at end of file\n`);
      worst = TROUBLE;
    }
    return worst;
  }

  *#tellIdentical([first, second]: readonly [Operand, Operand]): Blocking<number> {
    if (this.#options.reportIdentical)
      yield* this.#tool.out.put(`Files ${first.name} and ${second.name} are identical\n`);
    return 0;
  }

  /** `-B` and `-I`: every line of the change is blank or fits the expression. */
  #isIgnored(
    change: { line0: number; line1: number; deleted: number; inserted: number },
    files: readonly [DiffFile, DiffFile],
  ): boolean {
    const { ignoreBlankLines, ignoreMatching, space } = this.#options;
    if (!ignoreBlankLines && ignoreMatching === null) return false;
    const lines = [
      ...files[0].lines.slice(change.line0, change.line0 + change.deleted),
      ...files[1].lines.slice(change.line1, change.line1 + change.inserted),
    ];
    const isTrivial = (line: string): boolean => {
      const bare = line.endsWith('\n') ? line.slice(0, -1) : line;
      const isBlank = bare === '' || (space !== 'none' && space !== 'tab-expansion' && /^[ \t\v\f\r]*$/.test(bare));
      return (ignoreBlankLines && isBlank) || (ignoreMatching?.test(bare) ?? false);
    };
    return lines.every(isTrivial);
  }

  *#contents(name: string): Blocking<Uint8Array | number> {
    const fd = this.#tool.open(name);
    if (fd < 0) return fd;
    const bytes = yield* readAll(this.#tool.system, fd);
    this.#tool.close(fd);
    return bytes;
  }
}

function isDirectory(status: FileStatus | number): boolean {
  return typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR;
}

function joinPath(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function linesOf(bytes: Uint8Array, options: DiffOptions): string[] {
  const text = latin1Text(bytes);
  const lines = (options.stripCr ? text.replaceAll('\r\n', '\n') : text).split('\n');
  const last = lines.pop()!;
  const whole = lines.map((line) => `${line}\n`);
  if (last !== '') whole.push(options.style === 'ed' ? `${last}\n` : last);
  return whole;
}

/** What lines are compared by: without the differences that do not count. */
function lineKey(options: DiffOptions): (line: string) => string {
  const { space, ignoreCase } = options;
  const fold = (text: string): string =>
    ignoreCase ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
  switch (space) {
    case 'none':
      return ignoreCase ? fold : (line) => line;
    case 'all':
      return (line) => fold(line.replace(/[ \t\n\v\f\r]+/g, ''));
    case 'change':
      return (line) => fold(line.trimEnd().replace(/[ \t\v\f\r]+/g, ' '));
    case 'trailing':
      return (line) => fold(line.replace(/[ \t\n\v\f\r]+$/, ''));
    case 'tab-expansion':
      return (line) => {
        let out = '';
        for (const c of line) out += c === '\t' ? ' '.repeat(8 - (out.length % 8)) : c;
        return fold(out);
      };
  }
}
