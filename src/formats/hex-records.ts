/** Lines of hexadecimal digits, as Intel HEX and S-record files have them: cut, read and written without strings, so that large files are quick. */

export interface RecordLine {
  /** From 1. */
  readonly number: number;
  /** Without blanks before and behind, CR and LF. */
  readonly start: number;
  readonly end: number;
}

const LF = 10;
/** NUL, TAB, CR and the blank. */
const isBlank = (code: number) => code === 32 || code === 13 || code === 9 || code === 0;

/** The lines of a file that are not blank. */
export function* recordLines(file: Uint8Array): Generator<RecordLine> {
  let number = 0;
  for (let at = 0; at < file.length; ) {
    number++;
    const found = file.indexOf(LF, at);
    const stop = found < 0 ? file.length : found;
    let start = at;
    let end = stop;
    while (start < end && isBlank(file[start]!)) start++;
    while (end > start && isBlank(file[end - 1]!)) end--;
    if (start < end) yield { number, start, end };
    at = stop + 1;
  }
}

/** Pairs of digits from `start` to `end` as bytes; null where they are none. */
export function hexPairs(file: Uint8Array, start: number, end: number): Uint8Array | null {
  if ((end - start) % 2 !== 0) return null;
  const bytes = new Uint8Array((end - start) / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = digitOf(file[start + 2 * i]!);
    const low = digitOf(file[start + 2 * i + 1]!);
    if (high < 0 || low < 0) return null;
    bytes[i] = high * 16 + low;
  }
  return bytes;
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

const DIGITS = '0123456789ABCDEF';

/** Lines of records, one after the other, in one growing buffer; lines end in CR LF as those of objcopy do. */
export class RecordText {
  #text = new Uint8Array(4096);
  #length = 0;

  add(mark: string, bytes: ArrayLike<number>): void {
    const needed = this.#length + mark.length + 2 * bytes.length + 2;
    if (needed > this.#text.length) {
      const larger = new Uint8Array(needed * 2);
      larger.set(this.#text);
      this.#text = larger;
    }
    for (const character of mark) this.#put(character.charCodeAt(0));
    for (let i = 0; i < bytes.length; i++) {
      this.#put(DIGITS.charCodeAt(bytes[i]! >> 4));
      this.#put(DIGITS.charCodeAt(bytes[i]! & 15));
    }
    this.#put(13);
    this.#put(LF);
  }

  bytes(): Uint8Array {
    return this.#text.subarray(0, this.#length);
  }

  #put(code: number): void {
    this.#text[this.#length++] = code;
  }
}

/** Sum of bytes modulo 256. */
export function byteSum(bytes: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum += bytes[i]!;
  return sum & 0xff;
}
