/**
 * Reed-Solomon parity as a witness: where a zone ends, and with how many parity bytes a block.
 *
 * The last bytes of a zone with ECC are the parity of its header, so a header and the bytes before the next zone either are a code word or
 * are not. With n parity bytes chance gives one in 256^n. Of few parity bytes only an undamaged word counts: the decoder
 * "repairs" most of anything with them.
 */
import { ALPHA_TO, multiply } from '../../ecc/galois.ts';
import { rsCodec } from '../../ecc/reed-solomon.ts';
import { ECC_BLOCK_SIZE, PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_SIG } from '../../formats/persistent-ram.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { ByteSource } from './byte-source.ts';
import { type SeenHeader, seenHeader } from './zone-headers.ts';

/** Longest code word: 255 bytes, of which a full block has 128. */
export const ECC_BYTES_MAX = 255 - ECC_BLOCK_SIZE;
/** From here on a repaired header is believed. */
const REPAIRING_FROM = 6;
const BITS_MAX = 64;

export interface HeaderParity {
  /** Evidence in bits that this is a header with its parity; 0 where it is not. */
  readonly bits: number;
  readonly corrected: number;
  /** The header, repaired. */
  readonly header: SeenHeader;
}

export interface BlockCounts {
  readonly clean: number;
  readonly repaired: number;
  readonly bad: number;
}

export class ParityWitness {
  readonly #source: ByteSource;
  readonly #byteOrder: ByteOrder;
  readonly #headers = new Map<string, HeaderParity | null>();
  readonly #lost = new Map<string, boolean>();

  constructor(source: ByteSource, byteOrder: ByteOrder) {
    this.#source = source;
    this.#byteOrder = byteOrder;
  }

