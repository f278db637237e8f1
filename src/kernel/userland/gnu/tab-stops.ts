/** Tab stops of expand and unexpand (coreutils 9.1 `src/expand-common.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { quote } from '../libc/quote.ts';
import type { Tool } from '../text/tool.ts';

export class TabStops {
  readonly #stops: number[] = [];
  /** `/N`: behind the last stop, multiples of N; `+N`: counted from the last stop. */
  #extend = 0;
  #increment = 0;
  #isSet = false;

  /** Adds a list as `-t` gives it. */
  *add(tool: Tool, list: string): Blocking<void> {
    this.#isSet = true;
    for (const part of list.split(/[, \t]+/)) {
      if (part === '') continue;
      const match = /^([/+]?)(\d*)/.exec(part)!;
      if (match[0].length < part.length) {
        yield* tool.die(`tab size contains invalid character(s): ${quote(part.slice(match[0].length))}`);
      }
      const value = Number(match[2]);
      if (value > 2 ** 63) yield* tool.die(`tab stop is too large ${quote(match[2]!)}`);
      if (match[1] === '/') this.#extend = value;
      else if (match[1] === '+') this.#increment = value;
      else this.#stops.push(value);
    }
  }

  /** Checks the list when all of it is known. */
  *finish(tool: Tool): Blocking<void> {
    let last = 0;
    for (const stop of this.#stops) {
      if (stop === 0) yield* tool.die('tab size cannot be 0');
      if (stop <= last) yield* tool.die('tab sizes must be ascending');
      last = stop;
    }
    if (this.#extend > 0 && this.#increment > 0) yield* tool.die("'/' specifier is mutually exclusive with '+'");
    if (!this.#isSet || (this.#stops.length === 0 && this.#extend === 0 && this.#increment === 0)) this.#extend = 8;
    else if (this.#stops.length === 1 && this.#extend === 0 && this.#increment === 0) {
      this.#extend = this.#stops.pop()!;
    }
  }

  /** The next stop behind a column, or -1 behind the last. */
  next(column: number): number {
    for (const stop of this.#stops) if (stop > column) return stop;
    const last = this.#stops.at(-1) ?? 0;
    if (this.#extend > 0) return column + this.#extend - (column % this.#extend);
    if (this.#increment > 0) return column + this.#increment - ((column - last) % this.#increment);
    return -1;
  }
}
