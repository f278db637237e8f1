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

/** What SeaBIOS keeps for itself at the end of a PC's RAM, in bytes. */
const PC_FIRMWARE_BYTES = 0x20000;

/** A PC whose firmware can do it too: there is none; this one is imagined, with shared memory where the firmware has RAM of its own, and says nothing. */
export function imaginedMinidump(ramEnd: number): MinidumpFirmware {
  const smem = { address: ramEnd - PC_FIRMWARE_BYTES, length: PC_FIRMWARE_BYTES / 2, kind: 'partition' } as const;
  return { smem, table: 'ready', hasHost: true, downloadText: '' };
}
