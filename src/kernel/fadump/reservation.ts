/**
 * How much memory a kernel keeps for a firmware-assisted dump, and where.
 *
 * Mirrors `arch/powerpc/kernel/fadump.c` (fadump_calculate_reserve_size, get_fadump_area_size, fadump_locate_reserve_mem,
 * fadump_reserve_mem) of Linux v3.4, v5.3, v6.1, v6.12 and the newest, and the rules of the 2011 text; 6.1 and 6.12 are recorded. Left out: nothing of it.
 */
import { crashInfoBytes } from '../../formats/fadump-crash-info.ts';
import type { DumpSizes } from '../../hardware/rtas.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { FadumpFirmware } from '../../profiles/fadump.ts';
import { hex } from '../../sim/bytes.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';

/** Whose rules hold. `v3.4`: up to 5.3; `v5.4`: up to 6.9; `v6.10`: up to 6.12; `v6.13`: from there on. */
export type FadumpGeneration = 'doc-2011' | 'v3.4' | 'v5.4' | 'v6.10' | 'v6.13';

export function fadumpGeneration(
  { major, patchlevel }: { readonly major: number; readonly patchlevel: number },
  rules: FadumpFirmware['rules'],
): FadumpGeneration {
  if (rules === 'doc-2011') return 'doc-2011';
  const version = major * 1000 + patchlevel;
  if (version >= 6013) return 'v6.13';
  if (version >= 6010) return 'v6.10';
  return version >= 5004 ? 'v5.4' : 'v3.4';
}

/** `true` for the rules up to 5.3. */
export function isOldFadump(generation: FadumpGeneration): boolean {
  return generation === 'doc-2011' || generation === 'v3.4';
}

/** `true` for the rules since 6.10: the second kernel makes the ELF header, and there may be a parameter area. */
export function isNewFadump(generation: FadumpGeneration): boolean {
  return generation === 'v6.10' || generation === 'v6.13';
}

const MIB = 0x100000;
/** 5 % of RAM is rounded down to a multiple of this. */
const BOOT_MEMORY_STEP = 256 * MIB;
const BOOT_MEMORY_MIN: Readonly<Record<FadumpGeneration, number>> = {
  'doc-2011': 256 * MIB,
  'v3.4': 320 * MIB,
  'v5.4': 320 * MIB,
  'v6.10': 320 * MIB,
  'v6.13': 320 * MIB,
};
/** A page block of 256 pages of 64 KiB. */
const CMA_ALIGNMENT = 16 * MIB;
const ELF_HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;

/** What a platform asks of the reserved memory, where that is not what pseries asks. Bytes. */
export interface PlatformLimits {
  readonly bootMemoryMin: number;
  readonly regionsMax: number;
  /** The most that the firmware copies at once. */
  readonly copyMax: number;
  /** Behind all else in the area. */
  readonly metadata: number;
}

export interface FadumpMemory {
  readonly generation: FadumpGeneration;
  /** What the firmware wants for the registers of the CPUs and for the hash page table, in bytes. */
  readonly sizes: DumpSizes;
  /** Null: pseries. */
  readonly limits: PlatformLimits | null;
  readonly pageSizeBytes: number;
  /** All RAM, in order of address: `mem=` does not count. */
  readonly memory: readonly AddressRange[];
  /** What is reserved before: the kernel's image. */
  readonly reserved: readonly AddressRange[];
  /** `mem=`, in bytes; null: no limit. */
  readonly memoryLimit: number | null;
  /** `crashkernel=`, in bytes; 0: none. */
  readonly crashKernelBytes: number;
  /** `fadump_reserve_mem=`, in bytes; 0: none. */
  readonly reserveBytes: number;
  /** The kernel has CMA and may use it. */
  readonly usesCma: boolean;
  /** NR_CPUS. */
  readonly cpuMaskBits: number;
}

interface FadumpMessage {
  readonly level: number;
  readonly text: string;
}

/** Physical addresses and bytes. */
export interface FadumpReservation {
  readonly bootMemoryBytes: number;
  /** Pieces of boot memory; holes between them are left out. */
  readonly bootRegions: readonly AddressRange[];
  readonly bootMemoryTop: number;
  readonly area: AddressRange;
}

