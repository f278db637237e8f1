/**
 * Page tables as a kernel of 64 bits leaves them in RAM: four levels, the largest leaves that addresses allow.
 *
 * Mirrors what `init_mem_mapping` and `vmemmap_populate` of Linux v6.1 `arch/x86/mm` leave behind, `create_pgd_mapping` of `arch/arm64/mm/mmu.c`
 * and `radix__map_kernel_page` of `arch/powerpc/mm/book3s64/radix_pgtable.c`, as far as a reader of a dump walks them. Tables come from a pool in the
 * order of need; where the pool ends, mapping ends. Left out: five levels, 1 GiB leaves but on POWER, rights.
 */
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { MappedRange } from '../mm/kernel-mapping.ts';

/** What a table below the root may take: 512 entries. */
export const TABLE_BYTES = 4096;

export interface PageTableFormat {
  /** Of each level, root first: the lowest bit of the address that is its index, and how many bits that has. */
  readonly levels: readonly { readonly shift: number; readonly bits: number }[];
  /** Levels whose entries may be leaves, largest leaf first. */
  readonly leafLevels: readonly number[];
  readonly byteOrder: ByteOrder;
  /** An entry of `level` that leads to a table, or to memory. */
  table(address: bigint, level: number): bigint;
  leaf(address: bigint, level: number): bigint;
}

const FOUR_KIB_LEVELS = [39, 30, 21, 12].map((shift) => ({ shift, bits: 9 }));

/** _PAGE_PRESENT | RW | ACCESSED | DIRTY: a table; with PSE a leaf of 2 MiB; without, of 4 KiB. */
export const x86PageTables: PageTableFormat = {
  levels: FOUR_KIB_LEVELS,
  leafLevels: [2, 3],
  byteOrder: 'little',
  table: (address) => address | 0x63n,
  leaf: (address, level) => address | (level === 2 ? 0xe3n : 0x63n),
};

/** Pages of 4 KiB, addresses of 48 bits: a table; a block or page that is accessed, shareable, for the kernel alone, not executable. */
export const arm64PageTables: PageTableFormat = {
  levels: FOUR_KIB_LEVELS,
  leafLevels: [2, 3],
  byteOrder: 'little',
  table: (address) => address | 0x3n,
  leaf: (address, level) => address | 0x60000000000700n | (level === 2 ? 0x1n : 0x3n),
};

const RADIX_LEVELS = [
  { shift: 39, bits: 13 },
  { shift: 30, bits: 9 },
  { shift: 21, bits: 9 },
  { shift: 16, bits: 5 },
];

/** POWER's radix tree with pages of 64 KiB, big-endian on all kernels: _PAGE_PRESENT and how many bits index the next level; with _PAGE_PTE a leaf. */
export const radixPageTables: PageTableFormat = {
  levels: RADIX_LEVELS,
  leafLevels: [1, 2, 3],
  byteOrder: 'big',
  table: (address, level) => address | (1n << 63n) | BigInt(RADIX_LEVELS[level + 1]!.bits),
  // _PAGE_ACCESSED, _PAGE_DIRTY, _PAGE_PRIVILEGED, read and write.
  leaf: (address) => address | (3n << 62n) | 0x18en,
};

interface Table {
  readonly address: number;
  readonly entries: BigUint64Array;
  /** By index; absent: nothing, or a leaf. */
  readonly below: Map<number, Table>;
}

export class PageTables {
  readonly #format: PageTableFormat;
  readonly #pool: number[];
  /** The root is the first. */
  readonly #tables: Table[] = [];

  /** `root`: physical address of the kernel's own root; `pool`: of places for the tables below. */
  constructor(format: PageTableFormat, root: number, pool: readonly number[]) {
    this.#format = format;
    this.#pool = pool.toReversed();
    this.#newTable(root, 0);
  }

  /** False: there were not enough tables for all of it. */
  map({ virtual, physical, length }: MappedRange): boolean {
    const { levels, leafLevels } = this.#format;
    const sizes = leafLevels.map((level) => 2 ** levels[level]!.shift);
    let done = 0;
    while (done < length) {
      const [at, to] = [virtual + BigInt(done), physical + done];
      const fits = sizes.findIndex((size) => at % BigInt(size) === 0n && to % size === 0 && length - done >= size);
      const choice = fits < 0 ? sizes.length - 1 : fits;
      if (!this.#leaf(at, to, leafLevels[choice]!)) return false;
      done += sizes[choice]!;
    }
    return true;
  }

  #leaf(virtual: bigint, physical: number, last: number): boolean {
    const { levels } = this.#format;
    const indexAt = (level: number) => {
      const { shift, bits } = levels[level]!;
      return Number((virtual >> BigInt(shift)) & BigInt(2 ** bits - 1));
    };
    let table = this.#tables[0]!;
    for (let level = 0; level < last; level++) {
      const index = indexAt(level);
      let next = table.below.get(index);
      if (next === undefined) {
        // A larger leaf maps it already.
        if (table.entries[index] !== 0n) return true;
        const place = this.#pool.pop();
        if (place === undefined) return false;
        next = this.#newTable(place, level + 1);
        table.below.set(index, next);
        table.entries[index] = this.#format.table(BigInt(place), level);
      }
      table = next;
    }
    table.entries[indexAt(last)] = this.#format.leaf(BigInt(physical), last);
    return true;
  }

  #newTable(address: number, level: number): Table {
    const entries = new BigUint64Array(2 ** this.#format.levels[level]!.bits);
    const table = { address, entries, below: new Map<number, Table>() };
    this.#tables.push(table);
    return table;
  }

  /** Writes all tables into RAM. */
  store(memory: PhysicalMemory): void {
    const writer = memory.writer('kernel/mm');
    const little = this.#format.byteOrder === 'little';
    for (const { address, entries } of this.#tables) {
      const view = new DataView(new ArrayBuffer(entries.length * 8));
      entries.forEach((entry, index) => {
        if (entry !== 0n) view.setBigUint64(index * 8, entry, little);
      });
      memory.write(address, new Uint8Array(view.buffer), writer);
    }
  }
}
