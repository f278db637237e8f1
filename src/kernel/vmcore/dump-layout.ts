/**
 * How a dead kernel's RAM is told as an ELF core: a segment for the image, one for each piece of RAM, and the notes.
 *
 * Mirrors kexec-tools 2.0.25 `crashdump-elf.c` and `arch/x86_64/crashdump-x86.c`: the image at its own window first, then RAM by the linear map,
 * without what is reserved for the crash kernel. A segment's offset is its place in RAM; who writes a file, or /proc/vmcore, puts his own.
 */
import type { ElfSegment } from '../../formats/elf-core.ts';
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import type { AddressSpace } from '../crash/address-space.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';

const PT_LOAD = 1;
/** x86: what the linear map of a dump leaves out at the end of the image is read by its own window. */
export interface DumpLayoutInput {
  readonly layout: MemoryLayout;
  readonly addresses: AddressSpace;
  /** Physical addresses that are no part of the dead kernel. */
  readonly without: readonly AddressRange[];
}

/** The PT_LOADs in the order of the tools. */
export function dumpSegments({ layout, addresses, without }: DumpLayoutInput): readonly ElfSegment[] {
  const { architecture, kernelImage, memory } = layout;
  const text = BigInt(`0x${addresses.text}`);
  const linear = BigInt(`0x${addresses.pageOffset}`);
  const origin = architecture === 'arm64' ? (memory[0]?.start ?? 0) : 0;
  const load = (start: number, end: number, virtual: bigint): ElfSegment => ({
    type: PT_LOAD,
    offset: start,
    virtual,
    physical: start,
    sizeBytes: end - start,
  });
  const image = architecture === 'ppc64le' ? [] : [load(kernelImage.start, kernelImage.end, text)];
  const ranges = subtract(memory, without);
  return [...image, ...ranges.map(({ start, end }) => load(start, end, linear + BigInt(start - origin)))];
}
