/**
 * What can be asked of physical memory, living or frozen: loads, bulk reads, writers, touched pages, hash.
 *
 * `PhysicalMemory` adds writing, `MemorySnapshot` adds being given up. Addresses are JavaScript numbers, in bytes, exact to
 * 16 TiB; loads of 16 and 32 bits may stand at any address and may cross pages.
 */
import { assert } from '../sim/assert.ts';
import { Hash64 } from '../sim/hash.ts';
import { fillNoise } from './noise.ts';
import { PAGE_SHIFT, PAGE_SIZE } from './page.ts';
import type { PageTables } from './page-table.ts';
import { NOBODY, type WriterId } from './writer-shadow.ts';

const OFFSET_MASK = PAGE_SIZE - 1;
const PAGE_SIZE_INVERSE = 2 ** -PAGE_SHIFT;
const NO_PAGE = -1;

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
  /** Size of the address space in bytes. */
  readonly sizeBytes: number;
  protected readonly tables: PageTables;
  protected root: number;
  /** The background of pages that nobody has touched since power was first applied. */
  protected readonly initialBackground: number;

  /** The page that loads found last, and where its bytes are. */
  protected readPfn = NO_PAGE;
  #readSlab: Uint8Array;
  #readView: DataView;
  #readOffset = 0;
  /** One page of noise for loads from untouched pages. */
  #noisePage: DataView | undefined;

  protected constructor(tables: PageTables, root: number, initialBackground: number, sizeBytes: number) {
    this.tables = tables;
    this.root = root;
    this.initialBackground = initialBackground;
    this.sizeBytes = sizeBytes;
    this.#readSlab = tables.pool.slab(0);
    this.#readView = tables.pool.view(0);
  }

  load8(address: number): number {
    const pfn = (address * PAGE_SIZE_INVERSE) >>> 0;
    if (pfn * PAGE_SIZE + (address & OFFSET_MASK) !== address || address >= this.sizeBytes) this.refuse(address, 1);
    if (pfn !== this.readPfn) this.#seek(pfn);
    return this.#readSlab[this.#readOffset + (address & OFFSET_MASK)]!;
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
    const { pool } = this.tables;
    let done = 0;
    while (done < length) {
      const at = address + done;
      const pfn = (at * PAGE_SIZE_INVERSE) >>> 0;
      const offset = at & OFFSET_MASK;
      let count = Math.min(PAGE_SIZE - offset, length - done);
      if (pfn !== this.readPfn) this.#seek(pfn);
      const slab = this.#readSlab;
      const start = this.#readOffset + offset;
      // Neighbouring pages mostly lie in neighbouring slots: copy as far as that holds at one stroke.
      if (count < length - done && this.#readView !== this.#noisePage) {
        let nextPfn = pfn + 1;
        while (count < length - done && start + count < slab.length) {
          const slot = this.tables.find(this.root, nextPfn);
          if (slot <= 0 || pool.slab(slot) !== slab || pool.offset(slot) !== start + count) break;
          count = Math.min(count + PAGE_SIZE, length - done);
          nextPfn++;
        }
      }
      target.set(slab.subarray(start, start + count), done);
      done += count;
    }
  }

  /** The last writer of one byte; 0 is nobody. */
  writerAt(address: number): WriterId {
    this.checkRange(address, 1);
    const slot = this.tables.find(this.root, (address * PAGE_SIZE_INVERSE) >>> 0);
    return slot <= 0 ? 0 : this.tables.pool.shadow.writerAt(slot, address & OFFSET_MASK);
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
  *touchedPages(range?: { start: number; end: number }): Generator<number> {
    const start = range?.start ?? 0;
    const end = range?.end ?? this.sizeBytes;
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

  /**
   * 16 hex digits over all contents. Equal contents give equal hashes: touched or not makes no difference, except that a
   * touched page is told from an untouched one when both read as noise.
   */
  hash(): string {
    const { pool } = this.tables;
    const hash = new Hash64();
    for (const { pfn, slot } of this.#slots(0, this.sizeBytes)) {
      const [low, high] = pool.pageHash(slot);
      const isBlank = low === pool.zeroPageHash[0] && high === pool.zeroPageHash[1];
      if (!isBlank || this.initialBackground !== 0) hash.update(`${pfn} ${low} ${high};`);
    }
    for (const run of this.tables.backgrounds(this.root, 0)) {
      hash.update(`${run.start} ${run.end} noise ${run.background};`);
    }
    return hash.digest();
  }

  /** The slots of touched pages that overlap a range. */
  #slots(address: number, length: number): Generator<{ pfn: number; slot: number }> {
    this.checkRange(address, length);
    const end = Math.ceil((address + length) / PAGE_SIZE);
    return this.tables.pages(this.root, Math.floor(address / PAGE_SIZE), end);
  }

  #load16(address: number, littleEndian: boolean): number {
    const pfn = (address * PAGE_SIZE_INVERSE) >>> 0;
    const offset = address & OFFSET_MASK;
    if (pfn * PAGE_SIZE + offset !== address || address + 2 > this.sizeBytes) this.refuse(address, 2);
    if (offset > PAGE_SIZE - 2) {
      const low = this.load8(littleEndian ? address : address + 1);
      return low | (this.load8(littleEndian ? address + 1 : address) << 8);
    }
    if (pfn !== this.readPfn) this.#seek(pfn);
    return this.#readView.getUint16(this.#readOffset + offset, littleEndian);
  }

  #load32(address: number, littleEndian: boolean): number {
    const pfn = (address * PAGE_SIZE_INVERSE) >>> 0;
    const offset = address & OFFSET_MASK;
    if (pfn * PAGE_SIZE + offset !== address || address + 4 > this.sizeBytes) this.refuse(address, 4);
    if (offset > PAGE_SIZE - 4) {
      const low = this.#load16(littleEndian ? address : address + 2, littleEndian);
      return (low | (this.#load16(littleEndian ? address + 2 : address, littleEndian) << 16)) >>> 0;
    }
    if (pfn !== this.readPfn) this.#seek(pfn);
    return this.#readView.getUint32(this.#readOffset + offset, littleEndian);
  }

  #seek(pfn: number): void {
    const slot = this.tables.find(this.root, pfn);
    this.readPfn = pfn;
    if (slot >= 0) {
      this.#readSlab = this.tables.pool.slab(slot);
      this.#readView = this.tables.pool.view(slot);
      this.#readOffset = this.tables.pool.offset(slot);
      return;
    }
    this.#noisePage ??= new DataView(new ArrayBuffer(PAGE_SIZE));
    fillNoise(-slot, pfn, this.#noisePage, 0, PAGE_SIZE);
    this.#readView = this.#noisePage;
    this.#readSlab = new Uint8Array(this.#noisePage.buffer);
    this.#readOffset = 0;
  }

  protected checkRange(address: number, length: number): void {
    const isWhole = Number.isSafeInteger(address) && Number.isSafeInteger(length);
    if (!isWhole || address < 0 || length < 0 || address + length > this.sizeBytes) this.refuse(address, length);
  }

  /** Never returns: names what is wrong with an access. */
  protected refuse(address: number, length: number): never {
    assert(Number.isSafeInteger(address), `physical address ${address} is not a whole number`);
    assert(
      Number.isSafeInteger(length) && length >= 0,
      `length ${length} of an access is not a whole number from 0 up`,
    );
    assert(address >= 0, `physical address ${address} is negative`);
    const last = `0x${this.sizeBytes.toString(16)}`;
    assert(
      false,
      `access of ${length} bytes at 0x${address.toString(16)} goes beyond the address space of ${last} bytes`,
    );
  }
}
