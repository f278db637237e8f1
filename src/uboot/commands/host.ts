/**
 * `host`: disks of the sandbox. Mirrors U-Boot `cmd/host.c`. The simulated world has no files of a host beside the disks it was
 * given, so `bind` finds none, and the `hostfs` forms are left out.
 */
import type { UBootProfile } from '../../profiles/uboot.ts';
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { findByPrefix } from '../command-table.ts';
import { parseHex } from '../numbers.ts';

const HEAD = `load hostfs - <addr> <filename> [<bytes> <offset>]  - load a file from host
host ls hostfs - <filename>                    - list files on host
host save hostfs - <addr> <filename> <bytes> [<offset>] - save a file to host
host size hostfs - <filename> - determine size of file on host
`;
const TAIL = `host commands use the "hostfs" device. The "host" device is used
with standard IO commands such as fatls or ext2load`;
const MIDDLE_2021 = `host bind <dev> [<filename>] - bind "host" device to file
host info [<dev>]            - show device binding & info
host dev [<dev>] - Set or retrieve the current host device
`;
const LABELS = `host unbind <label>     - unbind file from "host" device
host info [<label>]     - show device binding & info
host dev [<label>]      - set or retrieve the current host device
`;
const MIDDLE_2023 = `host bind [-r] <label> [<filename>] - bind "host" device to file
     -r = mark as removable
${LABELS}`;
const MIDDLE_2025 = `host bind [-r] <label> <filename> [<blksz>] - bind "host" device to file,
     and optionally set the device's logical block size
     -r = mark as removable
${LABELS}`;
const MIDDLE = { '2021': MIDDLE_2021, '2023': MIDDLE_2023, '2025': MIDDLE_2025, '2026': MIDDLE_2025 } as const;

/** CONFIG_HOST_MAX_DEVICES */
const DEVICES_2021 = 4;

const NAMES = [{ name: 'bind' }, { name: 'unbind' }, { name: 'info' }, { name: 'dev' }] as const;

export function hostCommand({ diskCommands }: UBootProfile): Command {
  const hasLabels = diskCommands !== '2021';
  let current: number | null = null;
  return {
    name: 'host',
    maxWords: 8,
    repeatable: true,
    usage: 'Miscellaneous host commands',
    help: `${HEAD}${MIDDLE[diskCommands]}${TAIL}`,
    run(context, words) {
      const sub = words[1] === undefined ? undefined : findByPrefix(NAMES, words[1])?.name;
      const label = words[2];
      if (sub === 'info') return info(context, label, hasLabels);
      if (sub === 'bind') return bind(context, words.slice(2), hasLabels);
      if (sub !== 'dev') return USAGE;
      if (label === undefined) return showCurrent(context, current, hasLabels);
      const number = numberOf(context, label, hasLabels);
      if (typeof number !== 'number') return number;
      current = number;
      return SUCCESS;
    },
  };
}

function showCurrent({ puts }: CommandContext, current: number | null, hasLabels: boolean): CommandResult {
  if (current === null) {
    puts('No current host device\n');
    return FAILURE;
  }
  puts(hasLabels ? `Current host device: ${current}: ${current}\n` : `Current host device ${current}\n`);
  return SUCCESS;
}

/** The number of a device that there is; its label is the same here. */
function numberOf({ storage, puts }: CommandContext, label: string, hasLabels: boolean): number | CommandResult {
  const { value, length } = parseHex(label, 64);
  const number = length === label.length ? Number(value) : null;
  if (number !== null && storage.disksOf('host').some((disk) => disk.number === number)) return number;
  if (hasLabels) puts(`No such device '${label}'\n`);
  else if (number === null) puts(`** Bad device specification ${label} **\n`);
  else puts(number < DEVICES_2021 ? 'Not bound to a backing file\n' : 'Invalid host device number\n');
  return !hasLabels && number === null ? USAGE : FAILURE;
}

function info(context: CommandContext, label: string | undefined, hasLabels: boolean): CommandResult {
  const { storage, puts } = context;
  const number = label === undefined || !hasLabels ? null : numberOf(context, label, hasLabels);
  if (number !== null && typeof number !== 'number') return number;
  const disks = storage.disksOf('host').filter((disk) => number === null || disk.number === number);
  const column = (value: number, width: number) => String(value).padStart(width);
  if (hasLabels) {
    puts(`dev       blocks  blksz ${'label'.padEnd(15)} path\n`);
    for (const { number: at, device } of disks) {
      puts(`${column(at, 3)} ${column(device.sectorCount, 12)} ${column(512, 6)} ${String(at).padEnd(15)} host${at}\n`);
    }
    return SUCCESS;
  }
  puts('dev       blocks path\n');
  for (let at = 0; at < DEVICES_2021; at++) {
    const disk = disks.find((one) => one.number === at);
    const text =
      disk === undefined ? 'Not bound to a backing file' : `${column(disk.device.sectorCount, 12)} host${at}`;
    puts(`${column(at, 3)} ${text}\n`);
  }
  return SUCCESS;
}

function bind({ puts }: CommandContext, words: readonly string[], hasLabels: boolean): CommandResult {
  const names = words[0] === '-r' ? words.slice(1) : words;
  const [, file] = names;
  if (names.length > 3 || (hasLabels && file === undefined) || names.length === 0) return USAGE;
  if (!hasLabels) {
    puts(`Failed to access host backing file '${file ?? ''}'\n`);
    return FAILURE;
  }
  puts(
    `Failed to access host backing file '${file}', trying read-only\n- still failed\nCannot create device / bind file\n`,
  );
  return FAILURE;
}
