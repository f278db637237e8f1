/** Every command of the simulated U-Boot. A new command is a file of its own and a line here. */
import type { UBootProfile } from '../../profiles/uboot.ts';
import type { Command } from '../command.ts';
import { bootzCommand } from './bootz.ts';
import { echoCommand } from './echo.ts';
import { helpCommand, questionMarkCommand } from './help.ts';
import { printenvCommand } from './printenv.ts';
import { pstoreCommand } from './pstore.ts';
import { resetCommand } from './reset.ts';
import { bootCommand, bootdCommand, runCommand } from './run.ts';
import { setenvCommand } from './setenv.ts';
import { versionCommand } from './version.ts';

export function allCommands(profile: UBootProfile): readonly Command[] {
  return [
    questionMarkCommand,
    bootCommand,
    bootdCommand,
    bootzCommand,
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
