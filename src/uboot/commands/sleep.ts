/** `sleep`: waits, in virtual time. Mirrors `do_sleep` of U-Boot `cmd/sleep.c`. */
import { NS_PER_MS } from '../../sim/clock.ts';
import { type Command, type CommandRun, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { dectoul } from '../numbers.ts';

/** 30 years: nobody waits that long, and the virtual clock counts nanoseconds in a double. */
const LONGEST_MS = 1e12;

export const sleepCommand: Command = {
  name: 'sleep',
  maxWords: 2,
  repeatable: true,
  usage: 'delay execution for some time',
  help: 'N\n    - delay execution for N seconds (N is _decimal_ and can be\n      fractional)',
  *run(context, [, text]): CommandRun {
    if (text === undefined) return USAGE;
    const { bits, profile } = context;
    const seconds = dectoul(text, bits, profile.decimalTakes0x);
    const delayMs = Math.min(LONGEST_MS, Number(BigInt.asUintN(bits, seconds * 1000n + fractionMs(text))));
    const end = context.nowNs() + delayMs * NS_PER_MS;
    for (let left = delayMs * NS_PER_MS; left > 0; left = end - context.nowNs()) {
      if (context.ctrlc()) return profile.sleepInterruptedIsUsage ? USAGE : FAILURE;
      const before = context.nowNs();
      yield { delayNs: left, wakesOnKey: true };
      // Where nobody keeps the time, it is over at once.
      if (context.nowNs() === before) break;
    }
    return SUCCESS;
  },
};

/** Up to three digits behind the first point; anything else there counts as none. */
function fractionMs(text: string): bigint {
  const point = text.indexOf('.');
  const digits = point < 0 ? '' : text.slice(point + 1, point + 4);
  return /^[0-9]*$/.test(digits) ? BigInt(digits.padEnd(3, '0')) : 0n;
}
