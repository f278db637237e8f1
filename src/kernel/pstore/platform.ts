/**
 * The pstore core: one backend, its front ends, dumps cut into parts, records read back.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/pstore/platform.c` (late stable). Left out: the locks; a dump that is skipped because of another
 * one is therefore asked for by `isDumping`.
 */
import { PSTORE_TYPE_CONSOLE, PSTORE_TYPE_DMESG, PSTORE_TYPE_FTRACE, PSTORE_TYPE_PMSG } from '../../formats/pstore.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { EBUSY, EINVAL, EPERM } from '../../sim/errno.ts';
import {
  KMSG_DUMP_EMERG,
  KMSG_DUMP_OOPS,
  KMSG_DUMP_PANIC,
  type KmsgDumper,
  type KmsgDumpReason,
  kmsgDumpReasonStr,
} from '../printk/kmsg-dump.ts';
import { type KmsgDumpIter, kmsgDumpGetBuffer, kmsgDumpRewind } from '../printk/kmsg-dump-buffer.ts';
import type { KernelConsole } from '../printk/printk.ts';
import { RateLimit } from '../rate-limit.ts';
import { chooseCompression, type PstoreCompression } from './compress.ts';
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

const KERN_ERR = 3;
const KERN_WARNING = 4;
const KERN_INFO = 6;

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

/** One part of a dump: which, of which dump. */
interface PartPlace {
  readonly reason: KmsgDumpReason;
  readonly count: number;
  readonly part: number;
}

/**
 * What the big buffer would have seen since parts were left unbuilt, because the backend refuses them anyway: those parts, and
 * the texts built after them.
 */
