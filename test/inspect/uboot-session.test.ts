/** The session engine: bad loads are issues, arbitrary memory and parameters never break it. */
import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { runUBootSession, type UBootLoad } from '../../src/inspect/uboot-session.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { pc } from '../../src/profiles/boards/pc.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot, uboots } from '../../src/profiles/uboot.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { UserError } from '../../src/sim/issue.ts';
import { OUTPUT_LIMIT } from '../../src/uboot/command.ts';
import { DBGC, region } from '../uboot/region.ts';

const version = findUBoot('2026.07')!;

function issuesOf(loads: UBootLoad[], board = sandbox) {
  try {
    runUBootSession({ board, version, loads, exec: ['echo'] });
  } catch (error) {
    if (error instanceof UserError) return error.issues;
    throw error;
  }
  return [];
}

const bytes = (length: number) => new Uint8Array(length).fill(1);

test.each([
  [-1, 1],
  [0.5, 1],
  [Number.NaN, 1],
  [2 ** 60, 1],
  [0x10000000, 1],
  [0xfffffff, 2],
])('an image at %d, %d bytes long, does not lie in RAM', (address, length) => {
  expect(issuesOf([{ address, bytes: bytes(length) }])).toMatchObject([
    { code: 'uboot.load-outside-ram', expected: '0x0 to 0xfffffff' },
  ]);
});

test('the last byte of RAM can be loaded, an empty image not, and all issues come together', () => {
  expect(issuesOf([{ address: 0xfffffff, bytes: bytes(1) }])).toEqual([]);
  const issues = issuesOf([
    { address: 0x1000, bytes: bytes(0), name: 'a.bin' },
    { address: 0x2000, bytes: bytes(16), name: 'b.bin' },
    { address: 0x200f, bytes: bytes(16), name: 'c.bin' },
    { address: 0x2010, bytes: bytes(1) },
  ]);
  expect(issues.map(({ message }) => message)).toEqual([
    'a.bin is empty',
    'c.bin overlaps b.bin',
    'image 4 overlaps c.bin',
  ]);
  expect(issuesOf([], pc)).toMatchObject([{ code: 'uboot.board-without-uboot' }]);
});

test('wire bytes: no prompt, no echo, CR LF; text of the user as its UTF-8 bytes, up to a NUL', () => {
  const exec = ['echo a; echo b', 'echo é', 'echo x\0y', ''];
  const { commands } = runUBootSession({ board: sandbox, version, loads: [], exec });
  expect(commands.map(({ wire }) => Buffer.from(wire).toString('latin1'))).toEqual([
    'a\r\nb\r\n',
    'Ã©\r\n',
    'x\r\n',
    '',
  ]);
  expect(commands.map(({ cmd }) => cmd)).toEqual(exec);
});

test('each command finds $? at 0; within a line it is the command before', () => {
  const { commands } = runUBootSession({
    board: sandbox,
    version,
    loads: [],
    exec: ['foo', 'echo $?', 'foo; echo $?'],
  });
  expect(commands.map(({ status }) => status)).toEqual([1, 0, 0]);
  expect(latin1Text(commands[1]!.wire)).toBe('0\r\n');
  expect(latin1Text(commands[2]!.wire)).toMatch(/1\r\n$/);
});

test('after a reset the next command runs in a fresh U-Boot, with RAM kept', () => {
  const load = { address: 0x300fc000, bytes: region(16, [{ at: 0, data: 'hi' }]) };
  const exec = ['setenv x 1; pstore set 30000000 0 0 0 0 0; reset', 'printenv x', 'pstore display'];
  const { commands } = runUBootSession({ board: imx6q, version: findUBoot('2021.01')!, loads: [load], exec });
  expect(commands[0]).toMatchObject({ status: null, reset: 'warm' });
  expect(latin1Text(commands[1]!.wire)).toBe('## Error: "x" not defined\r\n');
  expect(latin1Text(commands[2]!.wire)).toBe('**** Console\r\nhi');
});

