/**
 * What a POWER machine does in a panic beside the common order: pseries something, PowerNV nothing.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/setup-common.c` (ppc_panic_platform_handler), `traps.c` (panic_flush_kmsg_end) and
 * `arch/powerpc/platforms/pseries/setup.c` with `kernel/rtas.c` (rtas_os_term): the last notifier dumps the log itself, then tells
 * the firmware, which may never come back.
 */
import type { BoardProfile } from '../../../profiles/board.ts';
import type { CrashSite } from '../crash-environment.ts';

export type PanicPlatform = 'common' | 'os-term-returns' | 'os-term-stops';

/** What this machine's firmware does when it is told. */
export function panicPlatform({ architecture, osTerm, opal }: BoardProfile): PanicPlatform {
  if (architecture !== 'ppc64le' || opal !== undefined) return 'common';
  return osTerm === 'stops' ? 'os-term-stops' : 'os-term-returns';
}

/** The paths of a system reset interrupt: under a hypervisor, and without. Its panic comes in NMI context: what follows its announcement is not printed. */
const SYSTEM_RESET_PATHS = { hypervisor: 'system-reset', opal: 'system-reset/opal' } as const;

export function systemResetPath({ opal }: BoardProfile): string {
  return opal === undefined ? SYSTEM_RESET_PATHS.hypervisor : SYSTEM_RESET_PATHS.opal;
}

export function isInSystemReset(site: CrashSite | null): boolean {
  return site !== null && Object.values<string>(SYSTEM_RESET_PATHS).includes(site.path);
}
