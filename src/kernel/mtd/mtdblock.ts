/**
 * /dev/mtdblockN: MTD devices as disks.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/mtd/mtdblock.c` and `mtd_blkdevs.c` for devices that need no erasing (MTD_NO_ERASE): they have no cache of
 * an erase block, sectors go straight through. In front of them is the page cache of the block device: what was written is in the
 * device when the file is closed, fsynced or the system synced. Left out: write-back by age, mounting one, partial last sectors (there are none).
 */
import { SEEK_CUR, SEEK_END } from '../../shell/posix.ts';
import { EINVAL, ENOSPC, ENXIO } from '../../sim/errno.ts';
import type { ModuleInit } from '../modules/module-init.ts';
import type { DeviceTable } from '../vfs/devices.ts';
import type { FileOperations } from '../vfs/vfs-objects.ts';
import type { MtdCore, MtdDevice, MtdUser } from './mtd-core.ts';

const MTD_BLOCK_MAJOR = 31;
const SECTOR_BYTES = 512;
const PAGE_BYTES = 4096;
/** So many pages are kept; then all are written and forgotten. */
const PAGES_MAX = 4096;
const NO_STATISTICS = { reads: 0, readSectors: 0, readMs: 0, writes: 0, writtenSectors: 0, writeMs: 0 };

interface Page {
  readonly bytes: Uint8Array;
  isDirty: boolean;
}

interface MtdDiskView {
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  readonly sectors: number;
  readonly isReadOnly: boolean;
  readonly isRemovable: boolean;
  readonly partitions: readonly never[];
  readonly statistics: typeof NO_STATISTICS;
}

/** One disk and its page cache, which lives as long as somebody has it open. */
class MtdDisk {
  readonly device: MtdDevice;
  readonly sizeBytes: number;
  opens = 0;
  readonly #core: MtdCore;
  readonly #pages = new Map<number, Page>();

  constructor(core: MtdCore, device: MtdDevice) {
    this.#core = core;
    this.device = device;
    this.sizeBytes = Math.floor(device.sizeBytes / SECTOR_BYTES) * SECTOR_BYTES;
  }

  /** The first of those who have it open takes the device. */
  open(): FileOperations | number {
    if (this.opens === 0) {
      const device = this.#core.get(this.device.index);
      if (typeof device === 'number') return -ENXIO;
    }
    this.opens++;
    return {
      read: (_file, count, offset) => this.#read(offset, Math.max(0, Math.min(count, this.sizeBytes - offset))),
      write: (_file, bytes, offset) => this.#write(offset, bytes),
      seek: (file, offset, whence) => {
        const place = (whence === SEEK_CUR ? file.offset : whence === SEEK_END ? this.sizeBytes : 0) + offset;
        if (place < 0 || place > this.sizeBytes) return -EINVAL;
        file.offset = place;
        return place;
      },
      fsync: () => this.writeBack(),
      released: () => this.#release(),
    };
  }

  #release(): void {
    this.writeBack();
    if (--this.opens > 0) return;
    this.#pages.clear();
    this.#core.put(this.device);
  }

  /** Takes no time worth the name: RAM. */
  writeBack(): number {
    for (const [index, page] of this.#pages) {
      if (page.isDirty) this.#core.write(this.device, index * PAGE_BYTES, page.bytes);
      page.isDirty = false;
    }
    return 0;
  }

  #read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    this.#eachPage(offset, length, (page, within, done, count) => {
      bytes.set(page.bytes.subarray(within, within + count), done);
    });
    return bytes;
  }

  #write(offset: number, bytes: Uint8Array): number {
    const length = Math.min(bytes.length, this.sizeBytes - offset);
    if (length <= 0) return bytes.length === 0 ? 0 : -ENOSPC;
    this.#eachPage(offset, length, (page, within, done, count) => {
      page.bytes.set(bytes.subarray(done, done + count), within);
      page.isDirty = true;
    });
    return length;
  }

  #eachPage(
    offset: number,
    length: number,
    visit: (page: Page, within: number, done: number, count: number) => void,
  ): void {
    for (let done = 0; done < length; ) {
      const within = (offset + done) % PAGE_BYTES;
      const count = Math.min(PAGE_BYTES - within, length - done);
      visit(this.#page(Math.floor((offset + done) / PAGE_BYTES)), within, done, count);
      done += count;
    }
  }

  #page(index: number): Page {
    let page = this.#pages.get(index);
    if (page === undefined) {
      if (this.#pages.size >= PAGES_MAX) {
        this.writeBack();
        this.#pages.clear();
      }
      const at = index * PAGE_BYTES;
      page = { bytes: this.#core.read(this.device, at, Math.min(PAGE_BYTES, this.sizeBytes - at)), isDirty: false };
      this.#pages.set(index, page);
    }
    return page;
  }
}

export class MtdBlock implements MtdUser {
  readonly #core: MtdCore;
  #disks: MtdDisk[] = [];
  #isLoaded = false;
  /** mtd_blkdevs is told of devices from the first translation layer on. */
  #isNotified = false;
  #table: DeviceTable | null = null;

  constructor(core: MtdCore) {
    this.#core = core;
  }

  /** The modules `mtdblock` and `mtd_blkdevs`. */
  modules(): Readonly<Record<string, ModuleInit>> {
    return {
      mtdblock: {
        start: () => this.#start(),
        stop: () => this.#stop(),
        references: () => this.#disks.filter(({ opens }) => opens > 0).length,
      },
      mtd_blkdevs: {
        stop: () => {
          if (this.#isNotified) this.#core.removeUser(this);
          this.#isNotified = false;
        },
      },
    };
  }

  useDevices(table: DeviceTable): void {
    this.#table = table;
    table.onSync(() => {
      for (const disk of this.#disks) disk.writeBack();
      return 0;
    });
  }

  #start(): number {
    this.#isLoaded = true;
    if (this.#isNotified) for (const device of this.#core.devices) this.add(device);
    else this.#core.addUser(this);
    this.#isNotified = true;
    return 0;
  }

  #stop(): void {
    for (const { device } of [...this.#disks]) this.remove(device);
    this.#isLoaded = false;
  }

  add(device: MtdDevice): void {
    if (!this.#isLoaded) return;
    const disk = new MtdDisk(this.#core, device);
    this.#disks.push(disk);
    const node = { name: `mtdblock${device.index}`, mode: 0o600 };
    this.#table?.registerBlockDevice(MTD_BLOCK_MAJOR, device.index, { open: () => disk.open() }, node);
  }

  remove(device: MtdDevice): void {
    this.#disks = this.#disks.filter((disk) => disk.device !== device);
    this.#table?.unregisterBlockDevice(MTD_BLOCK_MAJOR, device.index);
  }

  /** For procfs and sysfs: disks without partitions. */
  views(): readonly MtdDiskView[] {
    return this.#disks.map(({ device: { index }, sizeBytes }) => ({
      name: `mtdblock${index}`,
      major: MTD_BLOCK_MAJOR,
      minor: index,
      sectors: sizeBytes / SECTOR_BYTES,
      isReadOnly: false,
      isRemovable: false,
      partitions: [],
      statistics: NO_STATISTICS,
    }));
  }
}
