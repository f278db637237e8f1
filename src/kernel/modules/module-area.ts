/**
 * Loaded modules in memory: virtual addresses in the module area, and the RAM behind them.
 *
 * Mirrors the outcome of `module_alloc` and `move_module` of Linux v6.1 (`arch/x86/kernel/module.c`, `kernel/module/main.c`). A module with
 * known symbols lies where they are (`crash/symbols.ts`) if nothing is there yet, another one at the first place where it fits; pages
 * between them stay unmapped. The RAM is part of what the boot took for itself, which counts modules (`mm/boot-footprint.ts`); it is always one piece. Its bytes
 * are stand-ins but for the code that reports show. Left out: regions for data and init code of their own, relocation, page rights.
 */
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { CrashText } from '../../profiles/kernel-text.ts';
import type { AddressSpace } from '../crash/address-space.ts';
import { codeWindows } from '../crash/code-bytes.ts';
import { SymbolTable } from '../crash/symbols.ts';
import type { KernelMapping, MappedRange } from '../mm/kernel-mapping.ts';
import type { OwnedRange } from '../mm/memory-use.ts';
import { overwritePages } from '../mm/page-contents.ts';

/** Kept free for a module with known symbols that is not loaded yet. */
const KNOWN_SPAN = 0x20000;
/** The guard page and the init sections that were there while the module before started. */
const GAP_PAGES = 5;

export interface ModuleAreaOptions {
  readonly crash: CrashText;
  readonly addresses: AddressSpace;
  readonly pageSizeBytes: number;
  readonly mapping: KernelMapping;
  readonly memory: PhysicalMemory;
  /** RAM that modules may be put in. */
  readonly room: readonly AddressRange[];
}

export class ModuleArea {
  readonly #options: ModuleAreaOptions;
  readonly #start: bigint;
  readonly #loaded = new Map<string, MappedRange>();

  constructor(options: ModuleAreaOptions) {
    this.#options = options;
    this.#start = BigInt(`0x${options.addresses.modules}`);
  }

  /** Whether there is RAM for a module. */
  hasRoomFor(name: string, coreBytes: number): boolean {
    return this.#findRam(this.#sizeOf(name, coreBytes)) !== null;
  }

  /** Puts a module into memory; nothing happens where there is no room. */
  load(name: string, coreBytes: number): void {
    const { addresses, crash, mapping, memory } = this.#options;
    const length = this.#sizeOf(name, coreBytes);
    const physical = this.#findRam(length);
    if (physical === null) return;
    const virtual = this.#findAddress(name, length);
    const range = { virtual, physical, length };
    this.#loaded.set(name, range);
    mapping.map(range);
    overwritePages(memory, physical, physical + length, 'kernel/mm');
    const writer = memory.writer('kernel');
    const recorded = SymbolTable.of(crash).modules.get(name)?.offset;
    if (recorded !== undefined) addresses.moved.set(name, virtual - this.#start - recorded);
    const offset = Number(recorded ?? 0n);
    for (const { module, offset: at, bytes } of codeWindows(crash)) {
      if (module === name) memory.write(physical + at - offset, bytes, writer);
    }
  }

  /** The bytes stay until another module is put there. */
  unload(name: string): void {
    const range = this.#loaded.get(name);
    if (range === undefined) return;
    this.#options.mapping.unmap(range.virtual);
    this.#loaded.delete(name);
  }

  /** Where a loaded module begins; 0 for one that is not there. */
  address(name: string): bigint {
    return this.#loaded.get(name)?.virtual ?? 0n;
  }

  /** Length of a loaded module; 0 for one that is not there. */
  sizeBytes(name: string): number {
    return this.#loaded.get(name)?.length ?? 0;
  }

  /** RAM by module. */
  owners(): readonly OwnedRange[] {
    return [...this.#loaded].map(([name, { physical, length }]) => ({
      start: physical,
      end: physical + length,
      owner: `module ${name}`,
    }));
  }

  #sizeOf(name: string, coreBytes: number): number {
    const { crash, pageSizeBytes } = this.#options;
    const known = SymbolTable.of(crash).modules.get(name)?.sizeBytes ?? 0;
    return Math.max(1, Math.ceil(Math.max(coreBytes, known) / pageSizeBytes)) * pageSizeBytes;
  }

  #findRam(length: number): number | null {
    const { room, pageSizeBytes } = this.#options;
    for (const { start, end } of subtract(room, this.owners())) {
      const aligned = Math.ceil(start / pageSizeBytes) * pageSizeBytes;
      if (aligned + length <= end) return aligned;
    }
    return null;
  }

  #findAddress(name: string, length: number): bigint {
    const { modules } = SymbolTable.of(this.#options.crash);
    const own = modules.get(name);
    const isFree = (start: bigint) =>
      [...this.#loaded.values()].every(
        (other) => start + BigInt(length) <= other.virtual || other.virtual + BigInt(other.length) <= start,
      );
    if (own !== undefined && isFree(this.#start + own.offset)) return this.#start + own.offset;
    const page = this.#options.pageSizeBytes;
    const taken = [
      ...[...modules].map(([other, { offset, sizeBytes }]) => ({
        start: Number(offset),
        end: Number(offset) + Math.max(KNOWN_SPAN, this.#sizeOf(other, sizeBytes)),
      })),
      ...[...this.#loaded.values()].map(({ virtual, length: size }) => {
        const start = Number(virtual - this.#start);
        return { start, end: start + size };
      }),
    ].sort((a, b) => a.start - b.start);
    let at = page;
    for (const { start, end } of taken) {
      if (at + length + GAP_PAGES * page <= start) break;
      at = Math.max(at, end + GAP_PAGES * page);
    }
    return this.#start + BigInt(at);
  }
}
