/**
 * The boot counter: counted up before each countdown, and past `bootlimit` another command boots.
 *
 * Mirrors `bootcount_inc` and `bootcount_error` of U-Boot `include/bootcount.h`, and the generic driver `drivers/bootcount/bootcount.c`:
 * two words in RAM, the count and a magic number that says whether it is one. So it survives what RAM survives.
 */
import type { CommandContext } from './command.ts';
import { dectoul } from './numbers.ts';

/** CONFIG_SYS_BOOTCOUNT_MAGIC */
const MAGIC = 0xb001c041;

/** 0 where nothing was counted. */
export function loadBootCount({ config, ram }: CommandContext): number {
  const { bootCountAddress } = config;
  if (bootCountAddress === undefined || ram.room(bootCountAddress) < 8) return 0;
  const bytes = ram.read(bootCountAddress, 8);
  const words = new DataView(bytes.buffer, bytes.byteOffset, 8);
  return words.getUint32(4, true) === MAGIC ? words.getUint32(0, true) : 0;
}

export function storeBootCount({ config, ram }: CommandContext, count: number): void {
  const { bootCountAddress } = config;
  if (bootCountAddress === undefined || ram.room(bootCountAddress) < 8) return;
  const words = new DataView(new ArrayBuffer(8));
  words.setUint32(0, count, true);
  words.setUint32(4, MAGIC, true);
  ram.write(bootCountAddress, new Uint8Array(words.buffer));
  ram.flush(bootCountAddress, words.byteLength);
}

/** What boots, and what is said about it. */
export interface BootChoice {
  /** Undefined: nothing to boot. */
  readonly command: string | undefined;
  readonly warning: string;
}

/** Counts this boot, tells it in the variable `bootcount`, and chooses. */
export function countBoot(context: CommandContext): BootChoice {
  const { config, environment, bits, profile } = context;
  const bootcmd: BootChoice = { command: environment.get('bootcmd'), warning: '' };
  if (config.bootCountAddress === undefined) return bootcmd;
  storeBootCount(context, (loadBootCount(context) + 1) >>> 0);
  const count = loadBootCount(context);
  environment.set('bootcount', String(count));
  const limit = dectoul(environment.get('bootlimit') ?? '', bits, profile.decimalTakes0x);
  if (limit === 0n || BigInt(count) <= limit) return bootcmd;
  const warning = `Warning: Bootlimit (${limit}) exceeded. Using altbootcmd.\n`;
  return { command: environment.get('altbootcmd'), warning };
}
