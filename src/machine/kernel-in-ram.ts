/** Which kernel starts at an address: what the image says that lies there. */
import { LINUX_IMAGE_HEADER_BYTES, readLinuxImage } from '../formats/linux-image.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile } from '../profiles/board.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { kernelText } from '../profiles/kernel-texts.ts';
import { findKernel } from '../profiles/kernels.ts';

/** The kernel, or why the board hangs instead of starting one. */
export function kernelInRam(memory: PhysicalMemory, entryAddress: number, board: BoardProfile): KernelProfile | string {
  const image = readLinuxImage(memory.read(entryAddress, LINUX_IMAGE_HEADER_BYTES));
  const profile = image === null ? undefined : findKernel(image.release);
  if (profile === undefined) return 'the bytes at the kernel entry are no kernel image';
  if (profile.architecture !== board.architecture) {
    return `the kernel image is for another CPU: ${profile.architecture}`;
  }
  if (kernelText(profile.release) === undefined) return `kernel ${profile.release} has no recorded texts to boot with`;
  return profile;
}
