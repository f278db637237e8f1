/** `random` of glibc (TYPE_3: additive feedback over 31 numbers), which mawk's rand and srand use. */

const DEGREE = 31;
const SEPARATION = 3;
const WARM_UP = 310;

export class GlibcRandom {
  readonly #state = new Int32Array(DEGREE);
  #front = SEPARATION;
  #rear = 0;

  constructor(seed: number) {
    this.seed(seed);
  }

  seed(seed: number): void {
    let word = seed | 0 || 1;
    this.#state[0] = word;
    for (let at = 1; at < DEGREE; at++) {
      const high = Math.trunc(word / 127773);
      word = 16807 * (word % 127773) - 2836 * high;
      if (word < 0) word += 2147483647;
      this.#state[at] = word;
    }
    this.#front = SEPARATION;
    this.#rear = 0;
    for (let i = 0; i < WARM_UP; i++) this.next();
  }

  /** 0 … 2^31-1. */
  next(): number {
    const value = (this.#state[this.#front]! + this.#state[this.#rear]!) | 0;
    this.#state[this.#front] = value;
    this.#front = (this.#front + 1) % DEGREE;
    this.#rear = (this.#rear + 1) % DEGREE;
    return value >>> 1;
  }
}
