/**
 * The physical RAM of the simulated machine: up to 16 TiB, sparse; costs what is touched.
 *
 * Pages come from a pool (page-pool.ts) through copy-on-write tables (page-table.ts). `snapshot`, `restore` and `fork` are
 * one reference each, whatever the size. The last writer of every byte is known by name.
 *
 * Who gives up what: a snapshot and a fork keep pages alive until `release()`; a memory until its own. Dropping all
 * memories and snapshots that share a pool frees everything with it. Inside a pool that lives on, a snapshot dropped
 * without `release()` keeps its pages; the pool refuses to grow beyond its limit and says why. Nothing waits for the
 * garbage collector of the host, so the memory a run needs does not depend on when that runs.
 *
 * Stages do not use this class but a `Mapping` (mapping.ts). CPU caches and write-combine buffers stand before it, not in it.
 */
import { assert } from '../sim/assert.ts';
import { LeafCache } from './leaf-cache.ts';
import { MemoryContents } from './memory-contents.ts';
import type { AddressRange } from './memory-map.ts';
import { MemorySnapshot } from './memory-snapshot.ts';
import { NOISE_SEED_LIMIT } from './noise.ts';
import { PAGE_SHIFT, PAGE_SIZE } from './page.ts';
import { PagePool, SLAB_MASK, SLAB_SHIFT } from './page-pool.ts';
import { type Entry, PageTables, type Replacement, span } from './page-table.ts';
import type { PageTemplate } from './page-template.ts';
import type { CpuSide, RamPort } from './ram-port.ts';
import type { WriterId, WriterShadow } from './writer-shadow.ts';

export { MemorySnapshot } from './memory-snapshot.ts';
export { PAGE_SIZE } from './page.ts';
export { type PageTemplate, pageTemplate } from './page-template.ts';
export type { WriterId } from './writer-shadow.ts';

/** 16 TiB. */
export const ADDRESS_SPACE_LIMIT = 2 ** 44;

const OFFSET_MASK = PAGE_SIZE - 1;
const PAGE_SIZE_INVERSE = 2 ** -PAGE_SHIFT;
/** Page numbers shifted by this are numbers of 4 MiB blocks: one leaf node each. */
const BLOCK_SHIFT = 10;
const NO_PAGE = -1;
/** Up to this length a loop beats a call; measured. */
const LOOPED_BYTES = 32;
/** From this length on, a fill shares one page over and over instead of writing each: 64 KiB. */
const SHARED_FILL_BYTES = 16 * PAGE_SIZE;

/** Called after each write that overlaps the observer's range, with the whole write. It must not write itself. */
export type WriteObserver = (address: number, length: number, writer: WriterId) => void;

export interface PhysicalMemoryOptions {
  /** Bound of the address space in bytes; 16 TiB if not given. */
  readonly sizeBytes?: number;
  /** What untouched memory reads as: zeros if not given, or the noise of a seed (1 … 2^31-1), as RAM is after power-on. */
  readonly initialContents?: 'zero' | { readonly noiseSeed: number };
  /** false: no writers are recorded and every byte was written by nobody. For campaigns. */
  readonly trackWriters?: boolean;
  /** Pages that may be in use at once in the pool; 2^20 (4 GiB) if not given. */
  readonly limitPages?: number;
  /** Take pages from the same pool as this memory, so that its snapshots can be restored here. */
  readonly shareWith?: PhysicalMemory;
}

export interface MemoryUsage {
  /** Pages of this memory that have been touched, shared ones included. */
  readonly touchedPages: number;
  /** Bytes of page data in use in the whole pool, templates not counted. */
  readonly poolBytes: number;
  /** Bytes of page tables in use in the whole pool. */
  readonly tableBytes: number;
}

export class PhysicalMemory extends MemoryContents implements RamPort {
  /** What stands between the CPU and this memory for mappings made from now on; null: nothing. */
  cpuSide: CpuSide | null = null;
  /** The page that stores found last: owned, so that it may be written in place. */
  #writePfn = NO_PAGE;
  #writeSlot = 0;
  /** Leaves that belong to this memory alone, path and all. */
  readonly #ownLeaves = new LeafCache();
  readonly #pool: PagePool;
  readonly #shadow: WriterShadow;
  #observers: { start: number; end: number; observe: WriteObserver }[] = [];
  #isNotifying = false;
  #isReleased = false;

