/** The commands of the console: memory, environment, images, tests, board. Those of disks, files and booting are in all.ts. */
import type { UBootConfig } from '../../profiles/board.ts';
import type { UBootProfile } from '../../profiles/uboot.ts';
import type { Command } from '../command.ts';
import type { WordBits } from '../numbers.ts';
import { baseCommand } from './base.ts';
import { bdinfoCommand } from './bdinfo.ts';
import { bootcountCommand } from './bootcount.ts';
import { crc32Command } from './crc32.ts';
import { editenvCommand } from './editenv.ts';
import { envCommand } from './env.ts';
import { exitCommand } from './exit.ts';
import { iminfoCommand } from './iminfo.ts';
import { itestCommand } from './itest.ts';
import { memoryCompareCommand, memoryCopyCommand } from './memory-copy.ts';
import { memoryDisplayCommand } from './memory-display.ts';
import { memoryModifyCommand, memoryModifyConstantCommand } from './memory-modify.ts';
import { memoryWriteCommand } from './memory-write.ts';
import { mtestCommand } from './mtest.ts';
import { poweroffCommand } from './poweroff.ts';
import { saveenvCommand } from './saveenv.ts';
import { showvarCommand } from './showvar.ts';
import { sleepCommand } from './sleep.ts';
import { falseCommand, testCommands, trueCommand } from './test.ts';

export function consoleCommands(profile: UBootProfile, config: UBootConfig, bits: WordBits): readonly Command[] {
  return [
    baseCommand,
    bdinfoCommand(profile),
    ...(config.platform === 'sandbox' || config.bootCountAddress !== undefined ? [bootcountCommand] : []),
    crc32Command,
    editenvCommand,
    envCommand(profile),
    exitCommand(profile),
    falseCommand,
    iminfoCommand,
    itestCommand,
    memoryCompareCommand(bits),
    memoryCopyCommand(bits),
    memoryDisplayCommand(bits),
    memoryModifyCommand(bits),
    memoryModifyConstantCommand(bits),
    memoryWriteCommand(bits),
    mtestCommand,
    poweroffCommand,
    saveenvCommand,
    showvarCommand,
    sleepCommand,
    ...testCommands(profile),
    trueCommand,
  ];
}
