/**
 * Directories of a FAT volume: entries of 32 bytes in a row, long names spread over several of them.
 *
 * Mirrors Linux v6.1 `fs/fat/dir.c` and `namei_vfat.c`. A directory that is used is read once; a file is found by its long and by
 * its short name, capitals or not.
 */
import { fatAttribute, fatEntry } from '../../formats/fat-boot-sector.ts';
import type { Timespec } from '../../shell/posix.ts';
import { EINVAL, EIO, ENOSPC } from '../../sim/errno.ts';
import { SECTOR_BYTES } from '../block-device.ts';
import { fail } from '../fault.ts';
import { FatNode } from './fat-node.ts';
import type { FatTable } from './fat-table.ts';
import { folded, fromUtf16, toUtf16 } from './fat-text.ts';
import type { FatVolume } from './fat-volume.ts';
import { keyOf, LongNameReader, longNameOf, longNameSlots, makeShortName, shortNameUnits } from './short-name.ts';

export const ROOT_INO = 1;
const SLOTS_PER_SECTOR = SECTOR_BYTES / fatEntry.bytes;
const DELETED = 0xe5;
/** FAT_MAX_DIR_SIZE of Linux. */
const MAX_SLOTS = 65_536;

interface NamedNode {
  readonly name: string;
  readonly node: FatNode;
  readonly keys: readonly string[];
}

/** A directory as it was read, kept up to date. */
interface View {
  /** Its sectors, in order. */
  readonly sectors: number[];
  readonly entries: Map<FatNode, NamedNode>;
  readonly byKey: Map<string, FatNode>;
  /** Short names as stored. */
  readonly shortNames: Set<string>;
}

export class FatDirectories {
  readonly root: FatNode;
  readonly #volume: FatVolume;
  readonly #table: FatTable;
  readonly #isUpperOnly: boolean;
  readonly #nodes = new Map<number, FatNode>();
  /** The node of an entry, by sector and place: one entry is one file, however it is reached. */
  readonly #byPosition = new Map<number, FatNode>();
  readonly #views = new Map<FatNode, View>();
  #nextIno = ROOT_INO + 1;

  constructor(volume: FatVolume, table: FatTable, isUpperOnly: boolean) {
    this.#volume = volume;
    this.#table = table;
    this.#isUpperOnly = isUpperOnly;
    const entry = new Uint8Array(fatEntry.bytes);
    entry[fatEntry.attributes] = fatAttribute.directory;
    const view = new DataView(entry.buffer);
    view.setUint16(fatEntry.start, volume.geometry.rootCluster & 0xffff, true);
    view.setUint16(fatEntry.startHigh, volume.geometry.rootCluster >>> 16, true);
    this.root = new FatNode(table, ROOT_INO, entry, null);
    this.#nodes.set(ROOT_INO, this.root);
  }

  node(ino: number): FatNode | undefined {
    return this.#nodes.get(ino);
  }

  lookup(directory: FatNode, name: string): FatNode | undefined {
    const units = toUtf16(name);
    if (units === null) fail(EINVAL);
    while (units.at(-1) === 0x2e) units.pop();
    return this.#view(directory).byKey.get(folded(units));
  }

