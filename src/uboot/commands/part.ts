/**
 * `part`: partitions of a disk, listed or into variables. Mirrors U-Boot `cmd/part.c`. Left out: `set`, `types`, GPT.
 */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { findByPrefix } from '../command-table.ts';
import type { DriverAccess } from '../disk/partition-access.ts';
import {
  type DosPartition,
  findPartition,
  hasPartitionTable,
  partitionList,
  SEARCHED_PARTITIONS,
} from '../disk/partitions.ts';

const HEAD = `uuid <interface> <dev>:<part>
    - print partition UUID
part uuid <interface> <dev>:<part> <varname>
    - set environment variable to partition UUID
part list <interface> <dev>
    - print a device's partition table
part list <interface> <dev> [flags] <varname>
    - set environment variable to the list of partitions
      flags can be -bootable (list only bootable partitions)
`;
const TAIL_2025 = `part set <interface> <dev> type
    - set partition type for a device
part types
    - list supported partition table types`;

const TYPE_GUID = `part type <interface> <dev>:<part>
    - print partition type
part type <interface> <dev>:<part> <varname>
    - set environment variable to partition type
`;

/** The middle of the help: by what a partition may be named. */
function middle(name: string, number: string): string {
  return `part start <interface> <dev> <part> <varname>
    - set environment variable to the start of the partition (in blocks)
      part can be either ${name}
part size <interface> <dev> <part> <varname>
    - set environment variable to the size of the partition (in blocks)
      part can be either ${name}
part number <interface> <dev> <part> <varname>
    - set environment variable to the partition number using the partition ${number}
      part must be specified as partition ${number}
`;
}

const OLD_MIDDLE = middle('partition number or partition name', 'name');
const NEW_MIDDLE = `${middle('partition number, UUID or name', 'UUID or name')}part name <interface> <dev> <part> <varname>
    - set environment variable to the partition name using the partition number
      part must be specified as partition number
`;
const OLD_TAIL = 'part types\n    - list supported partition table types';

const HELP = {
  '2021': `${HEAD}${OLD_MIDDLE}${OLD_TAIL}`,
  '2023': `${HEAD}${OLD_MIDDLE}${OLD_TAIL}`,
  '2025': `${HEAD}${OLD_MIDDLE}${TYPE_GUID}${TAIL_2025}`,
  '2026': `${HEAD}${NEW_MIDDLE}${TYPE_GUID}${TAIL_2025}`,
} as const;

interface SubCommand {
  readonly name: string;
  /** `words[0]` is the interface. */
  run(context: CommandContext, words: readonly string[]): CommandResult;
}

const subCommands: readonly SubCommand[] = [
  { name: 'uuid', run: uuid },
  { name: 'list', run: list },
  { name: 'start', run: (context, words) => info(context, words, ({ start }) => start.toString(16)) },
  { name: 'size', run: (context, words) => info(context, words, ({ sectors }) => sectors.toString(16)) },
  { name: 'number', run: (context, words) => info(context, words, ({ number }) => `0x${number.toString(16)}`) },
];

export function partCommand({ diskCommands }: UBootProfile): Command {
  return {
    name: 'part',
    maxWords: 'board',
    repeatable: true,
    usage: 'disk partition related commands',
    help: HELP[diskCommands],
    *run(context, words) {
      const sub = words[1] === undefined ? undefined : findByPrefix(subCommands, words[1]);
      if (sub === undefined) return USAGE;
      const result = sub.run(context, words.slice(2));
      const { delayNs } = context.storage.time.take();
      if (delayNs > 0) yield { delayNs };
      return result;
    },
  };
}

/** What `part list` and `mmc part` print. */
export function printPartitions({ profile, puts }: CommandContext, driver: DriverAccess): void {
  const { interface: name, number } = driver.disk;
  if (!hasPartitionTable(driver)) {
    puts('## Unknown partition table type 0\n');
    return;
  }
  const shown = profile.storage.partitionMapName === 'capitals' ? name.toUpperCase() : name;
  puts(`\nPartition Map for ${shown} device ${number}  --   Partition Type: DOS\n\n`);
  partitionList(driver);
}

function uuid({ storage, puts, environment }: CommandContext, words: readonly string[]): CommandResult {
  const [interfaceName, device, variable] = words;
  if (interfaceName === undefined || device === undefined || words.length > 3) return USAGE;
  const found = storage.find(interfaceName, device, false);
  if (found === null || typeof found === 'string') return FAILURE;
  const text = (found.access as DosPartition).uuid;
  if (variable === undefined) puts(`${text}\n`);
  else environment.set(variable, text);
  return SUCCESS;
}

function list(context: CommandContext, words: readonly string[]): CommandResult {
  const { storage, puts, environment } = context;
  const [interfaceName, device, ...rest] = words;
  if (interfaceName === undefined || device === undefined) return USAGE;
  const flags = rest.slice(0, rest.findIndex((word) => !word.startsWith('-')) >>> 0);
  const unknown = flags.find((flag) => flag !== '-bootable');
  if (unknown !== undefined) {
    puts(`Unknown option ${unknown}\n`);
    return USAGE;
  }
  if (rest.length > 0 && rest.length !== flags.length + 1) return USAGE;
  const driver = storage.device(interfaceName, device);
  if (driver === null || driver === 'stand-in') return FAILURE;
  const variable = rest[flags.length];
  if (variable === undefined) {
    printPartitions(context, driver);
    return SUCCESS;
  }
  const numbers: string[] = [];
  for (let number = 1; number <= SEARCHED_PARTITIONS && hasPartitionTable(driver); number++) {
    const found = findPartition(driver, number);
    if (found !== null && (flags.length === 0 || found.isBootable)) numbers.push(number.toString(16));
  }
  if (numbers.length === 0) environment.delete(variable);
  else environment.set(variable, numbers.join(' '));
  return SUCCESS;
}

function info(
  { storage, puts, environment }: CommandContext,
  words: readonly string[],
  textOf: (partition: DosPartition) => string,
): CommandResult {
  const [interfaceName, device, part, variable] = words;
  if (interfaceName === undefined || device === undefined || part === undefined || words.length > 4) return USAGE;
  const driver = storage.device(interfaceName, device);
  if (driver === null || driver === 'stand-in') return FAILURE;
  // Base 0: with 0x hexadecimal, with a 0 octal.
  const number = /^(0x[0-9a-f]+|[0-9]+)$/i.test(part) ? Number(part.replace(/^0(?=[0-7]+$)/, '0o')) : Number.NaN;
  const found = Number.isInteger(number) && hasPartitionTable(driver) ? findPartition(driver, number) : null;
  if (found === null) return FAILURE;
  if (variable === undefined) puts(`${textOf(found)}\n`);
  else environment.set(variable, textOf(found));
  return SUCCESS;
}
