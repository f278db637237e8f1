/** Which kernel starts at an address: what the image says that lies there. */
import { getProperty } from '../formats/fdt-tree.ts';
import { LINUX_IMAGE_HEADER_BYTES, readLinuxImage } from '../formats/linux-image.ts';
import type { Handoff } from '../hardware/stage.ts';
import { readTree } from '../kernel/boot-information.ts';
import { readBootParams } from '../kernel/kdump/boot-params.ts';
import { USABLE_MEMORY } from '../kernel/kdump/powerpc-image.ts';
import { subtract } from '../memory/memory-map.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile } from '../profiles/board.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { kernelText } from '../profiles/kernel-texts.ts';
import { findKernel } from '../profiles/kernels.ts';

/** Linux `Documentation/arch/arm64/booting.rst`; an image elsewhere fails before it can say so. */
const ARM64_ALIGNMENT = 0x200000;

/**
 * The board as the kernel is told of it: one that another kernel starts finds its memory map in the boot parameters it is given (x86: RSI), and
 * runs where it was put. On POWER the tree says which memory it may use.
 */
export function boardFromLoader(
  memory: PhysicalMemory,
  { registers, entryAddress, deviceTreeAddress }: Handoff,
  board: BoardProfile,
): BoardProfile {
  const parameters = registers['rsi'];
  if (board.architecture === 'ppc64le' && deviceTreeAddress !== null && entryAddress !== board.kernelFile.address) {
    const end = usableMemoryEnd(memory, deviceTreeAddress);
    if (end === null) return board;
    const banks = subtract(board.ramBanks, [{ start: end, end: Number.MAX_SAFE_INTEGER }]);
    return { ...board, ramBanks: banks, kernelImage: { ...board.kernelImage, address: entryAddress } };
  }
  if (parameters === undefined || board.firmwareMap === undefined) return board;
  const { map } = readBootParams(memory, parameters);
  return { ...board, firmwareMap: map, kernelImage: { ...board.kernelImage, address: entryAddress } };
}

/** Where the memory ends that a loader lets the kernel have; null: the tree says nothing of it. */
function usableMemoryEnd(memory: PhysicalMemory, treeAddress: number): number | null {
  const tree = readTree(memory, treeAddress);
  const node = tree?.root.children.find(({ name }) => name.startsWith('memory'));
  const usable = node === undefined ? null : getProperty(node, USABLE_MEMORY);
  if (usable === null || usable.length < 16) return null;
  const view = new DataView(usable.buffer, usable.byteOffset);
  const end = Number(view.getBigUint64(0) + view.getBigUint64(8));
  return Number.isSafeInteger(end) && end > 0 ? end : null;
}

/** The kernel, or why the board hangs instead of starting one. */
export function kernelInRam(memory: PhysicalMemory, entryAddress: number, board: BoardProfile): KernelProfile | string {
  const image = readLinuxImage(memory.read(entryAddress, LINUX_IMAGE_HEADER_BYTES));
  const profile = image === null ? undefined : findKernel(image.release);
  if (profile === undefined) return 'the bytes at the kernel entry are no kernel image';
  if (profile.architecture !== board.architecture) {
    return `the kernel image is for another CPU: ${profile.architecture}`;
  }
  if (profile.architecture === 'arm64' && entryAddress % ARM64_ALIGNMENT !== 0) {
    return 'an arm64 kernel runs on a boundary of 2 MiB only';
  }
  const { ramBanks, kernelImage } = board;
  const end = entryAddress + kernelImage.sizeBytes;
  if (profile.architecture === 'arm64' && !ramBanks.some((bank) => entryAddress >= bank.start && end <= bank.end)) {
    return 'the kernel does not fit into the RAM behind its entry';
  }
  if (kernelText(profile.release) === undefined) return `kernel ${profile.release} has no recorded texts to boot with`;
  return profile;
}
