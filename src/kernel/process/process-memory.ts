/**
 * The memory of processes: what each program takes, and taking it from the page allocator.
 *
 * Sizes are those of small C programs on the C library, the name moves them a little; assumed. Stacks of the kernel and page
 * tables come with each process, its own pages with the program.
 */
import { ENOMEM } from '../../sim/errno.ts';
import type { Allocation, MemoryPurpose, MemoryUse } from '../mm/memory-use.ts';
import type { ProcessView } from '../procfs/process-view.ts';

const KIB = 1024;
const SHARED_KIB = 1400;
const PAGE_TABLE_KIB = 40;
/** What a child writes to before it runs a program of its own. */
const COPIED_KIB = 120;
/** What one step of growing takes: 1 MiB of small pages. */
const GROW_PAGES = 256;
/** What one page of page tables maps. */
const TABLE_COVERS = 2 * 1024 * KIB;

/** What a process has, in bytes. */
export interface ProcessFigures {
  readonly total: number;
  readonly anon: number;
  readonly file: number;
  readonly shmem: number;
  readonly pageTables: number;
}

function spreadOf(comm: string): number {
  let spread = 0;
  for (let at = 0; at < comm.length; at++) spread = (spread * 31 + comm.charCodeAt(at)) % 97;
  return spread;
}

const privateKib = (comm: string): number => 200 + spreadOf(comm) * 6;

/** The sizes that `/proc/PID/status` shows of a program, in bytes. */
export function programMemory(comm: string): ProcessView['memory'] {
  const spread = spreadOf(comm);
  return {
    total: (2500 + spread * 60) * KIB,
    resident: Math.floor((SHARED_KIB + privateKib(comm)) / 4) * 4 * KIB,
    shared: SHARED_KIB * KIB,
    text: (60 + spread * 4) * KIB,
    data: 340 * KIB,
    stack: 132 * KIB,
    libraries: 0,
  };
}

/** The pages one process has. */
export class ProcessMemory {
  readonly #use: MemoryUse;
  readonly #held: Allocation[] = [];
  #anonymous: Allocation | null = null;
  readonly #extra: Allocation[] = [];
  /** Bytes of `#extra`, and what of them the program asked for. */
  #grown = 0;
  #wanted = 0;

  private constructor(use: MemoryUse) {
    this.#use = use;
  }

  /** For a new process, or -ENOMEM. */
  static take(use: MemoryUse, stackBytes: number): ProcessMemory | number {
    const memory = new ProcessMemory(use);
    const isThere = memory.#hold(stackBytes / KIB, 'kernel-stack') && memory.#hold(PAGE_TABLE_KIB, 'page-tables');
    if (isThere && memory.#replace(COPIED_KIB)) return memory;
    memory.free();
    return -ENOMEM;
  }

  /** A program takes the place of what was there; false when there is no memory for it. */
  becomes(comm: string): boolean {
    this.#freeGrown();
    return this.#replace(privateKib(comm));
  }

  /**
   * Takes memory on top of the program's own: `brk` and the first write to it. False when there is not enough: what could be had
   * stays, and `grow(0)` tries for the rest.
   */
  grow(bytes: number): boolean {
    const size = this.#use.pageSizeBytes;
    this.#wanted += bytes;
    while (this.#grown < this.#wanted) {
      const pages = Math.min(Math.ceil((this.#wanted - this.#grown) / size), GROW_PAGES);
      // Memory that is nearly used up is taken page by page.
      const allocation = this.#take(pages) ?? this.#take(1);
      if (allocation === null) return false;
      this.#extra.push(allocation);
      this.#grown += allocation.pages * size;
    }
    return true;
  }

  /** Gives back what `grow` took last. */
  shrink(bytes: number): void {
    this.#wanted = Math.max(0, this.#wanted - bytes);
    for (let last = this.#extra.at(-1); last !== undefined; last = this.#extra.at(-1)) {
      const size = last.pages * this.#use.pageSizeBytes;
      if (this.#grown - size < this.#wanted) return;
      this.#extra.pop();
      this.#grown -= size;
      this.#use.free(last);
    }
  }

  /** What it has and could have, in bytes. */
  figures(comm: string): ProcessFigures {
    const { total, resident, shared } = programMemory(comm);
    return {
      total: total + this.#grown,
      anon: resident - shared + this.#grown,
      file: 0,
      shmem: shared,
      pageTables: PAGE_TABLE_KIB * KIB + Math.ceil(this.#grown / TABLE_COVERS) * this.#use.pageSizeBytes,
    };
  }

  /** What `grow` took. */
  get grownBytes(): number {
    return this.#grown;
  }

  free(): void {
    this.#freeGrown();
    for (const allocation of this.#held) this.#use.free(allocation);
    this.#held.length = 0;
    if (this.#anonymous !== null) this.#use.free(this.#anonymous);
    this.#anonymous = null;
  }

  #freeGrown(): void {
    for (const allocation of this.#extra) this.#use.free(allocation);
    this.#extra.length = 0;
    this.#grown = 0;
    this.#wanted = 0;
  }

  #take(pages: number): Allocation | null {
    const allocation = this.#use.allocate(pages, 'anon');
    return typeof allocation === 'number' ? null : allocation;
  }

  #pages(kib: number): number {
    return Math.max(1, Math.ceil((kib * KIB) / this.#use.pageSizeBytes));
  }

  #hold(kib: number, purpose: MemoryPurpose): boolean {
    const allocation = this.#use.allocate(this.#pages(kib), purpose);
    if (typeof allocation === 'number') return false;
    this.#held.push(allocation);
    return true;
  }

  #replace(kib: number): boolean {
    const allocation = this.#use.allocate(this.#pages(kib), 'anon');
    if (typeof allocation === 'number') return false;
    if (this.#anonymous !== null) this.#use.free(this.#anonymous);
    this.#anonymous = allocation;
    return true;
  }
}
