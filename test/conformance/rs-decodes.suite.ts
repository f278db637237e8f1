/** The decoder against the kernel's `decode_rs8`: return value, data and parity, one case a decode of `rs.json`. */
import { equal } from 'node:assert/strict';
import { rsCodec } from '../../src/ecc/reed-solomon.ts';
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
  const word = Uint8Array.from([...vector.data, ...vector.parity]);
  for (const { offset, xor } of decode.errors) word[offset]! ^= xor;
  const length = vector.data.length;
  equal(rsCodec(vector.nroots).decode(word, 0, length, word, length), decode.ret);
  equal(hexOf(word), decode.outHex);
}
