/**
 * Shows the line that is being edited on a serial terminal of known width.
 *
 * While prompt and line fit in one row only blanks and backspaces are used, as readline does on a dumb terminal; a line of several
 * rows is redrawn with two sequences every terminal knows (cursor up, clear to the end).
 */

/** Width of text on the screen; control characters show as `^X`, continuation bytes of UTF-8 take no room. */
function cellsOf(text: string): number {
  let cells = 0;
  for (let at = 0; at < text.length; at++) cells += cellOf(text.charCodeAt(at));
  return cells;
}

function cellOf(code: number): number {
  if (code < 0x20 || code === 0x7f) return 2;
  return code >= 0x80 && code < 0xc0 ? 0 : 1;
}

/** Text as it is shown. */
function shown(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x7f) result += '^?';
    else if (code < 0x20) result += `^${String.fromCharCode(code + 0x40)}`;
    else result += text.charAt(at);
  }
  return result;
}

/** See the head of the file. */
export class LineDisplay {
  readonly #columns: number;
  #prompt = '';
  #promptCells = 0;
  /** Cells of the whole line, and of what is before the cursor, as they stand on the screen. */
  #total = 0;
  #cursor = 0;
  /** What has to be sent to the terminal. */
  output = '';

  constructor(columns: number) {
    this.#columns = Math.max(columns, 8);
  }

  /** Begins a new line: `visible` is the prompt without what takes no room. */
  start(prompt: string, visible: string): void {
    this.#prompt = prompt;
    this.#promptCells = cellsOf(visible.slice(visible.lastIndexOf('\n') + 1)) % this.#columns;
    this.#total = this.#promptCells;
    this.#cursor = this.#promptCells;
    this.output += prompt;
  }

  /** A character typed at the end of the line: the common case, at a cost that does not grow with the line. */
  append(char: string): void {
    this.output += shown(char);
    this.#total += cellsOf(char);
    this.#cursor = this.#total;
    // At the right edge the terminal waits with wrapping; a blank makes it.
    if (this.#total % this.#columns === 0 && cellsOf(char) > 0) this.output += ' \r';
  }

  /** Shows a changed line. `same`: characters at the beginning that are as they were. */
  redraw(before: string, after: string, same = 0): void {
    const text = before + after;
    const total = this.#promptCells + cellsOf(text);
    const cursor = this.#promptCells + cellsOf(before);
    if (this.#total < this.#columns && total < this.#columns) this.#redrawRow(text, total, cursor, same);
    else this.#redrawRows(text, total, cursor);
  }

  #redrawRow(text: string, total: number, cursor: number, same: number): void {
    const start = this.#promptCells + cellsOf(text.slice(0, same));
    this.#moveInRow(start, text);
    const erased = Math.max(0, this.#total - total);
    this.output += shown(text.slice(same)) + ' '.repeat(erased);
    this.#cursor = total + erased;
    this.#total = total;
    this.#moveInRow(cursor, text);
  }

  /** Moves within the row: backspaces, or the text over again. */
  #moveInRow(to: number, text: string): void {
    if (to < this.#cursor) this.output += '\b'.repeat(this.#cursor - to);
    else if (to > this.#cursor) {
      const whole = shown(text);
      this.output += whole.slice(this.#cursor - this.#promptCells, to - this.#promptCells);
    }
    this.#cursor = to;
  }

  #redrawRows(text: string, total: number, cursor: number): void {
    const columns = this.#columns;
    this.#toFirstRow();
    this.output += `${this.#lastRowOfPrompt()}${shown(text)}\x1b[J`;
    if (total % columns === 0) this.output += ' \r';
    this.#total = total;
    this.#cursor = total;
    this.#moveTo(cursor);
  }

  #lastRowOfPrompt(): string {
    const newline = this.#prompt.lastIndexOf('\n');
    return this.#prompt.slice(newline + 1);
  }

  #toFirstRow(): void {
    const row = Math.floor(this.#cursor / this.#columns);
    this.output += `${row > 0 ? `\x1b[${row}A` : ''}\r`;
  }

  #moveTo(cursor: number): void {
    const columns = this.#columns;
    const rows = Math.floor(this.#cursor / columns) - Math.floor(cursor / columns);
    if (rows > 0) this.output += `\x1b[${rows}A`;
    else if (rows < 0) this.output += `\x1b[${-rows}B`;
    const column = cursor % columns;
    this.output += `\r${column > 0 ? `\x1b[${column}C` : ''}`;
    this.#cursor = cursor;
  }

  /** The cursor moves, the text stays. */
  move(before: string, after: string): void {
    const cursor = this.#promptCells + cellsOf(before);
    if (this.#total < this.#columns) this.#moveInRow(cursor, before + after);
    else this.#moveTo(cursor);
  }

  /** Leaves the line: the cursor goes behind its end. */
  finish(before: string, after: string): void {
    if (after !== '') this.move(before + after, '');
    this.output += '\n';
  }

  /** Prompt and line begin anew in the row the cursor is in. */
  restart(): void {
    this.output += this.#lastRowOfPrompt();
    this.#total = this.#promptCells;
    this.#cursor = this.#promptCells;
  }

  /** Clears the screen and shows prompt and line on top. */
  clear(before: string, after: string): void {
    this.output += '\x1b[H\x1b[2J';
    this.restart();
    this.redraw(before, after);
  }
}
