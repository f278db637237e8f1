/**
 * QEMU's POWER machine without a hypervisor, as recorded: `powernv9`, POWER9, little-endian, skiboot (OPAL), 2 GiB at 0.
 *
 * skiboot finds the kernel at 512 MiB, where QEMU puts it again at every reset; all other RAM but its own, from 768 MiB on, is left alone. The
 * machine's flash is empty, so there is no NVRAM, and skiboot says so. It takes no device tree from outside, and Linux 6.1 makes no device of a
 * reserved-memory node on POWER: ramoops has module parameters alone. Composed: the region, chosen as on `pseries`.
 */
import type { BoardProfile } from '../board.ts';
import { forgetsAll } from '../retention-presets.ts';
import { OPAL_TEXT } from './powernv-opal.data.ts';
import { virtDisk } from './virt-arm64.ts';

const MIB = 0x100000;

/** `mem=` keeps the last 64 MiB out of use. */
const CAPTURE =
  'cryptomgr.notests mem=1984M ramoops.mem_address=0x7c000000 ramoops.mem_size=0x10000 ramoops.record_size=0x4000 ramoops.console_size=0x2000 ramoops.ftrace_size=0x1000 ramoops.pmsg_size=0x1000 ramoops.ecc=1';

export const powernv: BoardProfile = {
  name: 'powernv',
  description: 'Emulated POWER9 machine without a hypervisor (QEMU powernv9, OPAL), 2 GiB',
  architecture: 'ppc64le',
  byteOrder: 'little',
  ramBanks: [{ start: 0, end: 2048 * MIB }],
  ramSizes: { min: 2048 * MIB, max: 4096 * MIB, step: 1024 * MIB },
  pageSizeBytes: 65536,
  cpus: 1,
  hardwareName: 'IBM PowerNV (emulated by qemu) POWER9 0x4e1200 opal:v7.0 PowerNV',
  bootloader: 'none',
  uboot: null,
  defaultKernel: '6.1.0-50-powerpc64le',
  defaultCommandLine: `console=hvc0 panic=1 rdinit=/init ${CAPTURE}`,
  disk: { ...virtDisk, commandLine: `console=hvc0 panic=1 root=/dev/vda1 rw ${CAPTURE}` },
  rtcEpochSeconds: 1709294400, // 2024-03-01 12:00:00 UTC, as in the recordings of pseries
  retention: { 'power-loss': forgetsAll },
  kernelFile: { address: 0x20000000, sizeBytes: 16 * MIB },
  kernelImage: { address: 0, sizeBytes: 0x2880000 },
  deviceTree: {
    model: 'IBM PowerNV (emulated by qemu)',
    compatible: ['qemu,powernv9', 'ibm,powernv'],
    cpu: 'PowerPC,POWER9',
    cells: 1,
    ramoops: null,
    loadedAt: 0x3076e890,
  },
  firmwareText: OPAL_TEXT,
  opal: {
    reboot: [
      { level: 2, text: 'NVRAM: Failed to load' },
      { level: 5, text: 'OPAL: Reboot request...' },
    ],
    // QEMU's cores have no special wakeup.
    stopCpu: [
      {
        level: 3,
        text: 'Could not set special wakeup on 0:{cpu}: timeout waiting for SPECIAL_WKUP_DONE.',
      },
    ],
    shutdown: [{ level: 5, text: 'OPAL: Shutdown request type 0x0...' }],
  },
};
