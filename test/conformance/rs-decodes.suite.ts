/** The decoder against the kernel's `decode_rs8`: return value, data and parity, one case a decode of `rs.json`, computed in each of our ways. */
import { equal } from 'node:assert/strict';
import { exactCodec, rsCodec } from '../../src/ecc/reed-solomon.ts';
import { hexOf, type RsDecode, type RsVector, readRsVectors } from './rs-vectors.ts';
import type { Suite } from './suite.ts';

export const suite: Suite = {
  name: 'rs.json decodes',
  cases: () =>
    readRsVectors().flatMap((vector) =>
      vector.decodes.map((decode) => ({
        name: `${vector.name}: ${decode.name}`,
        run: () => compare(vector, decode),
      })),
    ),
};

function compare(vector: RsVector, decode: RsDecode): void {
  const received = Uint8Array.from([...vector.data, ...vector.parity]);
  for (const { offset, xor } of decode.errors) received[offset]! ^= xor;
  const length = vector.data.length;
  for (const [way, decodeWord] of ways(vector.nroots, length)) {
    const word = received.slice();
    equal(decodeWord(word), decode.ret, way);
    equal(hexOf(word), decode.outHex, way);
  }
}

/** One word at a time, a range of words (with vector instructions up to 32 parity bytes), plain arithmetic. */
function ways(nroots: number, length: number): [string, (word: Uint8Array) => number][] {
  const results = new Int16Array(1);
  return [
    ['one word', (word) => rsCodec(nroots).decode(word, 0, length, word, length)],
    [
      'a range',
      (word) => {
        rsCodec(nroots).decodeBlocks(word, 0, length, length, length, results);
        return results[0]!;
      },
    ],
    ['plain', (word) => exactCodec(nroots).decode(word, 0, length, word, length)],
  ];
}
