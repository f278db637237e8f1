/**
 * The journal: every input that came from outside the world, with its time.
 *
 * Seed and journal together are the run: feeding the same inputs at the same times gives the same bytes.
 */
import type { Json } from './json.ts';

export interface JournalEntry {
  readonly timeNs: number;
  /** What was done, as `type`, `reset`, `flip`. */
  readonly input: string;
  readonly data: Json;
}

export class Journal {
  readonly #entries: JournalEntry[] = [];

  record(timeNs: number, input: string, data: Json = null): void {
    this.#entries.push({ timeNs, input, data });
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
