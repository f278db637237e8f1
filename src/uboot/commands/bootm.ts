/**
 * `bootm`: start the kernel that a legacy image in RAM holds.
 *
 * Mirrors U-Boot `cmd/bootm.c` and `boot/bootm.c` [read]. Left out: FIT images, multi-file images and standalone programs (they
 * count as wrong types), compressed data (as if no decompressor were built in), initial RAM disks, and the sub-commands.
 */
import { crc32 } from '../../formats/crc32.ts';
import {
  LEGACY,
  LEGACY_HEADER_BYTES,
  type LegacyHeader,
  legacyDescription,
  legacyTypeName,
  readLegacyHeader,
} from '../../formats/legacy-image.ts';
import { EINVAL } from '../../sim/errno.ts';
import { type Command, type CommandContext, type CommandResult, type CommandRun, FAILURE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { bytesAt, endOfRam, roomAt, unmapped, writeAt } from '../memory-access.ts';
import { hextoul } from '../numbers.ts';
import { printSize } from '../print-size.ts';
import { findTree, hangWithoutTree, startLinux } from '../start-linux.ts';

/** CONFIG_SYS_BOOTM_LEN. */
const LONGEST_KERNEL = 0x800000;
/** U-Boot's own errno: EPROTOTYPE. */
const EPROTOTYPE = 91;
const RESET_NS = 50_000_000;

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

interface Found {
  readonly header: LegacyHeader;
  /** Where the data lies. */
  readonly start: bigint;
}

export const bootmCommand: Command = {
  name: 'bootm',
  maxWords: 'board',
  repeatable: true,
  usage: 'boot application image from memory',
  help: HELP,
  *run(context, words): CommandRun {
    const [, addressText, initrd, fdtText] = words;
    const { bits, config, puts, profile } = context;
    const address = addressText === undefined ? BigInt(config.kernelAddress) : hextoul(addressText, bits);
    const found = kernelAt(context, address);
    if (!('header' in found)) return found;
    const { header, start } = found;
    if (initrd !== undefined && initrd !== '-') {
      puts('Wrong Ramdisk Image Format\nRamdisk image is corrupt or invalid\n');
      return FAILURE;
    }
    const tree = fdtText === undefined ? undefined : findTree(context, Number(hextoul(fdtText, bits)), null);
    if (tree === null) return FAILURE;
    const inPlace = header.type === LEGACY.typeKernelNoload;
    const load = inPlace ? start : BigInt(header.load);
    const entry = inPlace ? Number(BigInt.asUintN(bits, start + BigInt(header.entry))) : header.entry;
    if (header.compression === LEGACY.uncompressed) {
      const target = profile.bootm.showsLoadAddress ? ` to ${load.toString(16)}` : '';
      puts(`   ${load === start ? 'XIP' : 'Loading'} ${legacyTypeName(header)}${target}\n`);
    } else puts(`Unimplemented compression type ${header.compression}\n`);
    if (header.compression !== LEGACY.uncompressed || (load !== start && header.sizeBytes > LONGEST_KERNEL)) {
      if (header.compression === LEGACY.uncompressed) puts('Image too large: increase CONFIG_SYS_BOOTM_LEN\n');
      puts('Must RESET board to recover\nresetting ...\n');
      yield { delayNs: RESET_NS };
      return { kind: 'reset', cause: 'warm' };
    }
    if (load !== start) {
      const outside = unmapped(context, load);
      const fault = outside ?? writeAt(context, load, bytesAt(context, start, header.sizeBytes));
      if (fault !== null) return raiseException(context, { ...fault, write: true });
    }
    if (header.os !== LEGACY.osLinux) {
      puts(`ERROR: booting os '${legacyDescription(header).split(' ')[1]}' (${header.os}) is not supported\n`);
      return FAILURE;
    }
    return tree === undefined ? hangWithoutTree(context, 'bootm') : yield* startLinux(context, tree, entry);
  },
};

/** `boot_get_kernel`: an intact image for this board, or how it ended. */
function kernelAt(context: CommandContext, address: bigint): Found | CommandResult {
  const { puts, profile } = context;
  const outside = unmapped(context, address);
  if (outside !== null) return raiseException(context, outside);
  const header = readLegacyHeader(bytesAt(context, address, LEGACY_HEADER_BYTES));
  const wrong = (what: 'Type' | 'Format') => {
    puts(`Wrong Image ${profile.bootm.numbersErrors ? 'Type' : what} for bootm command\n`);
    return noKernel(context, EPROTOTYPE);
  };
  if (header === null) return wrong('Format');
  puts(`## Booting kernel from Legacy Image at ${address.toString(16).padStart(8, '0')} ...\n`);
  if (!header.isIntact) {
    puts('Bad Header Checksum\n');
    return noKernel(context, EINVAL);
  }
  puts(contents(context, header));
  const start = address + BigInt(LEGACY_HEADER_BYTES);
  const room = roomAt(context, start);
  const isCut = room === 0 || header.sizeBytes > room;
  if (verifies(context.environment.get('verify'))) {
    puts('   Verifying Checksum ... ');
    if (isCut) return raiseException(context, endOfRam(context, start));
    if (crc32(bytesAt(context, start, header.sizeBytes)) !== header.dataSum) {
      puts('Bad Data CRC\n');
      return noKernel(context, EINVAL);
    }
    puts('OK\n');
  }
  if (header.architecture !== LEGACY.architectureArm) {
    puts(`Unsupported Architecture 0x${header.architecture.toString(16)}\n`);
    return noKernel(context, EINVAL);
  }
  if (isCut) return raiseException(context, endOfRam(context, start));
  const isKernel = header.type === LEGACY.typeKernel || header.type === LEGACY.typeKernelNoload;
  return isKernel ? { header, start } : wrong('Type');
}

function noKernel({ puts, profile }: CommandContext, errno: number): CommandResult {
  puts(`ERROR${profile.bootm.numbersErrors ? ` -${errno}` : ''}: can't get kernel image!\n`);
  return FAILURE;
}

/** `image_print_contents`, on a board without a clock of its own. */
function contents({ profile }: CommandContext, header: LegacyHeader): string {
  const hex = (value: number) => value.toString(16).padStart(8, '0');
  return [
    `   Image Name:   ${header.name}\n`,
    `   Image Type:   ${legacyDescription(header)}\n`,
    `   Data Size:    ${header.sizeBytes} Bytes = ${printSize(header.sizeBytes, profile.sizeRollsOver)}\n`,
    `   Load Address: ${hex(header.load)}\n`,
    `   Entry Point:  ${hex(header.entry)}\n`,
  ].join('');
}

/** `env_get_yesno`: what is neither yes nor absent is no. */
function verifies(value: string | undefined): boolean {
  return value === undefined || /^[1yYtT]/.test(value);
}
