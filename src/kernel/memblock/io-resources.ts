/**
 * Who has which physical addresses, and who may have them: the tree of /proc/iomem, and which addresses have a page.
 *
 * Mirrors Linux v6.1 `kernel/resource.c` (`__request_region`: a region may lie inside one that is not busy, and nowhere across an edge), the
 * generic `pfn_valid` of a sparse memory map (a section that has memory has pages throughout) and that of 32-bit ARM (memory that is mapped).
 * Left out: drivers that claim addresses while the kernel runs, ramoops excepted.
 */
import { DecodedMemory } from '../../memory/decoded-memory.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { RamPort } from '../../memory/ram-port.ts';
import type { BoardProfile } from '../../profiles/board.ts';
import type { Architecture, KernelProfile } from '../../profiles/kernel.ts';
import { boardResources, type Resource } from './board-resources.ts';
import type { MemoryLayout } from './memory-layout.ts';

/** SECTION_SIZE_BITS with the page size of each kernel; null: a flat map of what is mapped. */
const sectionBits: Readonly<Record<Architecture, number | null>> = { x86_64: 27, arm64: 27, ppc64le: 24, arm: null };

/**
 * x86: `iomem_resource` ends where the CPU's physical addresses do (QEMU's qemu64: 40 bits), so nothing beyond can be requested. Elsewhere
 * the request is granted and ioremap refuses.
 */
const X86_PHYSICAL_BITS = 40n;

export class IoResources {
  readonly #architecture: Architecture;
  readonly #layout: MemoryLayout;
  #banks: readonly AddressRange[];
  #fixed: readonly Resource[];
  #claims: readonly Resource[] = [];

  constructor(profile: KernelProfile, board: BoardProfile, layout: MemoryLayout) {
    this.#architecture = profile.architecture;
    this.#layout = layout;
    this.#banks = board.ramBanks;
    this.#fixed = boardResources(profile, board, layout);
  }

  /** All of them, in no order. */
  get resources(): readonly Resource[] {
    return [...this.#fixed, ...this.#claims];
  }

  /** `pfn_valid`: the address has a `struct page`, so it is mapped as memory and nobody is asked. */
  hasPage(address: bigint): boolean {
    const bits = sectionBits[this.#architecture];
    const { memory, systemRam } = this.#layout;
    if (bits === null) return systemRam.some(({ start, end }) => address >= start && address < end);
    const section = address >> BigInt(bits);
    const inside = [...memory, ...systemRam].some(
      ({ start, end }) => section >= BigInt(start) >> BigInt(bits) && section <= BigInt(end - 1) >> BigInt(bits),
    );
    return inside;
  }

  /** `request_mem_region`: false where a part of it belongs to somebody. */
  request(start: bigint, size: number, name: string): boolean {
    const end = start + BigInt(size);
    if (this.#architecture === 'x86_64' && end > 1n << X86_PHYSICAL_BITS) return false;
    const wanted = { start: Number(start), end: Number(end) };
    const isFree = this.resources.every((one) => {
      if (one.end <= wanted.start || one.start >= wanted.end) return true;
      return one.isBusy !== true && one.start <= wanted.start && one.end >= wanted.end;
    });
    if (isFree) this.#claims = [...this.#claims, { ...wanted, name, isBusy: true }];
    return isFree;
  }

  /** `register_memory_resource`: memory that was added. */
  hotAdd(range: AddressRange): void {
    this.#banks = [...this.#banks, range];
    this.#fixed = [...this.#fixed, { ...range, name: 'System RAM', isBusy: true }];
  }

  /** `insert_resource`: ranges inside others, of the kernel's own; those of the same name are replaced. */
  insert(ranges: readonly AddressRange[], name: string): void {
    const added = ranges.filter(({ start, end }) => start < end).map((range) => ({ ...range, name, isBusy: true }));
    this.#claims = [...this.#claims.filter((claim) => claim.name !== name), ...added];
  }

  /** `release_mem_region`. */
  release(start: bigint): void {
    this.#claims = this.#claims.filter((claim) => claim.start !== Number(start));
  }

  /** An access that no device answers is an external abort on ARM. */
  aborts(address: bigint): boolean {
    if (!this.#architecture.startsWith('arm')) return false;
    return !this.#banks.some(({ start, end }) => address >= start && address < end);
  }

  /** How the CPU reaches a range: null where all of it is RAM. */
  decoder({ start, end }: AddressRange): ((ram: RamPort) => RamPort) | null {
    const isRam = this.#banks.some((bank) => start >= bank.start && end <= bank.end);
    return isRam ? null : (ram) => new DecodedMemory(ram, this.#banks);
  }
}
