/**
 * pstore/zone: records in zones that are kept in memory and flushed to a storage device, a partition for instance.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/pstore/zone.c`. Dumps, the console and function traces are written with interrupts off, when a block device is
 * busy, and flushed half a second later by a worker; a panic has no later, and no driver of a disk has `panic_write`, which is left out with
 * all that would follow it. Left out too: devices that erase or have broken blocks (MTD), and the heap that a dump shorter than its own header damages.
 */
import { PSTORE_TYPE_CONSOLE, PSTORE_TYPE_DMESG, PSTORE_TYPE_FTRACE, PSTORE_TYPE_PMSG } from '../../formats/pstore.ts';
import { PSTORE_ZONE_KMSG_MAGIC, pstoreZoneHeader, pstoreZoneKmsgHeader } from '../../formats/pstore-zone.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { NS_PER_MS } from '../../sim/clock.ts';
import { EBUSY, EINVAL, ENOSPC } from '../../sim/errno.ts';
import { KMSG_DUMP_OOPS, KMSG_DUMP_PANIC, kmsgDumpReasonStr } from '../printk/kmsg-dump.ts';
import { KERN_ERR, KERN_INFO } from '../printk/levels.ts';
import { combineFtraceLogs, ftraceFormat } from './ftrace.ts';
import type { PstoreKernel } from './pstore-kernel.ts';
import {
  PSTORE_FLAGS_CONSOLE,
  PSTORE_FLAGS_DMESG,
  PSTORE_FLAGS_FTRACE,
  PSTORE_FLAGS_PMSG,
  type PstoreBackend,
  type PstoreReadRecord,
  type PstoreWriteRecord,
} from './pstore-record.ts';
import type { StorageZones } from './storage-layout.ts';
import { type StorageZone, ZONE_HEADER_BYTES, type ZoneContext, type ZoneStorage } from './storage-zone.ts';

const KMSG_HEADER_BYTES = pstoreZoneKmsgHeader.sizeBytes;
/** Until a worker flushes what a busy device did not take, and until it tries again. */
const FLUSH_DELAY_NS = 500 * NS_PER_MS;
const RETRY_DELAY_NS = 1_000 * NS_PER_MS;
/** Texts of many writes are handed on in pieces that no zone is smaller than. */
const RUN_PIECE_BYTES = 512;

export interface ZoneBackendOptions {
  readonly kernel: PstoreKernel;
  /** The module that asks for it. */
  readonly name: string;
  readonly storage: ZoneStorage;
  readonly byteOrder: ByteOrder;
  readonly maxReason: number;
  /** Runs something later, by a kernel thread; never where none runs any more. */
  readonly schedule: (delayNs: number, work: () => void) => void;
}

export class ZoneBackend implements PstoreBackend {
  readonly name: string;
  readonly firstPartOnly = true;
  readonly maxReason: number;
  readonly context: ZoneContext;
  flags = 0;
  bufsize = 0;
  readonly #options: ZoneBackendOptions;
  #zones: StorageZones = { pmsg: null, console: null, ftrace: [], dmesg: [] };
  /** Zone of the next dump. */
  #nextWrite = 0;
  #oopses = 0;
  #panics = 0;
  /** What earlier boots left has been read; before that nothing is written to the device. */
  #isRecovered = false;
  #isInPanic = false;
  #isFlushDue = false;
  /** Zones that the present reading has still to look at. */
  #unread: StorageZone[] = [];
  /** Function traces of the zones read so far. */
  #trace: Uint8Array = new Uint8Array(0);

  constructor(options: ZoneBackendOptions) {
    this.#options = options;
    this.name = options.name;
    this.maxReason = options.maxReason;
    this.context = {
      storage: options.storage,
      byteOrder: options.byteOrder,
      mayWrite: () => this.#isRecovered && !this.#isInPanic,
      wasBusy: () => this.#flushAfter(FLUSH_DELAY_NS),
    };
  }

