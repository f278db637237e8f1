/** The one thing an autopsy assumes, it says: with the hash MMU only a cached mapping can have written a region. */
import { expect, test } from 'vitest';
import { autopsy } from '../../src/inspect/autopsy.ts';
import { autopsyOptions } from '../../src/inspect/autopsy-options.ts';
import { autopsyText } from '../../src/inspect/autopsy-text.ts';

const zone = new Uint8Array(0x10000);
zone.set([0x44, 0x42, 0x47, 0x43]);
const base = { kernel: 'ppc64le', address: '0x3c000000', cmdline: 'disable_radix' };

test.each([
  ['a region with a zone', zone, base, 2],
  ['a region without', new Uint8Array(0x10000), base, null],
  ['the type was said', zone, { ...base, memType: '0' }, null],
  ['the radix MMU', zone, { ...base, cmdline: '' }, null],
  ['another architecture', zone, { ...base, kernel: 'deb61' }, null],
])('%s', (_, image, request, assumed) => {
  const report = autopsy(image, autopsyOptions(request));
  expect(report.assumedMemType).toBe(assumed);
  expect(autopsyText(report).includes('is assumed')).toBe(assumed !== null);
});
