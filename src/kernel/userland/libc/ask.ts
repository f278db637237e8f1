/** Questions on standard error, answers on standard input: gnulib `lib/yesno.c`. */
import type { Blocking } from '../../../shell/posix.ts';
import { LineReader, printError } from './stdio.ts';
import type { Tool } from './usage.ts';

export class Asker {
  readonly #tool: Tool;
  #input: LineReader | null = null;

  constructor(tool: Tool) {
    this.#tool = tool;
  }

  /** Asks in the tool's name; anything that does not begin with y or Y means no. */
  *ask(question: string): Blocking<boolean> {
    return yield* this.askPlainly(`${this.#tool.name}: ${question} `);
  }

  /** Asks with these words alone. */
  *askPlainly(question: string): Blocking<boolean> {
    const { system, out } = this.#tool;
    yield* out.flush();
    yield* printError(system, question);
    this.#input ??= new LineReader(system, 0);
    const answer = yield* this.#input.next();
    return answer !== null && /^[yY]/.test(answer);
  }
}