  /** Takes the zones, and says what they are for. */
  useZones(zones: StorageZones): void {
    const { dmesg, pmsg, console, ftrace } = zones;
    this.#zones = zones;
    const uses: string[] = [];
    const use = (flag: number, text: string, isThere: boolean) => {
      if (!isThere) return;
      this.flags |= flag;
      uses.push(` ${text}`);
    };
    use(PSTORE_FLAGS_DMESG, `kmsg(${kmsgDumpReasonStr(this.maxReason)})`, dmesg.length > 0);
    use(PSTORE_FLAGS_PMSG, 'pmsg', pmsg !== null);
    use(PSTORE_FLAGS_CONSOLE, 'console', console !== null);
    use(PSTORE_FLAGS_FTRACE, 'ftrace', ftrace.length > 0);
    if (dmesg.length > 0) this.bufsize = dmesg[0]!.bufferSize - KMSG_HEADER_BYTES;
    this.#pr(KERN_INFO, `registered ${this.name} as backend for${uses.join('')}`);
  }

  /** `unregister_pstore_zone`, behind pstore: what is dirty is flushed. */
  flushAll(): boolean {
    const { pmsg, console, dmesg, ftrace } = this.#zones;
    let isClean = true;
    for (const group of [pmsg === null ? [] : [pmsg], console === null ? [] : [console], dmesg, ftrace]) {
      // The first zone of a group that fails ends it.
      isClean = group.every((zone) => this.#flush(zone) === 0) && isClean;
    }
    return isClean;
  }

  #flush(zone: StorageZone): number {
    return this.#isRecovered ? zone.flushDirty() : -EBUSY;
  }

