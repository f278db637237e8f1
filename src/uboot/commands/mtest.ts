/**
 * `mtest`: writes numbers all over a piece of RAM and reads them again. The simulated RAM has no error that this could find.
 *
 * Mirrors `do_mem_mtest` and `mem_test_quick` of U-Boot `cmd/mem.c`. Without a number of iterations only Ctrl-C ends it.
 */
import { type Command, type CommandContext, type CommandRun, FAILURE, FLOODED, SUCCESS, USAGE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { endOfRam, roomAt, unmapped, writeAt } from '../memory-access.ts';
import { hextoul } from '../numbers.ts';

/** Bytes a second, written and read once [assumed]. */
const BYTES_PER_SECOND = 200e6;
const CHUNK = 0x10000;
/** CONFIG_SYS_MEMTEST_END less _START, where the board says nothing else. */
const DEFAULT_BYTES = 0x1000;

export const mtestCommand: Command = {
  name: 'mtest',
  maxWords: 5,
  repeatable: true,
  usage: 'simple RAM read/write test',
  help: '[start [end [pattern [iterations]]]]',
  *run(context, words): CommandRun {
    const { profile, bits, board, puts } = context;
    const texts = words.slice(1);
    if (texts.some((text) => !/^(0[xX])?[0-9a-fA-F]+$/.test(text))) return USAGE;
    const number = (text: string | undefined) => (text === undefined ? undefined : hextoul(text, bits));
    const memoryStart = BigInt(board.ramBanks[0]!.start);
    const start = number(texts[0]) ?? memoryStart;
    const end = number(texts[1]) ?? memoryStart + BigInt(DEFAULT_BYTES);
    const pattern = number(texts[2]) ?? 0n;
    const limit = number(texts[3]) ?? 0n;
    if (end < start) {
      puts('Refusing to do empty test\n');
      return USAGE;
    }
    const address = (value: bigint) => value.toString(16).padStart(8, '0');
    puts(`Testing ${address(start)} ... ${address(end)}:\n`);
    const outside = unmapped(context, start);
    if (outside !== null) return raiseException(context, { ...outside, write: true });
    let iteration = 0;
    let wasInterrupted = false;
    for (; limit === 0n || iteration < limit; iteration++) {
      yield { delayNs: 1000 + Math.round((Number(end - start) / BYTES_PER_SECOND) * 1e9) };
      wasInterrupted = context.ctrlc();
      if (wasInterrupted) break;
      if (context.flooded) return FLOODED;
      puts(`Iteration: ${String(iteration + 1).padStart(6)}\r`);
      if (!writePattern(context, start, end, pattern, iteration)) {
        return raiseException(context, endOfRam(context, start, true));
      }
    }
    puts(wasInterrupted || profile.mtestEndsLine ? '\n' : '');
    puts(`Tested ${iteration} iteration(s) with 0 errors.\n`);
    return wasInterrupted ? FAILURE : SUCCESS;
  },
};

/** mem_test_quick: false when RAM ends before the range does. */
function writePattern(context: CommandContext, start: bigint, end: bigint, given: bigint, iteration: number): boolean {
  const { bits, profile, puts } = context;
  const wrap = (value: bigint) => BigInt.asUintN(bits, value);
  const isOdd = iteration % 2 === 1;
  const sign = profile.mtestPatternDigits === 8 ? 0x80000000n : 1n << BigInt(bits - 1);
  let pattern = given;
  if (isOdd) pattern = wrap((pattern & sign) !== 0n ? -pattern : ~pattern);
  const digits = profile.mtestPatternDigits === 8 ? 8 : bits / 4;
  puts(`\rPattern ${pattern.toString(16).toUpperCase().padStart(digits, '0')}  Writing...`);
  puts(`${' '.repeat(12)}${'\b'.repeat(10)}`);
  const wordBytes = bits / 8;
  const length = Number((end - start) / BigInt(wordBytes)) * wordBytes;
  const room = roomAt(context, start);
  const fitting = Math.min(length, room - (room % wordBytes));
  const chunk = new DataView(new ArrayBuffer(CHUNK));
  for (let done = 0; done < fitting; done += CHUNK) {
    const size = Math.min(CHUNK, fitting - done);
    for (let at = 0; at < size; at += wordBytes) {
      if (wordBytes === 8) chunk.setBigUint64(at, pattern, true);
      else chunk.setUint32(at, Number(pattern), true);
      pattern = wrap(pattern + (isOdd ? -1n : 1n));
    }
    writeAt(context, start + BigInt(done), new Uint8Array(chunk.buffer, 0, size));
  }
  if (fitting < length) return false;
  puts('Reading...');
  return true;
}