type BufferHistory =
  | { readonly text: Uint8Array }
  | { readonly from: PartPlace; readonly iter: KmsgDumpIter; readonly total: number };

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
  /** `big_oops_buf`, made at its first use; keeps what earlier parts left in it. */
  #bigOopsBuf: Uint8Array | null = null;
  /** Empty while the big buffer holds what the kernel's would. */
  #history: BufferHistory[] = [];
  #oopsCount = 0;
  #saidWriteError = false;
  #isDumping = false;
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
    this.#bigOopsBuf = null;
    this.#history = [];
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
    if (this.#compression !== null) this.#pr(KERN_INFO, `Using crash dump compression: ${this.#compression.name}`);
  }

  #registerKmsg(psi: PstoreBackend): void {
    this.#dumper = { maxReason: psi.maxReason, dump: (reason) => this.#dump(reason) };
    this.#kernel.registerDumper(this.#dumper);
  }

  /** Console front end: the console text of each record is one write. */
  #registerConsole(psi: PstoreBackend): void {
    const write = (text: string, isRun: boolean) => {
      if (text !== '') psi.write({ type: PSTORE_TYPE_CONSOLE, bytes: latin1Bytes(text), time: NO_TIME, isRun });
    };
    this.#console = {
      name: psi.name,
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

  /** True from a dump's first record to its last; a second dump in panic or NMI is skipped meanwhile. */
  get isDumping(): boolean {
    return this.#isDumping;
  }

  /** `pstore_dump`. */
  #dump(reason: KmsgDumpReason): void {
    if (this.#isDumping) {
      if (reason === KMSG_DUMP_PANIC || reason === KMSG_DUMP_EMERG) {
        this.#pr(KERN_ERR, `dump skipped in ${kmsgDumpReasonStr(reason)} path because of concurrent dump`);
      }
      return;
    }
    this.#isDumping = true;
    this.#oopsCount++;
    const error = this.#dumpParts(reason);
    this.#isDumping = false;
    if (error !== 0 && this.#kernel.profile.pstore.reportsWriteErrors && !this.#saidWriteError) {
      this.#saidWriteError = true;
      this.#pr(KERN_ERR, `backend (${this.#psinfo!.name}) writing error (${error})`);
    }
  }

  /** The loop over parts; gives the first error of the backend. */
  #dumpParts(reason: KmsgDumpReason): number {
    const psi = this.#psinfo!;
    const count = this.#oopsCount;
    const iter = kmsgDumpRewind(this.#kernel.log);
    let savedError = 0;
    let total = 0;
    for (let part = 1; total < this.kmsgBytes; part++) {
      const place = { reason, count, part };
      if (psi.firstPartOnly && part > 1) {
        if (!this.#isLeft(iter)) break;
        savedError ||= psi.write({ type: PSTORE_TYPE_DMESG, bytes: NO_BYTES, time: NO_TIME, part });
        this.#passOverRefusedParts(iter, place, total);
        break;
      }
      const built = this.#buildPart(iter, place);
      if (built === null) break;
      const time = this.#kernel.realTime();
      const ret = psi.write({ type: PSTORE_TYPE_DMESG, ...built, ...place, time });
      if (ret === 0 && reason === KMSG_DUMP_OOPS) this.#hasNewEntry = true;
      else savedError ||= ret;
      total += built.bytes.length;
    }
    return savedError;
  }

  /**
   * The parts that the backend refuses whatever is in them. Seen from outside they differ only where one does not compress:
   * the crypto API says so, and the zlib library leaves traces in the big buffer, which are made up for when they show.
   */
  #passOverRefusedParts(iter: KmsgDumpIter, from: PartPlace, alreadyWritten: number): void {
    const compression = this.#compression;
    if (compression === null) return;
    if (compression.compressError === null) {
      this.#history.push({ from, iter: { ...iter }, total: alreadyWritten });
      return;
    }
    const { bufsize } = this.#psinfo!;
    let total = alreadyWritten;
    for (let part = from.part; total < this.kmsgBytes; part++) {
      const text = this.#partText(iter, { ...from, part });
      if (text === null) break;
      const length = refusedLength(compression, text.header + text.body, bufsize);
      if (length === null) this.#pr(KERN_ERR, compression.compressError);
      total += length ?? Math.min(text.header.length + text.body.length, bufsize);
    }
  }

  #isLeft(iter: KmsgDumpIter): boolean {
    return Math.max(iter.curSeq, this.#kernel.log.store.firstSeq) < iter.nextSeq;
  }

  /** Header and text of one part, compressed if that is on and fits; null when no records are left. */
  #buildPart(iter: KmsgDumpIter, place: PartPlace): { bytes: Uint8Array; compressed: boolean } | null {
    const parts = this.#partText(iter, place);
    if (parts === null) return null;
    const { bufsize } = this.#psinfo!;
    const compression = this.#compression;
    const text = latin1Bytes(parts.header + parts.body);
    if (compression === null) return { bytes: text.subarray(0, bufsize), compressed: false };

    // A header alone can be longer than a tiny buffer: there the kernel writes beyond it.
    this.#bigOopsBuf ??= new Uint8Array(Math.max(compression.textBytes(bufsize), bufsize, text.length));
    this.#bigOopsBuf.set(text);
    if (this.#history.length > 0) this.#history.push({ text });
    const zipped = compression.compress(text, bufsize);
    if (zipped !== null) return { bytes: zipped, compressed: true };
    if (compression.compressError !== null) {
      this.#pr(KERN_ERR, compression.compressError);
      return { bytes: copyKmsgToBuffer(text, parts.header.length, bufsize), compressed: false };
    }
    // The first bytes of the buffer, whatever an earlier part left behind a shorter text.
    if (text.length < bufsize) this.#replayHistory();
    return { bytes: this.#bigOopsBuf.slice(0, bufsize), compressed: false };
  }

  /** `Panic#1 Part1` and the newest records that are left and fit; null when none is left. */
  #partText(iter: KmsgDumpIter, { reason, count, part }: PartPlace): { header: string; body: string } | null {
    const { bufsize } = this.#psinfo!;
    const textBytes = this.#compression?.textBytes(bufsize) ?? bufsize;
    const header = `${kmsgDumpReasonStr(reason)}#${count} Part${part}\n`;
    const { log, dumpFormat } = this.#kernel;
    const body = kmsgDumpGetBuffer(log, iter, Math.max(0, textBytes - header.length), dumpFormat);
    return body === null ? null : { header, body };
  }

  /** Makes the big buffer what it would be had every part been built. */
  #replayHistory(): void {
    const history = this.#history;
    this.#history = [];
    for (const step of history) {
      if ('text' in step) {
        this.#bigOopsBuf!.set(step.text);
        continue;
      }
      let { total } = step;
      for (let part = step.from.part; total < this.kmsgBytes; part++) {
        const built = this.#buildPart(step.iter, { ...step.from, part });
        if (built === null) break;
        total += built.bytes.length;
      }
    }
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
const NO_BYTES = new Uint8Array(0);

/**
 * Compressed length of a text that nobody will read; null when it does not fit. Refused parts hold the early boot messages, the
 * same in most boots of a kernel, so the last answers are kept.
 */
function refusedLength(compression: PstoreCompression, text: string, bufsize: number): number | null {
  const key = `${compression.name}:${bufsize}:${text}`;
  const known = refusedLengths.get(key);
  if (known !== undefined) return known;
  const length = compression.compress(latin1Bytes(text), bufsize)?.length ?? null;
  if (refusedLengths.size >= REFUSED_LENGTHS_MAX) refusedLengths.delete(refusedLengths.keys().next().value!);
  refusedLengths.set(key, length);
  return length;
}

const REFUSED_LENGTHS_MAX = 16;
const refusedLengths = new Map<string, number | null>();

/** `copy_kmsg_to_buffer` (6.1): the header and the last bytes of the text, as many as fit. */
function copyKmsgToBuffer(text: Uint8Array, headerLength: number, bufsize: number): Uint8Array {
  if (text.length <= bufsize) return text;
  const bytes = new Uint8Array(bufsize);
  bytes.set(text.subarray(0, Math.min(headerLength, bufsize)));
  if (headerLength < bufsize) bytes.set(text.subarray(text.length - (bufsize - headerLength)), headerLength);
  return bytes;
}

/** A C int assigned to an unsigned long. */
function asUnsigned(value: number): number {
  return value < 0 ? Number.MAX_SAFE_INTEGER : value;
}
