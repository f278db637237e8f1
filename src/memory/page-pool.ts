/**
 * The page pool: 4 KiB page slots in slabs, counted references, and who wrote each byte of a slot.
 *
 * A slot is a number; page tables (page-table.ts) name slots, and several tables may name the same one. A slot with more
 * than one reference is never written in place. Slabs keep allocation out of the JavaScript heap: copying a shared page
 * costs about a tenth of what a page of its own typed array would.
 *
 * Slot 0 is the page of zeros that every untouched page reads as; it is never counted and never written.
 */
import { assert } from '../sim/assert.ts';
import { HashCache, type HashPair, pageHash } from './contents-hash.ts';
import { fillNoise } from './noise.ts';
import { PAGE_SHIFT, PAGE_SIZE } from './page.ts';
import type { PageTemplate } from './page-template.ts';
import { WriterShadow } from './writer-shadow.ts';

/** Pages per slab: 1 MiB, so that a small machine stays small and a large one has few slabs. */
const SLAB_PAGES = 256;
/** The first slab is shorter, because many machines of a campaign touch little. */
const FIRST_SLAB_PAGES = 32;
/** A slot's slab is `slot >>> SLAB_SHIFT`, its page in there `slot & SLAB_MASK`. */
export const SLAB_SHIFT = 8;
export const SLAB_MASK = SLAB_PAGES - 1;
/** Pages that may exist at once: 4 GiB. Beyond it the host would swap or die without saying why. */
const DEFAULT_LIMIT_PAGES = 2 ** 20;

export class PagePool {
  /** 256 pages each; the first one and the last one of a template end early. */
  readonly slabs: Uint8Array[] = [];
  readonly views: DataView[] = [];
  /** References to each slot, by page tables and templates. */
  refs = new Int32Array(0);
  readonly shadow: WriterShadow;
  readonly #limitPages: number;
  readonly #free: number[] = [];
  /** The next slot of the newest writable slab that was never used. */
  #fresh = 0;
  #freshEnd = 0;
  #pagesInUse = 0;
  /** One page for loads from untouched noise, and what it holds. */
  readonly #noiseSlot: number;
  #noisePfn = -1;
  #noiseSeed = 0;
  readonly #templates = new Map<PageTemplate, Int32Array>();
  readonly #templateOfSlab = new Map<number, { template: PageTemplate; firstPage: number }>();
  readonly #hashes = new HashCache();

  constructor(options: { limitPages?: number; trackWriters?: boolean } = {}) {
    this.#limitPages = options.limitPages ?? DEFAULT_LIMIT_PAGES;
    this.shadow = new WriterShadow(options.trackWriters ?? true);
    const zeroSlot = this.allocate();
    assert(zeroSlot === 0, 'slot 0 of a new pool is the page of zeros');
    this.#noiseSlot = this.allocate();
    this.#pagesInUse = 0;
  }

  /** Pages that are referenced, the templates' own left out. */
  get pagesInUse(): number {
    return this.#pagesInUse;
  }

  /** Whether a page can be had without asking the graveyard of page tables or the host. */
  get hasFreeSlot(): boolean {
    return this.#free.length > 0;
  }

