/** The header of an arm64 `Image`, and where it has to lie. Mirrors `booti_setup` of U-Boot `arch/arm/lib/image.c`; the header is that of Linux `Documentation/arch/arm64/booting.rst`. */
import type { CommandContext } from '../command.ts';
import { bytesAt, roomAt, writeAt } from '../memory-access.ts';
import type { AddressSpan } from './boot-images.ts';

const MAGIC = 0x644d5241;
const HEADER_BYTES = 64;
const ALIGNMENT = 0x200000;
/** The bit of the flags that lets the image lie anywhere. */
const ANYWHERE = 8;
/** What images from before the header said their size are taken for. */
const OLD_SIZE = 0x1000000;
const OLD_OFFSET = 0x80000;

/** Where an image has to lie; `isBound`: at the start of RAM, whatever it says. Null: it is none, and that has been said. */
export function arm64ImagePlace(context: CommandContext, address: number, isBound: boolean): AddressSpan | null {
  const { puts, board } = context;
  const header = bytesAt(context, BigInt(address), HEADER_BYTES);
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  if (header.length < HEADER_BYTES || view.getUint32(56, true) !== MAGIC) {
    puts('Bad Linux ARM64 Image magic!\n');
    return null;
  }
  const told = Number(view.getBigUint64(16, true));
  if (told === 0) puts('Image lacks image_size field, assuming 16MiB\n');
  const size = told === 0 ? OLD_SIZE : told;
  const offset = told === 0 ? OLD_OFFSET : Number(view.getBigUint64(8, true));
  const isFree = !isBound && (view.getUint32(24, true) & ANYWHERE) !== 0;
  const base = isFree ? address - offset : board.ramBanks[0]!.start;
  const start = Math.ceil(base / ALIGNMENT) * ALIGNMENT + offset;
  return { start, end: start + size };
}

/** Moves the image to where it has to lie and says so; null as above. */
export function setUpArm64Image(context: CommandContext, address: number): AddressSpan | null {
  const { puts, profile } = context;
  const place = arm64ImagePlace(context, address, false);
  if (place === null || place.start === address) return place;
  const hex = (value: number) => `0x${value.toString(16)}`;
  const endText = profile.bootm.movedEndPrefix ? hex(place.end) : place.end.toString(16);
  puts(`Moving Image from ${hex(address)} to ${hex(place.start)}, end=${endText}\n`);
  const fitting = Math.min(place.end - place.start, roomAt(context, BigInt(address)));
  writeAt(context, BigInt(place.start), bytesAt(context, BigInt(address), fitting));
  return place;
}
