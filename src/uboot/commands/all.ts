/** Every command of the simulated U-Boot. A new command is a file of its own and a line here. */
import type { UBootConfig } from '../../profiles/board.ts';
import type { UBootProfile } from '../../profiles/uboot.ts';
import type { Command } from '../command.ts';
import { bootiCommand } from './booti.ts';
import { bootmCommand } from './bootm.ts';
import { bootzCommand } from './bootz.ts';
import { echoCommand } from './echo.ts';
import { helpCommand, questionMarkCommand } from './help.ts';
import { printenvCommand } from './printenv.ts';
import { pstoreCommand } from './pstore.ts';
import { resetCommand } from './reset.ts';
import { bootCommand, bootdCommand, runCommand } from './run.ts';
import { setenvCommand } from './setenv.ts';
import { versionCommand } from './version.ts';

export function allCommands(profile: UBootProfile, config: UBootConfig): readonly Command[] {
  return [
    questionMarkCommand,
    bootCommand,
    bootdCommand,
    ...[bootiCommand, bootzCommand].filter(({ name }) => config.boot.commands.some((built) => built === name)),
    ...(config.platform === 'board' ? [bootmCommand(config)] : []),
    echoCommand(profile),
    helpCommand,
    printenvCommand,
    pstoreCommand,
    resetCommand(profile),
    runCommand,
    setenvCommand,
    versionCommand,
  ];
}
