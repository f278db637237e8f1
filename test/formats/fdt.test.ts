/**
 * Device tree blobs: dtc's own blobs as fixtures, U-Boot's recorded fixup redone by hand, values, lookups, and hostile blobs.
 * Random trees are shown to dtc itself in `test/interop/dtc.test.ts`.
 */
import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parseFdt, serializeFdt } from '../../src/formats/fdt.ts';
import { toDts } from '../../src/formats/fdt-dts.ts';
import {
  addSubnode,
  emptyFdt,
  type Fdt,
  type FdtNode,
  fdtNode,
  findByPhandle,
  findNode,
  findOrAddSubnode,
  findSubnode,
  getProperty,
  removeProperty,
  setProperty,
  walkNodes,
} from '../../src/formats/fdt-tree.ts';
import {
  cells,
  numberCells,
  readCells,
  readReg,
  readString,
  readStrings,
  readU32,
  readU64,
  strings,
  u64,
} from '../../src/formats/fdt-values.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { expectBytes } from './expect-bytes.ts';
import { deviceTree } from './trees.ts';

function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(`test/fixtures/${path}`));
}

function parsed(blob: Uint8Array): Fdt {
  const result = parseFdt(blob);
  if ('error' in result) throw new Error(`${result.error} at ${result.offset}: ${result.reason}`);
  return result;
}

describe("dtc's blobs", () => {
  test('read, printed and written back', () => {
    const blob = fixture('fdt/values.dtb');
    const tree = parsed(blob);
    expect(tree.bootCpuid).toBe(3);
    expect(toDts(tree)).toBe(latin1Text(fixture('fdt/values.dts')));
    expectBytes(serializeFdt(tree), blob);
  });

  test('version 16, which has no structure size', () => {
    expect(parsed(fixture('fdt/values-v16.dtb'))).toEqual(parsed(fixture('fdt/values.dtb')));
  });

  test('bytes behind the blob do not count', () => {
    const blob = fixture('fdt/values.dtb');
    expect(parsed(Uint8Array.of(...blob, 1, 2, 3))).toEqual(parsed(blob));
  });
});

test.prop([deviceTree])('there and back', (tree) => {
  expect(parsed(serializeFdt(tree))).toEqual(tree);
});

/** U-Boot's pstore fixup as `spec` describes it, to see that insertion leaves things in the recorded order. */
function ramoopsFixup(tree: Fdt, addressCellCount: number, sizeCellCount: number): void {
  const reserved = findOrAddSubnode(tree.root, 'reserved-memory');
  setProperty(reserved, '#address-cells', cells(addressCellCount));
  setProperty(reserved, '#size-cells', cells(sizeCellCount));
  setProperty(reserved, 'ranges', new Uint8Array(0));
  const node = addSubnode(reserved, 'ramoops@30000000');
  if (node === 'FDT_ERR_EXISTS') return;
  setProperty(node, 'compatible', strings('ramoops'));
  if (addressCellCount > 2) return;
  setProperty(
    node,
    'reg',
    Uint8Array.of(...numberCells(0x30000000n, addressCellCount), ...numberCells(0x100000n, sizeCellCount)),
  );
  setProperty(node, 'record-size', cells(0x2000));
  setProperty(node, 'console-size', cells(0x2000));
  setProperty(node, 'ftrace-size', cells(0x1000));
  setProperty(node, 'pmsg-size', cells(0x1000));
  setProperty(node, 'ecc-size', cells(0x16));
}

function chosenFixup(tree: Fdt, seed: Uint8Array): void {
  const chosen = findSubnode(tree.root, 'chosen')!;
  setProperty(chosen, 'kaslr-seed', seed);
  setProperty(chosen, 'bootargs', strings('console=ttyS0'));
  setProperty(chosen, 'u-boot,version', strings('2026.07-dirty'));
  setProperty(chosen, 'u-boot,bootconf', strings('c1'));
  tree.reservations.push({ address: 0xd02000n, size: 0x4000n });
}

test.each([
  ['a', 1, 1, u64(0x7223dbb7a85f14a5n)],
  ['c', 3, 2, u64(0x033b716d6bbf3e08n)],
  ['e', 1, 1, u64(0xb688212f0db2dfd8n)],
])("new things come first, as in U-Boot's recorded tree %s", (name, addressCellCount, sizeCellCount, seed) => {
  const tree = parsed(fixture(`fdt/${name}-before.dtb`));
  chosenFixup(tree, seed);
  ramoopsFixup(tree, addressCellCount, sizeCellCount);
  expect(toDts(tree)).toBe(latin1Text(fixture(`uboot/fdt/${name}-after.dts`)));
});

