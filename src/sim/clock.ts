/**
 * The project's own clock: virtual time in whole nanoseconds since power was first applied.
 *
 * Events are data, so that the queue can be saved as JSON and restored. Order is total: by time, then by the sequence number
 * given when the event was made. `now` is each event's own time while it is dispatched. A number holds 104 days of
 * nanoseconds exactly; the clock refuses to go further.
 */
import { assert } from './assert.ts';
import type { Json } from './json.ts';

export const NS_PER_US = 1_000;
export const NS_PER_MS = 1_000_000;
export const NS_PER_S = 1_000_000_000;

/** What is to happen: who it is for, what it is, and plain data. */
export interface ClockEvent {
  readonly target: string;
  readonly type: string;
  readonly data?: Json;
}

interface Entry {
  readonly timeNs: number;
  readonly id: number;
  readonly event: ClockEvent;
}

export interface ClockState {
  readonly now: number;
  readonly nextId: number;
  readonly queue: readonly Entry[];
}

export class Clock {
  #now = 0;
  #nextId = 1;
  /** Sorted by (timeNs, id): the next event is the last element, so that taking it is cheap. */
  #queue: Entry[] = [];

  get now(): number {
    return this.#now;
  }

  /** The earliest pending event, or undefined when the world is idle. */
  get next(): Readonly<Entry> | undefined {
    return this.#queue.at(-1);
  }

  /** Puts an event at an absolute time, not before now; gives the id to cancel it with. */
  at(timeNs: number, event: ClockEvent): number {
    assert(Number.isSafeInteger(timeNs), `clock: ${timeNs} is not a whole number of nanoseconds within 104 days`);
    assert(timeNs >= this.#now, `clock: ${event.type} at ${timeNs} lies before now ${this.#now}`);
    const entry: Entry = { timeNs, id: this.#nextId++, event };
    let low = 0;
    let high = this.#queue.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#queue[middle]!.timeNs > timeNs) low = middle + 1;
      else high = middle;
    }
    this.#queue.splice(low, 0, entry);
    return entry.id;
  }

  after(delayNs: number, event: ClockEvent): number {
    return this.at(this.#now + delayNs, event);
  }

  /** True when the event was still pending. */
  cancel(id: number): boolean {
    const index = this.#queue.findIndex((entry) => entry.id === id);
    if (index >= 0) this.#queue.splice(index, 1);
    return index >= 0;
  }

  /** Drops every pending event of one target, as a reset does to the stage that ran; gives their number. */
  cancelTarget(target: string): number {
    const before = this.#queue.length;
    this.#queue = this.#queue.filter((entry) => entry.event.target !== target);
    return before - this.#queue.length;
  }

  /** Moves to the next event's time and takes it off the queue. */
  step(): ClockEvent | undefined {
    const entry = this.#queue.pop();
    if (entry === undefined) return undefined;
    this.#now = entry.timeNs;
    return entry.event;
  }

  /** Dispatches every event due up to `timeNs`, those made meanwhile included, then stands at `timeNs`. */
  advanceTo(timeNs: number, dispatch: (event: ClockEvent) => void): void {
    assert(timeNs >= this.#now, `clock: cannot go back from ${this.#now} to ${timeNs}`);
    while (this.#queue.length > 0 && this.#queue.at(-1)!.timeNs <= timeNs) dispatch(this.step()!);
    this.#now = timeNs;
  }

  snapshot(): ClockState {
    return { now: this.#now, nextId: this.#nextId, queue: this.#queue.slice() };
  }

  static restore(state: ClockState): Clock {
    const clock = new Clock();
    clock.#now = state.now;
    clock.#nextId = state.nextId;
    clock.#queue = state.queue.slice();
    return clock;
  }
}
