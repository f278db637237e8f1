/**
 * `md`: bytes of RAM as numbers and as text.
 *
 * Mirrors `do_mem_md` of U-Boot `cmd/mem.c` and `print_buffer` of `lib/display_options.c`. An empty line goes on behind the last
 * address, with size and count as they were.
 */
import { type Command, type CommandRun, FLOODED, SUCCESS, USAGE, wireNs } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { addressOf, bytesAt, dataSize, endOfRam, sizeList, unitOf, unmapped } from '../memory-access.ts';
import type { UnitSize } from '../memory-memory.ts';
import { hextoul, type WordBits } from '../numbers.ts';

const LINE_BYTES = 16;
/** Lines between two looks for Ctrl-C; U-Boot looks after each. */
const LINES_A_SLICE = 64;

export function memoryDisplayCommand(bits: WordBits): Command {
  return {
    name: 'md',
    maxWords: 3,
    repeatable: true,
    usage: 'memory display',
    help: `${sizeList(bits)} address [# of objects]`,
    *run(context, words): CommandRun {
      const { display } = context.memory;
      const [name, addressText, countText] = words;
      if (addressText === undefined) return USAGE;
      let { address, size, count } = display;
      if (!context.isRepeat) {
        const wanted = dataSize(name!, context);
        if (wanted === null || wanted === 'string') return { kind: 'status', status: 1 };
        size = wanted;
        address = addressOf(context, addressText);
        if (countText !== undefined) count = hextoul(countText, bits);
      }
      const outside = unmapped(context, address);
      if (outside !== null && (context.config.platform === 'sandbox' || count > 0n)) {
        return raiseException(context, outside);
      }
      let at = address;
      let lines = 0;
      // print_buffer counts in 32 bits.
      for (let left = Number(BigInt.asUintN(32, count)); left > 0; ) {
        const units = Math.min(left, LINE_BYTES / size);
        const bytes = bytesAt(context, at, units * size);
        if (bytes.length < units * size) return raiseException(context, endOfRam(context, at));
        const line = hexdumpLine(at, bytes, size, context.profile.hexdumpGap);
        context.puts(line);
        if (context.flooded) return FLOODED;
        left -= units;
        at = BigInt.asUintN(bits, at + BigInt(units * size));
        if (++lines % LINES_A_SLICE > 0) continue;
        yield { delayNs: LINES_A_SLICE * wireNs(context, line.length) };
        if (context.ctrlc()) break;
      }
      context.memory.display = { address: BigInt.asUintN(bits, address + count * BigInt(size)), size, count };
      return SUCCESS;
    },
  };
}

function hexdumpLine(address: bigint, bytes: Uint8Array, size: UnitSize, gap: number): string {
  let numbers = '';
  for (let at = 0; at < bytes.length; at += size) {
    numbers += ` ${unitOf(bytes, at, size)
      .toString(16)
      .padStart(2 * size, '0')}`;
  }
  let text = '';
  for (const byte of bytes) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
  const columns = (LINE_BYTES / size) * (2 * size + 1);
  return `${address.toString(16).padStart(8, '0')}:${numbers.padEnd(columns)}${' '.repeat(gap)}${text}\n`;
}
