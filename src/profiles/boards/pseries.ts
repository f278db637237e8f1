/**
 * QEMU's POWER machine of the recorded consoles and region images: `pseries`, POWER9, little-endian, SLOF, RTAS, 1 GiB at 0.
 *
 * SLOF starts the kernel and loads it again at every reset; RTAS's reboot leaves all other RAM alone. The machine takes no
 * device tree from outside, and Linux makes no device of a reserved-memory node on POWER: ramoops has module parameters alone.
 */
import { latin1Bytes } from '../../sim/bytes.ts';
import type { BoardProfile } from '../board.ts';
import { forgetsAll } from '../retention-presets.ts';
import { virtDisk } from './virt-arm64.ts';

const MIB = 0x100000;

/** What SLOF writes to the serial line, from its start to that of the kernel. `{nvram}`: a line of the start that makes the NVRAM's partitions. */
const SLOF_TEXT = `

SLOF\x1b[0m\x1b[?25l **********************************************************************
\x1b[1mQEMU Starting
\x1b[0m Build Date = Dec 16 2025 06:10:19
 FW Version = release 20220719
 Press "s" to enter Open Firmware.

\x1b[0m\x1b[?25hC0000C0100C0120C0140C0200C0240C0260C02E0C0300C0320C0340C0360C0370C0380C0371C0373C0374C03F0C0400C0480C04C0C04D0C0500Populating /vdevice methods
Populating /vdevice/vty@30000000
Populating /vdevice/vty@30001000
Populating /vdevice/nvram@71000000
C05A0Populating /pci@800000020000000
C0600C06C0C0700C0800C0880{nvram}C0890C08A0C08A8C08B0Scanning USB 
C08C0C08D0Using default console: /vdevice/vty@30000000
C08E0C08E8Detected RAM kernel at 400000 (287c918 bytes) 
C08FF     
  Welcome to Open Firmware

  Copyright (c) 2004, 2017 IBM Corporation All rights reserved.
  This program and the accompanying materials are made available
  under the terms of the BSD License available at
  http://www.opensource.org/licenses/bsd-license.php

Booting from memory...
OF stdout device is: /vdevice/vty@30000000
`;

/** SLOF's variables as recorded in the partition `common`, each ended by a NUL. */
const SLOF_VARIABLES = [
  'load-base=16384',
  'real-mode?=true',
  'direct-serial?=false',
  'use-nvramrc?=false',
  'selftest-#megs=0',
  'security-password=',
  'security-mode=0',
  'security-#badlogins=0',
  'screen-#rows=512',
  'screen-#columns=512',
  'output-device=',
  'oem-logo?=false',
  'oem-logo=',
  'oem-banner?=false',
  'oem-banner=',
  'nvramrc=',
  'input-device=',
  'fcode-debug?=true',
  'diag-switch?=false',
  'diag-file=',
  'diag-device=',
  'boot-command=boot',
  'boot-file=',
  'boot-device=',
  'auto-boot?=true',
];

/** `mem=` keeps the last 128 MiB out of use; no node of a device tree can reserve memory on this machine. Region as recorded. */
const CAPTURE =
  'cryptomgr.notests mem=896M ramoops.mem_address=0x3c000000 ramoops.mem_size=0x10000 ramoops.record_size=0x4000 ramoops.console_size=0x2000 ramoops.ftrace_size=0x1000 ramoops.pmsg_size=0x1000 ramoops.ecc=1';

/** An empty log of a CPU: where its text begins (16 bits), flags (16), where the next goes (32), big-endian. */
const CPU_LOG = Uint8Array.of(0, 0x40, 0, 0, 0, 0, 0, 1);

export const pseries: BoardProfile = {
  name: 'pseries',
  description: 'Emulated POWER9 machine (QEMU pseries, little-endian), 1 GiB: the machine of the recorded images',
  architecture: 'ppc64le',
  byteOrder: 'little',
  ramBanks: [{ start: 0, end: 1024 * MIB }],
  // QEMU's step is a logical memory block.
  ramSizes: { min: 512 * MIB, max: 3072 * MIB, step: 256 * MIB },
  // QEMU's `-m …,slots=4,maxmem=8G` as recorded; its memory for modules begins on a whole GiB.
  memoryHotplug: { slots: 4, maxBytes: 8192 * MIB, blockBytes: 256 * MIB, alignBytes: 1024 * MIB },
  pageSizeBytes: 65536,
  cpus: 1,
  hardwareName: 'IBM pSeries (emulated by qemu) POWER9 (architected) 0x4e1200 0xf000005 of:SLOF,HEAD pSeries',
  bootloader: 'none',
  uboot: null,
  defaultKernel: '6.1.0-50-powerpc64le',
  defaultCommandLine: `console=hvc0 panic=1 rdinit=/init ${CAPTURE}`,
  disk: { ...virtDisk, commandLine: `console=hvc0 panic=1 root=/dev/vda1 rw ${CAPTURE}` },
  rtcEpochSeconds: 1709294400, // 2024-03-01 12:00:00 UTC, as in the recordings
  retention: { 'power-loss': forgetsAll },
  // SLOF finds the kernel at 4 MiB; it copies itself down to 0.
  kernelFile: { address: 0x400000, sizeBytes: 16 * MIB },
  kernelImage: { address: 0, sizeBytes: 0x2880000 },
  deviceTree: {
    model: 'IBM pSeries (emulated by qemu)',
    compatible: ['qemu,pseries'],
    cpu: 'PowerPC,POWER9',
    cells: 1,
    ramoops: null,
    loadedAt: 0x2f40000,
  },
  firmwareText: SLOF_TEXT,
  // As recorded with QEMU's panic action "none"; its default stops the machine.
  osTerm: 'returns',
  // Size of `common` as recorded; the logs before it as SLOF's sources have them, assumed for this release.
  nvram: {
    sizeBytes: 65536,
    partitions: [
      { signature: 0x51, name: 'ibm,CPU0log', sizeBytes: 0x2000, content: CPU_LOG },
      { signature: 0x51, name: 'ibm,CPU1log', sizeBytes: 0x800, content: CPU_LOG },
      {
        signature: 0x70,
        name: 'common',
        sizeBytes: 0x1000,
        content: latin1Bytes(SLOF_VARIABLES.map((variable) => `${variable}\0`).join('')),
      },
    ],
  },
};
