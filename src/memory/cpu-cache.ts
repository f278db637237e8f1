/**
 * A write-back cache: lines of RAM that the CPU works on, and that reach RAM when they are pushed out or written back.
 *
 * A store brings its line in; the victim of a full cache is drawn from the seed. Of a copy longer than the whole cache the rest
 * goes past it, as with CPUs that see a stream of stores. A line that is written back is written whole: what somebody stored to
 * RAM past the cache meanwhile is overwritten with what the line still has, and that is damage (`STALE_LINE`). Stores by others
 * than CPUs (DMA, a loader's copy, a debugger) are told to the cache, as drivers do with their invalidations.
 *
 * Mirrors the outcome of a Cortex-A cache with write-allocate and pseudo-random replacement. Left out: sets and ways, several levels,
 * and the lines that loads bring in. A load is nothing that the world can see, and code of the model may remember what it has loaded: if
 * loads pushed lines out, the same seed could make two worlds.
 */
import { assert } from '../sim/assert.ts';
import type { RandomStream } from '../sim/random.ts';
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

/** More than any CPU has in one cache; each line costs its bytes twice over. */
const CACHE_BYTES_MAX = 2 ** 26;

interface CpuCacheOptions {
  readonly lineBytes: number;
  readonly lines: number;
  readonly below: RamPort;
  readonly random: RandomStream;
  readonly progress: StoreProgress;
  /** Whose stores those are that put an old byte back. */
  readonly staleWriter: WriterId;
  /** A byte that was stored past the cache, `byte`, is about to be overwritten with the old one. */
  readonly onStale: (address: number, byte: number) => void;
}

export class CpuCache {
  readonly lineBytes: number;
  readonly #options: CpuCacheOptions;
  readonly #below: RamPort;
  /** By number of the line: which slot holds it. */
  readonly #slots = new Map<number, number>();
  /** By slot: number of the line, its bytes, the writers of those that are dirty, and when it was stored to last. */
  readonly #numbers: Float64Array;
  readonly #bytes: Uint8Array;
  readonly #writers: Uint8Array;
  readonly #stored: Float64Array;
  /** Slots below `#used` that hold no line. */
  readonly #free: number[] = [];
  #isFreeSorted = true;
  #used = 0;
  /** No dirty line was stored to before this time. */
  #oldest = Number.POSITIVE_INFINITY;
  readonly #ram: Uint8Array;

  constructor(options: CpuCacheOptions) {
    const { lineBytes, lines, below } = options;
    assert(lineBytes >= 4 && Number.isInteger(Math.log2(lineBytes)), `a cache line of ${lineBytes} bytes`);
    assert(Number.isInteger(lines) && lines > 0 && lines * lineBytes <= CACHE_BYTES_MAX, `a cache of ${lines} lines`);
    this.#options = options;
    this.#below = below;
    this.lineBytes = lineBytes;
    this.#numbers = new Float64Array(lines);
    this.#stored = new Float64Array(lines);
    this.#bytes = new Uint8Array(lines * lineBytes);
    this.#writers = new Uint8Array(lines * lineBytes);
    this.#ram = new Uint8Array(lineBytes);
  }

  load(address: number, target: Uint8Array): void {
    this.#below.readInto(address, target);
    this.viewInto(address, target);
  }

  store(address: number, bytes: Uint8Array, writer: WriterId, from: number, nowNs: number): void {
    const { progress, lines } = this.#options;
    // Of one copy, so many lines are brought in; the rest goes past.
    const streamsFrom = from + this.lineBytes * lines;
    const stop = address + bytes.length;
    for (let start = address, end = address; start < stop; start = end) {
      const number = Math.floor(start / this.lineBytes);
      end = Math.min((number + 1) * this.lineBytes, stop);
      progress.reach(start);
      const part = bytes.subarray(start - address, end - address);
      const isWhole = part.length === this.lineBytes;
      const slot = this.#slots.get(number) ?? (start >= streamsFrom ? undefined : this.#bring(number, !isWhole));
      if (slot === undefined) {
        progress.reach(null);
        this.#below.write(start, part, writer);
        continue;
      }
      const at = slot * this.lineBytes + start - number * this.lineBytes;
      this.#bytes.set(part, at);
      this.#writers.fill(writer, at, at + part.length);
      this.#stored[slot] = nowNs;
      this.#oldest = Math.min(this.#oldest, nowNs);
    }
  }

