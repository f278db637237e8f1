/**
 * /sys/kernel: the counters of this kernel.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/ksysfs.c`, `kernel/exit.c` (oops_count) and `kernel/panic.c` (warn_count).
 */
import type { PseudoServices } from '../procfs/services.ts';
import type { SysfsPart } from './sysfs-nodes.ts';
import { attribute } from './sysfs-nodes.ts';

export function kernelNodes({ parts }: PseudoServices): SysfsPart {
  const { casualty } = parts;
  const kernel = {
    oops_count: attribute(() => `${casualty.oopsCount}\n`),
    warn_count: attribute(() => `${casualty.warnCount}\n`),
  };
  return (path) => (path === 'kernel' ? kernel : undefined);
}
