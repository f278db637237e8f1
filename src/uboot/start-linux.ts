/**
 * From a kernel in RAM to its first instruction: the device tree is found, moved and fixed up, then U-Boot jumps.
 *
 * Mirrors `boot_get_fdt` of U-Boot `image-fdt.c`, and `boot_prep_linux` and `boot_jump_linux` of `arch/arm/lib/bootm.c`.
 */
import type { CommandContext, CommandRun, Ending } from './command.ts';
import { fixupTree, type LoadedTree, relocateTree, setWorkingTree, treeAt } from './device-tree.ts';

/** Cleaning caches and devices before the jump [assumed]. */
const CLEANUP_NS = 20_000_000;

/** The tree at an address, null when there is none or it lies in the `image`, where that is looked at. */
export function findTree(
  context: CommandContext,
  address: number,
  image: { start: number; end: number } | null,
): LoadedTree | null {
  const { puts } = context;
  const hex = (value: number) => value.toString(16);
  const loaded = treeAt(context, address);
  if (loaded === null) {
    puts('ERROR: Did not find a cmdline Flattened Device Tree\nCould not find a valid device tree\n');
    return null;
  }
  puts(`## Flattened Device Tree blob at ${hex(address).padStart(8, '0')}\n`);
  puts(`   Booting using the fdt blob at 0x${hex(address).padStart(6, '0')}\n`);
  if (image !== null && loaded.address <= image.end && loaded.address + loaded.sizeBytes >= image.start) {
    puts(`ERROR: FDT image overlaps OS image (OS=0x${hex(image.start)}..0x${hex(image.end)})\n`);
    return null;
  }
  setWorkingTree(context, address);
  return loaded;
}

/** Without a tree there is nothing that this U-Boot could tell Linux. */
export function hangWithoutTree({ puts }: CommandContext, command: string): Ending {
  puts('FDT and ATAGS support not compiled in - hanging\n');
  return { kind: 'hang', reason: `${command} without a device tree` };
}

/** Prepares the tree and jumps to `entry`. */
export function* startLinux(context: CommandContext, loaded: LoadedTree, entry: number): CommandRun<Ending> {
  const { puts, config } = context;
  const place = relocateTree(context, loaded);
  if (place === null || !fixupTree(context, loaded.tree, place)) {
    puts(
      ' - must RESET the board to recover.\n\nFDT creation failed! hanging...### ERROR ### Please RESET the board ###\n',
    );
    return { kind: 'hang', reason: 'the device tree could not be prepared' };
  }
  puts('\nStarting kernel ...\n\n');
  yield { delayNs: CLEANUP_NS };
  const { address } = place;
  const registers = { r0: 0, r1: config.machineType ?? 0, r2: address };
  return {
    kind: 'boot',
    handoff: { deviceTreeAddress: address, commandLineAddress: null, entryAddress: entry, registers },
  };
}
