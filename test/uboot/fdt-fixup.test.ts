/** The pstore node in the device tree: what each release makes of each tree. The recorded trees of 2026.07 are conformance. */
import { expect, test } from 'vitest';
import { toDts } from '../../src/formats/fdt-dts.ts';
import { emptyFdt, type Fdt, fdtNode } from '../../src/formats/fdt-tree.ts';
import { cells } from '../../src/formats/fdt-values.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { fixupChosen, fixupMemory, fixupPstore } from '../../src/uboot/fdt-fixup.ts';
import type { PstoreSettings } from '../../src/uboot/pstore-settings.ts';

const settings: PstoreSettings = {
  address: 0x30000000n,
  length: 0x100000n,
  recordSize: 0x2000,
  consoleSize: 0x2000,
  ftraceSize: 0x1000,
  pmsgSize: 0x1000,
  eccSize: 0x16,
  bufferSize: 0,
};

function root(addressCells?: number, sizeCells?: number): Fdt {
  const tree = emptyFdt();
  if (addressCells !== undefined) tree.root.properties.push({ name: '#address-cells', value: cells(addressCells) });
  if (sizeCells !== undefined) tree.root.properties.push({ name: '#size-cells', value: cells(sizeCells) });
  return tree;
}

/** The reserved-memory node as source, one line a property, and the message. */
function fixed(tree: Fdt, version: string, changes: Partial<PstoreSettings> = {}): string[] {
  const message = fixupPstore(tree, { ...settings, ...changes }, findUBoot(version)!);
  const node = tree.root.children.find(({ name }) => name === 'reserved-memory')!;
  const lines = toDts({ ...tree, root: { ...fdtNode(''), children: [node] } })
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [...lines.slice(3, -2), message];
}

const sizes = [
  'ecc-size = <0x16>;',
  'pmsg-size = <0x1000>;',
  'ftrace-size = <0x1000>;',
  'console-size = <0x2000>;',
  'record-size = <0x2000>;',
];
const node = (cellsOfNode: string[], reg: string) => [
  'ranges;',
  ...cellsOfNode,
  'ramoops@30000000 {',
  ...sizes,
  `reg = <${reg}>;`,
  'compatible = "ramoops";',
  '};',
  '',
];
const two = ['#size-cells = <0x02>;', '#address-cells = <0x02>;'];
const one = ['#size-cells = <0x01>;', '#address-cells = <0x01>;'];

test('a tree with 1/1 cells: the older releases write 2/2 all the same', () => {
  expect(fixed(root(1, 1), '2021.01')).toEqual(node(two, '0x00 0x30000000 0x00 0x100000'));
  expect(fixed(root(1, 1), '2023.01')).toEqual(node(two, '0x00 0x30000000 0x00 0x100000'));
  expect(fixed(root(1, 1), '2025.01')).toEqual(node(one, '0x30000000 0x100000'));
  expect(fixed(root(1, 1), '2026.07')).toEqual(node(one, '0x30000000 0x100000'));
});

test('a root without cells counts as 2/2', () => {
  expect(fixed(root(), '2026.07')).toEqual(node(two, '0x00 0x30000000 0x00 0x100000'));
});

test('an existing reserved-memory: an error in 2021.01, its own cells later', () => {
  const existing = () => {
    const tree = root(2, 2);
    const properties = { '#address-cells': cells(1), '#size-cells': cells(1), ranges: cells(5) };
    tree.root.children.push(fdtNode('reserved-memory', properties, [fdtNode('other@1000')]));
    return tree;
  };
  expect(fixed(existing(), '2021.01')).toEqual([
    '#address-cells = <0x01>;',
    '#size-cells = <0x01>;',
    'ranges = <0x05>;',
    'other@1000 {',
    '};',
    "Add 'reserved-memory' node failed: FDT_ERR_EXISTS\n",
  ]);
  for (const version of ['2023.01', '2025.01', '2026.07']) {
    expect(fixed(existing(), version)).toEqual([
      '#address-cells = <0x01>;',
      '#size-cells = <0x01>;',
      'ranges;',
      'ramoops@30000000 {',
      ...sizes,
      'reg = <0x30000000 0x100000>;',
      'compatible = "ramoops";',
      '};',
      'other@1000 {',
      '};',
      '',
    ]);
  }
});

