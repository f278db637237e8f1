/**
 * What the boot log of a crash kernel on POWER says otherwise than that of a kernel at address 0: it is told where it runs, and the linear map is cut in more pieces.
 *
 * Recorded: 6.1.0-50-powerpc64le in 256 MiB at 512 MiB of a partition with 1 GiB (`test/fixtures/vmcore/capture-debian61ppc64le.log.gz`). Mirrors Linux v6.1
 * `arch/powerpc/kernel/setup-common.c` (print_system_info) and `mm/book3s64/radix_pgtable.c` (create_physical_mapping).
 */
import { hex } from '../../sim/bytes.ts';

const PAGE = 0x10000;
const LARGE_PAGE = 0x200000;
const MAPPED = /^radix-mmu: Mapped 0x0000000000000000-0x([0-9a-f]+) with 2\.00 MiB pages \(exec\)$/;
const MAPPED_REST = /^radix-mmu: Mapped 0x[0-9a-f]+-0x([0-9a-f]+) with 2\.00 MiB pages$/;

/** `start`: where the image lies. */
export function captureRecords<Line extends { readonly text: string }>(
  records: readonly Line[],
  start: number,
): Line[] {
  let execBytes = 0;
  return records.flatMap((record) => {
    const { text } = record;
    const lines = (...texts: readonly string[]) => texts.map((line) => ({ ...record, text: line }));
    if (text.startsWith('vmemmap start ')) return [record, ...lines(`physical_start    = 0x${hex(start)}`)];
    const exec = MAPPED.exec(text);
    if (exec !== null) {
      execBytes = Number.parseInt(exec[1]!, 16);
      return lines(
        mapped(0, PAGE, '64.0 KiB', true),
        mapped(PAGE, LARGE_PAGE, '64.0 KiB', false),
        mapped(LARGE_PAGE, start, '2.00 MiB', false),
        mapped(start, start + execBytes, '2.00 MiB', true),
      );
    }
    const rest = MAPPED_REST.exec(text);
    if (rest === null) return [record];
    return lines(mapped(start + execBytes, Number.parseInt(rest[1]!, 16), '2.00 MiB', false));
  });
}

function mapped(start: number, end: number, size: string, isExec: boolean): string {
  return `radix-mmu: Mapped 0x${hex(start, 16)}-0x${hex(end, 16)} with ${size} pages${isExec ? ' (exec)' : ''}`;
}
