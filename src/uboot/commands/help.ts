/** `help` and `?`: mirrors `_do_help` of U-Boot `common/command.c` and `cmd/help.c`. */
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS } from '../command.ts';

export const helpCommand: Command = {
  name: 'help',
  maxWords: 'board',
  repeatable: true,
  usage: 'print command description/usage',
  help: "\n\t- print brief description of all commands\nhelp command ...\n\t- print detailed usage of 'command'",
  run: help,
};

export const questionMarkCommand: Command = {
  name: '?',
  maxWords: 'board',
  repeatable: true,
  usage: "alias for 'help'",
  help: '',
  run: help,
};

/** Any named command gives status 1, as a usage error does. */
function help({ table, puts }: CommandContext, words: readonly string[]): CommandResult {
  if (words.length === 1) {
    puts(table.list());
    return SUCCESS;
  }
  for (const word of words.slice(1)) {
    const command = table.find(word);
    const unknown = `Unknown command '${word}' - try 'help' without arguments for list of all known commands\n\n`;
    puts(command === undefined ? unknown : table.usage(command));
  }
  return FAILURE;
}
