/** What stands on a board's boot medium: the kernel image as template pages, and the board's device tree. */
import { buildLinuxImage } from '../formats/linux-image.ts';
import type { BootMedium } from '../hardware/boot-medium.ts';
import { type PageTemplate, pageTemplate } from '../memory/page-template.ts';
import type { BoardProfile } from '../profiles/board.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { boardDeviceTree } from './board-device-tree.ts';

/** One template per kernel and size: generated at the first boot, shared by every machine of the process. */
const images = new Map<string, PageTemplate>();

function kernelImage(kernel: KernelProfile, sizeBytes: number): PageTemplate {
  const name = `vmlinuz ${kernel.release} ${sizeBytes}`;
  let template = images.get(name);
  if (template === undefined) {
    const { architecture, release } = kernel;
    template = pageTemplate(name, 'loader', () => buildLinuxImage({ architecture, release, sizeBytes }));
    images.set(name, template);
  }
  return template;
}

export function bootFiles(board: BoardProfile, kernel: KernelProfile, commandLine: string): BootMedium {
  const { sizeBytes } = board.kernelFile;
  const bytes = boardDeviceTree(board);
  return {
    kernel: { path: `/boot/vmlinuz-${kernel.release}`, template: kernelImage(kernel, sizeBytes), sizeBytes },
    deviceTree: bytes === null ? null : { path: `/boot/dtbs/${kernel.release}/${board.name}.dtb`, bytes },
    commandLine,
  };
}
