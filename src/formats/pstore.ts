/**
 * Facts of pstore records that more than one party knows: type numbers and names, and the text that ramoops writes before a dump.
 *
 * Sources: Linux v6.1 and v6.12 `include/linux/pstore.h` (enum pstore_type_id), `fs/pstore/platform.c` (pstore_type_names),
 * `fs/pstore/ram.c` (RAMOOPS_KERNMSG_HDR).
 */

export const PSTORE_TYPE_DMESG = 0;
export const PSTORE_TYPE_CONSOLE = 2;
export const PSTORE_TYPE_FTRACE = 3;
export const PSTORE_TYPE_PMSG = 7;

/** First part of a file name, by type number; mce comes from other backends, the powerpc ones from NVRAM. */
export const PSTORE_TYPE_NAMES = [
  'dmesg',
  'mce',
  'console',
  'ftrace',
  'rtas',
  'powerpc-ofw',
  'powerpc-common',
  'pmsg',
  'powerpc-opal',
] as const;

/** The kinds of zone that ramoops has, named as their records are. */
export type RamoopsZoneKind = 'dmesg' | 'console' | 'ftrace' | 'pmsg';

/** A dump in a ramoops zone begins with this, then `SECONDS.MICROSECONDS-C` or `-D` and a newline. */
export const RAMOOPS_KERNMSG_HDR = '====';

/** The text before a dump: microseconds with six digits; `C` where the payload is compressed, `D` where it is plain. */
export function ramoopsKmsgHeader(seconds: number, nanoseconds: number, compressed: boolean): string {
  const microseconds = String(Math.trunc(nanoseconds / 1000)).padStart(6, '0');
  return `${RAMOOPS_KERNMSG_HDR}${seconds}.${microseconds}-${compressed ? 'C' : 'D'}\n`;
}
