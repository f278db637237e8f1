/** `pstore display` and every bug of it that the spec names, each one step on both sides of its limit. */
import { expect, test } from 'vitest';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { uboots } from '../../src/profiles/uboot.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { HEADER, REGION, region, session, shown } from './region.ts';

const SET = 'pstore set 3000000 10000';
const USAGE_START = 'pstore - Manage Linux Persistent Storage\n\nUsage:\npstore set <addr>';

test.each(uboots.map(({ version }) => version))('%s: dump, console, ftrace and user, in this order', (version) => {
  const bytes = region(0x10000, [
    { at: 0x0000, data: `${HEADER}first\n` },
    { at: 0x2000, data: `${HEADER}third\n` },
    { at: 0xd000, data: 'console\n' },
    { at: 0xe000, sig: 0x12345678, data: 'ftrace\n' },
    { at: 0xf000, data: 'user\n' },
  ]);
  const all = '**** Dump\nfirst\n**** Dump\nthird\n**** Console\nconsole\n**** FTrace\nftrace\n**** User\nuser\n';
  expect(shown(bytes, [SET, 'pstore display'], { version })).toBe(all);
  expect(shown(bytes, [SET, 'pstore d'], { version })).toBe(all);
  expect(shown(bytes, [SET, 'pstore display dump'], { version })).toBe('**** Dump\nfirst\n**** Dump\nthird\n');
  expect(shown(bytes, [SET, 'pstore display console 7'], { version })).toBe('**** Console\nconsole\n');
  expect(shown(bytes, [SET, 'pstore display ftrace 1'], { version })).toBe('**** FTrace\nftrace\n');
  expect(shown(bytes, [SET, 'pstore display user'], { version })).toBe('**** User\nuser\n');
  expect(shown(bytes, [SET, 'pstore display dump 2'], { version })).toBe('**** Dump\nthird\n');
  expect(shown(bytes, [SET, 'pstore display dump 1 2 extra'], { version })).toBe('');
});

test('a type is not abbreviated, and is checked before the configuration', () => {
  const bytes = region(0x1000, []);
  expect(shown(bytes, ['pstore set 3000000 0', 'pstore display dum'])).toMatch(USAGE_START);
  expect(shown(bytes, ['pstore set 3000000 0', 'pstore display dump'])).toMatch(
    'Please set PStore configuration\npstore - ',
  );
  expect(session(bytes, ['pstore display DUMP'])[0]!.status).toBe(1);
});

test('dump nb has no upper bound: 13 of 13 zones reads the console', () => {
  const bytes = region(0x10000, [{ at: 0xd000, data: `${HEADER}console as dump` }]);
  expect(shown(bytes, [SET, 'pstore display dump 13'])).toBe('**** Dump\nconsole as dump');
  expect(shown(bytes, [SET, 'pstore display dump 12'])).toBe('');
});

test('0x in front of nb: decimal 0 before 2021.10, hexadecimal from then on', () => {
  const bytes = region(0x10000, [
    { at: 0, data: `${HEADER}zero` },
    { at: 0xd000, data: `${HEADER}thirteen` },
  ]);
  expect(shown(bytes, [SET, 'pstore display dump 0xd'], { version: '2021.01' })).toBe('**** Dump\nzero');
  expect(shown(bytes, [SET, 'pstore display dump 0xd'], { version: '2023.01' })).toBe('**** Dump\nthirteen');
});

test('a span that is no multiple of the record size gives one zone too many, across the console', () => {
  const bytes = region(0x10000, [
    { at: 0xd000, data: 'console' },
    { at: 0xc000, data: `${HEADER}straddling` },
  ]);
  // Dump zones of 0x3000 over a span of 0xd000: the fifth begins 0x1000 before the console.
  expect(shown(bytes, ['pstore set 3000000 10000 3000', 'pstore display'])).toBe(
    '**** Dump\nstraddling**** Console\nconsole',
  );
});

test('record size 0 never comes back', () => {
  const reports = session(region(0x1000, []), ['pstore set 3000000 10000 0', 'pstore display', 'echo never']);
  expect(reports[1]).toMatchObject({ status: null, hung: expect.stringContaining('endless loop') });
  expect(reports[1]!.wire).toHaveLength(0);
  expect(reports[2]).toMatchObject({ notRun: true });
});

