/**
 * `mmc`: slots and cards. Mirrors U-Boot `cmd/mmc.c`. Left out: all that sets a card's registers.
 */
import { SECTOR_BYTES } from '../../disk/block-device.ts';
import type { UBootProfile } from '../../profiles/uboot.ts';
import {
  type Command,
  type CommandContext,
  type CommandResult,
  type CommandRun,
  FAILURE,
  SUCCESS,
  USAGE,
} from '../command.ts';
import { findByPrefix } from '../command-table.ts';
import { CARD } from '../disk/mmc-card.ts';
import type { DriverAccess } from '../disk/partition-access.ts';
import { dectoul } from '../numbers.ts';
import { printSize } from '../print-size.ts';
import { eraseSectors, readSectors, writeSectors } from './mmc-sectors.ts';
import { printPartitions } from './part.ts';

const OLD_HELP = `info - display info of the current MMC device
mmc read addr blk# cnt
mmc write addr blk# cnt
mmc erase blk# cnt
mmc rescan
mmc part - lists available partition on current mmc device
mmc dev [dev] [part] - show or set current mmc device [partition]
mmc list - lists available devices
mmc wp - power on write protect boot partitions
mmc hwpartition [args...] - does hardware partitioning
  arguments (sizes in 512-byte blocks):
    [user [enh start cnt] [wrrel {on|off}]] - sets user data area attributes
    [gp1|gp2|gp3|gp4 cnt [enh] [wrrel {on|off}]] - general purpose partition
    [check|set|complete] - mode, complete set partitioning completed
  WARNING: Partitioning is a write-once setting once it is set to complete.
  Power cycling is required to initialize partitions after set to complete.
mmc setdsr <value> - set DSR register value
`;
const NEW_HELP = (erase: string) => `info - display info of the current MMC device
mmc read addr blk# cnt
mmc write addr blk# cnt
mmc erase blk# cnt
${erase}mmc rescan [mode]
mmc part - lists available partition on current mmc device
mmc dev [dev] [part] [mode] - show or set current mmc device [partition] and set mode
  - the required speed mode is passed as the index from the following list
    [MMC_LEGACY, MMC_HS, SD_HS, MMC_HS_52, MMC_DDR_52, UHS_SDR12, UHS_SDR25,
    UHS_SDR50, UHS_DDR50, UHS_SDR104, MMC_HS_200, MMC_HS_400, MMC_HS_400_ES]
mmc list - lists available devices
mmc wp [PART] - power on write protect boot partitions
  arguments:
   PART - [0|1]
       : 0 - first boot partition, 1 - second boot partition
         if not assigned, write protect all boot partitions
mmc hwpartition <USER> <GP> <MODE> - does hardware partitioning
  arguments (sizes in 512-byte blocks):
   USER - <user> <enh> <start> <cnt> <wrrel> <{on|off}>
\t: sets user data area attributes
   GP - <{gp1|gp2|gp3|gp4}> <cnt> <enh> <wrrel> <{on|off}>
\t: general purpose partition
   MODE - <{check|set|complete}>
\t: mode, complete set partitioning completed
  WARNING: Partitioning is a write-once setting once it is set to complete.
  Power cycling is required to initialize partitions after set to complete.
mmc setdsr <value> - set DSR register value
`;

const HELP = {
  '2021': OLD_HELP,
  '2023': OLD_HELP,
  '2025': NEW_HELP(''),
  '2026': NEW_HELP('mmc erase partname\n'),
} as const;

/** PART_ACCESS_MASK */
const HARDWARE_PARTITIONS_MAX = 7;

interface SubCommand {
  readonly name: string;
  readonly maxWords: number;
  run(context: CommandContext, words: readonly string[]): CommandResult | CommandRun;
}

const subCommands: readonly SubCommand[] = [
  { name: 'dev', maxWords: 4, run: setDevice },
  { name: 'erase', maxWords: 3, run: (context, words) => eraseSectors(context, words, () => currentCard(context)) },
  { name: 'info', maxWords: 1, run: cardInfo },
  { name: 'list', maxWords: 1, run: listDevices },
  { name: 'part', maxWords: 1, run: listPartitions },
  { name: 'read', maxWords: 4, run: (context, words) => readSectors(context, words, () => currentCard(context)) },
  { name: 'rescan', maxWords: 2, run: rescan },
  { name: 'write', maxWords: 4, run: (context, words) => writeSectors(context, words, () => currentCard(context)) },
];