  *list(directory: FatNode): Generator<{ readonly name: string; readonly node: FatNode }> {
    for (const { name, node } of this.#view(directory).entries.values()) yield { name, node };
  }

  isEmpty(directory: FatNode): boolean {
    return this.#view(directory).entries.size === 0;
  }

  subdirectories(directory: FatNode): number {
    let count = 0;
    for (const node of this.#view(directory).entries.keys()) if (node.isDirectory) count++;
    return count;
  }

  /** A new file's entry. Its directory has no such name yet. */
  create(directory: FatNode, name: string, attributes: number, time: Timespec): FatNode {
    const entry = new Uint8Array(fatEntry.bytes);
    entry[fatEntry.attributes] = attributes;
    const node = new FatNode(this.#table, this.#nextIno++, entry, null);
    node.modified = time;
    node.accessed = time;
    node.born = time;
    this.insert(directory, name, node, time);
    this.#nodes.set(node.ino, node);
    return node;
  }

  /** Gives a node without a name one. */
  insert(directory: FatNode, name: string, node: FatNode, time: Timespec): void {
    const units = longNameOf(name);
    const view = this.#view(directory);
    const clock = Number(BigInt.asUintN(31, time.seconds)) | 0;
    const short = makeShortName(units, (key) => view.shortNames.has(key), this.#isUpperOnly, clock);
    node.entry.set(short.bytes);
    node.entry[fatEntry.lowerCase] = 0;
    const slots = short.isEnough ? [node.entry] : [...longNameSlots(units, short.bytes), node.entry];
    const first = this.#room(directory, view, slots.length);
    for (const [index, slot] of slots.entries()) this.#writeSlot(view, first + index, slot);
    node.place = { directory, first, last: first + slots.length - 1 };
    this.#byPosition.set(position(view, node.place.last), node);
    this.#remember(view, node, short.isEnough ? shortNameUnits(node.entry) : units);
  }

  /** Takes a node's name; the node lives on. */
  remove(node: FatNode): void {
    const { place } = node;
    if (place === null) fail(EIO);
    const view = this.#view(place.directory);
    for (let index = place.first; index <= place.last; index++) {
      this.#slot(view, index)[0] = DELETED;
      this.#changeSlot(view, index);
    }
    this.#byPosition.delete(position(view, place.last));
    this.#forgetName(view, node);
    node.place = null;
  }

  /** A node takes over the name of another, which has none then. */
  replace(old: FatNode, node: FatNode): void {
    const { place } = old;
    if (place === null) fail(EIO);
    const view = this.#view(place.directory);
    const named = view.entries.get(old);
    if (named === undefined) fail(EIO);
    node.entry.set(old.entry.subarray(0, fatEntry.attributes));
    node.entry[fatEntry.lowerCase] = old.entry[fatEntry.lowerCase]!;
    old.place = null;
    node.place = place;
    view.entries.delete(old);
    view.entries.set(node, { ...named, node });
    for (const key of named.keys) view.byKey.set(key, node);
    this.#byPosition.set(position(view, place.last), node);
    this.store(node);
  }

  /** Puts a node's entry on the disk, where it has one. */
  store({ place, entry }: FatNode): void {
    if (place !== null) this.#writeSlot(this.#view(place.directory), place.last, entry);
  }

  /** The first cluster of a new directory, with its two own entries. */
  format(directory: FatNode, parent: FatNode): void {
    const [cluster] = directory.extend(1);
    this.#clear(cluster!);
    const up = parent === this.root ? 0 : parent.start;
    const sector = this.#volume.firstSector(cluster!);
    const bytes = this.#volume.sector(sector);
    for (const [index, [name, start]] of (
      [
        ['.', directory.start],
        ['..', up],
      ] as const
    ).entries()) {
      const entry = directory.entry.slice();
      entry.fill(0x20, 0, fatEntry.attributes);
      for (let at = 0; at < name.length; at++) entry[at] = 0x2e;
      const view = new DataView(entry.buffer);
      view.setUint16(fatEntry.start, start & 0xffff, true);
      view.setUint16(fatEntry.startHigh, start >>> 16, true);
      bytes.set(entry, index * fatEntry.bytes);
    }
    this.#volume.change(sector);
  }

  /** The directory's second entry names another parent. */
  setParent(directory: FatNode, parent: FatNode): void {
    const [cluster] = directory.clusters;
    if (cluster === undefined) fail(EIO);
    const sector = this.#volume.firstSector(cluster);
    const bytes = this.#volume.sector(sector);
    const start = parent === this.root ? 0 : parent.start;
    const view = new DataView(bytes.buffer, bytes.byteOffset + fatEntry.bytes, fatEntry.bytes);
    view.setUint16(fatEntry.start, start & 0xffff, true);
    view.setUint16(fatEntry.startHigh, start >>> 16, true);
    this.#volume.change(sector);
  }

  /** The file is gone: its clusters are free. */
  forget(node: FatNode): void {
    this.#views.delete(node);
    this.#nodes.delete(node.ino);
    for (const cluster of node.cut(0)) {
      this.#volume.forget(this.#volume.firstSector(cluster), this.#volume.geometry.sectorsPerCluster);
    }
  }

  /** Nodes without a name. */
  nameless(): FatNode[] {
    return [...this.#nodes.values()].filter((node) => node.place === null && node !== this.root);
  }

  #view(directory: FatNode): View {
    return this.#views.get(directory) ?? this.#read(directory);
  }

  #read(directory: FatNode): View {
    const view: View = {
      sectors: this.#sectorsOf(directory),
      entries: new Map(),
      byKey: new Map(),
      shortNames: new Set(),
    };
    const reader = new LongNameReader();
    const slots = Math.min(view.sectors.length * SLOTS_PER_SECTOR, MAX_SLOTS);
    for (let index = 0; index < slots; index++) {
      const slot = this.#slot(view, index);
      const attributes = slot[fatEntry.attributes]!;
      if (slot[0] === 0 || slot[0] === DELETED) {
        reader.reset();
      } else if ((attributes & 0x3f) === fatAttribute.longName) {
        reader.take(slot, index);
      } else if ((attributes & fatAttribute.volume) !== 0 || slot[0] === 0x2e) {
        reader.reset();
      } else {
        const first = reader.first;
        const long = reader.finish(slot);
        const at = position(view, index);
        const node = this.#byPosition.get(at) ?? new FatNode(this.#table, this.#nextIno++, slot.slice(), null);
        node.place ??= { directory, first: long === null ? index : first, last: index };
        this.#byPosition.set(at, node);
        this.#nodes.set(node.ino, node);
        this.#remember(view, node, long ?? shortNameUnits(slot));
      }
    }
    this.#views.set(directory, view);
    return view;
  }

  #remember(view: View, node: FatNode, units: readonly number[]): void {
    const keys = [...new Set([folded(units), folded(shortNameUnits(node.entry))])].filter(
      (key) => !view.byKey.has(key),
    );
    for (const key of keys) view.byKey.set(key, node);
    view.entries.set(node, { name: fromUtf16(units), node, keys });
    view.shortNames.add(keyOf(node.entry));
  }

  #forgetName(view: View, node: FatNode): void {
    for (const key of view.entries.get(node)?.keys ?? []) view.byKey.delete(key);
    view.entries.delete(node);
    view.shortNames.delete(keyOf(node.entry));
  }

  #sectorsOf(directory: FatNode): number[] {
    const { rootStart, rootSectors, sectorsPerCluster, bits } = this.#volume.geometry;
    if (directory === this.root && bits !== 32)
      return Array.from({ length: rootSectors }, (_, index) => rootStart + index);
    const { clusters } = directory;
    if (clusters.length === 0) fail(EIO);
    return clusters.flatMap((cluster) => {
      const first = this.#volume.firstSector(cluster);
      return Array.from({ length: sectorsPerCluster }, (_, index) => first + index);
    });
  }

