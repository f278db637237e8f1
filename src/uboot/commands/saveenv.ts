/**
 * `saveenv`: the environment onto its storage.
 *
 * Mirrors `env_save` of U-Boot `env/env.c`. The boards here have none that could be written: the driver says so.
 */
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS } from '../command.ts';

export function saveEnvironment(context: CommandContext): CommandResult {
  const { store } = context.environment;
  context.puts(`Saving Environment to ${store?.name ?? 'nowhere'}... `);
  const failure = store === null ? 'not possible\n' : store.save(context.environment);
  context.puts(failure ?? 'OK\n');
  return failure === null ? SUCCESS : FAILURE;
}

export const saveenvCommand: Command = {
  name: 'saveenv',
  maxWords: 1,
  repeatable: false,
  usage: 'save environment variables to persistent storage',
  help: '',
  run: saveEnvironment,
};
