/**
 * What an arm64 crash kernel is told in /chosen: which memory it has, and where the dead kernel's core header lies.
 *
 * Mirrors Linux v6.1 `drivers/of/fdt.c` (early_init_dt_check_for_elfcorehdr, early_init_dt_check_for_usable_mem_range): ranges in the cells of
 * the root, up to two of memory; what is too short is passed over.
 */
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import { cell, cells, type DeviceTreeNode } from './reserved-memory.ts';

export const ELF_CORE_HEADER = 'linux,elfcorehdr';
export const USABLE_MEMORY_RANGE = 'linux,usable-memory-range';

/** MAX_USABLE_RANGES: a second one lies below 4 GiB. */
const USABLE_RANGES_MAX = 2;

/** Null: it is no crash kernel. */
export function elfCoreHeader(root: DeviceTreeNode): AddressRange | null {
  return chosenRanges(root, ELF_CORE_HEADER)[0] ?? null;
}

/** Of all memory what the tree leaves: all, where it says nothing. */
export function usableMemory(root: DeviceTreeNode, banks: readonly AddressRange[]): AddressRange[] {
  const usable = chosenRanges(root, USABLE_MEMORY_RANGE).slice(0, USABLE_RANGES_MAX);
  return usable.length === 0 ? [...banks] : subtract(banks, subtract(banks, usable));
}

function chosenRanges(root: DeviceTreeNode, name: string): AddressRange[] {
  const value = root.children.find((node) => node.name === 'chosen')?.properties.get(name);
  const addressCells = cell(root, '#address-cells') ?? 1;
  const sizeCells = cell(root, '#size-cells') ?? 1;
  const entryBytes = 4 * (addressCells + sizeCells);
  const ranges: AddressRange[] = [];
  for (let at = 0; value !== undefined && at + entryBytes <= value.length; at += entryBytes) {
    const start = cells(value, at, addressCells);
    const end = start + cells(value, at + 4 * addressCells, sizeCells);
    if (!(end > start && Number.isSafeInteger(end))) break;
    ranges.push({ start, end });
  }
  return ranges;
}
