/**
 * The name of eight and three capitals that every file on FAT has, and the entries of its long name.
 *
 * Mirrors Linux v6.1 `fs/fat/namei_vfat.c` (`vfat_create_shortname`, `vfat_build_slots`) with `shortname=mixed`, the default: a
 * long name is stored unless the name is one of eight and three in capitals already. Where nine numbered tails are taken, Linux
 * goes on with a number made from the clock; ours is made from the time of the operation.
 */
import { fatAttribute, fatEntry, LOWER_BASE, LOWER_EXTENSION } from '../../formats/fat-boot-sector.ts';
import { EINVAL, ENAMETOOLONG } from '../../sim/errno.ts';
import { fail } from '../fault.ts';
import { fromCodePage, toCodePage, toUtf16, upperCodePage } from './fat-text.ts';

const NAME_BYTES = 11;
const BASE_BYTES = 8;
const EXTENSION_BYTES = 3;
const MAX_UNITS = 255;
const DOT = 0x2e;
const SPACE = 0x20;
const TILDE = 0x7e;
const DELETED = 0xe5;
/** Stands for a first byte that would mean "deleted". */
const KANJI = 0x05;
const UNITS_PER_SLOT = 13;
const LAST_SLOT = 0x40;
/** Characters that no name may have, and those that only long names may. */
const FORBIDDEN = '*?<>|":/\\';
const REPLACED = '[];,+=';

/** UTF-16 of a name, without the dots at its end; a name that cannot be stored ends the operation. */
export function longNameOf(name: string): number[] {
  const units = toUtf16(name);
  if (units === null) fail(EINVAL);
  if (units.length > MAX_UNITS) fail(ENAMETOOLONG);
  while (units.at(-1) === DOT) units.pop();
  if (units.length === 0) fail(EINVAL);
  for (const unit of units) {
    if (unit < SPACE || (unit < 0x80 && FORBIDDEN.includes(String.fromCharCode(unit)))) fail(EINVAL);
  }
  if (units.at(-1) === SPACE) fail(EINVAL);
  return units;
}

export interface ShortName {
  readonly bytes: Uint8Array;
  /** Whether the short name says it all. */
  readonly isEnough: boolean;
}

/** A short name that `isTaken` does not know yet. */
export function makeShortName(
  units: readonly number[],
  isTaken: (name: string) => boolean,
  isUpperOnly: boolean,
  clock: number,
): ShortName {
  const dot = extensionDot(units);
  const base = shorten(dot < 0 ? units : units.slice(0, dot), BASE_BYTES);
  const extension = dot < 0 ? shorten([], EXTENSION_BYTES) : shorten(units.slice(dot + 1), EXTENSION_BYTES);
  if (base.bytes.length === 0) fail(EINVAL);
  const bytes = new Uint8Array(NAME_BYTES).fill(SPACE);
  bytes.set(base.bytes);
  bytes.set(extension.bytes, BASE_BYTES);
  if (bytes[0] === DELETED) bytes[0] = KANJI;
  const fits = base.isWhole && extension.isWhole;
  if (fits && !isTaken(keyOf(bytes))) {
    const isUpper = base.isUpper && extension.isUpper;
    if (isUpper || isUpperOnly) return { bytes, isEnough: true };
  }
  addTail(bytes, base.bytes.length, isTaken, clock);
  return { bytes, isEnough: false };
}

/** A short name as a key. */
export function keyOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, NAME_BYTES));
}

/** The Unicode of a stored short name. */
export function shortNameUnits(entry: Uint8Array): number[] {
  const lower = entry[fatEntry.lowerCase]!;
  const part = (from: number, to: number, isLower: boolean): number[] => {
    let end = to;
    while (end > from && entry[end - 1] === SPACE) end--;
    const units: number[] = [];
    for (let at = from; at < end; at++) {
      const byte = at === 0 && entry[0] === KANJI ? DELETED : entry[at]!;
      const unit = fromCodePage(byte);
      units.push(isLower ? String.fromCharCode(unit).toLowerCase().charCodeAt(0) : unit);
    }
    return units;
  };
  const base = part(0, BASE_BYTES, (lower & LOWER_BASE) !== 0);
  const extension = part(BASE_BYTES, NAME_BYTES, (lower & LOWER_EXTENSION) !== 0);
  return extension.length === 0 ? base : [...base, DOT, ...extension];
}

/** The sum of a short name that ties the entries of its long name to it. */
function shortNameSum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < NAME_BYTES; at++) sum = (((sum & 1) << 7) + (sum >>> 1) + bytes[at]!) & 0xff;
  return sum;
}

/** Where the characters of a long name stand in one of its entries. */
const UNIT_OFFSETS = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];

