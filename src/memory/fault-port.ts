/** A port whose stores go past somebody who may let them go wrong, and whose loads find stuck cells stuck (fault-side.ts). */
import type { RamPort } from './ram-port.ts';
import type { WriterId } from './writer-shadow.ts';

export interface StoreWatch {
  /** While nobody watches, everything goes straight through. */
  readonly isWatching: boolean;
  /** Before a load. */
  settle(): void;
  /** A number of `length` bytes; `make` stores it. */
  store(address: number, length: number, make: () => void): void;
  /** A copy or a fill; `make` stores a part of it. */
  copy(address: number, length: number, make: (address: number, length: number) => void): void;
}

export class FaultPort implements RamPort {
  readonly #side: StoreWatch;
  readonly #below: RamPort;

  constructor(side: StoreWatch, below: RamPort) {
    this.#side = side;
    this.#below = below;
  }

  load8(address: number): number {
    if (this.#side.isWatching) this.#side.settle();
    return this.#below.load8(address);
  }

  load16le(address: number): number {
    if (this.#side.isWatching) this.#side.settle();
    return this.#below.load16le(address);
  }

  load16be(address: number): number {
    if (this.#side.isWatching) this.#side.settle();
    return this.#below.load16be(address);
  }

  load32le(address: number): number {
    if (this.#side.isWatching) this.#side.settle();
    return this.#below.load32le(address);
  }

  load32be(address: number): number {
    if (this.#side.isWatching) this.#side.settle();
    return this.#below.load32be(address);
  }

  read(address: number, length: number): Uint8Array {
    if (this.#side.isWatching) this.#side.settle();
    return this.#below.read(address, length);
  }

  readInto(address: number, target: Uint8Array): void {
    if (this.#side.isWatching) this.#side.settle();
    this.#below.readInto(address, target);
  }

  store8(address: number, value: number, writer: WriterId): void {
    if (!this.#side.isWatching) this.#below.store8(address, value, writer);
    else this.#side.store(address, 1, () => this.#below.store8(address, value, writer));
  }

  store16le(address: number, value: number, writer: WriterId): void {
    if (!this.#side.isWatching) this.#below.store16le(address, value, writer);
    else this.#side.store(address, 2, () => this.#below.store16le(address, value, writer));
  }

  store16be(address: number, value: number, writer: WriterId): void {
    if (!this.#side.isWatching) this.#below.store16be(address, value, writer);
    else this.#side.store(address, 2, () => this.#below.store16be(address, value, writer));
  }

  store32le(address: number, value: number, writer: WriterId): void {
    if (!this.#side.isWatching) this.#below.store32le(address, value, writer);
    else this.#side.store(address, 4, () => this.#below.store32le(address, value, writer));
  }

  store32be(address: number, value: number, writer: WriterId): void {
    if (!this.#side.isWatching) this.#below.store32be(address, value, writer);
    else this.#side.store(address, 4, () => this.#below.store32be(address, value, writer));
  }

  write(address: number, bytes: Uint8Array, writer: WriterId): void {
    if (!this.#side.isWatching) this.#below.write(address, bytes, writer);
    else {
      this.#side.copy(address, bytes.length, (at, length) =>
        this.#below.write(at, bytes.subarray(at - address, at - address + length), writer),
      );
    }
  }

  fill(address: number, length: number, byte: number, writer: WriterId): void {
    if (!this.#side.isWatching) this.#below.fill(address, length, byte, writer);
    else this.#side.copy(address, length, (at, count) => this.#below.fill(at, count, byte, writer));
  }
}
