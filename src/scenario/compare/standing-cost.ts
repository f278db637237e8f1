/** What a mechanism costs in RAM while all is well, as the running machine says it in its own files. */
import type { Machine } from '../../machine/machine.ts';
import { latin1Text } from '../../sim/bytes.ts';
import type { StandingCost } from './cell-result.ts';
import type { Mechanism } from './mechanisms.ts';

const MEMINFO = '/proc/meminfo';
const KIB = 1024;

/** Null where the file is not there or says 0: nothing is set aside. */
export function standingCost(machine: Machine, { cost }: Mechanism): StandingCost | null {
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