  /** The first of `count` unused entries in a row; the directory grows where there are none. */
  #room(directory: FatNode, view: View, count: number): number {
    let free = 0;
    const slots = view.sectors.length * SLOTS_PER_SECTOR;
    for (let index = 0; index < slots; index++) {
      const first = this.#slot(view, index)[0];
      free = first === 0 || first === DELETED ? free + 1 : 0;
      if (free === count) return index - count + 1;
    }
    if (directory === this.root && this.#volume.geometry.bits !== 32) fail(ENOSPC);
    const { clusterBytes, sectorsPerCluster } = this.#volume.geometry;
    const more = Math.ceil(((count - free) * fatEntry.bytes) / clusterBytes);
    if (slots + (more * clusterBytes) / fatEntry.bytes > MAX_SLOTS) fail(ENOSPC);
    for (const cluster of directory.extend(more)) {
      this.#clear(cluster);
      for (let index = 0; index < sectorsPerCluster; index++) {
        view.sectors.push(this.#volume.firstSector(cluster) + index);
      }
    }
    return slots - free;
  }

  #clear(cluster: number): void {
    const first = this.#volume.firstSector(cluster);
    for (let index = 0; index < this.#volume.geometry.sectorsPerCluster; index++) {
      this.#volume.sector(first + index).fill(0);
      this.#volume.change(first + index);
    }
  }

  #slot(view: View, index: number): Uint8Array {
    const at = (index % SLOTS_PER_SECTOR) * fatEntry.bytes;
    return this.#volume.sector(sectorAt(view, index)).subarray(at, at + fatEntry.bytes);
  }

  #writeSlot(view: View, index: number, bytes: Uint8Array): void {
    this.#slot(view, index).set(bytes);
    this.#changeSlot(view, index);
  }

  #changeSlot(view: View, index: number): void {
    this.#volume.change(sectorAt(view, index));
  }
}

function sectorAt(view: View, index: number): number {
  const sector = view.sectors[Math.floor(index / SLOTS_PER_SECTOR)];
  if (sector === undefined) fail(EIO);
  return sector;
}

function position(view: View, index: number): number {
  return sectorAt(view, index) * SLOTS_PER_SECTOR + (index % SLOTS_PER_SECTOR);
}
