/**
 * Which MMU the command line of a ppc64le kernel asks for.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/prom_init.c` (prom_parse_mmu_model).
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { type KernelCommandLine, kstrtobool } from '../cmdline.ts';

/** `disable_radix` without a value, or with one that means yes; where it is not given, as the kernel was configured. */
export function usesHashMmu(
  line: KernelCommandLine,
  { hashMmuByDefault = false }: Pick<KernelProfile, 'hashMmuByDefault'>,
): boolean {
  const given = line.parameters.findLast(({ name }) => name === 'disable_radix');
  if (given === undefined) return hashMmuByDefault;
  return given.value === null || given.value === '' || kstrtobool(given.value) === true;
}
