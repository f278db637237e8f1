/**
 * What the boot log of a crash kernel on the PC says otherwise than the recorded one: where its initial RAM disk lies, and where the firmware's tables are.
 *
 * Recorded: 6.1.0-56-amd64 and 6.12.117+deb12-amd64 with 512 MiB and `crashkernel=128M`, an initial RAM disk and none. The firmware puts its tables into the last
 * 128 KiB of RAM, which its memory map has as reserved.
 */
import { hex } from '../../sim/bytes.ts';
import { E820_TYPE_RAM } from '../memblock/e820.ts';
import type { BootParams } from './boot-params.ts';

const PAGE = 4096;
const TABLES_BYTES = 0x20000;
const INITRD_LINE = /^(?:RAMDISK: |Trying to unpack rootfs image as initramfs|Freeing initrd memory: )/;
const TABLE = /^(ACPI: \w{4} 0x)([0-9A-F]{16})( .*)$/;
const RESERVING = /^(ACPI: Reserving \w{4} table memory at \[mem 0x)([0-9a-f]+)-0x([0-9a-f]+)\]$/;
/** The root pointer lies in the ROM, and nowhere else. */
const ROM_END = 0x100000;

export function x86CaptureRecords<Line extends { readonly text: string }>(
  records: readonly Line[],
  { map, initrd }: BootParams,
): Line[] {
  const area = map.find(
    ({ start, end, type }) => type !== E820_TYPE_RAM && start >= ROM_END && end - start === TABLES_BYTES,
  );
  const moved = (digits: string) => {
    const address = Number.parseInt(digits, 16);
    return area === undefined || address < ROM_END ? address : area.start + (address % TABLES_BYTES);
  };
  return records.flatMap((record) => {
    const { text } = record;
    const line = (changed: string) => [{ ...record, text: changed }];
    if (INITRD_LINE.test(text)) {
      if (initrd === null) return [];
      const end = Math.ceil(initrd.end / PAGE) * PAGE;
      if (text.startsWith('RAMDISK')) return line(`RAMDISK: [mem 0x${hex(initrd.start, 8)}-0x${hex(end - 1, 8)}]`);
      return text.startsWith('Freeing') ? line(`Freeing initrd memory: ${(end - initrd.start) / 1024}K`) : [record];
    }
    const table = TABLE.exec(text);
    if (table !== null) return line(`${table[1]}${hex(moved(table[2]!), 16).toUpperCase()}${table[3]}`);
    const kept = RESERVING.exec(text);
    if (kept === null) return [record];
    return line(`${kept[1]}${hex(moved(kept[2]!))}-0x${hex(moved(kept[3]!))}]`);
  });
}
