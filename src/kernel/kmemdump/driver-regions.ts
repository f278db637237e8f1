/**
 * Drivers of the running kernel that use kmemdump: each has a piece of memory of its own, by name.
 *
 * What they call is the API of the series: `kmemdump_alloc_id_size`, its form that replaces, `kmemdump_unregister`, `kmemdump_free_id`; meminspect's lock_register_va.
 * `kfree` is the driver that forgets to unregister: its memory goes to somebody else and stays in the dump.
 */
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { EDEADLK, EEXIST, EINVAL, EIO, ENOENT, ENOSYS } from '../../sim/errno.ts';
import type { KernelHeap } from './kernel-heap.ts';
import type { DumpMemory } from './region-table.ts';

/** What a driver does, or who loads the backend. A number in the answer is a negated error number or the region's id. */
export type KmemdumpRequest =
  | {
      readonly call: 'register';
      readonly name: string;
      readonly sizeBytes: number;
      /** What it puts there, again and again; latin1. */
      readonly text: string;
      /** The number it asks for; absent: any. */
      readonly id?: number;
      /** Drops whoever has that number first. */
      readonly replaces?: boolean;
    }
  | { readonly call: 'unregister' | 'free' | 'kfree'; readonly name: string }
  | { readonly call: 'add-backend' | 'remove-backend' | 'add-kinfo' };

/** A call into the running kernel: -EIO where none runs, -ENOSYS in one without kmemdump. */
export function kmemdumpCall(
  {
    state,
    parts,
  }: { readonly state: string; readonly parts: { readonly kmemdump: { readonly drivers: DriverRegions } | null } },
  request: KmemdumpRequest,
): number {
  if (state !== 'running') return -EIO;
  return parts.kmemdump?.drivers.do(request) ?? -ENOSYS;
}

interface DriverRegion {
  readonly place: number;
  /** Null: it is not registered. */
  id: number | null;
}

/** A driver's buffer is no larger. */
const REGION_BYTES_MAX = 16 << 20;
const REGIONS_MAX = 1000;

/** What drivers see of kmemdump. */
interface RegionApi {
  readonly isLocked: boolean;
  register(wanted: { readonly id?: number; readonly handle: string }, memory: DumpMemory): number | null;
  unregister(id: number): void;
  addBackend(): number | null;
  addKinfo(): number | null;
  removeBackend(): void;
}

interface DriverRegionsInput {
  readonly kmemdump: RegionApi;
  readonly heap: KernelHeap;
  readonly memory: PhysicalMemory;
  readonly linear: (physical: number) => bigint;
}

export class DriverRegions {
  readonly #input: DriverRegionsInput;
  readonly #regions = new Map<string, DriverRegion>();

  constructor(input: DriverRegionsInput) {
    this.#input = input;
  }

  /** -EDEADLK: the call would wait for ever for v1's lock. */
  do(request: KmemdumpRequest): number {
    const { kmemdump } = this.#input;
    if (kmemdump.isLocked) return -EDEADLK;
    switch (request.call) {
      case 'register':
        return this.#register(request);
      case 'add-backend':
        return kmemdump.addBackend() ?? 0;
      case 'add-kinfo':
        return kmemdump.addKinfo() ?? 0;
      case 'remove-backend':
        kmemdump.removeBackend();
        return 0;
      default:
        return this.#release(request.call, request.name);
    }
  }

  #register({ name, sizeBytes, text, id, replaces }: KmemdumpRequest & { call: 'register' }): number {
    const { kmemdump, heap, memory, linear } = this.#input;
    if (this.#regions.has(name) || this.#regions.size >= REGIONS_MAX) return -EEXIST;
    if (sizeBytes <= 0 || sizeBytes > REGION_BYTES_MAX) return -EINVAL;
    const place = heap.allocate(sizeBytes);
    if (place < 0) return place;
    memory.write(place, repeated(text, sizeBytes), memory.writer('kernel'));
    if (replaces === true && id !== undefined) kmemdump.unregister(id);
    const wanted = { handle: name, ...(id !== undefined && { id }) };
    const result = kmemdump.register(wanted, { virtual: linear(place), physical: place, sizeBytes });
    const isRegistered = result !== null && result >= 0;
    // The wrappers do not look at the answer: the driver has its memory all the same.
    this.#regions.set(name, { place, id: isRegistered ? result : null });
    return result ?? 0;
  }

  #release(call: 'unregister' | 'free' | 'kfree', name: string): number {
    const { kmemdump, heap } = this.#input;
    const region = this.#regions.get(name);
    if (region === undefined) return -ENOENT;
    if (call !== 'kfree' && region.id !== null) {
      kmemdump.unregister(region.id);
      region.id = null;
    }
    if (call === 'unregister') return 0;
    heap.free(region.place);
    this.#regions.delete(name);
    return 0;
  }
}

function repeated(text: string, sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  const piece = latin1Bytes(text);
  if (piece.length > 0) for (let at = 0; at < sizeBytes; at++) bytes[at] = piece[at % piece.length]!;
  return bytes;
}
