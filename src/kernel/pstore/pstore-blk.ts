/**
 * pstore_blk: a block device as pstore's backend, by the module's parameters.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/pstore/blk.c` as a module, and `register_pstore_zone` of `fs/pstore/zone.c`. Left out: the driver built into the
 * kernel, and devices that register themselves (mtdpstore, of which Debian's kernels have none).
 */
import type { ByteOrder } from '../../memory/byte-order.ts';
import { EBUSY, EINVAL, ENODEV, ENOSPC } from '../../sim/errno.ts';
import type { KernelParameter } from '../cmdline.ts';
import type { KernelStop } from '../kernel-stop.ts';
import { parameterValuesOf } from '../module-parameters.ts';
import { KERN_ERR, KERN_INFO } from '../printk/levels.ts';
import type { PstoreKernel } from './pstore-kernel.ts';
import type { PstoreBackend } from './pstore-record.ts';
import { checkSizes, layOutZones, type StorageSizes } from './storage-layout.ts';
import { ZoneBackend } from './zone-backend.ts';

const NAME = 'pstore_blk';
const PAGE_BYTES = 4096;
/** `blkdev` has 80 bytes. */
const PATH_MAX = 79;
/** CONFIG_PSTORE_BLK_…_SIZE and CONFIG_PSTORE_BLK_MAX_REASON, KiB: everybody keeps the defaults. */
const DEFAULT_KIB = 64n;
const DEFAULT_MAX_REASON = 2n;
const TYPES = {
  kmsg_size: 'long',
  max_reason: 'int',
  pmsg_size: 'long',
  console_size: 'long',
  ftrace_size: 'long',
  best_effort: 'bool',
  blkdev: 'charp',
} as const;

/** An open block device. */
export interface BlockFile {
  readonly sizeBytes: number;
  read(offset: number, length: number): Uint8Array;
  /** 0 or a negated error number. */
  write(offset: number, bytes: Uint8Array): number;
  close(): void;
}

export interface PstoreBlkOptions {
  readonly kernel: PstoreKernel;
  readonly byteOrder: ByteOrder;
  readonly possibleCpus: number;
  /** Opens a block device for nobody else; -ENODEV for a file of another kind, else what open(2) says. */
  readonly open: (path: string) => BlockFile | number;
  /** pstore's own: 0 or a negated error number. */
  readonly register: (backend: PstoreBackend) => number;
  /** Takes back what was registered. */
  readonly unregister: () => void;
  readonly schedule: (delayNs: number, work: () => void) => void;
}

interface Attached {
  readonly file: BlockFile;
  readonly backend: ZoneBackend;
}

export class PstoreBlk {
  /** `/sys/module/pstore_blk/parameters`, as far as the code changes them. */
  parameters: Readonly<Record<string, string>> = {};
  readonly #options: PstoreBlkOptions;
  #attached: Attached | null = null;

  constructor(options: PstoreBlkOptions) {
    this.#options = options;
  }

  /** What the module does when it is loaded and removed. */
  get module() {
    const set = (value: string) => (value.length > PATH_MAX ? -ENOSPC : 0);
    return {
      setters: { blkdev: { set, isDangerous: false } },
      start: (words: readonly KernelParameter[]) => this.#start(words),
      stop: () => this.#stop(),
    };
  }

