/**
 * `pstore`: look at the last words of Linux without Linux.
 *
 * Mirrors `do_pstore` and `pstore_set` of U-Boot `cmd/pstore.c`; `display` and `save` stand in files of their own. The
 * argument limits that the sub-command table declares are not enforced there, so extra words are ignored.
 */
import { type Command, type CommandContext, type CommandResult, type CommandRun, SUCCESS, USAGE } from '../command.ts';
import { findByPrefix } from '../command-table.ts';
import { hextoul } from '../numbers.ts';
import { pstoreDisplay } from './pstore-display.ts';
import { pstoreSave } from './pstore-save.ts';

interface SubCommand {
  readonly name: string;
  /** `words[0]` is the sub-command. */
  run(context: CommandContext, words: readonly string[]): CommandResult | CommandRun;
}

const subCommands: readonly SubCommand[] = [
  { name: 'set', run: pstoreSet },
  { name: 'display', run: pstoreDisplay },
  { name: 'save', run: pstoreSave },
];

/** Ends with a line feed of its own, so that the usage text ends with an empty line. */
const HELP = `set <addr> <len> [record-size] [console-size] [ftrace-size] [pmsg_size] [ecc-size]
- Set pstore reserved memory info, starting at 'addr' for 'len' bytes.
  Default length for records is 4K.
  'record-size' is the size of one panic or oops record ('dump' type).
  'console-size' is the size of the kernel logs record.
  'ftrace-size' is the size of the ftrace record(s), this can be a single
  record or divided in parts based on number of CPUs.
  'pmsg-size' is the size of the user space logs record.
  'ecc-size' enables/disables ECC support and specifies ECC buffer size in
  bytes (0 disables it, 1 is a special value, means 16 bytes ECC).
pstore display [record-type] [nb]
- Display existing records in pstore reserved memory. A 'record-type' can
  be given to only display records of this kind. 'record-type' can be one
  of 'dump', 'console', 'ftrace' or 'user'. For 'dump' and 'ftrace' types,
  a 'nb' can be given to only display one record.
pstore save <interface> <dev[:part]> <directory-path>
- Save existing records in pstore reserved memory under 'directory path'
  to partition 'part' on device type 'interface' instance 'dev'.
  Filenames are automatically generated, depending on record type, like
  in /sys/fs/pstore under Linux.
  The 'directory-path' should already exist.
`;

export const pstoreCommand: Command = {
  name: 'pstore',
  maxWords: 10,
  repeatable: false,
  usage: 'Manage Linux Persistent Storage',
  help: HELP,
  run(context, words) {
    if (words[1] === undefined) return USAGE;
    return findByPrefix(subCommands, words[1])?.run(context, words.slice(1)) ?? USAGE;
  },
};

/** All seven numbers are hexadecimal, ecc-size too; omitted sizes keep their value. Says nothing when it is content. */
function pstoreSet(context: CommandContext, words: readonly string[]): CommandResult {
  const { pstore, bits, config } = context;
  const [, address, length, record, console, ftrace, pmsg, ecc] = words;
  if (address === undefined || length === undefined) return USAGE;
  const size = (text: string) => Number(BigInt.asUintN(32, hextoul(text, bits)));
  const physical = (text: string) => BigInt.asUintN(config.physicalAddressBits, hextoul(text, bits));
  pstore.address = physical(address);
  pstore.length = physical(length);
  if (record !== undefined) pstore.recordSize = size(record);
  if (console !== undefined) pstore.consoleSize = size(console);
  if (ftrace !== undefined) pstore.ftraceSize = size(ftrace);
  if (pmsg !== undefined) pstore.pmsgSize = size(pmsg);
  if (ecc !== undefined) pstore.eccSize = size(ecc);
  // The sum is an `unsigned int` and may wrap, so that a length far too small is accepted.
  const sum = (pstore.recordSize + pstore.consoleSize + pstore.ftraceSize + pstore.pmsgSize) % 2 ** 32;
  if (pstore.length < BigInt(sum)) {
    context.puts('pstore <len> should be larger than the sum of all records sizes\n');
    pstore.length = 0n;
  }
  return SUCCESS;
}
