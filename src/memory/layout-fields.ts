/**
 * The kinds of field a struct layout is made of: each knows its width, how it is read and written, and how it is shown.
 *
 * 64-bit fields are `bigint`, because they may be wider than a JavaScript number is exact; who narrows one checks it first.
 * Text is one code point per byte (latin1).
 */
import { assert } from '../sim/assert.ts';
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';
import type { ByteOrder } from './byte-order.ts';

/** One field of a struct; `T` is the type of its value. */
export interface Field<T> {
  /** Bytes from the start of the struct. */
  readonly offset: number;
  readonly sizeBytes: number;
  readonly meaning: string;
  /** Fixed by the format; absent where the CPU's order counts. */
  readonly byteOrder?: ByteOrder;
  /** A number, whose bits are counted from its least significant one; otherwise bits are counted from the first byte. */
  readonly isNumber: boolean;
  get(view: DataView, at: number, isLittle: boolean): T;
  put(view: DataView, at: number, isLittle: boolean, value: T): void;
  show(value: T): string;
}

export interface NumberOptions {
  /** Set where the format fixes it: a flattened device tree is big-endian on every CPU. */
  readonly byteOrder?: ByteOrder;
  /** Names of known values, shown beside the number. */
  readonly names?: Readonly<Record<number, string>>;
}

export function u8(offset: number, meaning: string, options: NumberOptions = {}): Field<number> {
  return number(offset, 1, meaning, options, false, {
    get: (view, at) => view.getUint8(at),
    put: (view, at, _isLittle, value) => view.setUint8(at, value),
  });
}

export function u16(offset: number, meaning: string, options: NumberOptions = {}): Field<number> {
  return number(offset, 2, meaning, options, false, {
    get: (view, at, isLittle) => view.getUint16(at, isLittle),
    put: (view, at, isLittle, value) => view.setUint16(at, value, isLittle),
  });
}

export function u32(offset: number, meaning: string, options: NumberOptions = {}): Field<number> {
  return number(offset, 4, meaning, options, false, {
    get: (view, at, isLittle) => view.getUint32(at, isLittle),
    put: (view, at, isLittle, value) => view.setUint32(at, value, isLittle),
  });
}

/** A signed 32-bit number, as C's `int` and the kernel's `atomic_t`. */
export function s32(offset: number, meaning: string, options: NumberOptions = {}): Field<number> {
  return number(offset, 4, meaning, options, true, {
    get: (view, at, isLittle) => view.getInt32(at, isLittle),
    put: (view, at, isLittle, value) => view.setInt32(at, value, isLittle),
  });
}

export function u64(offset: number, meaning: string, options: NumberOptions = {}): Field<bigint> {
  return {
    ...place(offset, 8, meaning, options),
    isNumber: true,
    get: (view, at, isLittle) => view.getBigUint64(at, isLittle),
    put: (view, at, isLittle, value) => {
      assert(value >= 0n && value < 1n << 64n, `${value} does not fit into 64 bits (${meaning})`);
      view.setBigUint64(at, value, isLittle);
    },
    show: (value) => withName(`0x${value.toString(16)} (${value})`, options.names?.[Number(value)]),
  };
}

/** A fixed number of bytes, taken as they are. */
export function bytes(offset: number, length: number, meaning: string): Field<Uint8Array> {
  return {
    ...place(offset, length, meaning),
    isNumber: false,
    get: (view, at) => new Uint8Array(view.buffer, view.byteOffset + at, length).slice(),
    put: (view, at, _isLittle, value) => {
      assert(value.length === length, `${value.length} bytes for a field of ${length} (${meaning})`);
      new Uint8Array(view.buffer, view.byteOffset + at, length).set(value);
    },
    show: (value) => {
      const shown = Array.from(value.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
      return value.length > 16 ? `${shown} … (${value.length} bytes)` : shown;
    },
  };
}

/** Text up to the first NUL in a field of `length` bytes; what a writer leaves over is filled with NULs. */
export function text(offset: number, length: number, meaning: string): Field<string> {
  return {
    ...place(offset, length, meaning),
    isNumber: false,
    get: (view, at) => {
      const all = latin1Text(new Uint8Array(view.buffer, view.byteOffset + at, length));
      const end = all.indexOf('\0');
      return end < 0 ? all : all.slice(0, end);
    },
    put: (view, at, _isLittle, value) => {
      assert(value.length <= length, `text of ${value.length} bytes for a field of ${length} (${meaning})`);
      const target = new Uint8Array(view.buffer, view.byteOffset + at, length);
      target.fill(0);
      target.set(latin1Bytes(value));
    },
    show: (value) => JSON.stringify(value),
  };
}

interface Access<T> {
  get(view: DataView, at: number, isLittle: boolean): T;
  put(view: DataView, at: number, isLittle: boolean, value: T): void;
}

function number(
  offset: number,
  sizeBytes: number,
  meaning: string,
  options: NumberOptions,
  isSigned: boolean,
  access: Access<number>,
): Field<number> {
  const lowest = isSigned ? -(2 ** (sizeBytes * 8 - 1)) : 0;
  const highest = lowest + 2 ** (sizeBytes * 8) - 1;
  return {
    ...place(offset, sizeBytes, meaning, options),
    isNumber: true,
    get: access.get,
    put: (view, at, isLittle, value) => {
      if (!(Number.isInteger(value) && value >= lowest && value <= highest)) {
        assert(false, `${value} is not a whole number of ${sizeBytes} bytes (${meaning})`);
      }
      access.put(view, at, isLittle, value);
    },
    show: (value) => {
      const hex = (value < 0 ? value + 2 ** (sizeBytes * 8) : value).toString(16).padStart(sizeBytes * 2, '0');
      return withName(`0x${hex} (${value})`, options.names?.[value]);
    },
  };
}

function place(
  offset: number,
  sizeBytes: number,
  meaning: string,
  options: NumberOptions = {},
): Pick<Field<unknown>, 'offset' | 'sizeBytes' | 'meaning' | 'byteOrder'> {
  assert(Number.isInteger(offset) && offset >= 0, `a field at offset ${offset} (${meaning})`);
  assert(Number.isInteger(sizeBytes) && sizeBytes > 0, `a field of ${sizeBytes} bytes (${meaning})`);
  const { byteOrder } = options;
  return byteOrder === undefined ? { offset, sizeBytes, meaning } : { offset, sizeBytes, meaning, byteOrder };
}

function withName(shown: string, name: string | undefined): string {
  return name === undefined ? shown : `${shown} ${name}`;
}
