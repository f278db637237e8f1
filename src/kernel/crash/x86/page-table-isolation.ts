/**
 * Whether page table isolation is on, which a die line tells (` PTI` or ` NOPTI`).
 *
 * Mirrors Linux v6.1 `arch/x86/mm/pti.c` (pti_check_boottime_disable). By itself it is on only where the CPU has Meltdown; the
 * emulated PC's AMD CPU has not.
 */
import { type KernelCommandLine, parameterValue } from '../../cmdline.ts';

export function pageTableIsolation(commandLine: KernelCommandLine, cpuHasMeltdown: boolean): boolean {
  const pti = parameterValue(commandLine, 'pti');
  if (pti === 'off') return false;
  if (pti === 'on') return true;
  if (parameterValue(commandLine, 'nopti') !== undefined) return false;
  return cpuHasMeltdown && parameterValue(commandLine, 'mitigations') !== 'off';
}
