/**
 * QEMU's arm64 machine of the recorded consoles and region images: `virt`, Cortex-A57, 256 MiB at 0x40000000, PSCI.
 *
 * QEMU starts the kernel itself, as on the emulated PC, and loads kernel, initrd and device tree again at every reset; PSCI's
 * reset leaves all other RAM alone. The ramoops node is the recorded one.
 */
import type { BoardProfile } from '../board.ts';
import { forgetsAll } from '../retention-presets.ts';

const MIB = 0x100000;

/** The region of the recordings; its zones as in most of them. */
export const virtRamoopsNode = {
  address: 0x4e000000,
  length: 0x10000,
  recordSize: 0x4000,
  consoleSize: 0x2000,
  ftraceSize: 0x1000,
  pmsgSize: 0x1000,
} as const;

/** A virtio disk, as `-drive if=virtio` adds one [the line is that of drivers/block/virtio_blk.c, its speed assumed]. */
export const virtDisk = {
  name: 'vda',
  partitionInfix: '',
  major: 254,
  firstMinor: 0,
  sizeBytes: 257 * MIB,
  partitionStart: 2048,
  readBytesPerSecond: 400e6,
  writeBytesPerSecond: 200e6,
  requestNs: 100_000,
  foundLines: [{ level: 5, text: 'virtio_blk virtio0: [vda] 526336 512-byte logical blocks (269 MB/257 MiB)' }],
} as const;

export const virtArm64: BoardProfile = {
  name: 'virt-arm64',
  description:
    'Emulated arm64 machine (QEMU virt, Cortex-A57), 256 MiB at 0x40000000: the machine of the recorded images',
  architecture: 'arm64',
  byteOrder: 'little',
  ramBanks: [{ start: 0x40000000, end: 0x50000000 }],
  // From where the tree and the recorded region still fit; up to 4 GiB, as `highmem=off` allows and the tree's cells hold.
  ramSizes: { min: 0x10000000, max: 0xc0000000, step: MIB },
  pageSizeBytes: 4096,
  cpus: 1,
  hardwareName: 'linux,dummy-virt (DT)',
  bootloader: 'none',
  uboot: null,
  defaultKernel: '6.1.0-50-arm64',
  defaultCommandLine: 'console=ttyAMA0 panic=1 rdinit=/init cryptomgr.notests nokaslr',
  disk: { ...virtDisk, commandLine: 'console=ttyAMA0 panic=1 root=/dev/vda1 rw cryptomgr.notests nokaslr' },
  rtcEpochSeconds: 1709294400, // 2024-03-01 12:00:00 UTC, as in the recordings
  retention: { 'power-loss': forgetsAll },
  // An arm64 Image runs where it was loaded: 2 MiB above the start of RAM.
  kernelFile: { address: 0x40200000, sizeBytes: 8 * MIB },
  kernelImage: { address: 0x40200000, sizeBytes: 0x2020000 },
  deviceTree: {
    model: 'linux,dummy-virt',
    compatible: ['linux,dummy-virt'],
    cpu: 'arm,cortex-a57',
    cells: 2,
    ramoops: virtRamoopsNode,
    loadedAt: 0x48200000,
  },
};
