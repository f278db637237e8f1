/**
 * ramoops: lays zones into a region of RAM and offers them to pstore.
 *
 * Mirrors Linux v4.19, v6.1 and v6.12 `fs/pstore/ram.c` (the last two late stable). How the parameters came about, from a module's command line
 * or a device tree node, is ramoops-parameters.ts and ramoops-dt.ts.
 */

import {
  PSTORE_TYPE_CONSOLE,
  PSTORE_TYPE_DMESG,
  PSTORE_TYPE_FTRACE,
  PSTORE_TYPE_PMSG,
  ramoopsKmsgHeader,
} from '../../formats/pstore.ts';
import type { ByteOrder } from '../../memory/mapping.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { RamoopsSwitches } from '../../profiles/kernel.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { EINVAL, ENOMEM, ENOSPC } from '../../sim/errno.ts';
import { isKernelStop, type KernelStop } from '../kernel-stop.ts';
import type { IoResources } from '../memblock/io-resources.ts';
import { KMSG_DUMP_OOPS, KMSG_DUMP_PANIC } from '../printk/kmsg-dump.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
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
import type { PersistentRamZone } from './ram-core.ts';
import { RAMOOPS_FLAG_FTRACE_PER_CPU, type RamoopsPlatformData } from './ramoops-parameters.ts';
import { NO_ZONES, ZoneLayout } from './ramoops-zones.ts';
import { hexSizeT } from './size-t.ts';
import type { PersistentRamHost } from './zone-description.ts';

export interface RamoopsOptions {
  readonly kernel: PstoreKernel;
  readonly memory: PhysicalMemory;
  readonly byteOrder: ByteOrder;
  /** `nr_cpu_ids`. */
  readonly possibleCpus: number;
  /** The platform device's name: `ramoops`, or `4e000000.ramoops` for a device tree node. */
  readonly deviceName: string;
  /** Who has which addresses; absent where a region is read by itself: all of it is RAM with pages, and nobody else's. */
  readonly ioResources?: IoResources;
  /** pseries with the hash MMU: only a cached mapping of RAM works. */
  readonly refusesUncachedMapping?: boolean;
  /** As in `PersistentRamHost`. */
  readonly uncachedAtomics?: 'hang' | undefined;
  readonly barrier?: (() => void) | undefined;
}

/** `pstore_register` of the pstore core: 0 or a negative errno. */
export type RegisterBackend = (backend: PstoreBackend) => number;

export class Ramoops implements PstoreBackend {
  readonly name = 'ramoops';
  flags = 0;
  bufsize = 0;
  maxReason = 0;
  readonly firstPartOnly = true;
  /** In the order in which they were laid out, also those before a failure. */
  zones: readonly PersistentRamZone[] = [];
  /** What the kernel died of inside ramoops. */
  stop: KernelStop | null = null;

