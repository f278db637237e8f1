/**
 * A struct declared once, as a value: reader, writer, annotated dump and field-named difference come from it.
 *
 *     const header = layout('persistent_ram_buffer', {
 *       source: 'Linux v6.12 fs/pstore/ram_core.c',
 *       sizeBytes: 12,
 *       fields: { sig: u32(0, 'signature'), start: u32(4, 'next byte to write'), size: u32(8, 'valid bytes') },
 *     });
 *     header.read(bytes, 'little').size;
 *
 * Fields stand in the order of their offsets and do not overlap; gaps between them are padding, kept by the writer and
 * shown by the dump. All of this is checked when the module that declares a layout loads. Variable-length formats are
 * read by walking over layouts; unions and bit fields are left out.
 */
import { assert } from '../sim/assert.ts';
import { bitCount } from '../sim/bytes.ts';
import type { ByteOrder } from './byte-order.ts';
import { bytes, type Field } from './layout-fields.ts';

export { bytes, s32, text, u8, u16, u32, u64 } from './layout-fields.ts';

export type FieldMap = Readonly<Record<string, Field<unknown>>>;
type ValueOf<F> = F extends { get(view: DataView, at: number, isLittle: boolean): infer T } ? T : never;
/** The values of a struct, field by field. */
export type Values<Fields> = { readonly [Name in keyof Fields]: ValueOf<Fields[Name]> };

/** One line of an annotated dump: a field, or a gap named `(padding)`. */
export interface AnnotatedLine {
  readonly address: number;
  readonly bytes: Uint8Array;
  readonly field: string;
  /** The value as text; `(cut off)` where the bytes end before the field does. */
  readonly value: string;
  readonly meaning: string;
}

interface FieldDifference {
  readonly field: string;
  /** Bytes from the start of the struct. */
  readonly offset: number;
  readonly a: string;
  readonly b: string;
  /** How many bits of the field differ. */
  readonly bits: number;
}

export interface Layout<Fields> {
  readonly name: string;
  /** The real declaration this one mirrors. */
  readonly source: string;
  readonly sizeBytes: number;
  readonly fields: Fields;
  /** The struct that begins at `offset`; the bytes must hold all of it. */
  read(bytes: Uint8Array, byteOrder: ByteOrder, offset?: number): Values<Fields>;
  /** Stores the given fields at `offset`; fields that are not given, and padding, keep their bytes. */
  write(bytes: Uint8Array, byteOrder: ByteOrder, values: Partial<Values<Fields>>, offset?: number): void;
  /** The struct as new bytes; padding is zero. */
  encode(values: Values<Fields>, byteOrder: ByteOrder): Uint8Array;
  /** Every byte of the struct with its field and meaning; copes with bytes that end too early. */
  annotate(bytes: Uint8Array, byteOrder: ByteOrder, baseAddress: number, offset?: number): AnnotatedLine[];
  /** The fields that differ, in order of offset; empty if the two structs hold the same bytes. */
  diff(a: Uint8Array, b: Uint8Array, byteOrder: ByteOrder): FieldDifference[];
}

export function layout<const Fields extends FieldMap>(
  name: string,
  declaration: { readonly source: string; readonly sizeBytes: number; readonly fields: Fields },
): Layout<Fields> {
  const { source, sizeBytes, fields } = declaration;
  const pieces = piecesOf(name, sizeBytes, fields);
  const named = pieces.filter((piece) => !piece.isPadding);

  function read(from: Uint8Array, byteOrder: ByteOrder, offset = 0): Values<Fields> {
    const view = viewOf(name, from, sizeBytes, offset);
    const values: Record<string, unknown> = {};
    for (const { field, key } of named) values[key] = field.get(view, field.offset, isLittle(field, byteOrder));
    return values as Values<Fields>;
  }

  function write(to: Uint8Array, byteOrder: ByteOrder, values: Partial<Values<Fields>>, offset = 0): void {
    const view = viewOf(name, to, sizeBytes, offset);
    for (const { field, key } of named) {
      const value = values[key];
      if (value !== undefined) field.put(view, field.offset, isLittle(field, byteOrder), value);
    }
  }

  function encode(values: Values<Fields>, byteOrder: ByteOrder): Uint8Array {
    const encoded = new Uint8Array(sizeBytes);
    write(encoded, byteOrder, values);
    return encoded;
  }

  function annotate(from: Uint8Array, byteOrder: ByteOrder, baseAddress: number, offset = 0): AnnotatedLine[] {
    const struct = from.subarray(offset, offset + sizeBytes);
    const view = new DataView(struct.buffer, struct.byteOffset, struct.length);
    return pieces
      .filter(({ field }) => field.offset < struct.length)
      .map(({ field, key }) => ({
        address: baseAddress + field.offset,
        bytes: struct.slice(field.offset, field.offset + field.sizeBytes),
        field: key,
        value:
          field.offset + field.sizeBytes > struct.length
            ? '(cut off)'
            : field.show(field.get(view, field.offset, isLittle(field, byteOrder))),
        meaning: field.meaning,
      }));
  }

  function diff(a: Uint8Array, b: Uint8Array, byteOrder: ByteOrder): FieldDifference[] {
    const viewA = viewOf(name, a, sizeBytes, 0);
    const viewB = viewOf(name, b, sizeBytes, 0);
    const differences: FieldDifference[] = [];
    for (const { field, key } of pieces) {
      const { offset } = field;
      let bits = 0;
      for (let at = offset; at < offset + field.sizeBytes; at++) bits += bitCount(a[at]! ^ b[at]!);
      if (bits === 0) continue;
      const little = isLittle(field, byteOrder);
      const shown = [viewA, viewB].map((view) => field.show(field.get(view, offset, little))) as [string, string];
      differences.push({ field: key, offset, a: shown[0], b: shown[1], bits });
    }
    return differences;
  }

  return { name, source, sizeBytes, fields, read, write, encode, annotate, diff };
}

interface Piece {
  readonly key: string;
  readonly field: Field<unknown>;
  readonly isPadding: boolean;
}

/** The fields and the gaps between them, checked. */
function piecesOf(name: string, sizeBytes: number, fields: FieldMap): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const addPadding = (end: number): void => {
    if (end > at) pieces.push({ key: '(padding)', field: bytes(at, end - at, 'padding'), isPadding: true });
  };
  for (const [key, field] of Object.entries(fields)) {
    assert(
      field.offset >= at,
      `${name}.${key} at offset ${field.offset} overlaps the field before it, which ends at ${at}`,
    );
    addPadding(field.offset);
    pieces.push({ key, field: field, isPadding: false });
    at = field.offset + field.sizeBytes;
  }
  assert(at <= sizeBytes, `the fields of ${name} end at ${at}, but its size is ${sizeBytes}`);
  addPadding(sizeBytes);
  return pieces;
}

function isLittle(field: Field<unknown>, byteOrder: ByteOrder): boolean {
  return (field.byteOrder ?? byteOrder) === 'little';
}

function viewOf(name: string, from: Uint8Array, sizeBytes: number, offset: number): DataView {
  assert(
    offset >= 0 && offset + sizeBytes <= from.length,
    `${name} at ${offset} of ${from.length} bytes: not all there`,
  );
  return new DataView(from.buffer, from.byteOffset + offset, sizeBytes);
}
