/**
 * OpenWrt's crashlog: the end of the log of an oops or panic in 16 KiB of RAM, shown once by the next boot. What OpenWrt had before ramoops.
 *
 * Mirrors `kernel/crashlog.c` of OpenWrt's patch 930-crashlog (3.18), which no ARM or POWER kernel was built with; **read, not recorded**. Where a PC's
 * first bank ends is not told there: here it is the first range with a megabyte to spare. Left out: the fork that keeps to the lower 64 MiB.
 */

import type { ByteOrder } from '../memory/byte-order.ts';
import { layout, u32 } from '../memory/layout.ts';
import { type Mapping, map } from '../memory/mapping.ts';
import type { AddressRange } from '../memory/memory-map.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import type { Memblock } from './mm/memblock.ts';
import { KMSG_DUMP_OOPS } from './printk/kmsg-dump.ts';
import { kmsgDumpGetBuffer, kmsgDumpRewind } from './printk/kmsg-dump-buffer.ts';
import type { Printk } from './printk/printk.ts';

const CRASHLOG_MAGIC = 0xa1eedead;
/** CRASHLOG_PAGES. */
const CRASHLOG_BYTES = 4 * 4096;
/** CRASHLOG_OFFSET: bootloaders have their stack at the very end. */
const FROM_END_BYTES = 2 ** 20;

const crashlogData = layout('crashlog_data', {
  source: 'OpenWrt 930-crashlog.patch',
  sizeBytes: 8,
  fields: { magic: u32(0, 'magic'), len: u32(4, 'bytes of text behind it') },
});
const ROOM = CRASHLOG_BYTES - crashlogData.sizeBytes;

/** `crashlog_init_memblock`: the address that was set aside; null where no bank is long enough. */
export function reserveCrashlog(banks: readonly AddressRange[], memblock: Memblock): number | null {
  const bank = banks.find(({ start, end }) => end - start > FROM_END_BYTES);
  if (bank === undefined) return null;
  const start = bank.end - FROM_END_BYTES;
  memblock.reserve({ start, end: start + CRASHLOG_BYTES }, 'crashlog');
  return start;
}

export interface CrashlogOptions {
  readonly memory: PhysicalMemory;
  readonly byteOrder: ByteOrder;
  readonly address: number;
  readonly printk: Printk;
  readonly realTime: () => { readonly seconds: number; readonly nanoseconds: number };
  /** Newest first. */
  readonly modules: () => readonly { readonly name: string; readonly address: bigint; readonly sizeBytes: number }[];
}

export class Crashlog {
  /** `/sys/kernel/debug/crashlog`: what the last boot left; null: nothing, and no file. */
  readonly blob: Uint8Array | null;
  readonly #options: CrashlogOptions;
  readonly #mapping: Mapping;
  #isFirst = true;

  /** `crashlog_init_fs`: takes the old text out, which is gone from RAM then. */
  constructor(options: CrashlogOptions) {
    const { memory, address, byteOrder, printk } = options;
    this.#options = options;
    const range = { address, length: CRASHLOG_BYTES };
    this.#mapping = map(memory, range, { cacheType: 'uncached', byteOrder, writer: 'kernel/crashlog' });
    const { magic, len } = this.#header();
    const isThere = magic === CRASHLOG_MAGIC && len > 0 && len <= ROOM;
    this.blob = isThere ? this.#mapping.read(crashlogData.sizeBytes, len) : null;
    this.#setHeader(0);
    printk.dumpers.register({ maxReason: KMSG_DUMP_OOPS, dump: () => this.#dump() });
  }

  /** `crashlog_do_dump`: a second dump of the boot goes behind the first. */
  #dump(): void {
    const { printk, realTime, modules } = this.#options;
    const { seconds, nanoseconds } = realTime();
    const rule = this.#isFirst ? '' : `\n${'='.repeat(35)}\n`;
    const listed = modules().map(({ name, address, sizeBytes }) => {
      return `\t${name}@${address.toString(16).padStart(16, '0')}+${sizeBytes.toString(16)}`;
    });
    const list = this.#isFirst ? `Modules:${listed.join('')}\n` : '';
    this.#isFirst = false;
    this.#append(`${rule}Time: ${seconds}.${Math.floor(nanoseconds / 1000)}\n${list}`);
    const { log, dumpFormat } = printk;
    this.#append(kmsgDumpGetBuffer(log, kmsgDumpRewind(log), ROOM - this.#header().len, dumpFormat) ?? '');
  }

  #append(text: string): void {
    const { len } = this.#header();
    const bytes = latin1Bytes(text).subarray(0, Math.max(0, ROOM - len));
    this.#mapping.write(crashlogData.sizeBytes + len, bytes);
    this.#setHeader(len + bytes.length);
  }

  #header(): { readonly magic: number; readonly len: number } {
    return crashlogData.read(this.#mapping.read(0, crashlogData.sizeBytes), this.#options.byteOrder);
  }

  #setHeader(len: number): void {
    this.#mapping.write(0, crashlogData.encode({ magic: CRASHLOG_MAGIC, len }, this.#options.byteOrder));
  }
}
