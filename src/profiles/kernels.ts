/** The kernels the simulator knows, and how a user names them. */
import type { KernelProfile } from './kernel.ts';
import { recordedKernels } from './kernels/recorded.ts';

export const kernels: readonly KernelProfile[] = recordedKernels;

/** The profile whose release or alias is `name`, or undefined. */
export function findKernel(name: string): KernelProfile | undefined {
  return kernels.find((kernel) => kernel.release === name || kernel.aliases.includes(name));
}
