/**
 * Sectors and clusters of a FAT volume: what the boot sector says, and a cache of the sectors that hold metadata.
 *
 * Mirrors Linux v6.1 `fs/fat/inode.c` (`fat_read_bpb`, `fat_fill_super`) with its refusals. There is no journal: changed sectors
 * wait for the commit and are then written lowest first, so the FATs before the directories.
 */
import {
  FAT_INFO_SIGNATURE_1,
  FAT_INFO_SIGNATURE_2,
  FAT_STATE_DIRTY,
  fat32BootSectorLayout,
  fatBootSectorLayout,
  fatInfoLayout,
} from '../../formats/fat-boot-sector.ts';
import { hex } from '../../sim/bytes.ts';
import { EINVAL } from '../../sim/errno.ts';
import { type BlockDevice, SECTOR_BYTES } from '../block-device.ts';

const MAX_FAT12_CLUSTERS = 0xff4;
const MAX_FAT16_CLUSTERS = 0xfff4;
const MAX_FAT32_CLUSTERS = 0x0ffffff6;
const ENTRY_BYTES = 32;
/** Clean sectors kept. */
const CACHE_SECTORS = 16_384;
const STATE_16 = 0x25;
const STATE_32 = 0x41;

/** Why a mount is refused: a negated error number, and what follows `FAT-fs (device): ` in the kernel log. */
export interface FatRefusal {
  readonly errno: number;
  readonly message: string;
}

export interface FatGeometry {
  readonly bits: 12 | 16 | 32;
  /** In sectors of 512 bytes, whatever the volume calls a sector. */
  readonly sectorsPerCluster: number;
  readonly clusterBytes: number;
  readonly fatStart: number;
  readonly fatSectors: number;
  readonly fatCount: number;
  /** The root directory of FAT12 and FAT16. */
  readonly rootStart: number;
  readonly rootSectors: number;
  /** The root directory of FAT32. */
  readonly rootCluster: number;
  readonly dataStart: number;
  /** Clusters have the numbers 2 to this. */
  readonly lastCluster: number;
  /** Sector of the free counts; 0 without. */
  readonly infoSector: number;
  readonly wasDirty: boolean;
}

export function readFatGeometry(device: BlockDevice): FatGeometry | FatRefusal {
  if (device.sectorCount < 1) return refuse('unable to read boot sector');
  const bytes = device.read(0, 1);
  const boot = fatBootSectorLayout.read(bytes, 'little');
  const { sectorBytes, reservedSectors, sectorsPerCluster, fatCount, media } = boot;
  if (reservedSectors === 0) return refuse('bogus number of reserved sectors');
  if (fatCount === 0) return refuse('bogus number of FAT structure');
  if (media < 0xf8 && media !== 0xf0) return refuse(`invalid media value (0x${hex(media, 2)})`);
  if (!isPowerOfTwo(sectorBytes) || sectorBytes < 512 || sectorBytes > 4096) {
    return refuse(`bogus logical sector size ${sectorBytes}`);
  }
  if (!isPowerOfTwo(sectorsPerCluster)) return refuse(`bogus sectors per cluster ${sectorsPerCluster}`);
  const wide = fat32BootSectorLayout.read(bytes, 'little');
  const isFat32 = boot.fatSectors16 === 0 && wide.fatSectors > 0;
  const fatLength = isFat32 ? wide.fatSectors : boot.fatSectors16;
  if (fatLength === 0) return refuse('bogus number of FAT sectors');
  if ((boot.rootEntries * ENTRY_BYTES) % sectorBytes !== 0) {
    return refuse(`bogus number of directory entries (${boot.rootEntries})`);
  }
  const rootLength = (boot.rootEntries * ENTRY_BYTES) / sectorBytes;
  const sectors = boot.sectors16 === 0 ? boot.sectors32 : boot.sectors16;
  const dataAt = reservedSectors + fatCount * fatLength + rootLength;
  const unit = sectorBytes / SECTOR_BYTES;
  const clusters = Math.floor((sectors - dataAt) / sectorsPerCluster);
  const bits = isFat32 ? 32 : clusters > MAX_FAT12_CLUSTERS ? 16 : 12;
  const fatClusters = Math.floor((fatLength * sectorBytes * 8) / bits);
  const usable = Math.min(clusters, fatClusters - 2);
  const most = bits === 32 ? MAX_FAT32_CLUSTERS : bits === 16 ? MAX_FAT16_CLUSTERS : MAX_FAT12_CLUSTERS;
  if (!(usable > 0) || usable > most) return refuse(`count of clusters too big (${clusters})`);
  if ((dataAt + usable * sectorsPerCluster) * unit > device.sectorCount) {
    return refuse(`unable to read block(${sectors - 1}) in FAT volume`);
  }
  return {
    bits,
    sectorsPerCluster: sectorsPerCluster * unit,
    clusterBytes: sectorsPerCluster * sectorBytes,
    fatStart: reservedSectors * unit,
    fatSectors: fatLength * unit,
    fatCount,
    rootStart: (reservedSectors + fatCount * fatLength) * unit,
    rootSectors: rootLength * unit,
    rootCluster: isFat32 ? wide.rootCluster : 0,
    dataStart: dataAt * unit,
    lastCluster: usable + 1,
    infoSector: isFat32 ? infoSectorOf(device, wide.infoSector === 0 ? 1 : wide.infoSector) * unit : 0,
    wasDirty: ((isFat32 ? wide.state : boot.state16) & FAT_STATE_DIRTY) !== 0,
  };
}

