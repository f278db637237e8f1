/** `fdt get`, `header` and `chosen` on a blob that dtc made; the texts are those of the sources, not recorded. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runUBootSession } from '../../src/inspect/uboot-session.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';

const blob = new Uint8Array(readFileSync('test/fixtures/fdt/values.dtb'));
const word = (index: number) => new DataView(blob.buffer, blob.byteOffset).getUint32(index * 4);

/** What the lines print, the tree chosen before them. */
function shown(lines: readonly string[], version = '2026.07'): string {
  const loads = [{ address: 0x1000000, bytes: blob }];
  const exec = ['fdt addr 1000000 4000', ...lines];
  const { commands } = runUBootSession({ board: sandbox, version: findUBoot(version)!, loads, exec });
  return commands
    .slice(1)
    .map(({ wire }) => Buffer.from(wire).toString('latin1').replaceAll('\r', ''))
    .join('');
}

test('header', () => {
  const lines = shown(['fdt header']).split('\n');
  expect(lines.slice(0, 2)).toEqual(['magic:\t\t\t0xd00dfeed', 'totalsize:\t\t0x4000 (16384)']);
  expect(lines[5]).toBe('version:\t\t17');
  expect(lines[6]).toBe('last_comp_version:\t16');
  expect(lines.slice(-3)).toEqual(['number mem_rsv:\t\t0x2', '', '']);
  const hex = word(2).toString(16);
  expect(shown(['fdt header get where off_dt_struct; echo $where'])).toBe(`${hex}\n`);
  expect(shown(['fdt header get where nowhere; echo rc=$?'])).toBe('rc=1\n');
});

test.each([
  ['value x / compatible', 'board,one'],
  ['value x / compatible 1', 'vendor,two'],
  ["value x / '#address-cells'", '0x00000001'],
  ['size x / compatible', '15'],
  ["size x / '#address-cells'", '4'],
])('get %s', (words, value) => {
  expect(shown([`fdt get ${words}; echo $x`])).toBe(`${value}\n`);
});

test('get size before 2023.07', () => {
  expect(shown(["fdt get size x / '#address-cells'; echo $x"], '2023.01')).toBe('0x00000004\n');
});

test('nodes are counted and named', () => {
  const count = Number(shown(['fdt get size n /; echo $n']));
  expect(count).toBeGreaterThan(0);
  expect(shown(['fdt get name n / 0; fdt get size x /$n; echo rc=$?'])).toBe('rc=0\n');
  expect(shown([`fdt get name n / ${count.toString(16)}`])).toBe('libfdt node not found\n');
});

test('what is not there', () => {
  expect(shown(['fdt get value x /nowhere y'])).toBe('libfdt fdt_path_offset() returned FDT_ERR_NOTFOUND\n');
  expect(shown(['fdt get value x / nothing'])).toBe('libfdt fdt_getprop(): FDT_ERR_NOTFOUND\n');
  expect(shown(['fdt get value x /'])).toMatch(/^fdt - flattened device tree utility commands/);
  expect(shown(['x=1; setenv x old; fdt get value x / empty; printenv x'])).toBe('## Error: "x" not defined\n');
});

test('chosen: the command line, the version, and a RAM disk', () => {
  const text = shown(['setenv bootargs "a b"', 'fdt chosen 2000000 2100000', 'fdt print /chosen', 'fdt header']);
  expect(text).toContain('bootargs = "a b";\n');
  expect(text).toContain('u-boot,version = "2026.07";\n');
  expect(text).toContain('linux,initrd-start = <0x02000000>;\n');
  // Start and size, since 2023.01 at the latest; the end is its last byte.
  expect(text).toContain('linux,initrd-end = <0x040fffff>;\n');
  expect(text).toContain('number mem_rsv:\t\t0x3\n');
  expect(shown(['fdt chosen 1'])).toMatch(/^fdt - flattened/);
});

test('bootcount', () => {
  expect(shown(['bootcount print; bootcount reset; bootcount p'])).toBe('0\n0\n');
  expect(shown(['bootcount'])).toBe(
    'bootcount - bootcount\n\nUsage:\nbootcount print - print current bootcounter\nreset - reset the bootcounter\n',
  );
});

test('iminfo: no image, a tree that is none, and an address beyond RAM', () => {
  expect(shown(['iminfo; echo rc=$?'])).toBe(
    '\n## Checking Image at 01000000 ...\n   FIT image found\nBad FIT image format!\nrc=1\n',
  );
  expect(shown(['iminfo 2000000 3'])).toBe(
    '\n## Checking Image at 02000000 ...\nUnknown image format!\n\n## Checking Image at 00000003 ...\nUnknown image format!\n',
  );
  expect(shown(['iminfo 20000000'])).toContain('Cannot map sandbox address 20000000');
});
