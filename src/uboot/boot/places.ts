/**
 * Where RAM is given out for a boot, and moving the initial RAM disk there. Mirrors `lmb_alloc_base` of U-Boot `lib/lmb.c` as the boot
 * commands use it, and `boot_ramdisk_high` of `boot/image-board.c`.
 */
import type { CommandContext } from '../command.ts';
import { bytesAt, roomAt } from '../memory-access.ts';
import { hextoul } from '../numbers.ts';

const PAGE = 0x1000;

/** Top down, below U-Boot's own memory, the boot map (`bootm_size`), `high` where it is given, and what was given out before; -1: nowhere. */
export function highestPlace(
  { board, environment, bits, layout, boot }: CommandContext,
  bytes: number,
  high?: bigint,
): number {
  const low = board.ramBanks[0]!.start;
  const mapSize = environment.get('bootm_size');
  const mapEnd = mapSize === undefined ? layout.reservedStart : low + Number(hextoul(mapSize, bits));
  const limit = Math.min(layout.reservedStart, mapEnd, high === undefined || high === 0n ? mapEnd : Number(high));
  let place = roundDown(limit - bytes);
  for (const { start, end } of [...boot.taken].sort((a, b) => b.start - a.start)) {
    if (place < end && place + bytes > start) place = roundDown(start - bytes);
  }
  if (place < low) return -1;
  boot.taken.push({ start: place, end: place + bytes });
  return place;
}

function roundDown(address: number): number {
  return address < 0 ? -1 : address - (address % PAGE);
}

/** Moves the RAM disk up, unless `initrd_high` is all ones; false: there is no room. */
export function placeRamdisk(context: CommandContext): boolean {
  const { boot, environment, bits, puts } = context;
  boot.initrd = null;
  if (boot.ramdisk === null) return true;
  const { start, end } = boot.ramdisk;
  const variable = environment.get('initrd_high');
  const high = variable === undefined ? undefined : hextoul(variable, bits);
  if (high === BigInt.asUintN(bits, -1n)) {
    boot.initrd = { start, end };
    return true;
  }
  const size = Math.min(end - start, roomAt(context, BigInt(start)));
  const place = highestPlace(context, end - start, high);
  if (place < 0 || size < end - start) {
    puts('ramdisk - allocation error\n');
    return false;
  }
  puts(
    `   Loading Ramdisk to ${place.toString(16).padStart(8, '0')}, end ${(place + size).toString(16).padStart(8, '0')} ... `,
  );
  context.ram.write(place, bytesAt(context, BigInt(start), size));
  puts('OK\n');
  boot.initrd = { start: place, end: place + size };
  return true;
}
