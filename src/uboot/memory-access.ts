/**
 * RAM as the memory commands reach it: by units of a size, up to where there is none.
 *
 * Mirrors `cmd_get_data_size` of U-Boot `common/command.c` and what `map_sysmem` and a plain pointer do: an address that no RAM
 * answers is a CPU exception, after what lies before it has been done.
 */
import type { CommandContext } from './command.ts';
import type { MemoryFault } from './cpu-exception.ts';
import type { UnitSize } from './memory-memory.ts';
import { hextoul } from './numbers.ts';

/** The size behind the dot of a command's name, 4 without one; `string` for `.s`; null: there is no such size. */
export function dataSize(word: string, { bits }: Pick<CommandContext, 'bits'>): UnitSize | 'string' | null {
  if (word.length <= 2 || word.at(-2) !== '.') return 4;
  switch (word.at(-1)) {
    case 'b':
      return 1;
    case 'w':
      return 2;
    case 'l':
      return 4;
    case 's':
      return 'string';
    case 'q':
      return bits === 64 ? 8 : null;
    default:
      return null;
  }
}

/** `.b, .w, .l` and, where long is 64 bits wide, `.q`, as the usage texts list them. */
export function sizeList(bits: number, more = ''): string {
  return `[.b, .w, .l${bits === 64 ? ', .q' : ''}${more}]`;
}

/** An address argument with the offset of `base`, as wide as `unsigned long`. */
export function addressOf(context: CommandContext, text: string): bigint {
  return BigInt.asUintN(context.bits, hextoul(text, context.bits) + context.memory.baseAddress);
}

/** A physical address: cut to `phys_addr_t`. */
function physical({ config }: CommandContext, address: bigint): number {
  return Number(BigInt.asUintN(config.physicalAddressBits, address));
}

/** The exception of touching `address`, if nothing answers there. */
export function unmapped(context: CommandContext, address: bigint): MemoryFault | null {
  const place = physical(context, address);
  return context.ram.room(place) > 0 ? null : { address: BigInt(place), write: false, unmapped: true };
}

/** Up to `length` bytes from `address`, in one piece; fewer where RAM ends, none where there is none. */
export function bytesAt(context: CommandContext, address: bigint, length: number): Uint8Array {
  const place = physical(context, address);
  const room = context.ram.room(place);
  return room === 0 ? new Uint8Array(0) : context.ram.read(place, Math.min(length, room));
}

/** Where RAM ends behind `address`: bytes. */
export function roomAt(context: CommandContext, address: bigint): number {
  return context.ram.room(physical(context, address));
}

/** Writes what fits; the exception of the rest. */
export function writeAt(context: CommandContext, address: bigint, bytes: Uint8Array): MemoryFault | null {
  const place = physical(context, address);
  const room = context.ram.room(place);
  const fitting = bytes.length <= room ? bytes : bytes.subarray(0, room);
  if (fitting.length > 0) context.ram.write(place, fitting);
  return fitting.length < bytes.length ? endOfRam(context, address, true) : null;
}

/** The same for one byte many times over, without holding it. */
export function fillAt(context: CommandContext, address: bigint, length: number, byte: number): MemoryFault | null {
  const place = physical(context, address);
  const room = context.ram.room(place);
  context.ram.fill(place, Math.min(length, room), byte);
  return length > room ? endOfRam(context, address, true) : null;
}

/** The exception of running on to where the RAM around `address` ends. */
export function endOfRam(context: CommandContext, address: bigint, write = false): MemoryFault {
  const place = physical(context, address);
  return { address: BigInt(place + context.ram.room(place)), write, unmapped: false };
}

/** A unit as it lies in RAM, little-endian as all boards with U-Boot here. */
export function unitBytes(value: bigint, size: UnitSize): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = Number((value >> BigInt(8 * at)) & 0xffn);
  return bytes;
}

/** The unit at an offset of some bytes. */
export function unitOf(bytes: Uint8Array, at: number, size: UnitSize): bigint {
  let value = 0n;
  for (let byte = size - 1; byte >= 0; byte--) value = (value << 8n) | BigInt(bytes[at + byte] ?? 0);
  return value;
}
