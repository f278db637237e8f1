/**
 * The ledger of truth: what damaged RAM held before the damage.
 *
 * Truth is what a stage last stored, or what RAM held untouched until a fault hit it; of a copy that a power cut tore, all that
 * it would have stored. Faults and retention enter their damage here before they do it; a stage that stores to a damaged byte makes it true again, whatever it stores. The
 * simulated machine never sees any of this.
 *
 * Flipped bytes are entered one by one or page by page: four bytes of book-keeping each, at most a copy of the page. A loss of whole regions is entered as one
 * snapshot of the memory before it: pages are shared, so that losing 16 TiB costs one reference. What was lost and is
 * lost again by a later reset is no longer damage: its truth belonged to a world two resets ago. RAM that nobody had
 * written holds no truth to lose.
 *
 * Left for the fuller ledger of records (clean, corrected, miscorrected …): whether a stage's store was itself mistaken.
 */
import { assert } from '../sim/assert.ts';
import { eachBit, type PageBits } from './flipped-bytes.ts';
import { type AddressRange, subtract } from './memory-map.ts';
import { PAGE_SIZE } from './page.ts';
import { PageDamage } from './page-damage.ts';
import type { MemorySnapshot, PhysicalMemory, WriterId } from './physical-memory.ts';
import { NOBODY } from './writer-shadow.ts';

/** What the rest of a copy is called that a power cut kept from memory. */
export const POWER_CUT = 'power cut';
/** The writers whose stores are damage, not truth. */
export const FAULT_WRITER = 'fault';
export const RETENTION_WRITER = 'retention';
/** A cache that writes a line back over what was stored past it. */
export const CACHE_WRITER = 'cache';

/** What a CPU has stored and RAM does not have yet. */
interface PendingStores {
  /** Puts it over what a buffer that begins at `address` has from RAM. */
  pendingInto(address: number, target: Uint8Array): void;
}

export interface DamagedByte {
  readonly address: number;
  readonly pristine: number;
  readonly actual: number;
  /** What did it first, e.g. `fault` or `retention: warm`. */
  readonly cause: string;
}

/** How much of a range still says what it was made to say. */
export interface DamageSummary {
  readonly bytes: number;
  readonly damagedBytes: number;
  readonly damagedBits: number;
  /** Damaged bytes by cause. */
  readonly causes: Readonly<Record<string, number>>;
}

/** A region whose contents went away at once; `before` is all of memory just before that. */
interface Loss {
  readonly ranges: readonly AddressRange[];
  readonly cause: string;
  readonly before: MemorySnapshot;
}

/** A ledger at one instant, kept beside the memory snapshot of that instant. Holds pages until `release()`. */
export class LedgerSnapshot {
  /** @internal */
  readonly pages: ReadonlyMap<number, PageDamage>;
  /** @internal */
  readonly losses: readonly Loss[];

  /** @internal Use `Ledger.snapshot()`. */
  constructor(pages: ReadonlyMap<number, PageDamage>, losses: readonly Loss[]) {
    for (const page of pages.values()) page.isShared = true;
    this.pages = new Map(pages);
    this.losses = losses.map((loss) => ({ ...loss, before: loss.before.share() }));
  }

  release(): void {
    for (const loss of this.losses) loss.before.release();
  }
}

export class Ledger {
  /** Stores on their way to RAM: they are the truth already; null: a store is in RAM at once. */
  pending: PendingStores | null = null;
  readonly #memory: PhysicalMemory;
  readonly #damageWriters: ReadonlySet<WriterId>;
  /** Flipped bytes by page. */
  #pages = new Map<number, PageDamage>();
  /** Newest last; their ranges do not overlap. */
  #losses: Loss[] = [];
  #stopWatching: (() => void) | undefined;

  /** The memory must track writers, because a stage's stores after a loss are told by them. */
  constructor(memory: PhysicalMemory) {
    assert(memory.tracksWriters, 'a ledger needs a memory that tracks writers');
    this.#memory = memory;
    this.#damageWriters = new Set([FAULT_WRITER, RETENTION_WRITER, CACHE_WRITER].map((name) => memory.writer(name)));
  }

  /** Enters that the byte at `address`, which now is `byte`, is about to be flipped. */
  recordFlip(address: number, byte: number, cause: string): void {
    const page = this.#damageOf(Math.floor(address / PAGE_SIZE));
    const offset = address % PAGE_SIZE;
    if (page.find(offset) !== undefined) return;
    const lost = this.#losses.length === 0 ? undefined : this.#lostByte(address);
    page.add(offset, lost?.pristine ?? byte, lost?.cause ?? cause);
  }

