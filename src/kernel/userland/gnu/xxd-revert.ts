/** `xxd -r`: a dump back into bytes (Vim 9.0.1378 `src/xxd/xxd.c`, `huntype`). */
import { type Blocking, SEEK_SET } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import { Output, printError } from '../libc/stdio.ts';
import type { Tool } from '../text/tool.ts';

const READ_BYTES = 65536;
const BYTE_NS = 20;

interface RevertRun {
  readonly input: number;
  readonly output: number;
  readonly plain: boolean;
  readonly columns: number;
  /** Added to each address. */
  readonly base: number;
}

export function* revert(tool: Tool, run: RevertRun): Blocking<number> {
  const reverter = new Reverter(tool, run);
  for (;;) {
    const bytes = yield* tool.read(run.input, READ_BYTES);
    if (typeof bytes === 'number') {
      yield* printError(tool.system, `${tool.name}: ${strerror(bytes)}\n`);
      return 2;
    }
    if (bytes === null) break;
    yield* tool.spend(bytes.length * BYTE_NS);
    yield* reverter.take(latin1Text(bytes));
  }
  yield* reverter.end();
  return tool.status;
}

/** No digit. */
const NONE = -1;

class Reverter {
  readonly #tool: Tool;
  readonly #run: RevertRun;
  readonly #out: Output;
  /** Where the next byte belongs (without the base), and where the output is. */
  #want = 0;
  #have = 0;
  /** Bytes of this line so far; `null` while its address is read. */
  #columns: number | null = null;
  /** The last three letters as digits, youngest first. */
  #digits: [number, number, number] = [NONE, 0, 0];
  /** Nothing of the line has been a digit yet. */
  #leading = true;
  #skipsLine = false;

  constructor(tool: Tool, run: RevertRun) {
    this.#tool = tool;
    this.#run = run;
    this.#out = run.output === 1 ? tool.out : new Output(tool.system, run.output);
  }

  *take(text: string): Blocking<void> {
    for (let at = 0; at < text.length; at++) {
      yield* this.#letter(text[at]!);
      if (this.#out.errno !== 0) return;
    }
  }

  *end(): Blocking<void> {
    yield* this.#out.flush();
  }

  #startLine(): void {
    if (!this.#run.plain) this.#want = 0;
    this.#columns = null;
    this.#leading = true;
    this.#skipsLine = false;
  }

  *#letter(letter: string): Blocking<void> {
    const { plain, columns } = this.#run;
    if (this.#skipsLine) {
      if (letter === '\n') this.#startLine();
      return;
    }
    if (letter === '\r') return;
    if (plain && (letter === ' ' || letter === '\n' || letter === '\t')) return;
    const value = '0123456789abcdef'.indexOf(letter.toLowerCase());
    this.#digits = [value, this.#digits[0], this.#digits[1]];
    if (value < 0 && this.#leading) return;
    this.#leading = false;
    if (!plain && this.#columns === null) {
      if (value < 0) this.#columns = 0;
      else this.#want = (this.#want * 16 + value) % 2 ** 48;
      return;
    }
    yield* this.#goTo(this.#want + this.#run.base);
    if (value >= 0 && this.#digits[1] >= 0) {
      yield* this.#out.put(String.fromCharCode(this.#digits[1] * 16 + value));
      this.#have++;
      this.#want++;
      this.#digits[0] = NONE;
      if (!plain && this.#columns !== null && ++this.#columns >= columns) this.#digits = [NONE, NONE, NONE];
    }
    // Three in a row that are no digits: the rest of the line is none of ours.
    if (this.#digits.every((digit) => digit < 0)) this.#skipsLine = true;
    if (letter === '\n') this.#startLine();
  }

  /** Puts the next byte at an address: a file is moved in, a pipe gets zeros. */
  *#goTo(address: number): Blocking<void> {
    if (address === this.#have) return;
    yield* this.#out.flush();
    if (this.#tool.system.lseek(this.#run.output, Math.max(0, address), SEEK_SET) >= 0) {
      this.#have = address;
      return;
    }
    if (address < this.#have) {
      yield* printError(this.#tool.system, `${this.#tool.name}: sorry, cannot seek backwards.\n`);
      this.#tool.exit(5);
    }
    while (this.#have < address && this.#out.errno === 0) {
      const count = Math.min(READ_BYTES, address - this.#have);
      yield* this.#out.put('\0'.repeat(count));
      this.#have += count;
      yield* this.#tool.spend(count * BYTE_NS);
    }
  }
}