  #flushAfter(delayNs: number): void {
    if (this.#isInPanic || this.#isFlushDue) return;
    this.#isFlushDue = true;
    this.#options.schedule(delayNs, () => {
      this.#isFlushDue = false;
      if (!this.flushAll()) this.#flushAfter(RETRY_DELAY_NS);
    });
  }

  // ---- reading back ----

  /** `psz_recovery`, once: 0 or a negated error number. */
  #recover(): number {
    if (this.#isRecovered) return 0;
    const error = this.#recoverDumps() || this.#recoverRings();
    if (error === 0) this.#isRecovered = true;
    else this.#pr(KERN_ERR, 'recover failed');
    return error;
  }

  #recoverDumps(): number {
    const { dmesg } = this.#zones;
    let newest = 0n;
    for (const [id, zone] of dmesg.entries()) {
      const seconds = this.#recoverMeta(zone, id);
      if (seconds === null || seconds < newest) continue;
      newest = seconds;
      this.#nextWrite = (id + 1) % dmesg.length;
    }
    for (const [id, zone] of dmesg.entries()) {
      if (zone.isDirty) {
        // A dump of this boot moves to where the next would go, which fails: the device may not be written yet.
        const target = dmesg[this.#nextWrite]!;
        target.write('all', zone.data.slice(0, zone.datalen), 0, true);
        target.setCounters({ datalen: 0 });
        target.isDirty = false;
        this.#pr(KERN_ERR, `move zone from ${id} to ${this.#nextWrite} failed`);
        return -EBUSY;
      }
      if (zone.shouldRecover) zone.load();
    }
    return 0;
  }

  /** The time of the dump that a zone on the device has, or had; null: none. Counts go on where the last boot ended. */
  #recoverMeta(zone: StorageZone, id: number): bigint | null {
    const { byteOrder, storage } = this.context;
    const bytes = storage.read(zone.offset, ZONE_HEADER_BYTES + KMSG_HEADER_BYTES);
    const { sig, datalen } = pstoreZoneHeader.read(bytes, byteOrder);
    if (sig !== zone.signature) return null;
    const { magic, seconds, reason, counter } = pstoreZoneKmsgHeader.read(bytes, byteOrder, ZONE_HEADER_BYTES);
    const isTooLong = datalen > zone.bufferSize;
    if (isTooLong || magic !== PSTORE_ZONE_KMSG_MAGIC) {
      const where = `${zone.name}: id ${id}, off ${zone.offset}, size ${zone.bufferSize}`;
      this.#pr(KERN_INFO, `found ${isTooLong ? 'overtop' : 'invalid'} zone: ${where}`);
      return null;
    }
    if (reason === KMSG_DUMP_OOPS) this.#oopses = Math.max(this.#oopses, counter);
    if (reason === KMSG_DUMP_PANIC) this.#panics = Math.max(this.#panics, counter);
    if (datalen !== 0) zone.shouldRecover = true;
    return BigInt.asIntN(64, seconds);
  }

  #recoverRings(): number {
    const { pmsg, console, ftrace } = this.#zones;
    for (const zone of [pmsg, console, ...ftrace]) {
      const error = zone === null || zone.old !== null ? 0 : this.#recoverRing(zone);
      if (error !== 0) return error;
    }
    return 0;
  }

  #recoverRing(zone: StorageZone): number {
    const { byteOrder, storage } = this.context;
    const { sig, datalen, start } = pstoreZoneHeader.read(storage.read(zone.offset, ZONE_HEADER_BYTES), byteOrder);
    if (sig !== zone.signature) return 0;
    if (datalen > zone.bufferSize || start > zone.bufferSize) {
      this.#pr(KERN_INFO, `found overtop zone: ${zone.name}: off ${zone.offset}, size ${zone.bufferSize}`);
      return 0;
    }
    if (datalen === 0) return 0;
    if (start > datalen) {
      this.#pr(KERN_ERR, `read zone ${zone.name} failed`);
      return -EINVAL;
    }
    const ring = storage.read(zone.offset + ZONE_HEADER_BYTES, datalen);
    zone.old = new Uint8Array(datalen);
    zone.old.set(ring.subarray(start));
    zone.old.set(ring.subarray(0, start), datalen - start);
    return 0;
  }

  open(): number {
    const { dmesg, ftrace, pmsg, console } = this.#zones;
    this.#unread = [...dmesg, ...ftrace, ...[pmsg, console].filter((zone) => zone !== null)];
    this.#trace = new Uint8Array(0);
    return 0;
  }

  read(): PstoreReadRecord | null {
    if (this.#recover() !== 0) return null;
    for (let zone = this.#unread.shift(); zone !== undefined; zone = this.#unread.shift()) {
      const record = this.#recordOf(zone);
      if (record !== null) return record.bytes.length === 0 ? null : record;
    }
    return null;
  }

  #recordOf(zone: StorageZone): PstoreReadRecord | null {
    const { dmesg, ftrace } = this.#zones;
    if (zone.type === PSTORE_TYPE_DMESG) return zone.datalen === 0 ? null : this.#dumpOf(zone, dmesg.indexOf(zone));
    if (zone.type !== PSTORE_TYPE_FTRACE) {
      return zone.old === null ? null : { ...UNTIMED, type: zone.type, bytes: zone.old };
    }
    const { profile } = this.#options.kernel;
    if (zone.old !== null && profile.pstore.frontEnds.ftrace) {
      this.#trace = combineFtraceLogs(this.#trace, zone.old, ftraceFormat(profile, this.context.byteOrder));
    }
    const isLast = zone === ftrace.at(-1);
    return isLast && this.#trace.length > 0 ? { ...UNTIMED, type: zone.type, bytes: this.#trace } : null;
  }

  #dumpOf(zone: StorageZone, id: number): PstoreReadRecord | null {
    const { data } = zone;
    const header = pstoreZoneKmsgHeader.read(data, this.context.byteOrder);
    if (header.magic !== PSTORE_ZONE_KMSG_MAGIC) {
      zone.setCounters({ datalen: 0 });
      zone.isDirty = false;
      return null;
    }
    const text = data.slice(KMSG_HEADER_BYTES, Math.max(KMSG_HEADER_BYTES, zone.datalen));
    const compressed = header.compressed !== 0;
    const title = compressed ? '' : `${kmsgDumpReasonStr(header.reason)}: Total ${header.counter} times\n`;
    const bytes = new Uint8Array(title.length + text.length);
    bytes.set(latin1Bytes(title));
    bytes.set(text, title.length);
    const { wordBytes } = this.#options.kernel.profile;
    return {
      type: PSTORE_TYPE_DMESG,
      id,
      seconds: BigInt.asIntN(64, header.seconds),
      nanoseconds: BigInt.asIntN(wordBytes * 8, header.nanoseconds),
      count: header.counter,
      compressed,
      bytes,
      eccNotice: '',
    };
  }

  // ---- writing ----

  write(record: PstoreWriteRecord): number {
    const { type, reason, isRun, bytes } = record;
    if (type === PSTORE_TYPE_DMESG && reason === KMSG_DUMP_PANIC) this.#isInPanic = true;
    if (this.#isInPanic && type !== PSTORE_TYPE_DMESG) return -EBUSY;
    const { console, ftrace } = this.#zones;
    switch (type) {
      case PSTORE_TYPE_DMESG:
        return this.#writeDump(record);
      case PSTORE_TYPE_CONSOLE:
        return writeRing(console, bytes, isRun === true, false);
      case PSTORE_TYPE_FTRACE:
        return writeRing(ftrace[record.cpu ?? 0] ?? null, bytes, false, false);
      default:
        return -EINVAL;
    }
  }

  /** `pstore_write_user_compat`: the count of bytes, or a negated error number. */
  writeUser({ type, bytes }: PstoreWriteRecord): number {
    if (type !== PSTORE_TYPE_PMSG) return -EINVAL;
    const error = this.#isInPanic ? -EBUSY : writeRing(this.#zones.pmsg, bytes, false, true);
    return error === 0 ? bytes.length : error;
  }

  /** `psz_kmsg_write`: 0 whatever became of it; of a dump only part 1 is taken. */
  #writeDump({ part, reason, compressed, time, bytes }: PstoreWriteRecord): number {
    const { dmesg } = this.#zones;
    const zone = dmesg[this.#nextWrite];
    if (part !== 1 || zone === undefined) return -ENOSPC;
    zone.renew();
    const counter = reason === KMSG_DUMP_OOPS ? ++this.#oopses : reason === KMSG_DUMP_PANIC ? ++this.#panics : 0;
    const header = {
      magic: PSTORE_ZONE_KMSG_MAGIC,
      seconds: BigInt(time.seconds),
      nanoseconds: BigInt(time.nanoseconds),
      compressed: Number(compressed === true),
      counter,
      reason: reason ?? 0,
    };
    pstoreZoneKmsgHeader.write(zone.data, this.context.byteOrder, header);
    zone.write('all', bytes, KMSG_HEADER_BYTES, false);
    this.#nextWrite = (this.#nextWrite + 1) % dmesg.length;
    return 0;
  }

  /** `psz_pstore_erase`. */
  erase(type: number, id: number, count = 0): number {
    const { dmesg, pmsg, console, ftrace } = this.#zones;
    if (type === PSTORE_TYPE_DMESG) return this.#eraseDump(dmesg[id] ?? null, count);
    if (type === PSTORE_TYPE_PMSG) return this.#eraseRing(pmsg);
    if (type === PSTORE_TYPE_CONSOLE) return this.#eraseRing(console);
    return ftrace[id] === undefined ? -EINVAL : this.#eraseRing(ftrace[id]);
  }

  /** A zone that has a newer dump than its file is left alone. */
  #eraseDump(zone: StorageZone | null, count: number): number {
    if (zone === null) return -EINVAL;
    if (zone.datalen === 0) return 0;
    const { counter } = pstoreZoneKmsgHeader.read(zone.data, this.context.byteOrder);
    if (counter !== count) return 0;
    zone.setCounters({ datalen: 0 });
    return zone.write('meta', null, 0, true);
  }

  #eraseRing(zone: StorageZone | null): number {
    if (zone === null || zone.old === null) return 0;
    zone.old = null;
    // New text in the zone has the old one's place already.
    if (zone.datalen === 0) return zone.write('meta', null, 0, true);
    this.#flush(zone);
    return 0;
  }

  #pr(level: number, text: string): void {
    this.#options.kernel.printk(level, `pstore_zone: ${text}`);
  }
}

