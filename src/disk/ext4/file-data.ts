/**
 * Bytes of files: reading, writing, cutting off.
 *
 * Data goes straight to the device (data=ordered: it is there before the transaction that makes it visible). Long operations
 * let commits come between their steps; each step leaves a whole file.
 */
import { EFBIG, ENOSPC } from '../../sim/errno.ts';
import { SECTOR_BYTES } from '../block-device.ts';
import { DiskFault, fail, isFull } from '../fault.ts';
import type { BlockMap, MapContext, MappedRun } from './block-map.ts';
import { readInlineData } from './inline-data.ts';
import { INLINE_DATA_FLAG, type Inode } from './inode.ts';

/** Blocks of one step of a write. */
const STEP_BLOCKS = 256;
/** A read is at most this long, whatever is asked for. */
const MAX_READ_BYTES = 2 ** 31 - 4096;

export class FileData {
  readonly #context: MapContext;
  readonly #extents: BlockMap;
  readonly #indirect: BlockMap;
  /** Where a commit may come between two steps; `inode` is being cut off, or null. */
  readonly #pause: (cutting: Inode | null) => void;

  constructor(
    context: MapContext,
    maps: { readonly extents: BlockMap; readonly indirect: BlockMap },
    pause: (cutting: Inode | null) => void,
  ) {
    this.#context = context;
    this.#extents = maps.extents;
    this.#indirect = maps.indirect;
    this.#pause = pause;
  }

  mapOf(inode: Inode): BlockMap {
    return inode.hasExtents ? this.#extents : this.#indirect;
  }

