/**
 * /proc/iomem and /proc/ioports: who has which addresses.
 *
 * Mirrors Linux v6.1 `kernel/resource.c` (r_show): a range inside another is indented below it; readers without CAP_SYS_ADMIN see
 * zeros. What the firmware, the buses and the kernel image occupy on each board is recorded.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { regionsIn } from '../../memory/memory-map.ts';
import { resourceName } from '../memblock/e820.ts';
import type { PseudoServices } from './services.ts';
import { systemLists } from './system-lists.ts';

interface Resource extends AddressRange {
  readonly name: string;
}

/** MAX_IORES_LEVEL. */
const LEVELS = 5;

/** Sections of the kernel image, as offsets from its start; end exclusive. By release [recorded]. */
const kernelSections: Readonly<Record<string, readonly (readonly [string, number, number])[]>> = {
  '6.1.0-56-amd64': [
    ['Kernel code', 0, 0xe01d32],
    ['Kernel rodata', 0x1000000, 0x18eb000],
    ['Kernel data', 0x1a00000, 0x1c48980],
    ['Kernel bss', 0x2310000, 0x3400000],
  ],
  '6.12.117+deb12-amd64': [
    ['Kernel code', 0, 0x1000000],
    ['Kernel rodata', 0x1000000, 0x1b71000],
    ['Kernel data', 0x1c00000, 0x1e70f80],
    ['Kernel bss', 0x2736000, 0x2c00000],
  ],
};

/** 6.1.0-50-armmp: text and data, as offsets into RAM [recorded]. */
const armSections = [
  ['Kernel code', 0x208000, 0x1200000],
  ['Kernel data', 0x1400000, 0x1607588],
] as const;

/** The emulated PC beside its RAM [recorded]. */
function pcResources(ramEnd: number): Resource[] {
  return [
    range(0xa0000, 0xbffff, 'PCI Bus 0000:00'),
    range(0xc0000, 0xc9bff, 'Video ROM'),
    range(0xca000, 0xca5ff, 'Adapter ROM'),
    range(0xf0000, 0xfffff, 'System ROM'),
    range(ramEnd, 0xfebfffff, 'PCI Bus 0000:00'),
    range(0xfd000000, 0xfdffffff, '0000:00:02.0'),
    range(0xfebf0000, 0xfebf0fff, '0000:00:02.0'),
    range(0xfec00000, 0xfec003ff, 'IOAPIC 0'),
    range(0xfed00000, 0xfed003ff, 'HPET 0'),
    range(0xfed00000, 0xfed003ff, 'PNP0103:00'),
    range(0x100000000, 0x17fffffff, 'PCI Bus 0000:00'),
  ];
}

/** The i.MX6 board's devices whose drivers are built in [recorded]. */
const imx6Resources: readonly Resource[] = [
  range(0x900000, 0x93ffff, '900000.sram sram@900000'),
  range(0x2020000, 0x2023fff, '2020000.serial serial@2020000'),
  range(0x20dc000, 0x20dffff, '20dc000.gpc gpc@20dc000'),
  range(0x20e0000, 0x20e3fff, '20e0000.pinctrl pinctrl@20e0000'),
  range(0x20ec000, 0x20effff, '20ec000.dma-controller dma-controller@20ec000'),
  range(0x21e8000, 0x21ebfff, '21e8000.serial serial@21e8000'),
];

/** Both ends inclusive, as the kernel shows them. */
function range(start: number, last: number, name: string): Resource {
  return { start, end: last + 1, name };
}

/** Text of /proc/iomem. `isPrivileged`: the reader may see addresses. */
export function iomemFile(services: PseudoServices, isPrivileged: boolean): string {
  return resourceText(memoryResources(services), { digits: 8, isPrivileged });
}

function memoryResources({ context, parts, profile }: PseudoServices): Resource[] {
  const { board } = context;
  const layout = parts.memoryLayout;
  if (layout.e820 !== null) {
    const image = board.kernelImage.address;
    const sections = kernelSections[profile.release] ?? [];
    const table = layout.e820.table.map(({ start, end, type }) => ({ start, end, name: resourceName(type) }));
    const extra = board.name === 'pc' ? pcResources(board.ramBanks.at(-1)!.end) : [];
    // Only 6.1 reserves the local APIC's registers.
    const apic =
      board.name === 'pc' && profile.version.patchlevel < 12 ? [range(0xfee00000, 0xfee00fff, 'Local APIC')] : [];
    return [
      ...table,
      ...sections.map(([name, start, end]) => ({ start: image + start, end: image + end, name })),
      ...extra,
      ...apic,
    ];
  }
  const origin = layout.memory[0]?.start ?? 0;
  const ram = layout.systemRam.map(({ start, end }) => ({ start, end, name: 'System RAM' }));
  const devices = board.name === 'imx6q' ? imx6Resources : [];
  if (profile.architecture === 'arm') {
    const inRam = armSections.filter(([, start]) =>
      ram.some((one) => origin + start >= one.start && origin + start < one.end),
    );
    return [
      ...devices,
      ...ram,
      ...inRam.map(([name, start, end]) => ({ start: origin + start, end: origin + end, name })),
    ];
  }
  const reserved = layout.reserved.flatMap((region) =>
    region.noMap
      ? [{ start: region.start, end: region.end, name: 'reserved' }]
      : ram
          .flatMap((one) => regionsIn([{ ...region, kind: 'reserved' as const, owner: '' }], one))
          .map(({ start, end }) => ({ start, end, name: 'reserved' })),
  );
  return [...devices, ...ram, ...reserved];
}

/** Text of /proc/ioports; empty where the CPU has none. */
export function ioportsFile({ profile }: PseudoServices, isPrivileged: boolean): string {
  const { ioports } = systemLists(profile);
  if (ioports === '') return '';
  const text = `${ioports}\n`;
  return isPrivileged ? text : text.replace(/^( *)[0-9a-f]{4}-[0-9a-f]{4}/gm, '$10000-0000');
}

function resourceText(
  resources: readonly Resource[],
  { digits, isPrivileged }: { digits: number; isPrivileged: boolean },
): string {
  const sorted = resources
    .map((resource, index) => ({ resource, index }))
    .sort((a, b) => a.resource.start - b.resource.start || b.resource.end - a.resource.end || a.index - b.index)
    .map(({ resource }) => resource);
  const open: Resource[] = [];
  let text = '';
  for (const resource of sorted) {
    while (open.length > 0 && open.at(-1)!.end < resource.end) open.pop();
    while (open.length > 0 && open.at(-1)!.end <= resource.start) open.pop();
    const indent = '  '.repeat(Math.min(open.length, LEVELS - 1));
    const hex = (value: number) => (isPrivileged ? value : 0).toString(16).padStart(digits, '0');
    text += `${indent}${hex(resource.start)}-${hex(resource.end - 1)} : ${resource.name}\n`;
    open.push(resource);
  }
  return text;
}
