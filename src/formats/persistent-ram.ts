/**
 * Facts of a persistent_ram zone that more than one party knows: its signature, its header, its ECC block size.
 *
 * Sources: Linux v6.1 and v6.12 `fs/pstore/ram_core.c` (struct persistent_ram_buffer, PERSISTENT_RAM_SIG) and
 * `include/linux/pstore_ram.h`. There is no byte-order mark: numbers are in the order of the CPU that wrote them.
 */
import { layout, u32 } from '../memory/layout.ts';

/** `PERSISTENT_RAM_SIG`, "DBGC" in memory on a little-endian machine; a zone's own value is XORed in. */
export const PERSISTENT_RAM_SIG = 0x43474244;

/** Data bytes that one Reed-Solomon block covers. */
export const ECC_BLOCK_SIZE = 128;

/** The header of a zone; the data follow, then, with ECC, the parity of each block and of this header. */
export const persistentRamBuffer = layout('persistent_ram_buffer', {
  source: 'Linux v6.12 fs/pstore/ram_core.c',
  sizeBytes: 12,
  fields: {
    sig: u32(0, 'signature: DBGC, XOR the zone value (ftrace: the kernel version code)', {
      names: { [PERSISTENT_RAM_SIG]: 'DBGC' },
    }),
    start: u32(4, 'offset in the data of the next byte to write'),
    size: u32(8, 'number of valid bytes'),
  },
});

/** Bytes before the data of a zone. */
export const PERSISTENT_RAM_HEADER_BYTES = persistentRamBuffer.sizeBytes;

/** What ftrace zones XOR into their signature: `LINUX_VERSION_CODE` of the kernel that wrote them. */
export function linuxVersionCode(version: {
  readonly major: number;
  readonly patchlevel: number;
  readonly sublevel: number;
}): number {
  return (version.major << 16) + (version.patchlevel << 8) + Math.min(version.sublevel, 255);
}
