/**
 * The crash kernel that is loaded, and the memory kept for it. When what may happen is in `kdump-machine.ts`.
 *
 * Mirrors Linux v6.1 `kernel/kexec_core.c` (crash_shrink_memory, crash_get_memory_size) and `kernel/ksysfs.c`. What was recorded: sizes are rounded up
 * to pages, larger ones are -EINVAL, and nothing changes while a kernel is loaded (-ENOENT).
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { Clock } from '../../sim/clock.ts';
import { EINVAL, ENOENT } from '../../sim/errno.ts';
import { StateMachineDriver } from '../../sim/state-machine.ts';
import type { IoResources } from '../memblock/io-resources.ts';
import { CRASH_KERNEL } from './crash-places.ts';
import { type KdumpStart, kdumpMachine } from './kdump-machine.ts';

/** What kexec_file_load(2) is given. */
export interface CrashKernelFiles {
  readonly kernel: Uint8Array;
  /** The initial RAM disk; no bytes: none. */
  readonly initrd: Uint8Array;
  readonly commandLine: string;
}

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
  /** Low memory, which the crash kernel will use, is put aside first; null: it uses none (arm64). */
  readonly backup: { readonly from: AddressRange; readonly to: number } | null;
}

/** What a dying kernel does before it jumps, in the order of the machine's states. */
export interface CrashSteps {
  /** VMCOREINFO gets its last line. */
  saveInfo(): void;
  /** Each CPU gets its note. */
  saveCpus(): void;
  saveLowMemory(image: CrashImage): void;
  jump(image: CrashImage): void;
}

const sizeOf = (range: AddressRange | null) => (range === null ? 0 : range.end - range.start);

export class Kexec {
  /** kernel.kexec_load_disabled: 1 for good, once it is; what is loaded stays. */
  loadDisabled = 0;
  readonly #memory: PhysicalMemory;
  readonly #ioResources: IoResources | null;
  readonly #pageSizeBytes: number;
  readonly #clock: Clock;
  readonly #core: KdumpStart['core'];
  #range: AddressRange | null;
  /** The second piece of it, below 4 GiB. */
  #low: AddressRange | null;
  readonly #countsLow: boolean;
  /** Null until somebody asks: most boots end without. */
  #machine: StateMachineDriver | null = null;
  #image: CrashImage | null = null;
  #loading: { readonly segments: readonly KexecSegment[]; readonly image: CrashImage } | null = null;
  #steps: CrashSteps | null = null;

  /** `core`: what this kernel itself has to capture. */
  constructor(input: {
    readonly memory: PhysicalMemory;
    readonly clock: Clock;
    /** Null: /proc/iomem does not show it (POWER). */
    readonly ioResources: IoResources | null;
    readonly pageSizeBytes: number;
    readonly range: AddressRange | null;
    readonly low: AddressRange | null;
    /** Sizes are those of both pieces: 6.8 and later. */
    readonly countsLow: boolean;
    readonly core: KdumpStart['core'];
  }) {
    this.#memory = input.memory;
    this.#clock = input.clock;
    this.#ioResources = input.ioResources;
    this.#pageSizeBytes = input.pageSizeBytes;
    this.#range = input.range;
    this.#low = input.low;
    this.#countsLow = input.countsLow;
    this.#core = input.core;
    this.#show();
  }

  #show(): void {
    this.#ioResources?.insert(this.ranges, CRASH_KERNEL);
  }

  #started(): StateMachineDriver {
    if (this.#machine !== null) return this.#machine;
    const machine = new StateMachineDriver(kdumpMachine, {
      clock: this.#clock,
      target: 'kernel',
      actions: {
        writeImage: () => this.#write(),
        forgetImage: () => {
          this.#image = null;
        },
        shrink: ({ sizeBytes }: { readonly sizeBytes: number }) => this.#shrinkTo(sizeBytes),
        saveInfo: () => this.#steps!.saveInfo(),
        saveCpus: () => this.#steps!.saveCpus(),
        saveLowMemory: () => this.#steps!.saveLowMemory(this.#image!),
        jump: () => this.#steps!.jump(this.#image!),
      },
    });
    machine.start({ hasMemory: this.#range !== null, core: this.#core });
    this.#machine = machine;
    return machine;
  }

  /** A crash kernel is loaded. Asked at every crash; where none ever was, the machine stays unmade. */
  get isLoaded(): boolean {
    return this.#image !== null && this.#started().state.startsWith('image.loaded');
  }

  /** This kernel is a crash kernel itself, and has a dead one to show. */
  get isCapturing(): boolean {
    return this.#started().state.endsWith('capture.offered');
  }

  /** The memory kept for it; null: none. */
  get range(): AddressRange | null {
    return this.#range;
  }

  /** All memory that is the crash kernel's. */
  get ranges(): readonly AddressRange[] {
    return [this.#low, this.#range].filter((range) => range !== null);
  }

  get crashBytes(): number {
    return sizeOf(this.#range) + this.#countedLow;
  }

  get #countedLow(): number {
    return this.#countsLow ? sizeOf(this.#low) : 0;
  }

  /** A write to kexec_crash_size. */
  shrink(text: string): number {
    const match = /^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)\n?$/.exec(text);
    if (match === null) return -EINVAL;
    const digits = match[1]!;
    const wanted = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
    if (this.isLoaded) return -ENOENT;
    const size = Math.ceil(wanted / this.#pageSizeBytes) * this.#pageSizeBytes;
    if (wanted >= this.crashBytes) return wanted === this.crashBytes ? 0 : -EINVAL;
    this.#started().send({ type: 'SHRINK', sizeBytes: size });
    return 0;
  }

  #shrinkTo(sizeBytes: number): void {
    const low = this.#countedLow;
    const cut = ({ start }: AddressRange, bytes: number) => (bytes === 0 ? null : { start, end: start + bytes });
    // What is left may be the second piece alone: it is the only one then.
    if (sizeBytes < low || (low > 0 && sizeBytes === low)) {
      this.#range = cut(this.#low!, sizeBytes);
      this.#low = null;
    } else this.#range = cut(this.#range!, sizeBytes - low);
    this.#show();
  }

  /** kexec_load(2) with KEXEC_ON_CRASH: -EADDRNOTAVAIL is the caller's to give where a segment lies outside. */
  load(segments: readonly KexecSegment[], image: CrashImage): void {
    this.#loading = { segments, image };
    this.#started().send({ type: 'LOAD' });
  }

  #write(): void {
    const { segments, image } = this.#loading!;
    const writer = this.#memory.writer('kexec');
    for (const { address, bytes } of segments) this.#memory.write(address, bytes, writer);
    this.#image = image;
    this.#loading = null;
  }

  unload(): void {
    if (this.isLoaded) this.#started().send({ type: 'UNLOAD' });
  }

  /** `__crash_kexec`; only where a kernel is loaded. */
  crash(steps: CrashSteps): void {
    this.#steps = steps;
    this.#started().send({ type: 'CRASH' });
  }
}