  readonly #kernel: PstoreKernel;
  readonly #options: RamoopsOptions;
  readonly #host: PersistentRamHost;
  readonly #pmsgLimit: RateLimit;
  #prz = NO_ZONES;
  #ftracePerCpu = false;
  /** `dump_oops`, where the backend goes by it. */
  #dumpsOopses = true;
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
      ...(options.ioResources === undefined ? {} : { ioResources: options.ioResources }),
      refusesUncachedMapping: options.refusesUncachedMapping ?? false,
      ...(options.uncachedAtomics === undefined ? {} : { uncachedAtomics: options.uncachedAtomics }),
      barrier: options.barrier,
      uncorrectableLimit: new RateLimit('persistent_ram_init_ecc', kernel.now, warn),
      switches: this.#switches,
      printk: (level, text) =>
        kernel.printk(level, `${this.#switches.hasLabels ? 'ramoops' : 'persistent_ram'}: ${text}`),
    };
  }

  /**
   * `ramoops_probe` from the checks on, then `pstore_register`. 0, a negative errno, or `stop` is set. `pdata` is null for a
   * device without platform data.
   */
  probe(pdata: RamoopsPlatformData | null, register: RegisterBackend): number {
    if (this.#prz.dmesg.length > 0) {
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
    const { lastLine } = this.#switches;
    // The block size as configured, which neither parameters nor device tree do.
    const block = lastLine === 'attached' ? '/0' : '';
    const where = `${hexSizeT(pdata.memSize)}@${hexSizeT(pdata.memAddress)}`;
    this.#pr(KERN_INFO, `${lastLine} ${where}, ecc: ${pdata.eccSize}${block}`);
    return 0;
  }

  get dumpRecords(): number {
    return this.#prz.dmesg.length;
  }

  /** Messages of the device: driver and device name before the text. */
  devPrint(level: number, text: string): void {
    this.#kernel.printk(level, `ramoops ${this.#options.deviceName}: ${text}`);
  }

  get #switches(): RamoopsSwitches {
    return this.#kernel.profile.pstore.ramoops;
  }

  #pr(level: number, text: string): void {
    this.#kernel.printk(level, `ramoops: ${text}`);
  }

  /** After a failure no zone is left, but what was done in RAM stays done. */
  #layOut(pdata: RamoopsPlatformData): number {
    this.#ftracePerCpu = (pdata.flags & RAMOOPS_FLAG_FTRACE_PER_CPU) !== 0;
    const layout = new ZoneLayout({
      host: this.#host,
      profile: this.#kernel.profile,
      pdata,
      ftraceCount: this.#ftracePerCpu ? this.#options.possibleCpus : 1,
      devPrint: (level, text) => this.devPrint(level, text),
    });
    const laid = layout.layOut();
    this.zones = layout.attached;
    if (isKernelStop(laid)) return this.#stopAt(laid);
    if (typeof laid === 'number') {
      this.release();
      return laid;
    }
    this.#prz = laid;
    return 0;
  }

  #stopAt(stop: KernelStop): number {
    this.stop ??= stop;
    this.#kernel.stopped(stop);
    return -ENOMEM;
  }

  #describeBackend(pdata: RamoopsPlatformData): void {
    this.flags = 0;
    if (this.#prz.dmesg.length > 0) {
      this.flags |= PSTORE_FLAGS_DMESG;
      this.maxReason = this.#switches.reasons === 'max-reason' ? pdata.maxReason : 0;
      this.#dumpsOopses = pdata.maxReason >= KMSG_DUMP_OOPS;
      this.bufsize = this.#prz.dmesg[0]!.bufferSize;
    }
    if (this.#prz.console !== null) this.flags |= PSTORE_FLAGS_CONSOLE;
    if (this.#prz.ftrace.length > 0) this.flags |= PSTORE_FLAGS_FTRACE;
    if (this.#prz.pmsg !== null) this.flags |= PSTORE_FLAGS_PMSG;
  }

  /** `persistent_ram_free` of all zones: the addresses are anybody's again. */
  release(): void {
    for (const zone of this.zones) zone.release();
  }

  #forget(): void {
    this.release();
    this.#prz = NO_ZONES;
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
    while (this.#dumpReadCnt < this.#prz.dmesg.length) {
      const id = this.#dumpReadCnt++;
      const zone = this.#nextPrz(this.#prz.dmesg[id]!);
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
      return this.#record(zone, PSTORE_TYPE_DMESG, id, zone.oldLog!.subarray(header.length), header);
    }
    if (this.#consoleReadCnt++ === 0 && this.#prz.console !== null && this.#prz.console.oldSize > 0) {
      return this.#record(this.#prz.console, PSTORE_TYPE_CONSOLE, 0, this.#prz.console.oldLog!);
    }
    if (this.#pmsgReadCnt++ === 0 && this.#prz.pmsg !== null && this.#prz.pmsg.oldSize > 0) {
      return this.#record(this.#prz.pmsg, PSTORE_TYPE_PMSG, 0, this.#prz.pmsg.oldLog!);
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
      const zone = this.#ftraceReadCnt++ === 0 ? this.#prz.ftrace[0] : undefined;
      return zone !== undefined && zone.oldSize > 0 ? this.#record(zone, PSTORE_TYPE_FTRACE, 0, zone.oldLog!) : null;
    }
    const { pstore } = this.#kernel.profile;
    const format = ftraceFormat(this.#kernel.profile, this.#host.byteOrder);
    let log: Uint8Array = new Uint8Array(0);
    const sum = { correctedBytes: 0, badBlocks: 0, eccSize: 0 };
    while (this.#ftraceReadCnt < this.#prz.ftrace.length) {
      const zone = this.#prz.ftrace[this.#ftraceReadCnt++]!;
      if (zone.oldSize === 0) continue;
      sum.eccSize = zone.eccSize;
      sum.correctedBytes += zone.correctedBytes;
      sum.badBlocks += zone.badBlocks;
      // Without the front end the function that merges is an empty one.
      if (!pstore.frontEnds.ftrace) continue;
      if (log.length + zone.oldSize > pstore.kmallocMaxBytes) return null;
      log = combineFtraceLogs(log, zone.oldLog!, format);
    }
    return log.length > 0 ? this.#record(sum, PSTORE_TYPE_FTRACE, 0, log) : null;
  }

  /** `ramoops_pstore_write`: 0 or a negative errno. Of a dump only part 1 is taken. */
  write(entry: PstoreWriteRecord): number {
    switch (entry.type) {
      case PSTORE_TYPE_CONSOLE:
        if (this.#prz.console === null) return -ENOMEM;
        return this.#done(entry.isRun ? this.#prz.console.writeRun(entry.bytes) : this.#prz.console.write(entry.bytes));
      case PSTORE_TYPE_FTRACE: {
        const zone = this.#prz.ftrace[this.#ftracePerCpu ? (entry.cpu ?? 0) : 0];
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

  /** 4.19: what `max_reason` keeps away from the backend later. */
  #refuses(reason: number | undefined): boolean {
    if (this.#switches.reasons === 'max-reason') return false;
    return reason === KMSG_DUMP_OOPS ? !this.#dumpsOopses : reason !== KMSG_DUMP_PANIC;
  }

  #writeDump(entry: PstoreWriteRecord): number {
    if (this.#refuses(entry.reason)) return -EINVAL;
    if (entry.part !== 1 || this.#prz.dmesg.length === 0) return -ENOSPC;
    const zone = this.#prz.dmesg[this.#dumpWriteCnt]!;
    const header = latin1Bytes(
      ramoopsKmsgHeader(entry.time.seconds, entry.time.nanoseconds, entry.compressed ?? false),
    );
    const room = zone.bufferSize - header.length;
    // buffer_size - hlen wraps around below zero: the copy begins as far before the record. What lies there nobody knows: zeros here.
    const kept = room < 0 ? new Uint8Array(zone.bufferSize) : entry.bytes.subarray(0, room);
    const stop = this.#switches.zapsBeforeDump ? zone.zap() : null;
    if (stop !== null) return this.#done(stop);
    const begun = zone.write(header);
    if (isKernelStop(begun)) return this.#done(begun);
    const written = zone.write(kept);
    if (isKernelStop(written)) return this.#done(written);
    this.#dumpWriteCnt = (this.#dumpWriteCnt + 1) % this.#prz.dmesg.length;
    return 0;
  }

  /** `ramoops_pstore_write_user`: the count of bytes, even when only the tail fitted. */
  writeUser(entry: PstoreWriteRecord): number {
    if (entry.type !== PSTORE_TYPE_PMSG) return -EINVAL;
    if (this.#prz.pmsg === null) return -ENOMEM;
    const result = this.#prz.pmsg.write(entry.bytes);
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
        return this.#prz.dmesg[id] ?? null;
      case PSTORE_TYPE_CONSOLE:
        return this.#prz.console;
      case PSTORE_TYPE_FTRACE:
        return this.#prz.ftrace[id] ?? null;
      case PSTORE_TYPE_PMSG:
        return this.#prz.pmsg;
      default:
        return null;
    }
  }

  #done(result: number | KernelStop): number {
    return isKernelStop(result) ? this.#stopAt(result) : 0;
  }

  #record(
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
      eccNotice: eccNotice(zone, this.#switches.eccNoticePrefix),
    };
  }
}
