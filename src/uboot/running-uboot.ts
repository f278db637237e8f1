/**
 * U-Boot as it stands at its prompt: global state, command table, shell. What a reset drops.
 *
 * The stage (uboot.ts) and the session engine of `lastwords uboot` both run on it.
 */
import type { BootMedium } from '../hardware/boot-medium.ts';
import type { CacheControl } from '../hardware/stage.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile, UBootConfig } from '../profiles/board.ts';
import type { UBootProfile } from '../profiles/uboot.ts';
import { freshBootImages } from './boot/boot-images.ts';
import { CommandTable } from './command-table.ts';
import { allCommands } from './commands/all.ts';
import { consoleCommands } from './commands/console-commands.ts';
import { diskCommands } from './commands/disk-commands.ts';
import type { DiskTime } from './disk/disk-time.ts';
import { MmcEnvironment } from './disk/mmc-environment.ts';
import type { UBootDisk } from './disk/partition-access.ts';
import { Environment, type EnvironmentStore } from './environment.ts';
import { Hush, type Keys } from './hush.ts';
import { freshMemoryMemory } from './memory-memory.ts';
import { wordBits } from './numbers.ts';
import { configuredPstore, type PstoreSettings } from './pstore-settings.ts';
import { Ram } from './ram.ts';
import { ramLayout } from './ram-layout.ts';
import { Storage } from './storage.ts';

export interface RunningUBootOptions {
  readonly profile: UBootProfile;
  readonly board: BoardProfile;
  readonly config: UBootConfig;
  readonly memory: PhysicalMemory;
  readonly bootMedium: BootMedium | null;
  /** Of the CPU; absent or null: stores are in RAM at once. */
  readonly caches?: CacheControl | null;
  /** Block devices; absent: none but what the boot medium stands for. */
  readonly disks?: readonly UBootDisk[];
  /** Where the disks count their time; absent: they take none. */
  readonly diskTime?: DiskTime;
  /** Latin1 text with LF line ends. */
  readonly puts: (text: string) => void;
  /** Virtual time; absent: nobody looks at the clock, a line may not run for ever. */
  readonly nowNs?: () => number;
  /** The serial line's other direction; absent: nobody types anything but commands, and whoever waits for more gets Ctrl-C. */
  readonly keys?: Keys;
  readonly regionDisplayed?: (settings: PstoreSettings) => void;
  readonly recordDisplayed?: (kind: string, address: number, sizeBytes: number, text: string) => void;
}

export function runningUBoot(options: RunningUBootOptions): Hush {
  const { profile, board, config, memory, bootMedium, puts, recordDisplayed, disks = [], diskTime } = options;
  const store = environmentStore(config, disks, bootMedium);
  const environment = new Environment(initialVariables(config, bootMedium), config.environmentBytes, store);
  // The time that loading takes is part of `initMs`.
  diskTime?.take();
  const pstore = configuredPstore(config);
  const parts = {
    profile,
    board,
    config,
    bits: wordBits(board),
    ram: new Ram(memory, board, options.caches),
    layout: ramLayout(board, config),
    table: new CommandTable([
      ...allCommands(profile, config),
      ...consoleCommands(profile, config, wordBits(board)),
      ...diskCommands(profile, config),
    ]),
    environment,
    pstore,
    memory: freshMemoryMemory(),
    boot: freshBootImages(),
    storage: new Storage({
      disks,
      bootMedium,
      config,
      profile,
      environment,
      puts,
      ...(diskTime && { time: diskTime }),
    }),
    puts,
    nowNs: options.nowNs ?? (() => 0),
    regionDisplayed: () => options.regionDisplayed?.(pstore),
    recordDisplayed: recordDisplayed ?? (() => {}),
  };
  return new Hush(parts, { keys: options.keys ?? null, isUntimed: options.nowNs === undefined });
}

function environmentStore(
  { mmcEnvironment, environmentBytes, bootDevice }: UBootConfig,
  disks: readonly UBootDisk[],
  medium: BootMedium | null,
): EnvironmentStore | null {
  if (mmcEnvironment === undefined) return null;
  const hasStandIn = medium !== null && bootDevice?.interface === 'mmc' && bootDevice.device === mmcEnvironment.device;
  return new MmcEnvironment(mmcEnvironment, environmentBytes, disks, hasStandIn);
}

/**
 * The default environment, and what the boot configuration on the medium (extlinux.conf on a Debian-like system) would set:
 * names of kernel and device tree, and the command line.
 */
function initialVariables(config: UBootConfig, medium: BootMedium | null): Readonly<Record<string, string>> {
  const { bootDelaySeconds, environment } = config;
  const defaults = { bootdelay: String(bootDelaySeconds) };
  const found = medium?.configuration() ?? null;
  if (found === null) return { ...defaults, ...environment };
  const fdtfile = found.deviceTreePath === null ? {} : { fdtfile: found.deviceTreePath };
  return { ...defaults, bootfile: found.kernelPath, ...fdtfile, bootargs: found.commandLine, ...environment };
}