  /** The header of a zone of this size with the last `ecc` bytes of it, or null where they are no code word. */
  header(offset: number, size: number, ecc: number): HeaderParity | null {
    if (ecc === 0 || size < PERSISTENT_RAM_HEADER_BYTES + 2 * ecc) return null;
    const key = `${offset}/${size}/${ecc}`;
    const known = this.#headers.get(key);
    if (known !== undefined) return known;
    const word = this.#word(offset, size, ecc);
    const parity = word === null ? null : this.#judge(word, ecc);
    if (this.#headers.size < 500_000) this.#headers.set(key, parity);
    return parity;
  }

  #word(offset: number, size: number, ecc: number): Uint8Array | null {
    if (offset < 0 || offset + size > this.#source.length) return null;
    const word = new Uint8Array(PERSISTENT_RAM_HEADER_BYTES + ecc);
    word.set(this.#source.read(offset, PERSISTENT_RAM_HEADER_BYTES));
    word.set(this.#source.read(offset + size - ecc, ecc), PERSISTENT_RAM_HEADER_BYTES);
    return word;
  }

  #judge(word: Uint8Array, ecc: number): HeaderParity | null {
    if (isCodeWord(word, ecc)) {
      const header = seenHeader(word, this.#byteOrder);
      if (!isHeader(header)) return null;
      return { bits: Math.min(BITS_MAX, 8 * ecc), corrected: 0, header };
    }
    if (ecc < REPAIRING_FROM) return null;
    const data = word.slice(0, PERSISTENT_RAM_HEADER_BYTES);
    const parity = word.slice(PERSISTENT_RAM_HEADER_BYTES);
    const corrected = rsCodec(ecc).decode(data, 0, data.length, parity, 0);
    if (corrected < 0 || corrected > ecc >> 1) return null;
    const header = seenHeader(data, this.#byteOrder);
    if (!isHeader(header)) return null;
    const bits = 8 * ecc - corrected * (8 + Math.log2(word.length));
    return bits <= 0 ? null : { bits: Math.min(BITS_MAX, bits), corrected, header };
  }

  /**
   * Whether a zone of this size ends with the parity of a header that is not there any more: of an emptied zone or of a log as long
   * as the write position says, one of a few thousand. Needs more parity bytes than such a search could hit by chance.
   */
  endsWithLostHeader(offset: number, size: number, ecc: number, capacity: number): boolean {
    if (ecc < 8 || offset < 0 || offset + size > this.#source.length) return false;
    const key = `${offset}/${size}/${ecc}`;
    let isLost = this.#lost.get(key);
    if (isLost === undefined) {
      isLost = this.#searchLost(this.#source.read(offset + size - ecc, ecc).slice(), ecc, capacity);
      this.#lost.set(key, isLost);
    }
    return isLost;
  }

  #searchLost(found: Uint8Array, ecc: number, capacity: number): boolean {
    const codec = rsCodec(ecc);
    const header = new Uint8Array(PERSISTENT_RAM_HEADER_BYTES);
    const view = new DataView(header.buffer);
    const little = this.#byteOrder === 'little';
    const parity = new Uint8Array(ecc);
    const limit = Math.min(capacity, 2 ** 17);
    const allowed = ecc >> 2;
    const fits = (start: number, size: number): boolean => {
      view.setUint32(0, PERSISTENT_RAM_SIG, little);
      view.setUint32(4, start, little);
      view.setUint32(8, size, little);
      codec.encode(header, 0, header.length, parity, 0);
      let wrong = 0;
      for (let i = 0; i < ecc && wrong <= allowed; i++) if (parity[i] !== found[i]) wrong++;
      return wrong <= allowed;
    };
    for (let used = 0; used <= limit; used++) if (fits(used, used) || fits(used, capacity)) return true;
    return false;
  }

  /**
   * What the decoder says of the blocks that hold `used` bytes of data, the first `limit` of them. Blocks of zeros say nothing: they and
   * their parity are a code word wherever they are looked for.
   */
  blocks(offset: number, capacity: number, used: number, ecc: number, limit = Number.POSITIVE_INFINITY): BlockCounts {
    const counts = { clean: 0, repaired: 0, bad: 0 };
    const blocks = Math.min(limit, Math.ceil(Math.min(used, capacity) / ECC_BLOCK_SIZE));
    if (ecc === 0 || blocks === 0) return counts;
    const codec = rsCodec(ecc);
    const begin = offset + PERSISTENT_RAM_HEADER_BYTES;
    for (let block = 0; block < blocks; block++) {
      const at = block * ECC_BLOCK_SIZE;
      const data = this.#source.read(begin + at, Math.min(ECC_BLOCK_SIZE, capacity - at)).slice();
      const parity = this.#source.read(begin + capacity + block * ecc, ecc).slice();
      if (parity.length < ecc || data.length === 0) break;
      if (isZero(data) && isZero(parity)) continue;
      const result = codec.decode(data, 0, data.length, parity, 0);
      counts[result === 0 ? 'clean' : result > 0 ? 'repaired' : 'bad']++;
    }
    return counts;
  }

  /** ECC sizes with which a header and the end of a zone are an undamaged code word: each of 1 to 127. */
  cleanSizes(offset: number, size: number): number[] {
    const found: number[] = [];
    for (let ecc = 1; ecc <= ECC_BYTES_MAX && size >= PERSISTENT_RAM_HEADER_BYTES + 2 * ecc; ecc++) {
      const word = this.#word(offset, size, ecc);
      if (word !== null && isCodeWord(word, ecc)) found.push(ecc);
    }
    return found;
  }
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

function isHeader(header: SeenHeader): boolean {
  return header.distance === 0 || header.ftraceBits > 0;
}

/** All syndromes zero; the first one, which is the sum of all symbols, refuses almost every other word. */
function isCodeWord(word: Uint8Array, ecc: number): boolean {
  for (let root = 0; root < ecc; root++) {
    let value = 0;
    const alpha = ALPHA_TO[root]!;
    for (const symbol of word) value = symbol ^ (root === 0 ? value : multiply(value, alpha));
    if (value !== 0) return false;
  }
  return true;
}
