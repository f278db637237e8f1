/**
 * RAM as the running kernel sees it: bytes at virtual addresses, and the stacks of its tasks.
 *
 * Mirrors what `copy_from_kernel_nofault` of Linux v6.1 `mm/maccess.c` gives a report, and `alloc_thread_stack_node` of `kernel/fork.c`
 * for stacks in the vmalloc area: they lie in pages that the boot took for stacks. A stack is mapped when a report first shows
 * it; those of ended tasks are used again.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { KernelMapping } from './kernel-mapping.ts';

export class KernelMemory {
  readonly mapping: KernelMapping;
  readonly #ram: PhysicalMemory;
  readonly #stackRam: readonly AddressRange[];

  /** `stackRam`: what the boot took for stacks. */
  constructor(mapping: KernelMapping, ram: PhysicalMemory, stackRam: readonly AddressRange[]) {
    this.mapping = mapping;
    this.#ram = ram;
    this.#stackRam = stackRam;
  }

  /** Bytes at a virtual address; null where not all of them are mapped. */
  read(virtual: bigint, length: number): Uint8Array | null {
    const physical = this.mapping.physical(virtual, length);
    return physical === null ? null : this.#ram.read(physical, length);
  }

  /** What the kernel stores; nothing where the address is not mapped. */
  write(virtual: bigint, bytes: Uint8Array): void {
    const physical = this.mapping.physical(virtual, bytes.length);
    if (physical !== null) this.#ram.write(physical, bytes, this.#ram.writer('kernel'));
  }

  /** Gives the task's stack of `size` bytes, on such a boundary, that `pointer` points into, RAM if it has none. */
  mapStack(pointer: bigint, size: number): void {
    if (this.mapping.physical(pointer, 1) !== null) return;
    const virtual = pointer - (pointer % BigInt(size));
    const places = this.#stackRam.flatMap(({ start, end }) =>
      Array.from({ length: Math.floor((end - start) / size) }, (_, index) => start + index * size),
    );
    const physical = places[Number((virtual / BigInt(size)) % BigInt(Math.max(1, places.length)))];
    if (physical !== undefined) this.mapping.map({ virtual, physical, length: size });
  }
}