const UNTIMED = { id: 0, seconds: 0n, nanoseconds: 0n, compressed: false, eccNotice: '' } as const;

/** `psz_record_write`: a ring, whose start is where the next byte goes. */
function writeRing(zone: StorageZone | null, bytes: Uint8Array, isRun: boolean, canSleep: boolean): number {
  if (zone === null) return -ENOSPC;
  const step = isRun ? RUN_PIECE_BYTES : bytes.length;
  for (let at = 0; at < bytes.length; at += step) writeOnce(zone, bytes.subarray(at, at + step), canSleep);
  return 0;
}

function writeOnce(zone: StorageZone, bytes: Uint8Array, canSleep: boolean): void {
  const { bufferSize } = zone;
  const { datalen, start } = zone.counters;
  const kept = bytes.subarray(Math.max(0, bytes.length - bufferSize));
  const room = Math.min(kept.length, bufferSize - start);
  const rest = kept.subarray(room);
  const wraps = rest.length > 0;
  if (wraps) zone.write('part', kept.subarray(0, room), start, canSleep);
  const end = wraps ? rest.length : start + kept.length;
  zone.setCounters({ start: end });
  zone.write('part', wraps ? rest : kept, wraps ? 0 : start, canSleep);
  if (!wraps && datalen < bufferSize) return;
  zone.setCounters({ datalen: bufferSize });
  zone.write('meta', null, 0, canSleep);
}