  /** A slot with one reference, contents undefined, written by nobody. */
  allocate(): number {
    let slot = this.#free.pop();
    if (slot === undefined) {
      if (this.#fresh === this.#freshEnd) this.#growFresh();
      slot = this.#fresh++;
    }
    this.refs[slot] = 1;
    this.#hashes.forget(slot);
    this.#pagesInUse++;
    return slot;
  }

  /** One reference less; the last one frees the slot. */
  release(slot: number): void {
    const left = this.refs[slot]! - 1;
    assert(left >= 0, 'a page slot was released more often than retained');
    this.refs[slot] = left;
    if (left > 0) return;
    this.shadow.reset(slot);
    this.#free.push(slot);
    this.#pagesInUse--;
  }

  /** A new slot with the bytes and writers of a shared one, whose reference the caller gives up. */
  copy(slot: number): number {
    const copied = this.allocate();
    const from = (slot & SLAB_MASK) << PAGE_SHIFT;
    const source = this.slabs[slot >>> SLAB_SHIFT]!;
    const target = this.slabs[copied >>> SLAB_SHIFT]!;
    const to = (copied & SLAB_MASK) << PAGE_SHIFT;
    if (source === target) target.copyWithin(to, from, from + PAGE_SIZE);
    else target.set(source.subarray(from, from + PAGE_SIZE), to);
    this.shadow.copy(slot, copied);
    this.release(slot);
    return copied;
  }

  /** A new slot that reads as the untouched page did: zeros for background 0, else the noise of seed -background. */
  materialise(background: number, pfn: number): number {
    const slot = this.allocate();
    const offset = (slot & SLAB_MASK) << PAGE_SHIFT;
    if (background === 0) this.slabs[slot >>> SLAB_SHIFT]!.fill(0, offset, offset + PAGE_SIZE);
    else fillNoise(-background, pfn, this.views[slot >>> SLAB_SHIFT]!, offset, PAGE_SIZE);
    return slot;
  }

  /** A slot that holds the noise of a page until noise of another one is asked for; only to load from. */
  noiseSlot(seed: number, pfn: number): number {
    if (this.#noisePfn !== pfn || this.#noiseSeed !== seed) {
      fillNoise(seed, pfn, this.view(this.#noiseSlot), this.offset(this.#noiseSlot), PAGE_SIZE);
      this.#noisePfn = pfn;
      this.#noiseSeed = seed;
    }
    return this.#noiseSlot;
  }

  slab(slot: number): Uint8Array {
    return this.slabs[slot >>> SLAB_SHIFT]!;
  }

  view(slot: number): DataView {
    return this.views[slot >>> SLAB_SHIFT]!;
  }

  /** Where the slot's page begins in its slab. */
  offset(slot: number): number {
    return (slot & SLAB_MASK) << PAGE_SHIFT;
  }

  /** Says that the slot's bytes are about to change. */
  touch(slot: number): void {
    this.#hashes.forget(slot);
  }

  /** The slots of a template's pages; taken over once per pool, without copying a byte. */
  templateSlots(template: PageTemplate): Int32Array {
    const known = this.#templates.get(template);
    if (known !== undefined) return known;
    const pageCount = template.bytes.length / PAGE_SIZE;
    assert(Number.isInteger(pageCount) && pageCount > 0, `template ${template.name} is not a whole number of pages`);
    const writer = this.shadow.writer(template.writer);
    const slots = new Int32Array(pageCount);
    for (let firstPage = 0; firstPage < pageCount; firstPage += SLAB_PAGES) {
      const count = Math.min(SLAB_PAGES, pageCount - firstPage);
      this.#addSlab(template.bytes.subarray(firstPage * PAGE_SIZE, (firstPage + count) * PAGE_SIZE));
      const slab = this.slabs.length - 1;
      const slot = slab << SLAB_SHIFT;
      for (let page = 0; page < count; page++) slots[firstPage + page] = slot + page;
      this.refs.fill(1, slot, slot + count);
      this.shadow.setUniform(slot, writer, count);
      this.#templateOfSlab.set(slab, { template, firstPage });
    }
    this.#templates.set(template, slots);
    return slots;
  }

  /** Which page of which template a slot is; undefined for a page of its own. */
  templateOf(slot: number): { template: PageTemplate; pageIndex: number } | undefined {
    const found = this.#templateOfSlab.get(slot >>> SLAB_SHIFT);
    if (found === undefined) return undefined;
    return { template: found.template, pageIndex: found.firstPage + (slot & SLAB_MASK) };
  }

  /** 64 bits for the page's bytes, remembered until the page changes. */
  pageHash(slot: number): HashPair {
    return this.#hashes.get(slot) ?? this.#hashes.set(slot, pageHash(this.view(slot), this.offset(slot)));
  }

  #growFresh(): void {
    assert(
      this.#pagesInUse < this.#limitPages,
      `the page pool is full (${this.#limitPages} pages in use): are snapshots or forks kept without release()?`,
    );
    const pageCount = this.slabs.length === 0 ? FIRST_SLAB_PAGES : SLAB_PAGES;
    this.#addSlab(new Uint8Array(pageCount * PAGE_SIZE));
    this.#fresh = (this.slabs.length - 1) << SLAB_SHIFT;
    this.#freshEnd = this.#fresh + pageCount;
  }

  #addSlab(bytes: Uint8Array): void {
    this.slabs.push(bytes);
    this.views.push(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const slotCount = this.slabs.length << SLAB_SHIFT;
    if (slotCount <= this.refs.length) return;
    const room = Math.max(slotCount, this.refs.length * 2);
    this.refs = grown(this.refs, room);
    this.shadow.makeRoom(room);
  }
}

/** A longer array that begins as the given one. */
export function grown(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
}
