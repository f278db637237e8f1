/**
 * Exponential variates by the ziggurat of Marsaglia and Tsang (Journal of Statistical Software 5(8), 2000): nearly always one draw, one
 * comparison and one product. A logarithm for each lost cell would be the greater part of what a decay costs.
 *
 * The area under exp(-x) is cut into 255 layers of equal area and a tail.
 */
import type { CellRandom } from './cell-random.ts';

const LAYERS = 256;
const WORDS = 2 ** 32;
/** Where the tail begins, and the area of a layer: constants of the method for 256 layers. */
const TAIL_START = 7.69711747013105;
const LAYER_AREA = 0.003949659822581557;

/** By layer: words below `inside` need no second look; the width of a word's step; the height at the layer's edge. */
const inside = new Float64Array(LAYERS);
const step = new Float64Array(LAYERS);
const height = new Float64Array(LAYERS);

let edge = TAIL_START;
const base = LAYER_AREA / Math.exp(-edge);
inside[0] = (edge / base) * WORDS;
step[0] = base / WORDS;
height[0] = 1;
step[LAYERS - 1] = edge / WORDS;
height[LAYERS - 1] = Math.exp(-edge);
for (let layer = LAYERS - 2; layer >= 1; layer--) {
  const next = -Math.log(LAYER_AREA / edge + Math.exp(-edge));
  inside[layer + 1] = (next / edge) * WORDS;
  edge = next;
  step[layer] = edge / WORDS;
  height[layer] = Math.exp(-edge);
}

/** An exponential variate of mean 1. */
export function exponential(random: CellRandom): number {
  for (;;) {
    const word = random.uint32();
    const layer = word & (LAYERS - 1);
    const x = word * step[layer]!;
    if (word < inside[layer]!) return x;
    if (layer === 0) return TAIL_START - Math.log(random.open());
    const top = height[layer - 1]!;
    if (height[layer]! + random.open() * (top - height[layer]!) < Math.exp(-x)) return x;
  }
}
