/**
 * pstorefs: the files that records become.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/pstore/inode.c` and `pstore_get_backend_records` of `platform.c`. Left out: inode numbers, and
 * the order of raw readdir, which is a detail of the in-memory directory: files are listed by name.
 */

import { PSTORE_TYPE_DMESG, PSTORE_TYPE_FTRACE, PSTORE_TYPE_NAMES } from '../../formats/pstore.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { ENOENT, EPERM } from '../../sim/errno.ts';
import { KERN_ERR, KERN_WARNING } from '../printk/levels.ts';
import type { PstoreKernel } from './pstore-kernel.ts';
import type { PstoreBackend, PstoreReadRecord } from './pstore-record.ts';

/** How many records one reading may give before pstore takes it for a loop. */
const MAX_RECORDS = 65536;
/** PSTORE_NAMELEN without the terminator. */
const NAME_MAX = 63;

/** `-r--r--r--`. */
export const PSTORE_FILE_MODE = 0o444;

export interface PstoreFile {
  readonly name: string;
  /** Size as `ls` shows it: record and ECC notice. For a function trace reading gives another number of bytes. */
  readonly size: number;
  /** Modification time: the record's own, or the moment of creation. */
  readonly mtime: { readonly seconds: bigint; readonly nanoseconds: bigint };
  /** The time is the record's own. */
  readonly hasOwnTime: boolean;
  readonly type: number;
  readonly id: number;
  /** Number of the dump, as the backend gave it. */
  readonly count: number | undefined;
  /** Still compressed: its name ends in `.enc.z`. */
  readonly compressed: boolean;
  /** The record and its ECC notice, as the kernel holds them. */
  readonly content: Uint8Array;
  /** How many of the last bytes of `content` are the notice. */
  readonly eccNoticeLength: number;
}

export interface PstorefsOptions {
  readonly kernel: PstoreKernel;
  readonly defaultKmsgBytes: number;
  readonly setKmsgBytes: (bytes: number) => void;
}

interface Entry {
  readonly file: PstoreFile;
  readonly backend: PstoreBackend;
}

export class Pstorefs {
  #isMounted = false;
  readonly #options: PstorefsOptions;
  readonly #entries = new Map<string, Entry>();
  /** Records that have a file, by type, id and backend. */
  readonly #records = new Set<string>();
  #kmsgBytesShown: number;

  constructor(options: PstorefsOptions) {
    this.#options = options;
    this.#kmsgBytesShown = options.defaultKmsgBytes;
  }

  get isMounted(): boolean {
    return this.#isMounted;
  }

  /** Parses the options: `kmsg_bytes=N` with N decimal, 0x or octal; everything else is ignored in silence. */
  mount(options: string): void {
    for (const option of options.split(',')) {
      const match = /^kmsg_bytes=(-?)(?:0[xX]([0-9a-fA-F]+)|0([0-7]*)|([1-9][0-9]*))$/.exec(option);
      if (match === null) continue;
      const [, sign, hexadecimal, octal, decimal] = match;
      const digits =
        hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal ?? `0o${octal || '0'}`);
      const bytes = (sign === '-' ? -digits : digits) | 0;
      this.#kmsgBytesShown = bytes;
      this.#options.setKmsgBytes(bytes);
    }
    this.#isMounted = true;
  }

  /** `pstore_kill_sb`: the files go, the records stay in the backend and come back with the next mount. */
  unmount(): void {
    this.removeAll();
    this.#isMounted = false;
  }

  /** What /proc/mounts shows behind the usual options. */
  mountOptions(): string {
    const { defaultKmsgBytes } = this.#options;
    return this.#kmsgBytesShown === defaultKmsgBytes ? '' : `,kmsg_bytes=${this.#kmsgBytesShown}`;
  }

  /** All files, by name as `LC_ALL=C sort` orders them. */
  files(): PstoreFile[] {
    const files = Array.from(this.#entries.values(), (entry) => entry.file);
    return files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  file(name: string): PstoreFile | undefined {
    return this.#entries.get(name)?.file;
  }

  /** `unlink`: asks the backend to erase the record; the name goes even if that fails. 0 or a negative errno. */
  unlink(name: string): number {
    const entry = this.#entries.get(name);
    if (entry === undefined) return -ENOENT;
    const { file, backend } = entry;
    if (backend.erase === undefined) return -EPERM;
    backend.erase(file.type, file.id, file.count);
    this.#entries.delete(name);
    this.#records.delete(recordKey(file.type, file.id, backend));
    return 0;
  }

  /** The backend is gone, and all files with it. */
  removeAll(): void {
    this.#entries.clear();
    this.#records.clear();
  }

  /** `pstore_get_backend_records`: reads until a record is empty. `quiet`: records that have a file already are no failure. */
  getBackendRecords(
    backend: PstoreBackend,
    quiet: boolean,
    decompress: (record: PstoreReadRecord) => PstoreReadRecord,
  ): void {
    if (backend.open() !== 0) return;
    let failed = 0;
    let left = MAX_RECORDS;
    for (; left > 0; left--) {
      const record = backend.read();
      if (record === null) break;
      if (!this.#makeFile(backend, decompress(record)) && !quiet) failed++;
    }
    if (failed > 0) this.#pr(KERN_WARNING, `failed to create ${failed} record(s) from '${backend.name}'`);
    if (left === 0) this.#pr(KERN_ERR, `looping? Too many records seen from '${backend.name}'`);
  }

  /** `pstore_mkfile`; false for a record that has a file. */
  #makeFile(backend: PstoreBackend, record: PstoreReadRecord): boolean {
    const key = recordKey(record.type, record.id, backend);
    if (this.#records.has(key)) return false;
    const suffix = record.compressed ? '.enc.z' : '';
    const name = `${PSTORE_TYPE_NAMES[record.type]}-${backend.name}-${record.id}${suffix}`.slice(0, NAME_MAX);
    const hasOwnTime = record.seconds !== 0n;
    const now = this.#options.kernel.realTime();
    const file: PstoreFile = {
      name,
      size: record.bytes.length + record.eccNotice.length,
      mtime: hasOwnTime
        ? { seconds: record.seconds, nanoseconds: record.nanoseconds }
        : { seconds: BigInt(now.seconds), nanoseconds: BigInt(now.nanoseconds) },
      hasOwnTime,
      type: record.type,
      id: record.id,
      count: record.count,
      compressed: record.compressed && record.type === PSTORE_TYPE_DMESG,
      content: withNotice(record),
      eccNoticeLength: record.eccNotice.length,
    };
    this.#records.add(key);
    this.#entries.set(name, { file, backend });
    return true;
  }

  #pr(level: number, text: string): void {
    this.#options.kernel.printk(level, `pstore: ${text}`);
  }
}

/** True for files whose text is made when they are read. */
export function isFunctionTrace(file: PstoreFile): boolean {
  return file.type === PSTORE_TYPE_FTRACE;
}

function recordKey(type: number, id: number, backend: PstoreBackend): string {
  return `${type}:${id}:${backend.name}`;
}

/** A copy: the backend's buffers live on and change. */
function withNotice(record: PstoreReadRecord): Uint8Array {
  const content = new Uint8Array(record.bytes.length + record.eccNotice.length);
  content.set(record.bytes);
  content.set(latin1Bytes(record.eccNotice), record.bytes.length);
  return content;
}
