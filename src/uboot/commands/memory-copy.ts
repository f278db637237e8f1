/**
 * `cp` and `cmp`: units of RAM copied and compared.
 *
 * Mirrors `do_mem_cp` and `do_mem_cmp` of U-Boot `cmd/mem.c`. Before 2025.01 `cp` copies upwards whatever overlaps
 * (`memcpy` of `lib/string.c`: by words where both ends are aligned, else by bytes).
 */
import { type Command, type CommandContext, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { type MemoryFault, raiseException } from '../cpu-exception.ts';
import {
  addressOf,
  bytesAt,
  dataSize,
  endOfRam,
  roomAt,
  sizeList,
  unitOf,
  unmapped,
  writeAt,
} from '../memory-access.ts';
import type { UnitSize } from '../memory-memory.ts';
import { hextoul, type WordBits } from '../numbers.ts';

/** Compared and copied at once: bytes. */
const CHUNK = 0x100000;

const NAMES: Readonly<Record<UnitSize, string>> = { 1: 'byte', 2: 'halfword', 4: 'word', 8: 'double word' };

export function memoryCopyCommand(bits: WordBits): Command {
  return {
    name: 'cp',
    maxWords: 4,
    repeatable: true,
    usage: 'memory copy',
    help: `${sizeList(bits)} source target count`,
    run(context, words) {
      const given = operands(context, words);
      if (!('size' in given)) return given;
      const { first: source, second: target, size, count } = given;
      if (count === 0n) {
        context.puts('Zero length ???\n');
        return FAILURE;
      }
      const outside = unmapped(context, source) ?? writing(unmapped(context, target));
      if (outside !== null) return raiseException(context, outside);
      const room = Math.min(roomAt(context, source), roomAt(context, target));
      const wanted = count * BigInt(size);
      const length = wanted > BigInt(room) ? room : Number(wanted);
      copy(context, source, target, length);
      if (BigInt(length) === wanted) return SUCCESS;
      const reads = roomAt(context, source) <= roomAt(context, target);
      return raiseException(context, endOfRam(context, reads ? source : target, !reads));
    },
  };
}

function writing(fault: MemoryFault | null): MemoryFault | null {
  return fault === null ? null : { ...fault, write: true };
}

function copy(context: CommandContext, source: bigint, target: bigint, length: number): void {
  const distance = Number(target - source);
  const isUpwards = distance > 0 && distance < length;
  if (!isUpwards) {
    for (let done = 0; done < length; done += CHUNK) {
      const at = BigInt(done);
      writeAt(context, target + at, bytesAt(context, source + at, Math.min(CHUNK, length - done)));
    }
    return;
  }
  if (context.profile.copiesOverlap) {
    for (let end = length; end > 0; end -= CHUNK) {
      const start = Math.max(0, end - CHUNK);
      writeAt(context, target + BigInt(start), bytesAt(context, source + BigInt(start), end - start));
    }
    return;
  }
  const word = context.bits / 8;
  const isAligned = source % BigInt(word) === 0n && distance % word === 0;
  const bytes = new Uint8Array(length);
  // What is read has been written already, one step before; below a word's distance the word's own bytes are still the old ones.
  const step = isAligned ? word : 1;
  const period = Math.max(distance, step);
  const first = bytesAt(context, source, Math.min(period, length));
  for (let at = 0; at < length; at++) bytes[at] = first[at % period]!;
  for (let done = 0; done < length; done += CHUNK) {
    writeAt(context, target + BigInt(done), bytes.subarray(done, Math.min(length, done + CHUNK)));
  }
}

export function memoryCompareCommand(bits: WordBits): Command {
  return {
    name: 'cmp',
    maxWords: 4,
    repeatable: true,
    usage: 'memory compare',
    help: `${sizeList(bits)} addr1 addr2 count`,
    run(context, words) {
      const given = operands(context, words);
      if (!('size' in given)) return given;
      const { first, second, size, count } = given;
      const name = NAMES[size];
      const outside = unmapped(context, first) ?? unmapped(context, second);
      if (outside !== null && (count > 0n || context.config.platform === 'sandbox')) {
        return raiseException(context, outside);
      }
      const room = Math.min(roomAt(context, first), roomAt(context, second));
      const available = BigInt((room - (room % size)) / size);
      const end = count < available ? count : available;
      const same = sameUnits(context, given, Number(end));
      if (BigInt(same) === end && end < count) {
        const isFirst = roomAt(context, first) <= roomAt(context, second);
        return raiseException(context, endOfRam(context, isFirst ? first : second));
      }
      const differs = BigInt(same) < count;
      if (differs) context.puts(`${difference(context, given, same)}\n`);
      context.puts(`Total of ${same} ${name}(s) were the same\n`);
      return differs ? FAILURE : SUCCESS;
    },
  };
}

interface Operands {
  readonly first: bigint;
  readonly second: bigint;
  readonly size: UnitSize;
  readonly count: bigint;
}

function operands(context: CommandContext, words: readonly string[]): Operands | typeof FAILURE {
  const [name, first, second, count] = words;
  if (first === undefined || second === undefined || count === undefined) return USAGE;
  const size = dataSize(name!, context);
  if (size === null || size === 'string') return FAILURE;
  return {
    first: addressOf(context, first),
    second: addressOf(context, second),
    size,
    count: hextoul(count, context.bits),
  };
}

/** How many units are the same, from the first on. */
function sameUnits(context: CommandContext, { first, second, size }: Operands, units: number): number {
  const length = units * size;
  for (let done = 0; done < length; done += CHUNK) {
    const at = BigInt(done);
    const a = bytesAt(context, first + at, Math.min(CHUNK, length - done));
    const b = bytesAt(context, second + at, a.length);
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return Math.floor((done + i) / size);
  }
  return units;
}

/** `byte at 0x00200005 (0x41) != byte at 0x00200105 (0x42)` */
function difference(context: CommandContext, { first, second, size }: Operands, same: number): string {
  const offset = BigInt(same * size);
  const side = (address: bigint) => {
    const value = unitOf(bytesAt(context, address + offset, size), 0, size).toString(16);
    const place = (address + offset).toString(16).padStart(8, '0');
    // The field is as wide as the unit has bytes, its 0x included.
    return `${NAMES[size]} at 0x${place} (0x${value.padStart(size - 2, '0')})`;
  };
  return `${side(first)} != ${side(second)}`;
}