test('record size 0 with a number, or without any span for dumps, does come back', () => {
  const bytes = region(0x10000, [{ at: 0, data: 'console' }]);
  expect(shown(bytes, ['pstore set 3000000 10000 0', 'pstore display dump 3'])).toBe('');
  expect(shown(bytes, ['pstore set 3000000 3000 0', 'pstore display'])).toBe('**** Console\nconsole');
});

test('start and size: unrolled while start is at most size, wrapped or not', () => {
  const one = (start: number) =>
    shown(region(0x10000, [{ at: 0xd000, start, data: 'abcdef' }]), [SET, 'pstore display console']);
  expect(one(0)).toBe('**** Console\nabcdef');
  expect(one(2)).toBe('**** Console\ncdefab');
  expect(one(6)).toBe('**** Console\nabcdef');
});

test('start one beyond size copies nearly 4 GiB: the sandbox process ends', () => {
  const bytes = region(0x10000, [{ at: 0xd000, start: 7, data: 'abcdef' }]);
  const reports = session(bytes, [SET, 'pstore display', 'echo gone']);
  expect(latin1Text(reports[1]!.wire)).toMatch(
    /^\r\nSegmentation violation\r\npc = 0x[0-9a-f]+, pc_reloc = 0x[0-9a-f]+\r\n\r\n$/,
  );
  expect(reports[1]).toMatchObject({ status: null, ended: 'off' });
  expect(reports[2]).toMatchObject({ notRun: true });
});

test('start one beyond size on the ARM board: data abort, reset, and the same image crashes again', () => {
  const bytes = region(0x1000, [{ at: 0, start: 2, size: 1, data: 'x' }]);
  const reports = session(bytes, ['pstore set 30000000 10000', 'pstore display', 'pstore display'], {
    board: imx6q,
    version: '2021.01',
    address: 0x30000000,
  });
  expect(latin1Text(reports[1]!.wire).replaceAll('\r\n', '\n')).toBe(`data abort
pc : [<4ffa32c8>]\t   lr : [<4ff8197c>]
reloc pc : [<1783d2c8>]\t   lr : [<1781b97c>]
sp : 4f553e18  ip : 00000000\t fp : 4f867080
r10: 00000000  r9 : 4f554ea0\t r8 : 00000000
r7 : 00000000  r6 : 00000000\t r5 : 4f867080  r4 : 4ff8197c
r3 : 00000000  r2 : fffff000\t r1 : 4f867080  r0 : 50000000
Flags: nzCv  IRQs off  FIQs off  Mode SVC_32
Code: f5d1f05c f5d1f07c e8b151f8 e2522020 (e8a051f8) 
Resetting CPU ...

resetting ...
`);
  expect(reports[1]).toMatchObject({ status: null, reset: 'warm' });
  // The length that `set` gave is gone with the reset; the configuration covers the zone as well.
  expect(reports[2]!.wire).toEqual(reports[1]!.wire);
});

test('size is bounded by the whole zone: twelve bytes of the next one leak in', () => {
  const data = 'x'.repeat(0x1000 - 12);
  const next = { at: 0x1000, sig: 0x44434241, start: 0x48474645, data: '', size: 0x4c4b4a49 };
  const one = (size: number) =>
    shown(region(0x10000, [{ at: 0, size, data: `${HEADER}${data}`.slice(0, 0x1000 - 12) }, next]), [
      SET,
      'pstore display dump 0',
    ]);
  const text = data.slice(HEADER.length);
  expect(one(0x1000 - 12)).toBe(`**** Dump\n${text}`);
  expect(one(0x1000)).toBe(`**** Dump\n${text}ABCDEFGHIJKL`);
  expect(one(0x1001)).toBe('');
});

test('output stops at the first NUL; other bytes go out as they are', () => {
  const data = `${HEADER}a\x1b[1m\x07\r\x80\xff\n\0hidden`;
  const report = session(region(0x10000, [{ at: 0, data }]), [SET, 'pstore display'])[1]!;
  expect(latin1Text(report.wire)).toBe('**** Dump\r\na\x1b[1m\x07\r\x80\xff\r\n');
});

