/**
 * The pstore core: one backend, its front ends, records read back. Dumps are dump.ts, files inode.ts.
 *
 * Mirrors Linux v4.19, v6.1 and v6.12 `fs/pstore/platform.c` (late stable). Left out: the locks.
 */

import { PSTORE_TYPE_CONSOLE, PSTORE_TYPE_DMESG, PSTORE_TYPE_FTRACE, PSTORE_TYPE_PMSG } from '../../formats/pstore.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { EBUSY, EINVAL, EPERM } from '../../sim/errno.ts';
import type { KmsgDumper } from '../printk/kmsg-dump.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import type { KernelConsole } from '../printk/printk.ts';
import { RateLimit } from '../rate-limit.ts';
import { chooseCompression, type PstoreCompression } from './compress.ts';
import { PstoreDump } from './dump.ts';
import { Pstorefs } from './inode.ts';
import type { PstoreKernel } from './pstore-kernel.ts';
import {
  PSTORE_FLAGS_CONSOLE,
  PSTORE_FLAGS_DMESG,
  PSTORE_FLAGS_FTRACE,
  PSTORE_FLAGS_PMSG,
  type PstoreBackend,
  type PstoreReadRecord,
} from './pstore-record.ts';

export interface PstoreParameters {
  /** `pstore.compress=`; the kernel's default if not given; null or `none`: no compression. */
  readonly compress?: string | null;
  /** `pstore.backend=`. */
  readonly backend?: string;
  /** `pstore.kmsg_bytes=` (6.12) or the mount option; negative numbers become huge. */
  readonly kmsgBytes?: number;
  /** `pstore.update_ms=`; -1: off. */
  readonly updateMs?: number;
  /** `pstore.record_ftrace=`. */
  readonly recordFtrace?: boolean;
}

export class Pstore {
  /** `/sys/module/pstore/parameters/`. */
  kmsgBytes: number;
  updateMs: number;
  recordFtrace: boolean;
  readonly fs: Pstorefs;
  readonly #kernel: PstoreKernel;
  readonly #inflateLimit: RateLimit;
  /** The parameter `backend`: a wish before, the holder's name after a registration. */
  #backendName: string | null;
  /** The parameter `compress`. */
  #compressName: string | null;
  #psinfo: PstoreBackend | null = null;
  /** The crypto API's method is found when pstore itself starts, which may be after a backend registered. */
  #hasStarted = false;
  #compression: PstoreCompression | null = null;
  readonly #dump: PstoreDump;
  #hasNewEntry = false;
  #console: KernelConsole | null = null;
  #dumper: KmsgDumper | null = null;

