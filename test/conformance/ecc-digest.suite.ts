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
import { rsCodec } from '../../src/ecc/reed-solomon.ts';
import type { Suite } from './suite.ts';

const DATA = 128;
const WORDS_PER_SIZE = 100_000;

export const suite: Suite = {
  name: 'ecc digest',
  cases: () => [
    {
      name: '600,000 words',
      run: () => deepEqual(digest(), { digest: '239e5ccd', accepted: 297_999, beyondLimit: 10_186 }),
    },
  ],
};

function digest(): { digest: string; accepted: number; beyondLimit: number } {
  let state = 2463534242;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  let [hash, accepted, beyondLimit] = [2166136261, 0, 0];
  for (const nroots of [2, 3, 4, 5, 8, 16]) {
    const codec = rsCodec(nroots);
    const word = new Uint8Array(DATA + nroots);
    for (let i = 0; i < WORDS_PER_SIZE; i++) {
      word.fill(0);
      for (let left = next() % (nroots + 3); left > 0; left--) {
        const position = next() % word.length;
        word[position]! ^= (next() >>> 11) & 255;
      }
      const result = codec.decode(word, 0, DATA, word, DATA);
      if (result >= 0) accepted++;
      if (result > Math.floor(nroots / 2)) beyondLimit++;
      hash = Math.imul(hash ^ (result >= 0 ? result : 255), 16777619);
      for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word[at]!, 16777619);
    }
  }
  return { digest: (hash >>> 0).toString(16).padStart(8, '0'), accepted, beyondLimit };
}
