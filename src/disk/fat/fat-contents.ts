/** Bytes of files on FAT: there are no holes, what lies between is written as zeros. Mirrors Linux v6.1 `fs/fat/file.c`. */
import { EFBIG, EIO, ENOSPC } from '../../sim/errno.ts';
import { SECTOR_BYTES } from '../block-device.ts';
import { fail } from '../fault.ts';
import type { FatNode } from './fat-node.ts';
import type { FatTable } from './fat-table.ts';
import type { FatVolume } from './fat-volume.ts';

/** The size is a field of 32 bits. */
const MAX_FILE_BYTES = 0xffffffff;
const ZEROS = new Uint8Array(65_536);

export class FatContents {
  readonly #volume: FatVolume;
  readonly #table: FatTable;

  constructor(volume: FatVolume, table: FatTable) {
    this.#volume = volume;
    this.#table = table;
  }

  read(node: FatNode, offset: number, length: number): Uint8Array {
    const count = Math.min(length, node.size - offset);
    if (!(count > 0)) return new Uint8Array(0);
    const bytes = new Uint8Array(count);
    for (let done = 0; done < count; ) {
      const run = this.#run(node, offset + done, count - done);
      bytes.set(this.#volume.device.read(run.sector, run.sectors).subarray(run.skip, run.skip + run.bytes), done);
      done += run.bytes;
    }
    return bytes;
  }

  /** Bytes written; fewer when the volume is full. */
  write(node: FatNode, offset: number, bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    if (offset >= MAX_FILE_BYTES) fail(EFBIG);
    if (offset > node.size) this.resize(node, offset);
    const wanted = Math.min(bytes.length, MAX_FILE_BYTES - offset);
    const length = Math.min(wanted, this.#makeRoom(node, offset + wanted) - offset);
    if (length <= 0) fail(ENOSPC);
    this.#put(node, offset, bytes.subarray(0, length));
    if (offset + length > node.size) node.size = offset + length;
    return length;
  }

  resize(node: FatNode, size: number): void {
    if (size > MAX_FILE_BYTES) fail(EFBIG);
    const { clusterBytes } = this.#volume.geometry;
    if (size < node.size) {
      node.size = size;
      node.cut(Math.ceil(size / clusterBytes));
      return;
    }
    const before = node.clusters.length;
    if (this.#makeRoom(node, size) < size) {
      node.cut(before);
      fail(ENOSPC);
    }
    for (let at = node.size; at < size; at += ZEROS.length) {
      this.#put(node, at, ZEROS.subarray(0, Math.min(ZEROS.length, size - at)));
    }
    node.size = size;
  }

  /** Allocates clusters up to a size, as far as there are any; gives the bytes the file has room for. */
  #makeRoom(node: FatNode, size: number): number {
    const { clusterBytes } = this.#volume.geometry;
    const missing = Math.ceil(size / clusterBytes) - node.clusters.length;
    if (missing > 0) {
      const count = Math.min(missing, this.#table.freeClusters);
      if (count > 0) node.extend(count);
    }
    return node.clusters.length * clusterBytes;
  }

  #put(node: FatNode, offset: number, bytes: Uint8Array): void {
    const { device } = this.#volume;
    for (let done = 0; done < bytes.length; ) {
      const run = this.#run(node, offset + done, bytes.length - done);
      const piece = bytes.subarray(done, done + run.bytes);
      if (run.skip === 0 && run.bytes === run.sectors * SECTOR_BYTES) {
        device.write(run.sector, piece);
      } else {
        const whole = device.read(run.sector, run.sectors);
        whole.set(piece, run.skip);
        device.write(run.sector, whole);
      }
      done += run.bytes;
    }
  }

  /** Neighbouring sectors that hold bytes of a file from an offset on. */
  #run(
    node: FatNode,
    offset: number,
    length: number,
  ): { sector: number; sectors: number; skip: number; bytes: number } {
    const { clusterBytes } = this.#volume.geometry;
    const { clusters } = node;
    const index = Math.floor(offset / clusterBytes);
    const first = clusters[index];
    if (first === undefined) fail(EIO);
    const inside = offset % clusterBytes;
    let count = 1;
    const wanted = Math.ceil((inside + length) / clusterBytes);
    while (count < wanted && clusters[index + count] === first + count) count++;
    const bytes = Math.min(length, count * clusterBytes - inside);
    const skip = inside % SECTOR_BYTES;
    const sector = this.#volume.firstSector(first) + (inside - skip) / SECTOR_BYTES;
    return { sector, sectors: Math.ceil((skip + bytes) / SECTOR_BYTES), skip, bytes };
  }
}
