/**
 * Who has which memory when the kernel is up: System RAM, reserved regions, and what the kernel says about it.
 *
 * Mirrors the early memory set-up of Linux v6.1: x86 `e820__memblock_setup`, arm `early_mem` and `arm_add_memory`, arm64
 * `arm64_memblock_init`, and the device tree reservations of all but x86. `memmap=` means something on x86 alone.
 */
import { type AddressRange, subtract, unite } from '../../memory/memory-map.ts';
import type { Architecture } from '../../profiles/kernel.ts';
import { hex } from '../../sim/bytes.ts';
import { type KernelCommandLine, memparse } from '../cmdline.ts';
import { elfCoreHeader, usableMemory } from './crash-kernel-memory.ts';
import { E820_TYPE_RAM, type E820Entry, type E820Result, e820FromCommandLine, type KernelLine } from './e820.ts';
import {
  type DeviceTreeNode,
  overlapLines,
  type ReservedMemory,
  type ReservedMemoryNodes,
  reservedMemoryLines,
  reservedMemoryNodes,
} from './reserved-memory.ts';

const PAGE_SIZE = 4096;

export interface MemoryInput {
  readonly architecture: Architecture;
  readonly commandLine: KernelCommandLine;
  /** RAM as the hardware has it. */
  readonly banks: readonly AddressRange[];
  /** x86: the map the BIOS gives; other architectures: null. */
  readonly firmwareMap: readonly E820Entry[] | null;
  /** The device tree the loader handed over, or null. */
  readonly deviceTree: DeviceTreeNode | null;
  /** Whether the kernel lists reserved-memory nodes at boot (6.12). */
  readonly listsReservedMemory: boolean;
  readonly kernelImage: { readonly address: number; readonly sizeBytes: number };
  /** What `mem=` has become, where something of the boot changed it: bytes, null for no limit; absent: as the command line says. */
  readonly memoryLimit?: number | null;
}

export interface MemoryLayout {
  readonly architecture: Architecture;
  /** Memory in the kernel's hands or reserved inside it: what /proc/iomem calls System RAM, in whole pages. Memory that is added later is appended, block by block. */
  readonly systemRam: AddressRange[];
  /** The same before `no-map` regions were cut out: the ranges of the zones. */
  readonly memory: readonly AddressRange[];
  /** Device tree reservations, `no-map` ones included. */
  readonly reserved: readonly ReservedMemory[];
  readonly kernelImage: AddressRange;
  /** x86 only. */
  readonly e820: E820Result | null;
  /** Lines the memory set-up prints, in order (device tree reservations, `mem=`); x86 prints its own through the e820 map. */
  readonly messages: readonly KernelLine[];
}

export function layOutMemory(input: MemoryInput): MemoryLayout {
  const { architecture, commandLine, kernelImage } = input;
  const image = { start: kernelImage.address, end: kernelImage.address + kernelImage.sizeBytes };
  if (architecture === 'x86_64') {
    const { e820, memory } = mapFor(input.firmwareMap ?? input.banks.map(usable), commandLine);
    return {
      architecture,
      systemRam: [...memory],
      memory,
      reserved: [],
      kernelImage: image,
      e820,
      messages: e820.messages,
    };
  }
  const messages: KernelLine[] = [];
  const isTold = architecture === 'arm64' && input.deviceTree !== null;
  const banks = wholePages(isTold ? usableMemory(input.deviceTree, input.banks) : input.banks);
  const memory =
    input.memoryLimit === undefined
      ? limitedMemory(architecture, banks, commandLine, messages)
      : firstBytes(banks, input.memoryLimit ?? Number.POSITIVE_INFINITY);
  const nodes = input.deviceTree === null ? null : reservedMemoryNodes(input.deviceTree);
  const coreHeader = isTold ? reservedCoreHeader(input.deviceTree) : [];
  messages.push(...(nodes?.messages ?? []), ...coreHeader.map(reservingLine));
  if (nodes !== null) messages.push(...announcements(nodes, input));
  const reserved = [...(nodes?.regions ?? []), ...coreHeader];
  const holes = reserved.filter(({ noMap }) => noMap);
  return {
    architecture,
    systemRam: subtract(memory, holes),
    memory,
    reserved,
    kernelImage: image,
    e820: null,
    messages,
  };
}

/** Name of the dead kernel's core header among the reserved regions of an arm64 crash kernel. */
export const CORE_HEADER_REGION = 'elfcorehdr';

/** `fdt_reserve_elfcorehdr`. */
function reservedCoreHeader(root: DeviceTreeNode): ReservedMemory[] {
  const header = elfCoreHeader(root);
  return header === null ? [] : [{ ...header, name: CORE_HEADER_REGION, noMap: false, reusable: false }];
}

function reservingLine({ start, end, name }: ReservedMemory): KernelLine {
  const text = `OF: fdt: Reserving ${Math.floor((end - start) / 1024)} KiB of memory at 0x${start.toString(16)} for ${name}`;
  return { level: 6, text };
}

interface X86Map {
  readonly e820: E820Result;
  readonly memory: readonly AddressRange[];
}

