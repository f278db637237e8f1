/**
 * The memory of the crash kernel, taken while the machine boots.
 *
 * Mirrors `reserve_crashkernel` of Linux v6.1 `arch/x86/kernel/setup.c` and `reserve_crashkernel_generic` of v6.12 `kernel/crash_reserve.c` for
 * x86-64: the highest place on 16 MiB below 4 GiB, or the named place and no other. Left out: the second region below 4 GiB that goes with one above.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { hex } from '../../sim/bytes.ts';
import type { Memblock } from '../mm/memblock.ts';
import { KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { type CrashKernelLine, parseCrashKernel } from './crash-kernel-parameter.ts';

/** CRASH_ALIGN, and how a place that was named must lie in 6.1. */
const CRASH_ALIGN = 0x1000000;
const FIXED_ALIGN = 0x100000;
const LOW_END = 2 ** 32;
const MIB = 2 ** 20;
/** Owner of the memory, and its name in /proc/iomem. */
export const CRASH_KERNEL = 'Crash kernel';

export interface CrashReservation {
  readonly range: AddressRange | null;
  readonly lines: readonly CrashKernelLine[];
}

/** `memory`: all RAM in the kernel's hands; `isNew`: 6.8 and later. */
export function reserveCrashKernel(
  commandLine: string,
  memory: readonly AddressRange[],
  memblock: Memblock,
  isNew: boolean,
): CrashReservation {
  const lines: CrashKernelLine[] = [];
  const ramBytes = memory.reduce((sum, { start, end }) => sum + end - start, 0);
  const { size, base, high } = parseCrashKernel(commandLine, ramBytes, isNew, lines);
  if (size === 0) return { range: null, lines };
  const start = base > 0 ? atPlace(memblock, base, size, isNew) : anywhere(memblock, size, high);
  if (start === null) {
    const [level, text] = failure(base > 0, size, isNew);
    return { range: null, lines: [...lines, { level, text }] };
  }
  const range = { start, end: start + size };
  const text = isNew
    ? `crashkernel reserved: 0x${hex(start, 16)} - 0x${hex(range.end, 16)} (${Math.floor(size / MIB)} MB)`
    : `Reserving ${Math.floor(size / MIB)}MB of memory at ${Math.floor(start / MIB)}MB for crashkernel (System RAM: ${Math.floor(ramBytes / MIB)}MB)`;
  return { range, lines: [...lines, { level: KERN_INFO, text }] };
}

function failure(isFixed: boolean, size: number, isNew: boolean): [level: number, text: string] {
  const level = isNew ? KERN_WARNING : KERN_INFO;
  if (isFixed) return [level, 'crashkernel reservation failed - memory is in use.'];
  if (isNew) return [level, `cannot allocate crashkernel (size:0x${size.toString(16)})`];
  return [level, 'crashkernel reservation failed - No suitable area found.'];
}

function atPlace(memblock: Memblock, base: number, size: number, isNew: boolean): number | null {
  const isFree = memblock.free.some(({ start, end }) => base >= start && base + size <= end);
  if (!isFree || base % (isNew ? CRASH_ALIGN : FIXED_ALIGN) !== 0) return null;
  memblock.reserve({ start: base, end: base + size }, CRASH_KERNEL);
  return base;
}

function anywhere(memblock: Memblock, size: number, high: boolean): number | null {
  const above = high ? memblock.allocate(size, CRASH_ALIGN, CRASH_KERNEL) : null;
  return above ?? memblock.allocate(size, CRASH_ALIGN, CRASH_KERNEL, LOW_END);
}
