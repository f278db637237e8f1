/** `base`: what is added to the addresses of the memory commands. Mirrors `do_mem_base` of U-Boot `cmd/mem.c`. */
import { type Command, SUCCESS } from '../command.ts';
import { hextoul } from '../numbers.ts';

export const baseCommand: Command = {
  name: 'base',
  maxWords: 2,
  repeatable: true,
  usage: 'print or set address offset',
  help:
    '\n    - print address offset for memory commands\n' +
    "base off\n    - set address offset for memory commands to 'off'",
  run({ memory, bits, puts }, [, offset]) {
    if (offset !== undefined) memory.baseAddress = hextoul(offset, bits);
    puts(`Base Address: 0x${memory.baseAddress.toString(16).padStart(8, '0')}\n`);
    return SUCCESS;
  },
};