  constructor(options: PhysicalMemoryOptions = {}) {
    const sizeBytes = options.sizeBytes ?? ADDRESS_SPACE_LIMIT;
    assert(Number.isSafeInteger(sizeBytes) && sizeBytes > 0, `memory size ${sizeBytes} is not a positive whole number`);
    assert(sizeBytes <= ADDRESS_SPACE_LIMIT, `memory size 0x${sizeBytes.toString(16)} is beyond 16 TiB`);
    const initial = options.initialContents ?? 'zero';
    const background = initial === 'zero' ? 0 : backgroundOf(initial.noiseSeed);
    const shared = options.shareWith;
    const { limitPages, trackWriters } = options;
    const pool = () =>
      new PagePool({
        ...(limitPages === undefined ? {} : { limitPages }),
        ...(trackWriters === undefined ? {} : { trackWriters }),
      });
    super(shared?.tables ?? new PageTables(pool()), background, background, sizeBytes);
    this.#pool = this.tables.pool;
    this.#shadow = this.#pool.shadow;
  }

  /** The id of a writer's name, e.g. `kernel/ramoops`; given out at first use, the same in all memories of a pool. */
  writer(name: string): WriterId {
    return this.#shadow.writer(name);
  }

  writerName(id: WriterId): string {
    return this.#shadow.writerName(id);
  }

  get tracksWriters(): boolean {
    return this.#shadow.tracks;
  }

