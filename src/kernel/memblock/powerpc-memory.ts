/**
 * What the command line of a ppc64le kernel decides about memory: which MMU, and the reserve for a crash kernel.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/prom_init.c` (prom_parse_mmu_model) and `arch/powerpc/kexec/core.c`
 * (reserve_crashkernel): without an address it lies in the middle of memory, on 64 KiB.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { type KernelCommandLine, kstrtobool, memparse, parameterValue } from '../cmdline.ts';

/** `disable_radix` without a value, or with one that means yes. */
export function usesHashMmu(line: KernelCommandLine): boolean {
  const given = line.parameters.findLast(({ name }) => name === 'disable_radix');
  if (given === undefined) return false;
  return given.value === null || given.value === '' || kstrtobool(given.value) === true;
}

/** The reserve of `crashkernel=SIZE[@START]`; null without one, or where it does not fit. */
export function crashKernelRegion(line: KernelCommandLine, memoryEnd: number): AddressRange | null {
  const text = parameterValue(line, 'crashkernel');
  if (!text) return null;
  const size = memparse(text);
  if (size.value <= 0) return null;
  const given = text[size.length] === '@' ? memparse(text.slice(size.length + 1)).value : null;
  const start = given ?? Math.floor(memoryEnd / 2 / 0x10000) * 0x10000;
  return start + size.value <= memoryEnd ? { start, end: start + size.value } : null;
}
