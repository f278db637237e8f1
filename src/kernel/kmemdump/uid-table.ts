/**
 * The table of the second and third version: fixed numbers, and free ones above them.
 *
 * Mirrors `drivers/debug/kmemdump.c` of the RFC of July 2025 (`mm/kmemdump.c` in September's). A backend may take the place of another at any time; without one
 * a default backend takes all regions and does nothing.
 */
import { EALREADY, EINVAL, ENOSPC } from '../../sim/errno.ts';
import type { DumpRegion, KmemdumpBackend } from './backend.ts';
import {
  byId,
  type DumpMemory,
  isBackend,
  type RegionList,
  type RegionTable,
  type TableInput,
} from './region-table.ts';

/** MAX_ZONES: id 0 says that a slot is free, so that the first is never used. */
export const UID_SLOTS = 201;

const defaultBackend: KmemdumpBackend = {
  name: 'default',
  registerRegion: () => 0,
  unregisterRegion: () => 0,
};

export interface UidTableInput extends TableInput {
  /** KMEMDUMP_ID_NO_ID: asks for any number from there up. */
  readonly noId: number;
  readonly nameOf: (id: number) => string;
}

export class UidTable implements RegionTable {
  readonly #input: UidTableInput;
  readonly #zones = new Map<number, DumpRegion>();
  #backend = defaultBackend;
  /** The core image's header; null until late_initcall. */
  header: RegionList | null = null;

  constructor(input: UidTableInput) {
    this.#input = input;
  }

  regions(): readonly DumpRegion[] {
    return byId(this.#zones.values());
  }

  get backend(): KmemdumpBackend | null {
    return this.#backend === defaultBackend ? null : this.#backend;
  }

  /** `kmemdump_register_id`: the id, or a negated error number. */
  registerId(wanted: number, memory: DumpMemory): number {
    if (wanted < 0) return -EINVAL;
    if (wanted >= UID_SLOTS) return -ENOSPC;
    let id = wanted;
    if (id === this.#input.noId) while (id < UID_SLOTS && this.#zones.has(id)) id++;
    if (id === UID_SLOTS) return -ENOSPC;
    if (this.#zones.has(id)) return -EALREADY;
    const region = { id, name: this.#input.nameOf(id), ...memory };
    const error = this.#backend.registerRegion(region);
    if (error !== 0) return error;
    // Number 0 is stored, and still free: nobody finds it again.
    if (id !== 0) this.#zones.set(id, region);
    this.header?.append(region);
    return id;
  }

  unregister(id: number): void {
    const region = this.#zones.get(id);
    if (region === undefined) return;
    this.#backend.unregisterRegion(id);
    this.header?.remove(region);
    this.#zones.delete(id);
  }

  registerBackend(backend: Partial<KmemdumpBackend>): number {
    if (!isBackend(backend)) return -EINVAL;
    for (const { id } of this.regions()) this.#backend.unregisterRegion(id);
    this.#backend = backend;
    this.#input.debug(`kmemdump backend ${backend.name} registered successfully.`);
    for (const region of this.regions()) {
      const error = backend.registerRegion(region);
      if (error !== 0) this.#input.debug(`register region failed with ${error}`);
    }
    return 0;
  }

  unregisterBackend(backend: KmemdumpBackend): void {
    if (this.#backend !== backend) return;
    for (const { id } of this.regions()) backend.unregisterRegion(id);
    this.#input.debug(`kmemdump backend ${backend.name} removed successfully.`);
    this.#backend = defaultBackend;
  }
}
