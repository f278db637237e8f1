/**
 * Lays the zones of ramoops into its region, one after the other, each made ready before the next.
 *
 * Mirrors the zone part of `ramoops_probe`, `ramoops_init_przs` and `ramoops_init_prz` of Linux v4.19, v6.1 and v6.12
 * `fs/pstore/ram.c`.
 * `size_t` and `phys_addr_t` are as wide as a word, as in the recorded kernels.
 */
import { linuxVersionCode } from '../../formats/persistent-ram.ts';
import type { RamoopsZoneKind } from '../../formats/pstore.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { ENOMEM } from '../../sim/errno.ts';
import { isKernelStop, type KernelStop } from '../kernel-stop.ts';
import { KERN_ERR } from '../printk/levels.ts';
import { PersistentRamZone, persistentRamNew } from './ram-core.ts';
import type { DevPrint } from './ramoops-dt.ts';
import type { RamoopsPlatformData } from './ramoops-parameters.ts';
import { hexSizeT, toSizeT } from './size-t.ts';
import type { PersistentRamHost } from './zone-description.ts';

const PRZ_POINTER_BYTES = 8;

export interface RamoopsZones {
  readonly dmesg: readonly PersistentRamZone[];
  readonly console: PersistentRamZone | null;
  readonly ftrace: readonly PersistentRamZone[];
  readonly pmsg: PersistentRamZone | null;
}

export const NO_ZONES: RamoopsZones = { dmesg: [], console: null, ftrace: [], pmsg: null };

export interface ZoneLayoutOptions {
  readonly host: PersistentRamHost;
  readonly profile: KernelProfile;
  readonly pdata: RamoopsPlatformData;
  /** Into how many zones the function trace is divided. */
  readonly ftraceCount: number;
  readonly devPrint: DevPrint;
}

/** What stands in the way: an errno, or the end of the kernel. */
type Failure = number | KernelStop;

/** `persistent_ram_free` looks into what is an errno, not a zone. */
const FREED_ERRNO: KernelStop = {
  kind: 'fault',
  text: 'unable to handle kernel paging request (read)',
  where: 'persistent_ram_free',
};

/** `rounddown_pow_of_two`; 0 stays 0. */
export function roundDownPowerOfTwo(size: bigint): bigint {
  return size === 0n ? 0n : 1n << BigInt(size.toString(2).length - 1);
}

export class ZoneLayout {
  /** Zones that came to be, also when a later one did not. */
  readonly attached: PersistentRamZone[] = [];
  readonly #options: ZoneLayoutOptions;
  /** Where the next zone goes. */
  #paddr: bigint;

  constructor(options: ZoneLayoutOptions) {
    this.#options = options;
    this.#paddr = options.pdata.memAddress;
  }

  /** All zones, in the order of this kernel. */
  layOut(): RamoopsZones | Failure {
    const { pdata, profile, ftraceCount } = this.#options;
    const recordSize = roundDownPowerOfTwo(pdata.recordSize);
    const consoleSize = roundDownPowerOfTwo(pdata.consoleSize);
    const ftraceSize = roundDownPowerOfTwo(pdata.ftraceSize);
    const pmsgSize = roundDownPowerOfTwo(pdata.pmsgSize);
    const dumpMemSize = toSizeT(pdata.memSize - consoleSize - ftraceSize - pmsgSize, profile.wordBytes);

    const dmesg = this.#initPrzs('dmesg', dumpMemSize, recordSize, 0, 0);
    if (isFailure(dmesg)) return dmesg;
    const console = this.#initPrz('console', consoleSize);
    if (isFailure(console)) return console;
    const initPmsg = () => this.#initPrz('pmsg', pmsgSize);
    const initFtrace = () => this.#initPrzs('ftrace', ftraceSize, -1n, ftraceCount, linuxVersionCode(profile.version));
    const pmsgFirst = profile.pstore.zoneOrder === 'pmsg-ftrace' ? initPmsg() : null;
    if (isFailure(pmsgFirst)) return pmsgFirst;
    const ftrace = initFtrace();
    if (isFailure(ftrace)) return ftrace;
    const pmsg = profile.pstore.zoneOrder === 'ftrace-pmsg' ? initPmsg() : pmsgFirst;
    if (isFailure(pmsg)) return pmsg;
    return { dmesg, console, ftrace, pmsg };
  }

