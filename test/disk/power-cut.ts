/**
 * A device that remembers the order of its writes, so that the power can be cut anywhere afterwards.
 *
 * The medium it models keeps nothing it has not been told to flush: of the writes since the last flush any may be there, and one
 * may be torn between two sectors.
 */
import { type BlockDevice, SECTOR_BYTES } from '../../src/disk/block-device.ts';
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';

const SUPERBLOCK_MIDDLE = 3;

type Event = { readonly sector: number; readonly bytes: Uint8Array } | 'flush';

export class RecordingDevice implements BlockDevice {
  readonly sectorCount: number;
  readonly #base: SparseDisk;
  readonly #now: SparseDisk;
  readonly #events: Event[] = [];
  #flushed: { readonly count: number; readonly disk: SparseDisk };

  constructor(base: SparseDisk) {
    this.#base = base.fork();
    this.#flushed = { count: 0, disk: base.fork() };
    this.#now = base.fork();
    this.sectorCount = base.sectorCount;
  }

  /** Writes and flushes so far. */
  get eventCount(): number {
    return this.#events.length;
  }

  read(sector: number, count: number): Uint8Array {
    return this.#now.read(sector, count);
  }

  write(sector: number, bytes: Uint8Array): void {
    this.#events.push({ sector, bytes: bytes.slice() });
    this.#now.write(sector, bytes);
  }

  flush(): void {
    this.#events.push('flush');
  }

  /** The disk as a cut after `count` events leaves it. `survives` is asked for each sector run not flushed by then. */
  cut(count: number, survives: () => 'whole' | 'torn' | 'lost'): SparseDisk {
    const safe = this.#events.lastIndexOf('flush', count - 1) + 1;
    const disk = this.#flushedAt(count === 0 ? 0 : safe);
    for (let index = safe; index < count; index++) {
      const event = this.#events[index]!;
      if (event === 'flush') continue;
      const fate = survives();
      if (fate === 'lost') continue;
      const sectors = event.bytes.length / SECTOR_BYTES;
      const torn = Math.floor(sectors / 2);
      // A superblock torn in two has a wrong checksum, and no ext4 mounts that: e2fsck takes the copy.
      const kept = fate === 'whole' ? sectors : event.sector + torn === SUPERBLOCK_MIDDLE ? torn + 1 : torn;
      if (kept > 0) disk.write(event.sector, event.bytes.subarray(0, kept * SECTOR_BYTES));
    }
    return disk;
  }

  /** The disk with all of the first `count` events. Cuts mostly go forward: the last one is the start of the next. */
  #flushedAt(count: number): SparseDisk {
    if (this.#flushed.count > count) this.#flushed = { count: 0, disk: this.#base.fork() };
    const { disk } = this.#flushed;
    for (let index = this.#flushed.count; index < count; index++) {
      const event = this.#events[index]!;
      if (event !== 'flush') disk.write(event.sector, event.bytes);
    }
    this.#flushed = { count, disk };
    return disk.fork();
  }
}

/** A small generator for the fates of writes, the same for the same seed (xorshift32). */
export function fates(seed: number): () => 'whole' | 'torn' | 'lost' {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const draw = (state >>> 0) % 8;
    return draw < 4 ? 'whole' : draw < 5 ? 'torn' : 'lost';
  };
}