describe('lookups', () => {
  const tree: Fdt = {
    ...emptyFdt(),
    root: fdtNode('', {}, [
      fdtNode('aliases', { serial0: strings('/soc/uart@2000'), broken: strings('soc') }),
      fdtNode('soc', {}, [
        fdtNode('uart@1000', { phandle: cells(1) }),
        fdtNode('uart@2000', { 'linux,phandle': cells(2) }),
      ]),
    ]),
  };
  const paths = new Map([...walkNodes(tree)].map(({ path, node }) => [node, path]));
  const found = (path: string): string | undefined => paths.get(findNode(tree, path) as FdtNode);

  test.each([
    ['/', '/'],
    ['/soc', '/soc'],
    ['//soc/', '/soc'],
    ['/soc/uart@2000', '/soc/uart@2000'],
    ['/soc/uart', '/soc/uart@1000'],
    ['serial0', '/soc/uart@2000'],
    ['/soc/uart@3000', undefined],
    ['/soc/uar', undefined],
    ['/soc/uart@1000/x', undefined],
    ['serial1', undefined],
    ['broken', undefined],
    ['', undefined],
  ])('%s is %s', (path, expected) => {
    expect(found(path)).toBe(expected);
  });

  test('by phandle, old and new', () => {
    expect(findByPhandle(tree, 1)?.name).toBe('uart@1000');
    expect(findByPhandle(tree, 2)?.name).toBe('uart@2000');
    expect(findByPhandle(tree, 3)).toBeNull();
  });

  test('nodes in the order of the text', () => {
    expect([...paths.values()]).toEqual(['/', '/aliases', '/soc', '/soc/uart@1000', '/soc/uart@2000']);
  });
});

