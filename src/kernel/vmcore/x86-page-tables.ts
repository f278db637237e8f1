/**
 * Page tables of x86-64: four levels, leaves of 2 MiB where addresses allow it, else of 4 KiB.
 *
 * Mirrors what `init_mem_mapping` and `vmemmap_populate` of Linux v6.1 `arch/x86/mm` leave behind, as far as a reader of a dump walks it.
 * Tables come from a pool of pages in the order of need; where the pool ends, mapping ends. Left out: five levels, 1 GiB leaves, rights.
 */
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { MappedRange } from '../mm/kernel-mapping.ts';

const PAGE_SIZE = 4096;
const LARGE_PAGE = 0x200000;
const INDEX_MASK = 511n;
/** Bits of the address below a level's index: PGD, PUD, PMD, PTE. */
const SHIFTS = [39n, 30n, 21n, 12n];
/** _PAGE_PRESENT | RW | ACCESSED | DIRTY: a table; with PSE a leaf of 2 MiB; without, of 4 KiB. */
const TABLE_FLAGS = 0x63n;
const LARGE_FLAGS = 0xe3n;
const ADDRESS_MASK = 0xffffffffff000n;

export class X86PageTables {
  readonly #root: number;
  readonly #pool: number[];
  /** Contents by physical address. */
  readonly #tables = new Map<number, BigUint64Array>();

  /** `root`: physical address of `init_top_pgt`; `pool`: of pages for the tables below. */
  constructor(root: number, pool: readonly number[]) {
    this.#root = root;
    this.#pool = pool.toReversed();
    this.#tables.set(root, new BigUint64Array(PAGE_SIZE / 8));
  }

  /** False: there were not enough tables for all of it. */
  map({ virtual, physical, length }: MappedRange): boolean {
    let done = 0;
    while (done < length) {
      const [at, to] = [virtual + BigInt(done), physical + done];
      const isLarge = at % BigInt(LARGE_PAGE) === 0n && to % LARGE_PAGE === 0 && length - done >= LARGE_PAGE;
      if (!this.#leaf(at, to, isLarge)) return false;
      done += isLarge ? LARGE_PAGE : PAGE_SIZE;
    }
    return true;
  }

  #leaf(virtual: bigint, physical: number, isLarge: boolean): boolean {
    const last = isLarge ? 2 : 3;
    let table = this.#tables.get(this.#root)!;
    for (let level = 0; level < last; level++) {
      const index = Number((virtual >> SHIFTS[level]!) & INDEX_MASK);
      const entry = table[index]!;
      if (entry === 0n) {
        const page = this.#pool.pop();
        if (page === undefined) return false;
        table[index] = BigInt(page) | TABLE_FLAGS;
        this.#tables.set(page, new BigUint64Array(PAGE_SIZE / 8));
      } else if ((entry & LARGE_FLAGS) === LARGE_FLAGS && level === 2) return true;
      table = this.#tables.get(Number(table[index]! & ADDRESS_MASK))!;
    }
    const index = Number((virtual >> SHIFTS[last]!) & INDEX_MASK);
    table[index] = BigInt(physical) | (isLarge ? LARGE_FLAGS : TABLE_FLAGS);
    return true;
  }

  /** Writes all tables into RAM. */
  store(memory: PhysicalMemory): void {
    const writer = memory.writer('kernel/mm');
    for (const [address, table] of this.#tables) memory.write(address, new Uint8Array(table.buffer), writer);
  }
}

/** Pages for tables that a machine with RAM up to `ramEnd` needs: its linear map, the memory map, modules and stacks. */
export function x86TablePages(ramEnd: number): number {
  return MINIMUM_TABLES + Math.ceil(ramEnd / GIB);
}

const GIB = 2 ** 30;
/** Image, memory map and linear map have a table or two for each level; the rest is for areas of 2 MiB with modules and stacks. */
const MINIMUM_TABLES = 40;
