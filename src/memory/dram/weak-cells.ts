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

/** What the three sequences of a page and lane are told apart by. */
const MIDDLE = 1;
const BELOW = 2;
const ABOVE = 3;
const ORDER = 4;
const KIND = 5;

export class WeakCells {
  /** Cells of a page in one lane; a power of two. */
  readonly cells: number;
  readonly #seed: number;
  readonly #random = new CellRandom();
  readonly #bits: number;
  readonly #mask: number;
  #pfn = 0;
  #lane = 0;
  #factors: readonly [number, number, number] = [1, 1, 1];
  #terms: readonly [number, number, number] = [0, 0, 0];

  constructor(seed: number, cells: number) {
    assert(cells >= 4 && (cells & (cells - 1)) === 0, `${cells} cells of a page in a lane: not a power of two`);
    this.cells = cells;
    this.#seed = seed;
    this.#bits = Math.log2(cells);
    this.#mask = cells - 1;
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
    this.#start(MIDDLE);
    const anchor = betaOfMiddle(this.#random, middle, middle + 1);
    if (fraction < anchor) return this.#walkUp(fraction / anchor, middle - 1);
    return this.cells - this.#walkDown((fraction - anchor) / (1 - anchor), this.cells - middle);
  }

  /** Makes `cell()` ready for this page and lane. */
  order(): void {
    this.#start(ORDER);
    const odd = () => this.#random.uint32() | 1;
    this.#factors = [odd(), odd(), odd()];
    const term = () => this.#random.uint32();
    this.#terms = [term(), term(), term()];
  }

  /** The cell with rank `rank`, 0 the weakest; a number below `cells`. */
  cell(rank: number): number {
    const [f0, f1, f2] = this.#factors;
    const [t0, t1, t2] = this.#terms;
    const mask = this.#mask;
    const half = this.#bits >>> 1;
    let x = (Math.imul(rank, f0) + t0) & mask;
    x ^= x >>> half;
    x = (Math.imul(x, f1) + t1) & mask;
    x ^= x >>> (half + 1);
    x = (Math.imul(x, f2) + t2) & mask;
    return x ^ (x >>> half);
  }

  /** Whether the cell belongs to the `share` whose retention time changes, and keeps the longer one in gap number `gap`. */
  holdsLonger(cell: number, share: number, gap: number): boolean {
    const own = mix(mix(this.#seed ^ KIND, this.#pfn), this.#lane * this.cells + cell);
    return own < share * 2 ** 32 && (mix(own, gap) & 1) === 1;
  }

  /** How many of `count` ordered uniforms lie below `fraction`, from 0 upwards. */
  #walkUp(fraction: number, count: number): number {
    this.#start(BELOW);
    let value = 0;
    for (let left = count; left > 0; left--) {
      value += (1 - value) * -Math.expm1(Math.log(this.#random.open()) / left);
      if (value > fraction) return count - left;
    }
    // The middle one is above the fraction.
    return count;
  }

  /** How many of `count` ordered uniforms lie at or above `fraction`, from 1 downwards. */
  #walkDown(fraction: number, count: number): number {
    this.#start(ABOVE);
    let value = 1;
    for (let left = count; left > 0; left--) {
      value *= Math.exp(Math.log(this.#random.open()) / left);
      if (value < fraction) return count - left;
    }
    return count;
  }

  #start(sequence: number): void {
    this.#random.seed(this.#seed, this.#pfn, this.#lane * 8 + sequence);
  }
}

/** A Beta(a, b) variate, 1 < a ≤ b, by Cheng's algorithm BB (1978): exact, some draws at most. */
function betaOfMiddle(random: CellRandom, a: number, b: number): number {
  const alpha = a + b;
  const beta = Math.sqrt((alpha - 2) / (2 * a * b - alpha));
  const gamma = a + 1 / beta;
  for (;;) {
    const u1 = random.open();
    const u2 = random.open();
    const v = beta * Math.log(u1 / (1 - u1));
    const w = a * Math.exp(v);
    const z = u1 * u1 * u2;
    const r = gamma * v - Math.LN2 * 2;
    const s = a + r - w;
    const isQuick = s + 1 + Math.log(5) >= 5 * z;
    if (isQuick || r + alpha * Math.log(alpha / (b + w)) >= Math.log(z)) return w / (b + w);
  }
}
