/**
 * U-Boot on QEMU's ARM machines: `qemu_arm64_defconfig` and `qemu_arm_defconfig`, with the pstore command added, which they lack.
 *
 * QEMU starts U-Boot from its flash and puts a device tree at the start of RAM, at every reset. Recorded: boot texts, environment, what
 * the boot commands can do, and the layout of 2023.01 in RAM. Composed: the default boot command, which takes kernel and command line
 * from the first virtio disk; the real one looks through all devices.
 */
import type { BoardProfile, UBootConfig } from '../board.ts';
import { virtRamoopsNode } from './virt-arm64.ts';

const MIB = 0x100000;
const TREE = 0x40000000;
const BOOT_LINES = [
  '{core}',
  'Flash: 64 MiB',
  'Loading Environment from Flash... *** Warning - bad CRC, using default environment',
  '',
];
const OLD_CONSOLE = [
  'In:    pl011@9000000',
  'Out:   pl011@9000000',
  'Err:   pl011@9000000',
  'Net:   No ethernet found.',
];
const NEW_CONSOLE = [
  'In:    serial,usbkbd',
  'Out:   serial,vidconsole',
  'Err:   serial,vidconsole',
  'No USB controllers found',
  'Net:   No ethernet found.',
  '\x1b[?25h',
];

const NEW_ENVIRONMENT = { stderr: 'serial,vidconsole', stdin: 'serial,usbkbd', stdout: 'serial,vidconsole' };

function config(bits: 32 | 64): UBootConfig {
  const isArm64 = bits === 64;
  const architecture = isArm64 ? 'arm64' : 'arm';
  const command = isArm64 ? 'booti' : 'bootz';
  const uboot: UBootConfig = {
    version: '2023.01',
    compiler: `${isArm64 ? 'aarch64-linux-gnu' : 'arm-linux-gnueabihf'}-gcc (Debian 12.2.0-14) 12.2.0`,
    platform: 'board',
    physicalAddressBits: isArm64 ? 64 : 32,
    lineBytes: 512,
    maxWords: 16,
    environmentBytes: 262_140,
    initMs: 50,
    storageBytesPerMs: 400_000,
    mmcHosts: [],
    watchdogSeconds: null,
    machineType: isArm64 ? null : 0,
    resetCauseNames: {
      'power-on': '',
      'brown-out': '',
      'power-loss': '',
      'firmware-update': '',
      cold: '',
      warm: '',
      watchdog: '',
      pin: '',
    },
    memory: {
      textBase: null,
      imageBytes: 0xf6000,
      imageInRam: true,
      topBytes: 0x10000,
      mallocBytes: 16 * MIB + 0x40000,
      dataBytes: 0x100250,
      stackBytes: 0x2000,
      heapFreeOffset: 0x200040,
    },
    bootDelaySeconds: 2,
    environment: {
      arch: 'arm',
      baudrate: '115200',
      board: 'qemu-arm',
      board_name: 'qemu-arm',
      bootcmd: `load virtio 0:1 \${kernel_addr_r} \${bootfile}; ${command} \${kernel_addr_r} - \${fdt_addr}`,
      cpu: isArm64 ? 'armv8' : 'armv7',
      fdt_addr: '0x40000000',
      kernel_addr_r: '0x40400000',
      loadaddr: '0x40200000',
      pxefile_addr_r: '0x40300000',
      ramdisk_addr_r: '0x44000000',
      scriptaddr: '0x40200000',
      stderr: 'pl011@9000000',
      stdin: 'pl011@9000000',
      stdout: 'pl011@9000000',
      vendor: 'emulation',
    },
    boot: {
      commands: [command],
      architecture,
      architectures: isArm64 ? ['arm64', 'arm'] : ['arm'],
      legacy: true,
      fit: true,
      signatures: true,
      bestMatch: true,
      showsTime: true,
      rawRamdisk: true,
      decompressors: ['gzip', 'lzma', 'lz4'],
      longestKernel: 64 * MIB,
      lacksRandomDevice: true,
    },
    pstore: { ...virtRamoopsNode, eccSize: 0 },
    earlyLines: [],
    bootLines: [...BOOT_LINES, ...OLD_CONSOLE],
    coreLine: 'Core:  47 devices, 13 uclasses, devicetree: board',
    bootDevice: { interface: 'virtio', device: 0, partition: 1 },
    kernelAddress: 0x40200000,
    deviceTreeAddress: TREE,
  };
  const recent: Partial<UBootConfig> = {
    lineBytes: 1024,
    maxWords: 64,
    coreLine: 'Core:  51 devices, 14 uclasses, devicetree: board',
    bootLines: [...BOOT_LINES, ...NEW_CONSOLE],
    environment: NEW_ENVIRONMENT,
    boot: { ...uboot.boot, commands: isArm64 ? ['booti', 'bootz'] : ['bootz'] },
  };
  return {
    ...uboot,
    releases: {
      '2021.01': {
        bootLines: ['Flash: 128 MiB', '*** Warning - bad CRC, using default environment', '', ...OLD_CONSOLE],
      },
      '2025.01': {
        ...recent,
        bootLines: [...BOOT_LINES, ...NEW_CONSOLE, 'starting USB...', 'No USB controllers found'],
      },
      '2026.07': { ...recent, boot: { ...recent.boot!, longestKernel: 128 * MIB } },
    },
  };
}

/** The board as it is when U-Boot stands in its flash: QEMU's own tree, in which U-Boot's fix-up makes the ramoops node. */
export function virtWithUBoot(board: BoardProfile): BoardProfile {
  const { deviceTree } = board;
  return {
    ...board,
    bootloader: 'uboot',
    uboot: config(board.architecture === 'arm64' ? 64 : 32),
    deviceTree: deviceTree === null ? null : { ...deviceTree, ramoops: null, loadedAt: TREE },
  };
}
