/** The crash kernel's memory as a booting kernel takes it: behind its initial RAM disk and its node data, which its boot log names. */
import type { Fdt } from '../../formats/fdt-tree.ts';
import type { BoardProfile } from '../../profiles/board.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { kernelConfigValue } from '../../profiles/kernel-config.ts';
import type { KernelText } from '../../profiles/kernel-text.ts';
import { arm64EarlyMemory } from '../boot/arm64-memory-text.ts';
import { tableFor } from '../boot/boot-records.ts';
import { nodeView } from '../boot-information.ts';
import { getOption, type KernelCommandLine, memparse, parameterValue } from '../cmdline.ts';
import { elfCoreHeader } from '../memblock/crash-kernel-memory.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import { bootMemblock } from '../mm/boot-memblock.ts';
import type { Memblock } from '../mm/memblock.ts';
import { CRASH_KERNEL } from './crash-places.ts';
import { reserveArm64CrashKernel } from './reserve-arm64.ts';
import { type CrashReservation, reserveCrashKernel } from './reserve-crash-kernel.ts';
import { reservePowerpcCrashKernel } from './reserve-powerpc.ts';

/** CONFIG_KEXEC, of the architectures whose crash kernels were recorded. */
export function canKexec(profile: KernelProfile): boolean {
  let can = known.get(profile);
  if (can === undefined) {
    can = ARCHITECTURES.has(profile.architecture) && kernelConfigValue(profile, 'KEXEC') === 'y';
    known.set(profile, can);
  }
  return can;
}

const ARCHITECTURES: ReadonlySet<string> = new Set(['x86_64', 'arm64', 'ppc64le']);

/** Where a dead kernel's core header lies, as the command line or, on arm64, the device tree says; 0: this is no crash kernel. */
export function coreHeaderAddress(commandLine: KernelCommandLine, deviceTree: Fdt | null): number {
  const told = memparse(parameterValue(commandLine, 'elfcorehdr') ?? '').value;
  return told || (deviceTree === null ? 0 : (elfCoreHeader(nodeView(deviceTree.root))?.start ?? 0));
}

/** Asked at every boot, and the same each time. */
const known = new WeakMap<KernelProfile, boolean>();

const NEW_PATCHLEVEL = 8;

/** Linux 6.8 moved the reservation into `kernel/crash_reserve.c`. */
export function hasNewReservation({ version }: KernelProfile): boolean {
  return version.major > 6 || (version.major === 6 && version.patchlevel >= NEW_PATCHLEVEL);
}

/** IO_TLB_DEFAULT_SIZE, in slabs. */
const SWIOTLB_SLAB_BYTES = 2048;
const SWIOTLB_SLABS = 0x4000000 / SWIOTLB_SLAB_BYTES;

/** `swiotlb_size_or_default`: `swiotlb=` counts slabs. */
export function bounceBufferBytes(commandLine: KernelCommandLine): number {
  return (getOption(parameterValue(commandLine, 'swiotlb') ?? '') ?? SWIOTLB_SLABS) * SWIOTLB_SLAB_BYTES;
}

/** What is kept, and taken from the memory of the boot. */
export function reserveAtBoot(profile: KernelProfile, text: KernelText, boot: BootedMemory): CrashReservation {
  const reservation = findAtBoot(profile, text, boot);
  for (const range of [reservation.range, reservation.low]) {
    if (range !== null) boot.memblock.reserve(range, CRASH_KERNEL);
  }
  return reservation;
}

interface BootedMemory {
  readonly commandLine: KernelCommandLine;
  readonly memoryLayout: MemoryLayout;
  readonly memblock: Memblock;
  readonly onlineCpus: number;
  readonly board: BoardProfile;
  /** Memory is kept for a dump by the firmware: nothing is left to be done here. */
  readonly isDumpedByFirmware: boolean;
}

function findAtBoot(profile: KernelProfile, text: KernelText, boot: BootedMemory): CrashReservation {
  const { commandLine, memoryLayout, onlineCpus, board } = boot;
  if (!commandLine.text.includes('crashkernel=') || boot.isDumpedByFirmware)
    return { range: null, low: null, lines: [] };
  if (profile.architecture === 'ppc64le') {
    const { memory, kernelImage: image } = memoryLayout;
    const isBareMetal = board.opal !== undefined;
    return reservePowerpcCrashKernel({ commandLine: commandLine.text, memory, image, isBareMetal });
  }
  const isNew = hasNewReservation(profile);
  if (profile.architecture === 'arm64') {
    const { totalPagesWithMap } = text;
    const { memblock: early } = arm64EarlyMemory(memoryLayout, { cpus: onlineCpus, totalPagesWithMap });
    return reserveArm64CrashKernel(commandLine.text, memoryLayout.memory, early, isNew);
  }
  // The kernel's own allocations follow later here; where they will lie is kept free of the crash kernel.
  const early = bootMemblock(memoryLayout);
  const { log } = tableFor(text.bootLogs, onlineCpus, board.name);
  for (const [, start, end] of log.matchAll(
    /(?:RAMDISK:|NODE_DATA\(0\) allocated) \[mem 0x([0-9a-f]+)-0x([0-9a-f]+)\]/g,
  )) {
    early.reserve({ start: Number.parseInt(start!, 16), end: Number.parseInt(end!, 16) + 1 }, 'boot');
  }
  const bounceBytes = bounceBufferBytes(commandLine);
  const { memory } = memoryLayout;
  return reserveCrashKernel({ commandLine: commandLine.text, memory, memblock: early, isNew, bounceBytes });
}
