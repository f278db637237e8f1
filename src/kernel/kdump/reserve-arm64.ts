/**
 * The memory of the crash kernel on arm64, taken when CMA has its area.
 *
 * Mirrors `reserve_crashkernel` of Linux v6.1 `arch/arm64/mm/init.c` and `reserve_crashkernel_generic` of v6.12 `kernel/crash_reserve.c`, as recorded for 17
 * values on each (`test/fixtures/vmcore/crashkernel-arch.json`): the highest place on 2 MiB that CMA left, or the named place and no other. Left out: all that
 * concerns memory above 4 GiB, which no board has (the second region of `,high` there, `,low`, and lines about either).
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { hex } from '../../sim/bytes.ts';
import type { Memblock } from '../mm/memblock.ts';
import { KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { type CrashKernelLine, parseCrashKernel } from './crash-kernel-parameter.ts';
import { CRASH_KERNEL, type CrashReservation } from './reserve-crash-kernel.ts';

/** CRASH_ALIGN. */
const CRASH_ALIGN = 0x200000;
const PAGE_SIZE = 4096;
const MIB = 2 ** 20;

/** `memory`: all RAM in the kernel's hands; `memblock`: what of it is taken; `isNew`: 6.8 and later. */
export function reserveArm64CrashKernel(
  commandLine: string,
  memory: readonly AddressRange[],
  memblock: Memblock,
  isNew: boolean,
): CrashReservation {
  const lines: CrashKernelLine[] = [];
  const ramBytes = memory.reduce((sum, { start, end }) => sum + end - start, 0);
  const wish = parseCrashKernel(commandLine, ramBytes, isNew, lines, false);
  if (wish.size === 0) return { range: null, lines };
  const size = Math.ceil(wish.size / PAGE_SIZE) * PAGE_SIZE;
  const start =
    wish.base > 0
      ? atPlace(memblock, { start: wish.base, end: wish.base + size })
      : memblock.allocate(size, CRASH_ALIGN, CRASH_KERNEL);
  if (start === null) {
    const isNamed = isNew && wish.base > 0;
    const text = isNamed
      ? 'crashkernel reservation failed - memory is in use.'
      : `cannot allocate crashkernel (size:0x${size.toString(16)})`;
    return { range: null, lines: [...lines, { level: KERN_WARNING, text }] };
  }
  const range = { start, end: start + size };
  const text = `crashkernel reserved: 0x${hex(start, 16)} - 0x${hex(range.end, 16)} (${Math.floor(size / MIB)} MB)`;
  return { range, lines: [...lines, { level: KERN_INFO, text }] };
}

function atPlace(memblock: Memblock, range: AddressRange): number | null {
  const isFree = memblock.free.some(({ start, end }) => range.start >= start && range.end <= end);
  if (!isFree || range.start % CRASH_ALIGN !== 0) return null;
  memblock.reserve(range, CRASH_KERNEL);
  return range.start;
}
