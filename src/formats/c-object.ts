/**
 * An object of a C type in memory, filled member by member: what code that knows only names and a table of types stores.
 *
 * Little-endian or big-endian, with 64-bit pointers. What is not set stays zero. Left out: bit fields, which nobody sets.
 */
import type { ByteOrder } from '../memory/byte-order.ts';
import { assert } from '../sim/assert.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import type { CTypes } from './c-types.ts';

export class CObject {
  readonly bytes: Uint8Array;
  readonly #types: CTypes;
  readonly #name: string;
  readonly #view: DataView;
  readonly #isLittle: boolean;

  constructor(types: CTypes, name: string, byteOrder: ByteOrder) {
    this.#types = types;
    this.#name = name;
    this.bytes = new Uint8Array(types.size(name));
    this.#view = new DataView(this.bytes.buffer);
    this.#isLittle = byteOrder === 'little';
  }

  /** A number, cut to the member's width; text, cut to its length. Gives the object. */
  set(path: string, value: number | bigint | string): this {
    const { offset, bytes } = this.#types.place(this.#name, path);
    if (typeof value === 'string') {
      this.bytes.set(latin1Bytes(value.slice(0, Math.max(0, bytes - 1))), offset);
      return this;
    }
    const whole = BigInt(value);
    switch (bytes) {
      case 1:
        this.#view.setUint8(offset, Number(BigInt.asUintN(8, whole)));
        break;
      case 2:
        this.#view.setUint16(offset, Number(BigInt.asUintN(16, whole)), this.#isLittle);
        break;
      case 4:
        this.#view.setUint32(offset, Number(BigInt.asUintN(32, whole)), this.#isLittle);
        break;
      default:
        assert(bytes % 8 === 0 && bytes > 0, `${this.#name}.${path} is no number`);
        this.#view.setBigUint64(offset, BigInt.asUintN(64, whole), this.#isLittle);
    }
    return this;
  }

  /** `INIT_LIST_HEAD`: a list that holds nothing; `address`: of the object. */
  emptyList(path: string, address: bigint): this {
    const at = address + BigInt(this.#types.offset(this.#name, path));
    return this.set(`${path}.next`, at).set(`${path}.prev`, at);
  }
}