test('headers', () => {
  const one = (data: string) => shown(region(0x10000, [{ at: 0, data }]), [SET, 'pstore display']);
  expect(one('====\ntext')).toBe('**** Dump\ntext');
  expect(one('====no digits\ntext')).toBe('**** Dump\ntext');
  expect(one('====1.2-C\ntext')).toBe('Compressed buffer, display not available\n');
  expect(one('====1.2-C \ntext')).toBe('**** Dump\ntext');
  expect(one('===5.5-D\ntext')).toBe('');
  expect(one('====1.2-D')).toBe('');
  expect(one('====1.2\0-D\ntext')).toBe('');
});

test('the search for the end of a header runs into what an earlier record left, and the length wraps', () => {
  const bytes = region(0x10000, [
    { at: 0x0000, data: `====1.2-D\nstale bytes of a longer record` },
    { at: 0x1000, data: '====7', size: 5 },
  ]);
  // The second record is 5 bytes long; its header ends in the first one's, at 10, so 5 - 10 bytes are printed.
  expect(shown(bytes, [SET, 'pstore display'])).toBe(
    '**** Dump\nstale bytes of a longer record**** Dump\nstale bytes of a longer record',
  );
  // Alone it is no record: nothing follows it but zeros.
  expect(shown(bytes, [SET, 'pstore display dump 1'])).toBe('');
});

test('the buffer is sized once: a later, larger record runs over it', () => {
  const bytes = region(0x20000, [{ at: 0, data: `${HEADER}${'y'.repeat(0x1800)}` }]);
  const exec = ['pstore set 3000000 10000', 'pstore display', 'pstore set 3000000 20000 2000', 'pstore display'];
  expect(shown(bytes, exec)).toBe(`**** Dump\n${'y'.repeat(0x1800)}`);
});

test('a buffer that malloc cannot give: the first accepted record is an exception', () => {
  const bytes = region(0x10000, [{ at: 0, data: `${HEADER}x` }]);
  const exec = ['pstore set 3000000 8000000 7000000', 'pstore display'];
  expect(session(bytes, exec)[1]).toMatchObject({ ended: 'off' });
  // Without a record nothing is copied and nothing happens.
  expect(session(region(16, []), exec)[1]).toMatchObject({ status: 0 });
});

test('zones nearer than their own header are searched in blocks of RAM; one may lie across two blocks', () => {
  const data = '====\nhi';
  const stride = data.length;
  const across = Math.floor(0x3ffff / stride) * stride;
  expect(across).toBe(0x3ffff);
  const bytes = region(0x60000, [
    { at: 3 * stride, data },
    { at: 3 * stride + 23, data },
    { at: across, data },
  ]);
  const set = `pstore set 3000000 60000 ${stride} 0 0 0`;
  // The second one does not stand on the grid.
  expect(shown(bytes, [set, 'pstore display dump'])).toBe('**** Dump\nhi**** Dump\nhi');
  expect(shown(bytes, [set, `pstore display dump ${across / stride}`])).toBe('**** Dump\nhi');
});

test('a region outside RAM', () => {
  const display = (set: string) => latin1Text(session(region(16, []), [set, 'pstore display'])[1]!.wire);
  expect(display('pstore set 10000000 10000')).toBe(
    'phys_to_virt: Cannot map sandbox address 10000000 (SDRAM from 0 to 10000000)\r\n',
  );
  expect(display('pstore set ffffffffffff0000 10000')).toBe(
    'phys_to_virt: Cannot map sandbox address ffff0000 (SDRAM from 0 to 10000000)\r\n',
  );
  // Half in, half out: the last zones are reached one after the other.
  expect(display('pstore set fffe000 10000')).toMatch(/^phys_to_virt: Cannot map sandbox address 10000000/);
});

test('no byte of the region is changed', () => {
  const bytes = region(0x10000, [{ at: 0, start: 3, data: `${HEADER}text` }]);
  const before = bytes.slice();
  session(bytes, [SET, 'pstore display', 'pstore save host 0 /']);
  expect(bytes).toEqual(before);
  expect(REGION).toBe(0x3000000);
});
