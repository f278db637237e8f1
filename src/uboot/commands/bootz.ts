/**
 * `bootz`: start the zImage in RAM.
 *
 * Mirrors U-Boot `cmd/bootz.c` and `arch/arm/lib/zimage.c`.
 */
import { IMAGE } from '../../formats/image-names.ts';
import { STATE } from '../boot/boot-images.ts';
import { findOthers } from '../boot/find-others.ts';
import { runStates, startBoot } from '../boot/states.ts';
import { type Command, type CommandContext, type CommandRun, FAILURE } from '../command.ts';
import { hextoul } from '../numbers.ts';

/** `LINUX_ARM_ZIMAGE_MAGIC` at 0x24, start and end at 0x28 and 0x2c (Linux `arch/arm/boot/compressed/head.S`). */
const ZIMAGE_MAGIC = 0x016f2818;
const ZIMAGE_HEADER_BYTES = 0x30;

const HELP = `[addr [initrd[:size]] [fdt]]
    - boot Linux zImage stored in memory
\tThe argument 'initrd' is optional and specifies the address
\tof the initrd in memory. The optional argument ':size' allows
\tspecifying the size of RAW initrd.
\tWhen booting a Linux kernel which requires a flat device-tree
\ta third argument is required which is the address of the
\tdevice-tree blob. To boot that kernel without an initrd image,
\tuse a '-' for the second argument. If you do not pass a third
\ta bd_info struct will be passed instead
`;

export const bootzCommand: Command = {
  name: 'bootz',
  maxWords: 'board',
  repeatable: true,
  usage: 'boot Linux zImage image from memory',
  help: HELP,
  *run(context, [, addressText, ramdisk, tree]): CommandRun {
    const { bits, config, boot } = context;
    startBoot(context);
    const entry = addressText === undefined ? config.kernelAddress : Number(hextoul(addressText, bits));
    const image = zImageAt(context, entry);
    if (image === null) return FAILURE;
    const end = findOthers(context, ramdisk, tree, image);
    if (end !== null) return end;
    boot.entry = entry;
    boot.os = {
      type: IMAGE.typeKernel,
      compression: IMAGE.uncompressed,
      os: IMAGE.osLinux,
      architecture: IMAGE.architectureArm,
      start: image.start,
      end: image.end,
      load: entry,
      dataStart: entry,
      dataBytes: image.end - image.start,
    };
    return yield* runStates(context, STATE.ramdisk | STATE.prep | STATE.go, [undefined, undefined, undefined]);
  },
};

/** First and last address of the image, as its header says; null when it is none. */
function zImageAt({ ram, puts }: CommandContext, address: number): { start: number; end: number } | null {
  if (ram.room(address) < ZIMAGE_HEADER_BYTES || ram.load32(address + 0x24) !== ZIMAGE_MAGIC) {
    puts('zimage: Bad magic!\n');
    return null;
  }
  const start = ram.load32(address + 0x28);
  const end = ram.load32(address + 0x2c);
  const hash = (value: number) => `0x${value.toString(16).padStart(6, '0')}`;
  puts(`Kernel image @ ${hash(address)} [ ${hash(start)} - ${hash(end)} ]\n`);
  return { start: address, end: address + end - start };
}
