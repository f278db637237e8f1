/**
 * Device tree nodes below /reserved-memory, as the kernel reads them.
 *
 * Mirrors Linux v6.1 `drivers/of/fdt.c` (fdt_scan_reserved_mem) and v6.12 `drivers/of/of_reserved_mem.c`. Leaves out nodes
 * with `size` and no `reg` (the kernel chooses their place) and reusable pools.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { hex } from '../../sim/bytes.ts';

/** What this file needs of a device tree node; `FdtNode` of `src/formats/fdt.ts` is one. */
export interface DeviceTreeNode {
  readonly name: string;
  readonly properties: ReadonlyMap<string, Uint8Array>;
  readonly children: readonly DeviceTreeNode[];
}

export interface ReservedMemory extends AddressRange {
  /** Node name with its unit address. */
  readonly name: string;
  readonly noMap: boolean;
  readonly reusable: boolean;
}

/** One line of the kernel while it reads the nodes. */
interface Message {
  readonly level: number;
  readonly text: string;
}

export interface ReservedMemoryNodes {
  /** Null: the tree has no /reserved-memory. */
  readonly regions: readonly ReservedMemory[] | null;
  readonly messages: readonly Message[];
}

/** The regions of a tree's /reserved-memory nodes, in the order of the tree; nodes with another status than okay are skipped. */
export function reservedMemoryNodes(root: DeviceTreeNode): ReservedMemoryNodes {
  const parent = root.children.find((node) => node.name === 'reserved-memory');
  if (parent === undefined) return { regions: null, messages: [] };
  const addressCells = cell(parent, '#address-cells') ?? 1;
  const sizeCells = cell(parent, '#size-cells') ?? 1;
  const sameAsRoot =
    addressCells === (cell(root, '#address-cells') ?? 1) && sizeCells === (cell(root, '#size-cells') ?? 1);
  if (!sameAsRoot || parent.properties.get('ranges')?.length !== 0) {
    const text = 'OF: fdt: Reserved memory: unsupported node format, ignoring';
    return { regions: null, messages: [{ level: 3, text }] };
  }
  const regions: ReservedMemory[] = [];
  const messages: Message[] = [];
  for (const node of parent.children) {
    const status = stringProperty(node, 'status');
    if (status !== undefined && status !== 'okay' && status !== 'ok') continue;
    const reg = node.properties.get('reg');
    if (reg === undefined) continue;
    const stride = 4 * (addressCells + sizeCells);
    if (reg.length === 0 || reg.length % stride !== 0) {
      const text = `OF: fdt: Reserved memory: invalid reg property in '${node.name}', skipping node.`;
      messages.push({ level: 3, text });
      continue;
    }
    for (let at = 0; at < reg.length; at += stride) {
      const start = cells(reg, at, addressCells);
      const size = cells(reg, at + 4 * addressCells, sizeCells);
      if (size === 0) continue;
      const noMap = node.properties.has('no-map');
      const reusable = node.properties.has('reusable') && !noMap;
      regions.push({ name: node.name, start, end: start + size, noMap, reusable });
    }
  }
  return { regions, messages };
}

/** The lines 6.12 prints about them; 6.1 prints nothing for a region it could reserve. Addresses have `digits` digits (%pa). */
export function reservedMemoryLines(nodes: ReservedMemoryNodes, digits: number): Message[] {
  const prefix = 'OF: reserved mem: ';
  if (nodes.regions === null)
    return [{ level: 6, text: `${prefix}Reserved memory: No reserved-memory node in the DT` }];
  return nodes.regions.map(({ name, start, end, noMap, reusable }) => {
    const range = `0x${hex(start, digits)}..0x${hex(end - 1, digits)}`;
    const kind = `${noMap ? 'nomap' : 'map'} ${reusable ? 'reusable' : 'non-reusable'}`;
    return { level: 6, text: `${prefix}${range} (${Math.floor((end - start) / 1024)} KiB) ${kind} ${name}` };
  });
}

/** Error lines about regions that share bytes, in order of address. */
export function overlapLines(regions: readonly ReservedMemory[], digits: number): Message[] {
  const sorted = regions.toSorted((a, b) => a.start - b.start);
  return sorted.slice(1).flatMap((next, i) => {
    const previous = sorted[i]!;
    if (previous.end <= next.start) return [];
    const place = ({ name, start, end }: ReservedMemory) => `${name} (0x${hex(start, digits)}--0x${hex(end, digits)})`;
    return [{ level: 3, text: `OF: reserved mem: OVERLAP DETECTED!\n${place(previous)} overlaps with ${place(next)}` }];
  });
}

/** A property of one cell. */
export function cell(node: DeviceTreeNode, name: string): number | undefined {
  const bytes = node.properties.get(name);
  return bytes === undefined || bytes.length < 4 ? undefined : cells(bytes, 0, 1);
}

/** A big-endian number of `count` 32-bit cells; only the lower two count, as in of_read_number. */
export function cells(bytes: Uint8Array, offset: number, count: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let value = 0;
  for (let i = Math.max(0, count - 2); i < count; i++) value = value * 2 ** 32 + view.getUint32(offset + 4 * i);
  return value;
}

function stringProperty(node: DeviceTreeNode, name: string): string | undefined {
  const bytes = node.properties.get(name);
  if (bytes === undefined) return undefined;
  const end = bytes.indexOf(0);
  return String.fromCharCode(...bytes.subarray(0, end < 0 ? bytes.length : end));
}
