/** One file searched by grep 3.8 (`src/grep.c`: `grep`, `grepbuf`, `prtext`, `prline`). */
import { type Blocking, SEEK_CUR, SEEK_SET } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { printError } from '../libc/stdio.ts';
import { MEMORY_BYTES } from '../text/lines.ts';
import type { Tool } from '../text/tool.ts';
import type { LineMatcher } from './grep-matcher.ts';
import type { GrepOptions } from './grep-options.ts';

/** grep looks at this much at a time for zero bytes. */
const BUFFER_BYTES = 98304;

const colors = {
  selected: '01;31',
  name: '35',
  line: '32',
  byte: '32',
  separator: '36',
} as const;

interface Place {
  readonly fd: number;
  readonly name: string;
  /** Size of a regular file, else -1. */
  readonly size: number;
}

interface HeldLine {
  readonly text: string;
  readonly number: number;
  readonly offset: number;
}

export class FileSearch {
  /** Lines selected. */
  count = 0;
  /** Positive error number of a read. */
  errno = 0;
  readonly #tool: Tool;
  readonly #options: GrepOptions;
  readonly #matcher: LineMatcher;
  readonly #place: Place;
  readonly #end: string;
  /** Nothing is printed for the lines themselves. */
  #silent: boolean;
  #stopAtFirst: boolean;
  /** Lines selected before the first zero byte was seen; -1 while none was. */
  #countAtNull = -1;
  #number = 0;
  #offset = 0;
  /** Lines of trailing context still to print. */
  #pending = 0;
  #held: HeldLine[] = [];
  /** Number of the last line printed; 0 before the first. */
  #lastPrinted = 0;
  #stopped = false;
  #consumed = 0;

  constructor(tool: Tool, options: GrepOptions, matcher: LineMatcher, place: Place) {
    this.#tool = tool;
    this.#options = options;
    this.#matcher = matcher;
    this.#place = place;
    this.#end = options.nullData ? '\0' : '\n';
    this.#stopAtFirst = options.quiet || options.list !== 'none';
    this.#silent = options.count || this.#stopAtFirst;
  }

