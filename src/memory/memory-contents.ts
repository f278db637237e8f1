/**
 * What can be asked of physical memory, living or frozen: loads, bulk reads, writers, touched pages, hash.
 *
 * `PhysicalMemory` adds writing, `MemorySnapshot` adds being given up. Addresses are JavaScript numbers, in bytes, exact to
 * 16 TiB; loads of 16 and 32 bits may stand at any address and may cross pages.
 */
import { assert } from '../sim/assert.ts';
import type { AddressRange } from './memory-map.ts';
import { PAGE_SHIFT, PAGE_SIZE } from './page.ts';
import { type PagePool, SLAB_MASK, SLAB_SHIFT } from './page-pool.ts';
import type { Entry, PageTables } from './page-table.ts';
import { NOBODY, type WriterId } from './writer-shadow.ts';

const OFFSET_MASK = PAGE_SIZE - 1;
const PAGE_SIZE_INVERSE = 2 ** -PAGE_SHIFT;
const NO_PAGE = -1;
/** Up to this length a loop beats the view that a copy of a part of a slab needs; measured. */
const LOOPED_BYTES = 96;

/** A stretch of bytes with one last writer; `end` is exclusive. */
export interface WriterRun {
  readonly start: number;
  readonly end: number;
  readonly writer: string;
}

/** A stretch that nobody touched and that does not read as the memory's initial contents; `end` is exclusive, in bytes. */
export interface NoiseRun {
  readonly start: number;
  readonly end: number;
  /** 0: zeros, else the seed of the noise it reads as. */
  readonly noiseSeed: number;
}

/** One touched page: its bytes are a view that is valid until the next write; `template` names them where they are shared. */
export interface TouchedPage {
  readonly pfn: number;
  readonly bytes: Uint8Array;
  readonly template?: { readonly name: string; readonly pageIndex: number };
}

export class MemoryContents {
  /** The first address that may not be accessed; 0 once the pages were given up. */
  protected limit: number;
  protected readonly tables: PageTables;
  readonly #pool: PagePool;
  protected root: Entry;
  /** The background of pages that nobody has touched since power was first applied. */
  protected readonly initialBackground: Entry;

  /** The page that loads found last, and its slot. */
  protected readPfn = NO_PAGE;
  protected readSlot = 0;

  protected constructor(tables: PageTables, root: Entry, initialBackground: Entry, sizeBytes: number) {
    this.tables = tables;
    this.#pool = tables.pool;
    this.root = root;
    this.initialBackground = initialBackground;
    this.limit = sizeBytes;
  }

  /** Size of the address space in bytes. */
  get sizeBytes(): number {
    return this.limit;
  }

  load8(address: number): number {
    const pfn = (address * PAGE_SIZE_INVERSE) >>> 0;
    if (pfn * PAGE_SIZE + (address & OFFSET_MASK) !== address || address >= this.limit) this.refuse(address, 1);
    const slot = pfn === this.readPfn ? this.readSlot : this.#seek(pfn);
    return this.#pool.slabs[slot >>> SLAB_SHIFT]![((slot & SLAB_MASK) << PAGE_SHIFT) | (address & OFFSET_MASK)]!;
  }

  load16le(address: number): number {
    return this.#load16(address, true);
  }

  load16be(address: number): number {
    return this.#load16(address, false);
  }

  /** Unsigned. */
  load32le(address: number): number {
    return this.#load32(address, true);
  }

  /** Unsigned. */
  load32be(address: number): number {
    return this.#load32(address, false);
  }

  /** A copy of `length` bytes. */
  read(address: number, length: number): Uint8Array {
    this.checkRange(address, length);
    const bytes = new Uint8Array(length);
    this.readInto(address, bytes);
    return bytes;
  }

