/** What a memory module forgot, in words for people: stories and the operator's prompt. */
import type { DecayFacts } from './retention.ts';

export function decayWords({ module, offSeconds, tempC, effectiveSeconds, laneFlips }: DecayFacts): string {
  const flips = laneFlips.reduce((sum, lane) => sum + lane, 0);
  const time = `${number(offSeconds)} s at ${tempC} °C, as ${number(effectiveSeconds)} s of its table`;
  return `${module} without refresh for ${time}: ${flips} bits (by lane ${laneFlips.join(' ')})`;
}

/** Three digits, but no fewer than the number has before the point. */
function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
