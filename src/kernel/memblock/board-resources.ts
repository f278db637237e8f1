/**
 * Which physical addresses are somebody's when the kernel is up: firmware, buses, devices, the kernel image, RAM.
 *
 * Mirrors Linux v6.1 x86 `e820__reserve_resources` with `do_mark_busy`, arm and arm64 `request_standard_resources`. What devices occupy on
 * each board is recorded; whether a driver or only a bus has it, is read in the sources.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { regionsIn } from '../../memory/memory-map.ts';
import type { BoardProfile } from '../../profiles/board.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { type E820Entry, forDrivers, resourceName } from './e820.ts';
import type { MemoryLayout } from './memory-layout.ts';

export interface Resource extends AddressRange {
  readonly name: string;
  /** IORESOURCE_BUSY: nothing else may lie in it. */
  readonly isBusy?: boolean;
}

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
    busy(0xc0000, 0xc9bff, 'Video ROM'),
    busy(0xca000, 0xca5ff, 'Adapter ROM'),
    busy(0xf0000, 0xfffff, 'System ROM'),
    range(ramEnd, 0xfebfffff, 'PCI Bus 0000:00'),
    range(0xfd000000, 0xfdffffff, '0000:00:02.0'),
    range(0xfebf0000, 0xfebf0fff, '0000:00:02.0'),
    busy(0xfec00000, 0xfec003ff, 'IOAPIC 0'),
    busy(0xfed00000, 0xfed003ff, 'HPET 0'),
    range(0xfed00000, 0xfed003ff, 'PNP0103:00'),
    range(0x100000000, 0x17fffffff, 'PCI Bus 0000:00'),
  ];
}

/** The i.MX6 board's devices whose drivers are built in [recorded]. */
const imx6Resources: readonly Resource[] = [
  busy(0x900000, 0x93ffff, '900000.sram sram@900000'),
  busy(0x2020000, 0x2023fff, '2020000.serial serial@2020000'),
  busy(0x20dc000, 0x20dffff, '20dc000.gpc gpc@20dc000'),
  busy(0x20e0000, 0x20e3fff, '20e0000.pinctrl pinctrl@20e0000'),
  busy(0x20ec000, 0x20effff, '20ec000.dma-controller dma-controller@20ec000'),
  busy(0x21e8000, 0x21ebfff, '21e8000.serial serial@21e8000'),
];

/** QEMU's `virt` as arm64 shows it [recorded]; that of 32-bit ARM has the same devices. */
const virtResources: readonly Resource[] = [
  range(0x9000000, 0x9000fff, 'pl011@9000000'),
  busy(0x9000000, 0x9000fff, '9000000.pl011 pl011@9000000'),
  range(0x9010000, 0x9010fff, 'pl031@9010000'),
  busy(0x9010000, 0x9010fff, 'rtc-pl031'),
  range(0x9030000, 0x9030fff, 'pl061@9030000'),
  busy(0x9030000, 0x9030fff, '9030000.pl061 pl061@9030000'),
  range(0x10000000, 0x3efeffff, 'pcie@10000000'),
  range(0x4010000000, 0x401fffffff, 'PCI ECAM'),
  range(0x8000000000, 0xffffffffff, 'pcie@10000000'),
];

/** PowerNV's host bridges by their node, each with two windows, and their buses a bit less [recorded]. */
const powernvResources: readonly Resource[] = [
  ...pciHost(0, 0x6000000000000, 0x6003fbfffffff),
  ...pciHost(1, 0x6004000000000, 0x6007f7fffffff),
  ...pciHost(2, 0x6008000000000, 0x600bf7fffffff),
  ...pciHost(3, 0x6020000000000, 0x6023fbfffffff),
  ...pciHost(4, 0x6024000000000, 0x6027f7fffffff),
  ...pciHost(5, 0x6028000000000, 0x602bf7fffffff),
];

function pciHost(number: number, start: number, last: number): Resource[] {
  const name = `pciex@600c3c0${number}00000`;
  const bus = `PCI Bus 000${number}:01`;
  const small = 0x600c000000000 + number * 0x80000000;
  return [
    range(start, last, name),
    range(start, last - 0xf0000, bus),
    range(small, small + 0x7ffeffff, name),
    range(small, small + 0x7fefffff, bus),
  ];
}

const deviceResources: Readonly<Record<string, readonly Resource[]>> = {
  imx6q: imx6Resources,
  'virt-arm64': virtResources,
  'qcom-phone': virtResources,
  powernv: powernvResources,
};

/** Both ends inclusive, as the kernel shows them. */
function range(start: number, last: number, name: string): Resource {
  return { start, end: last + 1, name };
}

/** A range that its driver has claimed. */
function busy(start: number, last: number, name: string): Resource {
  return { ...range(start, last, name), isBusy: true };
}

/** `do_mark_busy`: reserved memory is kept for a driver to claim, the legacy region below 1 MiB is not. */
function firmwareResource({ start, end, type }: E820Entry): Resource {
  return { start, end, name: resourceName(type), isBusy: start < 0x100000 || !forDrivers.includes(type) };
}

/** All of them, in no order. */
export function boardResources(profile: KernelProfile, board: BoardProfile, layout: MemoryLayout): Resource[] {
  if (layout.e820 !== null) {
    const image = board.kernelImage.address;
    const sections = kernelSections[profile.release] ?? [];
    const table = layout.e820.table.map(firmwareResource);
    const extra = board.name === 'pc' ? pcResources(board.ramBanks.at(-1)!.end) : [];
    // Only 6.1 reserves the local APIC's registers.
    const apic =
      board.name === 'pc' && profile.version.patchlevel < 12 ? [busy(0xfee00000, 0xfee00fff, 'Local APIC')] : [];
    return [
      ...table,
      ...sections.map(([name, start, end]) => ({ start: image + start, end: image + end, name, isBusy: true })),
      ...extra,
      ...apic,
    ];
  }
  const origin = layout.memory[0]?.start ?? 0;
  const ram = layout.systemRam.map(({ start, end }) => ({ start, end, name: 'System RAM', isBusy: true }));
  const devices = deviceResources[board.name] ?? [];
  if (profile.architecture === 'arm') {
    const inRam = armSections.filter(([, start]) =>
      ram.some((one) => origin + start >= one.start && origin + start < one.end),
    );
    return [
      ...devices,
      ...ram,
      ...inRam.map(([name, start, end]) => ({ start: origin + start, end: origin + end, name, isBusy: true })),
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
