/**
 * `mmc read`, `mmc write` and `mmc erase`: sectors of the current card. Mirrors U-Boot `cmd/mmc.c`, `drivers/mmc/mmc.c` and
 * `mmc_write.c`. An erased sector reads as zeros, which is the card's choice [assumed]. Erasing by the name of a GPT partition is
 * left out: no name is found.
 */
import { SECTOR_BYTES } from '../../disk/block-device.ts';
import {
  type CommandContext,
  type CommandResult,
  type CommandRun,
  FAILURE,
  type Pause,
  SUCCESS,
  USAGE,
} from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import type { DriverAccess } from '../disk/partition-access.ts';
import { bytesAt, endOfRam, roomAt, unmapped, writeAt } from '../memory-access.ts';
import { hextoul } from '../numbers.ts';

/** Sectors moved at once. */
const CHUNK = 1024;

export function* readSectors(
  context: CommandContext,
  words: readonly string[],
  card: () => DriverAccess | null,
): CommandRun {
  const order = orderOf(context, words, card, 'read');
  if ('kind' in order) return order;
  const { address, first, count, driver } = order;
  const bad = count > 0 ? unmapped(context, address) : null;
  if (bad !== null) return raiseException(context, { ...bad, write: true });
  let done = driver.reaches(first, count) ? 0 : null;
  while (done !== null && done < count) {
    const bytes = driver.read(first + done, Math.min(CHUNK, count - done));
    if (bytes === null) break;
    const fault = writeAt(context, address + BigInt(done * SECTOR_BYTES), bytes);
    if (fault !== null) return raiseException(context, fault);
    done += bytes.length / SECTOR_BYTES;
    yield* passed(context);
  }
  return told(context, 'read', done ?? 0, count);
}

export function* writeSectors(
  context: CommandContext,
  words: readonly string[],
  card: () => DriverAccess | null,
): CommandRun {
  const order = orderOf(context, words, card, 'write');
  if ('kind' in order) return order;
  const { address, first, count, driver } = order;
  if (isProtected(context, driver)) return FAILURE;
  const bad = count > 0 ? unmapped(context, address) : null;
  if (bad !== null) return raiseException(context, bad);
  let done = driver.reaches(first, count) ? 0 : null;
  while (done !== null && done < count) {
    const from = address + BigInt(done * SECTOR_BYTES);
    const wanted = Math.min(CHUNK, count - done) * SECTOR_BYTES;
    if (roomAt(context, from) < wanted) return raiseException(context, endOfRam(context, from));
    driver.write(first + done, bytesAt(context, from, wanted));
    done += wanted / SECTOR_BYTES;
    yield* passed(context);
  }
  return told(context, 'written', done ?? 0, count);
}

export function* eraseSectors(
  context: CommandContext,
  words: readonly string[],
  card: () => DriverAccess | null,
): CommandRun {
  const { puts, profile } = context;
  const [, firstText, countText] = words;
  const takesName = profile.diskCommands === '2025' || profile.diskCommands === '2026';
  if (firstText === undefined || (countText === undefined && !takesName)) return USAGE;
  const driver = card();
  if (driver === null || countText === undefined) return FAILURE;
  const [first, count] = [block(context, firstText), block(context, countText)];
  puts(`${heading(context, 'erase')}, block # ${first | 0}, count ${count | 0} ... `);
  if (isProtected(context, driver)) return FAILURE;
  // The driver leaves the bounds to the card, which refuses the command.
  const reaches = first + count <= driver.disk.device.sectorCount;
  if (!reaches) puts('mmc erase failed\n');
  for (let done = 0; reaches && done < count; done += CHUNK) {
    driver.write(first + done, new Uint8Array(Math.min(CHUNK, count - done) * SECTOR_BYTES));
    yield* passed(context);
  }
  return told(context, 'erased', reaches ? count : 0, count);
}

interface Order {
  readonly address: bigint;
  /** Sectors. */
  readonly first: number;
  readonly count: number;
  readonly driver: DriverAccess;
}

/** What `mmc read` and `mmc write` are asked for, once it has been said on the console; or how they end without. */
function orderOf(
  context: CommandContext,
  [, addressText, firstText, countText]: readonly string[],
  card: () => DriverAccess | null,
  verb: 'read' | 'write',
): Order | CommandResult {
  if (addressText === undefined || firstText === undefined || countText === undefined) return USAGE;
  const address = hextoul(addressText, context.bits);
  const [first, count] = [block(context, firstText), block(context, countText)];
  const driver = card();
  if (driver === null) return FAILURE;
  context.puts(`${heading(context, verb)}, block # ${first | 0}, count ${count | 0} ... `);
  return { address, first, count, driver };
}

/** The card takes its time, piece by piece: a reset may come in between. */
function* passed({ storage }: CommandContext): Generator<Pause, void, void> {
  const { delayNs } = storage.time.take();
  if (delayNs > 0) yield { delayNs };
}

/** A u32. */
function block({ bits }: CommandContext, text: string): number {
  return Number(BigInt.asUintN(32, hextoul(text, bits)));
}

/** An empty line came before it up to 2024.07. */
function heading({ storage, profile }: CommandContext, verb: string): string {
  const isOld = profile.diskCommands === '2021' || profile.diskCommands === '2023';
  return `${isOld ? '\n' : ''}MMC ${verb}: dev # ${storage.currentMmc}`;
}

function isProtected({ puts }: CommandContext, { disk }: DriverAccess): boolean {
  if (disk.isReadOnly) puts('Error: card is write protected!\n');
  return disk.isReadOnly;
}

function told({ puts }: CommandContext, verb: string, done: number, count: number): CommandResult {
  puts(`${done | 0} blocks ${verb}: ${done === count ? 'OK' : 'ERROR'}\n`);
  return done === count ? SUCCESS : FAILURE;
}