export interface ReservationResult {
  /** Null: none; the kernel goes on without, as if `fadump=` had not been given. */
  readonly reservation: FadumpReservation | null;
  /** `mem=` as it is now. */
  readonly memoryLimit: number | null;
  readonly messages: readonly FadumpMessage[];
  /** What CMA gets of the area, and what is said of it later; null: nothing. */
  readonly cma: { readonly range: AddressRange; readonly text: string } | null;
}

const alignUp = (value: number, step: number) => Math.ceil(value / step) * step;
const sizeOf = (ranges: readonly AddressRange[]) => ranges.reduce((sum, { start, end }) => sum + end - start, 0);
const hex16 = (value: number) => `0x${hex(value, 14)}`;

/** How crash info headers of a generation look. */
export function crashInfoShape(generation: FadumpGeneration, cpuMaskBits: number) {
  return {
    form: isNewFadump(generation) ? 'versioned' : 'elf',
    registerWords: isOldFadump(generation) ? 44 : 48,
    cpuMaskBits: alignUp(cpuMaskBits, 64),
  } as const;
}

export function reserveForDump(input: FadumpMemory): ReservationResult {
  const { generation, memory, pageSizeBytes } = input;
  const messages: FadumpMessage[] = [];
  const info = (text: string) => messages.push({ level: KERN_INFO, text });
  const bootMemoryBytes = bootMemorySize(input, messages);
  let { memoryLimit } = input;
  const failed = (text: string): ReservationResult => {
    messages.push({ level: KERN_ERR, text: `fadump: ${text}` });
    return { reservation: null, memoryLimit, messages, cma: null };
  };
  const least = input.limits?.bootMemoryMin ?? BOOT_MEMORY_MIN[generation];
  if (!isOldFadump(generation) && bootMemoryBytes < least) {
    const [size, limit] = [bootMemoryBytes, least].map((value) => `0x${hex(value)}`);
    return failed(`Can't enable fadump with boot memory size (${size}) less than ${limit}`);
  }
  const bootRegions = bootMemoryRegions(input, bootMemoryBytes);
  const regionsMax = input.limits?.regionsMax ?? (isNewFadump(generation) ? 7 : 1);
  if (!isOldFadump(generation) && bootRegions.length > regionsMax) {
    return failed('Too many holes in boot memory area to enable fadump');
  }
  const bootMemoryTop = alignUp(bootRegions.at(-1)?.end ?? 0, pageSizeBytes);
  const size = areaSize(input, bootMemoryBytes);
  const end = memory.at(-1)?.end ?? 0;
  if (memoryLimit !== null && memoryLimit < end && !isNewFadump(generation)) {
    memoryLimit = Math.min(memoryLimit + size, end);
    info(`Adjusted memory_limit for firmware-assisted dump, now ${hex16(memoryLimit)}`);
  }
  const boundary = memoryLimit ?? end;
  const base = isOldFadump(generation) ? boundary - size : lowestPlace(input, bootMemoryTop, size);
  if (base === null || base < bootMemoryTop || base + size > boundary) {
    return failed('Failed to find memory chunk for reservation!');
  }
  const megabytes = (bytes: number) => Math.floor(bytes / MIB);
  let cma: ReservationResult['cma'] = null;
  if (isOldFadump(generation)) {
    info(`Reserved ${megabytes(size)}MB of memory at ${megabytes(base)}MB for firmware-assisted dump`);
  } else {
    const total = megabytes(sizeOf(memory));
    info(`fadump: Reserved ${megabytes(size)}MB of memory at ${hex16(base)} (System RAM: ${total}MB)`);
    if (input.usesCma) cma = cmaOf(generation, { base, size, bootMemoryBytes });
  }
  const reservation = { bootMemoryBytes, bootRegions, bootMemoryTop, area: { start: base, end: base + size } };
  return { reservation, memoryLimit, messages, cma };
}

