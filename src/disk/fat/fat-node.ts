/**
 * Files and directories of a FAT volume, as long as it is mounted.
 *
 * FAT has no inodes: a file is its directory entry. A node keeps a copy of the 32 bytes, so that a file that lost its name, or got
 * another one, is still the same file.
 */
import { fatAttribute, fatEntry } from '../../formats/fat-boot-sector.ts';
import type { Timespec } from '../../shell/posix.ts';
import type { FatTable } from './fat-table.ts';
import { fromFatTime, toFatTime } from './fat-text.ts';

/** Entries of a directory that belong together: those of the long name, then the short one. */
export interface NodePlace {
  readonly directory: FatNode;
  readonly first: number;
  readonly last: number;
}

export class FatNode {
  readonly ino: number;
  readonly entry: Uint8Array;
  readonly #view: DataView;
  /** Where the entry is; null for the root and for a file without a name. */
  place: NodePlace | null;
  #clusters: number[] | null = null;
  readonly #table: FatTable;

  constructor(table: FatTable, ino: number, entry: Uint8Array, place: NodePlace | null) {
    this.#table = table;
    this.ino = ino;
    this.entry = entry;
    this.#view = new DataView(entry.buffer, entry.byteOffset, entry.length);
    this.place = place;
  }

  get attributes(): number {
    return this.entry[fatEntry.attributes]!;
  }
  set attributes(value: number) {
    this.entry[fatEntry.attributes] = value;
  }

  get isDirectory(): boolean {
    return (this.attributes & fatAttribute.directory) !== 0;
  }

  get size(): number {
    return this.#view.getUint32(fatEntry.size, true);
  }
  set size(value: number) {
    this.#view.setUint32(fatEntry.size, value, true);
  }

  get start(): number {
    return this.#view.getUint16(fatEntry.start, true) | (this.#view.getUint16(fatEntry.startHigh, true) << 16);
  }
  #setStart(cluster: number): void {
    this.#view.setUint16(fatEntry.start, cluster & 0xffff, true);
    this.#view.setUint16(fatEntry.startHigh, cluster >>> 16, true);
  }

  get clusters(): readonly number[] {
    this.#clusters ??= this.#table.chain(this.start);
    return this.#clusters;
  }

  /** Adds clusters at the end; all of them or none. */
  extend(count: number): readonly number[] {
    const clusters = this.clusters;
    const added = this.#table.extend(clusters.at(-1) ?? 0, count);
    if (clusters.length === 0) this.#setStart(added[0]!);
    for (const cluster of added) this.#clusters!.push(cluster);
    return added;
  }

  /** Frees the clusters behind the first `count`; gives them back. */
  cut(count: number): readonly number[] {
    const clusters = this.clusters;
    if (clusters.length <= count) return [];
    const freed = clusters.slice(count);
    this.#table.free(freed, count === 0 ? 0 : clusters[count - 1]!);
    this.#clusters = clusters.slice(0, count);
    if (count === 0) this.#setStart(0);
    return freed;
  }

  get modified(): Timespec {
    return fromFatTime(this.#view.getUint16(fatEntry.date, true), this.#view.getUint16(fatEntry.time, true));
  }
  set modified(time: Timespec) {
    const stored = toFatTime(time);
    this.#view.setUint16(fatEntry.date, stored.date, true);
    this.#view.setUint16(fatEntry.time, stored.time, true);
  }

  get accessed(): Timespec {
    return fromFatTime(this.#view.getUint16(fatEntry.accessDate, true), 0);
  }
  set accessed(time: Timespec) {
    this.#view.setUint16(fatEntry.accessDate, toFatTime(time).date, true);
  }

  set born(time: Timespec) {
    const stored = toFatTime(time);
    this.entry[fatEntry.birthCentiseconds] = stored.centiseconds;
    this.#view.setUint16(fatEntry.birthTime, stored.time, true);
    this.#view.setUint16(fatEntry.birthDate, stored.date, true);
  }
}
