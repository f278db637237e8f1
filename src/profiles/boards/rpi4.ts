/**
 * Raspberry Pi 4 Model B with 1 GiB, as field reports on ramoops have it: a board that trains its DRAM again at every reset.
 *
 * Known from public reports: with the firmware of 2022 a warm reset leaves some flipped bits (signatures like 0x43470204 in place of
 * 0x43474244 were seen); later firmware keeps RAM over a reboot and the watchdog, but not over the reset line
 * (github.com/raspberrypi/linux/issues/5298). The rate of the flips is assumed; it fits the headers that the reports show.
 * Address and size of the region are those of the Raspberry Pi's `ramoops` overlay.
 *
 * Composed, not recorded: the kernels are Debian's arm64 kernels as they were recorded on an emulated machine, so that
 * their boot logs name its CPU, serial port and other devices; the four CPUs are what a recording with two says, twice more. The VideoCore's share at the top of the first GiB is left out of RAM.
 * The firmware says nothing: BOOT_UART is off as shipped. Left out: its watchdog (bcm2835_wdt), which needs a driver and the modules
 * of Debian's arm64 kernels.
 */
import type { BoardProfile } from '../board.ts';
import { CORTEX_A72_CACHE } from '../cpu-cache.ts';
import { forgetsAll } from '../retention-presets.ts';

const MIB = 0x100000;

/** Chance of each bit to flip while the interface is trained with no refresh going on [assumed]. */
const TRAINING_BER = 5e-3;

/** Where the overlay puts the region, and some room behind it: flips elsewhere would hit what the next boot writes over anyway. */
const region = { start: 0xb000000, end: 0xb400000 };
const trained = [{ region, outcome: { bitErrorRate: TRAINING_BER } }] as const;
const lost = [{ region: 'all', outcome: 'lost' }] as const;

export const rpi4: BoardProfile = {
  name: 'rpi4',
  description: 'Raspberry Pi 4 Model B, 1 GiB, whose firmware trains the DRAM at every reset; its texts are composed',
  architecture: 'arm64',
  byteOrder: 'little',
  ramBanks: [{ start: 0, end: 0x3b400000 }],
  pageSizeBytes: 4096,
  cpus: 4,
  ownCache: CORTEX_A72_CACHE,
  hardwareName: 'Raspberry Pi 4 Model B Rev 1.1 (DT)',
  bootloader: 'none',
  uboot: null,
  defaultKernel: '6.1.0-50-arm64',
  defaultCommandLine: 'console=ttyAMA0,115200 panic=1 rdinit=/init nokaslr',
  disk: {
    name: 'mmcblk0',
    partitionInfix: 'p',
    major: 179,
    firstMinor: 0,
    sizeBytes: 260 * MIB,
    partitionStart: 8192,
    readBytesPerSecond: 40e6,
    writeBytesPerSecond: 20e6,
    requestNs: 500_000,
    foundLines: [
      { level: 6, text: 'mmc0: new high speed SD card at address b368' },
      { level: 6, text: 'mmcblk0: mmc0:b368 SMI   260 MiB ' },
    ],
    commandLine: 'console=ttyAMA0,115200 panic=1 root=/dev/mmcblk0p1 rw nokaslr',
  },
  rtcEpochSeconds: 1709294400, // 2024-03-01 12:00:00 UTC, as in the recordings
  retention: {
    pin: lost,
    'brown-out': forgetsAll,
    'power-loss': forgetsAll,
    'firmware-update': lost,
  },
  firmwares: { old: { warm: trained, watchdog: trained, pin: trained } },
  kernelFile: { address: 0x200000, sizeBytes: 8 * MIB },
  kernelImage: { address: 0x200000, sizeBytes: 0x2020000 },
  deviceTree: {
    model: 'Raspberry Pi 4 Model B Rev 1.1',
    compatible: ['raspberrypi,4-model-b', 'brcm,bcm2711'],
    cpu: 'arm,cortex-a72',
    cells: 1,
    ramoops: {
      address: 0xb000000,
      length: 0x10000,
      recordSize: 0x4000,
      consoleSize: 0,
      ftraceSize: 0,
      pmsgSize: 0,
    },
    loadedAt: 0x2eff0000,
  },
};
