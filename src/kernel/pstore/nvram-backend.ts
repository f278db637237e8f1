/**
 * The backend of POWER's NVRAM, which registers before ramoops can: the newest dump and what the firmware keeps there.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/nvram_64.c` (nvram_init_oops_partition, nvram_pstore_*, nvram_write_os_partition,
 * nvram_read_partition) on pseries. Left out: RTAS events, of which the machine has none, and the dumper that writes to the NVRAM
 * where pstore is absent or another backend's (oops_to_nvram).
 */
import { NVRAM_SIG_OF, NVRAM_SIG_SYS } from '../../formats/chrp-nvram.ts';
import { PSTORE_TYPE_DMESG, PSTORE_TYPE_NAMES } from '../../formats/pstore.ts';
import type { Nvram } from '../../hardware/nvram.ts';
import { EINVAL, EPERM } from '../../sim/errno.ts';
import { KERN_ERR, KERN_NOTICE } from '../printk/levels.ts';
import {
  type NvramArea,
  NvramPartitions,
  type NvramPrint,
  OOPS_LOG_PARTITION,
  RTAS_LOG_PARTITION,
} from './nvram-partitions.ts';
import {
  PSTORE_FLAGS_DMESG,
  type PstoreBackend,
  type PstoreReadRecord,
  type PstoreWriteRecord,
} from './pstore-record.ts';

/** `struct err_log_info`, before what lies in a partition of the operating system: type and number, big-endian. */
const ERR_LOG_INFO_BYTES = 8;
const ERR_TYPE_KERNEL_PANIC = 4;
const ERR_TYPE_KERNEL_PANIC_GZ = 8;

/** `struct oops_log_info`, before a dump: version, length, seconds, big-endian and packed. */
const OOPS_LOG_INFO_BYTES = 12;
const OOPS_HDR_VERSION = 5000;
/** Before there were versions, a dump had its length alone before it. */
const OLD_HEADER_BYTES = 2;

const TYPE_RTAS = PSTORE_TYPE_NAMES.indexOf('rtas');
const TYPE_COMMON = PSTORE_TYPE_NAMES.indexOf('powerpc-common');
const TYPE_OF = PSTORE_TYPE_NAMES.indexOf('powerpc-ofw');

/** What is read, in this order. */
const READ_TYPES = [PSTORE_TYPE_DMESG, TYPE_COMMON, TYPE_RTAS, TYPE_OF];

/** The backend over this NVRAM, whose partitions are found or made; null where there is no room for any log. */
export function nvramBackend(nvram: Nvram, print: NvramPrint): PstoreBackend | null {
  const partitions = new NvramPartitions(nvram, print);
  const rtas = partitions.findOrCreate(RTAS_LOG_PARTITION);
  const oops = partitions.findOrCreate(OOPS_LOG_PARTITION) ?? rtas;
  if (oops === null) {
    print(KERN_ERR, 'nvram: Failed to initialize oops partition!');
    return null;
  }
  if (oops === rtas) {
    print(
      KERN_NOTICE,
      `nvram: Using ${RTAS_LOG_PARTITION.name} partition to log both RTAS errors and oops/panic reports`,
    );
  }
  return new NvramBackend({ nvram, print, partitions, rtas, oops });
}

interface NvramBackendOptions {
  readonly nvram: Nvram;
  readonly print: NvramPrint;
  readonly partitions: NvramPartitions;
  readonly rtas: NvramArea | null;
  readonly oops: NvramArea;
}

/** Records cannot be erased: a dump stays until the next takes its place. */
class NvramBackend implements PstoreBackend {
  readonly name = 'nvram';
  readonly flags = PSTORE_FLAGS_DMESG;
  readonly bufsize: number;
  readonly maxReason = 0;
  readonly firstPartOnly = true;
  readonly #options: NvramBackendOptions;
  /** `read_type`: how many of the types were read. */
  #typesRead = 0;

  constructor(options: NvramBackendOptions) {
    this.#options = options;
    this.bufsize = options.oops.size - ERR_LOG_INFO_BYTES - OOPS_LOG_INFO_BYTES;
  }

