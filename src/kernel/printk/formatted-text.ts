/**
 * The bytes of a record's block after a text was formatted into it.
 *
 * Mirrors `printk_sprint` of Linux v6.1 and v6.12 `kernel/printk/printk.c`: the text is formatted in place with the prefix of
 * its level and its newline, then moved to the front. What stood behind it stays there until the block is used again.
 */
import { LEVEL_PREFIX_BYTES, LOG_CONT, LOG_NEWLINE, type LogRecord } from './log-record.ts';

/** KERN_SOH. */
const SOH = 1;
const NEWLINE = 10;
const DIGIT_ZERO = 48;
const LETTER_C = 99;

/** How many bytes a record takes while it is formatted, terminator included; its flags say whether it ended with a newline. */
export function formattedBytes({ facility, flags, text }: LogRecord): number {
  const prefix = facility === 0 ? LEVEL_PREFIX_BYTES : 0;
  return prefix + text.length + ((flags & LOG_NEWLINE) === 0 ? 1 : 2);
}

/** Puts these bytes at `at`. */
export function putFormatted(target: Uint8Array, at: number, record: LogRecord): void {
  const { text, facility, flags, level } = record;
  const { length } = text;
  for (let i = 0; i < length; i++) target[at + i] = text.charCodeAt(i);
  let end = at + length;
  // The last two bytes of the text in its first place, in front of the newline; of a shorter text, what precedes it as well.
  if (facility === 0) {
    for (let i = length - LEVEL_PREFIX_BYTES; i < length; i++) {
      if (i >= 0) target[end++] = text.charCodeAt(i);
      else if (i === -1) target[end++] = (flags & LOG_CONT) === 0 ? DIGIT_ZERO + level : LETTER_C;
      else target[end++] = SOH;
    }
  }
  if ((flags & LOG_NEWLINE) !== 0) target[end++] = NEWLINE;
  target[end] = 0;
}
