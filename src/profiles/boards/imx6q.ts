/**
 * A 32-bit ARM board with an i.MX6 Quad, as in the Apertis document on pstore: 1 GiB of RAM at 0x10000000, U-Boot 2021.01,
 * kernel and device tree on the first partition of MMC 1.
 *
 * RAM, region and heap address come from that document; load addresses, sizes of arena and line buffer are those of U-Boot's
 * configuration for the SABRE Lite (`include/configs/nitrogen6x.h` at v2021.01). The boot text is composed in the form that
 * U-Boot's sources print [read]; temperatures, speeds and device names are plausible, not recorded.
 */
import type { BoardProfile } from '../board.ts';
import { CORTEX_A9_CACHE } from '../cpu-cache.ts';
import { forgetsAll, sags } from '../retention-presets.ts';

const MIB = 0x100000;

/** 2024-03-01 12:00:00 UTC, as in the recordings of the ARM kernels. */
const RTC_EPOCH_SECONDS = 1709294400;

const DISK_COMMAND_LINE = 'console=ttymxc1,115200 root=/dev/mmcblk1p1 rootwait rw panic=10';

export const imx6q: BoardProfile = {
  name: 'imx6q',
  description: 'Freescale i.MX6 Quad, 1 GiB of RAM at 0x10000000, U-Boot and Linux on MMC 1',
  architecture: 'arm',
  byteOrder: 'little',
  ramBanks: [{ start: 0x10000000, end: 0x50000000 }],
  pageSizeBytes: 4096,
  cpus: 4,
  ownCache: CORTEX_A9_CACHE,
  hardwareName: 'Freescale i.MX6 Quad/DualLite (Device Tree)',
  bootloader: 'uboot',
  uboot: {
    version: '2021.01',
    platform: 'board',
    physicalAddressBits: 32,
    lineBytes: 512,
    maxWords: 32,
    environmentBytes: 8188,
    // The offset is that of the SoC's boards (CONFIG_ENV_OFFSET), ahead of the partitions; the device is where the board has its card.
    mmcEnvironment: { device: 1, offset: 0xc0000 },
    initMs: 600,
    storageBytesPerMs: 20_000,
    mmcHosts: ['FSL_SDHC', 'FSL_SDHC'],
    cacheLineBytes: 32,
    watchdogSeconds: null,
    machineType: 3769,
    resetCauseNames: {
      'power-on': 'POR',
      'brown-out': 'POR',
      'power-loss': 'POR',
      'firmware-update': 'POR',
      cold: 'POR',
      // The SoC resets itself, for Linux as for U-Boot's `reset`, by means of its watchdog.
      warm: 'WDOG',
      watchdog: 'WDOG',
      pin: 'POR',
    },
    memory: {
      textBase: 0x17800000,
      imageBytes: 0x8a000,
      imageInRam: true,
      // 16 KiB of page tables, rounded down to 64 KiB.
      topBytes: 0x10000,
      mallocBytes: 10 * MIB + 0x2000,
      dataBytes: 0x10000,
      stackBytes: 0x2000,
      // The document's heap buffer: 0x4f867080.
      heapFreeOffset: 0x303080,
    },
    bootDelaySeconds: 3,
    environment: {
      baudrate: '115200',
      bootcmd: `load mmc 1:1 \${kernel_addr_r} \${bootfile}; load mmc 1:1 \${fdt_addr_r} \${fdtfile}; bootz \${kernel_addr_r} - \${fdt_addr_r}`,
      console: 'ttymxc1',
      fdt_addr_r: '0x18000000',
      fdt_high: '0xffffffff',
      initrd_high: '0xffffffff',
      kernel_addr_r: '0x12000000',
      ramdisk_addr_r: '0x13000000',
    },
    // The SoC's boards of that release: no FIT images, no decompressor but gzip.
    boot: {
      commands: ['bootz'],
      architecture: 'arm',
      architectures: ['arm'],
      legacy: true,
      fit: false,
      signatures: false,
      bestMatch: false,
      showsTime: false,
      rawRamdisk: true,
      decompressors: ['gzip'],
      longestKernel: 8 * MIB,
      lacksRandomDevice: false,
    },
    pstore: {
      address: 0x30000000,
      length: 0x100000,
      recordSize: 0x2000,
      consoleSize: 0x2000,
      ftraceSize: 0x1000,
      pmsgSize: 0x1000,
      eccSize: 0,
    },
    earlyLines: [
      'CPU:   Freescale i.MX6Q rev1.2 at 792 MHz',
      'Reset cause: {resetCause}',
      'Model: Freescale i.MX6 Quad SABRE Lite Board',
      'Board: SABRE Lite',
      'I2C:   ready',
    ],
    bootLines: [
      '{core}',
      'MMC:   FSL_SDHC: 0, FSL_SDHC: 1',
      '{environment}',
      'In:    serial',
      'Out:   serial',
      'Err:   serial',
      'Net:   FEC',
    ],
    coreLine: 'Core:  61 devices, 18 uclasses, devicetree: separate',
    bootDevice: { interface: 'mmc', device: 1, partition: 1 },
    kernelAddress: 0x12000000,
    deviceTreeAddress: 0x18000000,
  },
  defaultKernel: '6.1.0-50-armmp',
  defaultCommandLine: DISK_COMMAND_LINE,
  // The card in the second slot; the lines are those of drivers/mmc/core [read], name and speed of a usual card [assumed].
  disk: {
    name: 'mmcblk1',
    partitionInfix: 'p',
    major: 179,
    firstMinor: 8,
    sizeBytes: 260 * MIB,
    partitionStart: 8192,
    readBytesPerSecond: 20e6,
    writeBytesPerSecond: 10e6,
    requestNs: 500_000,
    foundLines: [
      { level: 6, text: 'mmc1: new high speed SD card at address b368' },
      { level: 6, text: 'mmcblk1: mmc1:b368 SMI   260 MiB ' },
    ],
    commandLine: DISK_COMMAND_LINE,
  },
  watchdog: { device: 'imx2-wdt', name: '20bc000.watchdog', output: 'reset' },
  rtcEpochSeconds: RTC_EPOCH_SECONDS,
  retention: {
    warm: [{ region: 'all', outcome: 'kept' }],
    watchdog: [{ region: 'all', outcome: 'kept' }],
    pin: [{ region: 'all', outcome: 'kept' }],
    // Power-on reset of the SoC alone: DRAM stays powered and is refreshed again within its retention time [assumed].
    cold: [{ region: 'all', outcome: 'kept' }],
    'brown-out': sags,
    'power-loss': forgetsAll,
  },
  kernelFile: { address: 0x12000000, sizeBytes: 5 * MIB },
  // RAM base + TEXT_OFFSET of `arch/arm/Makefile`; the size is that of the recorded armmp kernel's sections, rounded up.
  kernelImage: { address: 0x10008000, sizeBytes: 0x16f8000 },
  deviceTree: {
    model: 'Freescale i.MX6 Quad SABRE Lite Board',
    compatible: ['fsl,imx6q-sabrelite', 'fsl,imx6q'],
    cpu: 'arm,cortex-a9',
    cells: 1,
    // The node that the Apertis document's parameters ask for. It cannot be left to U-Boot's own fix-up: U-Boot 2021.01 writes
    // two address cells below a root that has one, and Linux then reserves nothing.
    ramoops: {
      address: 0x30000000,
      length: 0x100000,
      recordSize: 0x2000,
      consoleSize: 0x2000,
      ftraceSize: 0x1000,
      pmsgSize: 0x1000,
    },
  },
};
