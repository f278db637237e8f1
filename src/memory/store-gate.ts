/**
 * A counter of stores, at which the power can be cut.
 *
 * A store is what one CPU word takes: a number of 8, 16 or 32 bits is one store; a number of 64 bits, a copy or a fill is one for each
 * aligned word that it touches, in order of address. After the store that was named no code of the running stage runs any more: `PowerCut`
 * is thrown through it, and the machine that catches it drops the stage.
 *
 * Left out: stores that real code makes beside the ones of the model (locals, locks, lists), and write-backs out of order.
 */
import { assert } from '../sim/assert.ts';
import type { CacheType, CpuSide, RamPort } from './ram-port.ts';
import type { WriterId } from './writer-shadow.ts';

/** Of a copy or a fill that was cut short, so many bytes of its rest are told. */
const TORN_LIMIT = 1 << 20;

/** The rest of a copy, which never reached memory. */
export interface TornCopy {
  readonly address: number;
  /** What the stage meant to store there; the first MiB of it. */
  readonly bytes: Uint8Array;
}

/** Thrown through the code of a stage at the store after which the power is gone. Nobody but the machine may catch it. */
export class PowerCut {
  /** Stores since the gate was made. */
  readonly stores: number;
  /** null: the last store was the end of what it belonged to. */
  readonly torn: TornCopy | null;

  constructor(stores: number, torn: TornCopy | null) {
    this.stores = stores;
    this.torn = torn;
  }
}

export class StoreGate implements CpuSide {
  /** Stores so far. */
  count = 0;
  /** Bytes of a CPU word. */
  readonly wordBytes: number;
  readonly #below: CpuSide;
  #last = Number.POSITIVE_INFINITY;

  constructor(below: CpuSide, wordBytes: 4 | 8) {
    this.#below = below;
    this.wordBytes = wordBytes;
  }

  /** Cuts the power as soon as `stores` more stores are done; at least one, because a cut happens at a store. */
  cutAfter(stores: number): void {
    assert(Number.isSafeInteger(stores) && stores > 0, `power cut after ${stores} stores`);
    this.#last = this.count + stores;
  }

  port(cacheType: CacheType): RamPort {
    return new GatedPort(this, this.#below.port(cacheType));
  }

  /** How many of `wanted` stores may be done. @internal */
  room(wanted: number): number {
    return Math.min(wanted, this.#last - this.count);
  }

  /** Enters stores that were done; `torn`: the rest of a copy for which there was no room. @internal */
  did(stores: number, torn: TornCopy | null = null): void {
    this.count += stores;
    if (this.count < this.#last) return;
    this.#last = Number.POSITIVE_INFINITY;
    throw new PowerCut(this.count, torn);
  }
}

class GatedPort implements RamPort {
  readonly #gate: StoreGate;
  readonly #below: RamPort;

  constructor(gate: StoreGate, below: RamPort) {
    this.#gate = gate;
    this.#below = below;
  }

  load8(address: number): number {
    return this.#below.load8(address);
  }

  load16le(address: number): number {
    return this.#below.load16le(address);
  }

  load16be(address: number): number {
    return this.#below.load16be(address);
  }

  load32le(address: number): number {
    return this.#below.load32le(address);
  }

  load32be(address: number): number {
    return this.#below.load32be(address);
  }

  read(address: number, length: number): Uint8Array {
    return this.#below.read(address, length);
  }

  readInto(address: number, target: Uint8Array): void {
    this.#below.readInto(address, target);
  }

  store8(address: number, value: number, writer: WriterId): void {
    this.#below.store8(address, value, writer);
    this.#gate.did(1);
  }

  store16le(address: number, value: number, writer: WriterId): void {
    this.#below.store16le(address, value, writer);
    this.#gate.did(1);
  }

  store16be(address: number, value: number, writer: WriterId): void {
    this.#below.store16be(address, value, writer);
    this.#gate.did(1);
  }

  store32le(address: number, value: number, writer: WriterId): void {
    this.#below.store32le(address, value, writer);
    this.#gate.did(1);
  }

  store32be(address: number, value: number, writer: WriterId): void {
    this.#below.store32be(address, value, writer);
    this.#gate.did(1);
  }

  write(address: number, bytes: Uint8Array, writer: WriterId): void {
    const { stores, bytes: done } = this.#span(address, bytes.length);
    if (done > 0) this.#below.write(address, done === bytes.length ? bytes : bytes.subarray(0, done), writer);
    const isTorn = done < bytes.length;
    this.#gate.did(stores, isTorn ? { address: address + done, bytes: bytes.slice(done, done + TORN_LIMIT) } : null);
  }

  fill(address: number, length: number, byte: number, writer: WriterId): void {
    const { stores, bytes: done } = this.#span(address, length);
    if (done > 0) this.#below.fill(address, done, byte, writer);
    const rest = () => new Uint8Array(Math.min(length - done, TORN_LIMIT)).fill(byte);
    this.#gate.did(stores, done < length ? { address: address + done, bytes: rest() } : null);
  }

  /** Of a copy to `address`: how many stores of it are done before the power goes, and how many bytes those make. */
  #span(address: number, length: number): { stores: number; bytes: number } {
    if (length === 0) return { stores: 0, bytes: 0 };
    const { wordBytes } = this.#gate;
    const firstWord = Math.floor(address / wordBytes);
    const wanted = Math.ceil((address + length) / wordBytes) - firstWord;
    const stores = this.#gate.room(wanted);
    return { stores, bytes: stores === wanted ? length : (firstWord + stores) * wordBytes - address };
  }
}