  /** Copies as many bytes as `target` holds. */
  readInto(address: number, target: Uint8Array): void {
    const length = target.length;
    this.checkRange(address, length);
    const pool = this.#pool;
    let done = 0;
    while (done < length) {
      const at = address + done;
      const offset = at & OFFSET_MASK;
      let pfn = (at * PAGE_SIZE_INVERSE) >>> 0;
      const slot = pfn === this.readPfn ? this.readSlot : this.#seek(pfn);
      const start = ((slot & SLAB_MASK) << PAGE_SHIFT) | offset;
      let count = Math.min(PAGE_SIZE - offset, length - done);
      if (count <= LOOPED_BYTES) {
        const slab = pool.slabs[slot >>> SLAB_SHIFT]!;
        for (let i = 0; i < count; i++) target[done + i] = slab[start + i]!;
        done += count;
        continue;
      }
      // Neighbouring pages mostly lie in neighbouring slots: copy as far as that holds at one stroke.
      for (let next = slot + 1; count < length - done && (next & SLAB_MASK) !== 0; next++) {
        if (this.tables.find(this.root, ++pfn) !== next) break;
        count = Math.min(count + PAGE_SIZE, length - done);
      }
      target.set(pool.slabs[slot >>> SLAB_SHIFT]!.subarray(start, start + count), done);
      done += count;
    }
  }

  /** The last writer of one byte; 0 is nobody. */
  writerAt(address: number): WriterId {
    this.checkRange(address, 1);
    const slot = this.tables.find(this.root, (address * PAGE_SIZE_INVERSE) >>> 0);
    return slot <= 0 ? NOBODY : this.tables.pool.shadow.writerAt(slot, address & OFFSET_MASK);
  }

  /** The last writers of as many bytes as `target` holds, one id per byte. */
  writersInto(address: number, target: Uint8Array): void {
    target.fill(NOBODY);
    for (const { pfn, slot } of this.#slots(address, target.length)) {
      const start = Math.max(address, pfn * PAGE_SIZE);
      const end = Math.min(address + target.length, (pfn + 1) * PAGE_SIZE);
      this.tables.pool.shadow.copyWriters(slot, start & OFFSET_MASK, end - start, target, start - address);
    }
  }

  /** Who wrote what in a range: every byte of it, in runs. Costs what was touched. */
  writers(address: number, length: number): WriterRun[] {
    const { shadow } = this.tables.pool;
    const runs: { start: number; end: number; writer: string }[] = [];
    const add = (start: number, end: number, id: WriterId): void => {
      const last = runs.at(-1);
      const writer = shadow.writerName(id);
      if (last?.writer === writer) last.end = end;
      else if (start < end) runs.push({ start, end, writer });
    };
    const ids = new Uint8Array(PAGE_SIZE);
    let at = address;
    for (const { pfn, slot } of this.#slots(address, length)) {
      const start = Math.max(address, pfn * PAGE_SIZE);
      const end = Math.min(address + length, (pfn + 1) * PAGE_SIZE);
      add(at, start, NOBODY);
      shadow.copyWriters(slot, start & OFFSET_MASK, end - start, ids, 0);
      for (let from = 0; from < end - start; ) {
        let to = from + 1;
        while (to < end - start && ids[to] === ids[from]) to++;
        add(start + from, start + to, ids[from]!);
        from = to;
      }
      at = end;
    }
    add(at, address + length, NOBODY);
    return runs;
  }

