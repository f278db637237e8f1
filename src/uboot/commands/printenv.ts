/** `printenv`: mirrors `do_env_print` of U-Boot `cmd/nvedit.c`, without the UEFI variables. */
import { type Command, SUCCESS } from '../command.ts';

export const printenvCommand: Command = {
  name: 'printenv',
  maxWords: 'board',
  repeatable: true,
  completesVariables: true,
  usage: 'print environment variables',
  help:
    '[-a]\n    - print [all] values of all environment variables\n' +
    "printenv name ...\n    - print value of environment variable 'name'",
  run({ environment, puts }, words) {
    const all = words[1]?.startsWith('-a') ?? false;
    const names = words.slice(all ? 2 : 1);
    if (names.length === 0) {
      puts(environment.print(all));
      return SUCCESS;
    }
    let missing = 0;
    for (const name of names) {
      const value = environment.get(name);
      puts(value === undefined ? `## Error: "${name}" not defined\n` : `${name}=${value}\n`);
      if (value === undefined) missing++;
    }
    return { kind: 'status', status: missing };
  },
};
