/**
 * Which of many bits flip when each does with the same small probability: the gaps between flips are drawn, not the bits.
 *
 * The gap before the next flip is geometric: floor(ln(1-r) / ln(1-p)) for r uniform in [0,1). So the cost is that of the
 * flips, not of the bits. The sampler carries the rest of a gap from one stretch of bits to the next, so that the result
 * does not depend on how memory is cut into stretches.
 */
import { assert } from '../sim/assert.ts';
import type { RandomStream } from '../sim/random.ts';

export class GapSampler {
  readonly #random: RandomStream;
  /** ln(1-p); by log1p, because 1-p loses all digits of a p below 1e-16. */
  readonly #logStay: number;
  /** Bits until the next flip, counted from the start of the next stretch. */
  #toNext: number;

  /** `rate` is 0 … 1, each bit's probability; 0 draws nothing, 1 hits every bit. */
  constructor(rate: number, random: RandomStream) {
    assert(rate >= 0 && rate <= 1, `bit error rate ${rate} is not a probability`);
    this.#random = random;
    this.#logStay = Math.log1p(-rate);
    this.#toNext = rate === 0 ? Number.POSITIVE_INFINITY : this.#gap();
  }

  /** Calls `hit` for each chosen bit of the next `bitCount` ones, counted from 0, in ascending order. */
  take(bitCount: number, hit: (bit: number) => void): void {
    let at = this.#toNext;
    while (at < bitCount) {
      hit(at);
      at += 1 + this.#gap();
    }
    this.#toNext = at - bitCount;
  }

  #gap(): number {
    return Math.floor(Math.log1p(-this.#random.float()) / this.#logStay);
  }
}
