// Zone mode judges a record by its blocks as long as the header is true. The kernel's own zone code, asked each time, is the measure.
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { KernelZone } from '../../src/campaign/kernel-zone.ts';
import { emptyTally, type RecordTally, type Tally } from '../../src/campaign/tally.ts';
import { ZoneTrial } from '../../src/campaign/zone-trial.ts';
import { roomOf, zoneWords } from '../../src/campaign/zone-words.ts';
import { rsCodec } from '../../src/ecc/reed-solomon.ts';
import { classOf } from '../../src/inspect/record-classes.ts';

const ZONE = 700;

function trialOf(ecc: number, recordBytes = roomOf(ZONE, ecc)!) {
  const truth = new KernelZone(ZONE, ecc).written(recordBytes);
  return new ZoneTrial(zoneWords(ZONE, ecc, recordBytes), truth);
}

/** Offset and mask of damaged bytes: anywhere, in the header alone, or in one block so that it is beyond repair. */
const damage = fc.array(
  fc.tuple(fc.oneof(fc.nat(ZONE - 1), fc.nat(11), fc.integer({ min: 12, max: 139 })), fc.integer({ min: 1, max: 255 })),
  { maxLength: 24 },
);

function damaged(truth: Uint8Array, hits: readonly (readonly [number, number])[]): Uint8Array {
  const image = truth.slice();
  for (const [at, mask] of hits) image[at]! ^= mask;
  return image;
}

function fateOf(records: RecordTally): string {
  const { records: count, bytes, recoveredBytes, kernelStops, ...classes } = records;
  expect(count).toBe(1);
  expect(bytes).toBeGreaterThanOrEqual(recoveredBytes);
  return Object.entries(classes).find(([, hits]) => hits === 1)![0];
}

/** What the kernel's zone code makes of the image, judged by the record ledger's rules. */
function kernelFate(ecc: number, truth: Uint8Array, image: Uint8Array, recordBytes: number) {
  const found = new KernelZone(ZONE, ecc).found(image);
  const meant = truth.slice(12, 12 + recordBytes);
  if (found?.log == null) return { fate: 'lost', recovered: 0 };
  const dataEnd = 12 + roomOf(ZONE, ecc)!;
  const repairs = [...found.bytes.entries()]
    .filter(([at, value]) => at < dataEnd && image[at] !== value)
    .map(([address, value]) => ({ address, value }));
  const { log, correctedBytes, badBlocks } = found;
  const record = {
    name: '',
    fileName: '',
    bytes: log,
    timeNs: null,
    isStillCompressed: false,
    correctedBytes,
    badBlocks,
    repairs,
  };
  const fate = classOf(
    record,
    { bytes: meant, timeNs: null, earlier: null, stream: null },
    { byteAt: (at) => truth[at] },
  );
  return { fate, recovered: meant.filter((byte, at) => log[at] === byte).length };
}

describe('a zone under damage', () => {
  test.prop([fc.constantFrom(0, 1, 2, 3, 4, 8, 16), fc.constantFrom(200, 384, 'full' as const), damage], {
    numRuns: 400,
  })('the record is what the kernel would show', (ecc, size, hits) => {
    const recordBytes = size === 'full' ? roomOf(ZONE, ecc)! : size;
    const trial = trialOf(ecc, recordBytes);
    const image = damaged(trial.truth, hits);
    for (const [at, mask] of hits) trial.damage(at, mask);
    const tally = emptyTally();
    trial.finish(tally, 1000);
    const expected = kernelFate(ecc, trial.truth, image, recordBytes);
    expect({ fate: fateOf(tally.records), recovered: tally.records.recoveredBytes }).toEqual(expected);
  });

  test.prop([fc.constantFrom(0, 1, 2, 4, 7, 16), damage], { numRuns: 300 })(
    'each block is what its decoder makes of it',
    (ecc, hits) => {
      const trial = trialOf(ecc);
      const { words, truth } = trial;
      const image = damaged(truth, hits);
      const expected = { blocks: words.fullBlocks, clean: 0, corrected: 0, uncorrectable: 0, miscorrected: 0 };
      for (let block = 0; block < words.fullBlocks; block++) {
        const at = 12 + 128 * block;
        const parity = words.parityAt[block]!;
        const word = [...truth.subarray(at, at + 128), ...truth.subarray(parity, parity + ecc)];
        const hit = Uint8Array.from([...image.subarray(at, at + 128), ...image.subarray(parity, parity + ecc)]);
        const isChanged = hit.some((byte, i) => byte !== word[i]);
        const result = ecc === 0 ? -74 : rsCodec(ecc).decode(hit, 0, 128, hit, 128);
        const isTrue = hit.subarray(0, 128).every((byte, i) => byte === word[i]);
        if (!isChanged) expected.clean++;
        else if (result < 0) expected.uncorrectable++;
        else if (isTrue) expected.corrected++;
        else expected.miscorrected++;
      }
      trial.become(image);
      const tally = emptyTally();
      trial.finish(tally, 1000);
      expect(tally.blocks).toMatchObject(expected);
    },
  );

  test.prop([fc.constantFrom(0, 2, 8), damage], { numRuns: 100 })('afterwards the zone is whole again', (ecc, hits) => {
    const trial = trialOf(ecc);
    for (const [at, mask] of hits) trial.damage(at, mask);
    trial.finish(emptyTally(), 1000);
    expect(countsOf(trial).blocks.clean).toBe(trial.words.fullBlocks);
    expect(countsOf(trial).records.clean).toBe(1);
    expect(trial.flips.every((mask) => mask === 0)).toBe(true);
  });

  test('damage that cancels out is none', () => {
    const trial = trialOf(16);
    for (let twice = 0; twice < 2; twice++) for (let bit = 0; bit < ZONE * 8; bit++) trial.flip(bit);
    expect(countsOf(trial).records.clean).toBe(1);
  });

  test('only as many full blocks are counted as are asked for; header and record are always', () => {
    const trial = trialOf(16);
    const tally = emptyTally();
    trial.damage(12 + 128, 1);
    trial.finish(tally, 1);
    expect(tally.blocks).toMatchObject({ blocks: 1, clean: 1 });
    expect([tally.headers.blocks, tally.records.corrected]).toEqual([1, 1]);
  });

  test('a word of zeros is a code word: a zone that was cleared is silently wrong, and its record is lost', () => {
    const trial = trialOf(16);
    trial.become(new Uint8Array(ZONE));
    const tally = countsOf(trial);
    expect(tally.blocks.miscorrected).toBe(trial.words.fullBlocks);
    expect(tally.records.lost).toBe(1);
  });
});

function countsOf(trial: ZoneTrial): Tally {
  const tally = emptyTally();
  trial.finish(tally, 1000);
  return tally;
}
