/** /boot and /lib/modules: kernel image, configuration, symbols, device tree, boot menu, modules. */
import { buildLinuxImage } from '../../../formats/linux-image.ts';
import type { BoardProfile } from '../../../profiles/board.ts';
import type { KernelProfile } from '../../../profiles/kernel.ts';
import { kernelConfigText } from '../../../profiles/kernel-config.ts';
import { kernelText } from '../../../profiles/kernel-texts.ts';
import { latin1Bytes } from '../../../sim/bytes.ts';
import { SymbolTable, textBase } from '../../crash/symbols.ts';
import { moduleFiles } from '../../modules/catalogue.ts';
import { EXTLINUX_DEFAULTS, extlinuxConfiguration } from '../system/u-boot-update.ts';
import type { RootTreeBuilder } from './root-entry.ts';

/** Kernel and what a loader and `uname -r` lead to. */
export function addBootFiles(
  tree: RootTreeBuilder,
  board: BoardProfile,
  kernel: KernelProfile,
  deviceTree: Uint8Array | null,
): void {
  const { release, architecture } = kernel;
  const { sizeBytes } = board.kernelFile;
  const memoryBytes = board.kernelImage.sizeBytes;
  tree.bytes(`/boot/vmlinuz-${release}`, () => buildLinuxImage({ architecture, release, sizeBytes, memoryBytes }));
  tree.bytes(`/boot/System.map-${release}`, () => latin1Bytes(systemMap(kernel)), 0o600);
  const configuration = kernelConfigText(kernel);
  if (configuration !== null) tree.text(`/boot/config-${release}`, configuration);
  if (deviceTree !== null) tree.bytes(`/boot/dtbs/${release}/${board.name}.dtb`, () => deviceTree);
  if (board.disk !== null && board.uboot?.platform === 'board') {
    tree.text('/boot/extlinux/extlinux.conf', bootMenu(board, release, deviceTree !== null));
  }
}

/** What u-boot-update makes of /etc/kernel/cmdline as it comes. */
function bootMenu(board: BoardProfile, release: string, hasDeviceTree: boolean): string {
  const line = board.disk!.commandLine;
  return extlinuxConfiguration({
    ...EXTLINUX_DEFAULTS,
    label: 'Debian GNU/Linux 12 (bookworm)',
    root: /root=\S*/.exec(line)?.[0] ?? '',
    parameters: line.replace(/root=\S*/, '').replace(/^\s*/, ''),
    kernels: [
      { version: release, hasInitrd: false, fdt: hasDeviceTree ? `fdt /boot/dtbs/${release}/${board.name}.dtb` : '' },
    ],
  });
}

/** Text addresses as linked: where the kernel lies without address randomisation. */
function systemMap(kernel: KernelProfile): string {
  const crash = kernelText(kernel.release)?.crash;
  if (crash === undefined) return '';
  const base = textBase(crash);
  const digits = crash.architecture === 'arm' ? 8 : 16;
  return [...SymbolTable.of(crash).symbols()]
    .filter(({ module }) => module === null)
    .map(({ name, offset }) => ({ name, address: base + offset }))
    .sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : a.name < b.name ? -1 : 1))
    .map(({ name, address }) => `${address.toString(16).padStart(digits, '0')} T ${name}\n`)
    .join('');
}

/** Below /lib, which is a link to usr/lib where /usr is merged. */
export function addModules(tree: RootTreeBuilder, kernel: KernelProfile, lib: string): void {
  for (const { path, content } of moduleFiles(kernel)) {
    const bytes = typeof content === 'string' ? () => latin1Bytes(content) : () => content;
    tree.bytes(`${lib}/modules/${kernel.release}/${path}`, bytes);
  }
}
