/** Durations as people write them, in virtual time: `500ms`, `3s`, `2min`, `1h`. */
import { NS_PER_MS, NS_PER_S, NS_PER_US } from './clock.ts';

const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: NS_PER_US,
  ms: NS_PER_MS,
  s: NS_PER_S,
  min: 60 * NS_PER_S,
  h: 3600 * NS_PER_S,
};

/** At most nine digits before and after the point: every such duration in hours still fits the clock, or is refused below. */
export const DURATION_PATTERN = /^(\d{1,9}(?:\.\d{1,9})?)\s*(ns|us|ms|s|min|h)$/;

/** The clock's horizon is 104 days; one wait may take a third of it. */
const DURATION_MAX_NS = 30 * 24 * 3600 * NS_PER_S;

/** Whole nanoseconds, or undefined when the text is no duration or a longer one than 30 days. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION_PATTERN.exec(text.trim());
  if (match === null) return undefined;
  const ns = Math.round(Number(match[1]) * units[match[2]!]!);
  return ns <= DURATION_MAX_NS ? ns : undefined;
}

/** `12.345 s`: seconds with milliseconds, as reports show virtual time. */
export function formatSeconds(ns: number): string {
  return `${(ns / NS_PER_S).toFixed(3)} s`;
}
