/** The text of a phram parameter beyond what was recorded: limits, and that nothing is too odd for it. */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { parsePhram } from '../../../src/kernel/mtd/phram-parameter.ts';
import { ENOSPC } from '../../../src/sim/errno.ts';

const PAGE = 4096;
const said = (text: string) => {
  const parsed = parsePhram(text, PAGE);
  return 'result' in parsed ? (parsed.message ?? parsed.result) : parsed;
};

describe('limits', () => {
  test.each([
    [`${'n'.repeat(63)},0,4096`, { name: 'n'.repeat(63), start: 0n, length: 4096n, eraseSize: 4096n }],
    [`${'n'.repeat(64)},0,4096`, -ENOSPC],
    [`n,0,${'0'.repeat(123 - 4)}`, 'illegal erasesize or len'],
    [`n,0,${'0'.repeat(124 - 4)}`, 'parameter too long'],
    ['n,0,4096\n', { name: 'n', start: 0n, length: 4096n, eraseSize: 4096n }],
    ['n,0,4096\n\n', { name: 'n', start: 0n, length: 4096n, eraseSize: 4096n }],
    ['n,0,4096\n\n\n', 'illegal device length'],
    ['n,0,0x1ffffffff,0xffffffff', 'len is not multiple of erasesize'],
    ['n,0,0x1fffffffe,0xffffffff', { name: 'n', start: 0n, length: 0x1fffffffen, eraseSize: 0xffffffffn }],
    ['n,0,0x200000000,0x100000000', 'illegal erasesize or len'],
    // The shift has no check: sixteen of the number's bits are lost here.
    ['n,0x10000000000000001Gi,4096', 'illegal start address'],
    ['n,0x8000000000000001Gi,4096', { name: 'n', start: 1n << 30n, length: 4096n, eraseSize: 4096n }],
    ['n,0,08', 'illegal device length'],
    ['n,0,++1', 'illegal device length'],
    ['n,0,0x', 'illegal device length'],
    ['n,0,i', 'illegal device length'],
  ])('%j', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test('the page is the erase size when nobody says another one', () => {
    expect(said('n,0,0x10000')).toMatchObject({ eraseSize: 4096n });
    expect(parsePhram('n,0,0x10000', 65536)).toMatchObject({ eraseSize: 65536n });
  });
});

describe('any text', () => {
  property.prop([fc.string({ unit: fc.constantFrom(...',,,0123456789xabkMGiK+-\n n'), maxLength: 40 })], {
    numRuns: 300,
  })('is a device whose parts are the words of it, or a mistake', (text) => {
    const parsed = parsePhram(text, PAGE);
    if ('result' in parsed) {
      expect([1, -ENOSPC]).toContain(parsed.result);
      return;
    }
    const [name] = text.split(',');
    expect(parsed.name).toBe(name);
    expect(parsed.length > 0n && parsed.length % parsed.eraseSize === 0n).toBe(true);
  });
});
