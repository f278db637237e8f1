/** The normal distribution: its function, its quantile. Accurate to about 1e-9 relative, which no measured table is. */

/** Steps of one standard deviation: so fine that nobody sees them, so wide that rounding never makes the function fall. */
const STEPS = 2 ** 38;

/** Chance of a standard normal to be at most `x`: the complementary error function by its continued fraction and series. */
export function phi(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const z = Math.round(Math.abs(x) * STEPS) / STEPS;
  if (z > 38) return x > 0 ? 1 : 0;
  const tail = z < 3 ? 0.5 - centre(z) : upperTail(z);
  return x > 0 ? 1 - tail : tail;
}

/** Integral of the density from 0 to z, by the series of ever smaller terms z^(2k+1) / (1·3·5…). */
function centre(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return sum * density(z);
}

/** Beyond z, by the continued fraction z + 1/(z + 2/(z + 3/(…))). */
function upperTail(z: number): number {
  let fraction = z;
  for (let k = 60; k >= 1; k--) fraction = z + k / fraction;
  return density(z) / fraction;
}

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** The x with phi(x) = p, 0 < p < 1: bisection to where doubles end, since it is asked a few times a run. */
export function probit(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  let low = -39;
  let high = 39;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (phi(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
