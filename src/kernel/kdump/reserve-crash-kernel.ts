/**
 * The memory of the crash kernel on x86-64, taken while the machine boots.
 *
 * Mirrors `reserve_crashkernel` of Linux v6.1 `arch/x86/kernel/setup.c` and `reserve_crashkernel_generic` of v6.12 `kernel/crash_reserve.c`, as recorded for 29 to 31
 * values with 512 MiB (`test/fixtures/vmcore/crashkernel.json`) and 24 with 3 to 8 GiB (`crashkernel-high.json`): places on 16 MiB.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { hex } from '../../sim/bytes.ts';
import type { Memblock } from '../mm/memblock.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import {
  type CrashKernelLine,
  type CrashKernelWish,
  parseCrashKernel,
  parseLowCrashKernel,
} from './crash-kernel-parameter.ts';
import { needsLow, placeCrashKernel, placeLow } from './crash-places.ts';

/** CRASH_ALIGN, and how a place that was named must lie in 6.1. */
const CRASH_ALIGN = 0x1000000;
const FIXED_ALIGN = 0x100000;
const MIB = 2 ** 20;
/** DEFAULT_CRASH_KERNEL_LOW_SIZE: at least that, and what the bounce buffers take with 8 MiB more. */
const LOW_MIN = 256 * MIB;
const LOW_SPARE = 8 * MIB;

export interface CrashReservation {
  readonly range: AddressRange | null;
  /** The second piece, below 4 GiB; null: none. */
  readonly low: AddressRange | null;
  readonly lines: readonly CrashKernelLine[];
}

export interface X86Reservation {
  readonly commandLine: string;
  /** All RAM in the kernel's hands. */
  readonly memory: readonly AddressRange[];
  readonly memblock: Memblock;
  /** 6.8 and later. */
  readonly isNew: boolean;
  /** Of `swiotlb=`, or what is the default. */
  readonly bounceBytes: number;
}

export function reserveCrashKernel({
  commandLine,
  memory,
  memblock,
  isNew,
  bounceBytes,
}: X86Reservation): CrashReservation {
  const lines: CrashKernelLine[] = [];
  const failed = (level: number, text: string): CrashReservation => ({
    range: null,
    low: null,
    lines: [...lines, { level, text }],
  });
  const ramBytes = memory.reduce((sum, { start, end }) => sum + end - start, 0);
  const wish = parseCrashKernel(commandLine, ramBytes, isNew, lines);
  const { size, base } = wish;
  if (size === 0) return { range: null, low: null, lines };
  const fixedAlign = isNew ? CRASH_ALIGN : FIXED_ALIGN;
  const start = placeCrashKernel(memblock, wish, { align: CRASH_ALIGN, fixedAlign, fallsHigh: true });
  if (start === null) return failed(isNew ? KERN_WARNING : KERN_INFO, failure(base > 0, size, isNew));
  const standard = Math.max(LOW_MIN, bounceBytes + LOW_SPARE);
  const lowBytes = needsLow(start) ? lowSize(wish, { commandLine, isNew, standard }, lines) : 0;
  const low = lowBytes === 0 ? null : placeLow(memblock, lowBytes, CRASH_ALIGN);
  const inMib = (bytes: number) => Math.floor(bytes / MIB);
  if (lowBytes > 0 && low === null) {
    return failed(
      KERN_ERR,
      isNew
        ? `cannot allocate crashkernel low memory (size:0x${hex(lowBytes)}).`
        : `Cannot reserve ${inMib(lowBytes)}MB crashkernel low memory, please try smaller size.`,
    );
  }
  const say = (text: string) => lines.push({ level: KERN_INFO, text });
  const range = { start, end: start + size };
  if (isNew) {
    if (low !== null) say(newLowText(low));
    say(newText(range));
  } else {
    const place = (name: string, one: AddressRange) =>
      `Reserving ${inMib(one.end - one.start)}MB of ${name} at ${inMib(one.start)}MB for crashkernel`;
    if (low !== null) say(`${place('low memory', low)} (low RAM limit: 4096MB)`);
    say(`${place('memory', range)} (System RAM: ${inMib(ramBytes)}MB)`);
  }
  return { range, low, lines };
}

/** 6.1 reads `,low` when it is wanted, and takes one that cannot be read for none. */
function lowSize(
  { base, low }: CrashKernelWish,
  {
    commandLine,
    isNew,
    standard,
  }: { readonly commandLine: string; readonly isNew: boolean; readonly standard: number },
  lines: CrashKernelLine[],
): number {
  if (!isNew) return parseLowCrashKernel(commandLine, lines) ?? standard;
  return base > 0 ? 0 : (low ?? standard);
}

function failure(isFixed: boolean, size: number, isNew: boolean): string {
  if (isFixed) return 'crashkernel reservation failed - memory is in use.';
  if (isNew) return `cannot allocate crashkernel (size:0x${hex(size)})`;
  return 'crashkernel reservation failed - No suitable area found.';
}

/** Of the code that the architectures share. */
export function newText({ start, end }: AddressRange): string {
  return `crashkernel reserved: 0x${hex(start, 16)} - 0x${hex(end, 16)} (${Math.floor((end - start) / MIB)} MB)`;
}

export function newLowText({ start, end }: AddressRange): string {
  const size = Math.floor((end - start) / MIB);
  return `crashkernel low memory reserved: 0x${hex(start, 8)} - 0x${hex(end, 8)} (${size} MB)`;
}
