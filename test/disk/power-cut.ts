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

  constructor(base: SparseDisk) {
    this.#base = base.fork();
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
    const disk = this.#base.fork();
    const happened = this.#events.slice(0, count);
    const safe = happened.lastIndexOf('flush') + 1;
    for (const [index, event] of happened.entries()) {
      if (event === 'flush') continue;
      const fate = index < safe ? 'whole' : survives();
      if (fate === 'lost') continue;
      const sectors = event.bytes.length / SECTOR_BYTES;
      const torn = Math.floor(sectors / 2);
      // A superblock torn in two has a wrong checksum, and no ext4 mounts that: e2fsck takes the copy.
      const kept = fate === 'whole' ? sectors : event.sector + torn === SUPERBLOCK_MIDDLE ? torn + 1 : torn;
      if (kept > 0) disk.write(event.sector, event.bytes.subarray(0, kept * SECTOR_BYTES));
    }
    return disk;
  }

  /** The events between two flushes, as places to cut at: all of them. */
  toDisk(): SparseDisk {
    return this.#now.fork();
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