  /** Enters that those bytes of page `pfn` are about to be changed that are marked; `page` is the page as it is now. */
  recordPage(pfn: number, page: Uint8Array, marked: PageBits, cause: string): void {
    if (this.#hasLost(pfn))
      eachBit(marked, (offset) => this.recordFlip(pfn * PAGE_SIZE + offset, page[offset]!, cause));
    else this.#damageOf(pfn).addMarked(page, marked, cause);
  }

  /** Enters that a stage meant to store `bytes` at `address` and could not: they are the truth there, whatever memory holds. */
  recordTorn(address: number, bytes: Uint8Array, cause: string): void {
    this.#heal(address, address + bytes.length);
    for (const [index, meant] of bytes.entries()) {
      const at = address + index;
      this.#damageOf(Math.floor(at / PAGE_SIZE)).add(at % PAGE_SIZE, meant, cause);
    }
  }

  /** Enters that all contents of `range` are about to be lost. */
  recordLoss(range: AddressRange, cause: string): void {
    const kept: Loss[] = [];
    for (const loss of this.#losses) {
      const ranges = subtract(loss.ranges, [range]);
      if (ranges.length > 0) kept.push({ ...loss, ranges });
      else loss.before.release();
    }
    kept.push({ ranges: [range], cause, before: this.#memory.snapshot() });
    this.#losses = kept;
  }

  /** The damaged bytes of a range in order of address: those whose value is not the true one. */
  *damagedBytes(range: AddressRange): Generator<DamagedByte> {
    for (const pfn of this.#suspectPages(range)) {
      const start = Math.max(range.start, pfn * PAGE_SIZE);
      const length = Math.min(range.end, (pfn + 1) * PAGE_SIZE) - start;
      const actual = this.#memory.read(start, length);
      this.pending?.pendingInto(start, actual);
      const pristine = this.pristine(start, length);
      for (let index = 0; index < length; index++) {
        if (actual[index] === pristine[index]) continue;
        const address = start + index;
        const flipped = this.#pages.get(pfn)?.find(address % PAGE_SIZE);
        const cause = flipped?.cause ?? this.#lostByte(address)?.cause;
        assert(cause !== undefined, `no cause is known for the damage at 0x${address.toString(16)}`);
        yield { address, pristine: pristine[index]!, actual: actual[index]!, cause };
      }
    }
  }

  damaged(range: AddressRange): DamagedByte[] {
    return [...this.damagedBytes(range)];
  }

  /** Whether every byte of a range is what a stage last made it. */
  isTrue(range: AddressRange): boolean {
    return this.damagedBytes(range).next().done === true;
  }

  classify(range: AddressRange): DamageSummary {
    const causes: Record<string, number> = {};
    let damagedBytes = 0;
    let damagedBits = 0;
    for (const { pristine, actual, cause } of this.damagedBytes(range)) {
      damagedBytes++;
      for (let rest = pristine ^ actual; rest !== 0; rest &= rest - 1) damagedBits++;
      causes[cause] = (causes[cause] ?? 0) + 1;
    }
    return { bytes: range.end - range.start, damagedBytes, damagedBits, causes };
  }

  /** `length` bytes as they would stand without the damage. */
  pristine(address: number, length: number): Uint8Array {
    const bytes = this.#memory.read(address, length);
    const end = address + length;
    for (const { before, ranges } of this.#losses) {
      for (const range of ranges) {
        const start = Math.max(address, range.start);
        const stop = Math.min(end, range.end);
        if (start < stop) this.#restoreLost(bytes.subarray(start - address, stop - address), start, before);
      }
    }
    for (const pfn of this.#flippedPages(address, end)) {
      this.#pages.get(pfn)!.each((offset, pristine) => {
        const at = pfn * PAGE_SIZE + offset;
        if (at >= address && at < end) bytes[at - address] = pristine;
      });
    }
    this.pending?.pendingInto(address, bytes);
    return bytes;
  }

  snapshot(): LedgerSnapshot {
    return new LedgerSnapshot(this.#pages, this.#losses);
  }

  /** Goes with restoring the memory to the snapshot of the same instant. */
  restore(snapshot: LedgerSnapshot): void {
    const copy = new LedgerSnapshot(snapshot.pages, snapshot.losses);
    for (const loss of this.#losses) loss.before.release();
    this.#pages = new Map(copy.pages);
    this.#losses = [...copy.losses];
    if (this.#pages.size > 0) this.#watch();
  }

  /** Forgets all damage and gives up the pages kept for it. */
  release(): void {
    for (const loss of this.#losses) loss.before.release();
    this.#losses = [];
    this.#pages.clear();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  /** The flipped bytes of a page, as a list to add to. */
  #damageOf(pfn: number): PageDamage {
    const page = this.#pages.get(pfn);
    if (page !== undefined && !page.isShared) return page;
    const own = page === undefined ? new PageDamage() : page.copy();
    this.#pages.set(pfn, own);
    this.#watch();
    return own;
  }

  /** Watches stores for as long as there are flipped bytes that one could make true. */
  #watch(): void {
    if (this.#stopWatching !== undefined) return;
    this.#stopWatching = this.#memory.onWrite({ start: 0, end: this.#memory.sizeBytes }, (address, length, writer) => {
      if (!this.#damageWriters.has(writer)) this.#heal(address, address + length);
    });
  }

  #heal(start: number, end: number): void {
    for (const pfn of this.#flippedPages(start, end)) {
      const page = this.#damageOf(pfn);
      page.remove(start - pfn * PAGE_SIZE, end - pfn * PAGE_SIZE);
      if (page.count === 0) this.#pages.delete(pfn);
    }
    if (this.#pages.size > 0) return;
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  /** Pages with flipped bytes that overlap a range: by the range or by the entries, whichever are fewer. */
  #flippedPages(start: number, end: number): number[] {
    const first = Math.floor(start / PAGE_SIZE);
    const last = Math.ceil(end / PAGE_SIZE);
    if (last - first > this.#pages.size) return [...this.#pages.keys()].filter((pfn) => pfn >= first && pfn < last);
    const found: number[] = [];
    for (let pfn = first; pfn < last; pfn++) if (this.#pages.has(pfn)) found.push(pfn);
    return found;
  }

  /** Pages of a range that may hold damage, in ascending order. */
  #suspectPages(range: AddressRange): number[] {
    const found = new Set(this.#flippedPages(range.start, range.end));
    for (const { ranges, before } of this.#losses) {
      for (const lost of ranges) {
        const start = Math.max(range.start, lost.start);
        const end = Math.min(range.end, lost.end);
        if (start < end) for (const pfn of before.touchedPages({ start, end })) found.add(pfn);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** Puts back, into `bytes` that begin at `address`, what a loss took and no stage has stored since. */
  #restoreLost(bytes: Uint8Array, address: number, before: MemorySnapshot): void {
    const end = address + bytes.length;
    for (const pfn of before.touchedPages({ start: address, end })) {
      const start = Math.max(address, pfn * PAGE_SIZE);
      const length = Math.min(end, (pfn + 1) * PAGE_SIZE) - start;
      const [then, now] = [new Uint8Array(length), new Uint8Array(length)];
      before.writersInto(start, then);
      this.#memory.writersInto(start, now);
      const contents = before.read(start, length);
      for (let index = 0; index < length; index++) {
        if (then[index] !== NOBODY && now[index] === NOBODY) bytes[start - address + index] = contents[index]!;
      }
    }
  }

  /** Whether a loss took bytes of a page and no stage has stored to all of it since. */
  #hasLost(pfn: number): boolean {
    const [start, end] = [pfn * PAGE_SIZE, (pfn + 1) * PAGE_SIZE];
    if (!this.#losses.some(({ ranges }) => ranges.some((range) => range.start < end && start < range.end)))
      return false;
    const writers = new Uint8Array(Math.min(end, this.#memory.sizeBytes) - start);
    this.#memory.writersInto(start, writers);
    return writers.includes(NOBODY);
  }

  /** The true value of a byte that a loss took and no stage has stored since; undefined if it is none. */
  #lostByte(address: number): { pristine: number; cause: string } | undefined {
    const loss = this.#losses.find(({ ranges }) => ranges.some(({ start, end }) => start <= address && address < end));
    if (loss === undefined) return undefined;
    if (loss.before.writerAt(address) === NOBODY || this.#memory.writerAt(address) !== NOBODY) return undefined;
    return { pristine: loss.before.load8(address), cause: loss.cause };
  }
}
