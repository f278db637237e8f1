/**
 * `iminfo`: is there an image that `bootm` would take? Mirrors `image_info` of U-Boot `cmd/bootm.c` [read].
 *
 * Left out: the contents of legacy and FIT images. A kernel as Linux builds it is none of them; a device
 * tree passes for a FIT image without images where FIT is built in.
 */
import { type Command, type CommandContext, FAILURE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { treeAt } from '../device-tree.ts';
import { unmapped } from '../memory-access.ts';
import { hextoul } from '../numbers.ts';

export const iminfoCommand: Command = {
  name: 'iminfo',
  maxWords: 'board',
  repeatable: true,
  usage: 'print header information for application image',
  help:
    'addr [addr ...]\n' +
    "    - print header information for application image starting at\n      address 'addr' in memory; this includes verification of the\n" +
    '      image contents (magic number, header and payload checksums)',
  run(context, [, ...words]) {
    const { bits, config } = context;
    const addresses = words.length === 0 ? [BigInt(config.kernelAddress)] : words.map((text) => hextoul(text, bits));
    for (const address of addresses) {
      context.puts(`\n## Checking Image at ${address.toString(16).padStart(8, '0')} ...\n`);
      const fault = unmapped(context, address);
      if (fault !== null) return raiseException(context, fault);
      context.puts(answer(context, Number(address)));
    }
    return FAILURE;
  },
};

function answer(context: CommandContext, address: number): string {
  const looksLikeFit = context.config.platform === 'sandbox' && treeAt(context, address) !== null;
  return looksLikeFit ? '   FIT image found\nBad FIT image format!\n' : 'Unknown image format!\n';
}
