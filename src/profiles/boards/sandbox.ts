/**
 * U-Boot's own test board: U-Boot as a program on a 64-bit PC, with an emulated RAM from address 0.
 *
 * The board of the recorded U-Boot sessions. It boots no kernel; its block interface is `host`. Memory layout and boot text
 * follow the recording of a 1 GiB sandbox, moved down to the 256 MiB of the default build [composed].
 */
import type { BoardProfile } from '../board.ts';

const MIB = 0x100000;

export const sandbox: BoardProfile = {
  name: 'sandbox',
  description: 'U-Boot sandbox: 256 MiB of RAM from address 0, no kernel',
  architecture: 'x86_64',
  byteOrder: 'little',
  ramBanks: [{ start: 0, end: 256 * MIB }],
  pageSizeBytes: 4096,
  cpus: 1,
  hardwareName: 'sandbox',
  bootloader: 'uboot',
  uboot: {
    version: '2026.07',
    platform: 'sandbox',
    lineBytes: 1024,
    maxWords: 64,
    environmentBytes: 8187,
    initMs: 0,
    storageBytesPerMs: null,
    watchdogSeconds: null,
    resetCauseNames: {
      'power-on': 'COLD',
      'power-loss': 'COLD',
      cold: 'COLD',
      warm: 'WARM',
      watchdog: 'WARM',
      pin: 'WARM',
    },
    memory: {
      textBase: null,
      imageBytes: 0x203000,
      imageInRam: false,
      topBytes: 0,
      mallocBytes: 96 * MIB + 0x2000,
      dataBytes: 0x4000,
      stackBytes: 0,
      heapFreeOffset: 0x80000,
    },
    bootDelaySeconds: 2,
    environment: {
      baudrate: '115200',
      bootm_size: '0x10000000',
      fdt_addr_r: '0xc00000',
      kernel_addr_r: '0x1000000',
      ramdisk_addr_r: '0x2000000',
      scriptaddr: '0x1000',
      stderr: 'serial',
      stdin: 'serial',
      stdout: 'serial',
    },
    pstore: {
      address: 0x3000000,
      length: 0x10000,
      recordSize: 0x1000,
      consoleSize: 0x1000,
      ftraceSize: 0x1000,
      pmsgSize: 0x1000,
      eccSize: 0,
    },
    earlyLines: ['Reset Status: {resetCause}', 'Model: sandbox'],
    bootLines: [
      '{core}',
      'NAND:  0 MiB',
      'MMC:   ',
      'Loading Environment from nowhere... OK',
      'In:    serial',
      'Out:   serial',
      'Err:   serial',
      'Model: sandbox',
      'Net:   No ethernet found.',
      '',
    ],
    coreLine: 'Core:  107 devices, 56 uclasses, devicetree: board',
    bootDevice: null,
    kernelAddress: 0x1000000,
    deviceTreeAddress: 0xc00000,
  },
  defaultKernel: null,
  defaultCommandLine: '',
  rtcEpochSeconds: 1709294400,
  retention: {
    warm: [{ region: 'all', outcome: 'kept' }],
    watchdog: [{ region: 'all', outcome: 'kept' }],
    pin: [{ region: 'all', outcome: 'kept' }],
    cold: [{ region: 'all', outcome: 'lost' }],
    'power-loss': [{ region: 'all', outcome: 'lost' }],
  },
  kernelImage: { address: 0x1000000, sizeBytes: 0 },
  deviceTree: null,
};
