/**
 * The backend of POWER's NVRAM, which registers before ramoops can.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/nvram_64.c` (nvram_pstore_init) as far as it decides who is pstore's one backend. Left out:
 * the partitions of the NVRAM themselves; what is written to them is gone.
 */
import { EINVAL } from '../../sim/errno.ts';
import { PSTORE_FLAGS_DMESG, type PstoreBackend } from './pstore-record.ts';

/** Room of the partition for dumps, in bytes. */
const BUFFER_BYTES = 4096;

export function nvramBackend(): PstoreBackend {
  return {
    name: 'nvram',
    flags: PSTORE_FLAGS_DMESG,
    bufsize: BUFFER_BYTES,
    maxReason: 0,
    firstPartOnly: false,
    open: () => 0,
    read: () => null,
    write: () => 0,
    writeUser: () => -EINVAL,
  };
}
