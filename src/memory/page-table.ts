/**
 * Copy-on-write page tables over a page pool: which slot holds which page of 2^32, for any number of memories and snapshots.
 *
 * Four levels of 1024 entries (the top one uses four). An entry of level 0 is a page slot; one of level k is a node that
 * covers 1024^k pages. An entry of zero or below is a *background*: everything beneath it is untouched and reads as zeros
 * (0) or as the noise of seed -entry. So a root alone says what 16 TiB hold, and replacing it is replacing the contents.
 *
 * Sharing: nodes and slots count their references. What lies on a path where every count is 1 belongs to one memory and is
 * written in place; anything else is copied on the way. Taking a snapshot is therefore one count on the root, whatever the
 * size. Giving one up puts the root into a graveyard that later allocations take apart piece by piece: giving up costs
 * nothing at that instant, and the pool never grows while there is something dead in it.
 */
import { assert } from '../sim/assert.ts';
import { backgroundHash, HashCache, type HashPair, nodeHash } from './contents-hash.ts';
import { grown, type PagePool } from './page-pool.ts';
import type { PageTemplate } from './page-template.ts';

/** Entries per node. */
const NODE_ENTRIES = 1024;
const NODE_SHIFT = 10;
const NODE_MASK = NODE_ENTRIES - 1;
/** The level of the root entry: 1024^4 pages are more than the 2^32 of 16 TiB. */
const ROOT_LEVEL = 4;
/** Pages in 16 TiB. */
const PAGE_COUNT_LIMIT = 2 ** 32;
/** Nodes there is room for at first. */
const FIRST_ROOM = 16;
/** Node numbers must stay positive when shifted to an index. */
const NODE_LIMIT = 2 ** 21;

/** What stands in a page table: a slot or node if positive, a background if not. */
export type Entry = number;

/**
 * Puts other contents into a range of pages: returns the entry for the whole of `level` at `pfn`, with a reference that
 * the table takes over, or undefined where the decision must be made page by page one level below.
 */
export type Replacement = (level: number, pfn: number) => Entry | undefined;

/** Pages covered by one entry of each level. */
const SPANS = [1, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40] as const;

export function span(level: number): number {
  return SPANS[level]!;
}

export class PageTables {
  readonly pool: PagePool;
  #entries = new Int32Array(FIRST_ROOM * NODE_ENTRIES);
  #refs = new Int32Array(FIRST_ROOM);
  /** Per node: slots and nodes stand only in entries `low` … `high`-1, so that mostly empty nodes are copied cheaply. */
  #low = new Int32Array(FIRST_ROOM);
  #high = new Int32Array(FIRST_ROOM);
  readonly #free: number[] = [];
  /** Node 0 is never used: 0 is a background. */
  #fresh = 1;
  /** Dead nodes whose children still count them, and their levels. */
  readonly #deadNodes: number[] = [];
  readonly #deadLevels: number[] = [];
  readonly #hashes = new HashCache();
  /** By first page; kept as long as the pool lives, so that aliasing 4 MiB is one entry. */
  readonly #templateLeaves = new Map<PageTemplate, Map<number, Entry>>();

  constructor(pool: PagePool) {
    this.pool = pool;
  }

  /** Nodes in use, the dead ones that wait to be taken apart included. */
  get nodesInUse(): number {
    return this.#fresh - 1 - this.#free.length;
  }

  /** The slot of a page, or the background it reads as. */
  find(root: Entry, pfn: number): Entry {
    const entries = this.#entries;
    if (root <= 0) return root;
    let entry = entries[(root << NODE_SHIFT) | (pfn >>> 30)]!;
    if (entry <= 0) return entry;
    entry = entries[(entry << NODE_SHIFT) | ((pfn >>> 20) & NODE_MASK)]!;
    if (entry <= 0) return entry;
    entry = entries[(entry << NODE_SHIFT) | ((pfn >>> 10) & NODE_MASK)]!;
    if (entry <= 0) return entry;
    return entries[(entry << NODE_SHIFT) | (pfn & NODE_MASK)]!;
  }

  /** The leaf node that decides about a page, or 0 where a background stands above it. */
  findLeaf(root: Entry, pfn: number): Entry {
    return Math.max(0, this.entryAt(root, pfn, 1));
  }

  /** The entry of a page in its leaf node. */
  inLeaf(leaf: Entry, pfn: number): Entry {
    return this.#entries[(leaf << NODE_SHIFT) | (pfn & NODE_MASK)]!;
  }