  /** `__best_effort_init`. */
  #start(words: readonly KernelParameter[]): number | 'stopped' {
    const { kernel } = this.#options;
    const { frontEnds } = kernel.profile.pstore;
    const given = parameterValuesOf(words, TYPES, kernel.profile.wordBytes);
    const size = (value: bigint | undefined, isBuilt = true) => Number(value ?? (isBuilt ? DEFAULT_KIB : -1n));
    const sizes = {
      kmsg_size: size(given.kmsg_size),
      pmsg_size: size(given.pmsg_size, frontEnds.pmsg),
      console_size: size(given.console_size, frontEnds.console),
      ftrace_size: size(given.ftrace_size, frontEnds.ftrace),
    };
    const { blkdev = '', best_effort = false } = given;
    const maxReason = Number(given.max_reason ?? DEFAULT_MAX_REASON);
    this.#show({ ...sizes, max_reason: maxReason, blkdev, best_effort: best_effort ? 'Y' : 'N' });
    if (!best_effort) return 0;
    if (blkdev === '') {
      this.#pr(KERN_ERR, 'blkdev empty with best_effort=Y');
      return -EINVAL;
    }
    const file = this.#open(blkdev);
    if (typeof file === 'number') return file;
    const result = this.#attach(file, sizes, maxReason);
    if (result === 0) this.#pr(KERN_INFO, `attached ${blkdev} (${file.sizeBytes}) (no dedicated panic_write!)`);
    else if (result !== 'stopped') file.close();
    return result;
  }

  #open(path: string): BlockFile | number {
    const file = this.#options.open(path);
    if (file === -ENODEV) this.#pr(KERN_ERR, `'${path}' is not block device!`);
    else if (typeof file === 'number') this.#pr(KERN_ERR, `failed to open '${path}': ${file}!`);
    return file;
  }

  /** `__register_pstore_device`. */
  #attach(file: BlockFile, given: Readonly<Record<string, number>>, maxReason: number): number | 'stopped' {
    const bytes = (name: string) => this.#aligned(name, given[name]!);
    const asked: StorageSizes = {
      total: file.sizeBytes,
      kmsg: bytes('kmsg_size'),
      pmsg: bytes('pmsg_size'),
      console: bytes('console_size'),
      ftrace: bytes('ftrace_size'),
    };
    const kib = (name: string, size: number) => [name, String(size / 1024)] as const;
    const { kmsg, pmsg, console, ftrace } = asked;
    const shown = [
      kib('kmsg_size', kmsg),
      kib('pmsg_size', pmsg),
      kib('console_size', console),
      kib('ftrace_size', ftrace),
    ];
    this.#show({ ...this.parameters, ...Object.fromEntries(shown) });
    const { kernel, byteOrder, possibleCpus, schedule, register } = this.#options;
    const print = (level: number, text: string) => kernel.printk(level, `pstore_zone: ${text}`);
    const sizes = checkSizes(asked, print);
    if (typeof sizes === 'number') return sizes;
    const storage = {
      read: (offset: number, length: number) => file.read(offset, length),
      write: (offset: number, data: Uint8Array, canSleep: boolean) => (canSleep ? file.write(offset, data) : -EBUSY),
    };
    const backend = new ZoneBackend({ kernel, name: NAME, storage, byteOrder, maxReason, schedule });
    const { allocationMaxBytes } = kernel.profile.pstore;
    const zones = layOutZones({ context: backend.context, sizes, possibleCpus, allocationMaxBytes, print });
    if (typeof zones === 'number') return zones;
    if (kmsg > 0 && zones.dmesg.length === 0) {
      // An array of no zones is asked for its first one.
      kernel.stopped(NO_FIRST_ZONE);
      return 'stopped';
    }
    backend.useZones(zones);
    const error = register(backend);
    if (error === 0) this.#attached = { file, backend };
    else print(KERN_ERR, 'registering with pstore failed');
    return error;
  }

  /** `check_size`: bytes of what is given in KiB; what is no multiple of a page becomes as many bytes as it was KiB, rounded up to one. */
  #aligned(name: string, kib: number): number {
    const bytes = Math.max(0, kib * 1024);
    if (bytes % PAGE_BYTES === 0) return bytes;
    this.#pr(KERN_INFO, `${name} must align to ${PAGE_BYTES}`);
    return Math.ceil(kib / PAGE_BYTES) * PAGE_BYTES;
  }

  #stop(): void {
    if (this.#attached === null) return;
    const { file, backend } = this.#attached;
    this.#options.unregister();
    backend.flushAll();
    file.close();
    this.#attached = null;
  }

  #show(values: Readonly<Record<string, string | number>>): void {
    this.parameters = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  }

  #pr(level: number, text: string): void {
    this.#options.kernel.printk(level, `${NAME}: ${text}`);
  }
}

/** ZERO_SIZE_PTR. */
const NO_FIRST_ZONE: KernelStop = {
  kind: 'fault',
  text: 'unable to handle kernel paging request (read)',
  where: 'register_pstore_zone',
};