/** The entries of a long name, the one with its end first. */
export function longNameSlots(units: readonly number[], short: Uint8Array): Uint8Array[] {
  const count = Math.ceil(units.length / UNITS_PER_SLOT);
  const sum = shortNameSum(short);
  const slots: Uint8Array[] = [];
  for (let number = count; number >= 1; number--) {
    const slot = new Uint8Array(fatEntry.bytes);
    slot[0] = number | (number === count ? LAST_SLOT : 0);
    slot[fatEntry.attributes] = fatAttribute.longName;
    slot[13] = sum;
    for (const [index, offset] of UNIT_OFFSETS.entries()) {
      const at = (number - 1) * UNITS_PER_SLOT + index;
      // After the end comes one zero, then ones.
      const unit = at < units.length ? units[at]! : at === units.length ? 0 : 0xffff;
      slot[offset] = unit & 0xff;
      slot[offset + 1] = unit >>> 8;
    }
    slots.push(slot);
  }
  return slots;
}

/** Collects a long name from entries that come one after the other; what does not fit together is dropped. */
export class LongNameReader {
  #units: number[] = [];
  #next = 0;
  #sum = 0;
  /** Index of the first entry. */
  first = 0;

  /** An entry of a long name at an index. */
  take(slot: Uint8Array, index: number): void {
    const number = slot[0]! & ~LAST_SLOT;
    if ((slot[0]! & LAST_SLOT) !== 0) {
      this.#units = [];
      this.#next = number;
      this.#sum = slot[13]!;
      this.first = index;
    }
    if (number === 0 || number !== this.#next || slot[13] !== this.#sum || number > 20) {
      this.reset();
      return;
    }
    this.#next = number - 1;
    const piece = UNIT_OFFSETS.map((offset) => slot[offset]! | (slot[offset + 1]! << 8));
    this.#units = [...piece, ...this.#units];
  }

  /** The long name of the short entry that follows; null where there is none. */
  finish(short: Uint8Array): number[] | null {
    const isWhole = this.#units.length > 0 && this.#next === 0 && this.#sum === shortNameSum(short);
    const end = this.#units.indexOf(0);
    const units = isWhole ? this.#units.slice(0, end < 0 ? this.#units.length : end) : null;
    this.reset();
    return units !== null && units.length > 0 && units.length <= MAX_UNITS ? units : null;
  }

  reset(): void {
    this.#units = [];
    this.#next = 0;
  }
}

/** The dot in front of the extension; -1 where there is none. A name that is dots and an extension has none. */
function extensionDot(units: readonly number[]): number {
  const dot = units.lastIndexOf(DOT);
  if (dot < 0 || dot === units.length - 1) return -1;
  return units.slice(0, dot).every((unit) => unit === DOT || unit === SPACE) ? -1 : dot;
}

interface Part {
  readonly bytes: number[];
  /** Nothing was left out or replaced. */
  readonly isWhole: boolean;
  readonly isUpper: boolean;
}

function shorten(units: readonly number[], room: number): Part {
  const bytes: number[] = [];
  let isWhole = true;
  let isUpper = true;
  for (const unit of units) {
    if (unit === DOT || unit === SPACE) {
      isWhole = false;
      continue;
    }
    if (bytes.length === room) {
      isWhole = false;
      break;
    }
    const byte = toCodePage(unit);
    if (byte === 0 || (unit < 0x80 && REPLACED.includes(String.fromCharCode(unit)))) {
      isWhole = false;
      bytes.push(0x5f);
      continue;
    }
    const upper = upperCodePage(byte);
    if (byte >= 0x7f || upper !== byte) isUpper = false;
    bytes.push(upper);
  }
  return { bytes, isWhole, isUpper };
}

/** `~1` to `~9` behind six characters; then four digits of a number behind two. */
function addTail(bytes: Uint8Array, baseLength: number, isTaken: (name: string) => boolean, clock: number): void {
  let length = baseLength;
  if (length > 6) {
    length = 6;
    bytes[7] = SPACE;
  }
  bytes[length] = TILDE;
  for (let number = 1; number < 10; number++) {
    bytes[length + 1] = 0x30 + number;
    if (!isTaken(keyOf(bytes))) return;
  }
  if (length > 2) {
    length = 2;
    bytes.fill(SPACE, 7, 8);
  }
  bytes[length + 4] = TILDE;
  bytes[length + 5] = 0x31 + ((clock >>> 16) & 7);
  bytes.fill(SPACE, length + 6, BASE_BYTES);
  // 65,536 numbers are more than a directory has entries.
  for (let number = clock; ; number -= 11) {
    const digits = (number & 0xffff).toString(16).toUpperCase().padStart(4, '0');
    for (let at = 0; at < 4; at++) bytes[length + at] = digits.charCodeAt(at);
    if (!isTaken(keyOf(bytes))) return;
  }
}
