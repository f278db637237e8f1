/**
 * Faults that wait: plans that are armed, and what carries them out when their time has come.
 *
 * A machine that has such plans puts this side in front of its RAM, below everything else that stands between CPU and RAM, so that
 * also mappings that were made long before meet a plan that is armed later. While none waits for a store, and no cell is stuck, it costs
 * one look at a flag.
 *
 * Damage is never truth (law 5). A store that goes astray, or is torn, is made whole first, under the name of who made it, and what did
 * not land is taken back as damage: so the ledger holds what was meant.
 *
 * A store is a CPU word, counted as the `StoreGate` counts. Templates and DMA, which no CPU stores, are not counted and not hit; stuck
 * cells hold against them too.
 */
import { assert } from '../sim/assert.ts';
import { bitCount } from '../sim/bytes.ts';
import type { RandomStream } from '../sim/random.ts';
import { groundByte } from './dram/decay.ts';
import { eachFaultyBit } from './fault-bits.ts';
import { type FaultPlan, isStoreShape, moduleOf, needsStores, planProblem } from './fault-plan.ts';
import { FaultPort, type StoreWatch } from './fault-port.ts';
import { FAULT_WRITER, type Ledger } from './ledger.ts';
import type { PhysicalMemory } from './physical-memory.ts';
import type { CacheType, CpuSide, RamPort } from './ram-port.ts';
import { StuckCells } from './stuck-cells.ts';
import type { WriterId } from './writer-shadow.ts';

/** A plan that did something. */
export interface FaultHit {
  /** Its name. */
  readonly plan: string;
  readonly kind: string;
  /** Bits that are now otherwise; of stuck cells those that held the other value. */
  readonly flippedBits: number;
}

/** What a fault side belongs to. */
export interface FaultWorld {
  readonly memory: PhysicalMemory;
  readonly ledger: Ledger;
  readonly below: CpuSide;
  /** Bytes of a CPU word. */
  readonly wordBytes: 4 | 8;
  /** A stream of its own for each plan, so that one plan draws the same whatever others do. */
  random(plan: string): RandomStream;
  told(hit: FaultHit): void;
}

interface Waiting {
  readonly plan: FaultPlan;
  /** Stores that are still to come, the one that counts included; 0 where none are counted. */
  left: number;
  /** The time has come, and the next store into the place goes wrong. */
  isDue: boolean;
}

/** A store, or a part of a copy, on its way to RAM. */
type Make = (address: number, length: number) => void;

export class FaultSide implements CpuSide, StoreWatch {
  readonly #world: FaultWorld;
  readonly #stuck: StuckCells;
  readonly #writer: WriterId;
  #waiting: Waiting[] = [];
  /** Plans that tear the store or copy that is being made. */
  #tearing: Waiting[] = [];
  #isWatching = false;

  constructor(world: FaultWorld) {
    this.#world = world;
    this.#writer = world.memory.writer(FAULT_WRITER);
    this.#stuck = new StuckCells(world.memory, world.ledger);
  }

