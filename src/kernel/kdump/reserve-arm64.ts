/**
 * The memory of the crash kernel on arm64, taken when CMA has its area.
 *
 * Mirrors `reserve_crashkernel` of Linux v6.1 `arch/arm64/mm/init.c` and `reserve_crashkernel_generic` of v6.12 `kernel/crash_reserve.c`, as recorded for 17
 * values on each with 512 MiB (`test/fixtures/vmcore/crashkernel-arch.json`) and 17 with 4 and 8 GiB (`crashkernel-high.json`): places on 2 MiB. 6.1.176 gives a
 * kernel above 4 GiB nothing below, unless `,low` asks for it.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { hex } from '../../sim/bytes.ts';
import type { Memblock } from '../mm/memblock.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { type CrashKernelLine, parseCrashKernel } from './crash-kernel-parameter.ts';
import { needsLow, placeCrashKernel, placeLow } from './crash-places.ts';
import { type CrashReservation, newLowText, newText } from './reserve-crash-kernel.ts';

/** CRASH_ALIGN. */
const CRASH_ALIGN = 0x200000;
const PAGE_SIZE = 4096;
const MIB = 2 ** 20;
/** DEFAULT_CRASH_KERNEL_LOW_SIZE of 6.12. */
const LOW_STANDARD = 128 * MIB;

/** `memory`: all RAM in the kernel's hands; `memblock`: what of it is taken; `isNew`: 6.8 and later. */
export function reserveArm64CrashKernel(
  commandLine: string,
  memory: readonly AddressRange[],
  memblock: Memblock,
  isNew: boolean,
): CrashReservation {
  const lines: CrashKernelLine[] = [];
  const failed = (level: number, text: string): CrashReservation => ({
    range: null,
    low: null,
    lines: [...lines, { level, text }],
  });
  const ramBytes = memory.reduce((sum, { start, end }) => sum + end - start, 0);
  const wish = parseCrashKernel(commandLine, ramBytes, isNew, lines, false);
  const { base, low: wanted } = wish;
  if (wish.size === 0) return { range: null, low: null, lines };
  const size = Math.ceil(wish.size / PAGE_SIZE) * PAGE_SIZE;
  const rules = { align: CRASH_ALIGN, fixedAlign: CRASH_ALIGN, fallsHigh: isNew };
  const start = placeCrashKernel(memblock, { ...wish, size }, rules);
  if (start === null) {
    const isNamed = isNew && base > 0;
    const text = isNamed
      ? 'crashkernel reservation failed - memory is in use.'
      : `cannot allocate crashkernel (size:0x${hex(size)})`;
    return failed(KERN_WARNING, text);
  }
  const lowBytes = needsLow(start) && base === 0 ? (wanted ?? (isNew ? LOW_STANDARD : 0)) : 0;
  const low = lowBytes === 0 ? null : placeLow(memblock, lowBytes, CRASH_ALIGN);
  if (lowBytes > 0 && low === null) {
    return failed(KERN_ERR, `cannot allocate crashkernel low memory (size:0x${hex(lowBytes)}).`);
  }
  const range = { start, end: start + size };
  if (low !== null) lines.push({ level: KERN_INFO, text: newLowText(low) });
  lines.push({ level: KERN_INFO, text: newText(range) });
  return { range, low, lines };
}
