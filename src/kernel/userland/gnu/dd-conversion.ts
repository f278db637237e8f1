/** What `dd` does to the bytes on their way (coreutils 9.1 `src/dd.c`, `apply_translations`, `copy_with_block`). */
import type { Conversion } from './dd-operands.ts';
import { asciiToEbcdic, asciiToIbm, ebcdicToAscii } from './dd-tables.data.ts';

const NEWLINE = 10;
const SPACE = 32;

export class Converter {
  /** Lines that were longer than `cbs`. */
  truncated = 0;
  readonly #table: Uint8Array | null;
  readonly #swaps: boolean;
  readonly #shape: 'block' | 'unblock' | null;
  readonly #blockBytes: number;
  readonly #newline: number;
  readonly #space: number;
  #saved = -1;
  #column = 0;
  #pendingSpaces = 0;

  constructor(conversions: ReadonlySet<Conversion>, blockBytes: number) {
    this.#blockBytes = blockBytes;
    this.#swaps = conversions.has('swab');
    const blocks = conversions.has('block') || conversions.has('ebcdic') || conversions.has('ibm');
    const unblocks = conversions.has('unblock') || conversions.has('ascii');
    this.#shape = blockBytes === 0 ? null : blocks ? 'block' : unblocks ? 'unblock' : null;
    const table = Uint8Array.from({ length: 256 }, (_, code) => code);
    let isNeeded = false;
    const apply = (change: (code: number) => number) => {
      isNeeded = true;
      for (let code = 0; code < 256; code++) table[code] = change(table[code]!);
    };
    if (conversions.has('ascii')) apply((code) => byteOf(ebcdicToAscii, code));
    if (conversions.has('ucase')) apply((code) => (code >= 0x61 && code <= 0x7a ? code - 32 : code));
    else if (conversions.has('lcase')) apply((code) => (code >= 0x41 && code <= 0x5a ? code + 32 : code));
    let newline = NEWLINE;
    let space = SPACE;
    const target = conversions.has('ebcdic') ? asciiToEbcdic : conversions.has('ibm') ? asciiToIbm : null;
    if (target !== null) {
      apply((code) => byteOf(target, code));
      newline = byteOf(target, NEWLINE);
      space = byteOf(target, SPACE);
    }
    this.#table = isNeeded ? table : null;
    this.#newline = newline;
    this.#space = space;
  }

  /** What padding a short block is filled with. */
  get isBlocked(): boolean {
    return this.#shape !== null;
  }

  /** The bytes to write for a block that was read. The block itself may be changed. */
  convert(block: Uint8Array): Uint8Array {
    const table = this.#table;
    if (table !== null) for (let at = 0; at < block.length; at++) block[at] = table[block[at]!]!;
    const bytes = this.#swaps ? this.#swab(block) : block;
    if (this.#shape === 'block') return this.#block(bytes);
    return this.#shape === 'unblock' ? this.#unblock(bytes) : bytes;
  }

  /** What is left at the end of the input. */
  finish(): Uint8Array {
    const saved = this.#saved < 0 ? new Uint8Array(0) : Uint8Array.of(this.#saved);
    this.#saved = -1;
    if (this.#shape === 'block') {
      const rest = [...this.#block(saved)];
      for (let at = this.#column; at > 0 && at < this.#blockBytes; at++) rest.push(this.#space);
      return Uint8Array.from(rest);
    }
    if (this.#shape === 'unblock') {
      const rest = [...this.#unblock(saved)];
      if (this.#column > 0) rest.push(this.#newline);
      return Uint8Array.from(rest);
    }
    return saved;
  }

  /** Every two bytes change places, across blocks too. */
  #swab(bytes: Uint8Array): Uint8Array {
    const all = new Uint8Array(bytes.length + 1);
    let length = 0;
    if (this.#saved >= 0) all[length++] = this.#saved;
    all.set(bytes, length);
    length += bytes.length;
    const even = length - (length % 2);
    this.#saved = length > even ? all[even]! : -1;
    for (let at = 0; at < even; at += 2) {
      const first = all[at]!;
      all[at] = all[at + 1]!;
      all[at + 1] = first;
    }
    return all.subarray(0, even);
  }

  /** Lines become records of `cbs` bytes. */
  #block(bytes: Uint8Array): Uint8Array {
    const out: number[] = [];
    for (const byte of bytes) {
      if (byte === this.#newline) {
        for (let at = this.#column; at < this.#blockBytes; at++) out.push(this.#space);
        this.#column = 0;
        continue;
      }
      if (this.#column === this.#blockBytes) this.truncated++;
      else if (this.#column < this.#blockBytes) out.push(byte);
      this.#column++;
    }
    return Uint8Array.from(out);
  }

  /** Records of `cbs` bytes become lines without the spaces at their ends. */
  #unblock(bytes: Uint8Array): Uint8Array {
    const out: number[] = [];
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (this.#column++ >= this.#blockBytes) {
        this.#column = 0;
        this.#pendingSpaces = 0;
        at--;
        out.push(this.#newline);
      } else if (byte === this.#space) this.#pendingSpaces++;
      else {
        for (; this.#pendingSpaces > 0; this.#pendingSpaces--) out.push(this.#space);
        out.push(byte);
      }
    }
    return Uint8Array.from(out);
  }
}

function byteOf(table: string, code: number): number {
  return Number.parseInt(table.slice(code * 2, code * 2 + 2), 16);
}
