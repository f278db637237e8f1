/** What happened in a cell's run as far as it says why something was not saved: deaths, hangs, resets, what RAM lost. */
import type { VmcoreFile } from '../../kernel/kdump/vmcore-file.ts';
import type { Machine } from '../../machine/machine.ts';
import type { MemorySnapshot } from '../../memory/memory-snapshot.ts';
import type { ResetCause } from '../../profiles/board.ts';

export class CellWitness {
  readonly machine: Machine;
  /** What the kernel said when it panicked; the last one. */
  panic: string | null = null;
  /** Why nothing ran any more; the first time. */
  hang: string | null = null;
  /** The first reset after the disaster began. */
  reset: ResetCause | null = null;
  /** That reset, or the lack of power, lost RAM. */
  lostRam = false;
  /** RAM when the kernel had died, for comparison. */
  dead: MemorySnapshot | null = null;
  /** RAM at that first reset, before anything became of it. */
  atReset: MemorySnapshot | null = null;
  /** /proc/vmcore of the first kernel after it that has one, as it was when that kernel had booted. */
  vmcore: VmcoreFile | null = null;
  #hasBegun = false;

  constructor(machine: Machine) {
    this.machine = machine;
    const { bus } = machine;
    bus.on('kernel.panicked', ({ message }) => {
      this.panic = message;
      this.#keepRam();
    });
    bus.on('kernel.died', () => this.#keepRam());
    bus.on('machine.hung', ({ reason }) => {
      this.hang ??= reason;
    });
    bus.on('machine.reset', ({ cause }) => {
      if (!this.#hasBegun || this.reset !== null) return;
      this.reset = cause;
      this.atReset = machine.memory.snapshot();
    });
    bus.on('machine.retentionApplied', ({ lostRanges, decays, flippedBits }) => {
      if (lostRanges.length > 0 || decays.length > 0 || flippedBits > 0) this.lostRam = true;
    });
    bus.on('kernel.booted', () => {
      const vmcore = machine.kernel?.parts.vmcore ?? null;
      if (this.vmcore === null && this.dead !== null && vmcore !== null) this.vmcore = vmcore.copy();
    });
  }

  /** From now on things happen that must be survived. */
  disasterBegins(): void {
    this.#hasBegun = true;
  }

  #keepRam(): void {
    if (this.vmcore !== null) return;
    this.dead?.release();
    this.dead = this.machine.memory.snapshot();
  }
}
