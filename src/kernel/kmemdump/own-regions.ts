/**
 * What the kernel itself registers, in the order in which it does.
 *
 * Mirrors the calls of each series while the kernel boots (`mm/numa.c`, `mm/sparse.c`, `printk.c`, `vmcore_info.c`, `register_coreinfo`); names with a star stand
 * for memory that has no variable of its own.
 */

import { PRB_AVGBITS, printkInfo, printkRingLayouts } from '../../formats/printk-ring.ts';
import type { KmemdumpSeries } from '../../profiles/kmemdump.ts';
import { dynamicId, earlyRegions, handleRegions, regionId, staticRegions } from '../../profiles/kmemdump-ids.ts';
import type { DynamicLogBuf } from '../printk/ram-log-store.ts';
import type { OwnRegion } from './kmemdump.ts';
import type { DumpMemory } from './region-table.ts';

/** Memory of the kernel by name. */
export interface KernelObjectTable {
  /** Null: this kernel has none of that name. */
  find(name: string): DumpMemory | null;
}

/** Memory that the kernel allocated while it booted. */
export interface BootAllocations {
  readonly linear: (physical: number) => bigint;
  /** `pglist_data`. */
  readonly node: { readonly physical: number; readonly sizeBytes: number };
  /** `mem_section`: the pointers to roots, and each root. */
  readonly sections: { readonly physical: number; readonly sizeBytes: number };
  readonly roots: readonly { readonly physical: number; readonly sizeBytes: number }[];
  readonly usage: { readonly physical: number; readonly sizeBytes: number };
  /** Each CPU's own. */
  readonly runQueues: readonly { readonly physical: number; readonly sizeBytes: number }[];
  /** The printk ring that `log_buf_len=` made, or that of many CPUs; null: the static one. */
  readonly ring: DynamicLogBuf | null;
}

type UidSeries = Exclude<KmemdumpSeries, 'v1'>;

/** MAX_NUMNODES of Debian's arm64; SIZE(mem_section). */
const NODES_MAX = 16;
const SECTION_BYTES = 32;
const POINTER_BYTES = 8;
/** v1 does not ask how long the configuration is. */
const CONFIG_BYTES = 128 * 1024;

export class OwnRegions {
  readonly #objects: KernelObjectTable;
  readonly #boot: BootAllocations;

  constructor(objects: KernelObjectTable, boot: BootAllocations) {
    this.#objects = objects;
    this.#boot = boot;
  }

  /** What registers while the kernel boots, before late_initcall. */
  early(series: UidSeries): readonly OwnRegion[] {
    return earlyRegions[series].flatMap((name) => this.#named(series, name));
  }

  /** What the linker collected. */
  statics(series: UidSeries): readonly OwnRegion[] {
    return staticRegions[series].flatMap((name) => this.#named(series, name));
  }

  /** v1: when a backend comes. */
  handles(): readonly { readonly handle: string; readonly memory: DumpMemory }[] {
    return handleRegions.flatMap(([handle, name]) => {
      const memory = this.#handleMemory(name);
      return memory === null ? [] : [{ handle, memory }];
    });
  }

  #handleMemory(name: string): DumpMemory | null {
    const { roots, sections, ring } = this.#boot;
    const memory = this.#objects.find(name);
    switch (name) {
      case 'CONFIG':
        return memory && { ...memory, sizeBytes: CONFIG_BYTES };
      case 'linux_banner':
        // strlen().
        return memory && { ...memory, sizeBytes: memory.sizeBytes - 1 };
      case '*firstRoot':
        // As many structures as there are pointers.
        return this.#linear({
          physical: roots[0]!.physical,
          sizeBytes: (sections.sizeBytes / POINTER_BYTES) * SECTION_BYTES,
        });
      case 'prb_data':
        // log_buf_addr_get(): the text in use. Descriptors and infos are always the static ones.
        return ring === null ? memory : this.#linear({ physical: ring.data, sizeBytes: ring.length });
      case '*prb':
        return this.#objects.find(ring === null ? 'printk_rb_static' : 'printk_rb_dynamic');
      default:
        return memory;
    }
  }

  #named(series: UidSeries, name: string): readonly OwnRegion[] {
    const { node, sections, roots, usage, runQueues, ring } = this.#boot;
    const any = dynamicId(series);
    const dynamic = (ranges: readonly { readonly physical: number; readonly sizeBytes: number }[]) =>
      ranges.map((range) => ({ id: any, memory: this.#linear(range) }));
    switch (name) {
      case '*node':
        return dynamic([node]);
      case '*sections':
        return dynamic([sections]);
      case '*roots':
        return dynamic(roots);
      case '*usage':
        return dynamic([usage]);
      case '*runqueues':
        return dynamic(runQueues);
      case '*ring':
        return ring === null ? [] : this.#ring(series, ring);
      case 'MEMSECT':
        return [{ id: regionId(series, name), memory: this.#linear(sections) }];
      default: {
        const memory = this.#objects.find(name);
        const id = regionId(series, name);
        if (memory === null) return [];
        const sizeBytes = name === 'node_data' ? NODES_MAX * node.sizeBytes : memory.sizeBytes;
        return [{ id, memory: { ...memory, sizeBytes } }];
      }
    }
  }

  /** kmemdump keeps the numbers of the static ring for it, meminspect takes free ones. */
  #ring(series: UidSeries, ring: DynamicLogBuf): readonly OwnRegion[] {
    const keepsNumber = series === 'v2' || series === 'v3';
    return Object.entries(ringMemory(ring)).map(([part, memory]) => ({
      id: keepsNumber ? regionId(series, `prb_${part}`) : dynamicId(series),
      memory: this.#linear(memory),
      replaces: keepsNumber,
    }));
  }

  #linear(range: { readonly physical: number; readonly sizeBytes: number }): DumpMemory {
    return { virtual: this.#boot.linear(range.physical), ...range };
  }
}

/** The parts of a printk ring that was allocated, in the order in which it is. */
export function ringMemory({ length, data, descs, infos }: DynamicLogBuf) {
  const count = length >> PRB_AVGBITS;
  return {
    data: { physical: data, sizeBytes: length },
    descs: { physical: descs, sizeBytes: count * printkRingLayouts(8).desc.sizeBytes },
    infos: { physical: infos, sizeBytes: count * printkInfo.sizeBytes },
  };
}
