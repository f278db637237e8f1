/**
 * ramoops: lays zones into a region of RAM and offers them to pstore.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/pstore/ram.c` (both late stable). How the parameters came about, from a module's command line
 * or a device tree node, is ramoops-parameters.ts and ramoops-dt.ts. Left out: `mem_name`, and refusals of
 * `request_mem_region`.
 */

import { linuxVersionCode } from '../../formats/persistent-ram.ts';
import {
  PSTORE_TYPE_CONSOLE,
  PSTORE_TYPE_DMESG,
  PSTORE_TYPE_FTRACE,
  PSTORE_TYPE_PMSG,
  type RamoopsZoneKind,
  ramoopsKmsgHeader,
} from '../../formats/pstore.ts';
import type { ByteOrder } from '../../memory/mapping.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { EINVAL, ENOMEM, ENOSPC } from '../../sim/errno.ts';
import { isKernelStop, type KernelStop } from '../kernel-stop.ts';
import { RateLimit } from '../rate-limit.ts';
import { eccNotice } from './ecc-notice.ts';
import { combineFtraceLogs, ftraceFormat } from './ftrace.ts';
import { readKmsgHeader } from './kmsg-header.ts';
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
import { type PersistentRamHost, type PersistentRamZone, persistentRamNew } from './ram-core.ts';
import { RAMOOPS_FLAG_FTRACE_PER_CPU, type RamoopsPlatformData } from './ramoops-parameters.ts';
import { hexSizeT, toSizeT } from './size-t.ts';

const KERN_ERR = 3;
const KERN_WARNING = 4;
const KERN_INFO = 6;

const PRZ_POINTER_BYTES = 8;

export interface RamoopsOptions {
  readonly kernel: PstoreKernel;
  readonly memory: PhysicalMemory;
  readonly byteOrder: ByteOrder;
  /** `nr_cpu_ids`. */
  readonly possibleCpus: number;
  /** The platform device's name: `ramoops`, or `4e000000.ramoops` for a device tree node. */
  readonly deviceName: string;
  /** pseries with the hash MMU: only a cached mapping of RAM works. */
  readonly refusesUncachedMapping?: boolean;
}

/** `pstore_register` of the pstore core: 0 or a negative errno. */
export type RegisterBackend = (backend: PstoreBackend) => number;

export class Ramoops implements PstoreBackend {
  readonly name = 'ramoops';
  flags = 0;
  bufsize = 0;
  maxReason = 0;
  readonly firstPartOnly = true;
  /** In the order in which they were laid out. */
  readonly zones: PersistentRamZone[] = [];
  /** What the kernel died of inside ramoops. */
  stop: KernelStop | null = null;

  readonly #kernel: PstoreKernel;
  readonly #options: RamoopsOptions;
  readonly #host: PersistentRamHost;
  readonly #pmsgLimit: RateLimit;
  #dprzs: PersistentRamZone[] = [];
  #cprz: PersistentRamZone | null = null;
  #fprzs: PersistentRamZone[] = [];
  #mprz: PersistentRamZone | null = null;
  #ftracePerCpu = false;
  #dumpWriteCnt = 0;
  #dumpReadCnt = 0;
  #consoleReadCnt = 0;
  #pmsgReadCnt = 0;
  #ftraceReadCnt = 0;

