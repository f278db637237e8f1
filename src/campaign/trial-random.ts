/**
 * The chance of one work unit: a stream that is cheap to draw from and belongs to a text, such as `seed/configuration/chunk`.
 *
 * sfc32, a published generator of four words; the named streams of the machine (sim/random.ts) cost several times as much a draw,
 * and a campaign draws for every flipped bit. The same text gives the same numbers on every computer, in whatever order units run.
 */
import { assert } from '../sim/assert.ts';
import { Hash64 } from '../sim/hash.ts';
import type { RandomStream } from '../sim/random.ts';

const WARM_UP = 20;
/** Numbers that are made at once: the state then stays in the processor's registers. Measured: twice as fast. */
const BUFFERED = 512;

export class TrialRandom implements RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  readonly #buffer = new Uint32Array(BUFFERED);
  #next = BUFFERED;

  constructor(text: string) {
    const one = new Hash64().update(text).digest();
    const two = new Hash64().update(`${text}#`).digest();
    this.#a = Number.parseInt(one.slice(0, 8), 16) | 0;
    this.#b = Number.parseInt(one.slice(8), 16) | 0;
    this.#c = Number.parseInt(two.slice(0, 8), 16) | 0;
    for (let step = 0; step < WARM_UP; step++) this.uint32();
  }

  uint32(): number {
    if (this.#next === BUFFERED) this.#fill();
    return this.#buffer[this.#next++]!;
  }

  float(): number {
    return ((this.uint32() >>> 5) * 2 ** 26 + (this.uint32() >>> 6)) / 2 ** 53;
  }

  /** `bound` up to 2^26: no number is then drawn more often than another by more than one part in 64. */
  int(bound: number): number {
    assert(bound >= 1 && bound <= 2 ** 26, 'random: not a bound of a campaign');
    return ((this.uint32() * bound) / 2 ** 32) | 0;
  }

  /** The next `count` numbers of `int(bound)`, to the beginning of `to`: faster than one by one. */
  ints(bound: number, count: number, to: Int32Array): void {
    assert(bound >= 1 && bound <= 2 ** 26, 'random: not a bound of a campaign');
    const buffer = this.#buffer;
    let next = this.#next;
    for (let at = 0; at < count; at++) {
      if (next === BUFFERED) {
        this.#fill();
        next = 0;
      }
      to[at] = (buffer[next++]! * bound) / 2 ** 32;
    }
    this.#next = next;
  }

  #fill(): void {
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let counter = this.#counter;
    for (let at = 0; at < BUFFERED; at++) {
      const sum = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + sum) | 0;
      this.#buffer[at] = sum;
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
    this.#next = 0;
  }
}