function refuse(message: string): FatRefusal {
  return { errno: -EINVAL, message };
}

function isPowerOfTwo(value: number): boolean {
  return value > 0 && (value & (value - 1)) === 0;
}

/** 0 where there are no valid free counts. */
function infoSectorOf(device: BlockDevice, sector: number): number {
  if (sector >= device.sectorCount) return 0;
  const { signature1, signature2 } = fatInfoLayout.read(device.read(sector, 1), 'little');
  return signature1 === FAT_INFO_SIGNATURE_1 && signature2 === FAT_INFO_SIGNATURE_2 ? sector : 0;
}

export class FatVolume {
  readonly geometry: FatGeometry;
  readonly device: BlockDevice;
  readonly #sectors = new Map<number, Uint8Array>();
  readonly #changed = new Set<number>();

  constructor(geometry: FatGeometry, device: BlockDevice) {
    this.geometry = geometry;
    this.device = device;
  }

  get isDirty(): boolean {
    return this.#changed.size > 0;
  }

  /** A sector of metadata as the last change left it. */
  sector(number: number): Uint8Array {
    const known = this.#sectors.get(number);
    if (known !== undefined) return known;
    const bytes = this.device.read(number, 1);
    this.#sectors.set(number, bytes);
    return bytes;
  }

  /** The sector was changed in place. */
  change(number: number): void {
    this.#changed.add(number);
  }

  /** The sectors hold a file's contents from now on. */
  forget(first: number, count: number): void {
    for (let number = first; number < first + count; number++) {
      this.#sectors.delete(number);
      this.#changed.delete(number);
    }
  }

  firstSector(cluster: number): number {
    return this.geometry.dataStart + (cluster - 2) * this.geometry.sectorsPerCluster;
  }

  commit(): void {
    if (this.#changed.size === 0) return;
    for (const number of [...this.#changed].sort((a, b) => a - b))
      this.device.write(number, this.#sectors.get(number)!);
    this.#changed.clear();
    this.device.flush();
  }

  /** Between operations only. */
  trim(): void {
    if (this.#sectors.size <= CACHE_SECTORS) return;
    for (const number of this.#sectors.keys()) if (!this.#changed.has(number)) this.#sectors.delete(number);
  }

  /** The mark that the volume is mounted for writing; at once. */
  setDirty(isDirty: boolean): void {
    const bytes = this.device.read(0, 1);
    const at = this.geometry.bits === 32 ? STATE_32 : STATE_16;
    bytes[at] = isDirty ? bytes[at]! | FAT_STATE_DIRTY : bytes[at]! & ~FAT_STATE_DIRTY;
    this.device.write(0, bytes);
    this.device.flush();
  }
}
