/**
 * What an arm64 crash kernel is told in /chosen: which memory it has, and where the dead kernel's core header lies.
 *
 * Mirrors Linux v6.1 `drivers/of/fdt.c` (early_init_dt_check_for_elfcorehdr, early_init_dt_check_for_usable_mem_range): one range each, in the cells of
 * the root; what is too short is passed over.
 */
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import { cell, cells, type DeviceTreeNode } from './reserved-memory.ts';

export const ELF_CORE_HEADER = 'linux,elfcorehdr';
export const USABLE_MEMORY_RANGE = 'linux,usable-memory-range';

/** Null: it is no crash kernel. */
export function elfCoreHeader(root: DeviceTreeNode): AddressRange | null {
  return chosenRange(root, ELF_CORE_HEADER);
}

/** Of all memory what the tree leaves: all, where it says nothing. */
export function usableMemory(root: DeviceTreeNode, banks: readonly AddressRange[]): AddressRange[] {
  const usable = chosenRange(root, USABLE_MEMORY_RANGE);
  if (usable === null) return [...banks];
  return subtract(banks, [
    { start: 0, end: usable.start },
    { start: usable.end, end: Number.MAX_SAFE_INTEGER },
  ]);
}

function chosenRange(root: DeviceTreeNode, name: string): AddressRange | null {
  const value = root.children.find((node) => node.name === 'chosen')?.properties.get(name);
  const addressCells = cell(root, '#address-cells') ?? 1;
  const sizeCells = cell(root, '#size-cells') ?? 1;
  if (value === undefined || value.length < 4 * (addressCells + sizeCells)) return null;
  const start = cells(value, 0, addressCells);
  const end = start + cells(value, 4 * addressCells, sizeCells);
  return end > start && Number.isSafeInteger(end) ? { start, end } : null;
}
