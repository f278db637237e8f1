/** Device tree source for people, letter for letter as `dtc -I dtb -O dts` (1.6.1) prints a blob. */
import type { Fdt, FdtNode } from './fdt-tree.ts';
import { readCells } from './fdt-values.ts';

/** The whole tree as text, in latin1 characters. */
export function toDts(tree: Fdt): string {
  const lines = ['/dts-v1/;', ''];
  for (const { address, size } of tree.reservations) lines.push(`/memreserve/\t${hex64(address)} ${hex64(size)};`);
  addNode(lines, tree.root, 0);
  return `${lines.join('\n')}\n`;
}

function addNode(lines: string[], node: FdtNode, depth: number): void {
  const indent = '\t'.repeat(depth);
  lines.push(`${indent}${node.name === '' ? '/' : node.name} {`);
  for (const { name, value } of node.properties) lines.push(`${indent}\t${name}${valueText(value)};`);
  for (const child of node.children) {
    lines.push('');
    addNode(lines, child, depth + 1);
  }
  lines.push(`${indent}};`);
}

/** dtc guesses the kind: text if it can be text and is not mostly zeros, else cells, else bytes. */
function valueText(value: Uint8Array): string {
  if (value.length === 0) return '';
  const zeros = value.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (value[value.length - 1] === 0 && value.every(isText) && zeros <= value.length - zeros) {
    return ` = "${Array.from(value.subarray(0, value.length - 1), escaped).join('')}"`;
  }
  const numbers = readCells(value);
  if (numbers !== null) return ` = <${numbers.map((number) => `0x${hex(number, 2)}`).join(' ')}>`;
  return ` = [${Array.from(value, (byte) => hex(byte, 2)).join(' ')}]`;
}

const ESCAPES: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

function isText(byte: number): boolean {
  return byte === 0 || (byte >= 7 && byte <= 13) || (byte >= 32 && byte < 127);
}

function escaped(byte: number): string {
  return ESCAPES[byte] ?? String.fromCharCode(byte);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function hex64(value: bigint): string {
  return `0x${value.toString(16).padStart(16, '0')}`;
}