test('a property is replaced in its place, added in front, removed once', () => {
  const node = fdtNode('n', { a: cells(1), b: cells(2) });
  setProperty(node, 'b', strings('x'));
  setProperty(node, 'c', cells(3));
  expect(node.properties.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  expect(getProperty(node, 'b')).toEqual(strings('x'));
  expect(removeProperty(node, 'a')).toBe(true);
  expect(removeProperty(node, 'a')).toBe(false);
  expect(getProperty(node, 'a')).toBeNull();
});

test('a name without unit address is taken by any address', () => {
  const parent = fdtNode('', {}, [fdtNode('memory@0')]);
  expect(addSubnode(parent, 'memory')).toBe('FDT_ERR_EXISTS');
  expect(addSubnode(parent, 'memory@0')).toBe('FDT_ERR_EXISTS');
  expect(addSubnode(parent, 'memory@1')).toMatchObject({ name: 'memory@1' });
  expect(parent.children.map(({ name }) => name)).toEqual(['memory@1', 'memory@0']);
});

describe('values', () => {
  test('cells', () => {
    expect([...cells(1, 0xffffffff)]).toEqual([0, 0, 0, 1, 255, 255, 255, 255]);
    expect(readCells(cells(7, 8))).toEqual([7, 8]);
    expect(readCells(new Uint8Array(5))).toBeNull();
    expect(() => cells(2 ** 32)).toThrow('unsigned 32-bit');
    expect(readU32(cells(9))).toBe(9);
    expect(readU32(cells(9, 9))).toBeNull();
    expect(readU64(u64(0x123456789abcdef0n))).toBe(0x123456789abcdef0n);
    expect(readU64(cells(1))).toBeNull();
    expect([...numberCells(0x123456789n, 1)]).toEqual([0x23, 0x45, 0x67, 0x89]);
  });

  test('values that do not start at the start of their buffer', () => {
    const value = Uint8Array.of(9, 0, 0, 0, 5).subarray(1);
    expect(readU32(value)).toBe(5);
    expect(findByPhandle({ ...emptyFdt(), root: fdtNode('', { phandle: value }) }, 5)).not.toBeNull();
  });

  test('strings', () => {
    expect(latin1Text(strings('a', '', 'b'))).toBe('a\0\0b\0');
    expect(readStrings(strings('a', '', 'b'))).toEqual(['a', '', 'b']);
    expect(readString(strings('one', 'two'))).toBe('one');
    expect(readStrings(new Uint8Array(0))).toBeNull();
    expect(readString(Uint8Array.of(65))).toBeNull();
    expect(() => strings('a\0b')).toThrow('zero byte');
  });

  test('reg', () => {
    const value = Uint8Array.of(...u64(0x1_0000_0000n), ...cells(0x1000), ...u64(2n), ...cells(3));
    expect(readReg(value, 2, 1)).toEqual([
      { address: 0x1_0000_0000n, size: 0x1000n },
      { address: 2n, size: 3n },
    ]);
    expect(readReg(value, 2, 2)).toBeNull();
    expect(readReg(value, 0, 0)).toBeNull();
  });
});

describe('refusals say where and why', () => {
  const good = fixture('fdt/a-before.dtb');
  const BEGIN = [0, 0, 0, 1];
  const END_NODE = [0, 0, 0, 2];
  const PROP = [0, 0, 0, 3];
  const NOP = [0, 0, 0, 4];
  const END = [0, 0, 0, 9];
  const rootBegin = [...BEGIN, 0, 0, 0, 0];

  /** A blob with this structure block (from offset 56) and the strings block `p\0`. */
  function blobOf(structure: readonly number[]): Uint8Array {
    const words = [0xd00dfeed, 58 + structure.length, 56, 56 + structure.length, 40, 17, 16, 0, 2, structure.length];
    return Uint8Array.of(...cells(...words), ...new Uint8Array(16), ...structure, 0x70, 0);
  }
  const withWord = (offset: number, word: number): Uint8Array => {
    const copy = good.slice();
    copy.set(cells(word), offset);
    return copy;
  };

  test.each([
    ['nothing', new Uint8Array(0), 'FDT_ERR_TRUNCATED', 0],
    ['another magic', withWord(0, 0xd00dfeee), 'FDT_ERR_BADMAGIC', 0],
    ['half a blob', good.slice(0, 100), 'FDT_ERR_TRUNCATED', 4],
    ['a size less than a header', withWord(4, 39), 'FDT_ERR_TRUNCATED', 4],
    ['an old version', withWord(20, 3), 'FDT_ERR_BADVERSION', 20],
    ['a version from the future', withWord(24, 18), 'FDT_ERR_BADVERSION', 20],
    ['structure beyond the end', withWord(8, 0xfffffff0), 'FDT_ERR_BADLAYOUT', 8],
    ['structure out of alignment', withWord(8, 57), 'FDT_ERR_BADLAYOUT', 8],
    ['structure over the header', withWord(8, 36), 'FDT_ERR_BADLAYOUT', 8],
    ['strings beyond the end', withWord(32, 0x7fffffff), 'FDT_ERR_BADLAYOUT', 12],
    ['reservations beyond the end', withWord(16, good.length - 15), 'FDT_ERR_BADLAYOUT', 16],
    ['an empty structure', blobOf([]), 'FDT_ERR_TRUNCATED', 56],
    ['no root', blobOf(END), 'FDT_ERR_BADSTRUCTURE', 56],
    ['an open root', blobOf([...rootBegin, ...END]), 'FDT_ERR_BADSTRUCTURE', 64],
    ['two roots', blobOf([...rootBegin, ...END_NODE, ...rootBegin]), 'FDT_ERR_BADSTRUCTURE', 68],
    ['an end without beginning', blobOf(END_NODE), 'FDT_ERR_BADSTRUCTURE', 56],
    ['an unknown tag', blobOf([0, 0, 0, 5]), 'FDT_ERR_BADSTRUCTURE', 56],
    ['a property outside', blobOf([...PROP, 0, 0, 0, 0, 0, 0, 0, 0]), 'FDT_ERR_BADSTRUCTURE', 56],
    [
      'a property after a subnode',
      blobOf([...rootBegin, ...rootBegin, ...END_NODE, ...PROP]),
      'FDT_ERR_BADSTRUCTURE',
      76,
    ],
    ['a property without its head', blobOf([...rootBegin, ...PROP]), 'FDT_ERR_TRUNCATED', 68],
    ['a property too long', blobOf([...rootBegin, ...PROP, 255, 255, 255, 255, 0, 0, 0, 0]), 'FDT_ERR_TRUNCATED', 68],
    ['a name beyond the strings', blobOf([...rootBegin, ...PROP, 0, 0, 0, 0, 0, 0, 0, 2]), 'FDT_ERR_BADSTRUCTURE', 72],
    ['a node name without end', blobOf([...BEGIN, 65, 65, 65, 65]), 'FDT_ERR_BADSTRUCTURE', 60],
    [
      '65 nested nodes',
      blobOf([...Array.from({ length: 65 }, () => rootBegin).flat()]),
      'FDT_ERR_BADSTRUCTURE',
      56 + 64 * 8,
    ],
  ])('%s', (_, blob, error, offset) => {
    expect(parseFdt(blob)).toMatchObject({ error, offset });
  });

  test('64 nested nodes, and words that say nothing, are fine', () => {
    const depth = 64;
    const structure = [
      ...Array.from({ length: depth }, () => rootBegin),
      ...Array.from({ length: depth }, () => END_NODE),
      END,
    ];
    expect([...walkNodes(parsed(blobOf(structure.flat())))]).toHaveLength(depth);
    const property = [...PROP, 0, 0, 0, 1, 0, 0, 0, 0, 7, 0, 0, 0];
    const padded = [...NOP, ...rootBegin, ...NOP, ...property, ...NOP, ...END_NODE, ...NOP, ...END];
    expect(parsed(blobOf(padded)).root).toEqual(fdtNode('', { p: Uint8Array.of(7) }));
  });

  test('reservations without end', () => {
    const blob = blobOf([...rootBegin, ...END_NODE, ...END]);
    blob.fill(1, 40, 56);
    expect(parseFdt(blob)).toMatchObject({ error: 'FDT_ERR_TRUNCATED' });
  });

  const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
  test.prop([changes, fc.nat(good.length)], { numRuns: 3000 })(
    'any damage gives a tree or an error, never an exception',
    (list, cut) => {
      const blob = good.slice(0, cut % 3 === 0 ? cut : good.length);
      for (const [at, byte] of list) if (at < blob.length) blob[at] = byte;
      const result = parseFdt(blob);
      if ('error' in result) expect(result.offset).toBeLessThanOrEqual(blob.length);
      else expect(parsed(serializeFdt(result))).toEqual(result);
    },
  );
});
