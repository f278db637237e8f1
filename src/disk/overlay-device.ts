/** A device seen through changes that never reach it: sectors written are kept beside it. */
import { type BlockDevice, SECTOR_BYTES } from './block-device.ts';

export class OverlayDevice implements BlockDevice {
  readonly sectorCount: number;
  readonly #base: BlockDevice;
  readonly #sectors = new Map<number, Uint8Array>();

  constructor(base: BlockDevice) {
    this.#base = base;
    this.sectorCount = base.sectorCount;
  }

  read(sector: number, count: number): Uint8Array {
    const bytes = this.#base.read(sector, count);
    if (this.#sectors.size === 0) return bytes;
    for (let index = 0; index < count; index++) {
      const written = this.#sectors.get(sector + index);
      if (written !== undefined) bytes.set(written, index * SECTOR_BYTES);
    }
    return bytes;
  }

  write(sector: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += SECTOR_BYTES) {
      // Not `slice`: that of a Node buffer shares its bytes.
      this.#sectors.set(sector + at / SECTOR_BYTES, new Uint8Array(bytes.subarray(at, at + SECTOR_BYTES)));
    }
  }

  flush(): void {}
}
