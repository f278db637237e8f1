/**
 * `bootcount`: the boots that were not called good. Mirrors U-Boot `cmd/bootcount.c`.
 *
 * Only the sandbox is built with it; its counter, kept by a clock chip that is new with each process, is 0 after each start.
 */
import { type Command, SUCCESS, USAGE } from '../command.ts';
import { findByPrefix } from '../command-table.ts';

const VERBS = [{ name: 'print' }, { name: 'reset' }];

export const bootcountCommand: Command = {
  name: 'bootcount',
  maxWords: 2,
  repeatable: true,
  usage: 'bootcount',
  help: 'print - print current bootcounter\nreset - reset the bootcounter',
  run({ puts }, [, word]) {
    const verb = word === undefined ? null : findByPrefix(VERBS, word);
    if (verb?.name === 'print') puts('0\n');
    return verb === null || verb === undefined ? USAGE : SUCCESS;
  },
};
