/**
 * Zone signatures anywhere in an image, in both byte orders, with flipped bits.
 *
 * `PERSISTENT_RAM_SIG` is looked for at every byte: kernels before the alignment of zones put them at odd addresses. Up to four of its
 * 32 bits may be flipped, which chance alone gives once in 10^5 places, so the counters behind it must look like counters too:
 * below 16 MiB but for one flipped bit each. Function traces, whose signature holds a version, are not looked for here: they lie
 * where a layout expects them.
 */
import { PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_SIG } from '../../formats/persistent-ram.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { ByteSource } from './byte-source.ts';

/** Where a signature was seen. */
export interface Sighting {
  readonly offset: number;
  readonly byteOrder: ByteOrder;
  /** Flipped bits. */
  readonly distance: number;
}

export interface SignatureScan {
  /** By offset. */
  readonly sightings: readonly Sighting[];
  /** Where the text before a dump was seen, `====` and a digit. */
  readonly marks: readonly number[];
  /** The image holds more than are kept; those after the last one were not looked at. */
  readonly isCut: boolean;
}

const DISTANCE_MAX = 4;
const CHUNK_BYTES = 4 * 2 ** 20;
const SIGHTINGS_MAX = 20_000;
/** Bits of a counter that stand for 16 MiB and more. */
const HIGH_BITS = 24;

/** For every half word in memory order: flipped bits against the first half of a signature; little-endian below, big-endian above. */
const firstHalf = new Uint8Array(65_536);
const secondHalf = new Uint8Array(65_536);
const FAR = 15;
const EQUALS = 0x3d;
const MARKS_MAX = 10_000;
/** In place of distances: the half word `==`, which is far from both. */
const MARK = 0xfe;
for (let value = 0; value < 65_536; value++) {
  const high = PERSISTENT_RAM_SIG >>> 16;
  const low = PERSISTENT_RAM_SIG & 0xffff;
  firstHalf[value] = nearness(value, low) | (nearness(value, swapped(high)) << 4);
  secondHalf[value] = nearness(value, high) | (nearness(value, swapped(low)) << 4);
}
firstHalf[EQUALS * 257] = MARK;

function nearness(value: number, wanted: number): number {
  const distance = bitCount(value ^ wanted);
  return distance <= DISTANCE_MAX ? distance : FAR;
}

function swapped(half: number): number {
  return ((half & 0xff) << 8) | (half >>> 8);
}

export function bitCount(value: number): number {
  let rest = value >>> 0;
  let count = 0;
  for (; rest !== 0; count++) rest = (rest & (rest - 1)) >>> 0;
  return count;
}

export function scanSignatures(source: ByteSource): SignatureScan {
  const sightings: Sighting[] = [];
  const marks: number[] = [];
  let isCut = false;
  for (let at = 0; at < source.length && !isCut; at += CHUNK_BYTES) {
    const bytes = source.read(at, CHUNK_BYTES + PERSISTENT_RAM_HEADER_BYTES - 1);
    isCut = !scanChunk(bytes, at, sightings, marks);
  }
  return { sightings: withoutShadows(sightings), marks, isCut };
}

/** A signature read one byte beside is a damaged one of the other byte order: of headers that overlap the nearer ones are kept. */
function withoutShadows(sightings: readonly Sighting[]): Sighting[] {
  const isBetter = (other: Sighting | undefined, { offset, distance }: Sighting) =>
    other !== undefined && Math.abs(other.offset - offset) < PERSISTENT_RAM_HEADER_BYTES && other.distance < distance;
  return sightings.filter((one, at) => !isBetter(sightings[at - 1], one) && !isBetter(sightings[at + 1], one));
}

/** False where there are more than can be kept. */
function scanChunk(bytes: Uint8Array, base: number, found: Sighting[], marks: number[]): boolean {
  const last = Math.min(CHUNK_BYTES, bytes.length - PERSISTENT_RAM_HEADER_BYTES + 1);
  let half = (bytes[0] ?? 0) << 8;
  for (let at = 0; at < last; at++) {
    half = (half >>> 8) | (bytes[at + 1]! << 8);
    const near = firstHalf[half]!;
    if (near === MARK) {
      if (isMark(bytes, at) && marks.length < MARKS_MAX) marks.push(base + at);
      continue;
    }
    if (near === 0xff) continue;
    const next = secondHalf[bytes[at + 2]! | (bytes[at + 3]! << 8)]!;
    const little = (near & 15) + (next & 15);
    const big = (near >>> 4) + (next >>> 4);
    if (little > DISTANCE_MAX && big > DISTANCE_MAX) continue;
    const byteOrder = little <= big ? 'little' : 'big';
    if (!hasCounters(bytes, at, byteOrder)) continue;
    if (found.length >= SIGHTINGS_MAX) return false;
    found.push({ offset: base + at, byteOrder, distance: Math.min(little, big) });
  }
  return true;
}

function isMark(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 4]!;
  return bytes[at + 2] === EQUALS && bytes[at + 3] === EQUALS && next >= 0x30 && next <= 0x39;
}

function hasCounters(bytes: Uint8Array, at: number, byteOrder: ByteOrder): boolean {
  const top = byteOrder === 'little' ? 3 : 0;
  return isNearlyClear(bytes[at + 4 + top]!) && isNearlyClear(bytes[at + 8 + top]!);
}

function isNearlyClear(byte: number): boolean {
  return (byte & (byte - 1)) === 0;
}

/** Whether a header word may be a counter of a zone, one flipped bit aside. */
export function isNearCounter(value: number): boolean {
  return isNearlyClear(value >>> HIGH_BITS);
}