  port(cacheType: CacheType): RamPort {
    return new FaultPort(this, this.#world.below.port(cacheType));
  }

  /** From now on the plan waits for its time; one for now happens at once. */
  arm(plan: FaultPlan): void {
    const problem = planProblem(plan, this.#world.memory.sizeBytes);
    assert(problem === null, `fault ${plan.name}: ${problem?.message}`);
    const one = { plan, left: storesUntil(plan), isDue: false };
    this.#waiting.push(one);
    if (plan.when === 'now') this.#timeHasCome(one);
    this.#look();
  }

  /** A reset has done to RAM what it does. */
  resetDone(): void {
    for (const one of this.#waiting.filter(({ plan }) => plan.when === 'reset')) this.#timeHasCome(one);
    this.#look();
  }

  /** Something has happened in the world. */
  eventHappened(name: string): void {
    const isIt = ({ when }: FaultPlan) => typeof when === 'object' && 'event' in when && when.event === name;
    for (const one of this.#waiting.filter(({ plan }) => isIt(plan))) this.#timeHasCome(one);
    this.#look();
  }

  /** Makes stuck cells stick where somebody else than the CPU may have changed RAM. */
  settle(): void {
    if (this.#stuck.isChanged) this.#stuck.hold();
  }

  /** Whether somebody looks at what the CPU stores. */
  get isWatching(): boolean {
    return this.#isWatching;
  }

  /** A number goes to RAM. @internal */
  store(address: number, length: number, make: Make): void {
    this.#tearAround(address, length, () => this.#oneStore(address, length, make));
  }

  /** A copy or a fill goes to RAM; `make` may be called for one part after the other. @internal */
  copy(address: number, length: number, make: Make): void {
    if (length === 0) return;
    this.#tearAround(address, length, () => {
      const { wordBytes } = this.#world;
      const firstWord = Math.floor(address / wordBytes);
      const end = address + length;
      const stores = Math.ceil(end / wordBytes) - firstWord;
      if (!this.#looksAtEach(address, end, stores)) {
        make(address, length);
        for (const one of this.#waiting) if (isCountedAnywhere(one.plan) && one.left > 0) one.left -= stores;
        return;
      }
      for (let word = firstWord; word < firstWord + stores; word++) {
        const from = Math.max(address, word * wordBytes);
        this.#oneStore(from, Math.min(end, (word + 1) * wordBytes) - from, make);
      }
    });
  }

  /** Whether a copy must be made word by word. */
  #looksAtEach(start: number, end: number, stores: number): boolean {
    return this.#waiting.some(({ plan, left, isDue }) => {
      if (isCountedAnywhere(plan) && left > 0) return left <= stores;
      return isNear(plan, start, end) && (isCountedHere(plan) || isDue);
    });
  }

  #oneStore(address: number, length: number, make: Make): void {
    const end = address + length;
    const strays = this.#waiting.filter(({ plan, left, isDue }) => {
      const isNow = isDue || (isCountedHere(plan) && left === 1);
      return isNow && plan.shape.kind === 'misdirected' && isNear(plan, address, end);
    });
    const before = strays.length === 0 ? NOTHING : this.#world.memory.read(address, length);
    make(address, length);
    for (const stray of strays) this.#divert(stray, address, before);
    for (const one of [...this.#waiting]) {
      if (one.left === 0 || !(isCountedAnywhere(one.plan) || isNear(one.plan, address, end))) continue;
      one.left--;
      if (one.left === 0) this.#timeHasCome(one);
    }
  }

  /** Does what stores, and takes back what of it was torn off. */
  #tearAround(address: number, length: number, act: () => void): void {
    const end = address + length;
    const near = this.#waiting.filter(({ plan }) => plan.shape.kind === 'torn' && isNear(plan, address, end));
    const before = near.length === 0 ? NOTHING : this.#world.memory.read(address, length);
    this.#tearing = near.filter(({ isDue }) => isDue);
    act();
    for (const one of this.#tearing) {
      const { shape } = one.plan;
      if (shape.kind !== 'torn') continue;
      const kept = Math.min(shape.bytes, length);
      const [from, to] = shape.keep === 'first' ? [kept, length] : [0, length - kept];
      this.#done(one, this.#damageAll(address + from, before.subarray(from, to), one.plan));
    }
    this.#tearing = [];
    this.settle();
    this.#look();
  }

  /** A store has landed where it was meant to: it is taken from there, and lands elsewhere. */
  #divert(one: Waiting, address: number, before: Uint8Array): void {
    const { shape } = one.plan;
    if (shape.kind !== 'misdirected') return;
    const stored = this.#world.memory.read(address, before.length);
    const taken = this.#damageAll(address, before, one.plan);
    this.#done(one, taken + this.#damageAll(address + shape.distance, stored, one.plan));
  }

  #timeHasCome(one: Waiting): void {
    const { plan } = one;
    if (!isStoreShape(plan.shape)) this.#done(one, this.#strike(plan));
    else if (isCountedHere(plan)) this.#tearing.push(one);
    else one.isDue = true;
  }

  #done(one: Waiting, flippedBits: number): void {
    this.#waiting = this.#waiting.filter((other) => other !== one);
    this.#world.told({ plan: one.plan.name, kind: one.plan.shape.kind, flippedBits });
  }

  #look(): void {
    this.#isWatching = !this.#stuck.isEmpty || this.#waiting.some(({ plan }) => needsStores(plan));
  }

  /** Damages RAM at rest; gives the number of bits that changed. */
  #strike(plan: FaultPlan): number {
    const { shape, place } = plan;
    if (shape.kind === 'value') return this.#damageAll(place.start, Uint8Array.from(shape.bytes), plan);
    if (!('effect' in shape)) return 0;
    const module = moduleOf(plan)!;
    const random = this.#world.random(plan.name);
    const { effect } = shape;
    if (effect === 'stuck-at-0' || effect === 'stuck-at-1') {
      const cells: { address: number; bit: number }[] = [];
      eachFaultyBit(shape, place, module, random, (address, bit) => cells.push({ address, bit }));
      this.#stuck.add(cells, effect === 'stuck-at-1' ? 1 : 0, causeOf(plan));
      return this.#stuck.hold();
    }
    let changed = 0;
    eachFaultyBit(shape, place, module, random, (address, bit) => {
      const byte = this.#world.memory.load8(address);
      const mask = 1 << bit;
      const becomes = {
        flip: () => ~byte,
        charged: () => groundByte(module, address),
        random: () => -random.int(2),
      }[effect]();
      changed += this.#damage(address, (byte & ~mask) | (becomes & mask), plan);
    });
    return changed;
  }

  /** What of it lies behind the end of memory is nowhere. */
  #damageAll(address: number, bytes: Uint8Array, plan: FaultPlan): number {
    let changed = 0;
    bytes.forEach((byte, index) => {
      const isThere = address + index >= 0 && address + index < this.#world.memory.sizeBytes;
      if (isThere) changed += this.#damage(address + index, byte, plan);
    });
    return changed;
  }

  #damage(address: number, byte: number, plan: FaultPlan): number {
    const { memory, ledger } = this.#world;
    const before = memory.load8(address);
    if (before === byte) return 0;
    ledger.recordFlip(address, before, causeOf(plan));
    memory.store8(address, byte, this.#writer);
    return bitCount(before ^ byte);
  }
}

const NOTHING = new Uint8Array(0);

const causeOf = ({ name }: FaultPlan) => `${FAULT_WRITER}: ${name}`;

function storesUntil({ when }: FaultPlan): number {
  if (typeof when === 'string' || 'event' in when) return 0;
  return 'write' in when ? when.write : when.stores;
}

function isCountedHere({ when }: FaultPlan): boolean {
  return typeof when === 'object' && 'write' in when;
}

function isCountedAnywhere({ when }: FaultPlan): boolean {
  return typeof when === 'object' && 'stores' in when;
}

function isNear({ place }: FaultPlan, start: number, end: number): boolean {
  return place.start < end && start < place.end;
}
