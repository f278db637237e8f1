/** Property values of a device tree: big-endian cells and zero-terminated strings (Devicetree Specification §2.2.4). */
import { assert } from '../sim/assert.ts';
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';

/** 32-bit cells. */
export function cells(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    assert(Number.isInteger(value) && value >= 0 && value <= 0xffffffff, 'a cell holds an unsigned 32-bit number');
    view.setUint32(4 * index, value);
  });
  return bytes;
}

/** One number over `cellCount` cells (an address or a size); what does not fit is cut off at the top, as firmware does. */
export function numberCells(value: bigint, cellCount: number): Uint8Array {
  const bytes = new Uint8Array(4 * cellCount);
  let rest = value;
  for (let index = bytes.length - 1; index >= 0; index--, rest >>= 8n) bytes[index] = Number(rest & 0xffn);
  return bytes;
}

/** One 64-bit number in two cells. */
export function u64(value: bigint): Uint8Array {
  return numberCells(value, 2);
}

/** One zero-terminated string, or a list of them. Each character is one byte. */
export function strings(...values: readonly string[]): Uint8Array {
  assert(!values.some((value) => value.includes('\0')), 'a string in a device tree has no zero byte');
  return latin1Bytes(values.map((value) => `${value}\0`).join(''));
}

/** Null when the value is not a whole number of cells. */
export function readCells(value: Uint8Array): number[] | null {
  if (value.length % 4 !== 0) return null;
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  return Array.from({ length: value.length / 4 }, (_, index) => view.getUint32(4 * index));
}

/** Null unless the value is exactly one cell. */
export function readU32(value: Uint8Array): number | null {
  return value.length === 4 ? readCells(value)![0]! : null;
}

/** Null unless the value is exactly two cells. */
export function readU64(value: Uint8Array): bigint | null {
  return value.length === 8 ? readNumber(value) : null;
}

/** Null unless the value is a list of zero-terminated strings. */
export function readStrings(value: Uint8Array): string[] | null {
  if (value.length === 0 || value[value.length - 1] !== 0) return null;
  return latin1Text(value.subarray(0, value.length - 1)).split('\0');
}

/** The first string; null unless the value is a list of them. */
export function readString(value: Uint8Array): string | null {
  return readStrings(value)?.[0] ?? null;
}

/** Entries of a `reg` property; null when the value is not a whole number of entries. */
export function readReg(
  value: Uint8Array,
  addressCells: number,
  sizeCells: number,
): { address: bigint; size: bigint }[] | null {
  const entryBytes = 4 * (addressCells + sizeCells);
  if (entryBytes <= 0 || value.length % entryBytes !== 0) return null;
  return Array.from({ length: value.length / entryBytes }, (_, index) => {
    const entry = value.subarray(index * entryBytes, (index + 1) * entryBytes);
    return {
      address: readNumber(entry.subarray(0, 4 * addressCells)),
      size: readNumber(entry.subarray(4 * addressCells)),
    };
  });
}

function readNumber(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}
