/**
 * A device tree as plain data, with libfdt's habits where they show: lookup without unit address, new things come first.
 *
 * Mirrors `scripts/dtc/libfdt/fdt_ro.c` and `fdt_rw.c`. The order of properties and nodes is kept everywhere, for it shows in the
 * blob and in what U-Boot's recorded fixups left.
 */
import { assert } from '../sim/assert.ts';

interface FdtProperty {
  readonly name: string;
  /** Raw bytes; numbers in them are big-endian (see `fdt-values.ts`). */
  value: Uint8Array;
}

export interface FdtNode {
  /** With unit address, as in `memory@0`; empty for the root. */
  readonly name: string;
  readonly properties: FdtProperty[];
  readonly children: FdtNode[];
}

/** An entry of the memory reservation block, in bytes. */
export interface FdtReservation {
  readonly address: bigint;
  readonly size: bigint;
}

export interface Fdt {
  readonly root: FdtNode;
  readonly reservations: FdtReservation[];
  /** Physical id of the boot CPU; 0 nearly everywhere. */
  bootCpuid: number;
}

/** A tree with an empty root. */
export function emptyFdt(): Fdt {
  return { root: fdtNode(''), reservations: [], bootCpuid: 0 };
}

/** A node in the order written: `fdtNode('memory@0', { device_type: strings('memory'), reg: cells(0, 0x40000000) })`. */
export function fdtNode(
  name: string,
  properties: Readonly<Record<string, Uint8Array>> = {},
  children: FdtNode[] = [],
): FdtNode {
  const entries = Object.entries(properties);
  assert(!entries.some(([key]) => /^\d/.test(key)), 'a property named like a number would lose its place in an object');
  return { name, properties: entries.map(([key, value]) => ({ name: key, value })), children };
}

/**
 * Finds a node by path (`fdt_path_offset`). A part without unit address matches the first node of that name whatever its
 * address; a path that does not start with `/` starts with an alias. Null when there is none.
 */
export function findNode(tree: Fdt, path: string): FdtNode | null {
  let parts = path.split('/').filter((part) => part !== '');
  if (!path.startsWith('/')) {
    const aliases = findSubnode(tree.root, 'aliases');
    const target = aliases === null || parts.length === 0 ? null : getProperty(aliases, parts[0]!);
    const text = target === null ? '' : zeroTerminated(target);
    if (!text.startsWith('/')) return null;
    parts = [...text.split('/').filter((part) => part !== ''), ...parts.slice(1)];
  }
  let node: FdtNode | null = tree.root;
  for (const part of parts) {
    node = findSubnode(node, part);
    if (node === null) return null;
  }
  return node;
}

/** Finds a child by name, with the unit address left out if the caller leaves it out (`fdt_subnode_offset`). */
export function findSubnode(parent: FdtNode, name: string): FdtNode | null {
  const matches = (node: FdtNode): boolean =>
    node.name === name || (!name.includes('@') && node.name.startsWith(`${name}@`));
  return parent.children.find(matches) ?? null;
}

/** Visits every node with its full path, parents first. */
export function* walkNodes(tree: Fdt): Generator<{ readonly path: string; readonly node: FdtNode }> {
  const pending = [{ path: '', node: tree.root }];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    yield { path: item.path === '' ? '/' : item.path, node: item.node };
    for (const child of item.node.children.toReversed())
      pending.push({ path: `${item.path}/${child.name}`, node: child });
  }
}

/** Finds the node a phandle names (`phandle`, or the old `linux,phandle`). */
export function findByPhandle(tree: Fdt, phandle: number): FdtNode | null {
  for (const { node } of walkNodes(tree)) {
    const value = getProperty(node, 'phandle') ?? getProperty(node, 'linux,phandle');
    if (value?.length === 4 && new DataView(value.buffer, value.byteOffset).getUint32(0) === phandle) return node;
  }
  return null;
}

/** The bytes of a property, or null. */
export function getProperty(node: FdtNode, name: string): Uint8Array | null {
  return node.properties.find((property) => property.name === name)?.value ?? null;
}

/** Replaces a property in its place, or puts a new one before all others (`fdt_setprop`). */
export function setProperty(node: FdtNode, name: string, value: Uint8Array): void {
  const existing = node.properties.find((property) => property.name === name);
  if (existing === undefined) node.properties.unshift({ name, value });
  else existing.value = value;
}

/** False when there is none (FDT_ERR_NOTFOUND). */
export function removeProperty(node: FdtNode, name: string): boolean {
  const index = node.properties.findIndex((property) => property.name === name);
  if (index >= 0) node.properties.splice(index, 1);
  return index >= 0;
}

/** Puts a new, empty node before its siblings (`fdt_add_subnode`); the existing node's name decides FDT_ERR_EXISTS. */
export function addSubnode(parent: FdtNode, name: string): FdtNode | 'FDT_ERR_EXISTS' {
  if (findSubnode(parent, name) !== null) return 'FDT_ERR_EXISTS';
  const node = fdtNode(name);
  parent.children.unshift(node);
  return node;
}

/** As `fdt_find_or_add_subnode`. */
export function findOrAddSubnode(parent: FdtNode, name: string): FdtNode {
  const added = addSubnode(parent, name);
  return added === 'FDT_ERR_EXISTS' ? findSubnode(parent, name)! : added;
}

function zeroTerminated(value: Uint8Array): string {
  const end = value.indexOf(0);
  return String.fromCharCode(...value.subarray(0, Math.min(end < 0 ? value.length : end, 4096)));
}
