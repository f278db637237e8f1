/**
 * How pstore/zone divides a device: what it refuses, and where the zones lie.
 *
 * Mirrors the checks of `register_pstore_zone`, and `psz_alloc_zones`, `psz_init_zones` and `psz_init_zone`, of Linux v6.1 and v6.12
 * `fs/pstore/zone.c`. Left out: a kernel without memory for them, but for a zone larger than the allocator gives.
 */
import {
  PSTORE_TYPE_CONSOLE,
  PSTORE_TYPE_DMESG,
  PSTORE_TYPE_FTRACE,
  PSTORE_TYPE_NAMES,
  PSTORE_TYPE_PMSG,
} from '../../formats/pstore.ts';
import { EINVAL, ENOMEM } from '../../sim/errno.ts';
import { KERN_ERR, KERN_WARNING } from '../printk/levels.ts';
import { StorageZone, type ZoneContext } from './storage-zone.ts';

/** `struct pstore_zone_info`: sizes in bytes. */
export interface StorageSizes {
  readonly total: number;
  /** Of the zone of one dump. */
  readonly kmsg: number;
  readonly pmsg: number;
  readonly console: number;
  /** Of the zones of all CPUs together. */
  readonly ftrace: number;
}

export interface StorageZones {
  readonly pmsg: StorageZone | null;
  readonly console: StorageZone | null;
  readonly ftrace: readonly StorageZone[];
  readonly dmesg: readonly StorageZone[];
}

type Print = (level: number, text: string) => void;

const MIN_TOTAL = 4096;
const MAX_TOTAL = 128 * 2 ** 20;
const SECTOR_BYTES = 512;

/** Null where the sizes will do, with the total that is used; else what is refused, told to `print`. */
export function checkSizes(sizes: StorageSizes, print: Print): StorageSizes | number {
  if (sizes.total < MIN_TOTAL) {
    print(KERN_WARNING, `total_size must be >= ${MIN_TOTAL}`);
    return -EINVAL;
  }
  if (sizes.total > MAX_TOTAL) print(KERN_WARNING, 'capping size to 128MiB');
  const capped = { ...sizes, total: Math.min(sizes.total, MAX_TOTAL) };
  const { total, kmsg, pmsg, console, ftrace } = capped;
  if (kmsg + pmsg + console + ftrace === 0) {
    print(KERN_WARNING, 'at least one record size must be non-zero');
    return -EINVAL;
  }
  const rules = [
    ['total_size', total, MIN_TOTAL],
    ['kmsg_size', kmsg, SECTOR_BYTES],
    ['pmsg_size', pmsg, SECTOR_BYTES],
    ['console_size', console, SECTOR_BYTES],
    ['ftrace_size', ftrace, SECTOR_BYTES],
  ] as const;
  const broken = rules.find(([, size, unit]) => size % unit !== 0);
  if (broken === undefined) return capped;
  print(KERN_ERR, `${broken[0]} must be a multiple of ${broken[2]}`);
  return -EINVAL;
}

export interface LayoutOptions {
  readonly context: ZoneContext;
  readonly sizes: StorageSizes;
  /** `nr_cpu_ids`. */
  readonly possibleCpus: number;
  /** Largest zone there is memory for. */
  readonly allocationMaxBytes: number;
  readonly print: Print;
}

/** The zones in their order on the device, or a negated error number. */
export function layOutZones(options: LayoutOptions): StorageZones | number {
  const { sizes, possibleCpus, print } = options;
  const room = new Room(options);
  const pmsg = room.one(PSTORE_TYPE_PMSG, sizes.pmsg);
  const console = typeof pmsg === 'number' ? pmsg : room.one(PSTORE_TYPE_CONSOLE, sizes.console);
  const perCpu = Math.floor(sizes.ftrace / possibleCpus);
  const ftrace = typeof console === 'number' ? console : room.many(PSTORE_TYPE_FTRACE, sizes.ftrace, perCpu);
  const rest = sizes.total - sizes.pmsg - sizes.console - sizes.ftrace;
  const dmesg = typeof ftrace === 'number' ? ftrace : room.many(PSTORE_TYPE_DMESG, rest, sizes.kmsg);
  if (
    typeof pmsg === 'number' ||
    typeof console === 'number' ||
    typeof ftrace === 'number' ||
    typeof dmesg === 'number'
  ) {
    print(KERN_ERR, 'alloc zones failed');
    return -ENOMEM;
  }
  return { pmsg, console, ftrace, dmesg };
}

/** What is left of the device. */
class Room {
  readonly #options: LayoutOptions;
  #offset = 0;

  constructor(options: LayoutOptions) {
    this.#options = options;
  }

  /** Null: none was asked for. */
  one(type: number, size: number): StorageZone | null | number {
    const { context, sizes, allocationMaxBytes, print } = this.#options;
    if (size === 0) return null;
    const name = PSTORE_TYPE_NAMES[type]!;
    const offset = this.#offset;
    if (offset + size > sizes.total) {
      print(KERN_ERR, `no room for ${name} (${place(size, offset, sizes.total)})`);
      return -ENOMEM;
    }
    if (size > allocationMaxBytes) return -ENOMEM;
    this.#offset += size;
    return new StorageZone(context, type, name, offset, size);
  }

  many(type: number, total: number, size: number): readonly StorageZone[] | number {
    const { sizes, print } = this.#options;
    if (total === 0 || size === 0) return [];
    const name = PSTORE_TYPE_NAMES[type]!;
    // A negative rest is a huge size_t.
    if (total < 0 || this.#offset + total > sizes.total) {
      print(KERN_ERR, `no room for zones ${name} (${place(total, this.#offset, sizes.total)})`);
      return -ENOMEM;
    }
    const zones: StorageZone[] = [];
    for (let count = Math.floor(total / size); count > 0; count--) {
      const zone = this.one(type, size);
      if (zone === null || typeof zone === 'number') {
        print(KERN_ERR, `initialize zones ${name} failed`);
        return -ENOMEM;
      }
      zones.push(zone);
    }
    return zones;
  }
}

/** `0x%zx@0x%llx over 0x%lx`. */
function place(size: number, offset: number, total: number): string {
  return `0x${BigInt.asUintN(64, BigInt(size)).toString(16)}@0x${offset.toString(16)} over 0x${total.toString(16)}`;
}