function bootMemorySize(input: FadumpMemory, messages: FadumpMessage[]): number {
  const { generation, memory, memoryLimit, crashKernelBytes, reserveBytes, usesCma, pageSizeBytes } = input;
  const isOld = isOldFadump(generation);
  const total = sizeOf(memory);
  const warn = (text: string) => messages.push({ level: KERN_WARNING, text: `fadump: ${text}` });
  if (reserveBytes > 0 && !isOld) {
    warn("'fadump_reserve_mem=' parameter is deprecated in favor of 'crashkernel=' parameter.");
  }
  let size: number;
  if (crashKernelBytes > 0 && !isOld) {
    if (reserveBytes > 0) {
      messages.push({ level: KERN_INFO, text: "fadump: Using 'crashkernel=' parameter for memory reservation." });
    }
    size = Math.min(crashKernelBytes, Math.floor(total / 4));
    if (size < crashKernelBytes) {
      messages.push({ level: KERN_INFO, text: `fadump: Adjusted boot memory size to ${Math.floor(size / MIB)}MB` });
    }
  } else if (reserveBytes > 0) {
    size = reserveBytes;
  } else {
    const fiveParts = Math.floor(total / 20 / BOOT_MEMORY_STEP) * BOOT_MEMORY_STEP;
    const limited = memoryLimit === null ? fiveParts : Math.min(fiveParts, memoryLimit);
    size = Math.max(limited, input.limits?.bootMemoryMin ?? BOOT_MEMORY_MIN[generation]);
  }
  if (isOld) return size;
  return alignUp(size, generation !== 'v6.13' && usesCma ? CMA_ALIGNMENT : pageSizeBytes);
}

/** From address 0 upwards until the size is reached. */
function bootMemoryRegions({ memory, limits }: FadumpMemory, bytes: number): readonly AddressRange[] {
  let left = bytes;
  return memory.flatMap(({ start, end }) => {
    const taken = Math.min(end - start, left);
    left -= taken;
    const step = limits?.copyMax ?? taken;
    const regions: AddressRange[] = [];
    for (let at = 0; at < taken; at += step) {
      regions.push({ start: start + at, end: start + Math.min(at + step, taken) });
    }
    return regions;
  });
}

/** Bytes of the whole reserved area. */
export function areaSize(input: FadumpMemory, bootMemoryBytes: number): number {
  const { generation, sizes, limits, pageSizeBytes, memory, cpuMaskBits } = input;
  const metadata = limits?.metadata ?? 0;
  const saved = sizes.cpuState + sizes.hpte;
  const header = crashInfoBytes({ ...crashInfoShape(generation, cpuMaskBits), byteOrder: 'big' });
  const elf = ELF_HEADER_BYTES + PROGRAM_HEADER_BYTES * (memory.length + 3);
  if (isOldFadump(generation)) return alignUp(saved + bootMemoryBytes + header + elf, pageSizeBytes);
  const upToHeader = alignUp(saved, pageSizeBytes) + bootMemoryBytes + header;
  return (isNewFadump(generation) ? upToHeader : alignUp(upToHeader + elf, pageSizeBytes)) + metadata;
}

/** The first free place at or above `from`. */
function lowestPlace({ memory, reserved, pageSizeBytes }: FadumpMemory, from: number, size: number): number | null {
  const taken = [...reserved].sort((a, b) => a.start - b.start);
  for (const { start, end } of memory) {
    let base = alignUp(Math.max(start, from), pageSizeBytes);
    for (const other of taken) {
      if (other.end > base && other.start < base + size) base = alignUp(other.end, pageSizeBytes);
    }
    if (base + size <= end) return base;
  }
  return null;
}

function cmaOf(
  generation: FadumpGeneration,
  { base, size, bootMemoryBytes }: { readonly base: number; readonly size: number; readonly bootMemoryBytes: number },
): NonNullable<ReservationResult['cma']> {
  const rest = 'of memory reserved for firmware-assisted dump';
  if (generation !== 'v6.13') {
    const [bytes, all] = [bootMemoryBytes, size].map((value) => `0x${hex(value)}`);
    const text = `fadump: Initialized ${bytes} bytes cma area at ${Math.floor(base / MIB)}MB from ${all} bytes ${rest}`;
    return { range: { start: base, end: base + bootMemoryBytes }, text };
  }
  const start = alignUp(base, CMA_ALIGNMENT);
  const end = Math.floor((base + bootMemoryBytes) / CMA_ALIGNMENT) * CMA_ALIGNMENT;
  const inMib = (value: number) => `${Math.floor(value / MIB)}MB`;
  const place = `[0x${hex(start)}, ${inMib(end - start)}] cma area from [0x${hex(base)}, ${inMib(size)}]`;
  return { range: { start, end }, text: `fadump: Initialized ${place} bytes ${rest}` };
}
