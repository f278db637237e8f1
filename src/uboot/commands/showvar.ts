/** `showvar`: the shell's own variables. Mirrors `do_showvar` of U-Boot `common/cli_hush.c`. */
import type { Command } from '../command.ts';

export const showvarCommand: Command = {
  name: 'showvar',
  maxWords: 'board',
  repeatable: true,
  usage: 'print local hushshell variables',
  help: "\n    - print values of all hushshell variables\nshowvar name ...\n    - print value of hushshell variable 'name'",
  run({ environment, puts }, [, ...names]) {
    let missing = 0;
    for (const name of names.length > 0 ? names : environment.locals.keys()) {
      const value = environment.lookUp(name, 'shell');
      puts(value === undefined ? `## Error: "${name}" not defined\n` : `${name}=${value}\n`);
      if (value === undefined) missing++;
    }
    return { kind: 'status', status: missing };
  },
};
