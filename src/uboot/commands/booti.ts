/**
 * `booti`: start the arm64 `Image` in RAM, packed or not. Mirrors U-Boot `cmd/booti.c`.
 */
import { IMAGE } from '../../formats/image-names.ts';
import { setUpArm64Image } from '../boot/arm64-image.ts';
import { STATE } from '../boot/boot-images.ts';
import { compressionAt, unpack } from '../boot/decompress.ts';
import { findOthers } from '../boot/find-others.ts';
import { runStates, startBoot } from '../boot/states.ts';
import { type Command, type CommandContext, type CommandResult, type CommandRun, FAILURE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { bytesAt, unmapped, writeAt } from '../memory-access.ts';
import { hextoul } from '../numbers.ts';

/** Most that a packed image may grow to, as a multiple of its size. */
const GROWTH = 10;

const HELP = `[addr [initrd[:size]] [fdt]]
    - boot Linux flat or compressed 'Image' stored at 'addr'
\tThe argument 'initrd' is optional and specifies the address
\tof an initrd in memory. The optional parameter ':size' allows
\tspecifying the size of a RAW initrd.
\tCurrently only booting from gz, bz2, lzma and lz4 compression
\ttypes are supported. In order to boot from any of these compressed
\timages, user have to set kernel_comp_addr_r and kernel_comp_size environment
\tvariables beforehand.
\tSince booting a Linux kernel requires a flat device-tree, a
\tthird argument providing the address of the device-tree blob
\tis required. To boot a kernel with a device-tree blob but
\twithout an initrd image, use a '-' for the initrd argument.
`;

export const bootiCommand: Command = {
  name: 'booti',
  maxWords: 'board',
  repeatable: true,
  usage: "boot Linux kernel 'Image' format from memory",
  help: HELP,
  *run(context, [, addressText, ramdisk, tree]): CommandRun {
    const { bits, config, boot } = context;
    startBoot(context);
    const address = addressText === undefined ? BigInt(config.kernelAddress) : hextoul(addressText, bits);
    const outside = unmapped(context, address);
    if (outside !== null) return raiseException(context, outside);
    const problem = unpackInPlace(context, Number(address));
    if (problem !== null) return problem;
    const image = setUpArm64Image(context, Number(address));
    if (image === null) return FAILURE;
    const end = findOthers(context, ramdisk, tree, image);
    if (end !== null) return end;
    boot.entry = image.start;
    boot.os = {
      type: IMAGE.typeKernel,
      compression: IMAGE.uncompressed,
      os: IMAGE.osLinux,
      architecture: IMAGE.architectureArm64,
      start: image.start,
      end: image.end,
      load: image.start,
      dataStart: image.start,
      dataBytes: image.end - image.start,
    };
    return yield* runStates(context, STATE.ramdisk | STATE.prep | STATE.go, [undefined, undefined, undefined]);
  },
};

/** A packed image is unpacked elsewhere and put in its own place; null: it is there. */
function unpackInPlace(context: CommandContext, address: number): CommandResult | null {
  const { environment, bits, puts, board, layout } = context;
  const compression = compressionAt(context, bytesAt(context, BigInt(address), 2));
  if (compression === IMAGE.uncompressed) return null;
  const number = (name: string) => Number(hextoul(environment.get(name) ?? '', bits));
  const target = number('kernel_comp_addr_r');
  const size = number('kernel_comp_size');
  if (target === 0 || size === 0) {
    puts('kernel_comp_addr_r or kernel_comp_size is not provided!\n');
    return FAILURE;
  }
  if (target < board.ramBanks[0]!.start || target > layout.ramTop) {
    puts('kernel_comp_addr_r is outside of DRAM range!\n');
    return FAILURE;
  }
  const image = { compression, type: IMAGE.typeKernel, inPlace: false };
  const unpacked = unpack(context, image, bytesAt(context, BigInt(address), size), 0, size * GROWTH);
  if ('failure' in unpacked) return FAILURE;
  for (const place of [target, address]) {
    const fault = writeAt(context, BigInt(place), unpacked.bytes);
    if (fault !== null) return raiseException(context, { ...fault, write: true });
  }
  return null;
}
