/**
 * The boot sector of FAT12, FAT16 and FAT32, and the sector of free counts.
 *
 * Mirrors Linux v6.1 `include/uapi/linux/msdos_fs.h` (`fat_boot_sector`, `fat_boot_fsinfo`). Little-endian; the fields of FAT32 and
 * those of the older kinds share bytes from 0x24 on, so that there are two declarations.
 */
import { bytes, layout, text, u8, u16, u32 } from '../memory/layout.ts';

const source = 'Linux v6.1 include/uapi/linux/msdos_fs.h';

/** What all kinds of FAT have. */
export const fatBootSectorLayout = layout('fat_boot_sector', {
  source,
  sizeBytes: 512,
  fields: {
    jump: bytes(0x00, 3, 'jump over the fields'),
    systemId: text(0x03, 8, 'made by'),
    sectorBytes: u16(0x0b, 'bytes of a sector'),
    sectorsPerCluster: u8(0x0d, 'sectors of a cluster'),
    reservedSectors: u16(0x0e, 'sectors before the first FAT'),
    fatCount: u8(0x10, 'copies of the FAT'),
    rootEntries: u16(0x11, 'entries of a root directory with a fixed place'),
    sectors16: u16(0x13, 'sectors; 0: see the long field'),
    media: u8(0x15, 'medium'),
    fatSectors16: u16(0x16, 'sectors of a FAT; 0: FAT32'),
    sectorsPerTrack: u16(0x18, 'sectors of a track'),
    heads: u16(0x1a, 'heads'),
    hiddenSectors: u32(0x1c, 'sectors before the partition'),
    sectors32: u32(0x20, 'sectors'),
    state16: u8(0x25, 'FAT12 and FAT16: bit 0: not unmounted'),
    volumeId16: u32(0x27, 'FAT12 and FAT16: serial number'),
    label16: text(0x2b, 11, 'FAT12 and FAT16: label'),
    magic: u16(0x1fe, 'signature'),
  },
});

/** The fields that FAT32 has instead. */
export const fat32BootSectorLayout = layout('fat_boot_sector.fat32', {
  source,
  sizeBytes: 512,
  fields: {
    fatSectors: u32(0x24, 'sectors of a FAT'),
    flags: u16(0x28, 'which FAT is in use'),
    version: u16(0x2a, 'version'),
    rootCluster: u32(0x2c, 'first cluster of the root directory'),
    infoSector: u16(0x30, 'sector of the free counts'),
    backupSector: u16(0x32, 'copy of the boot sector'),
    state: u8(0x41, 'bit 0: not unmounted'),
    volumeId: u32(0x43, 'serial number'),
    label: text(0x47, 11, 'label'),
  },
});

export const FAT_INFO_SIGNATURE_1 = 0x41615252;
export const FAT_INFO_SIGNATURE_2 = 0x61417272;

export const fatInfoLayout = layout('fat_boot_fsinfo', {
  source,
  sizeBytes: 512,
  fields: {
    signature1: u32(0x000, 'signature'),
    signature2: u32(0x1e4, 'second signature'),
    freeClusters: u32(0x1e8, 'free clusters; all ones: not known'),
    nextCluster: u32(0x1ec, 'the cluster allocated last'),
    magic: u16(0x1fe, 'signature of a boot sector'),
  },
});

/** `state`: not unmounted since it was mounted for writing. */
export const FAT_STATE_DIRTY = 1;

/** Attributes of a directory entry. */
export const fatAttribute = {
  readOnly: 1,
  hidden: 2,
  system: 4,
  volume: 8,
  directory: 16,
  archive: 32,
  longName: 15,
} as const;

/** Offsets in a directory entry of 32 bytes. */
export const fatEntry = {
  bytes: 32,
  attributes: 11,
  lowerCase: 12,
  birthCentiseconds: 13,
  birthTime: 14,
  birthDate: 16,
  accessDate: 18,
  startHigh: 20,
  time: 22,
  date: 24,
  start: 26,
  size: 28,
} as const;

/** `lowerCase`: base and extension are shown in small letters. */
export const LOWER_BASE = 8;
export const LOWER_EXTENSION = 16;
