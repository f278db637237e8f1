/**
 * What the loader left in RAM for the kernel: the device tree or, on x86, the command line.
 *
 * Mirrors the first steps of `setup_arch`: arm `setup_machine_fdt` (r2), x86 boot_params.hdr.cmd_line_ptr. Bytes only: of a
 * damaged tree there is none.
 */

import { parseFdt } from '../formats/fdt.ts';
import type { Fdt, FdtNode } from '../formats/fdt-tree.ts';
import { findNode, getProperty } from '../formats/fdt-tree.ts';
import type { Handoff } from '../hardware/stage.ts';
import { map } from '../memory/mapping.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { Architecture } from '../profiles/kernel.ts';
import { latin1Text } from '../sim/bytes.ts';
import { type BootParams, readBootParams } from './kdump/boot-params.ts';
import type { DeviceTreeNode } from './memblock/reserved-memory.ts';

/** Linux MAX_FDT_SIZE. */
const DEVICE_TREE_LIMIT = 2 * 1024 * 1024;
/** Linux COMMAND_LINE_SIZE, the final NUL included. */
const COMMAND_LINE_SIZE: Readonly<Record<Architecture, number>> = {
  x86_64: 2048,
  arm: 1024,
  arm64: 2048,
  ppc64le: 2048,
};
const FDT_HEADER_BYTES = 40;

export interface BootInformation {
  readonly deviceTree: Fdt | null;
  readonly commandLine: string;
  /** What the boot parameters of a crash kernel say; null: another loader's kernel. */
  readonly parameters: BootParams | null;
}

export function readBootInformation(
  memory: PhysicalMemory,
  handoff: Handoff,
  architecture: Architecture,
): BootInformation {
  const limit = COMMAND_LINE_SIZE[architecture];
  const deviceTree = handoff.deviceTreeAddress === null ? null : readTree(memory, handoff.deviceTreeAddress);
  const chosen = deviceTree === null ? null : findNode(deviceTree, '/chosen');
  const bootargs = chosen === null ? null : getProperty(chosen, 'bootargs');
  // strscpy of at most so many bytes: one of them is the NUL, also where the property has none.
  if (bootargs !== null) {
    return { deviceTree, commandLine: untilNul(bootargs.subarray(0, limit).subarray(0, -1)), parameters: null };
  }
  const place = handoff.registers['rsi'];
  const parameters = place === undefined ? null : readBootParams(memory, place);
  const address = parameters === null ? handoff.commandLineAddress : parameters.commandLineAddress;
  if (address === null) return { deviceTree, commandLine: '', parameters };
  return { deviceTree, commandLine: untilNul(load(memory, address, limit - 1)), parameters };
}

/** A device tree in RAM; null where there is none that can be read. */
export function readTree(memory: PhysicalMemory, address: number): Fdt | null {
  const header = load(memory, address, FDT_HEADER_BYTES);
  const totalSize = new DataView(header.buffer, header.byteOffset).getUint32(4, false);
  if (totalSize < FDT_HEADER_BYTES || totalSize > DEVICE_TREE_LIMIT) return null;
  const tree = parseFdt(load(memory, address, totalSize));
  return 'error' in tree ? null : tree;
}

function load(memory: PhysicalMemory, address: number, length: number): Uint8Array {
  return map(memory, { address, length }, { cacheType: 'cached', byteOrder: 'little', writer: 'kernel' }).read(
    0,
    length,
  );
}

function untilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return latin1Text(end < 0 ? bytes : bytes.subarray(0, end));
}

/** The tree as `memblock` reads it: properties by name. The last of two properties with one name wins, as in no valid tree. */
export function nodeView(node: FdtNode): DeviceTreeNode {
  return {
    name: node.name,
    properties: new Map(node.properties.map(({ name, value }) => [name, value])),
    children: node.children.map(nodeView),
  };
}
