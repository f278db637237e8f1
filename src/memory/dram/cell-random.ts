/**
 * Chance that belongs to a place: the same seed and place give the same numbers, whatever was drawn before.
 *
 * A stream of `RandomStreams` costs microseconds to seed, too much for every page and lane; this one (sfc32, a published generator
 * of four words) costs some ten nanoseconds.
 */
import { mix32 } from '../noise.ts';

const WARM_UP = 12;

/** One 32-bit number of two, unsigned. */
export function mix(a: number, b: number): number {
  return mix32(mix32(a) ^ b) >>> 0;
}

export class CellRandom {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** Starts again, for a place. */
  seed(seed: number, place: number, salt: number): void {
    this.#a = seed | 0;
    this.#b = place | 0;
    this.#c = mix(seed, salt) | 0;
    this.#counter = 1;
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

  /** 0 < x < 1, 32 bits. */
  open(): number {
    return (this.uint32() + 0.5) / 2 ** 32;
  }
}