  /** Bytes from `offset` on; fewer at the end of the file. */
  read(inode: Inode, offset: number, length: number): Uint8Array {
    const count = Math.min(length, inode.size - offset, MAX_READ_BYTES);
    if (!(count > 0)) return new Uint8Array(0);
    if ((inode.flags & INLINE_DATA_FLAG) !== 0) {
      return readInlineData(inode, this.#context.volume.geometry.inodeBytes).subarray(offset, offset + count);
    }
    const map = this.mapOf(inode);
    const { blockBytes } = this.#context.volume.geometry;
    let whole: Uint8Array | null = null;
    for (let done = 0; done < count; ) {
      const at = offset + done;
      const inBlock = at % blockBytes;
      const run = map.find(inode, Math.floor(at / blockBytes));
      const piece = Math.min(run.count * blockBytes - inBlock, count - done);
      const isHole = run.block === 0 || run.isUnwritten;
      if (piece === count && !isHole) return this.#readRun(run, inBlock, piece);
      whole ??= new Uint8Array(count);
      if (!isHole) whole.set(this.#readRun(run, inBlock, piece), done);
      done += piece;
    }
    return whole!;
  }

  /** Bytes written; fewer when the device is full. */
  write(inode: Inode, offset: number, bytes: Uint8Array): number {
    const { blockBytes } = this.#context.volume.geometry;
    const map = this.mapOf(inode);
    const limit = map.maxBlocks() * blockBytes;
    if (offset >= limit && bytes.length > 0) fail(EFBIG);
    const length = Math.min(bytes.length, limit - offset);
    if (offset > inode.size) this.#clearTail(inode);
    let done = 0;
    while (done < length) {
      const at = offset + done;
      const step = this.#writeStep(inode, map, at, bytes.subarray(done, length));
      if (step === 0) break;
      done += step;
      if (at + step > inode.size) {
        inode.size = at + step;
        inode.touch();
      }
      this.#pause(null);
    }
    if (done === 0 && length > 0) fail(ENOSPC);
    return done;
  }

  /** Sets the size: what lies behind it is freed, what is missing reads as zeros. */
  resize(inode: Inode, size: number): void {
    const { blockBytes } = this.#context.volume.geometry;
    const map = this.mapOf(inode);
    const old = inode.size;
    if (size > map.maxBlocks() * blockBytes) fail(EFBIG);
    if (size > old) this.#clearTail(inode);
    inode.size = size;
    inode.touch();
    if (size >= old) return;
    this.#clearTail(inode);
    this.free(inode, Math.ceil(size / blockBytes));
  }

  /** Frees the blocks of a file from one on. */
  free(inode: Inode, from: number): void {
    this.mapOf(inode).cut(inode, from, () => this.#pause(inode));
  }

  #readRun(run: MappedRun, inBlock: number, length: number): Uint8Array {
    const { sectorsPerBlock } = this.#context.volume.geometry;
    const skip = inBlock % SECTOR_BYTES;
    const first = run.block * sectorsPerBlock + (inBlock - skip) / SECTOR_BYTES;
    const read = this.#context.volume.device.read(first, Math.ceil((skip + length) / SECTOR_BYTES));
    return skip === 0 && read.length === length ? read : read.subarray(skip, skip + length);
  }

  /** Writes what lies in one run; gives the bytes done, 0 when there is no room. */
  #writeStep(inode: Inode, map: BlockMap, at: number, bytes: Uint8Array): number {
    const { blockBytes } = this.#context.volume.geometry;
    const logical = Math.floor(at / blockBytes);
    const inBlock = at % blockBytes;
    const run = map.find(inode, logical);
    const wanted = Math.min(Math.ceil((inBlock + bytes.length) / blockBytes), run.count, STEP_BLOCKS);
    if (run.block !== 0) {
      const length = Math.min(wanted * blockBytes - inBlock, bytes.length);
      const old = run.isUnwritten ? null : run.block;
      this.#writeBlocks(run.block, inBlock, bytes.subarray(0, length), old !== null);
      if (run.isUnwritten) map.markWritten(inode, logical, wanted);
      return length;
    }
    const count = this.#addBlocks(inode, map, logical, wanted);
    if (count === 0) return 0;
    const length = Math.min(count * blockBytes - inBlock, bytes.length);
    this.#writeBlocks(map.find(inode, logical).block, inBlock, bytes.subarray(0, length), false);
    return length;
  }

  /** Allocates and maps blocks of a hole; how many it got. */
  #addBlocks(inode: Inode, map: BlockMap, logical: number, wanted: number): number {
    const { allocator } = this.#context;
    try {
      const run = allocator.takeBlocks(map.goal(inode, logical), wanted, 'data');
      let mapped = run.count;
      try {
        map.put(inode, logical, run);
      } catch (fault) {
        if (!isFull(fault)) throw fault;
        // No room for the map: what it could not take goes back.
        mapped = 0;
        while (mapped < run.count && map.find(inode, logical + mapped).block !== 0) mapped++;
        allocator.freeBlocks(run.block + mapped, run.count - mapped);
      }
      inode.addBlocks(mapped);
      inode.touch();
      return mapped;
    } catch (fault) {
      if (fault instanceof DiskFault && isFull(fault)) return 0;
      throw fault;
    }
  }

  /** Stores bytes in neighbouring blocks; what the blocks hold besides is kept, or zeros. */
  #writeBlocks(block: number, inBlock: number, bytes: Uint8Array, keepsRest: boolean): void {
    const { volume } = this.#context;
    const { blockBytes } = volume.geometry;
    const end = inBlock + bytes.length;
    const whole = Math.ceil(end / blockBytes) * blockBytes;
    if (inBlock === 0 && end === whole) {
      volume.writeData(block, bytes);
      return;
    }
    const padded = new Uint8Array(whole);
    if (keepsRest) {
      const lastAt = whole - blockBytes;
      if (inBlock > 0 || lastAt === 0) padded.set(volume.readData(block, 1), 0);
      if (lastAt > 0 && end < whole) padded.set(volume.readData(block + lastAt / blockBytes, 1), lastAt);
    }
    padded.set(bytes, inBlock);
    volume.writeData(block, padded);
  }

  /** The bytes between the end of the file and the end of its last block become zeros. */
  #clearTail(inode: Inode): void {
    const { volume } = this.#context;
    const { blockBytes } = volume.geometry;
    const used = inode.size % blockBytes;
    if (used === 0) return;
    const run = this.mapOf(inode).find(inode, Math.floor(inode.size / blockBytes));
    if (run.block === 0 || run.isUnwritten) return;
    const bytes = volume.readData(run.block, 1);
    if (bytes.subarray(used).every((byte) => byte === 0)) return;
    bytes.fill(0, used);
    volume.writeData(run.block, bytes);
  }
}