  /** Page frame numbers of all pages that were written, aliased or filled, in ascending order. */
  *touchedPages(range?: AddressRange): Generator<number> {
    const { start, end } = range ?? { start: 0, end: this.limit };
    for (const { pfn } of this.#slots(start, end - start)) yield pfn;
  }

  /** The touched pages with their bytes, for saving; `noiseRuns` and the initial contents say the rest. */
  *touchedPageBytes(): Generator<TouchedPage> {
    const { pool } = this.tables;
    for (const { pfn, slot } of this.#slots(0, this.sizeBytes)) {
      const offset = pool.offset(slot);
      const bytes = pool.slab(slot).subarray(offset, offset + PAGE_SIZE);
      const shared = pool.templateOf(slot);
      if (shared === undefined) yield { pfn, bytes };
      else yield { pfn, bytes, template: { name: shared.template.name, pageIndex: shared.pageIndex } };
    }
  }

  /** Untouched stretches that do not read as the initial contents: what resets have left behind. */
  noiseRuns(): NoiseRun[] {
    return this.tables
      .backgrounds(this.root, this.initialBackground)
      .map(({ start, end, background }) => ({
        start: start * PAGE_SIZE,
        end: Math.min(end * PAGE_SIZE, this.sizeBytes),
        noiseSeed: 0 - background,
      }))
      .filter((run) => run.start < run.end);
  }

  /** 16 hex digits over all contents: equal contents give equal hashes. Costs what changed since it was asked last. */
  hash(): string {
    const [low, high] = this.tables.hash(this.root);
    return [high, low].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /** The slots of touched pages that overlap a range, as they were at the first of them: the caller may write meanwhile. */
  *#slots(address: number, length: number): Generator<{ pfn: number; slot: number }> {
    this.checkRange(address, length);
    const root = this.retainRoot();
    try {
      const end = Math.ceil((address + length) / PAGE_SIZE);
      yield* this.tables.pages(root, Math.floor(address / PAGE_SIZE), end);
    } finally {
      this.tables.release(root);
    }
  }

  /** A reference on what the memory holds now. */
  protected retainRoot(): Entry {
    return this.tables.retain(this.root);
  }

  #load16(address: number, littleEndian: boolean): number {
    const pfn = (address * PAGE_SIZE_INVERSE) >>> 0;
    const offset = address & OFFSET_MASK;
    if (pfn * PAGE_SIZE + offset !== address || address + 2 > this.limit) this.refuse(address, 2);
    if (offset > PAGE_SIZE - 2) {
      const low = this.load8(littleEndian ? address : address + 1);
      return low | (this.load8(littleEndian ? address + 1 : address) << 8);
    }
    const slot = pfn === this.readPfn ? this.readSlot : this.#seek(pfn);
    const at = ((slot & SLAB_MASK) << PAGE_SHIFT) | offset;
    return this.#pool.views[slot >>> SLAB_SHIFT]!.getUint16(at, littleEndian);
  }

  #load32(address: number, littleEndian: boolean): number {
    const pfn = (address * PAGE_SIZE_INVERSE) >>> 0;
    const offset = address & OFFSET_MASK;
    if (pfn * PAGE_SIZE + offset !== address || address + 4 > this.limit) this.refuse(address, 4);
    if (offset > PAGE_SIZE - 4) {
      const low = this.#load16(littleEndian ? address : address + 2, littleEndian);
      return (low | (this.#load16(littleEndian ? address + 2 : address, littleEndian) << 16)) >>> 0;
    }
    const slot = pfn === this.readPfn ? this.readSlot : this.#seek(pfn);
    const at = ((slot & SLAB_MASK) << PAGE_SHIFT) | offset;
    return this.#pool.views[slot >>> SLAB_SHIFT]!.getUint32(at, littleEndian);
  }

  /** The slot to load a page from; noise is made on the spot, and not remembered as the page that loads found last. */
  #seek(pfn: number): number {
    const slot = this.tables.find(this.root, pfn);
    if (slot < 0) return this.#pool.noiseSlot(-slot, pfn);
    this.readPfn = pfn;
    this.readSlot = slot;
    return slot;
  }

  protected checkRange(address: number, length: number): void {
    const isWhole = Number.isSafeInteger(address) && Number.isSafeInteger(length);
    if (!isWhole || address < 0 || length < 0 || address + length > this.limit) this.refuse(address, length);
  }

  /** Never returns: names what is wrong with an access. */
  protected refuse(address: number, length: number): never {
    assert(Number.isSafeInteger(address), `physical address ${address} is not a whole number`);
    assert(
      Number.isSafeInteger(length) && length >= 0,
      `length ${length} of an access is not a whole number from 0 up`,
    );
    assert(address >= 0, `physical address ${address} is negative`);
    assert(this.limit > 0, 'this memory or snapshot was released');
    const last = `0x${this.limit.toString(16)}`;
    assert(
      false,
      `access of ${length} bytes at 0x${address.toString(16)} goes beyond the address space of ${last} bytes`,
    );
  }
}
