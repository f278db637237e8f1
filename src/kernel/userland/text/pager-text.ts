/** The lines of what a pager shows, read as far as they are needed, cut into rows as wide as the screen. */
import type { Blocking } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Tool } from './tool.ts';

const TAB = 8;
/** Bytes a pager keeps; more is not shown. */
const TEXT_MAX = 32 * 1024 * 1024;
/** A longer line is taken for several. */
const LINE_MAX = 65536;
const READ_BYTES = 8192;
const BYTE_NS = 5;

export interface RowStyle {
  readonly columns: number;
  /** Lines are cut off at the edge. */
  readonly chops: boolean;
  readonly numbers: boolean;
  /** Escape sequences go to the terminal as they are. */
  readonly raw: boolean;
}

/** A row of the screen and the line it belongs to. */
export interface Row {
  readonly text: string;
  readonly line: number;
}

export class PagerText {
  readonly rows: Row[] = [];
  readonly lines: string[] = [];
  /** Everything has been read. */
  atEnd = false;
  readonly #tool: Tool;
  readonly #fd: number;
  readonly #style: RowStyle;
  #waiting = '';
  #inputEnded = false;
  #bytes = 0;

  constructor(tool: Tool, fd: number, style: RowStyle) {
    this.#tool = tool;
    this.#fd = fd;
    this.#style = style;
  }

  /** Reads until there are so many rows, or all. */
  *need(rows: number): Blocking<void> {
    while (this.rows.length < rows && !this.atEnd) yield* this.#readLine();
  }

  /** Reads until there are so many lines, or all. */
  *needLines(count: number): Blocking<void> {
    while (this.lines.length < count && !this.atEnd) yield* this.#readLine();
  }

  *#readLine(): Blocking<void> {
    let end = this.#waiting.indexOf('\n');
    while (end < 0 && this.#waiting.length < LINE_MAX && !this.#inputEnded) {
      const bytes = this.#bytes > TEXT_MAX ? null : yield* this.#tool.read(this.#fd, READ_BYTES);
      if (bytes === null || typeof bytes === 'number') {
        this.#inputEnded = true;
        if (typeof bytes === 'number') this.#waiting += `(${strerror(bytes)})`;
      } else {
        this.#bytes += bytes.length;
        this.#waiting += latin1Text(bytes);
        yield* this.#tool.spend(bytes.length * BYTE_NS);
      }
      end = this.#waiting.indexOf('\n');
    }
    if (end < 0) {
      const line = this.#waiting.slice(0, LINE_MAX);
      this.#waiting = this.#waiting.slice(LINE_MAX);
      this.atEnd = this.#inputEnded && this.#waiting === '';
      if (line !== '') this.#add(line);
      return;
    }
    this.#add(this.#waiting.slice(0, end));
    this.#waiting = this.#waiting.slice(end + 1);
    if (this.#waiting === '' && this.#inputEnded) this.atEnd = true;
  }

  #add(line: string): void {
    const number = this.lines.length;
    this.lines.push(line);
    const { columns, chops, numbers } = this.#style;
    const margin = numbers ? `${String(number + 1).padStart(7)} ` : '';
    const width = Math.max(8, columns) - margin.length;
    const shown = this.#visible(line);
    let at = 0;
    do {
      this.rows.push({
        text: (at === 0 ? margin : ' '.repeat(margin.length)) + shown.slice(at, at + width),
        line: number,
      });
      at += width;
    } while (at < shown.length && !chops);
  }

  #visible(line: string): string {
    let text = '';
    let column = 0;
    for (let at = 0; at < line.length; at++) {
      const code = line.charCodeAt(at);
      let piece = line[at]!;
      if (code === 9) piece = ' '.repeat(TAB - (column % TAB));
      else if (code < 32 && !(this.#style.raw && code === 27))
        piece = code === 13 && at === line.length - 1 ? '' : `^${String.fromCharCode(code + 64)}`;
      else if (code === 127) piece = '^?';
      else if (code >= 128 && code < 160) piece = `<${code.toString(16).toUpperCase()}>`;
      text += piece;
      column += piece.length;
    }
    return text;
  }

  /** Number of the row that begins a line. */
  rowOfLine(line: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rows[middle]!.line < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Copies all of a file to standard output: a pager without a terminal. */
export function* copyAll(tool: Tool, fd: number): Blocking<number> {
  for (;;) {
    const bytes = yield* tool.read(fd);
    if (bytes === null) return 0;
    if (typeof bytes === 'number') return bytes;
    yield* tool.out.flush();
    const written = yield* tool.system.write(1, bytes);
    if (written < 0) return tool.exit(1);
  }
}
