/**
 * The table of meminspect: drivers walk it and are told of changes, and nobody is refused.
 *
 * Mirrors `kernel/meminspect/meminspect.c` of November 2025 and March 2026. A driver is a backend here: it walks the table when it comes (`meminspect_traverse`)
 * and has a notifier from then on. What a full table or a wrong number does not take is dropped without a word.
 */
import { EINVAL } from '../../sim/errno.ts';
import type { DumpRegion, KmemdumpBackend } from './backend.ts';
import {
  byId,
  type DumpMemory,
  isBackend,
  type RegionList,
  type RegionTable,
  type TableInput,
} from './region-table.ts';
import { UID_SLOTS } from './uid-table.ts';

export interface InspectTableInput extends TableInput {
  /** MEMINSPECT_ID_DYNAMIC: asks for any number from there up. */
  readonly dynamic: number;
  readonly nameOf: (id: number) => string;
  /** The first version: nobody fills in the physical addresses of static entries, so that they cannot be found by them again. */
  readonly staticsLackAddress: boolean;
}

export class InspectTable implements RegionTable {
  readonly #input: InspectTableInput;
  readonly #entries = new Map<number, DumpRegion>();
  readonly #statics = new Set<number>();
  /** In the order in which they came. */
  readonly #drivers: KmemdumpBackend[] = [];
  /** The core image's header; null until late_initcall. */
  header: RegionList | null = null;

  constructor(input: InspectTableInput) {
    this.#input = input;
  }

  regions(): readonly DumpRegion[] {
    return byId(this.#entries.values());
  }

  get backend(): KmemdumpBackend | null {
    return this.#drivers[0] ?? null;
  }

  /** `meminspect_register_id_pa`. The number it got; the real function says nothing, null: it did nothing. */
  registerId(wanted: number, memory: DumpMemory): number | null {
    if (wanted <= 0 || wanted >= UID_SLOTS) return null;
    let id = wanted;
    if (id === this.#input.dynamic) while (id < UID_SLOTS && this.#entries.has(id)) id++;
    if (id === UID_SLOTS) return null;
    this.unregister(id);
    const region = this.#store(id, memory);
    this.header?.append(region);
    for (const driver of this.#drivers) driver.registerRegion(region);
    return id;
  }

  /** An entry of `.inspect_table`, copied over what the table has; nobody is told. */
  storeStatic(id: number, memory: DumpMemory): void {
    this.#store(id, memory);
    this.#statics.add(id);
  }

  #store(id: number, memory: DumpMemory): DumpRegion {
    this.#statics.delete(id);
    const region = { id, name: this.#input.nameOf(id), ...memory };
    this.#entries.set(id, region);
    return region;
  }

  /** Of drivers that came before late_initcall, which tells them of everything once more. */
  announce(): void {
    for (const region of this.regions()) for (const driver of this.#drivers) driver.registerRegion(region);
  }

  unregister(id: number): void {
    const region = this.#entries.get(id);
    if (region === undefined) return;
    for (const driver of this.#drivers) driver.unregisterRegion(id);
    this.header?.remove({ ...region, physical: this.#storedAddress(region) });
    this.#entries.delete(id);
  }

  #storedAddress({ id, physical }: DumpRegion): number {
    return this.#input.staticsLackAddress && this.#statics.has(id) ? 0 : physical;
  }

  /** `meminspect_unregister_pa`: the first entry with this address and size. */
  unregisterMemory(physical: number, sizeBytes: number): void {
    const found = this.regions().find((one) => this.#storedAddress(one) === physical && one.sizeBytes === sizeBytes);
    if (found !== undefined) this.unregister(found.id);
  }

  registerBackend(driver: Partial<KmemdumpBackend>): number {
    if (!isBackend(driver)) return -EINVAL;
    for (const region of this.regions()) driver.registerRegion(region);
    this.#drivers.push(driver);
    return 0;
  }

  /** Its notifier goes; its own table it leaves as it is. */
  unregisterBackend(driver: KmemdumpBackend): void {
    const at = this.#drivers.indexOf(driver);
    if (at >= 0) this.#drivers.splice(at, 1);
  }
}
