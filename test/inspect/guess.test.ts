// `autopsy --guess`: drawn regions of every kind are found; nothing that is called certain is wrong, whatever was damaged; the flips
// seen on real boards are told as damaged signatures; erased dumps come back; nonsense is survived.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { bytesAsSource } from '../../src/inspect/guess/byte-source.ts';
import { guessImage } from '../../src/inspect/guess/guess.ts';
import { guessJson } from '../../src/inspect/guess/guess-json.ts';
import { guessText } from '../../src/inspect/guess/guess-text.ts';
import { scanSignatures } from '../../src/inspect/guess/signature-scan.ts';
import { hex, latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { RandomStreams } from '../../src/sim/random.ts';
import { readVector } from '../conformance/vectors.ts';
import {
  type DrawnRegion,
  damage,
  drawnDamage,
  drawnRegion,
  layRegion,
  noise,
  type Truth,
  toldBy,
} from './guess-regions.ts';

const IMAGE_BYTES = 2 ** 19;
const random = (seed: string) => new RandomStreams(seed).stream('guess');
const guess = (image: Uint8Array) => guessImage(bytesAsSource(image));

/** At a drawn page, in zeros or in noise. */
function placed(region: Uint8Array, seed: string): { image: Uint8Array; offset: number } {
  const draw = random(seed);
  const image = draw.int(2) === 0 ? new Uint8Array(IMAGE_BYTES) : noise(IMAGE_BYTES, draw);
  const offset = 4096 * draw.int((IMAGE_BYTES - region.length) / 4096);
  image.set(region, offset);
  return { image, offset };
}

function expectNoWrongCertainty(image: Uint8Array, truth: Truth): void {
  for (const region of guess(image).regions) {
    const told = toldBy(region);
    const { offset, zones, ecc, byteOrder } = region.judgements;
    if (offset.confidence === 'certain') expect(told.offset).toBe(truth.offset);
    if (zones.confidence === 'certain') expect(told.zones).toEqual(truth.zones);
    if (ecc.confidence === 'certain') expect(told.ecc).toBe(truth.ecc);
    if (byteOrder.confidence === 'certain') expect(told.byteOrder).toBe(truth.byteOrder);
    if (region.confidence === 'certain') expect(told).toEqual(truth);
  }
}

const placeOf = (zone: string) => {
  const [, size, at] = /0x(\w+) at 0x(\w+)/.exec(zone)!;
  return { offset: Number.parseInt(at!, 16), size: Number.parseInt(size!, 16) };
};

describe('drawn regions', () => {
  property.prop([drawnRegion], { numRuns: 10 })('offset, ECC and byte order are found', (drawn) => {
    const laid = layRegion(drawn);
    fc.pre(laid !== null);
    const { image, offset } = placed(laid!.bytes, drawn.seed);
    const truth = laid!.truthAt(offset);
    // Function traces alone are not looked for: their signature is that of any version.
    fc.pre(truth.zones.some((zone) => !zone.startsWith('ftrace')));
    const [first] = guess(image).regions;
    expect(first).toMatchObject({ offset, byteOrder: truth.byteOrder, parameters: { ecc: truth.ecc } });
    expectNoWrongCertainty(image, truth);
  });

  property.prop([drawnRegion, drawnDamage], { numRuns: 12 })('nothing wrong is certain after damage', (drawn, harm) => {
    const laid = layRegion(drawn);
    fc.pre(laid !== null);
    const harmed = damage(laid!.bytes, laid!.truthAt(0).zones.map(placeOf), harm, random(drawn.seed));
    const { image, offset } = placed(harmed, drawn.seed);
    expectNoWrongCertainty(image, laid!.truthAt(offset));
  });
});

const plain: DrawnRegion = {
  release: '6.1.192-oracle',
  byteOrder: 'little',
  cpus: 1,
  perCpu: true,
  memSize: 0x10000,
  recordSize: 0x4000,
  consoleSize: 0x2000,
  ftraceSize: 0x1000,
  pmsgSize: 0x1000,
  ecc: 0,
  dumps: 2,
  fill: 'zero',
  seed: 'plain',
};

describe('headers as found on boards whose RAM was not refreshed', () => {
  test.each([
    ['sig = 0x43470204', 0, 0x43470204, 2],
    ['sig = 0x41474244', 0, 0x41474244, 1],
    ['size 1073741824, start 0', 8, 0x40000000, 0],
    ['size 0, start 2097152', 4, 0x00200000, 0],
  ])('%s', (_, field, word, flippedBits) => {
    const { bytes, truthAt } = layRegion({ ...plain, dumps: 1 })!;
    const { image, offset } = placed(bytes, 'field');
    // The third dump zone, which is empty.
    new DataView(image.buffer).setUint32(offset + 0x8000 + field, word, true);
    const [first] = guess(image).regions;
    expect(toldBy(first!)).toEqual(truthAt(offset));
    expect(first!.zones[2]).toMatchObject({ header: 'damaged', flippedBits });
    expect(first!.judgements.zones.confidence).not.toBe('certain');
  });
});

describe('dumps', () => {
  test.each([0, 16])('erased by unlink, ECC %i: undeleted', (ecc) => {
    const { bytes } = layRegion({ ...plain, ecc })!;
    const { image, offset } = placed(bytes, 'erased');
    image.fill(0, offset + 4, offset + 12);
    // The parity of an emptied header, which that of the third zone is.
    if (ecc > 0) image.copyWithin(offset + 0x4000 - ecc, offset + 0xc000 - ecc, offset + 0xc000);
    const [first] = guess(image).regions;
    const [record] = first!.records;
    expect(record).toMatchObject({ zone: 'dmesg[0]', isUndeleted: true, offset: offset + 12 });
    expect(latin1Text(record!.bytes)).toMatch(/^Oops#1 Part1\n/);
  });

  test('whose zones are gone are found by their own words', () => {
    const image = noise(IMAGE_BYTES, random('stray'));
    image.set(latin1Bytes('====1700000001.000001-D\nPanic#1 Part1\n<0>[    1.000000] Kernel panic\n\0'), 0x1234);
    const { regions, strays } = guess(image);
    expect(regions).toEqual([]);
    expect(strays).toMatchObject([{ zone: null, offset: 0x1234, isUndeleted: true }]);
    expect(guessText(guess(image), 0, 'ram.bin')).toContain('  | <0>[    1.000000] Kernel panic');
  });
});

describe('what is told', () => {
  const region = readVector('linux/d612-panic-ecc16.bin.gz');

  test('kernel, compression and the words for autopsy', () => {
    const { image, offset } = placed(region, 'told');
    const text = guessText(guess(image), 0x40000000, 'ram.bin');
    expect(text).toContain('written by Linux 6.12.117+deb12-amd64, dumps by deflate');
    expect(text).toContain(
      `lastwords autopsy ram.bin --kernel 6.12.117+deb12-amd64 --at 0x40000000 --address 0x${hex(0x40000000 + offset)} --size 0x10000 ` +
        '--record-size 0x4000 --console-size 0x2000 --ftrace-size 0x1000 --pmsg-size 0x1000 --cpus 1 --ecc 16',
    );
  });

  test('two regions in one image', () => {
    const image = noise(2 ** 20, random('two'));
    image.set(region, 0x10000);
    image.set(layRegion({ ...plain, byteOrder: 'big' })!.bytes, 0x90000);
    const { regions } = guess(image);
    expect(regions.map(({ offset, byteOrder }) => [offset, byteOrder])).toEqual([
      [0x10000, 'little'],
      [0x90000, 'big'],
    ]);
  });

  test('without a region: nothing', () => {
    for (const image of [
      new Uint8Array(0),
      new Uint8Array(5),
      new Uint8Array(IMAGE_BYTES),
      noise(IMAGE_BYTES, random('none')),
    ])
      expect(guess(image)).toMatchObject({ regions: [], strays: [] });
  });
});

describe('nonsense', () => {
  test('an image of nothing but signatures: bounded, and said', () => {
    const image = new Uint8Array(2 ** 19);
    for (let at = 0; at < image.length; at += 16) image.set([0x44, 0x42, 0x47, 0x43], at);
    expect(scanSignatures(bytesAsSource(image)).isCut).toBe(true);
    expect(guess(image).isCut).toBe(true);
  });

  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.constantFrom(
      latin1Bytes('DBGC'),
      latin1Bytes('CGBD'),
      latin1Bytes('====1.000000-C\n'),
      latin1Bytes('====1.000000-D\nPanic#1 Part1\n'),
      Uint8Array.from([0x44, 0x42, 0x47, 0x43, 0, 0, 0, 0, 0, 0, 0, 0]),
      Uint8Array.from([0x84, 0x43, 0x41, 0x43, 0, 0, 0, 0, 0, 0, 0, 0]),
      new Uint8Array(500),
    ),
  );
  property.prop([fc.array(piece, { maxLength: 60 })], { numRuns: 25 })('any bytes are survived', (pieces) => {
    const image = Uint8Array.from(pieces.flatMap((one) => [...one]));
    const found = guess(image);
    expect(() => guessText(found, 0, 'x')).not.toThrow();
    expect(() => JSON.stringify(guessJson(found, 2 ** 40))).not.toThrow();
  });
});
