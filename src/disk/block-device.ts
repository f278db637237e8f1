/** A device of 512-byte sectors: what a partition table and a file-system engine stand on. */

export const SECTOR_BYTES = 512;

export interface BlockDevice {
  readonly sectorCount: number;
  /** `count` sectors; a fresh copy. The caller stays inside the device. */
  read(sector: number, count: number): Uint8Array;
  /** Whole sectors. When the bytes are safe from a power cut is the device's business; `flush` waits for that. */
  write(sector: number, bytes: Uint8Array): void;
  /** Everything written before is on the medium before anything written later. */
  flush(): void;
}
