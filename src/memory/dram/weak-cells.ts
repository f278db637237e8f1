/**
 * The cells of one page and lane, weakest first, and how many of them are lost at a given fraction.
 *
 * Each cell has a quantile between 0 and 1, uniform and its own for ever: it is lost when the fraction of lost cells exceeds it.
 * The quantiles are never listed. Sorted, they are the order statistics of M uniforms: the middle one is drawn first (a Beta
 * variate), then one walk goes up from 0 below it and one comes down from 1 above it, each a fixed sequence. So the work is what
 * is lost, or what survives, whichever is less; and more time always takes a superset. Which cell has which rank is a keyed permutation.
 */
import { assert } from '../../sim/assert.ts';
import { CellRandom, mix } from './cell-random.ts';
import { exponential } from './exponential.ts';

/** What the sequences of a page and lane are told apart by: the middle one and those below it are one sequence. */
const BELOW = 2;
const ABOVE = 3;
const ORDER = 4;
const KIND = 5;

/** Of Cheng's algorithm: 1 + ln 5. */
const QUICK = 1 + Math.log(5);

export class WeakCells {
  /** Cells of a page in one lane; a power of two. */
  readonly cells: number;
  readonly #seed: number;
  readonly #random = new CellRandom();
  readonly #bits: number;
  readonly #mask: number;
  readonly #anchor: MiddleOf;
  #pfn = 0;
  #lane = 0;
  /** The keyed permutation: three odd factors and three terms. */
  #factor0 = 1;
  #factor1 = 1;
  #factor2 = 1;
  #term0 = 0;
  #term1 = 0;
  #term2 = 0;

  constructor(seed: number, cells: number) {
    assert(cells >= 4 && (cells & (cells - 1)) === 0, `${cells} cells of a page in a lane: not a power of two`);
    this.cells = cells;
    this.#seed = seed;
    this.#bits = Math.log2(cells);
    this.#mask = cells - 1;
    this.#anchor = new MiddleOf(cells / 2);
  }

  /** Turns to another page and lane. */
  at(pfn: number, lane: number): void {
    this.#pfn = pfn;
    this.#lane = lane;
  }

  /** How many cells have a quantile below `fraction`. */
  lost(fraction: number): number {
    if (fraction <= 0) return 0;
    if (fraction >= 1) return this.cells;
    const middle = this.cells / 2;
    this.#start(BELOW);
    const anchor = this.#anchor.draw(this.#random);
    if (fraction < anchor) return this.#walkUp(fraction / anchor, middle - 1);
    return this.cells - this.#walkDown((fraction - anchor) / (1 - anchor), this.cells - middle);
  }

  /** Makes `cell()` ready for this page and lane. */
  order(): void {
    this.#start(ORDER);
    const random = this.#random;
    this.#factor0 = random.uint32() | 1;
    this.#factor1 = random.uint32() | 1;
    this.#factor2 = random.uint32() | 1;
    this.#term0 = random.uint32() | 0;
    this.#term1 = random.uint32() | 0;
    this.#term2 = random.uint32() | 0;
  }

  /** The cell with rank `rank`, 0 the weakest; a number below `cells`. */
  cell(rank: number): number {
    const mask = this.#mask;
    const half = this.#bits >>> 1;
    let x = (Math.imul(rank, this.#factor0) + this.#term0) & mask;
    x ^= x >>> half;
    x = (Math.imul(x, this.#factor1) + this.#term1) & mask;
    x ^= x >>> (half + 1);
    x = (Math.imul(x, this.#factor2) + this.#term2) & mask;
    return x ^ (x >>> half);
  }

  /** Whether the cell belongs to the `share` whose retention time changes, and keeps the longer one in gap number `gap`. */
  holdsLonger(cell: number, share: number, gap: number): boolean {
    const own = mix(mix(this.#seed ^ KIND, this.#pfn), this.#lane * this.cells + cell);
    return own < share * 2 ** 32 && (mix(own, gap) & 1) === 1;
  }

  /**
   * How many of `count` ordered uniforms lie below `fraction`, from 0 upwards; goes on where the middle one was drawn. By Rényi's representation -ln(1-u) of the k-th is
   * the sum of k exponential variates, each divided by how many uniforms are left, so that a step costs one exponential variate.
   */
  #walkUp(fraction: number, count: number): number {
    const random = this.#random;
    let above = -Math.log1p(-fraction);
    for (let left = count; left > 0; left--) {
      above -= exponential(random) / left;
      if (above < 0) return count - left;
    }
    // The middle one is above the fraction.
    return count;
  }

  /** How many of `count` ordered uniforms lie at or above `fraction`, from 1 downwards. */
  #walkDown(fraction: number, count: number): number {
    this.#start(ABOVE);
    const random = this.#random;
    let above = -Math.log(fraction);
    for (let left = count; left > 0; left--) {
      above -= exponential(random) / left;
      if (above < 0) return count - left;
    }
    return count;
  }

  #start(sequence: number): void {
    this.#random.seed(this.#seed, this.#pfn, this.#lane * 8 + sequence);
  }
}

/** A Beta(n, n + 1) variate, n > 1, by Cheng's algorithm BB (1978): exact, some draws at most. */
class MiddleOf {
  readonly #low: number;
  readonly #sum: number;
  readonly #beta: number;
  readonly #gamma: number;
  readonly #high: number;
  readonly #logs: number;

  constructor(low: number) {
    this.#low = low;
    this.#high = low + 1;
    this.#sum = low + this.#high;
    this.#beta = Math.sqrt((this.#sum - 2) / (2 * low * this.#high - this.#sum));
    this.#gamma = low + 1 / this.#beta;
    this.#logs = this.#sum * Math.log(this.#sum);
  }

  draw(random: CellRandom): number {
    for (;;) {
      const u1 = random.open();
      const u2 = random.open();
      const v = this.#beta * Math.log(u1 / (1 - u1));
      const w = this.#low * Math.exp(v);
      const z = u1 * u1 * u2;
      const r = this.#gamma * v - 2 * Math.LN2;
      const s = this.#low + r - w;
      const isQuick = s + QUICK >= 5 * z;
      if (isQuick || r + this.#logs - this.#sum * Math.log(this.#high + w) >= Math.log(z)) return w / (this.#high + w);
    }
  }
}
