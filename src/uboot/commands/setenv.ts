/** `setenv`: mirrors `_do_env_set` of U-Boot `cmd/nvedit.c` and `env/common.c`, without access flags and UEFI variables. */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS, USAGE } from '../command.ts';

export function setenvCommand(profile: UBootProfile): Command {
  return {
    name: 'setenv',
    maxWords: 'board',
    repeatable: false,
    usage: 'set environment variables',
    // The name stands twice in the first line: the help text begins with it too.
    help:
      "setenv [-f] name value ...\n    - [forcibly] set environment variable 'name' to 'value ...'\n" +
      "setenv [-f] name\n    - [forcibly] delete environment variable 'name'",
    run: (context, words) => setenv(context, words, profile),
  };
}

function setenv(context: CommandContext, words: readonly string[], profile: UBootProfile): CommandResult {
  if (words.length < 2) return USAGE;
  let first = 1;
  for (; words[first]?.startsWith('-'); first++) if (/[^f]/.test(words[first]!.slice(1))) return USAGE;
  const name = words[first];
  if (name === undefined) return USAGE;
  if (name.includes('=')) {
    context.puts(`## Error: illegal character ${profile.illegalCharacterText} variable name "${name}"\n`);
    return FAILURE;
  }
  const values = words.slice(first + 1);
  if (values.length === 0) return context.environment.delete(name) ? SUCCESS : FAILURE;
  const value = values.join(' ');
  if (value.length + 1 > context.config.memory.mallocBytes) {
    context.puts(`## Can't malloc ${value.length + 1} bytes\n`);
    return FAILURE;
  }
  context.environment.set(name, value);
  return SUCCESS;
}
