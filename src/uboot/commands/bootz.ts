/**
 * `bootz`: start the zImage in RAM.
 *
 * Mirrors U-Boot `cmd/bootz.c`, `arch/arm/lib/zimage.c` and `boot_jump_linux` of `arch/arm/lib/bootm.c`. Without an initial
 * RAM disk so far.
 */
import {
  type Command,
  type CommandContext,
  type CommandResult,
  type CommandRun,
  type Ending,
  FAILURE,
} from '../command.ts';
import { fixupTree, relocateTree, setWorkingTree, treeAt } from '../device-tree.ts';
import { hextoul } from '../numbers.ts';

/** `LINUX_ARM_ZIMAGE_MAGIC` at 0x24, start and end at 0x28 and 0x2c (Linux `arch/arm/boot/compressed/head.S`). */
const ZIMAGE_MAGIC = 0x016f2818;
const ZIMAGE_HEADER_BYTES = 0x30;
/** Cleaning caches and devices before the jump [assumed]. */
const CLEANUP_NS = 20_000_000;

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
  *run(context, words): CommandRun {
    const [, addressText, initrd, fdtText] = words;
    const { bits, config } = context;
    const entry = addressText === undefined ? config.kernelAddress : Number(hextoul(addressText, bits));
    const image = zImageAt(context, entry);
    if (image === null) return FAILURE;
    if (initrd !== undefined && initrd !== '-') {
      context.puts('Wrong Ramdisk Image Format\nRamdisk image is corrupt or invalid\n');
      return FAILURE;
    }
    if (fdtText === undefined) {
      context.puts('FDT and ATAGS support not compiled in - hanging\n');
      return hang('bootz without a device tree');
    }
    const prepared = prepareTree(context, Number(hextoul(fdtText, bits)), image);
    if (typeof prepared !== 'number') return prepared;
    context.puts('\nStarting kernel ...\n\n');
    yield { delayNs: CLEANUP_NS };
    const registers = { r0: 0, r1: config.machineType ?? 0, r2: prepared };
    return {
      kind: 'boot',
      handoff: { deviceTreeAddress: prepared, commandLineAddress: null, entryAddress: entry, registers },
    };
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

/** The address of the tree that Linux gets, or how it ended. */
function prepareTree(
  context: CommandContext,
  address: number,
  image: { start: number; end: number },
): number | CommandResult {
  const { puts } = context;
  const hex = (value: number) => value.toString(16);
  const loaded = treeAt(context, address);
  if (loaded === null) {
    puts('ERROR: Did not find a cmdline Flattened Device Tree\nCould not find a valid device tree\n');
    return FAILURE;
  }
  puts(`## Flattened Device Tree blob at ${hex(address).padStart(8, '0')}\n`);
  puts(`   Booting using the fdt blob at 0x${hex(address).padStart(6, '0')}\n`);
  if (loaded.address <= image.end && loaded.address + loaded.sizeBytes >= image.start) {
    puts(`ERROR: FDT image overlaps OS image (OS=0x${hex(image.start)}..0x${hex(image.end)})\n`);
    return FAILURE;
  }
  setWorkingTree(context, address);
  const place = relocateTree(context, loaded);
  if (place === null || !fixupTree(context, loaded.tree, place)) {
    puts(
      ' - must RESET the board to recover.\n\nFDT creation failed! hanging...### ERROR ### Please RESET the board ###\n',
    );
    return hang('the device tree could not be prepared');
  }
  return place.address;
}

function hang(reason: string): Ending {
  return { kind: 'hang', reason };
}
