/**
 * The record log of Linux 3.5 to 5.9 as it lies in RAM: one buffer of records with variable length.
 *
 * Source: Linux v4.19 `kernel/printk/printk.c` (struct printk_log). A record is this header, the text, a dictionary, and zeros up
 * to the next multiple of the structure's alignment; a header whose `len` is 0 says that the next record lies at the beginning.
 */
import { layout, u8, u16, u64 } from '../memory/layout.ts';

export const printkLog = layout('printk_log', {
  source: 'Linux v4.19 kernel/printk/printk.c',
  sizeBytes: 16,
  fields: {
    ts_nsec: u64(0, 'local_clock() of the record, nanoseconds'),
    len: u16(8, 'length of the whole record; 0: go on at the beginning'),
    text_len: u16(10, 'length of the text'),
    dict_len: u16(12, 'length of the dictionary'),
    facility: u8(14, 'syslog facility; 0 is the kernel'),
    flags_level: u8(15, 'bit fields flags:5 and level:3, as in struct printk_info'),
  },
});

/** LOG_ALIGN: alignment of the structure; packed to four bytes where unaligned accesses cost nothing (x86, arm64, ppc64, arm). */
export const PRINTK_LOG_ALIGN = 4;
