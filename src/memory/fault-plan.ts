/**
 * A fault plan as data: which bits or stores, where, when. It can be journaled, saved and armed on any machine.
 *
 * Places are physical; names of fields have been looked up by whoever made the plan (inspect/fault-place.ts).
 */
import { findDramProfile } from '../profiles/dram.ts';

/**
 * What becomes of a bit that is hit: the other value; its ground state, if it is charged; a random one; or the cell sticks: from then
 * on it reads as 0 or 1 whatever is stored.
 */
export const bitEffects = ['flip', 'charged', 'random', 'stuck-at-0', 'stuck-at-1'] as const;
type BitEffect = (typeof bitEffects)[number];

/** Bits of a place. Positions count from its first byte, eight to a byte, the least significant first. */
export type BitShape =
  | { readonly kind: 'bits'; readonly bits: readonly number[] }
  /** So many different ones, drawn. */
  | { readonly kind: 'count'; readonly count: number }
  /** Each with this chance. */
  | { readonly kind: 'uniform'; readonly rate: number }
  /** Neighbouring ones, or whole bytes; absent `from`: drawn. */
  | { readonly kind: 'burst'; readonly unit: 'bit' | 'byte'; readonly length: number; readonly from?: number }
  /** All of one row of the memory module; row 0 holds the first byte of the place. */
  | { readonly kind: 'row'; readonly row: number }
  /** One bit of a byte, and the same of every row behind it. */
  | { readonly kind: 'column'; readonly byte: number; readonly bit: number }
  /** All bits of one chip: a lane of every word. */
  | { readonly kind: 'chip'; readonly lane: number };

/** A store that goes wrong. */
export type StoreShape =
  /** It lands so many bytes further on (below zero: before), and not where it was meant to. */
  | { readonly kind: 'misdirected'; readonly distance: number }
  /** Of a number or a copy only the first or the last bytes land. */
  | { readonly kind: 'torn'; readonly keep: 'first' | 'last'; readonly bytes: number };

export type FaultShape =
  | (BitShape & { readonly effect: BitEffect })
  /** These bytes stand at the beginning of the place. */
  | { readonly kind: 'value'; readonly bytes: readonly number[] }
  | StoreShape;

/** `reset`: after the next one has done to RAM what it does. A store that goes wrong is the first one into the place from then on. */
export type FaultTime =
  | 'now'
  | 'reset'
  /** At this store of the CPU into the place, counted from 1; numbers and copies count by words, as in `StoreGate`. */
  | { readonly write: number }
  /** After so many stores of the CPU, wherever they go. */
  | { readonly stores: number }
  /** When this has happened in the world. */
  | { readonly event: string };

/** A type and not an interface, so that it counts as JSON. */
export type FaultPlan = {
  readonly name: string;
  readonly place: { readonly start: number; readonly end: number };
  readonly shape: FaultShape;
  readonly when: FaultTime;
  /** Memory module whose rows, lanes and ground states count; absent: 8 KiB rows, 8 lanes of a byte. */
  readonly module?: string;
};

/** A fault may hit so many bits at most: they take some ten seconds, and whoever asks for more has mistaken a rate. */
export const FLIPS_MAX = 2 ** 24;

/** Layout of modules where a plan names none. */
const PLAIN_MODULE = 'ideal';

/** The module of a plan; undefined when it has a name that none has. */
export function moduleOf({ module = PLAIN_MODULE }: Pick<FaultPlan, 'module'>) {
  return findDramProfile(module);
}

/** Whether the plan must see what the CPU stores. */
export function needsStores({ shape, when }: FaultPlan): boolean {
  const isTimed = typeof when === 'object' && !('event' in when);
  return isTimed || isStoreShape(shape) || ('effect' in shape && shape.effect.startsWith('stuck'));
}

export function isStoreShape(shape: FaultShape): shape is StoreShape {
  return shape.kind === 'misdirected' || shape.kind === 'torn';
}

/** What does not go together in a plan. */
export interface PlanProblem {
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
}

/** What is wrong with a plan for a memory of `sizeBytes`; null when nothing is. */
export function planProblem(plan: FaultPlan, sizeBytes: number): PlanProblem | null {
  const { place, shape, when } = plan;
  const bytes = place.end - place.start;
  if (!(isWhole(place.start) && isWhole(place.end) && bytes > 0 && place.end <= sizeBytes)) {
    return { message: 'the place holds no memory' };
  }
  if (typeof when === 'object' && !('event' in when)) {
    const count = 'write' in when ? when.write : when.stores;
    if (!(isWhole(count) && count > 0)) return { message: 'stores are counted from 1', found: `${count}` };
  }
  const module = moduleOf(plan);
  if (module === undefined) return { message: 'unknown memory module', found: `"${plan.module}"` };
  const outOfRange = (what: string, value: number, least: number, most: number): PlanProblem | null => {
    if (isWhole(value) && value >= least && value <= most) return null;
    return { message: `the place has no such ${what}`, found: `${value}`, expected: `${least} to ${most}` };
  };
  switch (shape.kind) {
    case 'bits':
      return first(shape.bits.map((bit) => outOfRange('bit', bit, 0, bytes * 8 - 1)));
    case 'count':
      return outOfRange('number of bits', shape.count, 0, Math.min(bytes * 8, FLIPS_MAX));
    case 'uniform': {
      if (!(shape.rate >= 0 && shape.rate <= 1)) return { message: 'not a probability', found: `${shape.rate}` };
      return tooMany(bytes * 8 * shape.rate);
    }
    case 'burst': {
      const room = shape.unit === 'bit' ? bytes * 8 : bytes;
      const bits = shape.unit === 'bit' ? shape.length : shape.length * 8;
      return (
        outOfRange(`burst of ${shape.unit}s`, shape.length, 1, room) ??
        outOfRange(`first ${shape.unit}`, shape.from ?? 0, 0, room - shape.length) ??
        tooMany(bits)
      );
    }
    case 'row': {
      const rowOf = (address: number) => Math.floor(address / module.rowBytes);
      return (
        outOfRange('row', shape.row, 0, rowOf(place.end - 1) - rowOf(place.start)) ??
        tooMany(Math.min(bytes, module.rowBytes) * 8)
      );
    }
    case 'column':
      return outOfRange('byte', shape.byte, 0, bytes - 1) ?? outOfRange('bit', shape.bit, 0, 7);
    case 'chip':
      return outOfRange('chip', shape.lane, 0, module.lanes.count - 1) ?? tooMany((bytes * 8) / module.lanes.count);
    case 'value':
      return outOfRange('number of bytes', shape.bytes.length, 1, bytes);
    case 'misdirected': {
      const { distance } = shape;
      if (distance === 0) return { message: 'a store with distance 0 goes where it was meant to' };
      return outOfRange('distance', distance, -place.start, sizeBytes - place.end);
    }
    case 'torn':
      return isWhole(shape.bytes) && shape.bytes >= 0 ? null : { message: 'not a number of bytes' };
  }
}

function tooMany(bits: number): PlanProblem | null {
  if (bits <= FLIPS_MAX) return null;
  return {
    message: 'too many bits to hit',
    found: `about ${Math.round(bits)} of them`,
    expected: `at most ${FLIPS_MAX}`,
  };
}

function first(problems: readonly (PlanProblem | null)[]): PlanProblem | null {
  return problems.find((problem) => problem !== null) ?? null;
}

const isWhole = Number.isSafeInteger;
