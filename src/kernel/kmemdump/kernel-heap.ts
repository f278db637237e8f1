/**
 * Memory that drivers and kmemdump itself allocate: whole pages in one piece, zeroed; what is freed is soon somebody else's.
 *
 * Stands for `kzalloc` of objects that large, which are pages of their own. They are no slabs here: those a debugger's objects are put into.
 */
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { ENOMEM } from '../../sim/errno.ts';
import type { Allocation, MemoryUse } from '../mm/memory-use.ts';

/** Pages that are not in one piece are put aside so often before the heap gives up. */
const TRIES = 16;

export class KernelHeap {
  readonly #memory: PhysicalMemory;
  readonly #use: MemoryUse;
  readonly #held = new Map<number, Allocation>();

  constructor(memory: PhysicalMemory, use: MemoryUse) {
    this.#memory = memory;
    this.#use = use;
  }

  /** A physical address, or -ENOMEM. */
  allocate(bytes: number): number {
    const pages = Math.max(1, Math.ceil(bytes / this.#use.pageSizeBytes));
    const aside: Allocation[] = [];
    let place = -ENOMEM;
    while (place < 0 && aside.length < TRIES) {
      const allocation = this.#use.allocate(pages, 'kernel');
      if (typeof allocation === 'number') break;
      if (isOnePiece(allocation)) {
        place = allocation.ranges[0]!.start;
        this.#held.set(place, allocation);
      } else aside.push(allocation);
    }
    for (const allocation of aside) this.#use.free(allocation);
    const memory = this.#memory;
    if (place >= 0) memory.write(place, new Uint8Array(pages * this.#use.pageSizeBytes), memory.writer('kernel/mm'));
    return place;
  }

  /** The bytes stay until somebody takes the pages. */
  free(place: number): void {
    const allocation = this.#held.get(place);
    if (allocation !== undefined) this.#use.free(allocation);
    this.#held.delete(place);
  }
}

function isOnePiece({ ranges }: Allocation): boolean {
  return ranges.every(({ start }, index) => index === 0 || start === ranges[index - 1]!.end);
}
