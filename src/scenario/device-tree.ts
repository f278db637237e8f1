/** The board's device tree with what a scenario changes in it: the ramoops node below /reserved-memory. */
import { parseFdt, serializeFdt } from '../formats/fdt.ts';
import { findOrAddSubnode, getProperty, setProperty } from '../formats/fdt-tree.ts';
import { cells, numberCells, readStrings, readU32, strings } from '../formats/fdt-values.ts';
import { boardDeviceTree } from '../machine/board-device-tree.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { hex } from '../sim/bytes.ts';
import type { DeviceTreeChanges } from './schema.ts';

const COMPATIBLE = 'ramoops';

/** Null where the board has no tree. */
export function changedDeviceTree(board: BoardProfile, { ramoops }: DeviceTreeChanges): Uint8Array | null {
  const blob = boardDeviceTree(board);
  const tree = blob === null ? null : parseFdt(blob);
  if (tree === null || 'error' in tree) return blob;
  const cellCount = (name: string) => readU32(getProperty(tree.root, name) ?? cells(1)) ?? 1;
  const parent = findOrAddSubnode(tree.root, 'reserved-memory');
  const [addressCells, sizeCells] = [cellCount('#address-cells'), cellCount('#size-cells')];
  setProperty(parent, '#address-cells', cells(addressCells));
  setProperty(parent, '#size-cells', cells(sizeCells));
  if (getProperty(parent, 'ranges') === null) setProperty(parent, 'ranges', new Uint8Array(0));
  const isRamoops = (node: (typeof parent)['children'][number]) =>
    readStrings(getProperty(node, 'compatible') ?? new Uint8Array(0))?.includes(COMPATIBLE) === true;
  const others = parent.children.filter((node) => !isRamoops(node));
  parent.children.splice(0, parent.children.length, ...others);
  if (ramoops !== 'none') {
    const { address, length, ...properties } = ramoops;
    const node = findOrAddSubnode(parent, `ramoops@${hex(address)}`);
    setProperty(node, 'compatible', strings(COMPATIBLE));
    const reg = [numberCells(BigInt(address), addressCells), numberCells(BigInt(length), sizeCells)];
    setProperty(node, 'reg', Uint8Array.from(reg.flatMap((part) => [...part])));
    for (const [name, value] of Object.entries(properties)) {
      if (value !== false) setProperty(node, name, propertyBytes(value));
    }
  }
  return serializeFdt(tree);
}

function propertyBytes(value: string | number | true): Uint8Array {
  if (value === true) return new Uint8Array(0);
  return typeof value === 'number' ? cells(value) : strings(value);
}
