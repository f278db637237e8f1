/** `exit`: ends what runs. Mirrors `do_exit` of U-Boot `cmd/exit.c`; hush takes statuses from -2 downwards for it. */
import type { UBootProfile } from '../../profiles/uboot.ts';
import type { Command } from '../command.ts';
import { dectoul } from '../numbers.ts';

export function exitCommand({ exitEnds, decimalTakes0x }: UBootProfile): Command {
  return {
    name: 'exit',
    maxWords: 2,
    repeatable: true,
    usage: 'exit script',
    help: '',
    run({ bits }, [, word]) {
      const value = word === undefined ? 0n : dectoul(word, bits, decimalTakes0x);
      const status = Number(BigInt.asIntN(32, value));
      return { kind: 'status', status: exitEnds ? -status - 2 : status };
    },
  };
}
