/**
 * What ramoops says behind a record about its repair.
 *
 * Mirrors `persistent_ram_ecc_string` of Linux v6.1 and v6.12 `fs/pstore/ram_core.c`.
 */
export interface EccCounts {
  readonly eccSize: number;
  readonly correctedBytes: number;
  readonly badBlocks: number;
}

/** Latin1; empty without ECC. */
export function eccNotice(counts: EccCounts): string {
  if (counts.eccSize === 0) return '';
  if (counts.correctedBytes === 0 && counts.badBlocks === 0) return '\nECC: No errors detected\n';
  return `\nECC: ${counts.correctedBytes} Corrected bytes, ${counts.badBlocks} unrecoverable blocks\n`;
}