  /** Writes back and gives up all lines that overlap a range: `flush_dcache_range`. */
  flush(start = 0, end = Number.POSITIVE_INFINITY): void {
    for (const slot of this.#slotsIn(start, end)) this.#evict(slot);
  }

  /** Writes back and gives up the lines that nobody stored to since `timeNs`. */
  flushOlder(timeNs: number): void {
    if (this.#oldest > timeNs) return;
    this.#oldest = Number.POSITIVE_INFINITY;
    for (const slot of this.#slotsIn(0, Number.POSITIVE_INFINITY)) {
      if (!this.#isDirty(slot)) continue;
      if (this.#stored[slot]! <= timeNs) this.#evict(slot);
      else this.#oldest = Math.min(this.#oldest, this.#stored[slot]!);
    }
  }

  /** All lines are gone, dirty or not. */
  drop(record: LossRecorder): LostStores {
    let [lines, bytes] = [0, 0];
    for (const slot of this.#slotsIn(0, Number.POSITIVE_INFINITY)) {
      const line = { bytes: this.#line(slot), writers: this.#writersOf(slot) };
      const lost = loseDirtyBytes(this.#below, this.#numbers[slot]! * this.lineBytes, line, record);
      if (lost > 0) lines++;
      bytes += lost;
      this.#giveUp(slot);
    }
    this.#oldest = Number.POSITIVE_INFINITY;
    return { lines, bytes };
  }

  /** RAM from `address` on was written past the cache by somebody who sees to it: the lines have the same. */
  refresh(address: number, length: number, ram: RamPort): void {
    for (const slot of this.#slotsIn(address, address + length)) {
      const lineStart = this.#numbers[slot]! * this.lineBytes;
      const start = Math.max(address, lineStart);
      const end = Math.min(address + length, lineStart + this.lineBytes);
      ram.readInto(start, this.#line(slot).subarray(start - lineStart, end - lineStart));
      this.#writersOf(slot).fill(NOBODY, start - lineStart, end - lineStart);
    }
  }

  /** Puts what the CPU would load, as far as the cache holds it, over what RAM has. */
  viewInto(address: number, target: Uint8Array): void {
    for (const slot of this.#slotsIn(address, address + target.length)) {
      const lineStart = this.#numbers[slot]! * this.lineBytes;
      const start = Math.max(address, lineStart);
      const end = Math.min(address + target.length, lineStart + this.lineBytes);
      target.set(this.#line(slot).subarray(start - lineStart, end - lineStart), start - address);
    }
  }

  /** The same for what was stored alone. */
  pendingInto(address: number, target: Uint8Array): void {
    for (const slot of this.#slotsIn(address, address + target.length)) {
      const line = { bytes: this.#line(slot), writers: this.#writersOf(slot) };
      overlayDirtyBytes(this.#numbers[slot]! * this.lineBytes, line, address, target);
    }
  }

  /** Slots in use whose lines overlap a range, by address; looks at the range or at the slots, whichever are fewer. */
  #slotsIn(start: number, end: number): number[] {
    const first = Math.floor(start / this.lineBytes);
    const last = Math.ceil(end / this.lineBytes);
    if (last - first <= this.#slots.size) {
      const found: number[] = [];
      for (let number = first; number < last; number++) {
        const slot = this.#slots.get(number);
        if (slot !== undefined) found.push(slot);
      }
      return found;
    }
    const found = [...this.#slots].filter(([number]) => number >= first && number < last);
    return found.sort(([a], [b]) => a - b).map(([, slot]) => slot);
  }

  /** A slot with the line in it, whose bytes are RAM's where `reads` says that they are wanted. */
  #bring(number: number, reads: boolean): number {
    const { lines, random } = this.#options;
    if (this.#slots.size === lines) this.#evict(random.int(lines));
    // The lowest one: which line lies where must not depend on how often somebody looked at the time.
    if (!this.#isFreeSorted) this.#free.sort((a, b) => b - a);
    this.#isFreeSorted = true;
    const slot = this.#free.pop() ?? this.#used++;
    this.#slots.set(number, slot);
    this.#numbers[slot] = number;
    if (reads) this.#below.readInto(number * this.lineBytes, this.#line(slot));
    return slot;
  }

  #evict(slot: number): void {
    if (this.#isDirty(slot)) this.#writeBack(slot);
    this.#giveUp(slot);
  }

  #giveUp(slot: number): void {
    this.#writersOf(slot).fill(NOBODY);
    this.#slots.delete(this.#numbers[slot]!);
    this.#isFreeSorted = this.#free.length === 0;
    this.#free.push(slot);
  }

  #writeBack(slot: number): void {
    const { staleWriter, onStale } = this.#options;
    const start = this.#numbers[slot]! * this.lineBytes;
    const bytes = this.#line(slot);
    const writers = this.#writersOf(slot);
    this.#below.readInto(start, this.#ram);
    for (let at = 0; at < bytes.length; at++) {
      if (writers[at] !== NOBODY || bytes[at] === this.#ram[at]) continue;
      onStale(start + at, this.#ram[at]!);
      writers[at] = staleWriter;
    }
    storeDirtyBytes(this.#below, start, bytes, writers);
  }

  #isDirty(slot: number): boolean {
    return this.#writersOf(slot).some((writer) => writer !== NOBODY);
  }

  #line(slot: number): Uint8Array {
    return this.#bytes.subarray(slot * this.lineBytes, (slot + 1) * this.lineBytes);
  }

  #writersOf(slot: number): Uint8Array {
    return this.#writers.subarray(slot * this.lineBytes, (slot + 1) * this.lineBytes);
  }
}
