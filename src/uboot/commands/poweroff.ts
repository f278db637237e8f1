/** `poweroff`. Mirrors `do_poweroff` of U-Boot `cmd/boot.c` and `sysreset_walk_halt`. */
import { type Command, USAGE } from '../command.ts';

export const poweroffCommand: Command = {
  name: 'poweroff',
  maxWords: 1,
  repeatable: false,
  usage: 'Perform POWEROFF of the device',
  help: '',
  run({ puts }, words) {
    if (words.length > 1) return USAGE;
    puts('poweroff ...\n');
    return { kind: 'off' };
  },
};
