/**
 * /dev/kmsg as user space writes to it.
 *
 * Mirrors `devkmsg_write` of Linux v6.1 and v6.12 `kernel/printk/printk.c`. The rate limit counts for each open file, and
 * each write here opens its own.
 */
import { EINVAL } from '../sim/errno.ts';
import type { Printk } from './printk/printk.ts';

/** `default_message_loglevel`, CONFIG_MESSAGE_LOGLEVEL_DEFAULT. */
const DEFAULT_LOGLEVEL = 4;
const LOG_USER = 1;

/**
 * One write is one record: `<N>` gives level and facility, but nobody can speak as the kernel; a NUL ends the text. Without a
 * newline at its end the record stays open, and is seen when the next one comes. `lineMaxBytes`: longest text of a record.
 */
export function devkmsgWrite(printk: Printk, lineMaxBytes: number, text: string): number {
  if (text.length > lineMaxBytes + 1) return -EINVAL;
  const line = text.split('\0', 1)[0]!;
  // simple_strtoul reads no digits as 0.
  const prefix = /^<(\d*)>/.exec(line);
  const priority = prefix === null ? DEFAULT_LOGLEVEL : Number(BigInt.asUintN(32, BigInt(prefix[1]!)));
  const facility = (priority >>> 3) & 0xff || LOG_USER;
  printk.printk(priority & 7, line.slice(prefix?.[0].length ?? 0), { facility, open: true });
  return text.length;
}
