/**
 * mtdoops: the kernel log of an oops in a ring of pages on an MTD device.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/mtd/mtdoops.c`. An oops is written by a worker, later; a panic at once, which needs a driver
 * that can write then: phram cannot. Left out: bad blocks, and failures of reading and erasing, which memory does not have.
 */
import type { ByteOrder } from '../../memory/byte-order.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { EINVAL } from '../../sim/errno.ts';
import type { KernelParameter } from '../cmdline.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { parameterValuesOf } from '../module-parameters.ts';
import type { ModuleInit } from '../modules/module-init.ts';
import { KMSG_DUMP_OOPS, type KmsgDumper, type KmsgDumpReason } from '../printk/kmsg-dump.ts';
import { kmsgDumpGetBuffer, kmsgDumpRewind } from '../printk/kmsg-dump-buffer.ts';
import { KERN_DEBUG, KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import type { Printk } from '../printk/printk.ts';
import type { MtdCore, MtdDevice, MtdUser } from './mtd-core.ts';

/** MTDOOPS_KERNMSG_MAGIC_v1 and _v2, which has the time. */
const MAGICS: readonly number[] = [0x5d005d00, 0x5d005e00];
const MAGIC_V2 = 0x5d005e00;
const HEADER_BYTES = 16;
const MAX_MTD_BYTES = 8 * 2 ** 20;
const NEVER = 0xffffffff;
const DEFAULTS = { mtddev: '', record_size: 4096n, dump_oops: 1n } as const;
const TYPES = { mtddev: 'charp', record_size: 'ulong', dump_oops: 'int' } as const;

export interface MtdoopsOptions {
  readonly core: MtdCore;
  readonly print: PrintkFunction;
  readonly printk: Printk;
  readonly byteOrder: ByteOrder;
  readonly wordBytes: 4 | 8;
  /** Nanoseconds since 1970. */
  readonly realTimeNs: () => bigint;
  /** 6.1 says at debug level when the ring is ready; 6.12 does not even store it. */
  readonly saysReady: boolean;
  /** Runs something soon, by a kernel thread; never where none runs any more. */
  readonly schedule: (work: () => void) => void;
}

/** Where the ring stands on its device. */
interface Attached {
  readonly device: MtdDevice;
  readonly pages: number;
  readonly used: Set<number>;
  nextPage: number;
  nextCount: number;
}

export class Mtdoops implements MtdUser {
  /** `dump_oops`: 0 leaves oopses out. */
  dumpOopses = true;
  #deviceName = '';
  #recordSize = 4096;
  /** Number of the device; -1: none known yet. */
  #index = -1;
  #attached: Attached | null = null;
  #buffer = new Uint8Array(0);
  readonly #options: MtdoopsOptions;
  readonly #dumper: KmsgDumper;

  constructor(options: MtdoopsOptions) {
    this.#options = options;
    this.#dumper = { maxReason: KMSG_DUMP_OOPS, dump: (reason) => this.#dump(reason) };
  }

  get module(): ModuleInit {
    return { start: (words) => this.#start(words), stop: () => this.#options.core.removeUser(this) };
  }

  /** `mtdoops_init`. */
  #start(words: readonly KernelParameter[]): number {
    const { core, print, wordBytes } = this.#options;
    const { mtddev, record_size, dump_oops } = { ...DEFAULTS, ...parameterValuesOf(words, TYPES, wordBytes) };
    const refuse = (text: string) => {
      print(KERN_ERR, `mtdoops: ${text}`);
      return -EINVAL;
    };
    if (mtddev === '') return refuse('mtd device (mtddev=name/number) must be supplied');
    if (record_size % 4096n !== 0n) return refuse('record_size must be a multiple of 4096');
    if (record_size < 4096n) return refuse('record_size must be over 4096 bytes');
    this.#deviceName = mtddev;
    this.#recordSize = Number(record_size);
    this.dumpOopses = dump_oops !== 0n;
    this.#index = /^(0[xX][0-9a-fA-F]+|\d+)$/.test(mtddev) ? Number(mtddev.replace(/^0(?=[0-7])/, '0o')) : -1;
    core.addUser(this);
    return 0;
  }

  add(device: MtdDevice): void {
    const { print, printk } = this.#options;
    const { index, name } = device;
    if (name === this.#deviceName) this.#index = index;
    if (index !== this.#index) return;
    const fault = this.#unfit(device);
    if (fault !== null) {
      print(KERN_ERR, `mtdoops: ${fault}`);
      return;
    }
    printk.dumpers.register(this.#dumper);
    this.#buffer = new Uint8Array(this.#recordSize).fill(0xff);
    this.#attached = this.#findPosition(device);
    this.#advance(this.#attached);
    print(KERN_INFO, `mtdoops: Attached to MTD device ${index}`);
  }

  /** Why a device cannot take records; null: it can. */
  #unfit({ index, sizeBytes, eraseSize }: MtdDevice): string | null {
    if (sizeBytes < eraseSize * 2) return `MTD partition ${index} not big enough for mtdoops`;
    if (eraseSize < this.#recordSize) return `eraseblock size of MTD partition ${index} too small`;
    return sizeBytes > MAX_MTD_BYTES ? `mtd${index} is too large (limit is ${MAX_MTD_BYTES >> 20} MiB)` : null;
  }

  remove({ index }: MtdDevice): void {
    const { print, printk } = this.#options;
    if (index !== this.#index) return;
    if (this.#attached === null) print(KERN_WARNING, 'mtdoops: could not unregister kmsg_dumper');
    printk.dumpers.unregister(this.#dumper);
    this.#attached = null;
  }

  /** `find_next_position`: the newest record on the device. */
  #findPosition(device: MtdDevice): Attached {
    const { core } = this.#options;
    const pages = Math.floor(device.sizeBytes / this.#recordSize);
    const used = new Set<number>();
    let newest = NEVER;
    let position = 0;
    for (let page = 0; page < pages; page++) {
      const { seq, magic } = this.#header(core.read(device, page * this.#recordSize, HEADER_BYTES));
      if (seq !== NEVER || magic !== NEVER) used.add(page);
      if (seq === NEVER || !MAGICS.includes(magic) || !isNewer(seq, newest)) continue;
      newest = seq;
      position = page;
    }
    const isNone = newest === NEVER;
    return { device, pages, used, nextPage: isNone ? pages - 1 : position, nextCount: isNone ? 0 : newest };
  }

  #header(bytes: Uint8Array): { readonly seq: number; readonly magic: number } {
    if (bytes.length < HEADER_BYTES) return { seq: NEVER, magic: NEVER };
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const isLittle = this.#options.byteOrder === 'little';
    return { seq: view.getUint32(0, isLittle), magic: view.getUint32(4, isLittle) };
  }

  /** `mtdoops_inc_counter`: to the next page, which is erased where it was used. */
  #advance(ring: Attached): void {
    const { schedule } = this.#options;
    ring.nextPage = (ring.nextPage + 1) % ring.pages;
    ring.nextCount = (ring.nextCount + 1) >>> 0;
    if (ring.nextCount === NEVER) ring.nextCount = 0;
    if (ring.used.has(ring.nextPage)) schedule(() => this.#erase(ring));
    else this.#ready(ring, ' (no erase)');
  }

  #ready({ nextPage, nextCount }: Attached, note = ''): void {
    const { print, saysReady } = this.#options;
    if (saysReady) print(KERN_DEBUG, `mtdoops: ready ${nextPage}, ${nextCount | 0}${note}`);
  }

  /** `mtdoops_workfunc_erase`: whole erase blocks. */
  #erase(ring: Attached): void {
    if (this.#attached !== ring) return;
    const { core } = this.#options;
    const { device } = ring;
    const within = (ring.nextPage * this.#recordSize) % device.eraseSize;
    if (within !== 0) ring.nextPage += Math.floor((device.eraseSize - within) / this.#recordSize);
    if (ring.nextPage >= ring.pages) ring.nextPage = 0;
    const start = ring.nextPage * this.#recordSize;
    core.write(device, start, new Uint8Array(device.eraseSize).fill(0xff));
    const first = (Math.floor(start / device.eraseSize) * device.eraseSize) / this.#recordSize;
    const erased = Math.floor(device.eraseSize / this.#recordSize);
    for (let page = Math.floor(first); page < first + erased; page++) ring.used.delete(page);
    this.#ready(ring);
  }

  #dump(reason: KmsgDumpReason): void {
    if (reason === KMSG_DUMP_OOPS && !this.dumpOopses) return;
    const { printk, print, schedule } = this.#options;
    const { log, dumpFormat } = printk;
    const text = kmsgDumpGetBuffer(log, kmsgDumpRewind(log), this.#recordSize - HEADER_BYTES, dumpFormat);
    if (text !== null) this.#buffer.set(latin1Bytes(text), HEADER_BYTES);
    if (reason === KMSG_DUMP_OOPS) schedule(() => this.#write());
    else print(KERN_ERR, 'mtdoops: Cannot write from panic without panic_write');
  }

  #write(): void {
    const ring = this.#attached;
    if (ring === null) return;
    const { byteOrder, core, realTimeNs } = this.#options;
    const view = new DataView(this.#buffer.buffer);
    const isLittle = byteOrder === 'little';
    view.setUint32(0, ring.nextCount, isLittle);
    view.setUint32(4, MAGIC_V2, isLittle);
    view.setBigInt64(8, realTimeNs(), isLittle);
    core.write(ring.device, ring.nextPage * this.#recordSize, this.#buffer);
    ring.used.add(ring.nextPage);
    this.#buffer.fill(0xff);
    this.#advance(ring);
  }
}

/** The counts go round: small ones are newer than those near the end. */
function isNewer(seq: number, newest: number): boolean {
  if (newest === NEVER) return true;
  if (seq < 0x40000000 && newest > 0xc0000000) return true;
  return seq > newest && (seq < 0xc0000000 || (seq > 0xc0000000 && newest > 0x80000000));
}
