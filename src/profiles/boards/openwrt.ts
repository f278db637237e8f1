/**
 * A router with a 32-bit ARM CPU and a BusyBox system, as the notes on phram and ramoops for OpenWrt have one: QEMU's `virt` machine, which is OpenWrt's
 * target `armsr/armv7`, with 256 MiB of which the kernel is told of 224 (`mem=`): what lies above is nobody's, and outlives a warm reset.
 *
 * Composed: no OpenWrt was recorded. Hardware and boot text are those of `virt-arm`, the kernel is `../kernels/openwrt.ts`, the programs those of
 * Debian's BusyBox; a disk stands for the flash.
 */
import type { BoardProfile } from '../board.ts';
import { openwrtRelease } from '../kernels/openwrt.ts';
import { virtArm } from './virt-arm.ts';
import { virtDisk } from './virt-arm64.ts';

const COMMAND_LINE = 'console=ttyAMA0 panic=3 root=/dev/vda1 rw mem=224M cryptomgr.notests';
const LINK = 0o120777;
const FILE = 0o100644;

export const openwrt: BoardProfile = {
  ...virtArm,
  name: 'openwrt',
  description:
    'Router: 32-bit ARM, 256 MiB at 0x40000000 of which Linux has 224 MiB, BusyBox; in the manner of OpenWrt',
  bootLinesOf: 'virt-arm',
  ramSizes: undefined,
  defaultKernel: openwrtRelease,
  defaultCommandLine: COMMAND_LINE,
  disk: { ...virtDisk, commandLine: COMMAND_LINE },
  deviceTree: { ...virtArm.deviceTree!, ramoops: null },
  userland: 'busybox',
  bootModules: ['reed_solomon', 'pstore'],
  rootFiles: [
    { path: '/etc/hostname', mode: FILE, content: 'OpenWrt\n' },
    {
      path: '/etc/openwrt_release',
      mode: FILE,
      content: `DISTRIB_ID='OpenWrt'\nDISTRIB_RELEASE='SNAPSHOT'\nDISTRIB_TARGET='armsr/armv7'\n`,
    },
    // Where the notes have them.
    { path: '/lib/modules/phram.ko', mode: LINK, link: `${openwrtRelease}/phram.ko` },
    { path: '/lib/modules/ramoops.ko', mode: LINK, link: `${openwrtRelease}/ramoops.ko` },
  ],
};
