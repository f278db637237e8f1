/**
 * Memory that is added to a running partition.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/powerpc/platforms/pseries/hotplug-memory.c` (dlpar_memory_add_by_ic), which brings the blocks online itself, and the
 * hash page table that grows or shrinks with memory (`arch/powerpc/mm/book3s64/hash_utils.c`, resize_hpt_for_hotplug; `lpar.c`). How long that takes is as
 * recorded once. Left out: the memory map of the new blocks, which takes some of the old memory; taking memory out.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { kernelConfigValue } from '../../profiles/kernel-config.ts';
import { hex } from '../../sim/bytes.ts';
import { NS_PER_MS } from '../../sim/clock.ts';
import type { KernelCommandLine } from '../cmdline.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import type { Fadump } from '../fadump/fadump.ts';
import type { KernelTime } from '../kernel-time.ts';
import type { IoResources } from '../memblock/io-resources.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import { usesHashMmu } from '../memblock/powerpc-memory.ts';
import { KERN_INFO } from '../printk/levels.ts';
import type { PageAllocator } from './page-allocator.ts';

/** A logical memory block, which the firmware counts by its index. */
const BLOCK_BYTES = 0x10000000;
const DRC_LMB = 0x80000000;
/** Of a hash page table, as powers of two: the smallest; of memory for one byte of it, as QEMU makes it. */
const SHIFT_MIN = 18;
const RAM_FOR_TABLE_SHIFT = 7;
/** Eight entries of 16 bytes: a group. */
const GROUP_SHIFT = 7;
/** Recorded with 6.12.117: the steps in ms. */
const STEPS_MS = { find: 45, prepare: 116, commit: 17, online: 95 } as const;

export interface MemoryHotplugInput {
  readonly profile: KernelProfile;
  /** When the kernel started. */
  readonly ramBytes: number;
  readonly commandLine: KernelCommandLine;
  readonly print: PrintkFunction;
  readonly time: KernelTime;
  readonly memoryLayout: MemoryLayout;
  readonly memoryUse: PageAllocator;
  readonly ioResources: IoResources;
  readonly fadump: Fadump | null;
}

export class MemoryHotplug {
  readonly #input: MemoryHotplugInput;
  #ramBytes: number;
  /** Size of the hash page table, as a power of two; null: the MMU has none. */
  #tableShift: number | null;

  /** Null: the kernel was built without. */
  static of(input: MemoryHotplugInput): MemoryHotplug | null {
    const { profile } = input;
    if (profile.architecture !== 'ppc64le' || kernelConfigValue(profile, 'MEMORY_HOTPLUG') !== 'y') return null;
    return new MemoryHotplug(input);
  }

  private constructor(input: MemoryHotplugInput) {
    const { ramBytes, commandLine, profile } = input;
    this.#input = input;
    this.#ramBytes = ramBytes;
    const shift = Math.max(SHIFT_MIN, powerFor(ramBytes) - RAM_FOR_TABLE_SHIFT);
    this.#tableShift = usesHashMmu(commandLine, profile) ? shift : null;
  }

  /** Whole blocks, which are online when this returns. */
  add(range: AddressRange): void {
    const { time, memoryLayout, memoryUse, ioResources, fadump } = this.#input;
    const blocks = Array.from({ length: (range.end - range.start) / BLOCK_BYTES }, (_, block) => {
      const start = range.start + block * BLOCK_BYTES;
      return { start, end: start + BLOCK_BYTES, index: hex(DRC_LMB + start / BLOCK_BYTES) };
    });
    this.#say(`pseries-hotplug-mem: Attempting to hot-add ${blocks.length} LMB(s) at index ${blocks[0]!.index}`);
    time.spend(STEPS_MS.find * NS_PER_MS);
    for (const { start, end } of blocks) {
      this.#ramBytes += end - start;
      this.#resizeTable();
      memoryLayout.systemRam.push({ start, end });
      ioResources.hotAdd({ start, end });
      memoryUse.hotAdd({ start, end });
      fadump?.memoryAdded({ start, end });
    }
    time.spend(STEPS_MS.online * NS_PER_MS);
    for (const { start, index } of blocks) {
      this.#say(`pseries-hotplug-mem: Memory at ${hex(start)} (drc index ${index}) was hot-added`);
    }
  }

  /** Not for every block to and fro: one step too large is left. */
  #resizeTable(): void {
    if (this.#tableShift === null) return;
    const { time, profile } = this.#input;
    const pageShift = powerFor(profile.pageSizeBytes);
    const target = Math.max(SHIFT_MIN, powerFor(this.#ramBytes) - (pageShift + 1) + GROUP_SHIFT);
    if (target <= this.#tableShift && target >= this.#tableShift - 1) return;
    const { prepare, commit } = STEPS_MS;
    this.#say(`lpar: Attempting to resize HPT to shift ${target}`);
    time.spend((prepare + commit) * NS_PER_MS);
    this.#say(`lpar: HPT resize to shift ${target} complete (${prepare} ms / ${commit} ms)`);
    this.#tableShift = target;
  }

  #say(text: string): void {
    this.#input.print(KERN_INFO, text);
  }
}

/** The smallest power of two that is not less. */
const powerFor = (value: number) => Math.ceil(Math.log2(value));
