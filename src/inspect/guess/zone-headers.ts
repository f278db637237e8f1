/**
 * What stands where a layout expects a zone: header words, how far they are from a signature, and what begins the data.
 *
 * Evidence is counted in bits: how much less likely chance would have put these bytes here than a kernel. Reading is remembered, since
 * many layouts ask for the same places.
 */
import { PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_SIG, persistentRamBuffer } from '../../formats/persistent-ram.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { latin1Text } from '../../sim/bytes.ts';
import type { ByteSource } from './byte-source.ts';
import { bitCount, isNearCounter } from './signature-scan.ts';

export interface SeenHeader {
  readonly sig: number;
  readonly start: number;
  readonly size: number;
  /** Bits in which the signature differs from that of a dump, console or pmsg zone. */
  readonly distance: number;
  /** The version code of a function trace's signature, or null where it is none. */
  readonly version: number | null;
  /** Evidence for a zone here, in bits; 0 where there is none. */
  readonly plainBits: number;
  readonly ftraceBits: number;
}

/** How the data of a zone begin. */
export type DataStart = 'record' | 'text' | 'other' | 'nothing';

/** Bits of a signature as it should be, and what each flipped bit of it takes away: one bit of 256 is more than most boards lose. */
export const SIGNATURE_WORD_BITS = 32;
export const BITS_OF_FLIP = 8;
/** Of a function trace's signature, which may be of any version: about 2^19 of the 2^32 values. */
const FTRACE_BITS = 13;
const MEMORY_MAX = 200_000;
const EQUALS = 0x3d;

export class ZoneHeaders {
  readonly source: ByteSource;
  readonly byteOrder: ByteOrder;
  readonly #seen = new Map<number, SeenHeader | null>();

  constructor(source: ByteSource, byteOrder: ByteOrder) {
    this.source = source;
    this.byteOrder = byteOrder;
  }

  /** Null outside the image. */
  at(offset: number): SeenHeader | null {
    const known = this.#seen.get(offset);
    if (known !== undefined) return known;
    const bytes = offset < 0 ? new Uint8Array(0) : this.source.read(offset, PERSISTENT_RAM_HEADER_BYTES);
    const header = bytes.length < PERSISTENT_RAM_HEADER_BYTES ? null : seenHeader(bytes, this.byteOrder);
    if (this.#seen.size < MEMORY_MAX) this.#seen.set(offset, header);
    return header;
  }

  /** The oldest bytes of the log where the header is to be believed, else the first of the data area. */
  dataStart(offset: number, isWrapped: boolean): DataStart {
    const header = this.at(offset);
    const from = isWrapped && header !== null ? header.start : 0;
    const bytes = this.source.read(offset + PERSISTENT_RAM_HEADER_BYTES + from, 96).slice();
    if (isRecordMark(bytes)) return 'record';
    if (bytes.length >= 16 && bytes.every(isTextByte)) return 'text';
    return bytes.every((byte) => byte === 0) ? 'nothing' : 'other';
  }
}

export function seenHeader(bytes: Uint8Array, byteOrder: ByteOrder): SeenHeader {
  const { sig, start, size } = persistentRamBuffer.read(bytes, byteOrder);
  const distance = bitCount(sig ^ PERSISTENT_RAM_SIG);
  const code = (sig ^ PERSISTENT_RAM_SIG) >>> 0;
  const version = code >>> 16 >= 3 && code >>> 16 <= 9 && ((code >>> 8) & 0xff) <= 60 ? code : null;
  const counters = counterBits(start, size);
  const plainBits = counters > 0 ? Math.max(0, SIGNATURE_WORD_BITS - BITS_OF_FLIP * distance + counters) : 0;
  const ftraceBits = version !== null && counters > 4 ? FTRACE_BITS + counters : 0;
  return { sig, start, size, distance, version, plainBits, ftraceBits };
}

function counterBits(start: number, size: number): number {
  if (start === 0 && size === 0) return 16;
  if (start <= size && size < 2 ** 24) return start === size ? 14 : 8;
  return isNearCounter(start) && isNearCounter(size) ? 2 : 0;
}

/** `====`, a few bits aside, and a digit. */
function isRecordMark(bytes: Uint8Array): boolean {
  let flips = 0;
  for (let i = 0; i < 4; i++) flips += bitCount((bytes[i] ?? 0) ^ EQUALS);
  if (flips > 3) return false;
  return /\d.{0,18}\.\d/s.test(latin1Text(bytes.subarray(4, 32)));
}

function isTextByte(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x09;
}
