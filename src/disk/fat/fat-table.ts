/**
 * The file allocation table: which cluster follows which, and which are free.
 *
 * Mirrors Linux v6.1 `fs/fat/fatent.c` and `cache.c`. All copies of the table are written alike. Chains that leave the volume or
 * turn back on themselves are input/output errors, as in Linux.
 */
import { fatInfoLayout } from '../../formats/fat-boot-sector.ts';
import { EIO, ENOSPC } from '../../sim/errno.ts';
import { SECTOR_BYTES } from '../block-device.ts';
import { DiskFault, fail } from '../fault.ts';
import type { FatVolume } from './fat-volume.ts';

const END_OF_CHAIN = 0x0fffffff;
const FAT32_MASK = 0x0fffffff;
const UNKNOWN = 0xffffffff;

export class FatTable {
  readonly #volume: FatVolume;
  /** The cluster allocated last: the search for the next begins behind it. */
  #last: number;
  /** Not known before it was counted. */
  #free: number | null = null;
  #infoChanged = false;

  constructor(volume: FatVolume) {
    this.#volume = volume;
    this.#last = 2;
    const { infoSector, lastCluster } = volume.geometry;
    if (infoSector === 0) return;
    const { freeClusters, nextCluster } = fatInfoLayout.read(volume.sector(infoSector), 'little');
    if (freeClusters !== UNKNOWN && freeClusters <= lastCluster - 1) this.#free = freeClusters;
    if (nextCluster >= 2 && nextCluster <= lastCluster) this.#last = nextCluster;
  }

  get freeClusters(): number {
    this.#free ??= this.#count();
    return this.#free;
  }

  /** The clusters of a chain in order; `start` 0 is an empty one. */
  chain(start: number): number[] {
    const { lastCluster } = this.#volume.geometry;
    const clusters: number[] = [];
    for (let cluster = start; cluster !== END_OF_CHAIN && cluster !== 0; cluster = this.next(cluster)) {
      // A chain longer than the volume goes in circles; one that ends in a free cluster is broken.
      if (cluster < 2 || cluster > lastCluster || clusters.length >= lastCluster) fail(EIO);
      clusters.push(cluster);
      if (this.next(cluster) === 0) fail(EIO);
    }
    return clusters;
  }

  /** The cluster behind, `END_OF_CHAIN`, or 0 for a free one. */
  next(cluster: number): number {
    const { bits } = this.#volume.geometry;
    if (bits === 32) {
      const value = this.#read32(cluster * 4) & FAT32_MASK;
      return value >= 0x0ffffff7 ? END_OF_CHAIN : value;
    }
    if (bits === 16) {
      const value = this.#read16(cluster * 2);
      return value >= 0xfff7 ? END_OF_CHAIN : value;
    }
    const pair = this.#read16(cluster + (cluster >>> 1));
    const value = (cluster & 1) === 1 ? pair >>> 4 : pair & 0xfff;
    return value >= 0xff7 ? END_OF_CHAIN : value;
  }

  /** Takes clusters and joins them in a chain behind `tail` (0: a new chain). Takes all of them or none. */
  extend(tail: number, count: number): number[] {
    const { lastCluster } = this.#volume.geometry;
    const taken: number[] = [];
    if (this.#free !== null && this.#free < count) fail(ENOSPC);
    let cluster = this.#last;
    for (let tried = 2; tried <= lastCluster && taken.length < count; tried++) {
      cluster = cluster >= lastCluster ? 2 : cluster + 1;
      if (this.next(cluster) === 0) taken.push(cluster);
    }
    if (taken.length < count) {
      this.#free = taken.length;
      throw new DiskFault(-ENOSPC);
    }
    for (const [index, one] of taken.entries()) this.#set(one, taken[index + 1] ?? END_OF_CHAIN);
    if (tail !== 0) this.#set(tail, taken[0]!);
    this.#last = taken.at(-1) ?? this.#last;
    if (this.#free !== null) this.#free -= count;
    this.#infoChanged = true;
    return taken;
  }

  /** Frees clusters; the one before them, if any, becomes the end of its chain. */
  free(clusters: readonly number[], tail: number): void {
    if (tail !== 0) this.#set(tail, END_OF_CHAIN);
    for (const cluster of clusters) this.#set(cluster, 0);
    if (this.#free !== null) this.#free += clusters.length;
    this.#infoChanged = true;
  }

  /** Puts the free counts into their sector. */
  storeInfo(): void {
    const { infoSector } = this.#volume.geometry;
    if (infoSector === 0 || !this.#infoChanged) return;
    const values = { nextCluster: this.#last, ...(this.#free === null ? {} : { freeClusters: this.#free }) };
    fatInfoLayout.write(this.#volume.sector(infoSector), 'little', values);
    this.#volume.change(infoSector);
    this.#infoChanged = false;
  }

  #count(): number {
    let free = 0;
    for (let cluster = 2; cluster <= this.#volume.geometry.lastCluster; cluster++) if (this.next(cluster) === 0) free++;
    return free;
  }

  #set(cluster: number, value: number): void {
    const { bits } = this.#volume.geometry;
    if (bits === 32) {
      const at = cluster * 4;
      // The four highest bits are not ours.
      const kept = this.#read32(at) & ~FAT32_MASK;
      const word = (kept | value) >>> 0;
      for (let byte = 0; byte < 4; byte++) this.#writeByte(at + byte, (word >>> (byte * 8)) & 0xff);
      return;
    }
    if (bits === 16) {
      this.#writeByte(cluster * 2, value & 0xff);
      this.#writeByte(cluster * 2 + 1, (value >>> 8) & 0xff);
      return;
    }
    const at = cluster + (cluster >>> 1);
    const old = this.#read16(at);
    const pair = (cluster & 1) === 1 ? (old & 0xf) | ((value & 0xfff) << 4) : (old & 0xf000) | (value & 0xfff);
    this.#writeByte(at, pair & 0xff);
    this.#writeByte(at + 1, pair >>> 8);
  }

  #byte(at: number): number {
    return this.#volume.sector(this.#volume.geometry.fatStart + Math.floor(at / SECTOR_BYTES))[at % SECTOR_BYTES]!;
  }

  #read16(at: number): number {
    return this.#byte(at) | (this.#byte(at + 1) << 8);
  }

  #read32(at: number): number {
    const bytes = this.#volume.sector(this.#volume.geometry.fatStart + Math.floor(at / SECTOR_BYTES));
    const inside = at % SECTOR_BYTES;
    return (bytes[inside]! | (bytes[inside + 1]! << 8) | (bytes[inside + 2]! << 16) | (bytes[inside + 3]! << 24)) >>> 0;
  }

  #writeByte(at: number, value: number): void {
    const { fatStart, fatSectors, fatCount } = this.#volume.geometry;
    const sector = Math.floor(at / SECTOR_BYTES);
    for (let copy = 0; copy < fatCount; copy++) {
      const number = fatStart + copy * fatSectors + sector;
      this.#volume.sector(number)[at % SECTOR_BYTES] = value;
      this.#volume.change(number);
    }
  }
}
