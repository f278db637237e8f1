/**
 * 600,000 damaged words against the digest of what the kernel's codec made of them.
 *
 * The words are drawn as the digest's definition says: one xorshift stream; for each of six ecc sizes 100,000 times an all-zero
 * word of 128 data bytes, damaged in up to ecc + 2 places (zero values and repeated places allowed). The digest runs over the
 * result and the word after decoding. 10,186 of the words are accepted with more than ecc / 2 corrections: no vector of
 * `rs.json` is, so this is the only recorded truth about the decoder beyond its limit. It was taken once from the kernel's
 * lib/reed_solomon (Linux 6.12) run in user space and needs no file.
 */
import { deepEqual } from 'node:assert/strict';
import { exactCodec, type RsCodec, rsCodec } from '../../src/ecc/reed-solomon.ts';
import type { Suite } from './suite.ts';

const DATA = 128;
const WORDS_PER_SIZE = 100_000;

export const suite: Suite = {
  name: 'ecc digest',
  cases: () =>
    Object.entries(ways).map(([name, decodeAll]) => ({
      name: `600,000 words, ${name}`,
      run: () => deepEqual(digest(decodeAll), { digest: '239e5ccd', accepted: 297_999, beyondLimit: 10_186 }),
    })),
};

/** Decodes WORDS words in place: all data, then all parity. */
type DecodeAll = (codec: RsCodec, zone: Uint8Array, results: Int16Array) => void;

/** Words that are decoded at once. */
const WORDS = 1000;

const oneByOne: DecodeAll = (codec, zone, results) => {
  for (let i = 0; i < WORDS; i++) {
    results[i] = codec.decode(zone, i * DATA, DATA, zone, WORDS * DATA + i * codec.nroots);
  }
};

const ways: Readonly<Record<string, DecodeAll>> = {
  'one by one': oneByOne,
  'as ranges': (codec, zone, results) => {
    codec.decodeBlocks(zone, 0, WORDS * DATA, DATA, WORDS * DATA, results);
  },
  'in plain arithmetic': (codec, zone, results) => oneByOne(exactCodec(codec.nroots), zone, results),
};

function digest(decodeAll: DecodeAll): { digest: string; accepted: number; beyondLimit: number } {
  let state = 2463534242;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  let [hash, accepted, beyondLimit] = [2166136261, 0, 0];
  const add = (byte: number) => {
    hash = Math.imul(hash ^ byte, 16777619);
  };
  for (const nroots of [2, 3, 4, 5, 8, 16]) {
    const codec = rsCodec(nroots);
    const zone = new Uint8Array(WORDS * (DATA + nroots));
    const results = new Int16Array(WORDS);
    for (let first = 0; first < WORDS_PER_SIZE; first += WORDS) {
      zone.fill(0);
      for (let i = 0; i < WORDS; i++) {
        for (let left = next() % (nroots + 3); left > 0; left--) {
          const position = next() % (DATA + nroots);
          const at = position < DATA ? i * DATA + position : WORDS * DATA + i * nroots + position - DATA;
          zone[at]! ^= (next() >>> 11) & 255;
        }
      }
      decodeAll(codec, zone, results);
      for (let i = 0; i < WORDS; i++) {
        const result = results[i]!;
        if (result >= 0) accepted++;
        if (result > Math.floor(nroots / 2)) beyondLimit++;
        add(result >= 0 ? result : 255);
        for (let at = i * DATA; at < (i + 1) * DATA; at++) add(zone[at]!);
        const parity = WORDS * DATA + i * nroots;
        for (let at = parity; at < parity + nroots; at++) add(zone[at]!);
      }
    }
  }
  return { digest: (hash >>> 0).toString(16).padStart(8, '0'), accepted, beyondLimit };
}
