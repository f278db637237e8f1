/**
 * What ramoops says behind a record about its repair.
 *
 * Mirrors `persistent_ram_ecc_string` of Linux v4.19, v6.1 and v6.12 `fs/pstore/ram_core.c`.
 */
import type { RamoopsSwitches } from '../../profiles/kernel.ts';

export interface EccCounts {
  readonly eccSize: number;
  readonly correctedBytes: number;
  readonly badBlocks: number;
}

/** Latin1; empty without ECC. */
export function eccNotice(counts: EccCounts, prefix: RamoopsSwitches['eccNoticePrefix']): string {
  if (counts.eccSize === 0) return '';
  if (counts.correctedBytes === 0 && counts.badBlocks === 0) return `\n${prefix}No errors detected\n`;
  return `\n${prefix}${counts.correctedBytes} Corrected bytes, ${counts.badBlocks} unrecoverable blocks\n`;
}
