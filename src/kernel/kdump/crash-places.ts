/**
 * Where the memory of a crash kernel goes: one piece, and a second one below 4 GiB where the first lies above, for devices that reach no further.
 *
 * Mirrors `reserve_crashkernel`, `reserve_crashkernel_low` of Linux v6.1 `arch/x86/kernel/setup.c` and `arch/arm64/mm/init.c`, and `reserve_crashkernel_generic` of
 * v6.12 `kernel/crash_reserve.c`: what is asked for without a place lies as high as there is room, first below 4 GiB unless `,high` wants it above.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { Memblock } from '../mm/memblock.ts';

/** Owner of the memory, and its name in /proc/iomem. */
export const CRASH_KERNEL = 'Crash kernel';
const LOW_END = 2 ** 32;

export interface PlaceRules {
  readonly align: number;
  /** How a place that was named must lie. */
  readonly fixedAlign: number;
  /** Without `,high` it may lie above 4 GiB where there is no room below. */
  readonly fallsHigh: boolean;
}

export interface CrashWish {
  readonly size: number;
  /** 0: anywhere. */
  readonly base: number;
  readonly high: boolean;
}

/** Start of the memory, taken; null: no room, or the place is not free. */
export function placeCrashKernel(
  memblock: Memblock,
  { size, base, high }: CrashWish,
  rules: PlaceRules,
): number | null {
  if (base > 0) return atPlace(memblock, { start: base, end: base + size }, rules.fixedAlign);
  const anywhere = () => memblock.allocate(size, rules.align, CRASH_KERNEL);
  if (high) return anywhere();
  return memblock.allocate(size, rules.align, CRASH_KERNEL, LOW_END) ?? (rules.fallsHigh ? anywhere() : null);
}

function atPlace(memblock: Memblock, range: AddressRange, align: number): number | null {
  const isFree = memblock.free.some(({ start, end }) => range.start >= start && range.end <= end);
  if (!isFree || range.start % align !== 0) return null;
  memblock.reserve(range, CRASH_KERNEL);
  return range.start;
}

/** A second piece belongs to one that begins there. */
export function needsLow(start: number): boolean {
  return start >= LOW_END;
}

/** The second piece, taken; null: no room. */
export function placeLow(memblock: Memblock, size: number, align: number): AddressRange | null {
  const start = memblock.allocate(size, align, CRASH_KERNEL, LOW_END);
  return start === null ? null : { start, end: start + size };
}
