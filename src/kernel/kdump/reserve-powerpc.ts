/**
 * The memory of the crash kernel on POWER, taken while the device tree is read.
 *
 * Mirrors `reserve_crashkernel` of Linux v6.1 `arch/powerpc/kexec/core.c`, as recorded for 19 values on a partition with 1 GiB (`test/fixtures/vmcore/crashkernel-arch.json`):
 * without an address in the middle of what the first bytes of memory can reach, at most at 512 MiB in a partition (128 MiB without a hypervisor), on whole pages,
 * wherever the image is not. What does not lie in memory is said to be reserved first, and then is not.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { type CrashKernelLine, parseCrashKernel } from './crash-kernel-parameter.ts';
import type { CrashReservation } from './reserve-crash-kernel.ts';

const PAGE_SIZE = 0x10000;
const MIB = 2 ** 20;
const HIGHEST = { partition: 512 * MIB, bareMetal: 128 * MIB } as const;

export interface PowerpcReservation {
  readonly commandLine: string;
  /** All memory in the kernel's hands, `mem=` counted. */
  readonly memory: readonly AddressRange[];
  readonly image: AddressRange;
  /** No hypervisor is below. */
  readonly isBareMetal: boolean;
}

export function reservePowerpcCrashKernel(input: PowerpcReservation): CrashReservation {
  const { memory, image } = input;
  const lines: CrashKernelLine[] = [];
  const say = (level: number, text: string) => lines.push({ level, text });
  const ramBytes = memory.reduce((sum, { start, end }) => sum + end - start, 0);
  const { size, base, high } = parseCrashKernel(input.commandLine, ramBytes, false, lines);
  const none = { range: null, low: null, lines };
  // `,high` is a word of other architectures.
  if (size === 0 || high) return none;
  const reach = (memory[0]?.end ?? 0) / 2;
  const wanted = base > 0 ? base : Math.min(reach, HIGHEST[input.isBareMetal ? 'bareMetal' : 'partition']);
  const start = Math.ceil(wanted / PAGE_SIZE) * PAGE_SIZE;
  if (start !== wanted) say(KERN_WARNING, `Crash kernel base must be aligned to 0x${PAGE_SIZE.toString(16)}`);
  const range = { start, end: start + Math.ceil(size / PAGE_SIZE) * PAGE_SIZE };
  if (range.start < image.end && range.end > image.start) {
    say(KERN_WARNING, 'Crash kernel can not overlap current kernel');
    return none;
  }
  const inMib = (bytes: number) => Math.floor(bytes / MIB);
  const place = `${inMib(range.end - start)}MB of memory at ${inMib(start)}MB`;
  say(KERN_INFO, `Reserving ${place} for crashkernel (System RAM: ${inMib(ramBytes)}MB)`);
  if (memory.some((one) => one.start <= range.start && range.end <= one.end)) return { range, low: null, lines };
  say(KERN_ERR, 'Failed to reserve memory for crashkernel!');
  return none;
}
