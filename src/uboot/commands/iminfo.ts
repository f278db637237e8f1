/**
 * `iminfo`: is there an image that `bootm` would take, and is it intact? Mirrors `image_info` of U-Boot `cmd/bootm.c`.
 */
import { LEGACY_HEADER_BYTES, readLegacyHeader } from '../../formats/legacy-image.ts';
import { checkLegacy } from '../boot/find-os.ts';
import { fitAt } from '../boot/fit-image.ts';
import { fitContents, fitVerifyAll } from '../boot/fit-text.ts';
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { treeAt } from '../device-tree.ts';
import { bytesAt, unmapped } from '../memory-access.ts';
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
    let status = SUCCESS;
    for (const address of addresses) {
      const end = look(context, address);
      if (end !== null && end !== 'refused') return end;
      if (end === 'refused') status = FAILURE;
    }
    return status;
  },
};

/** Null: the image is intact. */
function look(context: CommandContext, address: bigint): CommandResult | 'refused' | null {
  const { puts, config } = context;
  puts(`\n## Checking Image at ${address.toString(16).padStart(8, '0')} ...\n`);
  const fault = unmapped(context, address);
  if (fault !== null) return raiseException(context, fault);
  const header = config.boot.legacy ? readLegacyHeader(bytesAt(context, address, LEGACY_HEADER_BYTES)) : null;
  if (header !== null) {
    puts('   Legacy image found\n');
    return checkLegacy(context, Number(address), header, true, '   Bad Header Checksum\n', '   Bad Data CRC\n');
  }
  if (!config.boot.fit || treeAt(context, Number(address)) === null) {
    puts('Unknown image format!\n');
    return 'refused';
  }
  puts('   FIT image found\n');
  const fit = fitAt(context, Number(address));
  if (typeof fit === 'string') {
    puts('Bad FIT image format!\n');
    return 'refused';
  }
  puts(fitContents(context, fit));
  if (fitVerifyAll(context, fit)) return null;
  puts('Bad hash in FIT image!\n');
  return 'refused';
}
