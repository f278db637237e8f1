/** The commands that reach disks, and the one for the device tree on its way to Linux. */
import type { UBootConfig } from '../../profiles/board.ts';
import type { UBootProfile } from '../../profiles/uboot.ts';
import type { Command } from '../command.ts';
import { fatinfoCommand } from './fatinfo.ts';
import { fdtCommand } from './fdt.ts';
import { fstypeCommand } from './fstype.ts';
import { hostCommand } from './host.ts';
import { ext2loadCommand, ext4loadCommand, fatloadCommand, loadCommand } from './load.ts';
import { ext2lsCommand, ext4lsCommand, fatlsCommand, lsCommand } from './ls.ts';
import { mmcCommand } from './mmc.ts';
import { partCommand } from './part.ts';
import { fatmkdirCommand, fatrmCommand, mkdirCommand, rmCommand } from './rm.ts';
import { ext4writeCommand, fatwriteCommand, saveCommand } from './save.ts';
import { ext4sizeCommand, fatsizeCommand, sizeCommand } from './size.ts';

export function diskCommands(profile: UBootProfile, { platform }: UBootConfig): readonly Command[] {
  return [
    ext2loadCommand,
    ext2lsCommand,
    ext4loadCommand,
    ext4lsCommand,
    ext4sizeCommand,
    ext4writeCommand,
    fatinfoCommand,
    fatloadCommand,
    fatlsCommand,
    fatmkdirCommand,
    fatrmCommand,
    fatsizeCommand,
    fatwriteCommand,
    fdtCommand,
    fstypeCommand,
    ...(platform === 'sandbox' ? [hostCommand(profile)] : []),
    loadCommand,
    lsCommand,
    mmcCommand(profile),
    partCommand(profile),
    ...(profile.hasFileRemoval ? [mkdirCommand, rmCommand] : []),
    saveCommand,
    sizeCommand(profile),
  ];
}