  *run(): Blocking<void> {
    const { binary, nullData, maxCount } = this.#options;
    const { fd, name } = this.#place;
    const wasSilent = this.#silent;
    if (maxCount === 0) return;
    let rest = '';
    let zapsNulls = false;
    const start = this.#place.size >= 0 ? this.#tool.system.lseek(fd, 0, SEEK_CUR) : -1;
    while (!this.#stopped) {
      const bytes = yield* this.#tool.read(fd, BUFFER_BYTES);
      if (bytes === null) break;
      if (typeof bytes === 'number') {
        this.errno = -bytes;
        break;
      }
      yield* this.#tool.spend(bytes.length * 2);
      let text = latin1Text(bytes);
      if (this.#countAtNull < 0 && !nullData && binary !== 'text' && bytes.includes(0)) {
        if (binary === 'without-match') {
          this.count = 0;
          return;
        }
        if (!this.#options.count) {
          this.#stopAtFirst = true;
          this.#silent = true;
        }
        this.#countAtNull = this.count;
        zapsNulls = true;
      }
      if (zapsNulls) text = text.replaceAll('\0', '\n');
      if (rest !== '') text = rest + text;
      const last = text.lastIndexOf(this.#end);
      rest = text.slice(last + 1);
      if (rest.length > MEMORY_BYTES) yield* this.#tool.die('memory exhausted');
      if (last >= 0) yield* this.#lines(text, last + 1);
    }
    if (rest !== '' && !this.#stopped) yield* this.#lines(rest + this.#end, rest.length + 1);
    if (this.#stopped && start >= 0 && fd === 0) this.#tool.system.lseek(fd, start + this.#consumed, SEEK_SET);
    if (this.#countAtNull >= 0 && this.count > this.#countAtNull && !wasSilent) {
      yield* this.#tool.out.flush();
      yield* printError(this.#tool.system, `${this.#tool.name}: ${name}: binary file matches\n`);
    }
  }

  /** The number of lines, as `-c` shows it. */
  *printCount(): Blocking<void> {
    const { withFilename, nullName } = this.#options;
    const name = withFilename ? this.#paint('name', this.#place.name) : '';
    const separator = withFilename ? (nullName ? '\0' : this.#paint('separator', ':')) : '';
    yield* this.#tool.out.put(`${name}${separator}${this.count}\n`);
  }

  /** The name alone, as `-l` shows it. */
  *printName(): Blocking<void> {
    yield* this.#tool.out.put(this.#paint('name', this.#place.name) + (this.#options.nullName ? '\0' : '\n'));
  }

  *#lines(text: string, end: number): Blocking<void> {
    const { invert, before, after, maxCount } = this.#options;
    const matcher = this.#matcher;
    const delimiter = this.#end;
    let at = 0;
    while (at < end) {
      const next = text.indexOf(delimiter, at) + 1;
      const line = text.slice(at, next - 1);
      const offset = this.#offset;
      this.#offset += next - at;
      at = next;
      this.#number++;
      if (this.count >= maxCount) {
        // What follows the last line wanted is context, whatever it holds.
        if (this.#pending === 0) {
          this.#stopped = true;
          return;
        }
        yield* this.#print({ text: line, number: this.#number, offset }, '-');
        this.#pending--;
        continue;
      }
      if (matcher.test(line) === invert) {
        if (this.#silent) continue;
        const held = { text: line, number: this.#number, offset };
        if (this.#pending > 0) {
          this.#pending--;
          yield* this.#print(held, '-');
        } else if (before > 0) {
          this.#held.push(held);
          if (this.#held.length > before) this.#held.shift();
        }
        continue;
      }
      this.count++;
      this.#consumed = this.#offset;
      if (this.#stopAtFirst) {
        this.#stopped = true;
        return;
      }
      if (!this.#silent) {
        for (const held of this.#held) yield* this.#print(held, '-');
        this.#held = [];
        yield* this.#print({ text: line, number: this.#number, offset }, ':');
        this.#pending = after;
      }
      if (this.count >= maxCount && (this.#silent || this.#pending === 0)) {
        this.#stopped = true;
        return;
      }
    }
  }

  *#print(line: HeldLine, mark: ':' | '-'): Blocking<void> {
    const { before, after, groupSeparator, onlyMatching, invert, color } = this.#options;
    const isSelected = mark === ':';
    const showsContext = before > 0 || after > 0;
    if (showsContext && groupSeparator !== null && this.#hasGap(line.number)) {
      yield* this.#tool.out.put(`${this.#paint('separator', groupSeparator)}\n`);
    }
    this.#lastPrinted = line.number;
    anyPrinted.add(this.#options);
    if (onlyMatching) {
      if (!isSelected || invert) return;
      yield* this.#matches(line, mark, true);
      return;
    }
    const head = this.#head(line.number, line.offset, mark);
    if (color && isSelected !== invert) {
      yield* this.#tool.out.put(head);
      yield* this.#matches(line, mark, false);
      return;
    }
    yield* this.#tool.out.put(head + line.text + this.#end);
  }

  /** Whether lines were left out since the last one printed, in this file or at its beginning. */
  #hasGap(number: number): boolean {
    if (this.#lastPrinted > 0) return number > this.#lastPrinted + 1;
    return anyPrinted.has(this.#options);
  }

  /** The matches of a line: each on a line of its own, or painted within it. */
  *#matches(line: HeldLine, mark: ':' | '-', alone: boolean): Blocking<void> {
    const { text } = line;
    let at = 0;
    let shown = '';
    while (at < text.length) {
      const match = this.#matcher.search(text, at);
      if (match === null) break;
      if (match.end === match.start) {
        // An empty match shows nothing; the search goes on behind it.
        const next = match.start + 1;
        if (!alone) shown += text.slice(at, next);
        at = next;
        continue;
      }
      const found = this.#paint('selected', text.slice(match.start, match.end));
      if (alone)
        yield* this.#tool.out.put(this.#head(line.number, line.offset + match.start, mark) + found + this.#end);
      else shown += text.slice(at, match.start) + found;
      at = match.end;
      if (yield* this.#charge(text.length)) return;
    }
    if (!alone) yield* this.#tool.out.put(shown + text.slice(at) + this.#end);
  }

  *#charge(length: number): Blocking<boolean> {
    yield* this.#tool.spend(length);
    return this.#tool.out.errno !== 0;
  }

  #head(number: number, offset: number, mark: ':' | '-'): string {
    const { withFilename, lineNumber, byteOffset, initialTab, nullName } = this.#options;
    const separator = this.#paint('separator', mark);
    const width = initialTab ? (this.#place.size >= 0 ? String(this.#place.size).length : 19) : 0;
    let head = '';
    if (withFilename) head += this.#paint('name', this.#place.name) + (nullName ? '\0' : separator);
    if (lineNumber) head += this.#paint('line', String(number).padStart(width)) + separator;
    if (byteOffset) head += this.#paint('byte', String(offset).padStart(width)) + separator;
    return initialTab && head !== '' ? `${head}\t` : head;
  }

  #paint(what: keyof typeof colors, text: string): string {
    if (!this.#options.color || text === '') return text;
    return `\x1b[${colors[what]}m\x1b[K${text}\x1b[m\x1b[K`;
  }
}

/** Runs of grep that have printed a line already: the next file begins with a separator. */
const anyPrinted = new WeakSet<GrepOptions>();