  /** The root after making sure that the nodes down to the leaf of page `pfn` belong to it alone. */
  ownPath(root: Entry, pfn: number): Entry {
    const owned = this.#ownNode(root, ROOT_LEVEL);
    let node = owned;
    for (let level = ROOT_LEVEL - 1; level > 0; level--) {
      const index = this.#index(pfn, level);
      const child = this.#ownNode(this.#entries[(node << NODE_SHIFT) | index]!, level);
      this.#put(node, index, child);
      node = child;
    }
    return owned;
  }

  /** A slot for page `pfn` that may be written in place; the path down to its leaf must be owned. */
  ownPage(leaf: Entry, pfn: number): number {
    const slot = this.inLeaf(leaf, pfn);
    if (slot > 0 && this.pool.refs[slot] === 1) {
      this.pool.touch(slot);
      return slot;
    }
    this.#bury();
    const own = slot > 0 ? this.pool.copy(slot) : this.pool.materialise(slot, pfn);
    this.#put(leaf, pfn & NODE_MASK, own);
    return own;
  }

  /** One more holder of a whole tree. */
  retain(entry: Entry, level: number = ROOT_LEVEL): Entry {
    if (entry > 0) {
      const refs = level === 0 ? this.pool.refs : this.#refs;
      refs[entry]!++;
    }
    return entry;
  }

  /** One holder less. */
  release(entry: Entry, level: number = ROOT_LEVEL): void {
    if (entry <= 0) return;
    if (level === 0) {
      this.pool.release(entry);
      return;
    }
    const left = this.#refs[entry]! - 1;
    assert(left >= 0, 'a page table node was released more often than retained');
    this.#refs[entry] = left;
    if (left > 0) return;
    this.#deadNodes.push(entry);
    this.#deadLevels.push(level);
  }

  /** Replaces the pages `start` … `end`-1; returns the new root. Costs the nodes on the borders, not the pages between. */
  replace(root: Entry, start: number, end: number, replacement: Replacement): Entry {
    return this.#replaceIn(root, ROOT_LEVEL, 0, start, end, replacement);
  }

  /** A node of `level` whose entries all are `child`, an entry of the level below that is retained once per entry. */
  uniformNode(child: Entry, level: number): Entry {
    const node = this.#allocate();
    const start = node << NODE_SHIFT;
    this.#entries.fill(child, start, start + NODE_ENTRIES);
    if (child > 0) {
      this.#low[node] = 0;
      this.#high[node] = NODE_ENTRIES;
      const refs = level === 1 ? this.pool.refs : this.#refs;
      refs[child]! += NODE_ENTRIES;
    }
    return node;
  }

  /** The node of level 1 for the 1024 pages of a template from `page` on, made once; the caller retains it. */
  templateLeaf(template: PageTemplate, page: number): Entry {
    let leaves = this.#templateLeaves.get(template);
    if (leaves === undefined) {
      leaves = new Map();
      this.#templateLeaves.set(template, leaves);
    }
    let leaf = leaves.get(page);
    if (leaf === undefined) {
      leaf = this.#allocate();
      const slots = this.pool.templateSlots(template).subarray(page, page + NODE_ENTRIES);
      assert(slots.length === NODE_ENTRIES, `template ${template.name} has no 1024 pages from ${page} on`);
      this.#entries.set(slots, leaf << NODE_SHIFT);
      this.#low[leaf] = 0;
      this.#high[leaf] = NODE_ENTRIES;
      for (const slot of slots) this.pool.refs[slot]!++;
      leaves.set(page, leaf);
    }
    return leaf;
  }

  /**
   * What a table has to hold where it is to read as the `span(level)` pages from any `pfn` on, with a reference for the caller: 0 where none of them
   * was touched, at level 1 a leaf of its own; undefined where that must be decided below. `noisy` as in `holdsNoise`.
   */
  shifted(root: Entry, pfn: number, level: number, noisy: Map<Entry, boolean>): Entry | undefined {
    const first = this.entryAt(root, pfn, level);
    const second = this.entryAt(root, pfn + span(level) - 1, level);
    if (first === 0 && second === 0) return 0;
    if (level !== 1 || this.holdsNoise(first, 1, noisy) || this.holdsNoise(second, 1, noisy)) return undefined;
    const cut = pfn & NODE_MASK;
    return this.#shareSlots(second, this.#shareSlots(first, 0, -cut), NODE_ENTRIES - cut);
  }

