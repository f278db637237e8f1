/**
 * `saveenv`: the environment onto its storage.
 *
 * Mirrors `env_save` of U-Boot `env/env.c`. A board without a storage says that there is none.
 */
import { type Command, type CommandContext, type CommandRun, FAILURE, SUCCESS } from '../command.ts';

export function* saveEnvironment({ environment, puts, storage }: CommandContext): CommandRun {
  const { store } = environment;
  puts(`Saving Environment to ${store?.name ?? 'nowhere'}... `);
  if (store === null) {
    puts('not possible\n');
    return FAILURE;
  }
  const result = store.save(environment, puts);
  const { delayNs } = storage.time.take();
  if (delayNs > 0) yield { delayNs };
  puts(result === 0 ? 'OK\n' : `Failed (${result})\n`);
  return result === 0 ? SUCCESS : FAILURE;
}

export const saveenvCommand: Command = {
  name: 'saveenv',
  maxWords: 1,
  repeatable: false,
  usage: 'save environment variables to persistent storage',
  help: '',
  run: saveEnvironment,
};
