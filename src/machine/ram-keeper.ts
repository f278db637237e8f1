/** What a reset does to the RAM of a machine: caches lose what they had not written, cells what the board's rules say, for this module of its kind. */
import type { WorldEvents } from '../hardware/world-events.ts';
import type { CpuCaches } from '../memory/cpu-caches.ts';
import type { Ledger } from '../memory/ledger.ts';
import { subtract } from '../memory/memory-map.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { applyRetention, decaysOf, type KnownGap, lostRangesOf } from '../memory/retention.ts';
import type { ResetCause } from '../profiles/board.ts';
import type { Clock } from '../sim/clock.ts';
import type { EventBus } from '../sim/events.ts';
import type { RandomStreams } from '../sim/random.ts';
import type { MachineOptions } from './machine-options.ts';

/** Parts of the machine that it needs. */
interface RamSurroundings {
  readonly options: MachineOptions;
  readonly memory: PhysicalMemory;
  readonly ledger: Ledger;
  readonly caches: CpuCaches | null;
  readonly random: RandomStreams;
  readonly clock: Clock;
  readonly bus: EventBus<WorldEvents>;
}

export class RamKeeper {
  readonly #surroundings: RamSurroundings;
  /** Which module of its kind is on the board: what its cells are like. */
  readonly #moduleSeed: number;

  constructor(surroundings: RamSurroundings) {
    this.#surroundings = surroundings;
    this.#moduleSeed = surroundings.random.stream('dram').uint32();
  }

  /** `known`: how long the memory was not refreshed, where that is known; `gapNumber`: resets so far. */
  reset(cause: ResetCause, gapNumber: number, known: KnownGap | undefined): void {
    const { options, memory, ledger, caches, random, clock, bus } = this.#surroundings;
    const dropped = caches?.reset(cause);
    if (dropped !== undefined && dropped.bytes > 0) {
      bus.emit('machine.cacheLost', { timeNs: clock.now, cause, ...dropped });
    }
    // Stores to addresses without RAM go nowhere on a real board; here they are gone at the next reset.
    const withoutRam = subtract([{ start: 0, end: memory.sizeBytes }], options.board.ramBanks);
    for (const range of withoutRam) memory.lose(range, 1, memory.writer('retention'));
    const module = { seed: this.#moduleSeed, gapNumber };
    const { retention } = options.board;
    const report = applyRetention(memory, retention, cause, random.stream('retention'), { ledger, module, known });
    bus.emit('machine.retentionApplied', {
      timeNs: clock.now,
      cause,
      lostRanges: lostRangesOf(report),
      flippedBits: report.flipCount,
      decays: decaysOf(report),
    });
  }
}