  /** Puts the slots of a leaf into another one, `by` entries further on; those that fall out are left out. `to`: 0 is made a leaf where there are any. */
  #shareSlots(from: Entry, to: Entry, by: number): Entry {
    if (from <= 0) return to;
    const low = Math.max(this.#low[from]!, -by);
    const high = Math.min(this.#high[from]!, NODE_ENTRIES - by);
    if (low >= high) return to;
    const leaf = to === 0 ? this.uniformNode(0, 1) : to;
    for (let index = low; index < high; index++) {
      const slot = this.#entries[(from << NODE_SHIFT) | index]!;
      if (slot > 0) this.#put(leaf, index + by, this.retain(slot, 0));
    }
    return leaf;
  }

  /** Whether the pages of a template, whose slots these are, stand from `pfn` on already. */
  holdsTemplate(root: Entry, pfn: number, template: PageTemplate, slots: Int32Array): boolean {
    const leaves = this.#templateLeaves.get(template);
    for (let page = 0; page < slots.length; ) {
      const leaf = this.findLeaf(root, pfn + page);
      if (leaf === 0) return false;
      const index = (pfn + page) & NODE_MASK;
      const count = Math.min(NODE_ENTRIES - index, slots.length - page);
      const isWhole = count === NODE_ENTRIES && leaves?.get(page) === leaf;
      const from = ((leaf << NODE_SHIFT) | index) - page;
      const end = page + count;
      if (isWhole) page = end;
      for (; page < end; page++) if (this.#entries[from + page] !== slots[page]) return false;
    }
    return true;
  }

  /** The entry that decides about `pfn` at `level` or above it, so that a whole block can be shared. */
  entryAt(root: Entry, pfn: number, level: number): Entry {
    let entry = root;
    for (let above = ROOT_LEVEL; above > level; above--) {
      if (entry <= 0) return entry;
      entry = this.#entries[(entry << NODE_SHIFT) | this.#index(pfn, above - 1)]!;
    }
    return entry;
  }

  /** Pages with slots in `start` … `end`-1, in ascending order. */
  *pages(root: Entry, start: number, end: number): Generator<{ pfn: number; slot: number }> {
    if (root > 0) yield* this.#pagesIn(root, ROOT_LEVEL, 0, start, end);
  }

  /** The untouched stretches whose background is not `except`, in ascending order, neighbours of one background joined. */
  backgrounds(root: Entry, except: Entry): { start: number; end: number; background: Entry }[] {
    const found: { start: number; end: number; background: Entry }[] = [];
    this.#backgroundsIn(root, ROOT_LEVEL, 0, (start, end, background) => {
      const last = found.at(-1);
      if (background === except) return;
      if (last !== undefined && last.end === start && last.background === background) last.end = end;
      else found.push({ start, end, background });
    });
    return found;
  }

  /**
   * Whether anything beneath an entry reads as noise without being a page: such contents are bound to their address.
   * `known` remembers answers while the tables do not change.
   */
  holdsNoise(entry: Entry, level: number, known: Map<Entry, boolean>): boolean {
    if (entry <= 0) return entry < 0;
    if (level === 0) return false;
    let holds = known.get(entry);
    if (holds === undefined) {
      const start = entry << NODE_SHIFT;
      holds = false;
      for (let index = start; index < start + NODE_ENTRIES && !holds; index++) {
        const child = this.#entries[index]!;
        holds = child < 0 || (level > 1 && this.holdsNoise(child, level - 1, known));
      }
      known.set(entry, holds);
    }
    return holds;
  }

