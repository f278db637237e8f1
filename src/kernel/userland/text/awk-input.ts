/** The main input of an awk program: the files of ARGV one after the other, with the assignments between them. */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { RecordReader } from './awk-files.ts';
import { unescapeText } from './awk-lexer.ts';
import type { AwkState } from './awk-state.ts';
import { AwkError, fromOutside, toText } from './awk-value.ts';
import type { Tool } from './tool.ts';

const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/;

/** `name=value` of the command line, done; false when the word is none. */
export function commandLineAssignment(state: AwkState, word: string): boolean {
  const match = ASSIGNMENT.exec(word);
  if (match === null) return false;
  state.assign(match[1]!, fromOutside(unescapeText(match[2]!)));
  return true;
}

export class AwkInput {
  readonly #tool: Tool;
  readonly #state: AwkState;
  #reader: RecordReader | null = null;
  #next = 1;
  #anyFile = false;
  #isOver = false;

  constructor(tool: Tool, state: AwkState) {
    this.#tool = tool;
    this.#state = state;
  }

  /** The next record, or null when all files are read. It is counted. */
  *next(): Blocking<string | null> {
    while (!this.#isOver) {
      if (this.#reader === null && !this.#open()) {
        this.#isOver = true;
        break;
      }
      const reader = this.#reader!;
      const record = yield* reader.next(this.#state.rs, this.#state.regexes);
      if (record !== null) {
        this.#state.countRecord(true);
        return record;
      }
      if (reader.error !== 0) throw new AwkError(`read error (${strerror(reader.error)})`);
      this.skipFile();
    }
    return null;
  }

  skipFile(): void {
    if (this.#reader !== null) this.#tool.close(this.#reader.fd);
    this.#reader = null;
  }

  #open(): boolean {
    const state = this.#state;
    for (; this.#next < state.argumentCount; this.#next++) {
      const key = String(this.#next);
      const word = state.arguments.has(key) ? toText(state.arguments.get(key), state.convfmt) : '';
      if (word === '' || commandLineAssignment(state, word)) continue;
      const fd = word === '-' || word === '/dev/stdin' ? 0 : this.#tool.system.open(word, 0);
      if (fd < 0) throw new AwkError(`cannot open ${word} (${strerror(fd)})`);
      this.#next++;
      state.fileName = word;
      return this.#read(fd);
    }
    if (this.#anyFile) return false;
    return this.#read(0);
  }

  #read(fd: number): boolean {
    if (fd > 2) this.#tool.system.setCloseOnExec(fd, true);
    this.#anyFile = true;
    this.#state.fnr = 0;
    this.#reader = new RecordReader(this.#tool, fd);
    return true;
  }
}
