/**
 * A mapping: the only way a stage of the machine reaches RAM.
 *
 * It knows its window, its byte order, the writer whose name every stored byte bears, and the cache type the mapping was
 * asked for (ramoops `mem_type`: 0 write-combine, 1 uncached, 2 cached). Accesses go through the CPU side that the memory had
 * when the mapping was made (ram-port.ts); where it has none, straight to RAM.
 *
 * Offsets are bytes from the start of the mapping; an access beyond it is a defect of the stage and fails an assertion.
 */
import { assert } from '../sim/assert.ts';
import type { ByteOrder } from './byte-order.ts';
import type { PhysicalMemory } from './physical-memory.ts';
import type { CacheType, RamPort } from './ram-port.ts';
import type { WriterId } from './writer-shadow.ts';

export type { ByteOrder } from './byte-order.ts';
export type { CacheType } from './ram-port.ts';

export interface MappingOptions {
  readonly cacheType: CacheType;
  /** Order of the bytes of 16-, 32- and 64-bit accesses: the CPU's. */
  readonly byteOrder: ByteOrder;
  /** Whose stores these are, e.g. `kernel/ramoops`. */
  readonly writer: string;
  /** What stands between the CPU's side and RAM, e.g. an address decoder with nothing behind some addresses. */
  readonly decoder?: ((ram: RamPort) => RamPort) | null;
}

/** Maps `length` bytes of RAM from physical `address` on. */
export function map(
  memory: PhysicalMemory,
  range: { readonly address: number; readonly length: number },
  options: MappingOptions,
): Mapping {
  return new Mapping(memory, range.address, range.length, options);
}

export class Mapping {
  /** Physical address of offset 0. */
  readonly address: number;
  /** Length in bytes. */
  readonly length: number;
  readonly cacheType: CacheType;
  readonly byteOrder: ByteOrder;
  readonly writer: string;
  readonly #port: RamPort;
  readonly #writerId: WriterId;
  readonly #isLittle: boolean;

  constructor(memory: PhysicalMemory, address: number, length: number, options: MappingOptions) {
    assert(Number.isSafeInteger(address) && address >= 0, `mapping at ${address}: not a physical address`);
    assert(Number.isSafeInteger(length) && length > 0, `mapping of ${length} bytes`);
    assert(address + length <= memory.sizeBytes, `mapping at 0x${address.toString(16)} goes beyond the address space`);
    this.address = address;
    this.length = length;
    this.cacheType = options.cacheType;
    this.byteOrder = options.byteOrder;
    this.writer = options.writer;
    const port = memory.cpuSide?.port(options.cacheType) ?? memory;
    this.#port = options.decoder?.(port) ?? port;
    this.#writerId = memory.writer(options.writer);
    this.#isLittle = options.byteOrder === 'little';
  }

  load8(offset: number): number {
    this.#check(offset, 1);
    return this.#port.load8(this.address + offset);
  }

  load16(offset: number): number {
    this.#check(offset, 2);
    const address = this.address + offset;
    return this.#isLittle ? this.#port.load16le(address) : this.#port.load16be(address);
  }

  /** Unsigned. */
  load32(offset: number): number {
    this.#check(offset, 4);
    const address = this.address + offset;
    return this.#isLittle ? this.#port.load32le(address) : this.#port.load32be(address);
  }

  /** Unsigned. */
  load64(offset: number): bigint {
    this.#check(offset, 8);
    const first = BigInt(this.load32(offset));
    const second = BigInt(this.load32(offset + 4));
    return this.#isLittle ? (second << 32n) | first : (first << 32n) | second;
  }

  store8(offset: number, value: number): void {
    this.#check(offset, 1);
    this.#port.store8(this.address + offset, value, this.#writerId);
  }

  store16(offset: number, value: number): void {
    this.#check(offset, 2);
    const address = this.address + offset;
    if (this.#isLittle) this.#port.store16le(address, value, this.#writerId);
    else this.#port.store16be(address, value, this.#writerId);
  }

  store32(offset: number, value: number): void {
    this.#check(offset, 4);
    const address = this.address + offset;
    if (this.#isLittle) this.#port.store32le(address, value, this.#writerId);
    else this.#port.store32be(address, value, this.#writerId);
  }

  /** One store of eight bytes; the value is taken modulo 2^64. */
  store64(offset: number, value: bigint): void {
    this.#check(offset, 8);
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, value, this.#isLittle);
    this.#port.write(this.address + offset, bytes, this.#writerId);
  }

  /** A copy of `length` bytes. */
  read(offset: number, length: number): Uint8Array {
    this.#check(offset, length);
    return this.#port.read(this.address + offset, length);
  }

  /** Copies as many bytes as `target` holds. */
  readInto(offset: number, target: Uint8Array): void {
    this.#check(offset, target.length);
    this.#port.readInto(this.address + offset, target);
  }

  write(offset: number, bytes: Uint8Array): void {
    this.#check(offset, bytes.length);
    this.#port.write(this.address + offset, bytes, this.#writerId);
  }

  fill(offset: number, length: number, byte: number): void {
    this.#check(offset, length);
    this.#port.fill(this.address + offset, length, byte, this.#writerId);
  }

  #check(offset: number, size: number): void {
    if (!(Number.isSafeInteger(offset) && offset >= 0 && size >= 0 && offset + size <= this.length)) {
      assert(
        false,
        `access of ${size} bytes at offset ${offset} of a mapping of ${this.length} bytes (${this.writer}, 0x${this.address.toString(16)})`,
      );
    }
  }
}
