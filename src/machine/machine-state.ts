/**
 * What can be said of a machine at a quiescent instant, as plain data: what a restored one must agree with, word for word.
 *
 * Not everything a machine is: its stages hold objects and running programs. But whatever they do later comes from here: pending
 * timers, streams of chance, NVRAM, and all that came out so far. RAM and disk are not in it, being too large: their pages are
 * compared for themselves (`page-store.ts`).
 */
import { Hash64 } from '../sim/hash.ts';
import type { Json } from '../sim/json.ts';
import type { Machine } from './machine.ts';

export function machineState(machine: Machine): Record<string, Json> {
  const { now, nextId, queue } = machine.clock.snapshot();
  const { nvram, uart } = machine;
  return {
    timeNs: now,
    events: machine.events,
    inputs: machine.journal.length,
    state: machine.state,
    promptWaiting: machine.promptWaiting,
    resetCount: machine.resetCount,
    lastResetCause: machine.lastResetCause,
    timers: { nextId, queue: queue as unknown as Json },
    random: machine.random.snapshot() as unknown as Json,
    console: { length: uart.length, hash: new Hash64().update(uart.text).digest() },
    traceHash: machine.traceHash,
    nvramHash: nvram === null ? null : new Hash64().update(nvram.read(0, nvram.sizeBytes)).digest(),
  };
}

export interface JsonDifference {
  /** As `timers.queue[2].timeNs`. */
  readonly path: string;
  /** As JSON; undefined where that side has nothing. */
  readonly a: string | undefined;
  readonly b: string | undefined;
}

/** Differences of one document that are told at most. */
const DIFFERENCES_MAX = 1_000;

/** Where two documents differ, in the order of the first. */
export function jsonDifferences(a: Json | undefined, b: Json | undefined, path = ''): JsonDifference[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (!isBranch(a) || !isBranch(b) || Array.isArray(a) !== Array.isArray(b)) {
    return [{ path, a: JSON.stringify(a), b: JSON.stringify(b) }];
  }
  const [left, right] = [a, b] as readonly Readonly<Record<string, Json | undefined>>[];
  const step = (key: string) => (Array.isArray(a) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
  const found: JsonDifference[] = [];
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (found.length >= DIFFERENCES_MAX) break;
    found.push(...jsonDifferences(left![key], right![key], step(key)));
  }
  return found;
}

function isBranch(value: Json | undefined): value is Exclude<Json, null | boolean | number | string> {
  return typeof value === 'object' && value !== null;
}
