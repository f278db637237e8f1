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

export class TrialRandom implements RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(text: string) {
    const one = new Hash64().update(text).digest();
    const two = new Hash64().update(`${text}#`).digest();
    this.#a = Number.parseInt(one.slice(0, 8), 16) | 0;
    this.#b = Number.parseInt(one.slice(8), 16) | 0;
    this.#c = Number.parseInt(two.slice(0, 8), 16) | 0;
    for (let step = 0; step < WARM_UP; step++) this.uint32();
  }

  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  float(): number {
    return ((this.uint32() >>> 5) * 2 ** 26 + (this.uint32() >>> 6)) / 2 ** 53;
  }

  /** Below 2^26: the bias is then less than one in 2^6 million draws. */
  int(bound: number): number {
    assert(bound >= 1 && bound <= 2 ** 26, `random: bound ${bound} is not one of a campaign`);
    return Math.floor((this.uint32() * bound) / 2 ** 32);
  }
}
