/**
 * RAM as the address decoder of a board lets a CPU reach it: an address outside the banks has nobody behind it.
 *
 * What is stored there is lost; loads give zeros, as the bus of the emulated machines does (a bus of real hardware gives what its lines
 * float to).
 */
import type { AddressRange } from './memory-map.ts';
import type { RamPort } from './ram-port.ts';
import type { WriterId } from './writer-shadow.ts';

export class DecodedMemory implements RamPort {
  readonly #ram: RamPort;
  readonly #banks: readonly AddressRange[];

  constructor(ram: RamPort, banks: readonly AddressRange[]) {
    this.#ram = ram;
    this.#banks = banks;
  }

  load8(address: number): number {
    return this.#has(address) ? this.#ram.load8(address) : 0;
  }

  load16le(address: number): number {
    return this.#has(address) ? this.#ram.load16le(address) : 0;
  }

  load16be(address: number): number {
    return this.#has(address) ? this.#ram.load16be(address) : 0;
  }

  load32le(address: number): number {
    return this.#has(address) ? this.#ram.load32le(address) : 0;
  }

  load32be(address: number): number {
    return this.#has(address) ? this.#ram.load32be(address) : 0;
  }

  read(address: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    this.readInto(address, bytes);
    return bytes;
  }

  readInto(address: number, target: Uint8Array): void {
    target.fill(0);
    for (const { start, end } of this.#parts(address, target.length)) {
      this.#ram.readInto(start, target.subarray(start - address, end - address));
    }
  }

  store8(address: number, value: number, writer: WriterId): void {
    if (this.#has(address)) this.#ram.store8(address, value, writer);
  }

  store16le(address: number, value: number, writer: WriterId): void {
    if (this.#has(address)) this.#ram.store16le(address, value, writer);
  }

  store16be(address: number, value: number, writer: WriterId): void {
    if (this.#has(address)) this.#ram.store16be(address, value, writer);
  }

  store32le(address: number, value: number, writer: WriterId): void {
    if (this.#has(address)) this.#ram.store32le(address, value, writer);
  }

  store32be(address: number, value: number, writer: WriterId): void {
    if (this.#has(address)) this.#ram.store32be(address, value, writer);
  }

  write(address: number, bytes: Uint8Array, writer: WriterId): void {
    for (const { start, end } of this.#parts(address, bytes.length)) {
      this.#ram.write(start, bytes.subarray(start - address, end - address), writer);
    }
  }

  fill(address: number, length: number, byte: number, writer: WriterId): void {
    for (const { start, end } of this.#parts(address, length)) this.#ram.fill(start, end - start, byte, writer);
  }

  #has(address: number): boolean {
    return this.#banks.some(({ start, end }) => address >= start && address < end);
  }

  /** What of a range is RAM. */
  #parts(address: number, length: number): AddressRange[] {
    return this.#banks
      .map(({ start, end }) => ({ start: Math.max(start, address), end: Math.min(end, address + length) }))
      .filter(({ start, end }) => start < end);
  }
}
