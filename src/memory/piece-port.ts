/**
 * A way to RAM that knows nothing but runs of bytes: numbers are taken apart for it.
 */
import type { RamPort } from './ram-port.ts';
import type { WriterId } from './writer-shadow.ts';

/** Fills are handed on in pieces of this many bytes. */
const FILL_BYTES = 0x10000;

export interface BytePath {
  load(address: number, target: Uint8Array): void;
  /** `from`: where the copy that these bytes are part of began. */
  store(address: number, bytes: Uint8Array, writer: WriterId, from: number): void;
}

export class PiecePort implements RamPort {
  readonly #path: BytePath;
  readonly #one = new Uint8Array(1);
  readonly #two = new DataView(new ArrayBuffer(2));
  readonly #four = new DataView(new ArrayBuffer(4));
  readonly #twoBytes = new Uint8Array(this.#two.buffer);
  readonly #fourBytes = new Uint8Array(this.#four.buffer);

  constructor(path: BytePath) {
    this.#path = path;
  }

  load8(address: number): number {
    this.#path.load(address, this.#one);
    return this.#one[0]!;
  }

  load16le(address: number): number {
    this.#path.load(address, this.#twoBytes);
    return this.#two.getUint16(0, true);
  }

  load16be(address: number): number {
    this.#path.load(address, this.#twoBytes);
    return this.#two.getUint16(0);
  }

  load32le(address: number): number {
    this.#path.load(address, this.#fourBytes);
    return this.#four.getUint32(0, true);
  }

  load32be(address: number): number {
    this.#path.load(address, this.#fourBytes);
    return this.#four.getUint32(0);
  }

  read(address: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    this.#path.load(address, bytes);
    return bytes;
  }

  readInto(address: number, target: Uint8Array): void {
    this.#path.load(address, target);
  }

  store8(address: number, value: number, writer: WriterId): void {
    this.#one[0] = value;
    this.#path.store(address, this.#one, writer, address);
  }

  store16le(address: number, value: number, writer: WriterId): void {
    this.#two.setUint16(0, value, true);
    this.#path.store(address, this.#twoBytes, writer, address);
  }

  store16be(address: number, value: number, writer: WriterId): void {
    this.#two.setUint16(0, value);
    this.#path.store(address, this.#twoBytes, writer, address);
  }

  store32le(address: number, value: number, writer: WriterId): void {
    this.#four.setUint32(0, value, true);
    this.#path.store(address, this.#fourBytes, writer, address);
  }

  store32be(address: number, value: number, writer: WriterId): void {
    this.#four.setUint32(0, value);
    this.#path.store(address, this.#fourBytes, writer, address);
  }

  write(address: number, bytes: Uint8Array, writer: WriterId): void {
    this.#path.store(address, bytes, writer, address);
  }

  fill(address: number, length: number, byte: number, writer: WriterId): void {
    const piece = new Uint8Array(Math.min(length, FILL_BYTES)).fill(byte);
    for (let done = 0; done < length; done += piece.length) {
      const count = Math.min(piece.length, length - done);
      this.#path.store(address + done, count === piece.length ? piece : piece.subarray(0, count), writer, address);
    }
  }
}
