/** `editenv`: a variable's value in the line editor. Mirrors `do_env_edit` of U-Boot `cmd/nvedit.c`. */
import { type Command, type CommandContext, type CommandRun, FAILURE, USAGE } from '../command.ts';
import { setVariable } from './setenv.ts';

/** `words[0]` is `editenv` or `edit`. */
export function* editVariable(context: CommandContext, words: readonly string[]): CommandRun {
  const name = words[1];
  if (name === undefined) return USAGE;
  const initial = context.environment.get(name) ?? '';
  const line = yield* context.readLine('edit: ', initial.slice(0, context.config.lineBytes - 1));
  if (line === null) return FAILURE;
  return setVariable(context, line === '' ? ['setenv', name] : ['setenv', name, line]);
}

export const editenvCommand: Command = {
  name: 'editenv',
  maxWords: 2,
  repeatable: false,
  completesVariables: true,
  usage: 'edit environment variable',
  help: "name\n    - edit environment variable 'name'",
  run: editVariable,
};
