/**
 * RAM as U-Boot reaches it: flat physical addresses, one mapping per bank, and nothing beside the banks.
 *
 * What is no RAM is not modelled (boot ROM, registers): touching it is a CPU exception, which the caller raises when `room`
 * says that the bytes are not there.
 */
import type { CacheControl } from '../hardware/stage.ts';
import { type Mapping, map } from '../memory/mapping.ts';
import type { PageTemplate, PhysicalMemory } from '../memory/physical-memory.ts';
import { PAGE_SIZE } from '../memory/physical-memory.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { assert } from '../sim/assert.ts';

export class Ram {
  readonly #memory: PhysicalMemory;
  readonly #banks: readonly Mapping[];
  readonly #caches: CacheControl | null;

  constructor(memory: PhysicalMemory, board: BoardProfile, caches: CacheControl | null = null) {
    this.#memory = memory;
    this.#caches = caches;
    this.#banks = board.ramBanks.map(({ start, end }) =>
      map(
        memory,
        { address: start, length: end - start },
        { cacheType: 'cached', byteOrder: board.byteOrder, writer: 'uboot' },
      ),
    );
  }

  /** Bytes of RAM from `address` to the end of its bank; 0 where there is no RAM. */
  room(address: number): number {
    const bank = this.#bankOf(address);
    return bank === undefined ? 0 : bank.address + bank.length - address;
  }

  load32(address: number): number {
    const bank = this.#bank(address);
    return bank.load32(address - bank.address);
  }

  read(address: number, length: number): Uint8Array {
    const bank = this.#bank(address);
    return bank.read(address - bank.address, length);
  }

  readInto(address: number, target: Uint8Array): void {
    const bank = this.#bank(address);
    bank.readInto(address - bank.address, target);
  }

  write(address: number, bytes: Uint8Array): void {
    const bank = this.#bank(address);
    bank.write(address - bank.address, bytes);
  }

  /** `flush_dcache_range`; nothing to do where no caches are modelled. */
  flush(address: number, length: number): void {
    this.#caches?.writeBack({ address, length });
  }

  fill(address: number, length: number, byte: number): void {
    const bank = this.#bank(address);
    bank.fill(address - bank.address, length, byte);
  }

  /** Lays template pages at a page boundary, or copies their bytes where `address` is none. */
  place(address: number, template: PageTemplate, sizeBytes: number): void {
    assert(sizeBytes <= this.room(address), `U-Boot places ${template.name} outside RAM`);
    if (address % PAGE_SIZE === 0 && template.bytes.length <= this.room(address)) this.#memory.alias(address, template);
    else this.write(address, template.bytes.subarray(0, sizeBytes));
  }

  #bankOf(address: number): Mapping | undefined {
    for (const bank of this.#banks) if (address >= bank.address && address < bank.address + bank.length) return bank;
    return undefined;
  }

  #bank(address: number): Mapping {
    const bank = this.#bankOf(address);
    assert(bank !== undefined, `U-Boot: 0x${address.toString(16)} is no RAM, and no exception was raised`);
    return bank;
  }
}
