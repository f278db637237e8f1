/**
 * What differs from one architecture to the next in what dump tools look for: page tables, where the memory map is mapped, zones, values of VMCOREINFO that
 * move with RAM and KASLR.
 *
 * Mirrors Linux v6.1 and v6.12 `arch_crash_save_vmcoreinfo` of x86-64, arm64 and powerpc, arm64's `arch/arm64/include/asm/memory.h` (VMEMMAP_START, PHYS_OFFSET) and
 * powerpc's `book3s/64/radix.h`. Where the numbers are those of one kernel, they are read off its recorded VMCOREINFO.
 */
import type { PrstatusArchitecture } from '../../formats/prstatus.ts';
import type { CoreFacts } from '../../profiles/core-facts.ts';
import type { AddressSpace } from '../crash/address-space.ts';
import { hex64 } from '../crash/register-template.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import type { CoreArchitecture } from './core-areas.ts';
import type { MemMapShape } from './mem-map.ts';
import { arm64PageTables, type PageTableFormat, radixPageTables, x86PageTables } from './page-tables.ts';

interface CoreLayoutInput {
  readonly architecture: CoreArchitecture;
  readonly facts: CoreFacts;
  readonly layout: MemoryLayout;
  readonly addresses: AddressSpace;
}

export interface CoreLayout {
  readonly machineName: string;
  readonly prstatus: PrstatusArchitecture;
  readonly tables: PageTableFormat;
  /** The symbol of the root table. */
  readonly rootSymbol: string;
  /** Where the image was linked to begin, and how far its symbols were moved from where the recorded kernel had them. */
  readonly linkedText: bigint;
  readonly textMoved: bigint;
  /** The physical address that the linear map begins with. */
  readonly linearOrigin: number;
  /** Bytes of the window that the image is mapped in; 0: it has none of its own. */
  readonly imageRoom: number;
  /** Where the `struct page` of page frame 0 is, or would be. */
  readonly vmemmap: bigint;
  readonly zones: MemMapShape['zones'];
}

/** x86: __START_KERNEL_map and KERNEL_IMAGE_SIZE with KASLR. */
const START_KERNEL_MAP = 0xffffffff80000000n;
const KERNEL_IMAGE_BYTES = 0x40000000n;
/** Where the memory map is mapped; KASLR moves it on real machines, and not here. */
const X86_VMEMMAP = 0xffffea0000000000n;
const X86_ZONES = [
  { from: 0, zone: 0 },
  { from: 0x1000000, zone: 1 },
  { from: 2 ** 32, zone: 2 },
];
/** ZONE_DMA reaches to 4 GiB on the boards here, so that DMA32 is empty. */
const ARM64_ZONES = [
  { from: 0, zone: 0 },
  { from: 2 ** 32, zone: 2 },
];
/** PAGE_OFFSET of 48 bits, and where the RAM of the recorded machine began. */
const ARM64_LINEAR = 0xffff000000000000n;
const RECORDED_ARM64_RAM = 0x40000000n;
/** Bytes of the linear map that a byte of the memory map stands for: pages of 4 KiB, structures of 64 bytes. */
const ARM64_MAP_RATIO = 64n;
const RADIX_VMEMMAP = 0xc00c000000000000n;

export function coreLayout(input: CoreLayoutInput): CoreLayout {
  const { architecture, layout, addresses } = input;
  const moved = BigInt(addresses.kernelOffset ?? 0);
  const text = BigInt(`0x${addresses.text}`);
  const common = { linkedText: text - moved, textMoved: moved };
  switch (architecture) {
    case 'x86_64':
      return {
        ...common,
        machineName: 'x86_64',
        prstatus: 'x86_64',
        tables: x86PageTables,
        rootSymbol: 'init_top_pgt',
        linearOrigin: 0,
        imageRoom: Number(START_KERNEL_MAP + KERNEL_IMAGE_BYTES - text),
        vmemmap: X86_VMEMMAP,
        zones: X86_ZONES,
      };
    case 'arm64':
      return {
        ...common,
        machineName: 'aarch64',
        prstatus: 'arm64',
        tables: arm64PageTables,
        rootSymbol: 'swapper_pg_dir',
        linearOrigin: layout.memory[0]?.start ?? 0,
        imageRoom: layout.kernelImage.end - layout.kernelImage.start,
        vmemmap: arm64Vmemmap(input),
        zones: ARM64_ZONES,
      };
    case 'ppc64le':
      return {
        linkedText: BigInt(`0x${addresses.pageOffset}`),
        textMoved: BigInt(layout.kernelImage.start),
        machineName: 'ppc64le',
        prstatus: 'ppc64',
        tables: radixPageTables,
        rootSymbol: 'swapper_pg_dir',
        linearOrigin: 0,
        imageRoom: 0,
        vmemmap: RADIX_VMEMMAP,
        zones: [{ from: 0, zone: 0 }],
      };
  }
}

/** The memory map follows the linear map. Newer kernels name the place for page frame 0, older ones that for the first of the linear map. */
function arm64Vmemmap({ facts, layout, addresses }: CoreLayoutInput): bigint {
  const recorded = new Map(facts.vmcoreInfo);
  const named = recorded.get('SYMBOL(vmemmap)');
  const first =
    named === undefined
      ? BigInt(recorded.get('NUMBER(VMEMMAP_START)') ?? 0)
      : BigInt(`0x${named}`) + RECORDED_ARM64_RAM / ARM64_MAP_RATIO;
  const linear = BigInt(`0x${addresses.pageOffset}`) - ARM64_LINEAR;
  return first + (linear - BigInt(layout.memory[0]?.start ?? 0)) / ARM64_MAP_RATIO;
}

/** The value of a line that is no SYMBOL, in this boot. */
export function movedValue(
  { architecture, layout, addresses }: CoreLayoutInput,
  key: string,
  recorded: string,
): string {
  const offset = BigInt(addresses.kernelOffset ?? 0);
  const text = BigInt(`0x${addresses.text}`);
  const image = BigInt(layout.kernelImage.start);
  if (key === 'KERNELOFFSET') return offset.toString(16);
  if (architecture === 'x86_64') {
    if (key === 'NUMBER(VMALLOC_START)') return `0x${addresses.vmalloc}`;
    if (key === 'NUMBER(phys_base)') return (image - (text - offset - START_KERNEL_MAP) - offset).toString();
  }
  if (architecture === 'arm64') {
    if (key === 'NUMBER(kimage_voffset)') return `0x${hex64(text - image)}`;
    if (key === 'NUMBER(PHYS_OFFSET)') {
      const linear = BigInt(`0x${addresses.pageOffset}`) - ARM64_LINEAR;
      const start = BigInt(layout.memory[0]?.start ?? 0);
      return `0x${hex64(BigInt(recorded) - RECORDED_ARM64_RAM + start - linear).replace(/^0+(?=.)/, '')}`;
    }
  }
  return recorded;
}
