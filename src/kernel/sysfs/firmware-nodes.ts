/**
 * /sys/firmware: the device tree as the loader left it in RAM.
 *
 * Mirrors Linux v6.1 `drivers/of/kobj.c` and `drivers/of/fdt.c` (of_fdt_raw_init): a directory a node, a file a property with its raw
 * bytes and length, readable by root alone when it is a security property; `fdt` the whole blob.
 */
import type { FdtNode } from '../../formats/fdt-tree.ts';
import { latin1Text } from '../../sim/bytes.ts';
import type { PseudoServices } from '../procfs/services.ts';
import type { PseudoFileNode } from '../vfs/pseudo-tree.ts';
import type { LiveDirectory, SysfsPart } from './sysfs-nodes.ts';

export function firmwareNodes({ deviceTree, deviceTreeBytes }: PseudoServices): SysfsPart {
  if (deviceTree === null) return () => undefined;
  let base: LiveDirectory | null = null;
  return (path) => {
    if (path !== 'firmware') return undefined;
    base ??= nodeDirectory(deviceTree.root);
    const blob = deviceTreeBytes();
    return {
      devicetree: { base },
      ...(blob === null ? {} : { fdt: binary(blob, 0o400) }),
    };
  };
}

function nodeDirectory({ name, properties, children }: FdtNode): LiveDirectory {
  const files = properties.map((property) => [
    property.name,
    binary(property.value, property.name.startsWith('security-') ? 0o400 : 0o444),
  ]);
  // Every node shows its name, though flattened trees no longer carry it.
  const named = properties.some((property) => property.name === 'name')
    ? []
    : [
        [
          'name',
          binary(Uint8Array.from([...name.split('@')[0]!].map((letter) => letter.charCodeAt(0)).concat(0)), 0o444),
        ],
      ];
  return Object.fromEntries([
    ...files,
    ...named,
    ...children.map((child) => [child.name, nodeDirectory(child)]),
  ]) as LiveDirectory;
}

function binary(bytes: Uint8Array, mode: number): PseudoFileNode {
  return { kind: 'file', mode, strict: true, size: bytes.length, read: () => latin1Text(bytes) };
}