test('an existing reserved-memory without cells of its own', () => {
  const existing = () => {
    const tree = root(1, 1);
    tree.root.children.push(fdtNode('reserved-memory'));
    return tree;
  };
  expect(fixed(existing(), '2023.01')).toEqual(node(two, '0x00 0x30000000 0x00 0x100000'));
  expect(fixed(existing(), '2025.01')).toEqual(node(one, '0x30000000 0x100000'));
});

test('cells that are neither 1 nor 2: the node stays half done, and the second message names the wrong number', () => {
  const half = (addressCells: number, sizeCells: number, reg: string[], message: string) => [
    'ranges;',
    `#size-cells = <0x0${sizeCells}>;`,
    `#address-cells = <0x0${addressCells}>;`,
    'ramoops@30000000 {',
    ...reg,
    'compatible = "ramoops";',
    '};',
    message,
  ];
  expect(fixed(root(3, 2), '2026.07')).toEqual(half(3, 2, [], 'Unsupported #address-cells: 3\n'));
  expect(fixed(root(0, 2), '2026.07')).toEqual(half(0, 2, [], 'Unsupported #address-cells: 0\n'));
  expect(fixed(root(1, 3), '2026.07')).toEqual(half(1, 3, ['reg = <0x30000000>;'], 'Unsupported #size-cells: 1\n'));
  expect(fixed(root(2, 0), '2026.07')).toEqual(
    half(2, 0, ['reg = <0x00 0x30000000>;'], 'Unsupported #size-cells: 2\n'),
  );
});

test('a second ramoops node at the same address is refused, at another one added first', () => {
  const tree = root(1, 1);
  fixed(tree, '2026.07');
  expect(fixed(tree, '2026.07').at(-1)).toBe("Add 'ramoops@30000000' node failed: FDT_ERR_EXISTS\n");
  expect(fixed(tree, '2026.07', { address: 0x40000000n })[3]).toBe('ramoops@40000000 {');
});

test('length 0 is written as it is; a 64-bit address is cut to one cell but not in the name', () => {
  expect(fixed(root(1, 1), '2026.07', { length: 0n })[9]).toBe('reg = <0x30000000 0x00>;');
  const high = fixed(root(1, 1), '2026.07', { address: 0x1_2345_6789n });
  expect(high[3]).toBe('ramoops@123456789 {');
  expect(high[9]).toBe('reg = <0x23456789 0x100000>;');
});

test('chosen: the command line if there is one, the version from 2022.07 on', () => {
  const chosen = (version: string, bootargs?: string) => {
    const tree = root();
    fixupChosen(tree, findUBoot(version)!, bootargs);
    return toDts(tree)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.includes('='));
  };
  expect(chosen('2021.01', 'a b')).toEqual(['bootargs = "a b";']);
  expect(chosen('2021.01')).toEqual([]);
  expect(chosen('2023.01', 'a')).toEqual(['u-boot,version = "2023.01";', 'bootargs = "a";']);
});

test('memory: banks in the root’s cells', () => {
  const reg = (addressCells: number | undefined, sizeCells: number | undefined) => {
    const tree = root(addressCells, sizeCells);
    fixupMemory(tree, [{ start: 0x10000000, end: 0x50000000 }]);
    return /reg = <(.*)>/.exec(toDts(tree))?.[1];
  };
  expect(reg(1, 1)).toBe('0x10000000 0x40000000');
  expect(reg(2, 2)).toBe('0x00 0x10000000 0x00 0x40000000');
  expect(reg(2, 1)).toBe('0x00 0x10000000 0x40000000');
  // Absent: two cells of address, one of size, as libfdt counts.
  expect(reg(undefined, undefined)).toBe('0x00 0x10000000 0x40000000');
});
