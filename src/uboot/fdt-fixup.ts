/**
 * What U-Boot changes in the device tree before it starts Linux: the pstore node, and the fix-ups before it.
 *
 * Mirrors `fdt_fixup_pstore` of U-Boot `cmd/pstore.c` with its version differences, `fdt_chosen` and `fdt_fixup_memory_banks` of
 * `fdt_support.c`. libfdt puts new properties and nodes first, so they stand in the blob in reverse. Left out: Ethernet
 * addresses, kaslr-seed and rng-seed, which need devices that are not modelled.
 */
import { addSubnode, type Fdt, type FdtNode, findOrAddSubnode, getProperty, setProperty } from '../formats/fdt-tree.ts';
import { cells, numberCells, strings } from '../formats/fdt-values.ts';
import type { RamBank } from '../profiles/board.ts';
import type { UBootProfile } from '../profiles/uboot.ts';
import type { PstoreSettings } from './pstore-settings.ts';

/** Cells of address and size where the root names none. */
const DEFAULT_CELLS = 2;

/** `/chosen`: the command line, and U-Boot's version. */
export function fixupChosen(tree: Fdt, profile: UBootProfile, bootargs: string | undefined): void {
  const chosen = findOrAddSubnode(tree.root, 'chosen');
  if (bootargs !== undefined) setProperty(chosen, 'bootargs', strings(bootargs));
  if (profile.deviceTree.chosenVersion) setProperty(chosen, 'u-boot,version', strings(profile.version));
}

/** `fdt_initrd`: a reservation, and where the RAM disk lies; one that stood there for the same start is replaced. */
export function fixupInitrd(tree: Fdt, { start, end }: { readonly start: number; readonly end: number }): void {
  const chosen = findOrAddSubnode(tree.root, 'chosen');
  const old = tree.reservations.findIndex(({ address }) => address === BigInt(start));
  if (old >= 0) tree.reservations.splice(old, 1);
  tree.reservations.push({ address: BigInt(start), size: BigInt(end - start) });
  const width = cellsOf(tree.root, '#address-cells', DEFAULT_CELLS) === 1 ? 1 : 2;
  setProperty(chosen, 'linux,initrd-start', numberCells(BigInt(start), width));
  setProperty(chosen, 'linux,initrd-end', numberCells(BigInt(end), width));
}

/** `/memory`: the banks that U-Boot found (ARM). */
export function fixupMemory(tree: Fdt, banks: readonly RamBank[]): void {
  const memory = findOrAddSubnode(tree.root, 'memory');
  setProperty(memory, 'device_type', strings('memory'));
  const addressCells = cellsOf(tree.root, '#address-cells', DEFAULT_CELLS);
  const sizeCells = cellsOf(tree.root, '#size-cells', 1);
  const reg = banks.flatMap(({ start, end }) => [
    ...packed(BigInt(start), addressCells),
    ...packed(BigInt(end - start), sizeCells),
  ]);
  setProperty(memory, 'reg', Uint8Array.from(reg));
}

/** The ramoops node. Gives the message of the first thing that went wrong, or an empty text; booting goes on either way. */
export function fixupPstore(tree: Fdt, settings: PstoreSettings, profile: UBootProfile): string {
  const reservedMemory = reservedMemoryNode(tree, profile);
  if (reservedMemory === null) return "Add 'reserved-memory' node failed: FDT_ERR_EXISTS\n";
  const { addressCells, sizeCells } = reservedMemoryCells(tree, reservedMemory, profile);
  setProperty(reservedMemory, '#address-cells', cells(addressCells));
  setProperty(reservedMemory, '#size-cells', cells(sizeCells));
  setProperty(reservedMemory, 'ranges', new Uint8Array(0));

  const name = `ramoops@${settings.address.toString(16)}`;
  const node = addSubnode(reservedMemory, name);
  if (node === 'FDT_ERR_EXISTS') return `Add '${name}' node failed: FDT_ERR_EXISTS\n`;
  setProperty(node, 'compatible', strings('ramoops'));

  // The clean-up after these two errors looks the node up by a name that is no path and finds nothing: the node stays.
  if (addressCells !== 1 && addressCells !== 2) return `Unsupported #address-cells: ${addressCells}\n`;
  const address = numberCells(settings.address, addressCells);
  setProperty(node, 'reg', address);
  // The number in this message is that of the address cells.
  if (sizeCells !== 1 && sizeCells !== 2) return `Unsupported #size-cells: ${addressCells}\n`;
  setProperty(node, 'reg', Uint8Array.from([...address, ...numberCells(settings.length, sizeCells)]));

  setProperty(node, 'record-size', cells(settings.recordSize));
  setProperty(node, 'console-size', cells(settings.consoleSize));
  setProperty(node, 'ftrace-size', cells(settings.ftraceSize));
  setProperty(node, 'pmsg-size', cells(settings.pmsgSize));
  setProperty(node, 'ecc-size', cells(settings.eccSize));
  return '';
}

/** null where an existing node is an error. */
function reservedMemoryNode(tree: Fdt, profile: UBootProfile): FdtNode | null {
  if (profile.deviceTree.reservedMemory === 'may-exist') return findOrAddSubnode(tree.root, 'reserved-memory');
  const added = addSubnode(tree.root, 'reserved-memory');
  return added === 'FDT_ERR_EXISTS' ? null : added;
}

function reservedMemoryCells(
  tree: Fdt,
  node: FdtNode,
  profile: UBootProfile,
): { addressCells: number; sizeCells: number } {
  const { cells: rule } = profile.deviceTree;
  if (rule === 'always-2') return { addressCells: DEFAULT_CELLS, sizeCells: DEFAULT_CELLS };
  const fallback = (name: string) => (rule === 'own-or-root' ? cellsOf(tree.root, name, DEFAULT_CELLS) : DEFAULT_CELLS);
  return {
    addressCells: cellsOf(node, '#address-cells', fallback('#address-cells')),
    sizeCells: cellsOf(node, '#size-cells', fallback('#size-cells')),
  };
}

/** `fdt_getprop_u32_default_node`: the first cell of a property, or the default where it has none. */
function cellsOf(node: FdtNode, name: string, fallback: number): number {
  const value = getProperty(node, name);
  if (value === null || value.length < 4) return fallback;
  return new DataView(value.buffer, value.byteOffset, value.length).getUint32(0);
}

/** `fdt_pack_reg`: two cells hold 64 bits, any other number 32 bits in the first of them. */
function packed(value: bigint, cellCount: number): number[] {
  if (cellCount === 2) return [...numberCells(value, 2)];
  const bytes: number[] = new Array(4 * Math.min(cellCount, 4)).fill(0);
  numberCells(BigInt.asUintN(32, value), 1).forEach((byte, index) => {
    if (index < bytes.length) bytes[index] = byte;
  });
  return bytes;
}
