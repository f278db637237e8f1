/**
 * A board with another amount of RAM, as its maker's options or an emulator's `-m` give it.
 *
 * Mirrors QEMU's `hw/i386/pc.c` (the last 128 KiB of the PC's RAM are the firmware's) and `hw/ppc/spapr.c` (steps of 256 MiB).
 * Left out: RAM of a PC above 4 GiB. What a boot log says of the places of ACPI tables, the initial RAM disk and hash tables stays as it was
 * recorded with the board's own size.
 */
import type { BoardProfile, FirmwareMemory } from './board.ts';

const units: Readonly<Record<string, number>> = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

const RAM_SIZE_PATTERN = /^(\d{1,7})\s*(KiB|MiB|GiB)$/;

/** What is wrong with a size, in the words of an issue. */
interface RamSizeRefusal {
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** Bytes of a size as `512MiB`; null: it is none. */
export function ramBytesOf(text: string): number | null {
  const match = RAM_SIZE_PATTERN.exec(text.trim());
  return match === null ? null : Number(match[1]) * units[match[2]!]!;
}

/** The board with this much RAM (`512MiB`, `2GiB`) from where its RAM begins, or why it cannot have it. */
export function boardWithRam(board: BoardProfile, text: string): BoardProfile | RamSizeRefusal {
  const bytes = ramBytesOf(text);
  if (bytes === null) return { message: 'not a size', hint: 'write a number and a unit: 512MiB, 2GiB' };
  if (board.ramSizes === undefined) return { message: `the RAM of board ${board.name} is soldered on` };
  const { min, max, step } = board.ramSizes;
  if (bytes < min || bytes > max || bytes % step !== 0) {
    return {
      message: `board ${board.name} cannot have this much RAM`,
      expected: `${ramSizeText(min)} to ${ramSizeText(max)}, in steps of ${ramSizeText(step)}`,
    };
  }
  const { start, end } = board.ramBanks[0]!;
  const bank = { start, end: start + bytes };
  const { firmwareMap } = board;
  if (firmwareMap === undefined) return { ...board, ramBanks: [bank] };
  return { ...board, ramBanks: [bank], firmwareMap: firmwareMap.map((entry) => moved(entry, end, bank.end)) };
}

/** What ended at the old end of RAM, or began below it for the firmware, goes with the end. */
function moved({ start, end, type }: FirmwareMemory, oldEnd: number, newEnd: number): FirmwareMemory {
  const shift = newEnd - oldEnd;
  if (end === oldEnd) return { start: start + shift, end: newEnd, type };
  return { start, end: end + FIRMWARE_TOP === oldEnd ? end + shift : end, type };
}

/** What SeaBIOS keeps for itself at the end of RAM, in bytes. */
const FIRMWARE_TOP = 0x20000;

/** In the largest unit that gives a whole number. */
export function ramSizeText(bytes: number): string {
  const [unit, size] = Object.entries(units).findLast(([, size]) => bytes % size === 0) ?? ['B', 1];
  return `${bytes / size} ${unit}`;
}
