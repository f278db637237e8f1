/** The encoder against the parity that the kernel's `encode_rs8` computed: one case a vector of `rs.json`, encoded alone and as a range. */
import { equal } from 'node:assert/strict';
import { rsCodec } from '../../src/ecc/reed-solomon.ts';
import { hexOf, readRsVectors } from './rs-vectors.ts';
import type { Suite } from './suite.ts';

export const suite: Suite = {
  name: 'rs.json',
  cases: () =>
    readRsVectors().map(({ name, nroots, data, parity }) => ({
      name,
      run() {
        const ours = new Uint8Array(nroots);
        equal(rsCodec(nroots).encode(data, 0, data.length, ours, 0), 0);
        equal(hexOf(ours), hexOf(parity));
        const zone = Uint8Array.from([...data, ...ours.fill(0)]);
        rsCodec(nroots).encodeBlocks(zone, 0, data.length, data.length, data.length);
        equal(hexOf(zone), hexOf(data) + hexOf(parity), 'as a range');
      },
    })),
};
