/** The ramoops devices that a device tree names. Mirrors `of_platform_default_populate_init` of Linux v6.1 `drivers/of/platform.c`, as far as it concerns them. */
import { type Fdt, type FdtNode, findNode, getProperty } from '../../formats/fdt-tree.ts';
import { readReg, readStrings, readU32 } from '../../formats/fdt-values.ts';
import { hex } from '../../sim/bytes.ts';
import type { RamoopsSource } from './ramoops-module.ts';

type DeviceTreeRamoops = Extract<RamoopsSource, { readonly kind: 'device-tree' }>;

/** Nodes below /reserved-memory that are compatible with `ramoops`, as `of_platform_default_populate` makes devices of them. */
export function ramoopsNodes(tree: Fdt): DeviceTreeRamoops[] {
  const parent = findNode(tree, '/reserved-memory');
  if (parent === null) return [];
  const addressCells = readU32(getProperty(parent, '#address-cells') ?? new Uint8Array(0)) ?? 2;
  const sizeCells = readU32(getProperty(parent, '#size-cells') ?? new Uint8Array(0)) ?? 1;
  return parent.children.filter(isRamoops).map((node) => {
    const reg = readReg(getProperty(node, 'reg') ?? new Uint8Array(0), addressCells, sizeCells);
    const first = reg?.[0] ?? null;
    const resource = first === null ? null : { start: first.address, size: first.size };
    const unit = node.name.split('@')[0]!;
    return {
      kind: 'device-tree',
      deviceName: resource === null ? unit : `${hex(Number(resource.start))}.${unit}`,
      node: { parentName: 'reserved-memory', property: (name) => getProperty(node, name) ?? undefined },
      resource,
    };
  });
}

function isRamoops(node: FdtNode): boolean {
  const compatible = getProperty(node, 'compatible');
  return compatible !== null && (readStrings(compatible) ?? []).includes('ramoops');
}
