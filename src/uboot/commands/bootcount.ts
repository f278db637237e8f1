/**
 * `bootcount`: the boots that were not called good. Mirrors U-Boot `cmd/bootcount.c`.
 *
 * The sandbox is built with it; its counter, kept by a clock chip that is new with each process, is 0 after each start. On a board
 * it is the counter of boot-count.ts.
 */
import { loadBootCount, storeBootCount } from '../boot-count.ts';
import { type Command, SUCCESS, USAGE } from '../command.ts';
import { findByPrefix } from '../command-table.ts';

const VERBS = [{ name: 'print' }, { name: 'reset' }];

export const bootcountCommand: Command = {
  name: 'bootcount',
  maxWords: 2,
  repeatable: true,
  usage: 'bootcount',
  help: 'print - print current bootcounter\nreset - reset the bootcounter',
  run(context, [, word]) {
    const verb = word === undefined ? null : findByPrefix(VERBS, word);
    if (verb?.name === 'print') context.puts(`${loadBootCount(context)}\n`);
    if (verb?.name === 'reset') storeBootCount(context, 0);
    return verb === null || verb === undefined ? USAGE : SUCCESS;
  },
};
