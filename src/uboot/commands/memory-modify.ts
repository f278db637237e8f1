/**
 * `mm` and `nm`: units of RAM, one after the other or always the same, shown and asked for.
 *
 * Mirrors `mod_mem` of U-Boot `cmd/mem.c`: an empty line goes on, `-` goes back, what is no number ends it.
 */
import { type Command, type CommandContext, type CommandRun, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import {
  addressOf,
  bytesAt,
  dataSize,
  endOfRam,
  sizeList,
  unitBytes,
  unitOf,
  unmapped,
  writeAt,
} from '../memory-access.ts';
import { parseHex, type WordBits } from '../numbers.ts';

export const memoryModifyCommand = (bits: WordBits) =>
  modify('mm', 'memory modify (auto-incrementing address)', bits, true);
export const memoryModifyConstantCommand = (bits: WordBits) =>
  modify('nm', 'memory modify (constant address)', bits, false);

function modify(name: 'mm' | 'nm', usage: string, bits: WordBits, moves: boolean): Command {
  return {
    name,
    maxWords: 2,
    repeatable: true,
    usage,
    help: `${sizeList(bits)} address`,
    run: (context, words) => run(context, words, moves),
  };
}

function* run(context: CommandContext, words: readonly string[], moves: boolean): CommandRun {
  const [name, addressText] = words;
  if (addressText === undefined) return USAGE;
  let { address, size } = context.memory.modify;
  if (!context.isRepeat) {
    const wanted = dataSize(name!, context);
    if (wanted === null || wanted === 'string') return FAILURE;
    size = wanted;
    address = addressOf(context, addressText);
  }
  const move = (by: number) => {
    if (moves) address = BigInt.asUintN(context.bits, address + BigInt(by));
  };
  for (;;) {
    const fault = unmapped(context, address);
    context.puts(`${address.toString(16).padStart(8, '0')}:`);
    if (fault !== null) return raiseException(context, fault);
    const bytes = bytesAt(context, address, size);
    if (bytes.length < size) return raiseException(context, endOfRam(context, address));
    // A unit of 8 bytes is printed without its zeros.
    const digits = size === 8 ? 1 : 2 * size;
    context.puts(` ${unitOf(bytes, 0, size).toString(16).padStart(digits, '0')}`);
    const line = yield* context.readLine(' ? ');
    if (line === '' || line === '-') {
      move(line === '-' ? -size : size);
      continue;
    }
    const { value, length } = parseHex(line ?? '', context.bits);
    if (length === 0) break;
    writeAt(context, address, unitBytes(value, size));
    move(size);
  }
  context.memory.modify = { address, size };
  return SUCCESS;
}
