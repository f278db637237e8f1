/**
 * What pstore/zone writes to a storage device: zones one after another, each with a header, and before the text of a dump another one.
 *
 * Sources: Linux v6.1 and v6.12 `fs/pstore/zone.c` (struct psz_buffer, struct psz_kmsg_header, psz_alloc_zones), as compilers for 64-bit machines and
 * 32-bit ARM lay them out. Order of the zones: pmsg, console, ftrace of each CPU, then dumps up to the end.
 */
import { layout, u8, u32, u64 } from '../memory/layout.ts';

/** PSZ_SIG, `DBGC`; that of a zone is this xor the type of its records. */
export const PSTORE_ZONE_SIGNATURE = 0x43474244;
/** PSTORE_KMSG_HEADER_MAGIC. */
export const PSTORE_ZONE_KMSG_MAGIC = 0x4dfc3ae5;

/** Before each zone. */
export const pstoreZoneHeader = layout('psz_buffer', {
  source: 'Linux v6.12 fs/pstore/zone.c',
  sizeBytes: 12,
  fields: {
    sig: u32(0, 'signature'),
    datalen: u32(4, 'valid bytes; 0: nothing, or erased'),
    start: u32(8, 'next byte to write'),
  },
});

/** First bytes of a dump's zone, behind the zone's header. */
export const pstoreZoneKmsgHeader = layout('psz_kmsg_header', {
  source: 'Linux v6.12 fs/pstore/zone.c',
  sizeBytes: 40,
  fields: {
    magic: u32(0, 'magic'),
    seconds: u64(8, 'time of the dump, seconds since 1970'),
    nanoseconds: u64(16, 'and nanoseconds'),
    compressed: u8(24, '1: the text is compressed'),
    counter: u32(28, 'how many dumps of this reason there have been, boots before this one included'),
    reason: u32(32, 'reason of the dump'),
  },
});
