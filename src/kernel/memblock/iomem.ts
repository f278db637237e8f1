/**
 * /proc/iomem, its memory part.
 *
 * Mirrors Linux v6.1 x86 `e820__reserve_resources`, arm `request_standard_resources`, arm64
 * `request_standard_resources` for the lines about memory. Lines of devices and of the kernel image on x86 are left out; the
 * recordings show where the kernel lies on arm only.
 */
import { type AddressRange, regionsIn } from '../../memory/memory-map.ts';
import { hex } from '../../sim/bytes.ts';
import { resourceName } from './e820.ts';
import type { MemoryLayout } from './memory-layout.ts';

/** 6.1.0-50-armmp: where text and data lie, as offsets into RAM [recorded]. */
const ARM_KERNEL: readonly [name: string, start: number, end: number][] = [
  ['Kernel code', 0x208000, 0x1200000],
  ['Kernel data', 0x1400000, 0x1607588],
];

/** Text of /proc/iomem, one line a region, ranges inclusive. */
export function iomemText(layout: MemoryLayout): string {
  const lines =
    layout.e820 === null
      ? deviceTreeLines(layout)
      : layout.e820.table.map((entry) => line(entry, resourceName(entry.type)));
  return lines.map((text) => `${text}\n`).join('');
}

function line({ start, end }: AddressRange, name: string): string {
  return `${hex(start, 8)}-${hex(end - 1, 8)} : ${name}`;
}

function deviceTreeLines(layout: MemoryLayout): string[] {
  const origin = layout.memory[0]?.start ?? 0;
  const noMap = layout.architecture === 'arm64' ? layout.reserved.filter((region) => region.noMap) : [];
  const top = [
    ...layout.systemRam.map((range) => ({ ...range, name: 'System RAM' })),
    ...noMap.map((range) => ({ start: range.start, end: range.end, name: 'reserved' })),
  ].sort((a, b) => a.start - b.start);
  return top.flatMap((region) => {
    if (region.name !== 'System RAM') return [line(region, region.name)];
    return [line(region, region.name), ...inside(layout, region, origin).map((text) => `  ${text}`)];
  });
}

function inside(layout: MemoryLayout, range: AddressRange, origin: number): string[] {
  if (layout.architecture === 'arm') {
    return ARM_KERNEL.filter(([, start]) => origin + start >= range.start && origin + start < range.end).map(
      ([name, start, end]) => line({ start: origin + start, end: origin + end }, name),
    );
  }
  const mapped = layout.reserved.filter((region) => !region.noMap);
  const sorted = regionsIn(
    mapped.map((region) => ({ ...region, kind: 'reserved', owner: 'device tree' })),
    range,
  ).sort((a, b) => a.start - b.start);
  return sorted.map((region) => line(region, 'reserved'));
}
