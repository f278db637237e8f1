/**
 * What a dying kernel writes: its log, newest part first, cut to what a record holds, compressed where that is on.
 *
 * Mirrors `pstore_dump` of Linux v6.1 and v6.12 `fs/pstore/platform.c` (late stable), the stale bytes of its buffer included. Parts that
 * the backend refuses in any case are built only where somebody could tell the difference.
 */
import { PSTORE_TYPE_DMESG } from '../../formats/pstore.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import {
  KMSG_DUMP_EMERG,
  KMSG_DUMP_OOPS,
  KMSG_DUMP_PANIC,
  type KmsgDumpReason,
  kmsgDumpReasonStr,
} from '../printk/kmsg-dump.ts';
import { type KmsgDumpIter, kmsgDumpGetBuffer, kmsgDumpRewind } from '../printk/kmsg-dump-buffer.ts';
import { KERN_ERR } from '../printk/levels.ts';
import type { PstoreCompression } from './compress.ts';
import type { PstoreKernel } from './pstore-kernel.ts';
import type { PstoreBackend } from './pstore-record.ts';

export interface PstoreDumpHooks {
  /** No further part is begun once this many bytes went out. */
  kmsgBytes(): number;
  /** A record of an oops, which the kernel may survive, was stored. */
  oopsStored(): void;
}

/** One call of the dumper. */
interface Dump {
  readonly psi: PstoreBackend;
  readonly compression: PstoreCompression | null;
  readonly reason: KmsgDumpReason;
  /** Dumps since boot, this one included. */
  readonly count: number;
}

/**
 * What the big buffer would have seen since parts were left unbuilt: those parts, and the texts built after them.
 */
type BufferHistory =
  | { readonly text: Uint8Array }
  | { readonly dump: Dump; readonly part: number; readonly iter: KmsgDumpIter; readonly total: number };

export class PstoreDump {
  readonly #kernel: PstoreKernel;
  readonly #hooks: PstoreDumpHooks;
  /** `big_oops_buf`, made at its first use; keeps what earlier parts left in it. */
  #bigOopsBuf: Uint8Array | null = null;
  /** Empty while the big buffer holds what the kernel's would. */
  #history: BufferHistory[] = [];
  #oopsCount = 0;
  #saidWriteError = false;
  /** `psinfo->buf_lock` is held. */
  #isDumping = false;

  constructor(kernel: PstoreKernel, hooks: PstoreDumpHooks) {
    this.#kernel = kernel;
    this.#hooks = hooks;
  }

  /** The backend is gone, and the buffer with it. */
  forgetBuffer(): void {
    this.#bigOopsBuf = null;
    this.#history = [];
  }

  /** `pstore_dump`. */
  dump(psi: PstoreBackend, compression: PstoreCompression | null, reason: KmsgDumpReason): void {
    if (this.#isDumping) {
      if (reason === KMSG_DUMP_PANIC || reason === KMSG_DUMP_EMERG) {
        this.#pr(KERN_ERR, `dump skipped in ${kmsgDumpReasonStr(reason)} path because of concurrent dump`);
      }
      return;
    }
    this.#isDumping = true;
    this.#oopsCount++;
    const error = this.#dumpParts({ psi, compression, reason, count: this.#oopsCount });
    this.#isDumping = false;
    if (error !== 0 && this.#kernel.profile.pstore.reportsWriteErrors && !this.#saidWriteError) {
      this.#saidWriteError = true;
      this.#pr(KERN_ERR, `backend (${psi.name}) writing error (${error})`);
    }
  }

  /** The loop over parts; gives the first error of the backend. */
  #dumpParts(dump: Dump): number {
    const { psi, reason, count } = dump;
    const iter = kmsgDumpRewind(this.#kernel.log);
    let savedError = 0;
    let total = 0;
    for (let part = 1; total < this.#hooks.kmsgBytes(); part++) {
      if (psi.firstPartOnly && part > 1) {
        if (!this.#isLeft(iter)) break;
        savedError ||= psi.write({ type: PSTORE_TYPE_DMESG, bytes: NO_BYTES, time: NO_TIME, part });
        this.#passOverRefusedParts(iter, dump, part, total);
        break;
      }
      const built = this.#buildPart(iter, dump, part);
      if (built === null) break;
      const time = this.#kernel.realTime();
      const ret = psi.write({ type: PSTORE_TYPE_DMESG, ...built, part, reason, count, time });
      if (ret === 0 && reason === KMSG_DUMP_OOPS) this.#hooks.oopsStored();
      else savedError ||= ret;
      total += built.bytes.length;
    }
    return savedError;
  }

  /**
   * The parts that the backend refuses whatever is in them. Seen from outside they differ only where one does not compress:
   * the crypto API says so, and the zlib library leaves traces in the big buffer, which are made up for when they show.
   */
  #passOverRefusedParts(iter: KmsgDumpIter, dump: Dump, firstPart: number, alreadyWritten: number): void {
    const { psi, compression } = dump;
    if (compression === null) return;
    if (compression.compressError === null) {
      this.#history.push({ dump, part: firstPart, iter: { ...iter }, total: alreadyWritten });
      return;
    }
    let total = alreadyWritten;
    for (let part = firstPart; total < this.#hooks.kmsgBytes(); part++) {
      const text = this.#partText(iter, dump, part);
      if (text === null) break;
      const length = refusedLength(compression, text.header + text.body, psi.bufsize);
      if (length === null) this.#pr(KERN_ERR, compression.compressError);
      total += length ?? Math.min(text.header.length + text.body.length, psi.bufsize);
    }
  }

  #isLeft(iter: KmsgDumpIter): boolean {
    return Math.max(iter.curSeq, this.#kernel.log.store.firstSeq) < iter.nextSeq;
  }

  /** Header and text of one part, compressed if that is on and fits; null when no records are left. */
  #buildPart(iter: KmsgDumpIter, dump: Dump, part: number): { bytes: Uint8Array; compressed: boolean } | null {
    const parts = this.#partText(iter, dump, part);
    if (parts === null) return null;
    const { compression } = dump;
    const { bufsize } = dump.psi;
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
  #partText(iter: KmsgDumpIter, dump: Dump, part: number): { header: string; body: string } | null {
    const { bufsize } = dump.psi;
    const textBytes = dump.compression?.textBytes(bufsize) ?? bufsize;
    const header = `${kmsgDumpReasonStr(dump.reason)}#${dump.count} Part${part}\n`;
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
      for (let { part } = step; total < this.#hooks.kmsgBytes(); part++) {
        const built = this.#buildPart(step.iter, step.dump, part);
        if (built === null) break;
        total += built.bytes.length;
      }
    }
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
