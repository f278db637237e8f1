/**
 * What a board's boot firmware brings for minidump: where its shared memory lies, which form that has, and who hangs at its USB port.
 *
 * The real firmware is closed; what it checks and in which order is inferred from the tables that Linux writes for it and from the remoteproc driver,
 * which reads the same tables.
 */

/** How global items are kept: `partition` since version 12, where item 602 can be; the old `heap` ends at item 511. */
export const SMEM_KINDS = ['partition', 'heap'] as const;
/** What the firmware has made of minidump's item: `ready`, not there at all, too short, or there and not set up. */
export const MINIDUMP_TABLES = ['ready', 'missing', 'small', 'not-ready'] as const;

export interface MinidumpFirmware {
  /** Physical address and bytes. */
  readonly smem: { readonly address: number; readonly length: number; readonly kind: (typeof SMEM_KINDS)[number] };
  readonly table: (typeof MINIDUMP_TABLES)[number];
  /** What it writes to the serial line until a PC sees it. */
  readonly downloadText: string;
  /** A PC with qdl at the other end of the USB cable; false: nobody fetches, and the machine waits. */
  readonly hasHost: boolean;
}