test('a board with a watchdog goes on after a hang', () => {
  const board = { ...imx6q, uboot: { ...imx6q.uboot!, watchdogSeconds: 60 } };
  const exec = ['pstore set 30000000 100000 0; pstore display', 'echo again'];
  const { commands } = runUBootSession({ board, version: findUBoot('2021.01')!, loads: [], exec });
  expect(commands[0]).toMatchObject({ status: null, reset: 'watchdog', hung: expect.stringContaining('endless') });
  expect(latin1Text(commands[1]!.wire)).toBe('again\r\n');
});

test('an image made to print without end is cut off, in bounded time', () => {
  // Zones of 64 KiB, each a record that prints all of itself: 128 MiB in all.
  const size = 0x8000000;
  const image = new Uint8Array(size).fill(0x61);
  const view = new DataView(image.buffer);
  for (let at = 0; at < size; at += 0x10000) {
    view.setUint32(at, DBGC, true);
    view.setUint32(at + 4, 0, true);
    view.setUint32(at + 8, 0x10000 - 12, true);
    image.set([0x3d, 0x3d, 0x3d, 0x3d, 0x0a], at + 12);
  }
  const exec = ['pstore set 0 8000000 10000 0 0 0', 'pstore display'];
  const { commands } = runUBootSession({ board: sandbox, version, loads: [{ address: 0, bytes: image }], exec });
  expect(commands[1]).toMatchObject({ status: null, hung: expect.stringContaining('16 MiB') });
  expect(commands[1]!.wire.length).toBeGreaterThan(OUTPUT_LIMIT);
  expect(commands[1]!.wire.length).toBeLessThan(OUTPUT_LIMIT + 0x20000);
});

// ---- anything in RAM, any parameters ----

const number = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16)),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => value.toString(16)),
  fc.constantFrom(
    '0',
    '1',
    '4',
    'c',
    '1000',
    '10000',
    'fffffff',
    '10000000',
    'ffffffff',
    'fffffffffffff000',
    '',
    'x',
    '0x',
  ),
);
const word = fc.oneof(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 0, max: 0xffffffff }), fc.constant(0x10000));
const zone = fc.record({
  at: fc.integer({ min: 0, max: 0xfff }).map((value) => value * 16),
  sig: fc.constantFrom(DBGC, DBGC, DBGC, 0x43474245),
  start: word,
  size: word,
  data: fc.constantFrom('====1.2-D\nlog', '====1.2-C\nzip', '====', '\0', 'text', '====\n'),
});
const setLine = fc
  .tuple(fc.constantFrom('3000000', '30000000', '3000004', 'fff8000', '4fff8000'), fc.array(number, { maxLength: 7 }))
  .map(([address, rest]) => `pstore set ${address} ${rest.join(' ')}`);
const display = fc.oneof(
  fc.constantFrom('pstore display', 'pstore save mmc 1:1 /', 'pstore display console', 'pstore display user'),
  number.map((text) => `pstore display dump ${text}`),
);

propertyTest.prop([
  fc.array(zone, { maxLength: 12 }),
  fc.uint8Array({ maxLength: 256 }),
  fc.array(fc.oneof(setLine, display), { minLength: 1, maxLength: 6 }),
  fc.constantFrom(...uboots),
  fc.constantFrom(sandbox, imx6q),
])('arbitrary memory and parameters', (zones, noise, exec, profile, board) => {
  const image = new Uint8Array(0x18000);
  image.set(
    region(
      0x18000,
      zones.map((one) => ({ ...one, at: Math.min(one.at, 0x17000) })),
    ),
  );
  image.set(noise, 0x100);
  const address = board === sandbox ? 0x3000000 : 0x30000000;
  const loads = [{ address, bytes: image }];
  const { commands } = runUBootSession({ board, version: profile, loads, exec });
  expect(commands).toHaveLength(exec.length);
  for (const { wire, status, hung, reset, ended, notRun } of commands) {
    expect(wire.length).toBeLessThan(OUTPUT_LIMIT * 2);
    // Each command has exactly one way to end.
    const ways = [status !== null, hung !== undefined || reset !== undefined, ended !== undefined, notRun === true];
    expect(ways.filter(Boolean)).toHaveLength(1);
  }
});