  /**
   * `ramoops_init_przs`: several zones of one kind that share `memSize` bytes. A record size gives their number; below zero,
   * as an ssize_t, their number is given.
   */
  #initPrzs(
    name: 'dmesg' | 'ftrace',
    memSize: bigint,
    wantedSize: bigint,
    wantedCount: number,
    sig: number,
  ): PersistentRamZone[] | Failure {
    const { profile, devPrint } = this.#options;
    if (memSize === 0n || wantedSize === 0n) return [];
    const shown = this.#shownName(name);
    let recordSize = wantedSize;
    let count = wantedCount;
    if (BigInt.asIntN(profile.wordBytes * 8, wantedSize) < 0n) {
      if (count === 0) return [];
      recordSize = memSize / BigInt(count);
      if (recordSize === 0n) {
        devPrint(KERN_ERR, `${shown} record size == 0 (${memSize} / ${count})`);
        return -ENOMEM;
      }
    } else {
      count = Number(BigInt.asUintN(32, memSize / recordSize));
      if (count === 0) {
        devPrint(KERN_ERR, `${shown} record count == 0 (${memSize} / ${recordSize})`);
        return -ENOMEM;
      }
    }
    if (!this.#hasRoom(memSize)) return this.#noRoom(shown, memSize);

    const share = memSize / BigInt(count);
    const zoneSize = share - (share % BigInt(profile.pstore.ramoops.zoneAlignBytes));
    if (zoneSize === 0n) {
      devPrint(KERN_ERR, `${shown} zone size == 0`);
      return -ENOMEM;
    }
    // The array of pointers must be one allocation; without it the kernel gives up in silence.
    if (count * PRZ_POINTER_BYTES > profile.pstore.kmallocMaxBytes) return -ENOMEM;

    const zones: PersistentRamZone[] = [];
    for (let i = 0; i < count; i++) {
      const label = count === 1 ? `ramoops:${name}` : `ramoops:${name}(${i}/${count - 1})`;
      const zone = this.#newZone(name, label, zoneSize, recordSize, sig, false);
      if (isFailure(zone)) return zone;
      zones.push(zone);
    }
    return zones;
  }

  /** `ramoops_init_prz`: one zone, emptied once its old log is saved. */
  #initPrz(name: 'console' | 'pmsg', size: bigint): PersistentRamZone | null | Failure {
    if (size === 0n) return null;
    if (!this.#hasRoom(size)) return this.#noRoom(name, size);
    const zone = this.#newZone(name, `ramoops:${name}`, size, size, 0, true);
    const isFreed = typeof zone === 'number' && this.#options.profile.pstore.freesFailedZone;
    return isFreed ? FREED_ERRNO : zone;
  }

  /** `sizeShown`: what a failure is told with; of several zones the record size, not what a zone really gets. */
  #newZone(
    kind: RamoopsZoneKind,
    label: string,
    size: bigint,
    sizeShown: bigint,
    sig: number,
    zapOld: boolean,
  ): PersistentRamZone | Failure {
    const { host, pdata, devPrint } = this.#options;
    const { eccSize, memType } = pdata;
    const paddr = this.#paddr;
    const zone = persistentRamNew(host, { kind, label, paddr, size: Number(size), sig, eccSize, memType, zapOld });
    if (typeof zone === 'number') {
      devPrint(
        KERN_ERR,
        `failed to request ${this.#shownName(kind)} mem region (${hexSizeT(sizeShown)}@${hexSizeT(paddr)}): ${zone}`,
      );
    }
    if (zone instanceof PersistentRamZone) {
      this.attached.push(zone);
      this.#paddr += size;
    }
    return zone;
  }

  #shownName(kind: RamoopsZoneKind): string {
    return kind === 'dmesg' ? this.#options.profile.pstore.ramoops.dumpZones : kind;
  }

  #hasRoom(size: bigint): boolean {
    const { pdata, profile } = this.#options;
    return toSizeT(this.#paddr + size - pdata.memAddress, profile.wordBytes) <= pdata.memSize;
  }

  #noRoom(name: string, size: bigint): number {
    const { pdata, devPrint } = this.#options;
    devPrint(
      KERN_ERR,
      `no room for ${name} mem region (${hexSizeT(size)}@${hexSizeT(this.#paddr)}) in ` +
        `(${hexSizeT(pdata.memSize)}@${hexSizeT(pdata.memAddress)})`,
    );
    return -ENOMEM;
  }
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'number' || isKernelStop(value);
}
