/**
 * Write-combining buffers: stores to such memory are gathered, a line in each buffer, and go to RAM together.
 *
 * A buffer goes to RAM when its line is full, when another line needs it (the one that was opened first goes), at a barrier or an
 * uncached access, and when it is old. Loads see what the buffers hold. Only the bytes that were stored are written.
 *
 * Mirrors the outcome of x86's fill buffers for WC memory and of the merging store buffer of ARM for Normal Non-cacheable memory.
 */
import {
  type LossRecorder,
  type LostStores,
  loseDirtyBytes,
  overlayDirtyBytes,
  storeDirtyBytes,
} from './dirty-bytes.ts';
import type { RamPort } from './ram-port.ts';
import type { StoreProgress } from './store-progress.ts';
import { NOBODY, type WriterId } from './writer-shadow.ts';

interface Buffer {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly writers: Uint8Array;
  storedNs: number;
}

interface WriteCombinerOptions {
  readonly below: RamPort;
  readonly lineBytes: number;
  /** How many there are. */
  readonly buffers: number;
  readonly progress: StoreProgress;
}

export class WriteCombiner {
  readonly #below: RamPort;
  readonly #lineBytes: number;
  readonly #limit: number;
  readonly #progress: StoreProgress;
  /** The one that was opened first is first. */
  #buffers: Buffer[] = [];

  constructor({ below, lineBytes, buffers, progress }: WriteCombinerOptions) {
    this.#below = below;
    this.#lineBytes = lineBytes;
    this.#limit = buffers;
    this.#progress = progress;
  }

  load(address: number, target: Uint8Array): void {
    this.#below.readInto(address, target);
    this.pendingInto(address, target);
  }

  store(address: number, bytes: Uint8Array, writer: WriterId, nowNs: number): void {
    const end = address + bytes.length;
    for (let at = address; at < end; ) {
      const number = Math.floor(at / this.#lineBytes);
      const stop = Math.min((number + 1) * this.#lineBytes, end);
      this.#progress.reach(at);
      const buffer = this.#buffer(number);
      const offset = at - number * this.#lineBytes;
      buffer.bytes.set(bytes.subarray(at - address, stop - address), offset);
      buffer.writers.fill(writer, offset, offset + stop - at);
      buffer.storedNs = nowNs;
      if (!buffer.writers.includes(NOBODY)) {
        this.#progress.reach(stop - 1);
        this.#drain([buffer]);
      }
      at = stop;
    }
  }

  /** Empties the buffers of lines that overlap a range; all of them where none is named. */
  drain(start = 0, end = Number.POSITIVE_INFINITY): void {
    if (this.#buffers.length === 0) return;
    this.#drain(
      this.#buffers.filter(({ number }) => number * this.#lineBytes < end && (number + 1) * this.#lineBytes > start),
    );
  }

  /** Empties the buffers that nobody stored to since `timeNs`. */
  drainOlder(timeNs: number): void {
    if (this.#buffers.length > 0) this.#drain(this.#buffers.filter(({ storedNs }) => storedNs <= timeNs));
  }

  drop(record: LossRecorder): LostStores {
    let [lines, bytes] = [0, 0];
    for (const buffer of this.#buffers) {
      const lost = loseDirtyBytes(this.#below, buffer.number * this.#lineBytes, buffer, record);
      if (lost > 0) lines++;
      bytes += lost;
    }
    this.#buffers = [];
    return { lines, bytes };
  }

  /** What was stored and is not in RAM yet, over what RAM has. */
  pendingInto(address: number, target: Uint8Array): void {
    for (const buffer of this.#buffers) overlayDirtyBytes(buffer.number * this.#lineBytes, buffer, address, target);
  }

  /** Somebody else has stored to RAM: that is newer. */
  forget(address: number, length: number): void {
    for (const { number, writers } of this.#buffers) {
      const lineStart = number * this.#lineBytes;
      const start = Math.max(address, lineStart);
      const end = Math.min(address + length, lineStart + this.#lineBytes);
      if (start < end) writers.fill(NOBODY, start - lineStart, end - lineStart);
    }
  }

  #buffer(number: number): Buffer {
    const open = this.#buffers.find((buffer) => buffer.number === number);
    if (open !== undefined) return open;
    if (this.#buffers.length === this.#limit) this.#drain([this.#buffers[0]!]);
    const bytes = new Uint8Array(this.#lineBytes);
    const buffer = { number, bytes, writers: new Uint8Array(this.#lineBytes), storedNs: 0 };
    this.#buffers.push(buffer);
    return buffer;
  }

  #drain(buffers: readonly Buffer[]): void {
    this.#buffers = this.#buffers.filter((buffer) => !buffers.includes(buffer));
    for (const { number, bytes, writers } of buffers) {
      storeDirtyBytes(this.#below, number * this.#lineBytes, bytes, writers);
    }
  }
}