  /** `nvram_pstore_open`. */
  open(): number {
    this.#typesRead = 0;
    return 0;
  }

  /** `nvram_pstore_read`: an empty record, as where nothing was dumped yet, ends the reading. */
  read(): PstoreReadRecord | null {
    const type = READ_TYPES[this.#typesRead++];
    const { rtas, oops } = this.#options;
    if (type === PSTORE_TYPE_DMESG) return this.#readDump(oops);
    if (type === TYPE_RTAS) return rtas === null ? null : this.#readLog(rtas);
    if (type === TYPE_COMMON) return this.#readFirmware(type, 'common', NVRAM_SIG_SYS);
    return type === TYPE_OF ? this.#readFirmware(type, 'of-config', NVRAM_SIG_OF) : null;
  }

  /** `nvram_pstore_write`: of each dump the newest part, in the place of the dump before. */
  write(record: PstoreWriteRecord): number {
    const { nvram, oops } = this.#options;
    if ((record.part ?? 1) > 1 || record.type !== PSTORE_TYPE_DMESG) return -EPERM;
    const bytes = new Uint8Array(ERR_LOG_INFO_BYTES + OOPS_LOG_INFO_BYTES + record.bytes.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, record.compressed === true ? ERR_TYPE_KERNEL_PANIC_GZ : ERR_TYPE_KERNEL_PANIC);
    view.setUint32(4, record.count ?? 0);
    view.setUint16(8, OOPS_HDR_VERSION);
    view.setUint16(10, record.bytes.length);
    view.setBigUint64(12, BigInt(record.time.seconds));
    bytes.set(record.bytes, ERR_LOG_INFO_BYTES + OOPS_LOG_INFO_BYTES);
    nvram.write(oops.offset, bytes.subarray(0, oops.size));
    return 0;
  }

  /** There is no front end for it. */
  writeUser(): number {
    return -EINVAL;
  }

  #readDump(area: NvramArea): PstoreReadRecord | null {
    const bytes = this.#readArea(area);
    const view = new DataView(bytes.buffer);
    const version = view.getUint16(8);
    const isOld = version < OOPS_HDR_VERSION;
    const begin = ERR_LOG_INFO_BYTES + (isOld ? OLD_HEADER_BYTES : OOPS_LOG_INFO_BYTES);
    // A length beyond the partition makes the kernel read what lies behind its buffer; here the partition is all there is.
    const payload = bytes.slice(begin, begin + (isOld ? version : view.getUint16(10)));
    if (payload.length === 0) return null;
    const seconds = isOld ? 0n : view.getBigInt64(12);
    const compressed = view.getUint32(0) === ERR_TYPE_KERNEL_PANIC_GZ;
    return { ...UNTIMED, type: PSTORE_TYPE_DMESG, id: view.getUint32(4), seconds, compressed, bytes: payload };
  }

  #readLog(area: NvramArea): PstoreReadRecord {
    const bytes = this.#readArea(area);
    const id = new DataView(bytes.buffer).getUint32(4);
    return { ...UNTIMED, type: TYPE_RTAS, id, bytes: bytes.slice(ERR_LOG_INFO_BYTES) };
  }

  #readFirmware(type: number, name: string, signature: number): PstoreReadRecord | null {
    const { partitions, print } = this.#options;
    const area = partitions.find(name, signature);
    if (area === null) {
      print(KERN_ERR, `nvram: Failed to find partition ${name}, err 0`);
      return null;
    }
    const bytes = this.#readArea(area);
    return bytes.length === 0 ? null : { ...UNTIMED, type, id: type, bytes };
  }

  /** As long as its header says, which on a damaged NVRAM is more than there is. */
  #readArea({ offset, size }: NvramArea): Uint8Array {
    const bytes = new Uint8Array(size);
    bytes.set(this.#options.nvram.read(offset, size));
    return bytes;
  }
}

const UNTIMED = { seconds: 0n, nanoseconds: 0n, compressed: false, eccNotice: '' } as const;
