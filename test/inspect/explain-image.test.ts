// What bytes alone allow to say: a recorded region, damaged in every way a chain can break, and any bytes at all.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { autopsyOptions } from '../../src/inspect/autopsy-options.ts';
import { explainImage } from '../../src/inspect/explain/explain-image.ts';
import { links } from '../../src/inspect/explain/explanation.ts';
import { vectorPath } from '../conformance/vectors.ts';

const recorded = new Uint8Array(gunzipSync(readFileSync(vectorPath('linux/d61-panic-noecc.bin.gz'))));
const request = {
  kernel: '6.1.0-56-amd64',
  address: '0x5000000',
  recordSize: '0x4000',
  consoleSize: '0x2000',
  ftraceSize: '0x1000',
  pmsgSize: '0x1000',
};

function explained(change: (image: Uint8Array) => void, more: Partial<typeof request> = {}) {
  const image = recorded.slice();
  change(image);
  const found = explainImage(image, autopsyOptions({ ...request, ...more }));
  expect(found.links.map(({ name }) => name)).toEqual(links);
  const culprit = found.links.find(({ name }) => name === found.broken);
  return {
    broken: found.broken,
    finding: culprit?.finding ?? '',
    evidence: culprit?.evidence.map(({ text }) => text) ?? [],
  };
}

describe('a recorded region', () => {
  test('as it is: whole', () => {
    expect(explained(() => {}).broken).toBeNull();
  });

  test.each([1, 6])('%i flipped bits of the signature are damage', (bits) => {
    const { broken, finding, evidence } = explained((image) => {
      for (let bit = 0; bit < bits; bit++) image[2]! ^= 1 << bit;
    });
    expect(broken).toBe('survived');
    expect(finding).toBe(`${bits} bit${bits === 1 ? '' : 's'} flipped in the signature of dmesg(0)`);
    expect(evidence[0]).toContain('dmesg(0)  05000000  44 42');
  });

  test('the signatures that a Raspberry Pi showed', () => {
    for (const sig of [0x43470204, 0x41474244]) {
      const { broken } = explained((image) => new DataView(image.buffer).setUint32(0, sig, true));
      expect(broken).toBe('survived');
    }
    for (const [start, size] of [
      [0, 1073741824],
      [2097152, 0],
    ]) {
      const { finding } = explained((image) => {
        new DataView(image.buffer).setUint32(4, start!, true);
        new DataView(image.buffer).setUint32(8, size!, true);
      });
      expect(finding).toBe('dmesg(0): counters that cannot be');
    }
  });

  test('a header of garbage with the record behind it', () => {
    expect(explained((image) => image.fill(0xa5, 0, 12)).finding).toBe('dmesg(0): no header, but a record behind it');
  });

  test('header and record written over', () => {
    const { broken, finding, evidence } = explained((image) => image.fill(0x90, 0, 0x1000));
    expect(broken).toBe('untouched');
    expect(finding).toBe('dmesg(0): something else lies where the header should');
    expect(evidence).toEqual([`dmesg(0)  05000000  ${Array(12).fill('90').join(' ')}`]);
  });

  test('an emptied header with the record behind it was erased', () => {
    const { broken, evidence } = explained((image) => image.fill(0, 4, 12));
    expect(broken).toBe('uncollected');
    expect(evidence.at(-1)).toMatch(/^dmesg\(0\) {2}0500000c {2}====\d+\.\d+-C$/);
  });

  test('emptied, and nothing behind it', () => {
    const { broken } = explained((image) => image.fill(0, 4, 0x4000));
    expect(broken).toBe('written');
  });

  test('other sizes than the writer had', () => {
    const { broken, evidence } = explained((image) => image.fill(0, 0, 0x4000), { recordSize: '0x8000' });
    expect(broken).toBe('recognised');
    expect(evidence[0]).toContain('signatures at +0x4000');
  });

  test('parameters that the kernel refuses', () => {
    expect(explained(() => {}, { recordSize: '0x20000' }).broken).toBe('bound');
  });

  test('cleared, and lost', () => {
    expect(explained((image) => image.fill(0)).finding).toContain('every byte is 0x00');
    let state = 1;
    const { broken, finding } = explained((image) => {
      for (let at = 0; at < image.length; at++) {
        state = (Math.imul(state, 1103515245) + 12345) >>> 0;
        image[at] = state >>> 24;
      }
    });
    expect(broken).toBe('survived');
    expect(finding).toContain('look like noise');
  });
});

property.prop([
  fc.uint8Array({ maxLength: 0x3000 }),
  fc.constantFrom('0', '0x400', '0x1000', '0x4000'),
  fc.constantFrom('0', '16', '32'),
  fc.boolean(),
])('any bytes are explained', (bytes, recordSize, ecc, isSigned) => {
  if (isSigned && bytes.length >= 4) bytes.set([0x44, 0x42, 0x47, 0x43]);
  const found = explainImage(bytes, autopsyOptions({ ...request, recordSize, ecc }));
  expect(found.links.map(({ name }) => name)).toEqual(links);
  expect(found.broken).toBe(found.links.find(({ state }) => state === 'broken')?.name ?? null);
});