  /** How many pages have slots; shared nodes are counted once and multiplied. */
  countPages(root: Entry): number {
    const known = new Map<Entry, number>();
    const count = (entry: Entry, level: number): number => {
      if (entry <= 0) return 0;
      if (level === 0) return 1;
      let pages = known.get(entry);
      if (pages === undefined) {
        pages = 0;
        for (let index = this.#low[entry]!; index < this.#high[entry]!; index++) {
          pages += count(this.#entries[(entry << NODE_SHIFT) | index]!, level - 1);
        }
        known.set(entry, pages);
      }
      return pages;
    };
    return count(root, ROOT_LEVEL);
  }

  /** 64 bits for everything beneath a root. */
  hash(root: Entry): HashPair {
    return this.#hashOf(root, ROOT_LEVEL);
  }

  /** Takes apart everything dead; only needed before counting what is in use. */
  sweep(): void {
    while (this.#deadNodes.length > 0) this.#dismantleOne();
  }

  #put(node: Entry, index: number, child: Entry): void {
    this.#entries[(node << NODE_SHIFT) | index] = child;
    if (child <= 0) return;
    if (index < this.#low[node]!) this.#low[node] = index;
    if (index >= this.#high[node]!) this.#high[node] = index + 1;
  }

  #index(pfn: number, level: number): number {
    return (pfn >>> (NODE_SHIFT * level)) & NODE_MASK;
  }

  #hashOf(entry: Entry, level: number): HashPair {
    if (entry <= 0) return backgroundHash(entry);
    if (level === 0) return this.pool.pageHash(entry);
    const known = this.#hashes.get(entry);
    if (known !== undefined) return known;
    const count = level === ROOT_LEVEL ? PAGE_COUNT_LIMIT / span(level - 1) : NODE_ENTRIES;
    const start = entry << NODE_SHIFT;
    return this.#hashes.set(
      entry,
      nodeHash(count, (index) => this.#hashOf(this.#entries[start + index]!, level - 1)),
    );
  }

  /** The node for an entry, safe to be written: made from a background, copied if shared. */
  #ownNode(entry: Entry, level: number): Entry {
    if (entry <= 0) return this.uniformNode(entry, level);
    if (this.#refs[entry] === 1) {
      this.#hashes.forget(entry);
      return entry;
    }
    const copied = this.#allocate();
    const start = copied << NODE_SHIFT;
    this.#entries.copyWithin(start, entry << NODE_SHIFT, (entry << NODE_SHIFT) + NODE_ENTRIES);
    const refs = level === 1 ? this.pool.refs : this.#refs;
    const entries = this.#entries;
    const [low, high] = [this.#low[entry]!, this.#high[entry]!];
    for (let index = low; index < high; index++) {
      const child = entries[start + index]!;
      if (child > 0) refs[child]!++;
    }
    this.#low[copied] = low;
    this.#high[copied] = high;
    this.release(entry, level);
    return copied;
  }

  #replaceIn(entry: Entry, level: number, base: number, start: number, end: number, replacement: Replacement): Entry {
    const size = span(level);
    if (start <= base && base + size <= end) {
      const whole = replacement(level, base);
      if (whole !== undefined) {
        this.release(entry, level);
        return whole;
      }
      assert(level > 0, 'a replacement decides about every single page');
    }
    const node = this.#ownNode(entry, level);
    const childSize = span(level - 1);
    const first = Math.max(0, Math.floor((start - base) / childSize));
    const last = Math.min(NODE_ENTRIES, Math.ceil((end - base) / childSize));
    for (let index = first; index < last; index++) {
      const before = this.#entries[(node << NODE_SHIFT) | index]!;
      this.#put(node, index, this.#replaceIn(before, level - 1, base + index * childSize, start, end, replacement));
    }
    return node;
  }

  *#pagesIn(
    node: Entry,
    level: number,
    base: number,
    start: number,
    end: number,
  ): Generator<{ pfn: number; slot: number }> {
    const childSize = span(level - 1);
    const first = Math.max(this.#low[node]!, Math.floor((start - base) / childSize));
    const last = Math.min(this.#high[node]!, Math.ceil((end - base) / childSize));
    for (let index = first; index < last; index++) {
      const child = this.#entries[(node << NODE_SHIFT) | index]!;
      if (child <= 0) continue;
      const pfn = base + index * childSize;
      if (level === 1) yield { pfn, slot: child };
      else yield* this.#pagesIn(child, level - 1, pfn, start, end);
    }
  }

  #backgroundsIn(
    entry: Entry,
    level: number,
    base: number,
    found: (start: number, end: number, background: Entry) => void,
  ): void {
    if (base >= PAGE_COUNT_LIMIT) return;
    if (entry <= 0) {
      found(base, Math.min(base + span(level), PAGE_COUNT_LIMIT), entry);
      return;
    }
    if (level === 0) return;
    const childSize = span(level - 1);
    for (let index = 0; index < NODE_ENTRIES; index++) {
      this.#backgroundsIn(this.#entries[(entry << NODE_SHIFT) | index]!, level - 1, base + index * childSize, found);
    }
  }

  #allocate(): Entry {
    if (this.#free.length === 0 && this.#deadNodes.length > 0) this.#dismantleOne();
    const node = this.#free.pop() ?? this.#fresh++;
    assert(node < NODE_LIMIT, 'more page table nodes than can be numbered');
    if (node >= this.#refs.length) {
      this.#refs = grown(this.#refs, this.#refs.length * 2);
      this.#low = grown(this.#low, this.#low.length * 2);
      this.#high = grown(this.#high, this.#high.length * 2);
      this.#entries = grown(this.#entries, this.#entries.length * 2);
    }
    this.#refs[node] = 1;
    this.#low[node] = NODE_ENTRIES;
    this.#high[node] = 0;
    this.#hashes.forget(node);
    return node;
  }

  /** Takes apart dead nodes until the pool has a free slot or nothing dead is left. */
  #bury(): void {
    while (!this.pool.hasFreeSlot && this.#deadNodes.length > 0) this.#dismantleOne();
  }

  #dismantleOne(): void {
    const node = this.#deadNodes.pop()!;
    const level = this.#deadLevels.pop()!;
    const start = node << NODE_SHIFT;
    for (let index = start + this.#low[node]!; index < start + this.#high[node]!; index++) {
      const child = this.#entries[index]!;
      if (child > 0) this.release(child, level - 1);
    }
    this.#free.push(node);
  }
}
