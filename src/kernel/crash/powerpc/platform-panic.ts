/**
 * What a pseries machine does in a panic beside the common order.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/setup-common.c` (ppc_panic_platform_handler), `traps.c` (panic_flush_kmsg_end) and
 * `arch/powerpc/platforms/pseries/setup.c` with `kernel/rtas.c` (rtas_os_term): the last notifier dumps the log itself, then tells
 * the firmware, which may never come back.
 */
import type { BoardProfile } from '../../../profiles/board.ts';
import type { CrashSite } from '../crash-environment.ts';

export type PanicPlatform = 'common' | 'os-term-returns' | 'os-term-stops';

/** What this machine's firmware does when it is told. */
export function panicPlatform({ architecture, osTerm }: BoardProfile): PanicPlatform {
  if (architecture !== 'ppc64le') return 'common';
  return osTerm === 'stops' ? 'os-term-stops' : 'os-term-returns';
}

/** The path of a system reset interrupt. Its panic comes in NMI context: what follows its announcement is not printed. */
export const SYSTEM_RESET_PATH = 'system-reset';

export function isInSystemReset(site: CrashSite | null): boolean {
  return site?.path === SYSTEM_RESET_PATH;
}
