/**
 * Places in a ramoops region by the names of their fields, as `dmesg[0].header.size bit 3`: for those who aim faults.
 *
 * A zone is `dmesg[0]`, `console`, `ftrace`, `pmsg` (or `console[0]`); the parts of a zone are `header` with `sig`, `start` and `size`, `data`,
 * and with ECC `parity` (of the blocks of data) and `headerParity`. `region` is all of it. `byte N` takes one byte of a place, counted
 * from 0. Bits of a number count from its least significant one, whatever the byte order; bits of anything else from the
 * first byte's least significant one.
 */
import { PERSISTENT_RAM_HEADER_BYTES, persistentRamBuffer } from '../formats/persistent-ram.ts';
import type { ByteOrder } from '../memory/mapping.ts';
import type { RegionLayout, RegionZone } from './region-layout.ts';

export interface NamedPlace {
  readonly start: number;
  readonly end: number;
  /** Of a number; null where the place is none. */
  readonly byteOrder: ByteOrder | null;
  /** The bit that the name ends with. */
  readonly bit: number | null;
}

/** Why a name leads to no place. */
interface PlaceProblem {
  readonly message: string;
  readonly found: string;
  readonly expected?: string;
  /** What could have been meant. */
  readonly known?: readonly string[];
}

/** Longer names are none, and are not looked into. */
const NAME_MAX = 200;
const NAME = /^([A-Za-z]+)(?:\[(\d{1,9})\])?((?:\.[A-Za-z]+)*)(?: +byte +(\d{1,12}))?(?: +bit +(\d{1,12}))?$/;

export function findPlace(text: string, layout: RegionLayout, byteOrder: ByteOrder): NamedPlace | PlaceProblem {
  const match = text.length > NAME_MAX ? null : NAME.exec(text.trim());
  const found = `"${text.slice(0, NAME_MAX)}"`;
  const places = placesOf(layout, byteOrder);
  const known = [...places.keys()];
  if (match === null) return { message: 'not the name of a place', found, known };
  const [, kind = '', index, parts = '', byte, bit] = match;
  const isOnly = places.has(kind);
  const name = index === undefined || (isOnly && Number(index) === 0) ? `${kind}${parts}` : `${kind}[${index}]${parts}`;
  const place = places.get(name);
  if (place === undefined) return { message: 'there is no such place', found, known };
  const length = place.end - place.start;
  if (length === 0) return { message: 'this place is empty: the zones have no ECC', found };
  if (byte !== undefined && Number(byte) >= length) {
    return {
      message: 'there is no such byte',
      found: `byte ${Number(byte)} of "${name}"`,
      expected: `0 to ${length - 1}`,
    };
  }
  const start = place.start + Number(byte ?? 0);
  const narrowed = byte === undefined ? place : { start, end: start + 1, byteOrder: null };
  return bitProblem(narrowed, name, bit) ?? { ...narrowed, bit: bit === undefined ? null : Number(bit) };
}

/** Where bit `bit` of a place lies, counted from its first byte, eight to a byte. */
export function bitPosition({ start, end, byteOrder }: Omit<NamedPlace, 'bit'>, bit: number): number {
  if (byteOrder !== 'big') return bit;
  const byte = end - start - 1 - Math.floor(bit / 8);
  return byte * 8 + (bit % 8);
}

function bitProblem({ start, end }: { start: number; end: number }, name: string, bit: string | undefined) {
  const bits = (end - start) * 8;
  if (bit === undefined || Number(bit) < bits) return null;
  return { message: 'there is no such bit', found: `bit ${Number(bit)} of "${name}"`, expected: `0 to ${bits - 1}` };
}

type Place = Omit<NamedPlace, 'bit'>;

/** All names, in the order of addresses; a zone that is the only one of its kind goes without a number. */
function placesOf(layout: RegionLayout, byteOrder: ByteOrder): Map<string, Place> {
  const places = new Map<string, Place>();
  const add = (name: string, start: number, length: number, order: ByteOrder | null = null) =>
    places.set(name, { start, end: start + length, byteOrder: order });
  add('region', layout.address, layout.length);
  for (const zone of layout.zones) {
    const name = zoneName(zone, layout.zones);
    const { address, sizeBytes, capacityBytes, eccSize } = zone;
    const data = address + PERSISTENT_RAM_HEADER_BYTES;
    const parity = sizeBytes - PERSISTENT_RAM_HEADER_BYTES - capacityBytes;
    add(name, address, sizeBytes);
    add(`${name}.header`, address, PERSISTENT_RAM_HEADER_BYTES);
    for (const [field, { offset, sizeBytes: width }] of Object.entries(persistentRamBuffer.fields)) {
      add(`${name}.header.${field}`, address + offset, width, byteOrder);
    }
    add(`${name}.data`, data, capacityBytes);
    add(`${name}.parity`, data + capacityBytes, parity - eccSize);
    add(`${name}.headerParity`, address + sizeBytes - eccSize, eccSize);
  }
  return places;
}

function zoneName({ kind, index }: RegionZone, zones: readonly RegionZone[]): string {
  const isOnly = kind !== 'dmesg' && zones.filter((zone) => zone.kind === kind).length === 1;
  return isOnly ? kind : `${kind}[${index}]`;
}
