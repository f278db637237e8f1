/**
 * The crash kernel that is loaded, and the memory kept for it.
 *
 * Mirrors Linux v6.1 `kernel/kexec_core.c` (crash_shrink_memory, crash_get_memory_size) and `kernel/ksysfs.c`. What was recorded: sizes are rounded up
 * to pages, larger ones are -EINVAL, and nothing changes while a kernel is loaded (-ENOENT).
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { EINVAL, ENOENT } from '../../sim/errno.ts';
import type { IoResources } from '../memblock/io-resources.ts';
import { CRASH_KERNEL } from './reserve-crash-kernel.ts';

const PAGE_SIZE = 4096;

/** What kexec_load(2) is given. */
export interface KexecSegment {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** What the CPU needs to start it. */
export interface CrashImage {
  /** Physical address of the kernel. */
  readonly entry: number;
  /** Of its boot parameters. */
  readonly bootParameters: number;
  /** Low memory, which the crash kernel will use, is put aside first. */
  readonly backup: { readonly from: AddressRange; readonly to: number };
}

export class Kexec {
  /** Null: none is loaded. */
  crashImage: CrashImage | null = null;
  readonly #memory: PhysicalMemory;
  readonly #ioResources: IoResources;
  #range: AddressRange | null;

  constructor(input: {
    readonly memory: PhysicalMemory;
    readonly ioResources: IoResources;
    readonly range: AddressRange | null;
  }) {
    this.#memory = input.memory;
    this.#ioResources = input.ioResources;
    this.#range = input.range;
    this.#ioResources.insert(this.#range, CRASH_KERNEL);
  }

  /** The memory kept for it; null: none. */
  get range(): AddressRange | null {
    return this.#range;
  }

  get crashBytes(): number {
    return this.#range === null ? 0 : this.#range.end - this.#range.start;
  }

  /** A write to kexec_crash_size. */
  shrink(text: string): number {
    const match = /^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)\n?$/.exec(text);
    if (match === null) return -EINVAL;
    const digits = match[1]!;
    const wanted = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
    if (this.crashImage !== null) return -ENOENT;
    const size = Math.ceil(wanted / PAGE_SIZE) * PAGE_SIZE;
    if (wanted >= this.crashBytes) return wanted === this.crashBytes ? 0 : -EINVAL;
    const { start } = this.#range!;
    this.#range = size === 0 ? null : { start, end: start + size };
    this.#ioResources.insert(this.#range, CRASH_KERNEL);
    return 0;
  }

  /** kexec_load(2) with KEXEC_ON_CRASH: -EADDRNOTAVAIL is the caller's to give where a segment lies outside. */
  load(segments: readonly KexecSegment[], image: CrashImage): void {
    const writer = this.#memory.writer('kexec');
    for (const { address, bytes } of segments) this.#memory.write(address, bytes, writer);
    this.crashImage = image;
  }

  unload(): void {
    this.crashImage = null;
  }
}