  store8(address: number, value: number, writer: WriterId): void {
    const pfn = (address * PAGE_SIZE_INVERSE) >>> 0;
    const offset = address & OFFSET_MASK;
    if (pfn * PAGE_SIZE + offset !== address || address >= this.limit) this.refuse(address, 1);
    const slot = pfn === this.#writePfn ? this.#writeSlot : this.#own(pfn);
    this.#pool.slabs[slot >>> SLAB_SHIFT]![((slot & SLAB_MASK) << PAGE_SHIFT) | offset] = value;
    this.#shadow.note(slot, offset, 1, writer);
    if (this.#observers.length !== 0) this.#notify(address, 1, writer);
  }

  store16le(address: number, value: number, writer: WriterId): void {
    this.#store16(address, value, true, writer);
  }

  store16be(address: number, value: number, writer: WriterId): void {
    this.#store16(address, value, false, writer);
  }

  store32le(address: number, value: number, writer: WriterId): void {
    this.#store32(address, value, true, writer);
  }

  store32be(address: number, value: number, writer: WriterId): void {
    this.#store32(address, value, false, writer);
  }

  write(address: number, bytes: Uint8Array, writer: WriterId): void {
    const length = bytes.length;
    this.checkRange(address, length);
    let done = 0;
    while (done < length) {
      const at = address + done;
      const pfn = (at * PAGE_SIZE_INVERSE) >>> 0;
      const offset = at & OFFSET_MASK;
      const count = Math.min(PAGE_SIZE - offset, length - done);
      const slot = pfn === this.#writePfn ? this.#writeSlot : this.#own(pfn);
      const slab = this.#pool.slabs[slot >>> SLAB_SHIFT]!;
      const start = ((slot & SLAB_MASK) << PAGE_SHIFT) | offset;
      if (count <= LOOPED_BYTES) for (let i = 0; i < count; i++) slab[start + i] = bytes[done + i]!;
      else slab.set(count === length ? bytes : bytes.subarray(done, done + count), start);
      this.#shadow.note(slot, offset, count, writer);
      done += count;
    }
    if (this.#observers.length !== 0 && length > 0) this.#notify(address, length, writer);
  }

  /** Sets every byte of a range; a long range costs a few table entries, not its length. */
  fill(address: number, length: number, byte: number, writer: WriterId): void {
    this.checkRange(address, length);
    assert(byte === (byte & 0xff), `${byte} is not a byte`);
    const end = address + length;
    let at = address;
    if (length >= SHARED_FILL_BYTES) {
      const start = Math.ceil(address / PAGE_SIZE);
      const stop = Math.floor(end / PAGE_SIZE);
      this.#fillPages(address, start * PAGE_SIZE - address, byte, writer);
      this.#fillShared(start, stop, byte, writer);
      at = stop * PAGE_SIZE;
    }
    this.#fillPages(at, end - at, byte, writer);
    if (this.#observers.length !== 0 && length > 0) this.#notify(address, length, writer);
  }

  /** Lays a template's pages at `address` (a page boundary), shared until written. */
  alias(address: number, template: PageTemplate): void {
    const { pool } = this.tables;
    const slots = pool.templateSlots(template);
    this.checkRange(address, slots.length * PAGE_SIZE);
    assert(
      (address & OFFSET_MASK) === 0,
      `template ${template.name} at 0x${address.toString(16)}: not a page boundary`,
    );
    const start = address / PAGE_SIZE;
    // A boot lays the same pages where the boot before has left them.
    if (this.#observers.length === 0 && this.tables.holdsTemplate(this.root, start, template, slots)) return;
    this.#replace(start, start + slots.length, (level, pfn) => {
      if (level > 1) return undefined;
      const page = pfn - start;
      return this.tables.retain(level === 0 ? slots[page]! : this.tables.templateLeaf(template, page), level);
    });
    const length = slots.length * PAGE_SIZE;
    if (this.#observers.length !== 0) this.#notify(address, length, pool.shadow.writer(template.writer));
  }

  /**
   * Copies `length` bytes from `source` to `destination`, all three on page boundaries, by sharing the pages until one side
   * is written; overlapping ranges copy as memmove does. The bytes keep their writers; `writer` is who observers are told.
   * Costs table entries; only untouched noise, which is bound to its address, must become pages.
   */
  aliasRange(source: number, destination: number, length: number, writer: WriterId): void {
    this.checkRange(source, length);
    this.checkRange(destination, length);
    for (const number of [source, destination, length]) {
      assert((number & OFFSET_MASK) === 0, `aliasRange: 0x${number.toString(16)} is not a page boundary`);
    }
    const from = source / PAGE_SIZE;
    const to = destination / PAGE_SIZE;
    const { tables } = this;
    const frozen = this.retainRoot();
    const noisy = new Map<Entry, boolean>();
    this.#replace(to, to + length / PAGE_SIZE, (level, pfn) => {
      const sourcePfn = pfn - to + from;
      if (sourcePfn % span(level) !== 0) return tables.shifted(frozen, sourcePfn, level, noisy);
      const entry = tables.entryAt(frozen, sourcePfn, level);
      if (entry === 0) return 0;
      if (entry < 0) return level === 0 ? tables.pool.materialise(entry, sourcePfn) : undefined;
      return tables.holdsNoise(entry, level, noisy) ? undefined : tables.retain(entry, level);
    });
    tables.release(frozen);
    if (this.#observers.length !== 0 && length > 0) this.#notify(destination, length, writer);
  }

  /**
   * The contents of a range are gone: whole pages become untouched and read as the noise of `seed` (1 … 2^31-1; 0: zeros), parts of
   * pages at the ends are overwritten with it. Nobody is the writer of what is left. Costs what was touched, even for 16 TiB.
   */
  lose(range: AddressRange, seed: number, writer: WriterId): void {
    const length = range.end - range.start;
    this.checkRange(range.start, length);
    const background = seed === 0 ? 0 : backgroundOf(seed);
    const start = Math.ceil(range.start / PAGE_SIZE);
    // The last page of an address space that ends within a page is whole in the store: nobody sees its rest.
    const stop = range.end === this.sizeBytes ? Math.ceil(range.end / PAGE_SIZE) : Math.floor(range.end / PAGE_SIZE);
    if (start < stop) this.#replace(start, stop, () => background);
    const headEnd = Math.min(range.end, start * PAGE_SIZE);
    this.#loseWithinPage(range.start, headEnd, background);
    this.#loseWithinPage(Math.max(headEnd, stop * PAGE_SIZE), range.end, background);
    if (this.#observers.length !== 0 && length > 0) this.#notify(range.start, length, writer);
  }

  /** The contents at this instant; costs one reference. Give it up with `release()`. */
  snapshot(): MemorySnapshot {
    assert(!this.#isReleased, 'this memory was released');
    this.#share();
    return new MemorySnapshot(this.tables, this.root, this.initialBackground, this.sizeBytes);
  }

  /** Makes the contents those of a snapshot of this memory or of one that shares its pool. Observers are not told. */
  restore(snapshot: MemorySnapshot): void {
    assert(!this.#isReleased, 'this memory was released');
    assert(!this.#isNotifying, 'a write observer may not restore memory');
    const root = snapshot.retainFor(this.tables);
    assert(snapshot.sizeBytes === this.sizeBytes, 'a snapshot fits a memory of its own size');
    this.tables.release(this.root);
    this.root = root;
    this.#forgetPages();
  }

  /** A second memory with the same contents that shares all pages until one of them writes. Observers stay behind. */
  fork(): PhysicalMemory {
    assert(!this.#isReleased, 'this memory was released');
    const initialContents = this.initialBackground === 0 ? 'zero' : { noiseSeed: -this.initialBackground };
    const forked = new PhysicalMemory({ sizeBytes: this.sizeBytes, initialContents, shareWith: this });
    forked.root = this.retainRoot();
    return forked;
  }

  /** Gives up all pages; needed only when the pool lives on in forks or snapshots. */
  release(): void {
    assert(!this.#isReleased, 'this memory was released before');
    this.#isReleased = true;
    this.tables.release(this.root);
    this.root = 0;
    this.limit = 0;
    this.#forgetPages();
  }

  /** Calls `observe` after each write that overlaps `range`; returns how to stop that. */
  onWrite(range: AddressRange, observe: WriteObserver): () => void {
    this.checkRange(range.start, range.end - range.start);
    const entry = { start: range.start, end: range.end, observe };
    this.#observers = [...this.#observers, entry];
    return () => {
      this.#observers = this.#observers.filter((other) => other !== entry);
    };
  }

  override hash(): string {
    // Hashes are remembered; the next store must walk the tables again and make them forget on its way.
    this.#share();
    return super.hash();
  }

  usage(): MemoryUsage {
    this.tables.sweep();
    return {
      touchedPages: this.tables.countPages(this.root),
      poolBytes: this.tables.pool.pagesInUse * PAGE_SIZE,
      tableBytes: this.tables.nodesInUse * span(1) * Int32Array.BYTES_PER_ELEMENT,
    };
  }

  #store16(address: number, value: number, littleEndian: boolean, writer: WriterId): void {
    const pfn = (address * PAGE_SIZE_INVERSE) >>> 0;
    const offset = address & OFFSET_MASK;
    if (pfn * PAGE_SIZE + offset !== address || address + 2 > this.limit) this.refuse(address, 2);
    if (offset > PAGE_SIZE - 2) {
      const bytes = littleEndian ? [value, value >>> 8] : [value >>> 8, value];
      this.write(address, Uint8Array.from(bytes), writer);
      return;
    }
    const slot = pfn === this.#writePfn ? this.#writeSlot : this.#own(pfn);
    const at = ((slot & SLAB_MASK) << PAGE_SHIFT) | offset;
    this.#pool.views[slot >>> SLAB_SHIFT]!.setUint16(at, value, littleEndian);
    this.#shadow.note(slot, offset, 2, writer);
    if (this.#observers.length !== 0) this.#notify(address, 2, writer);
  }

  #store32(address: number, value: number, littleEndian: boolean, writer: WriterId): void {
    const pfn = (address * PAGE_SIZE_INVERSE) >>> 0;
    const offset = address & OFFSET_MASK;
    if (pfn * PAGE_SIZE + offset !== address || address + 4 > this.limit) this.refuse(address, 4);
    if (offset > PAGE_SIZE - 4) {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setUint32(0, value, littleEndian);
      this.write(address, bytes, writer);
      return;
    }
    const slot = pfn === this.#writePfn ? this.#writeSlot : this.#own(pfn);
    const at = ((slot & SLAB_MASK) << PAGE_SHIFT) | offset;
    this.#pool.views[slot >>> SLAB_SHIFT]!.setUint32(at, value, littleEndian);
    this.#shadow.note(slot, offset, 4, writer);
    if (this.#observers.length !== 0) this.#notify(address, 4, writer);
  }

  #fillPages(address: number, length: number, byte: number, writer: WriterId): void {
    const end = address + length;
    for (let at = address; at < end; ) {
      const pfn = (at * PAGE_SIZE_INVERSE) >>> 0;
      const offset = at & OFFSET_MASK;
      const count = Math.min(PAGE_SIZE - offset, end - at);
      const slot = pfn === this.#writePfn ? this.#writeSlot : this.#own(pfn);
      const start = this.#pool.offset(slot) + offset;
      this.#pool.slab(slot).fill(byte, start, start + count);
      this.#shadow.note(slot, offset, count, writer);
      at += count;
    }
  }

  /** One page, and one node per level, shared as often as needed. */
  #fillShared(start: number, stop: number, byte: number, writer: WriterId): void {
    const { tables } = this;
    const slot = tables.pool.materialise(0, start);
    const offset = tables.pool.offset(slot);
    tables.pool.slab(slot).fill(byte, offset, offset + PAGE_SIZE);
    tables.pool.shadow.note(slot, 0, PAGE_SIZE, writer);
    const uniform: Entry[] = [slot];
    this.#replace(start, stop, (level) => {
      for (let next = uniform.length; next <= level; next++) uniform.push(tables.uniformNode(uniform[next - 1]!, next));
      return tables.retain(uniform[level]!, level);
    });
    for (const [level, entry] of uniform.entries()) tables.release(entry, level);
  }

  #loseWithinPage(start: number, end: number, background: Entry): void {
    if (start >= end) return;
    const { pool } = this.tables;
    const pfn = Math.floor(start / PAGE_SIZE);
    const noise = pool.materialise(background, pfn);
    const from = pool.offset(noise) + (start & OFFSET_MASK);
    const slot = this.#own(pfn);
    const lost = pool.slab(noise).subarray(from, from + end - start);
    pool.slab(slot).set(lost, pool.offset(slot) + (start & OFFSET_MASK));
    pool.shadow.forget(slot, start & OFFSET_MASK, end - start);
    pool.release(noise);
  }

  #replace(start: number, end: number, replacement: Replacement): void {
    assert(!this.#isReleased, 'this memory was released');
    assert(!this.#isNotifying, 'a write observer may not write memory');
    this.root = this.tables.replace(this.root, start, end, replacement);
    this.#forgetPages();
  }

  /** What the tables say about this memory may have changed anywhere. */
  #forgetPages(): void {
    this.readPfn = NO_PAGE;
    this.#share();
  }

  /** Whoever holds the root must not see later stores. */
  protected override retainRoot(): Entry {
    this.#share();
    return super.retainRoot();
  }

  /** From now on, nothing is known to belong to this memory alone. */
  #share(): void {
    this.#writePfn = NO_PAGE;
    this.#ownLeaves.clear();
  }

  /** Makes page `pfn` the one that stores go to, and returns its slot. */
  #own(pfn: number): number {
    assert(!this.#isReleased, 'this memory was released');
    assert(!this.#isNotifying, 'a write observer may not write memory');
    const { tables } = this;
    const block = pfn >>> BLOCK_SHIFT;
    let leaf = this.#ownLeaves.get(block);
    if (leaf === 0) {
      this.root = tables.ownPath(this.root, pfn);
      leaf = tables.findLeaf(this.root, pfn);
      this.#ownLeaves.set(block, leaf);
    }
    const slot = tables.ownPage(leaf, pfn);
    if (this.readPfn === pfn) this.readSlot = slot;
    this.#writePfn = pfn;
    this.#writeSlot = slot;
    return slot;
  }

  #notify(address: number, length: number, writer: WriterId): void {
    // Forgetting the page makes a write from inside an observer run into the assertion of `#own`.
    this.#writePfn = NO_PAGE;
    this.#isNotifying = true;
    try {
      for (const { start, end, observe } of this.#observers) {
        if (address < end && address + length > start) observe(address, length, writer);
      }
    } finally {
      this.#isNotifying = false;
    }
  }
}

function backgroundOf(seed: number): Entry {
  assert(Number.isInteger(seed) && seed > 0 && seed < NOISE_SEED_LIMIT, `noise seed ${seed} is not in 1 … 2^31-1`);
  return -seed;
}
