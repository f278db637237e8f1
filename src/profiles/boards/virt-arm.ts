/**
 * QEMU's 32-bit ARM machine of the recorded consoles and region images: `virt,highmem=off`, Cortex-A15, 256 MiB at 0x40000000.
 *
 * QEMU starts the kernel itself and loads kernel, initrd and device tree again at every reset; all other RAM is left alone.
 */
import type { BoardProfile } from '../board.ts';
import { virtArm64, virtDisk, virtRamoopsNode } from './virt-arm64.ts';

export const virtArm: BoardProfile = {
  ...virtArm64,
  name: 'virt-arm',
  description:
    'Emulated 32-bit ARM machine (QEMU virt, Cortex-A15), 256 MiB at 0x40000000: the machine of the recorded images',
  architecture: 'arm',
  hardwareName: 'Generic DT based system',
  defaultKernel: '6.1.0-50-armmp',
  defaultCommandLine: 'console=ttyAMA0 panic=1 rdinit=/init cryptomgr.notests',
  disk: { ...virtDisk, commandLine: 'console=ttyAMA0 panic=1 root=/dev/vda1 rw cryptomgr.notests' },
  // The zImage is loaded at 64 KiB; it unpacks itself to where `Kernel code` begins in /proc/iomem.
  kernelFile: { address: 0x40010000, sizeBytes: 5 * 0x100000 },
  kernelImage: { address: 0x40208000, sizeBytes: 0x1460000 },
  deviceTree: {
    model: 'linux,dummy-virt',
    compatible: ['linux,dummy-virt'],
    cpu: 'arm,cortex-a15',
    cells: 2,
    ramoops: virtRamoopsNode,
    loadedAt: 0x48200000,
  },
};
