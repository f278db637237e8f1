/** What a mechanism costs in RAM while all is well, as the running machine says it. */
import { MINIDUMP_LINUX_REGIONS_MAX, minidumpRegion } from '../../formats/minidump-table.ts';
import type { Machine } from '../../machine/machine.ts';
import { latin1Text } from '../../sim/bytes.ts';
import type { StandingCost } from './cell-result.ts';
import type { Mechanism } from './mechanisms.ts';

const MEMINFO = '/proc/meminfo';
const KIB = 1024;
/** Of the region that is kmemdump's own: the core image's header. */
const HEADER_REGION = 1;

/** Null: nothing is set aside. */
export function standingCost(machine: Machine, { cost }: Mechanism): StandingCost | null {
  if (cost === null) return kmemdumpCost(machine);
  const bytes = numberIn(machine, cost.file, cost.pattern);
  if (bytes === 0) return null;
  const lentBytes = cost.isLent ? KIB * numberIn(machine, MEMINFO, /^CmaTotal: +(\d+)/m) : 0;
  return { bytes, lentBytes, source: cost.file };
}

/** The number that a file has in the place of the pattern's group, decimal or 0x; 0: none. */
function numberIn(machine: Machine, path: string, pattern: RegExp): number {
  const content = machine.kernelRead(path);
  const digits = typeof content === 'number' ? undefined : pattern.exec(latin1Text(content))?.[1];
  if (digits === undefined) return 0;
  return path === '/proc/mtd' ? Number.parseInt(digits, 16) : Number(digits);
}

/** All else that it lists is there for other reasons. */
function kmemdumpCost(machine: Machine): StandingCost | null {
  const kmemdump = machine.kernel?.parts.kmemdump ?? null;
  const header = kmemdump?.regions().find(({ id }) => id === HEADER_REGION)?.sizeBytes ?? 0;
  const table =
    (machine.firmwareDevices.download?.cookie ?? 0) === 0 ? 0 : MINIDUMP_LINUX_REGIONS_MAX * minidumpRegion.sizeBytes;
  return header + table === 0
    ? null
    : { bytes: header + table, lentBytes: 0, source: 'the header of its core image and minidump’s table' };
}
