/**
 * The journal: every input that came from outside the world, with its moment.
 *
 * Seed and journal together are the run: feeding the same inputs at the same moments gives the same bytes. The time alone does
 * not name a moment, since several events may be due at one time: the number of events before it does.
 */
import type { Json } from './json.ts';

export interface JournalEntry {
  readonly timeNs: number;
  /** Clock events dispatched before it. */
  readonly events: number;
  /** What was done, as `type`, `reset`, `flip`. */
  readonly input: string;
  readonly data: Json;
}

export class Journal {
  readonly #entries: JournalEntry[] = [];

  record(entry: JournalEntry): void {
    this.#entries.push(entry);
  }

  get length(): number {
    return this.#entries.length;
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  snapshot(): readonly JournalEntry[] {
    return this.#entries.slice();
  }

  static restore(entries: readonly JournalEntry[]): Journal {
    const journal = new Journal();
    journal.#entries.push(...entries);
    return journal;
  }
}
