/** What stands between the CPU of a machine and its RAM: faults that wait, above them caches, and above all the counter of stores. */
import type { WorldEvents } from '../hardware/world-events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { CpuCaches } from '../memory/cpu-caches.ts';
import type { FaultPlan } from '../memory/fault-plan.ts';
import { needsStores } from '../memory/fault-plan.ts';
import { FaultSide } from '../memory/fault-side.ts';
import { type Ledger, POWER_CUT } from '../memory/ledger.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { CpuSide } from '../memory/ram-port.ts';
import { type PowerCut, StoreGate } from '../memory/store-gate.ts';
import type { ResetCause } from '../profiles/board.ts';
import { assert } from '../sim/assert.ts';
import type { Clock } from '../sim/clock.ts';
import type { EventBus } from '../sim/events.ts';
import type { RandomStreams } from '../sim/random.ts';
import { type FaultRequest, injectFault } from './fault-request.ts';
import type { MachineOptions } from './machine-options.ts';

/** Parts of the machine that the path needs. */
interface CpuSurroundings {
  readonly options: MachineOptions;
  readonly memory: PhysicalMemory;
  readonly ledger: Ledger;
  readonly random: RandomStreams;
  readonly clock: Clock;
  readonly bus: EventBus<WorldEvents>;
}

export class CpuPath {
  readonly faults: FaultSide;
  /** Null on a board whose caches are not modelled. */
  readonly caches: CpuCaches | null;
  /** Null where nobody asked for stores to be counted. */
  readonly stores: StoreGate | null;
  readonly #surroundings: CpuSurroundings;
  readonly #seesStores: boolean;

  /** Puts itself in front of the memory as far as the options ask for it. */
  constructor(surroundings: CpuSurroundings) {
    const { options, memory, ledger, random, clock, bus } = surroundings;
    const direct = { port: () => memory };
    const wordBytes = options.kernel?.wordBytes ?? 8;
    this.#surroundings = surroundings;
    this.#seesStores = options.faults !== undefined;
    this.faults = new FaultSide({
      memory,
      ledger,
      below: direct,
      wordBytes,
      random: (plan) => random.stream(`fault: ${plan}`),
      told: (hit) => bus.emit('fault.injected', { timeNs: clock.now, ...hit }),
    });
    const faulty = this.#seesStores ? this.faults : direct;
    this.caches = cachesOf(surroundings, faulty);
    this.stores = options.countsStores ? new StoreGate(this.caches ?? faulty, wordBytes) : null;
    memory.cpuSide = this.stores ?? this.caches ?? (this.#seesStores ? this.faults : null);
  }

  /** Buffers empty themselves, and lines are pushed out where a kernel works that does not hang. */
  passTime(kernel: Kernel | null): void {
    this.caches?.passTime(this.#surroundings.clock.now, kernel?.state === 'running' && kernel.watch.tasksRun);
  }

  /** The rest of a copy that was torn is what was meant, and newer than what caches hold of it. */
  powerCut({ torn }: PowerCut): void {
    if (torn === null) return;
    this.caches?.supersede(torn.address, torn.bytes.length);
    this.#surroundings.ledger.recordTorn(torn.address, torn.bytes, POWER_CUT);
  }

  arm(plan: FaultPlan): void {
    assert(this.#seesStores || !needsStores(plan), `fault ${plan.name} must see stores: make the machine with faults`);
    const { when } = plan;
    if (typeof when === 'object' && 'event' in when) {
      const name = when.event as keyof WorldEvents;
      const stop = this.#surroundings.bus.on(name, () => {
        stop();
        this.faults.eventHappened(name);
      });
    }
    this.faults.arm(plan);
  }

  /** Damage at once, asked for by hand. */
  inject(fault: FaultRequest): void {
    const { memory, ledger, random, clock, bus } = this.#surroundings;
    const flippedBits = injectFault(fault, memory, random.stream('fault'), ledger);
    this.faults.settle();
    bus.emit('fault.injected', { timeNs: clock.now, plan: null, kind: fault.kind, flippedBits });
  }

  /** A reset has done to RAM what it does; the first power-on is none. */
  resetDone(cause: ResetCause): void {
    this.faults.settle();
    if (cause !== 'power-on') this.faults.resetDone();
  }
}

/** Lines go to RAM as the CPU stores to it. */
function cachesOf({ options, memory, ledger, random }: CpuSurroundings, below: CpuSide): CpuCaches | null {
  const profile = options.board.cache;
  if (profile === undefined) return null;
  return new CpuCaches({ memory, ledger, profile, below: below.port('cached'), random: random.stream('cache') });
}
