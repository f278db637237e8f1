/** The kernels the simulator knows, and how a user names them. */
import type { KernelProfile } from './kernel.ts';
import { readKernels } from './kernels/read.ts';
import { recordedKernels } from './kernels/recorded.ts';

export const kernels: readonly KernelProfile[] = [...recordedKernels, ...readKernels];

/** The profile whose release or alias is `name`, or undefined. */
export function findKernel(name: string): KernelProfile | undefined {
  return kernels.find((kernel) => kernel.release === name || kernel.aliases.includes(name));
}

/** Release and aliases, as lists show them: of a kernel that was not recorded they say so. */
export function kernelNames({ release, aliases, evidence }: KernelProfile): string {
  return `${[release, ...aliases].join(', ')}${evidence === 'read' ? ' (read, not recorded)' : ''}`;
}