export function mmcCommand({ diskCommands }: UBootProfile): Command {
  return {
    name: 'mmc',
    maxWords: 29,
    repeatable: true,
    usage: 'MMC sub system',
    help: HELP[diskCommands],
    *run(context, words) {
      const { storage, puts } = context;
      const sub = words[1] === undefined ? undefined : findByPrefix(subCommands, words[1]);
      if (sub === undefined || words.length - 1 > sub.maxWords) return USAGE;
      if (storage.currentMmc < 0) {
        if (storage.mmcHosts.length === 0) {
          puts('No MMC device available\n');
          return FAILURE;
        }
        storage.currentMmc = 0;
      }
      const run = sub.run(context, words.slice(1));
      const result = 'kind' in run ? run : yield* run;
      const { delayNs } = storage.time.take();
      if (delayNs > 0) yield { delayNs };
      return result;
    },
  };
}

/** `init_mmc_device`; null where there is no such slot, or no card in it. */
function card({ storage, puts }: CommandContext, number: number): DriverAccess | null {
  if (number >= 0 && number < storage.mmcHosts.length) return storage.driver('mmc', number);
  puts(`no mmc device at slot ${(number >>> 0).toString(16)}\n`);
  return null;
}

function currentCard(context: CommandContext): DriverAccess | null {
  return card(context, context.storage.currentMmc);
}

function setDevice(context: CommandContext, words: readonly string[]): CommandResult {
  const { storage, puts, profile, bits } = context;
  const [, deviceText, partText, modeText] = words;
  const checksNumbers = profile.diskCommands !== '2021' && profile.diskCommands !== '2023';
  if (modeText !== undefined && !checksNumbers) return USAGE;
  const number = (text: string) => Number(BigInt.asIntN(32, dectoul(text, bits, profile.decimalTakes0x)));
  const isNumber = (text: string) => /^(0x[0-9a-f]*|[0-9]*)$/i.test(text);
  if (checksNumbers) {
    if (modeText !== undefined && !isNumber(modeText)) {
      puts(`Invalid speed mode index '${modeText}', did you specify a mode name?\n`);
      return USAGE;
    }
    if (partText !== undefined && !isNumber(partText)) {
      puts(`Invalid part number '${partText}'\n`);
      return USAGE;
    }
  }
  const part = partText === undefined ? 0 : number(partText);
  if (part > HARDWARE_PARTITIONS_MAX) {
    puts(`#part_num shouldn't be larger than ${HARDWARE_PARTITIONS_MAX}\n`);
    return FAILURE;
  }
  if (checksNumbers && deviceText !== undefined && !isNumber(deviceText)) {
    puts(`Invalid device number '${deviceText}'\n`);
    return USAGE;
  }
  const device = deviceText === undefined ? storage.currentMmc : number(deviceText);
  if (card(context, device) === null) return FAILURE;
  // A card has no hardware partitions.
  puts(`switch to partitions #${part}, ${part === 0 ? 'OK' : 'ERROR'}\n`);
  if (part !== 0) return FAILURE;
  storage.currentMmc = device;
  puts(`mmc${device} is current device\n`);
  return SUCCESS;
}

/** Cards that were initialised are told as what they are; here every card is, from the boot on. */
function listDevices({ storage, puts }: CommandContext): CommandResult {
  const present = storage.disksOf('mmc').map(({ number }) => number);
  const lines = storage.mmcHosts.map(
    (name, number) => `${name}: ${number}${present.includes(number) ? ' (SD)' : ''}\n`,
  );
  puts(lines.join(''));
  return SUCCESS;
}

function listPartitions(context: CommandContext): CommandResult {
  const driver = currentCard(context);
  if (driver === null) return FAILURE;
  printPartitions(context, driver);
  return SUCCESS;
}

/** `print_mmcinfo`; the card's registers are [composed]. */
function cardInfo(context: CommandContext): CommandResult {
  const { storage, puts, profile } = context;
  const driver = card(context, storage.currentMmc);
  if (driver === null) return FAILURE;
  const bytes = driver.disk.device.sectorCount * SECTOR_BYTES;
  const lines = [
    `Device: ${storage.mmcHosts[storage.currentMmc]}`,
    'Manufacturer ID: 1b',
    'OEM: 534d',
    `Name: ${CARD.product}${profile.diskCommands === '2021' ? ' ' : ''}`,
    'Bus Speed: 50000000',
    'Mode: SD High Speed (50MHz)',
    'Rd Block Len: 512',
    'SD version 3.0',
    `High Capacity: ${bytes > 2 ** 31 ? 'Yes' : 'No'}`,
    `Capacity: ${printSize(bytes, profile.sizeRollsOver)}`,
    'Bus Width: 4-bit',
    'Erase Group Size: 512 Bytes',
  ];
  puts(`${lines.join('\n')}\n`);
  return SUCCESS;
}

function rescan(context: CommandContext): CommandResult {
  return currentCard(context) === null ? FAILURE : SUCCESS;
}