  constructor(options: RamoopsOptions) {
    const { kernel } = options;
    const { profile } = kernel;
    this.#kernel = kernel;
    this.#options = options;
    const warn = (text: string) => kernel.printk(KERN_WARNING, text);
    this.#pmsgLimit = new RateLimit('ramoops_pstore_write', kernel.now, warn);
    this.#host = {
      memory: options.memory,
      byteOrder: options.byteOrder,
      wordBytes: profile.wordBytes,
      pageSizeBytes: profile.pageSizeBytes,
      allocationMaxBytes: profile.pstore.allocationMaxBytes,
      divisionByZeroStops: profile.architecture === 'x86_64',
      refusesUncachedMapping: options.refusesUncachedMapping ?? false,
      uncorrectableLimit: new RateLimit('persistent_ram_new', kernel.now, warn),
      printk: (level, text) => this.#pr(level, text),
    };
  }

  /**
   * `ramoops_probe` from the checks on, then `pstore_register`. 0, a negative errno, or `stop` is set. `pdata` is null for a
   * device without platform data.
   */
  probe(pdata: RamoopsPlatformData | null, register: RegisterBackend): number {
    if (this.#dprzs.length > 0) {
      this.#pr(KERN_ERR, 'already initialized');
      return -EINVAL;
    }
    if (pdata === null) {
      this.#pr(KERN_ERR, 'NULL platform data');
      return -EINVAL;
    }
    const sizes = [pdata.recordSize, pdata.consoleSize, pdata.ftraceSize, pdata.pmsgSize];
    if (pdata.memSize === 0n || sizes.every((size) => size === 0n)) {
      this.#pr(KERN_ERR, 'The memory size and the record/console size must be non-zero');
      return -EINVAL;
    }
    const laid = this.#layOut(pdata);
    if (laid !== 0) return laid;
    this.#describeBackend(pdata);
    if (this.bufsize > this.#host.allocationMaxBytes) {
      this.#pr(KERN_ERR, 'cannot allocate pstore crash dump buffer');
      this.#forget();
      return -ENOMEM;
    }
    const registered = register(this);
    if (registered !== 0) {
      this.#pr(KERN_ERR, 'registering with pstore failed');
      this.#forget();
      return registered;
    }
    this.#pr(KERN_INFO, `using ${hexSizeT(pdata.memSize)}@${hexSizeT(pdata.memAddress)}, ecc: ${pdata.eccSize}`);
    return 0;
  }

  /** Messages of the device: driver and device name before the text. */
  devPrint(level: number, text: string): void {
    this.#kernel.printk(level, `ramoops ${this.#options.deviceName}: ${text}`);
  }

  #pr(level: number, text: string): void {
    this.#kernel.printk(level, `ramoops: ${text}`);
  }

  /** The zones in the order of this kernel; after a failure none is left, but what was done in RAM stays done. */
  #layOut(pdata: RamoopsPlatformData): number {
    const { wordBytes, version, pstore } = this.#kernel.profile;
    this.#ftracePerCpu = (pdata.flags & RAMOOPS_FLAG_FTRACE_PER_CPU) !== 0;
    const recordSize = roundDownPowerOfTwo(pdata.recordSize);
    const consoleSize = roundDownPowerOfTwo(pdata.consoleSize);
    const ftraceSize = roundDownPowerOfTwo(pdata.ftraceSize);
    const pmsgSize = roundDownPowerOfTwo(pdata.pmsgSize);
    const dumpMemSize = toSizeT(pdata.memSize - consoleSize - ftraceSize - pmsgSize, wordBytes);
    const plan = new ZonePlan(pdata, wordBytes);

    const dumps = () => {
      const zones = this.#initPrzs(plan, 'dmesg', dumpMemSize, recordSize, 0, 0);
      if (typeof zones === 'number') return zones;
      this.#dprzs = zones;
      return 0;
    };
    const console = () => {
      const zone = this.#initPrz(plan, 'console', consoleSize);
      if (typeof zone === 'number') return zone;
      this.#cprz = zone;
      return 0;
    };
    const pmsg = () => {
      const zone = this.#initPrz(plan, 'pmsg', pmsgSize);
      if (typeof zone === 'number') return zone;
      this.#mprz = zone;
      return 0;
    };
    const ftrace = () => {
      const count = this.#ftracePerCpu ? this.#options.possibleCpus : 1;
      const zones = this.#initPrzs(plan, 'ftrace', ftraceSize, -1n, count, linuxVersionCode(version));
      if (typeof zones === 'number') return zones;
      this.#fprzs = zones;
      return 0;
    };
    const steps = [dumps, console, ...(pstore.zoneOrder === 'pmsg-ftrace' ? [pmsg, ftrace] : [ftrace, pmsg])];
    for (const step of steps) {
      const error = step();
      if (error !== 0) {
        this.#forget();
        return error;
      }
    }
    return 0;
  }

  /** `ramoops_init_przs`: several zones of one kind that share `memSize` bytes. */
  #initPrzs(
    plan: ZonePlan,
    name: 'dmesg' | 'ftrace',
    memSize: bigint,
    wantedSize: bigint,
    wantedCount: number,
    sig: number,
  ): PersistentRamZone[] | number {
    if (memSize === 0n || wantedSize === 0n) return [];
    let recordSize = wantedSize;
    let count = wantedCount;
    if (BigInt.asIntN(this.#host.wordBytes * 8, wantedSize) < 0n) {
      if (count === 0) return [];
      recordSize = memSize / BigInt(count);
      if (recordSize === 0n) {
        this.devPrint(KERN_ERR, `${name} record size == 0 (${memSize} / ${count})`);
        return -ENOMEM;
      }
    } else {
      count = Number(BigInt.asUintN(32, memSize / recordSize));
      if (count === 0) {
        this.devPrint(KERN_ERR, `${name} record count == 0 (${memSize} / ${recordSize})`);
        return -ENOMEM;
      }
    }
    if (!plan.hasRoom(memSize)) return this.#noRoom(plan, name, memSize);

    const share = memSize / BigInt(count);
    const zoneSize = Number(share - (share % 2n));
    if (zoneSize === 0) {
      this.devPrint(KERN_ERR, `${name} zone size == 0`);
      return -ENOMEM;
    }
    // The array of pointers must be one allocation; without it the kernel gives up in silence.
    if (count * PRZ_POINTER_BYTES > this.#kernel.profile.pstore.kmallocMaxBytes) return -ENOMEM;

    const zones: PersistentRamZone[] = [];
    for (let i = 0; i < count; i++) {
      const label = count === 1 ? `ramoops:${name}` : `ramoops:${name}(${i}/${count - 1})`;
      const zone = this.#newZone(plan, name, label, zoneSize, sig, false);
      if (isKernelStop(zone)) return this.#stopAt(zone);
      if (typeof zone === 'number') return this.#requestFailed(plan, name, recordSize, zone);
      zones.push(zone);
      plan.advance(zoneSize);
    }
    return zones;
  }

  /** `ramoops_init_prz`: one zone, emptied once its old log is saved. */
  #initPrz(plan: ZonePlan, name: 'console' | 'pmsg', size: bigint): PersistentRamZone | null | number {
    if (size === 0n) return null;
    if (!plan.hasRoom(size)) return this.#noRoom(plan, name, size);
    const zone = this.#newZone(plan, name, `ramoops:${name}`, Number(size), 0, true);
    if (isKernelStop(zone)) return this.#stopAt(zone);
    if (typeof zone === 'number') return this.#requestFailed(plan, name, size, zone);
    plan.advance(Number(size));
    return zone;
  }

  #newZone(plan: ZonePlan, kind: RamoopsZoneKind, label: string, size: number, sig: number, zapOld: boolean) {
    const { eccSize, memType } = plan.pdata;
    const zone = persistentRamNew(this.#host, { kind, label, paddr: plan.paddr, size, sig, eccSize, memType, zapOld });
    if (typeof zone === 'object' && !isKernelStop(zone)) this.zones.push(zone);
    return zone;
  }

  #noRoom(plan: ZonePlan, name: string, size: bigint): number {
    const { memSize, memAddress } = plan.pdata;
    this.devPrint(
      KERN_ERR,
      `no room for ${name} mem region (${hexSizeT(size)}@${hexSizeT(plan.paddr)}) in ` +
        `(${hexSizeT(memSize)}@${hexSizeT(memAddress)})`,
    );
    return -ENOMEM;
  }

  #requestFailed(plan: ZonePlan, name: string, size: bigint, error: number): number {
    this.devPrint(
      KERN_ERR,
      `failed to request ${name} mem region (${hexSizeT(size)}@${hexSizeT(plan.paddr)}): ${error}`,
    );
    return error;
  }

  #stopAt(stop: KernelStop): number {
    this.stop ??= stop;
    this.#kernel.stopped(stop);
    return -ENOMEM;
  }

  #describeBackend(pdata: RamoopsPlatformData): void {
    this.flags = 0;
    if (this.#dprzs.length > 0) {
      this.flags |= PSTORE_FLAGS_DMESG;
      this.maxReason = pdata.maxReason;
      this.bufsize = this.#dprzs[0]!.bufferSize;
    }
    if (this.#cprz !== null) this.flags |= PSTORE_FLAGS_CONSOLE;
    if (this.#fprzs.length > 0) this.flags |= PSTORE_FLAGS_FTRACE;
    if (this.#mprz !== null) this.flags |= PSTORE_FLAGS_PMSG;
  }

  #forget(): void {
    this.#dprzs = [];
    this.#cprz = null;
    this.#fprzs = [];
    this.#mprz = null;
    this.bufsize = 0;
    this.flags = 0;
  }

  /** `ramoops_pstore_open`: the next reading begins anew. */
  open(): number {
    this.#dumpReadCnt = 0;
    this.#consoleReadCnt = 0;
    this.#pmsgReadCnt = 0;
    this.#ftraceReadCnt = 0;
    return 0;
  }

  /** `ramoops_pstore_read`: the next record; null at the end, or where the kernel stops. */
  read(): PstoreReadRecord | null {
    while (this.#dumpReadCnt < this.#dprzs.length) {
      const id = this.#dumpReadCnt++;
      const zone = this.#nextPrz(this.#dprzs[id]!);
      if (zone === null) {
        if (this.stop !== null) return null;
        continue;
      }
      const header = readKmsgHeader(zone.oldLog!, this.#host.wordBytes);
      if (header === null) {
        zone.freeOld();
        const stop = zone.zap();
        if (stop !== null) this.#stopAt(stop);
        continue;
      }
      return record(zone, PSTORE_TYPE_DMESG, id, zone.oldLog!.subarray(header.length), header);
    }
    if (this.#consoleReadCnt++ === 0 && this.#cprz !== null && this.#cprz.oldSize > 0) {
      return record(this.#cprz, PSTORE_TYPE_CONSOLE, 0, this.#cprz.oldLog!);
    }
    if (this.#pmsgReadCnt++ === 0 && this.#mprz !== null && this.#mprz.oldSize > 0) {
      return record(this.#mprz, PSTORE_TYPE_PMSG, 0, this.#mprz.oldLog!);
    }
    return this.#readFtrace();
  }

  /** `ramoops_get_next_prz`: dump zones are copied anew, as a dump may have come in this boot. */
  #nextPrz(zone: PersistentRamZone): PersistentRamZone | null {
    if (zone.kind === 'dmesg') {
      const stop = zone.saveOld();
      if (stop !== null) {
        this.#stopAt(stop);
        return null;
      }
    }
    return zone.oldSize > 0 ? zone : null;
  }

  /** One zone as it is, or the zones of all CPUs merged by time stamp. */
  #readFtrace(): PstoreReadRecord | null {
    if (!this.#ftracePerCpu) {
      const zone = this.#ftraceReadCnt++ === 0 ? this.#fprzs[0] : undefined;
      return zone !== undefined && zone.oldSize > 0 ? record(zone, PSTORE_TYPE_FTRACE, 0, zone.oldLog!) : null;
    }
    const { pstore } = this.#kernel.profile;
    const format = ftraceFormat(this.#kernel.profile, this.#host.byteOrder);
    let log: Uint8Array = new Uint8Array(0);
    const sum = { correctedBytes: 0, badBlocks: 0, eccSize: 0 };
    while (this.#ftraceReadCnt < this.#fprzs.length) {
      const zone = this.#fprzs[this.#ftraceReadCnt++]!;
      if (zone.oldSize === 0) continue;
      sum.eccSize = zone.eccSize;
      sum.correctedBytes += zone.correctedBytes;
      sum.badBlocks += zone.badBlocks;
      // Without the front end the function that merges is an empty one.
      if (!pstore.frontEnds.ftrace) continue;
      if (log.length + zone.oldSize > pstore.kmallocMaxBytes) return null;
      log = combineFtraceLogs(log, zone.oldLog!, format);
    }
    return log.length > 0 ? record(sum, PSTORE_TYPE_FTRACE, 0, log) : null;
  }

  /** `ramoops_pstore_write`: 0 or a negative errno. Of a dump only part 1 is taken. */
  write(entry: PstoreWriteRecord): number {
    switch (entry.type) {
      case PSTORE_TYPE_CONSOLE:
        if (this.#cprz === null) return -ENOMEM;
        return this.#done(entry.isRun ? this.#cprz.writeRun(entry.bytes) : this.#cprz.write(entry.bytes));
      case PSTORE_TYPE_FTRACE: {
        const zone = this.#fprzs[this.#ftracePerCpu ? (entry.cpu ?? 0) : 0];
        return zone === undefined ? -ENOMEM : this.#done(zone.write(entry.bytes));
      }
      case PSTORE_TYPE_PMSG:
        if (this.#pmsgLimit.allows()) this.#pr(KERN_WARNING, `PMSG shouldn't call ramoops_pstore_write`);
        return -EINVAL;
      case PSTORE_TYPE_DMESG:
        return this.#writeDump(entry);
      default:
        return -EINVAL;
    }
  }

  #writeDump(entry: PstoreWriteRecord): number {
    if (entry.part !== 1 || this.#dprzs.length === 0) return -ENOSPC;
    const zone = this.#dprzs[this.#dumpWriteCnt]!;
    const header = latin1Bytes(
      ramoopsKmsgHeader(entry.time.seconds, entry.time.nanoseconds, entry.compressed ?? false),
    );
    const room = zone.bufferSize - header.length;
    if (entry.bytes.length > room && room < 0) {
      // buffer_size - hlen wraps around, and the copy leaves every mapping.
      return this.#done({
        kind: 'fault',
        text: 'unable to handle kernel paging request (read)',
        where: 'persistent_ram_write',
      });
    }
    const payload = entry.bytes.length > room ? entry.bytes.subarray(0, room) : entry.bytes;
    const stop = zone.zap();
    if (stop !== null) return this.#done(stop);
    const begun = zone.write(header);
    if (isKernelStop(begun)) return this.#done(begun);
    const written = zone.write(payload);
    if (isKernelStop(written)) return this.#done(written);
    this.#dumpWriteCnt = (this.#dumpWriteCnt + 1) % this.#dprzs.length;
    return 0;
  }

  /** `ramoops_pstore_write_user`: the count of bytes, even when only the tail fitted. */
  writeUser(entry: PstoreWriteRecord): number {
    if (entry.type !== PSTORE_TYPE_PMSG) return -EINVAL;
    if (this.#mprz === null) return -ENOMEM;
    const result = this.#mprz.write(entry.bytes);
    return isKernelStop(result) ? this.#stopAt(result) : result;
  }

  /** `ramoops_pstore_erase`: empties the zone a record came from; of merged ftrace logs only the first zone. */
  erase(type: number, id: number): number {
    const zone = this.#zoneOf(type, id);
    if (zone === null) return -EINVAL;
    zone.freeOld();
    return this.#done(zone.zap() ?? 0);
  }

  #zoneOf(type: number, id: number): PersistentRamZone | null {
    switch (type) {
      case PSTORE_TYPE_DMESG:
        return this.#dprzs[id] ?? null;
      case PSTORE_TYPE_CONSOLE:
        return this.#cprz;
      case PSTORE_TYPE_FTRACE:
        return this.#fprzs[id] ?? null;
      case PSTORE_TYPE_PMSG:
        return this.#mprz;
      default:
        return null;
    }
  }

  #done(result: number | KernelStop): number {
    return isKernelStop(result) ? this.#stopAt(result) : 0;
  }
}

/** Where the next zone goes, and whether it still lies in the region; `phys_addr_t` and `size_t` are as wide as a word. */
class ZonePlan {
  readonly pdata: RamoopsPlatformData;
  paddr: bigint;
  readonly #wordBytes: 4 | 8;

  constructor(pdata: RamoopsPlatformData, wordBytes: 4 | 8) {
    this.pdata = pdata;
    this.paddr = pdata.memAddress;
    this.#wordBytes = wordBytes;
  }

  hasRoom(size: bigint): boolean {
    return toSizeT(this.paddr + size - this.pdata.memAddress, this.#wordBytes) <= this.pdata.memSize;
  }

  advance(size: number): void {
    this.paddr += BigInt(size);
  }
}

/** `rounddown_pow_of_two`, 0 stays 0. */
export function roundDownPowerOfTwo(size: bigint): bigint {
  return size === 0n ? 0n : 1n << BigInt(size.toString(2).length - 1);
}

function record(
  zone: { eccSize: number; correctedBytes: number; badBlocks: number },
  type: number,
  id: number,
  payload: Uint8Array,
  header?: { seconds: bigint; nanoseconds: bigint; compressed: boolean },
): PstoreReadRecord | null {
  // A record of no bytes ends the reading: pstore takes it for the end of the list.
  if (payload.length === 0) return null;
  return {
    type,
    id,
    seconds: header?.seconds ?? 0n,
    nanoseconds: header?.nanoseconds ?? 0n,
    compressed: header?.compressed ?? false,
    bytes: payload,
    eccNotice: eccNotice(zone),
  };
}
