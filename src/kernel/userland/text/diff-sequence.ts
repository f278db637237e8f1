/**
 * The shortest way from one sequence to another, as GNU diff finds it: gnulib `lib/diffseq.h`, after Myers, "An O(ND) Difference
 * Algorithm".
 *
 * Searches from both ends at once and divides where they meet. When a search costs too much it takes the best it has, exactly
 * where GNU gives up, so that the same lines come out. Left out: the further heuristic of `--speed-large-files`.
 */

interface Partition {
  xmid: number;
  ymid: number;
  lowMinimal: boolean;
  highMinimal: boolean;
}

const MIN_EXPENSIVE = 4096;

/** Marks what is deleted from `x` and inserted from `y`. */
export function compareSequences(
  x: Int32Array,
  y: Int32Array,
  minimal: boolean,
  onDelete: (index: number) => void,
  onInsert: (index: number) => void,
): void {
  const diagonals = x.length + y.length + 3;
  let expensive = 1;
  for (let rest = diagonals; rest !== 0; rest >>= 2) expensive <<= 1;
  const search = new Search(x, y, Math.max(MIN_EXPENSIVE, expensive));
  // A stack instead of recursion: parts are noted in any order.
  const stack: [number, number, number, number, boolean][] = [[0, x.length, 0, y.length, minimal]];
  while (stack.length > 0) {
    const [xstart, xend, ystart, yend, findMinimal] = stack.pop()!;
    let xoff = xstart;
    let xlim = xend;
    let yoff = ystart;
    let ylim = yend;
    while (xoff < xlim && yoff < ylim && x[xoff] === y[yoff]) {
      xoff++;
      yoff++;
    }
    while (xoff < xlim && yoff < ylim && x[xlim - 1] === y[ylim - 1]) {
      xlim--;
      ylim--;
    }
    if (xoff === xlim) {
      while (yoff < ylim) onInsert(yoff++);
      continue;
    }
    if (yoff === ylim) {
      while (xoff < xlim) onDelete(xoff++);
      continue;
    }
    const part = search.middle(xoff, xlim, yoff, ylim, findMinimal);
    stack.push([part.xmid, xlim, part.ymid, ylim, part.highMinimal]);
    stack.push([xoff, part.xmid, yoff, part.ymid, part.lowMinimal]);
  }
}

class Search {
  readonly #x: Int32Array;
  readonly #y: Int32Array;
  readonly #expensive: number;
  /** How far each diagonal is reached, from the beginning and from the end; `#zero` is the place of diagonal 0. */
  readonly #forward: Int32Array;
  readonly #backward: Int32Array;
  readonly #zero: number;

  constructor(x: Int32Array, y: Int32Array, expensive: number) {
    this.#x = x;
    this.#y = y;
    this.#expensive = expensive;
    this.#forward = new Int32Array(x.length + y.length + 3);
    this.#backward = new Int32Array(x.length + y.length + 3);
    this.#zero = y.length + 1;
  }

  /** A point through which a shortest way goes. */
  middle(xoff: number, xlim: number, yoff: number, ylim: number, findMinimal: boolean): Partition {
    const x = this.#x;
    const y = this.#y;
    const zero = this.#zero;
    const forward = this.#forward;
    const backward = this.#backward;
    const lowest = xoff - ylim;
    const highest = xlim - yoff;
    const forwardMiddle = xoff - yoff;
    const backwardMiddle = xlim - ylim;
    let fmin = forwardMiddle;
    let fmax = forwardMiddle;
    let bmin = backwardMiddle;
    let bmax = backwardMiddle;
    const odd = ((forwardMiddle - backwardMiddle) & 1) !== 0;
    forward[zero + forwardMiddle] = xoff;
    backward[zero + backwardMiddle] = xlim;
    for (let cost = 1; ; cost++) {
      if (fmin > lowest) forward[zero + --fmin - 1] = -1;
      else fmin++;
      if (fmax < highest) forward[zero + ++fmax + 1] = -1;
      else fmax--;
      for (let d = fmax; d >= fmin; d -= 2) {
        const low = forward[zero + d - 1]!;
        const high = forward[zero + d + 1]!;
        let at = low < high ? high : low + 1;
        for (let other = at - d; at < xlim && other < ylim && x[at] === y[other]; at++) other++;
        forward[zero + d] = at;
        if (odd && bmin <= d && d <= bmax && backward[zero + d]! <= at) {
          return { xmid: at, ymid: at - d, lowMinimal: true, highMinimal: true };
        }
      }
      if (bmin > lowest) backward[zero + --bmin - 1] = 0x7fffffff;
      else bmin++;
      if (bmax < highest) backward[zero + ++bmax + 1] = 0x7fffffff;
      else bmax--;
      for (let d = bmax; d >= bmin; d -= 2) {
        const low = backward[zero + d - 1]!;
        const high = backward[zero + d + 1]!;
        let at = low < high ? low : high - 1;
        for (let other = at - d; xoff < at && yoff < other && x[at - 1] === y[other - 1]; at--) other--;
        backward[zero + d] = at;
        if (!odd && fmin <= d && d <= fmax && at <= forward[zero + d]!) {
          return { xmid: at, ymid: at - d, lowMinimal: true, highMinimal: true };
        }
      }
      if (!findMinimal && cost >= this.#expensive) {
        return this.#giveUp(xoff, xlim, yoff, ylim, [fmin, fmax], [bmin, bmax]);
      }
    }
  }

  /** The farthest point reached so far, from whichever end came farther. */
  #giveUp(
    xoff: number,
    xlim: number,
    yoff: number,
    ylim: number,
    [fmin, fmax]: readonly [number, number],
    [bmin, bmax]: readonly [number, number],
  ): Partition {
    let forwardBest = -1;
    let forwardX = 0;
    for (let d = fmax; d >= fmin; d -= 2) {
      let at = Math.min(this.#forward[this.#zero + d]!, xlim);
      let other = at - d;
      if (ylim < other) {
        at = ylim + d;
        other = ylim;
      }
      if (forwardBest < at + other) {
        forwardBest = at + other;
        forwardX = at;
      }
    }
    let backwardBest = Number.POSITIVE_INFINITY;
    let backwardX = 0;
    for (let d = bmax; d >= bmin; d -= 2) {
      let at = Math.max(xoff, this.#backward[this.#zero + d]!);
      let other = at - d;
      if (other < yoff) {
        at = yoff + d;
        other = yoff;
      }
      if (at + other < backwardBest) {
        backwardBest = at + other;
        backwardX = at;
      }
    }
    if (xlim + ylim - backwardBest < forwardBest - (xoff + yoff)) {
      return { xmid: forwardX, ymid: forwardBest - forwardX, lowMinimal: true, highMinimal: false };
    }
    return { xmid: backwardX, ymid: backwardBest - backwardX, lowMinimal: false, highMinimal: true };
  }
}
