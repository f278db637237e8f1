/**
 * `bootm`: start the kernel that a legacy image or a FIT image in RAM holds, at once or step by step. Mirrors U-Boot `cmd/bootm.c`.
 */

import type { UBootConfig } from '../../profiles/board.ts';
import { STATE } from '../boot/boot-images.ts';
import { type BootWords, runStates } from '../boot/states.ts';
import { type Command, type CommandContext, type CommandResult, type CommandRun, USAGE } from '../command.ts';
import { findByPrefix } from '../command-table.ts';
import { parseHex } from '../numbers.ts';

const HELP = `[addr [arg ...]]
    - boot application image stored in memory
\tpassing arguments 'arg ...'; when booting a Linux kernel,
\t'arg' can be the address of an initrd image
\tWhen booting a Linux kernel which requires a flat device-tree
\ta third argument is required which is the address of the
\tdevice-tree blob. To boot that kernel without an initrd image,
\tuse a '-' for the second argument. If you do not pass a third
\ta bd_info struct will be passed instead
`;
const FIT_HELP = `\t
For the new multi component uImage format (FIT) addresses
\tmust be extended to include component or configuration unit name:
\taddr:<subimg_uname> - direct component image specification
\taddr#<conf_uname>   - configuration specification
\tUse iminfo command to get the list of existing component
\timages and configurations.
`;
const STEPS_HELP = `
Sub-commands to do part of the bootm sequence.  The sub-commands must be
issued in the order below (it's ok to not issue all sub-commands):
\tstart [addr [arg ...]]
\tloados  - load OS image
\tramdisk - relocate initrd, set env initrd_start/initrd_end
\tfdt     - relocate flat device tree
\tcmdline - OS specific command line processing/setup
\tbdt     - OS specific bd_info processing
\tprep    - OS specific prep before relocation or go
\tgo      - start OS`;

const STEPS = [
  { name: 'start', state: STATE.start },
  { name: 'loados', state: STATE.loadOs },
  { name: 'ramdisk', state: STATE.ramdisk },
  { name: 'fdt', state: STATE.fdt },
  { name: 'cmdline', state: STATE.cmdline },
  { name: 'bdt', state: STATE.bdt },
  { name: 'prep', state: STATE.prep },
  { name: 'fake', state: STATE.fake },
  { name: 'go', state: STATE.go },
] as const;
const WHOLE =
  STATE.start | STATE.findOs | STATE.findOther | STATE.loadOs | STATE.ramdisk | STATE.prep | STATE.fake | STATE.go;

export function bootmCommand({ boot }: UBootConfig): Command {
  return {
    name: 'bootm',
    maxWords: 'board',
    repeatable: true,
    usage: 'boot application image from memory',
    help: `${HELP}${boot.fit ? FIT_HELP : ''}${STEPS_HELP}`,
    run(context, [, ...words]): CommandResult | CommandRun {
      const [first] = words;
      if (first !== undefined && !isAddress(context, first)) return step(context, first, words.slice(1));
      return runStates(context, WHOLE, [words[0], words[1], words[2]]);
    },
  };
}

/** A number alone, or with a part of a FIT image behind it. */
function isAddress({ bits }: CommandContext, text: string): boolean {
  const { length } = parseHex(text, bits);
  return length === text.length || text[length] === ':' || text[length] === '#';
}

function step(context: CommandContext, name: string, words: readonly string[]): CommandResult | CommandRun {
  const found = findByPrefix(STEPS, name);
  if (found === undefined) return USAGE;
  const { state } = found;
  const isStart = state === STATE.start;
  if (!isStart && context.boot.state >= state) {
    context.puts('Trying to execute a command out of order\n');
    return USAGE;
  }
  const given: BootWords = [words[0], words[1], words[2]];
  return runStates(context, isStart ? STATE.start | STATE.findOs | STATE.findOther : state, given);
}
