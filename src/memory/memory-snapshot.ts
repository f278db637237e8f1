/**
 * The contents of a physical memory at one instant: one counted reference on the root of its page tables.
 */
import { assert } from '../sim/assert.ts';
import { MemoryContents } from './memory-contents.ts';
import type { Entry, PageTables } from './page-table.ts';

/** The frozen contents of a memory at one instant; immutable. Keeps its pages alive until `release()`. */
export class MemorySnapshot extends MemoryContents {
  #isReleased = false;

  /** Use `PhysicalMemory.snapshot()`. */
  constructor(tables: PageTables, root: Entry, initialBackground: Entry, sizeBytes: number) {
    super(tables, tables.retain(root), initialBackground, sizeBytes);
  }

  /** Gives the pages up; the snapshot cannot be read or restored any more. */
  release(): void {
    assert(!this.#isReleased, 'this memory snapshot was released before');
    this.#isReleased = true;
    this.tables.release(this.root);
    this.root = 0;
    this.limit = 0;
  }

  /** A second snapshot of the same instant, given up on its own. */
  share(): MemorySnapshot {
    assert(!this.#isReleased, 'a released memory snapshot cannot be shared');
    return new MemorySnapshot(this.tables, this.root, this.initialBackground, this.sizeBytes);
  }

  /** For `PhysicalMemory.restore`: the root, with a reference that the memory takes over. */
  retainFor(tables: PageTables): Entry {
    assert(!this.#isReleased, 'a released memory snapshot cannot be restored');
    assert(tables === this.tables, 'a snapshot can only be restored into a memory that shares its pool');
    return this.tables.retain(this.root);
  }
}
