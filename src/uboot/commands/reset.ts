/** `reset`: mirrors U-Boot `arch/arm/lib/reset.c` and `drivers/sysreset`. */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, type CommandRun, USAGE } from '../command.ts';

/** mdelay: 50 ms where the architecture resets, 100 ms in the driver; both only let the text go out. */
const DELAY_NS = 50_000_000;

export function resetCommand(profile: UBootProfile): Command {
  return {
    name: 'reset',
    maxWords: profile.resetTakesWarm ? 2 : 1,
    repeatable: false,
    usage: 'Perform RESET of the CPU',
    help: profile.resetTakesWarm ? '- cold boot without level specifier\nreset -w - warm reset if implemented' : '',
    *run(context, words): CommandRun {
      if (words.length > 2) return USAGE;
      context.puts('resetting ...\n');
      yield { delayNs: DELAY_NS };
      return { kind: 'reset', cause: 'warm' };
    },
  };
}
