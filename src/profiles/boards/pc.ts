/**
 * The emulated PC of the recorded x86-64 consoles and region images: QEMU i440FX, SeaBIOS 1.16.2, 128 MiB.
 *
 * The firmware memory map is the one each recorded boot log begins with. SeaBIOS leaves RAM alone at a reset, so every reset
 * keeps it; only taking the power away loses it.
 */
import type { BoardProfile, FirmwareMemory } from '../board.ts';
import { forgetsAll, idealModule, plainGap, sags } from '../retention-presets.ts';

export const pcFirmwareMap: readonly FirmwareMemory[] = [
  { start: 0, end: 0x9fc00, type: 1 },
  { start: 0x9fc00, end: 0xa0000, type: 2 },
  { start: 0xf0000, end: 0x100000, type: 2 },
  { start: 0x100000, end: 0x7fe0000, type: 1 },
  { start: 0x7fe0000, end: 0x8000000, type: 2 },
  { start: 0xfffc0000, end: 0x100000000, type: 2 },
  { start: 0xfd00000000, end: 0x10000000000, type: 2 },
];

export const pc: BoardProfile = {
  name: 'pc',
  description: 'Emulated PC, x86-64, 128 MiB: the machine of the recorded Linux images',
  architecture: 'x86_64',
  byteOrder: 'little',
  ramBanks: [{ start: 0, end: 0x8000000 }],
  ramSizes: { min: 0x6000000, max: 0xc0000000, step: 0x100000 },
  firmwareMap: pcFirmwareMap,
  pageSizeBytes: 4096,
  cpus: 1,
  hardwareName: 'QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014',
  bootloader: 'none',
  uboot: null,
  defaultKernel: '6.1.0-56-amd64',
  // As recorded: without these words the kernel would say more while it boots (mitigations, crypto self-tests).
  defaultCommandLine:
    'console=ttyS0,115200 nokaslr panic=1 rdinit=/init mitigations=off tsc=reliable no_timer_check cryptomgr.notests random.trust_cpu=on memmap=1M$0x5000000',
  // A virtio disk, as `-drive if=virtio` adds one [the line is that of drivers/block/virtio_blk.c, its speed assumed].
  disk: {
    name: 'vda',
    partitionInfix: '',
    major: 254,
    firstMinor: 0,
    sizeBytes: 257 * 0x100000,
    partitionStart: 2048,
    readBytesPerSecond: 400e6,
    writeBytesPerSecond: 200e6,
    requestNs: 100_000,
    foundLines: [{ level: 5, text: 'virtio_blk virtio0: [vda] 526336 512-byte logical blocks (269 MB/257 MiB)' }],
    commandLine:
      'console=ttyS0,115200 nokaslr panic=1 root=/dev/vda1 rw mitigations=off tsc=reliable no_timer_check cryptomgr.notests random.trust_cpu=on memmap=1M$0x5000000',
  },
  // As `-device i6300esb` adds one.
  watchdog: { device: 'i6300esb', name: '0000:00:02.0', output: 'reset' },
  rtcEpochSeconds: 1709294400, // 2024-03-01 12:00:00 UTC, as in the recordings
  retention: {
    'brown-out': sags,
    'power-loss': forgetsAll,
    // The memory controllers of PCs scramble; that an update draws another key is assumed.
    'firmware-update': [
      { region: 'all', outcome: { gap: { ...plainGap(idealModule, { offSeconds: 0 }), scrambler: 'newKey' } } },
    ],
  },
  // QEMU's boot ROM loads a bzImage at 1 MiB; it unpacks itself to 16 MiB.
  kernelFile: { address: 0x100000, sizeBytes: 0x800000 },
  kernelImage: { address: 0x1000000, sizeBytes: 0x2d00000 },
  deviceTree: null,
};
