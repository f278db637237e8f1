/**
 * Which records a dump takes, newest first in parts, oldest first inside a part.
 *
 * Mirrors `kmsg_dump_rewind`, `kmsg_dump_get_buffer` and `find_first_fitting_seq` of Linux v6.1 and v6.12
 * `kernel/printk/printk.c`.
 */
import { type PrintFormat, recordPrintText } from './format.ts';
import type { PrintkLog } from './log.ts';
import type { StoredRecord } from './log-record.ts';
import { formOf } from './print-format.ts';

/** Where a dump stands: records `curSeq` … `nextSeq` − 1 are still to come. */
export interface KmsgDumpIter {
  curSeq: number;
  nextSeq: number;
}

/** From the clear position to now. */
export function kmsgDumpRewind(log: PrintkLog): KmsgDumpIter {
  return { curSeq: log.clearSeq, nextSeq: log.readableSeq };
}

/**
 * The text of the newest records that fit into `size` bytes, or null when none is left or `size` is 0. The text is empty, and
 * the iterator does not move, when even the newest record does not fit: the kernel behaves so.
 */
export function kmsgDumpGetBuffer(
  log: PrintkLog,
  iter: KmsgDumpIter,
  size: number,
  format: PrintFormat,
): string | null {
  if (size === 0) return null;
  // Records that the ring dropped meanwhile do not exist.
  const oldest = log.store.next(iter.curSeq);
  if (oldest === undefined) return null;
  iter.curSeq = Math.max(iter.curSeq, oldest.seq);
  if (iter.curSeq >= iter.nextSeq) return null;

  const fitting = newestFitting(log, iter, size - 1, format);
  iter.nextSeq = fitting.seq;
  return fitting.text;
}

/**
 * Records are read in stretches that begin at multiples of this number, so that they are the same in each dump. Measured: a boot log has two
 * lines that tell the time of day, and longer stretches lose more neighbours to them than shorter ones lose in overhead.
 */
const STRETCH = 16;

/**
 * `find_first_fitting_seq`: the records from the oldest one on that all fit, as text, and that one's number; found from the
 * newest end, which gives the same answer with less work.
 */
function newestFitting(
  log: PrintkLog,
  iter: KmsgDumpIter,
  room: number,
  format: PrintFormat,
): { readonly text: string; readonly seq: number } {
  const form = formOf(format);
  const newestFirst: string[] = [];
  let seq = iter.nextSeq;
  let length = 0;
  for (let end = iter.nextSeq; end > iter.curSeq && length <= room; end -= end % STRETCH || STRETCH) {
    const stretch = log.store.range(Math.max(iter.curSeq, end - (end % STRETCH || STRETCH)), end);
    for (let i = stretch.length - 1; i >= 0; i--) {
      const record = stretch[i]!;
      const text = printedText(record, format, form);
      length += text.length;
      if (length > room) break;
      newestFirst.push(text);
      seq = record.seq;
    }
  }
  return { text: newestFirst.reverse().join(''), seq };
}

function printedText(record: StoredRecord, format: PrintFormat, form: number): string {
  if (record.printed?.form === form) return record.printed.text;
  const text = recordPrintText(record, format);
  record.printed = { form, text };
  return text;
}