  constructor(kernel: PstoreKernel, parameters: PstoreParameters = {}) {
    const { pstore } = kernel.profile;
    this.#kernel = kernel;
    this.#compressName = parameters.compress === undefined ? (pstore.compressors[0] ?? null) : parameters.compress;
    this.#backendName = parameters.backend ?? null;
    this.kmsgBytes = asUnsigned(parameters.kmsgBytes ?? pstore.kmsgBytes);
    this.updateMs = parameters.updateMs ?? -1;
    this.recordFtrace = parameters.recordFtrace ?? false;
    this.#inflateLimit = new RateLimit('decompress_record', kernel.now, (text) => kernel.printk(KERN_WARNING, text));
    this.#dump = new PstoreDump(kernel, {
      kmsgBytes: () => this.kmsgBytes,
      oopsStored: () => {
        this.#hasNewEntry = true;
      },
    });
    this.fs = new Pstorefs({
      kernel,
      defaultKmsgBytes: this.kmsgBytes,
      setKmsgBytes: (bytes) => {
        this.kmsgBytes = asUnsigned(bytes);
      },
    });
  }

  /** `/sys/module/pstore/parameters/backend`; null reads `(null)`. */
  get backend(): string | null {
    return this.#backendName;
  }

  /** `/sys/module/pstore/parameters/compress`; null reads `(null)`. */
  get compress(): string | null {
    return this.#compressName;
  }

  /** The registered backend. */
  get psinfo(): PstoreBackend | null {
    return this.#psinfo;
  }

  /** `pstore_init`: late_initcall when built in, else when the module is loaded, which is before any backend. */
  start(): void {
    this.#hasStarted = true;
    if (this.#psinfo !== null && (this.#psinfo.flags & PSTORE_FLAGS_DMESG) !== 0) this.#setUpCompression();
  }

  /** `pstore_register`: 0 or a negative errno. */
  register(psi: PstoreBackend): number {
    const refused = this.#refuse(psi);
    if (refused !== 0) return refused;
    this.#psinfo = psi;
    if ((psi.flags & PSTORE_FLAGS_DMESG) !== 0) this.#setUpCompression();
    if (this.fs.isMounted) this.#getRecords(false);

    const { frontEnds } = this.#kernel.profile.pstore;
    if ((psi.flags & PSTORE_FLAGS_DMESG) !== 0) this.#registerKmsg(psi);
    if ((psi.flags & PSTORE_FLAGS_CONSOLE) !== 0 && frontEnds.console) this.#registerConsole(psi);
    this.#backendName = psi.name;
    this.#pr(KERN_INFO, `Registered ${psi.name} as persistent store backend`);
    return 0;
  }

  /** `pstore_unregister`: front ends, files and backend go. */
  unregister(psi: PstoreBackend): void {
    if (this.#psinfo !== psi) return;
    if (this.#console !== null) this.#kernel.unregisterConsole(this.#console);
    if (this.#dumper !== null) this.#kernel.unregisterDumper(this.#dumper);
    this.#console = null;
    this.#dumper = null;
    this.fs.removeAll();
    this.#compression = null;
    this.#dump.forgetBuffer();
    this.#psinfo = null;
    this.#backendName = null;
    if (this.#kernel.profile.pstore.secondBackend === 'in-use') {
      this.#pr(KERN_INFO, `Unregistered ${psi.name} as persistent store backend`);
    }
  }

  #refuse(psi: PstoreBackend): number {
    const isInUse = this.#kernel.profile.pstore.secondBackend === 'in-use';
    if (this.#backendName !== null && this.#backendName !== psi.name) {
      if (isInUse) {
        this.#pr(KERN_WARNING, `backend '${this.#backendName}' already in use: ignoring '${psi.name}'`);
        return -EBUSY;
      }
      this.#pr(KERN_WARNING, `ignoring unexpected backend '${psi.name}'`);
      return -EPERM;
    }
    if (psi.flags === 0) {
      this.#pr(KERN_WARNING, `backend '${psi.name}' must support at least one frontend`);
      return -EINVAL;
    }
    if (this.#psinfo !== null) {
      this.#pr(KERN_WARNING, `backend '${this.#psinfo.name}' already loaded: ignoring '${psi.name}'`);
      return -EBUSY;
    }
    return 0;
  }

  /** `allocate_buf_for_compression`. */
  #setUpCompression(): void {
    const { pstore } = this.#kernel.profile;
    if (this.#compression !== null) return;
    if (pstore.compression === 'crypto-api' && !this.#hasStarted) return;
    this.#compression = chooseCompression(pstore, this.#compressName, (level, text) => this.#pr(level, text));
    if (pstore.compression === 'zlib') this.#compressName = this.#compression?.name ?? null;
    if (this.#compression !== null) this.#pr(KERN_INFO, `${pstore.compressionText}: ${this.#compression.name}`);
  }

  #registerKmsg(psi: PstoreBackend): void {
    this.#dumper = { maxReason: psi.maxReason, dump: (reason) => this.#dump.dump(psi, this.#compression, reason) };
    this.#kernel.registerDumper(this.#dumper);
  }

  /** Console front end: the console text of each record is one write. */
  #registerConsole(psi: PstoreBackend): void {
    const write = (text: string, isRun: boolean) => {
      if (text !== '') psi.write({ type: PSTORE_TYPE_CONSOLE, bytes: latin1Bytes(text), time: NO_TIME, isRun });
    };
    const { consoleName } = this.#kernel.profile.pstore;
    this.#console = {
      name: consoleName === 'pstore' ? consoleName : psi.name,
      index: -1,
      printBuffer: true,
      write: (text) => write(text, false),
      writeRun: (text) => write(text, true),
    };
    this.#kernel.registerConsole(this.#console);
  }

  /** pmsg front end, `/dev/pmsg0`: byte count or negative errno. */
  writePmsg(bytes: Uint8Array): number {
    const psi = this.#psinfo;
    if (bytes.length === 0) return 0;
    if (psi === null || !this.hasPmsg) return -EINVAL;
    return psi.writeUser({ type: PSTORE_TYPE_PMSG, bytes, time: NO_TIME });
  }

  /** `/dev/pmsg0` exists. */
  get hasPmsg(): boolean {
    const isBuilt = this.#kernel.profile.pstore.frontEnds.pmsg;
    return isBuilt && this.#psinfo !== null && (this.#psinfo.flags & PSTORE_FLAGS_PMSG) !== 0;
  }

  /** ftrace front end: one encoded record of one CPU; nothing while it is off. */
  writeFtrace(cpu: number, bytes: Uint8Array): number {
    const psi = this.#psinfo;
    const isBuilt = this.#kernel.profile.pstore.frontEnds.ftrace;
    if (psi === null || !isBuilt || (psi.flags & PSTORE_FLAGS_FTRACE) === 0 || !this.recordFtrace) return 0;
    return psi.write({ type: PSTORE_TYPE_FTRACE, bytes, time: NO_TIME, cpu });
  }

  /** Mounts pstorefs: files of all records come to be. Options as after `-o`. */
  mount(options = ''): void {
    this.fs.mount(options);
    this.#getRecords(false);
  }

  /** The update timer: records of oopses that the kernel survived become files. True when it read anew. */
  timerFired(): boolean {
    if (!this.#hasNewEntry) return false;
    this.#hasNewEntry = false;
    this.#getRecords(true);
    return true;
  }

  /** `pstore_get_records`: files for all records that have none yet. */
  #getRecords(quiet: boolean): void {
    const psi = this.#psinfo;
    if (psi === null || !this.fs.isMounted) return;
    this.fs.getBackendRecords(psi, quiet, (record) => this.#decompressRecord(record, psi.bufsize));
  }

  /** `decompress_record`: the record itself where there is nothing to inflate or it fails. */
  #decompressRecord(record: PstoreReadRecord, bufsize: number): PstoreReadRecord {
    if (!record.compressed) return record;
    if (record.type !== PSTORE_TYPE_DMESG) {
      this.#pr(KERN_WARNING, `ignored compressed record type ${record.type}`);
      return record;
    }
    if (this.#compression === null) {
      this.#pr(KERN_WARNING, 'no decompression method initialized!');
      return record;
    }
    const bytes = this.#compression.decompress(record.bytes, bufsize);
    if (bytes instanceof Uint8Array) return { ...record, bytes, compressed: false };
    if (!bytes.isRateLimited || this.#inflateLimit.allows()) this.#pr(KERN_ERR, bytes.message);
    return record;
  }

  #pr(level: number, text: string): void {
    this.#kernel.printk(level, `pstore: ${text}`);
  }
}

const NO_TIME = { seconds: 0, nanoseconds: 0 };

/** A C int assigned to an unsigned long. */
function asUnsigned(value: number): number {
  return value < 0 ? Number.MAX_SAFE_INTEGER : value;
}
