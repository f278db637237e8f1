/** The boot medium of a machine without a disk: the kernel image as template pages, and the board's device tree. */
import { buildLinuxImage } from '../formats/linux-image.ts';
import type { BootFile, BootMedium } from '../hardware/boot-medium.ts';
import { type PageTemplate, pageTemplate } from '../memory/page-template.ts';
import type { BoardProfile } from '../profiles/board.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { boardDeviceTree } from './board-device-tree.ts';

/** One template per kernel and size: generated at the first boot, shared by every machine of the process. */
const images = new Map<string, PageTemplate>();

export function kernelImage(kernel: KernelProfile, board: BoardProfile): PageTemplate {
  const { sizeBytes } = board.kernelFile;
  const memoryBytes = board.kernelImage.sizeBytes;
  const name = `vmlinuz ${kernel.release} ${sizeBytes} ${memoryBytes}`;
  let template = images.get(name);
  if (template === undefined) {
    const { architecture, release } = kernel;
    template = pageTemplate(name, 'loader', () => buildLinuxImage({ architecture, release, sizeBytes, memoryBytes }));
    images.set(name, template);
  }
  return template;
}

/** Where a Debian-like system keeps the files that a loader needs. */
function bootPaths(board: BoardProfile, kernel: KernelProfile): { kernel: string; deviceTree: string } {
  const { release } = kernel;
  return { kernel: `/boot/vmlinuz-${release}`, deviceTree: `/boot/dtbs/${release}/${board.name}.dtb` };
}

export interface BootFilesOptions {
  readonly board: BoardProfile;
  readonly kernel: KernelProfile;
  /** Latin1. */
  readonly commandLine: string;
  /** Instead of the board's own. */
  readonly deviceTree?: Uint8Array | undefined;
}

export function bootFiles({ board, kernel, commandLine, deviceTree }: BootFilesOptions): BootMedium {
  const { sizeBytes } = board.kernelFile;
  const bytes = deviceTree ?? boardDeviceTree(board);
  const paths = bootPaths(board, kernel);
  const template = kernelImage(kernel, board);
  const files = new Map<string, BootFile>([[trimmed(paths.kernel), { template, sizeBytes }]]);
  if (bytes !== null) files.set(trimmed(paths.deviceTree), { bytes });
  const configuration = {
    kernelPath: paths.kernel,
    deviceTreePath: bytes === null ? null : paths.deviceTree,
    commandLine,
  };
  return {
    configuration: () => configuration,
    file: (path) => files.get(trimmed(path)),
    // A stand-in hands out the template's own bytes.
    sharedPages: ({ buffer, byteOffset, length }) =>
      buffer === template.bytes.buffer && byteOffset === template.bytes.byteOffset && length === sizeBytes
        ? template
        : null,
  };
}

function trimmed(path: string): string {
  return path.replace(/^\/+/, '');
}
