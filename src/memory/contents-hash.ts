/**
 * Hashes of pages and of whole page tables that cost what changed since they were asked last.
 *
 * Every page and every node has its own 64 bits, remembered until something beneath it changes; what many places share is
 * hashed once. Equal contents give equal hashes however they came about: a node whose parts are all alike counts as one of
 * them, at every level, and a page of zeros as untouched zeros. Only noise is told from a page that happens to hold the
 * same bytes. Not cryptographic.
 */
import { mix32 } from './noise.ts';
import { PAGE_SIZE } from './page.ts';

/** Two lanes of 32 bits. */
export type HashPair = readonly [low: number, high: number];

/** The golden ratio as 64 bits, and the multipliers of MurmurHash3's 32-bit finalizer. */
const LOW_START = 0x7f4a7c15;
const HIGH_START = 0x9e3779b9;
const LOW_FACTOR = 0x85ebca6b;
const HIGH_FACTOR = 0xc2b2ae35;

/** The hash of anything untouched, whatever its size: zeros (0) or the noise of seed -background. */
export function backgroundHash(background: number): HashPair {
  return [mix32(background ^ LOW_START), mix32(background ^ HIGH_START)];
}

/** The hash of the page at `offset` of a slab. */
export function pageHash(view: DataView, offset: number): HashPair {
  let low = LOW_START;
  let high = HIGH_START;
  let anySet = 0;
  for (let at = offset; at < offset + PAGE_SIZE; at += 4) {
    const word = view.getInt32(at, true);
    anySet |= word;
    low = Math.imul((low ^ word) + (low >>> 15), LOW_FACTOR);
    high = Math.imul((high + word) ^ (high >>> 13), HIGH_FACTOR);
  }
  return anySet === 0 ? backgroundHash(0) : [mix32(low ^ mix32(high)), mix32(high + low)];
}

/** The hash of a node from `count` parts. */
export function nodeHash(count: number, part: (index: number) => HashPair): HashPair {
  const first = part(0);
  let isUniform = true;
  let [low, high] = [LOW_START, HIGH_START];
  for (let index = 0; index < count; index++) {
    const hash = part(index);
    isUniform &&= hash[0] === first[0] && hash[1] === first[1];
    low = Math.imul((low ^ hash[0]) + (low >>> 15), LOW_FACTOR);
    high = Math.imul((high + hash[1]) ^ (high >>> 13), HIGH_FACTOR);
  }
  return isUniform ? first : [mix32(low ^ mix32(high)), mix32(high + low)];
}

/** Hashes by slot or node number, as long as they hold. */
export class HashCache {
  #lanes = new Int32Array(128);
  #isKnown = new Uint8Array(64);

  get(index: number): HashPair | undefined {
    return this.#isKnown[index] === 1 ? [this.#lanes[index * 2]!, this.#lanes[index * 2 + 1]!] : undefined;
  }

  set(index: number, hash: HashPair): HashPair {
    while (index >= this.#isKnown.length) this.#grow();
    this.#lanes[index * 2] = hash[0];
    this.#lanes[index * 2 + 1] = hash[1];
    this.#isKnown[index] = 1;
    return hash;
  }

  forget(index: number): void {
    if (index < this.#isKnown.length) this.#isKnown[index] = 0;
  }

  #grow(): void {
    const lanes = new Int32Array(this.#lanes.length * 2);
    const isKnown = new Uint8Array(this.#isKnown.length * 2);
    lanes.set(this.#lanes);
    isKnown.set(this.#isKnown);
    this.#lanes = lanes;
    this.#isKnown = isKnown;
  }
}
