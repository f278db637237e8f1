/**
 * The last steps to Linux: the device tree is moved and fixed up, then U-Boot jumps.
 *
 * Mirrors `image_setup_linux` of U-Boot `boot/image-board.c`, and `boot_prep_linux` and `boot_jump_linux` of `arch/arm/lib/bootm.c`.
 */
import type { CommandContext, CommandRun, Ending } from './command.ts';
import { fixupTree, relocateTree, treeAt } from './device-tree.ts';

/** Cleaning caches and devices before the jump [assumed]. */
const CLEANUP_NS = 20_000_000;
/** `panic_finish` */
const PANIC_NS = 100_000_000;

/** Moves the boot's tree; `fix`: and writes into it what Linux is to know. False: that could not be done. */
export function prepareTree(context: CommandContext, what: 'move' | 'fix'): boolean {
  const { boot, puts } = context;
  const loaded = boot.tree === null ? null : treeAt(context, boot.tree.address);
  const place = loaded === null ? null : relocateTree(context, loaded);
  if (loaded !== null && place !== null) {
    boot.tree = { address: place.address, sizeBytes: place.room };
    if (what === 'move' || fixupTree(context, loaded.tree, place)) return true;
  }
  puts(' - must RESET the board to recover.\n\n');
  return false;
}

/** A failure that older releases hang at (`hanging` behind its text), and that resets the board in newer ones. */
export function* panic(
  { puts, profile }: CommandContext,
  text: string,
  hanging: string,
  end: string,
): CommandRun<Ending> {
  if (profile.bootm.hangsOnFailure) {
    puts(`${text}${hanging}### ERROR ### Please RESET the board ###\n`);
    return { kind: 'hang', reason: text };
  }
  puts(`${text}${end}\n`);
  yield { delayNs: PANIC_NS };
  puts('resetting ...\n');
  return { kind: 'reset', cause: 'warm' };
}

/** Jumps to the boot's entry point, with the tree where it is. */
export function* startLinux({ boot, bits, config, puts }: CommandContext): CommandRun<Ending> {
  puts('\nStarting kernel ...\n\n');
  yield { delayNs: CLEANUP_NS };
  const address = boot.tree?.address ?? 0;
  const registers: Record<string, number> =
    bits === 32 ? { r0: 0, r1: config.machineType ?? 0, r2: address } : { x0: address };
  return {
    kind: 'boot',
    handoff: { deviceTreeAddress: address, commandLineAddress: null, entryAddress: boot.entry, registers },
  };
}
