/**
 * Who wrote each byte of a page: the names of writers, and a shadow beside every page slot.
 *
 * Most pages have one writer throughout and cost one number; a page of several writers gets a shadow page with one writer
 * id per byte. Exact to the byte, never a guess. A machine that needs no names (a campaign) switches it off and pays nothing.
 */
import { assert } from '../sim/assert.ts';
import { PAGE_SIZE } from './page.ts';

/** A small integer that stands for a writer's name; 0 is nobody: power-on contents and what a reset left behind. */
export type WriterId = number;
export const NOBODY: WriterId = 0;

/** Shadow pages per slab. */
const SLAB_PAGES = 64;
/** Ids are bytes in the shadow. */
const WRITER_LIMIT = 256;

export class WriterShadow {
  readonly #names: string[] = ['nobody'];
  readonly #ids = new Map<string, WriterId>([['nobody', NOBODY]]);
  readonly #tracks: boolean;
  /** Per slot: the one writer of the whole page, or ~index of a shadow page. */
  #state = new Int32Array(0);
  readonly #slabs: Uint8Array[] = [];
  readonly #free: number[] = [];

  constructor(tracks: boolean) {
    this.#tracks = tracks;
  }

  get tracks(): boolean {
    return this.#tracks;
  }

  /** The id of a name, given out at first use. */
  writer(name: string): WriterId {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#names.length;
    assert(name !== '', 'a writer has a name');
    assert(id < WRITER_LIMIT, `more than ${WRITER_LIMIT - 1} writers; ${name} has no id left`);
    this.#names.push(name);
    this.#ids.set(name, id);
    return id;
  }

  writerName(id: WriterId): string {
    const name = this.#names[id];
    assert(name !== undefined, `writer ${id} was never registered`);
    return name;
  }

  makeRoom(slotCount: number): void {
    if (!this.#tracks) return;
    const state = new Int32Array(slotCount);
    state.set(this.#state);
    this.#state = state;
  }

  /** Notes that `length` bytes of a slot's page were written. */
  note(slot: number, offset: number, length: number, writer: WriterId): void {
    if (!this.#tracks) return;
    if (this.#state[slot]! === writer && writer > NOBODY) return;
    assert(writer !== NOBODY && this.#names[writer] !== undefined, 'a store by a writer that was never registered');
    if (length === PAGE_SIZE) {
      this.setUniform(slot, writer);
      return;
    }
    const shadow = this.#split(slot);
    const slab = this.#slabs[(shadow / SLAB_PAGES) | 0]!;
    const start = (shadow % SLAB_PAGES) * PAGE_SIZE + offset;
    // Measured: below some sixteen bytes a loop beats the call of fill.
    if (length > 16) slab.fill(writer, start, start + length);
    else for (let at = start; at < start + length; at++) slab[at] = writer;
  }

  /** Notes that nobody wrote what stands in `length` bytes of a slot's page now: a part of it, `reset` is for whole pages. */
  forget(slot: number, offset: number, length: number): void {
    if (!this.#tracks) return;
    if (this.#state[slot] === NOBODY) return;
    this.#page(this.#split(slot)).fill(NOBODY, offset, offset + length);
  }

  /** One writer for the whole pages of `count` slots in a row. */
  setUniform(slot: number, writer: WriterId, count = 1): void {
    if (!this.#tracks) return;
    for (let at = slot; at < slot + count; at++) {
      const state = this.#state[at]!;
      if (state < 0) this.#free.push(~state);
      this.#state[at] = writer;
    }
  }

  /** Back to nobody. */
  reset(slot: number): void {
    this.setUniform(slot, NOBODY);
  }

  copy(from: number, to: number): void {
    if (!this.#tracks) return;
    const state = this.#state[from]!;
    if (state >= 0) {
      this.#state[to] = state;
      return;
    }
    const shadow = this.#allocate();
    this.#page(shadow).set(this.#page(~state));
    this.#state[to] = ~shadow;
  }

  /** The last writer of one byte of a slot's page. */
  writerAt(slot: number, offset: number): WriterId {
    if (!this.#tracks) return NOBODY;
    const state = this.#state[slot]!;
    return state >= 0 ? state : this.#page(~state)[offset]!;
  }

  /** The last writers of `length` bytes of a slot's page, into `target` from `at` on. */
  copyWriters(slot: number, offset: number, length: number, target: Uint8Array, at: number): void {
    const state = this.#tracks ? this.#state[slot]! : NOBODY;
    if (state >= 0) target.fill(state, at, at + length);
    else target.set(this.#page(~state).subarray(offset, offset + length), at);
  }

  /** The shadow page of a slot, made if it had none. */
  #split(slot: number): number {
    const state = this.#state[slot]!;
    if (state < 0) return ~state;
    const shadow = this.#allocate();
    this.#page(shadow).fill(state);
    this.#state[slot] = ~shadow;
    return shadow;
  }

  #page(shadow: number): Uint8Array {
    const start = (shadow % SLAB_PAGES) * PAGE_SIZE;
    return this.#slabs[(shadow / SLAB_PAGES) | 0]!.subarray(start, start + PAGE_SIZE);
  }

  #allocate(): number {
    const shadow = this.#free.pop();
    if (shadow !== undefined) return shadow;
    this.#slabs.push(new Uint8Array(SLAB_PAGES * PAGE_SIZE));
    const first = (this.#slabs.length - 1) * SLAB_PAGES;
    for (let index = first + SLAB_PAGES - 1; index > first; index--) this.#free.push(index);
    return first;
  }
}
