/** `mw`: one value over and over. Mirrors `do_mem_mw` of U-Boot `cmd/mem.c`. */
import { type Command, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import {
  addressOf,
  dataSize,
  endOfRam,
  fillAt,
  roomAt,
  sizeList,
  unitBytes,
  unmapped,
  writeAt,
} from '../memory-access.ts';
import { hextoul, type WordBits } from '../numbers.ts';

/** Written at once. */
const CHUNK = 0x10000;

export function memoryWriteCommand(bits: WordBits): Command {
  return {
    name: 'mw',
    maxWords: 4,
    repeatable: true,
    usage: 'memory write (fill)',
    help: `${sizeList(bits)} address value [count]`,
    run(context, words) {
      const [name, addressText, valueText, countText] = words;
      if (addressText === undefined || valueText === undefined) return USAGE;
      const size = dataSize(name!, context);
      if (size === null || size === 'string') return FAILURE;
      const address = addressOf(context, addressText);
      const unit = unitBytes(hextoul(valueText, bits), size);
      const count = countText === undefined ? 1n : hextoul(countText, bits);
      const outside = unmapped(context, address);
      if (outside !== null) {
        if (count === 0n && context.config.platform === 'board') return SUCCESS;
        return raiseException(context, { ...outside, write: true });
      }
      const room = roomAt(context, address);
      const wanted = count * BigInt(size);
      const length = wanted > BigInt(room) ? room - (room % size) : Number(wanted);
      if (unit.every((byte) => byte === unit[0])) fillAt(context, address, length, unit[0]!);
      else {
        const chunk = new Uint8Array(Math.min(CHUNK, length));
        for (let at = 0; at < chunk.length; at++) chunk[at] = unit[at % size]!;
        for (let done = 0; done < length; done += CHUNK) {
          writeAt(context, address + BigInt(done), chunk.subarray(0, Math.min(CHUNK, length - done)));
        }
      }
      return BigInt(length) < wanted ? raiseException(context, endOfRam(context, address, true)) : SUCCESS;
    },
  };
}