/** The map of the boot before: the next boot mostly has the same firmware and the same command line. */
let lastMap: (X86Map & { readonly firmware: readonly E820Entry[]; readonly text: string }) | null = null;

function mapFor(firmware: readonly E820Entry[], commandLine: KernelCommandLine): X86Map {
  const { text } = commandLine;
  if (lastMap?.firmware !== firmware || lastMap.text !== text) {
    const e820 = e820FromCommandLine(firmware, commandLine);
    const memory = wholePages(e820.table.filter(({ type }) => type === E820_TYPE_RAM));
    lastMap = { e820, memory, firmware, text };
  }
  return lastMap;
}

function usable({ start, end }: AddressRange): E820Entry {
  return { start, end, type: E820_TYPE_RAM };
}

function announcements(nodes: ReservedMemoryNodes, { architecture, listsReservedMemory }: MemoryInput): KernelLine[] {
  const digits = architecture === 'arm' ? 8 : 16;
  const overlaps = overlapLines(nodes.regions ?? [], digits);
  return listsReservedMemory ? [...reservedMemoryLines(nodes, digits), ...overlaps] : overlaps;
}

/** What `mem=` leaves. arm: the first one replaces all memory, each adds a range. Others: a limit on the total, the last wins. */
function limitedMemory(
  architecture: Architecture,
  banks: AddressRange[],
  line: KernelCommandLine,
  messages: KernelLine[],
): AddressRange[] {
  const given = line.parameters
    .filter(({ name, value }) => name === 'mem' && value !== null)
    .map(({ value }) => value!);
  if (given.length === 0) return banks;
  if (architecture === 'arm')
    return wholePages(given.flatMap((text) => armRange(text, banks[0]?.start ?? 0, messages)));
  let limit = 0;
  for (const text of given) {
    limit = Math.floor(memparse(text).value / PAGE_SIZE) * PAGE_SIZE;
    if (architecture === 'arm64')
      messages.push({ level: 5, text: `Memory limited to ${Math.floor(limit / 2 ** 20)}MB` });
  }
  return limit === 0 ? banks : firstBytes(banks, limit);
}

/** The lowest memory, up to so many bytes. */
function firstBytes(banks: readonly AddressRange[], limit: number): AddressRange[] {
  let left = limit;
  return banks.flatMap(({ start, end }) => {
    const taken = Math.min(end - start, left);
    left -= taken;
    return taken > 0 ? [{ start, end: start + taken }] : [];
  });
}

/** Bytes that the last `mem=` leaves, in whole pages; null without one. */
export function memoryLimit(line: KernelCommandLine): number | null {
  const given = line.parameters.findLast(({ name, value }) => name === 'mem' && value !== null);
  if (given === undefined) return null;
  return Math.floor(memparse(given.value!).value / PAGE_SIZE) * PAGE_SIZE || null;
}

/** `size[@start]`; without a start it begins where RAM begins. Memory that is not there is believed. */
function armRange(text: string, ramStart: number, messages: KernelLine[]): AddressRange[] {
  const size = memparse(text);
  const start = text[size.length] === '@' ? memparse(text.slice(size.length + 1)).value : ramStart;
  const address = `0x${hex(start, 6)}`;
  if (start >= 2 ** 32) {
    messages.push({ level: 2, text: `Ignoring memory at ${address} outside 32-bit physical address space` });
    return [];
  }
  let end = start + size.value;
  if (end > 2 ** 32) {
    messages.push({ level: 2, text: `Truncating memory at ${address} to fit in 32-bit physical address space` });
    end = 2 ** 32 - PAGE_SIZE;
  }
  return start < end ? [{ start, end }] : [];
}

/** Whole pages inside the ranges, joined where they touch. */
function wholePages(ranges: readonly AddressRange[]): AddressRange[] {
  const pages = ranges.map(({ start, end }) => ({
    start: Math.ceil(start / PAGE_SIZE) * PAGE_SIZE,
    end: Math.floor(end / PAGE_SIZE) * PAGE_SIZE,
  }));
  return unite(pages.filter(({ start, end }) => start < end));
}

/** `region_intersects`: is a range System RAM wholly, partly or not at all? */
export function systemRamIn({ systemRam }: MemoryLayout, range: AddressRange): 'all' | 'some' | 'none' {
  const left = subtract([range], systemRam);
  if (left.length === 0) return 'all';
  return left.length === 1 && left[0]!.start === range.start && left[0]!.end === range.end ? 'none' : 'some';
}

/** 32-bit ARM with 240 MiB of vmalloc: 0xff800000 - 240 MiB - 8 MiB gap - PAGE_OFFSET. */
const ARM_LOWMEM_MAX = 0x30000000;

/** 32-bit ARM: the RAM that is always mapped, from the start of RAM; above it lies high memory. */
export function lowmem({ memory }: MemoryLayout): AddressRange {
  const start = memory[0]?.start ?? 0;
  const limit = start + ARM_LOWMEM_MAX;
  const end = memory.reduce((last, range) => (range.start < limit ? Math.min(range.end, limit) : last), start);
  return { start, end };
}
