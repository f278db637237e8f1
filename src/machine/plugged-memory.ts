/**
 * Memory that is plugged into a board: where it lies, and whether the board has room for it.
 *
 * Mirrors QEMU's `hw/mem/memory-device.c` and `hw/ppc/spapr.c` (spapr_memory_pre_plug) for modules without an address of their own. Which modules are
 * plugged in is a property of the board: no reset changes it. Left out: taking memory out again.
 */
import type { AddressRange } from '../memory/memory-map.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { ramSizeText } from '../profiles/ram-size.ts';

export interface PluggedMemory {
  /** The board as it is from now on. */
  readonly board: BoardProfile;
  readonly added: AddressRange;
}

/** One more module behind all others, or why the board cannot have it. */
export function boardWithModule(board: BoardProfile, bytes: number): PluggedMemory | string {
  const { memoryHotplug, ramBanks, name } = board;
  if (memoryHotplug === undefined) return `board ${name} takes no memory while it runs`;
  const { slots, maxBytes, blockBytes, alignBytes } = memoryHotplug;
  if (!Number.isSafeInteger(bytes) || bytes <= 0 || bytes % blockBytes !== 0) {
    return `a module for board ${name} has a multiple of ${ramSizeText(blockBytes)}`;
  }
  if (slots === 0) return `board ${name} has no free slot for memory`;
  const plugged = ramBanks.reduce((sum, { start, end }) => sum + end - start, 0);
  if (plugged + bytes > maxBytes) {
    return `board ${name} takes ${ramSizeText(maxBytes)} in all, and has ${ramSizeText(plugged)}`;
  }
  const [first, ...modules] = ramBanks;
  const base = Math.ceil(first!.end / alignBytes) * alignBytes;
  const start = modules.at(-1)?.end ?? base;
  const added = { start, end: start + bytes };
  // Modules lie side by side and are one bank for whoever comes next.
  const banks = [first!, { start: base, end: added.end }];
  return { board: { ...board, ramBanks: banks, memoryHotplug: { ...memoryHotplug, slots: slots - 1 } }, added };
}
