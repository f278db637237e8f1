/** Where a value lies on an axis. */

/** A labelled place of an axis. */
export interface Tick {
  /** 0 … 1 along the axis. */
  readonly at: number;
  /** Empty: a line without words. */
  readonly label: string;
}

export interface Scale {
  /** 0 … 1; values outside of what the axis shows are null. */
  at(value: number): number | null;
  /** The way back; null where the axis has no value. */
  from(share: number): number | null;
}

/** From this ratio of the largest to the smallest on an axis is logarithmic. */
const LOGARITHMIC_FROM = 10;
/** Part of a logarithmic axis that is set aside for 0. */
const ZERO_SLOT = 0.08;

/**
 * The axis of what a campaign varies, from the smallest of these values (none negative) to the largest; logarithmic where they span
 * much, 0 then has a place of its own before the rest. Null without values.
 */
export function strengthScale(values: readonly number[]): Scale | null {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (first === last) return { at: (value) => (value === first ? 0.5 : null), from: () => first };
  const smallest = sorted.find((value) => value > 0)!;
  if (last / smallest < LOGARITHMIC_FROM) return within(linear(first, last));
  return first > 0 ? within(logarithmic(first, last)) : afterZero(logarithmic(smallest, last));
}

/** Shares from 0 to 1. */
export const shareScale: Scale = within(linear(0, 1));

/** Shares from `lowest` to 1, in decades; the first `slot` (0 … 1) of the axis is left free for what never happened. */
export function decadeScale(lowest: number, slot: number): Scale {
  return above(slot, logarithmic(lowest, 1));
}

function linear(first: number, last: number): Law {
  return {
    at: (x) => (x - first) / (last - first),
    from: (share) => between(first, first + share * (last - first), last),
  };
}

function logarithmic(first: number, last: number): Law {
  const span = Math.log(last / first);
  return {
    at: (x) => Math.log(x / first) / span,
    from: (share) => between(first, first * Math.exp(share * span), last),
  };
}

/** Against rounding errors: a rate must not exceed 1. */
function between(first: number, value: number, last: number): number {
  return Math.min(last, Math.max(first, value));
}

interface Law {
  at(value: number): number;
  from(share: number): number;
}

/** Values a rounding error outside of the axis still belong to it. */
const SLACK = 1e-9;

function within({ at, from }: Law): Scale {
  return {
    at(value) {
      const share = at(value);
      return share >= -SLACK && share <= 1 + SLACK ? Math.min(1, Math.max(0, share)) : null;
    },
    from,
  };
}

function afterZero(law: Law): Scale {
  const { at, from } = above(ZERO_SLOT, law);
  return {
    at: (value) => (value === 0 ? 0 : at(value)),
    from: (share) => (share === 0 ? 0 : from(share)),
  };
}

/** The axis begins at `slot`. */
function above(slot: number, law: Law): Scale {
  const { at, from } = within(law);
  return {
    at(value) {
      const share = at(value);
      return share === null ? null : slot + share * (1 - slot);
    },
    from: (share) => (share < slot ? null : from((share - slot) / (1 - slot))),
  };
}

/** Labels of those values that leave each other room: at least `apart` (0 … 1) between two. */
export function ticksOf(
  scale: Scale,
  values: readonly number[],
  words: (value: number) => string,
  apart: number,
): Tick[] {
  let before = Number.NEGATIVE_INFINITY;
  return [...new Set(values)]
    .sort((a, b) => a - b)
    .flatMap((value) => {
      const at = scale.at(value);
      if (at === null) return [];
      const hasRoom = at - before >= apart;
      if (hasRoom) before = at;
      return [{ at, label: hasRoom ? words(value) : '' }];
    });
}
