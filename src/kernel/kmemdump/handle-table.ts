/**
 * The table of the first version: regions have a handle and the next free number.
 *
 * Mirrors `drivers/debug/kmemdump.c` of the RFC of April 2025, its errors included: a region that the backend refuses stays in the table and is offered to the
 * next one, and three error returns keep the lock (`keepsLock`; without it they give it back, as a reviewer asked).
 */
import { EALREADY, EINVAL, ENOSPC } from '../../sim/errno.ts';
import { KERN_INFO } from '../printk/levels.ts';
import type { DumpRegion, KmemdumpBackend } from './backend.ts';
import {
  byId,
  type DumpMemory,
  isBackend,
  type RegionList,
  type RegionTable,
  type TableInput,
} from './region-table.ts';

/** MAX_ZONES. */
const ZONES_MAX = 512;
/** `strscpy(z->handle, handle, 8)`. */
const HANDLE_CHARACTERS = 7;

interface Zone {
  readonly region: DumpRegion;
  isRegistered: boolean;
}

export interface HandleTableInput extends TableInput {
  readonly keepsLock: boolean;
  /** A backend came, and is not told of regions yet: the ELF header is made for it, then the kernel's own regions are registered. */
  readonly started: (backend: KmemdumpBackend) => void;
}

export class HandleTable implements RegionTable {
  readonly #input: HandleTableInput;
  readonly #zones = new Map<number, Zone>();
  #next = 0;
  #backend: KmemdumpBackend | null = null;
  /** The core image's header; null until a backend came. */
  header: RegionList | null = null;
  /** Nobody gives the lock back: whoever calls next waits for ever. */
  isLocked = false;

  constructor(input: HandleTableInput) {
    this.#input = input;
  }

  regions(): readonly DumpRegion[] {
    return byId([...this.#zones.values()].map(({ region }) => region));
  }

  get backend(): KmemdumpBackend | null {
    return this.#backend;
  }

  /** The new id, or a negated error number. */
  register(handle: string, memory: DumpMemory): number {
    const id = this.#nextId();
    if (id < 0) return id;
    if (this.#backend === null) this.#input.debug('kmemdump backend not available yet, waiting...');
    const zone: Zone = { region: { id, name: handle.slice(0, HANDLE_CHARACTERS), ...memory }, isRegistered: false };
    this.#zones.set(id, zone);
    if (this.#backend === null) return id;
    // It is told the whole handle.
    const error = this.#backend.registerRegion({ ...zone.region, name: handle });
    if (error !== 0) return error;
    this.#registered(zone);
    return id;
  }

  /** `idr_alloc_cyclic`. */
  #nextId(): number {
    for (let step = 0; step < ZONES_MAX; step++) {
      const id = (this.#next + step) % ZONES_MAX;
      if (this.#zones.has(id)) continue;
      this.#next = id + 1;
      return id;
    }
    return -ENOSPC;
  }

  #registered(zone: Zone): void {
    zone.isRegistered = true;
    this.header?.append(zone.region);
  }

  unregister(id: number): void {
    const zone = this.#zones.get(id);
    if (zone === undefined) {
      this.#keepLock();
      return;
    }
    if (zone.isRegistered) this.#backend?.unregisterRegion(id);
    this.header?.remove(zone.region);
    this.#zones.delete(id);
  }

  registerBackend(backend: Partial<KmemdumpBackend>): number {
    if (this.#backend !== null) return this.#keepLock(-EALREADY);
    if (!isBackend(backend)) return this.#keepLock(-EINVAL);
    this.#backend = backend;
    this.#input.print(KERN_INFO, `kmemdump backend ${backend.name} registered successfully.`);
    this.#input.started(backend);
    for (const id of this.#ids()) {
      const zone = this.#zones.get(id)!;
      if (zone.isRegistered) continue;
      if (backend.registerRegion(zone.region) !== 0) break;
      this.#registered(zone);
    }
    return 0;
  }

  unregisterBackend(backend: KmemdumpBackend): void {
    if (this.#backend !== backend) return;
    for (const id of this.#ids()) {
      const zone = this.#zones.get(id)!;
      if (!zone.isRegistered) continue;
      if (backend.unregisterRegion(id) !== 0) break;
      zone.isRegistered = false;
      this.header?.remove(zone.region);
    }
    this.#backend = null;
    this.#input.print(KERN_INFO, `kmemdump backend ${backend.name} removed successfully.`);
  }

  #ids(): number[] {
    return [...this.#zones.keys()].sort((a, b) => a - b);
  }

  #keepLock<Result>(result?: Result): Result {
    this.isLocked ||= this.#input.keepsLock;
    return result as Result;
  }
}
