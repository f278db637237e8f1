/**
 * The driver that hands kmemdump's regions to Qualcomm's boot firmware: it keeps minidump's table of Linux in RAM and its place in shared memory.
 *
 * Mirrors `drivers/debug/qcom_md.c` (RFC v1), `drivers/debug/qcom_minidump.c` (v2) and `drivers/soc/qcom/minidump.c` (meminspect) with their messages and errors. v1
 * prints an uninitialised variable when the table is not set up, and goes on with an uninitialised size when there is none; both are 0 here. meminspect v1 goes
 * on with a bad pointer after an error; here it stops as its successor does.
 */
import {
  MINIDUMP_LINUX_REGIONS_MAX,
  MINIDUMP_SMEM_ITEM,
  MINIDUMP_SUBSYSTEM_APSS,
  MINIDUMP_TOC_BYTES,
  minidumpRegion,
  minidumpSubsystem,
  minidumpToc,
  minidumpWords,
  subsystemOffset,
} from '../../formats/minidump-table.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { EEXIST, EINVAL, ENODEV, ENOENT, ENOSPC, ENXIO, errnoName } from '../../sim/errno.ts';
import { KERN_DEBUG, KERN_ERR, KERN_INFO } from '../printk/levels.ts';
import type { BackendHost, DumpRegion, KmemdumpBackend } from './backend.ts';
import { minidumpName } from './minidump-names.ts';
import { EPROBE_DEFER, type SmemItem, smemGet } from './smem.ts';

/** "No XENIX semaphores available", which the drivers give for want of a better one. */
const ENAVAIL = 119;
/** MINIDUMP_MAX_NAME_LENGTH of v1, its NUL among them. */
const V1_NAME_BYTES = 12;
const NAME_CHARACTERS = 8;

/** The driver finds its device: a backend, or the negated error number that its probe ends with. */
export function minidumpBackend(host: BackendHost): KmemdumpBackend | number {
  const { context } = host;
  const smem = context.board.minidump?.smem;
  // Without shared memory nobody makes the device, and the driver waits for it.
  if (smem === undefined) return -ENODEV;
  const found = smemGet({ memory: context.memory, ...smem }, MINIDUMP_SMEM_ITEM);
  const toc = checkedTable(host, found);
  if (toc < 0) {
    reportProbe(host, toc);
    return toc;
  }
  const regions = host.allocate(MINIDUMP_LINUX_REGIONS_MAX * minidumpRegion.sizeBytes);
  if (regions < 0) {
    if (host.build.series === 'v1')
      host.print(KERN_ERR, `${device(host)}apss minidump initialization failed ${regions}`);
    reportProbe(host, regions);
    return regions;
  }
  const table = new LinuxTable(host, toc + subsystemOffset(MINIDUMP_SUBSYSTEM_APSS), regions);
  return host.build.series === 'v1'
    ? new NamedRegions(host, table)
    : new NumberedRegions(host, table, host.build.series);
}

/** Where the table is, or the negated error number, after what the driver says about it. */
function checkedTable(host: BackendHost, found: SmemItem | number): number {
  const { series } = host.build;
  const { memory } = host.context;
  const say = (text: string) => host.print(KERN_ERR, `${device(host)}${text}`);
  const isOld = series === 'v1' || series === 'v2' || series === 'v3';
  if (typeof found === 'number') {
    if (isOld) say(`Couldn't find minidump smem item ${found}`);
    else if (found !== -EPROBE_DEFER) say(`error -${errnoName(found)}: Couldn't find minidump smem item`);
    if (series !== 'v1') return found;
    say(`minidump table is not initialized ${found}`);
    return -ENAVAIL;
  }
  const isReady =
    found.sizeBytes >= MINIDUMP_TOC_BYTES &&
    minidumpToc.read(memory.read(found.address, minidumpToc.sizeBytes), 'little').status !== 0;
  if (isReady) return found.address;
  say(isOld ? 'minidump table is not initialized 0' : 'error -EINVAL: minidump table not ready');
  return isOld ? -ENAVAIL : -EINVAL;
}

/** What the driver core says of a probe that failed; of some errors nothing. */
function reportProbe({ build, context, print }: BackendHost, error: number): void {
  if (error === -EPROBE_DEFER || error === -ENODEV || error === -ENXIO) return;
  const name = deviceName(build.series);
  if (context.board.minidump !== undefined)
    print(KERN_ERR, `${name} ${name}: probe with driver ${name} failed with error ${error}`);
}

function deviceName(series: BackendHost['build']['series']): string {
  return series === 'v1' ? 'qcom-md' : 'qcom-minidump';
}

/** dev_err and its kin begin with driver and device. */
function device({ build }: BackendHost): string {
  const name = deviceName(build.series);
  return `${name} ${name}: `;
}

type Region = ReturnType<typeof minidumpRegion.read>;

/** The part of Linux in the table, in RAM, where firmware and damage are at it too. */
class LinuxTable {
  readonly #memory: PhysicalMemory;
  readonly #toc: number;
  readonly #regions: number;

  constructor({ context }: BackendHost, toc: number, regions: number) {
    this.#memory = context.memory;
    this.#toc = toc;
    this.#regions = regions;
    const values = {
      status: 1,
      enabled: minidumpWords.enabled,
      encryptionStatus: minidumpWords.encryptionDone,
      encryptionRequired: minidumpWords.encryptionNotRequired,
      regionCount: 0,
      regionsBase: BigInt(regions),
    };
    this.#writeToc(values);
  }

  #writeToc(values: Parameters<typeof minidumpSubsystem.write>[2]): void {
    const bytes = this.#memory.read(this.#toc, minidumpSubsystem.sizeBytes);
    minidumpSubsystem.write(bytes, 'little', values);
    this.#memory.write(this.#toc, bytes, this.#memory.writer('kernel'));
  }

  get count(): number {
    return minidumpSubsystem.read(this.#memory.read(this.#toc, minidumpSubsystem.sizeBytes), 'little').regionCount;
  }

  #at(index: number): number {
    return this.#regions + index * minidumpRegion.sizeBytes;
  }

  /** Of a count that damage has made larger than the table, what the table has: the real driver reads on behind it. */
  find(isIt: (region: Region) => boolean): number {
    const count = Math.min(this.count, MINIDUMP_LINUX_REGIONS_MAX);
    for (let index = 0; index < count; index++) {
      const bytes = this.#memory.read(this.#at(index), minidumpRegion.sizeBytes);
      if (isIt(minidumpRegion.read(bytes, 'little'))) return index;
    }
    return -ENOENT;
  }

  /** `valid` after all else, and the count last, so that the firmware never sees half a region. */
  append(region: Omit<Region, 'valid'>): void {
    const { count } = this;
    const writer = this.#memory.writer('kernel');
    const at = this.#at(count);
    this.#memory.write(at, minidumpRegion.encode({ ...region, valid: 0 }, 'little'), writer);
    const valid = new Uint8Array(4);
    new DataView(valid.buffer).setUint32(0, minidumpWords.valid, true);
    this.#memory.write(at + minidumpRegion.fields.valid.offset, valid, writer);
    this.#writeToc({ regionCount: count + 1 });
  }

  /** The entries behind move down by one, and the last one is cleared. */
  remove(index: number): void {
    const count = Math.min(this.count, MINIDUMP_LINUX_REGIONS_MAX);
    const writer = this.#memory.writer('kernel');
    const behind = this.#memory.read(this.#at(index + 1), (count - index - 1) * minidumpRegion.sizeBytes);
    this.#memory.write(this.#at(index), behind, writer);
    this.#memory.fill(this.#at(count - 1), minidumpRegion.sizeBytes, 0, writer);
    this.#writeToc({ regionCount: count - 1 });
  }
}

const align4 = (sizeBytes: number) => Math.ceil(sizeBytes / 4) * 4;

/** RFC v1: regions are found by name. */
class NamedRegions implements KmemdumpBackend {
  readonly name = 'qcom_md';
  readonly #host: BackendHost;
  readonly #table: LinuxTable;
  /** The driver's own list, newest first. */
  readonly #list: { readonly id: number; readonly name: string }[] = [];

  constructor(host: BackendHost, table: LinuxTable) {
    this.#host = host;
    this.#table = table;
  }

  registerRegion({ id, name: handle, virtual, physical, sizeBytes }: DumpRegion): number {
    const name = `K${id}${handle.slice(0, NAME_CHARACTERS)}`.slice(0, V1_NAME_BYTES - 1);
    const error = virtual === 0n || sizeBytes === 0 ? -EINVAL : this.#add(name, physical, align4(sizeBytes));
    if (error !== 0) {
      this.#host.print(KERN_ERR, `failed to register region in minidump ${id} ${handle}: err: ${error}`);
      return error;
    }
    this.#list.unshift({ id, name });
    return 0;
  }

  #add(name: string, physical: number, size: number): number {
    if (this.#table.find((region) => region.name === name) >= 0) {
      this.#host.print(KERN_INFO, `${device(this.#host)}${name} region is already registered`);
      return -EEXIST;
    }
    const { count } = this.#table;
    if (count >= MINIDUMP_LINUX_REGIONS_MAX) {
      this.#host.print(KERN_ERR, `${device(this.#host)}maximum region limit ${count} reached`);
      return -ENOSPC;
    }
    this.#table.append({ name, seqNum: 0, address: BigInt(physical), size: BigInt(size) });
    return 0;
  }

  unregisterRegion(id: number): number {
    const at = this.#list.findIndex((region) => region.id === id);
    if (at < 0) {
      this.#host.print(KERN_ERR, `failed to unregister region from minidump ${-ENOENT}`);
      return -ENOENT;
    }
    const { name } = this.#list[at]!;
    this.#list.splice(at, 1);
    const index = this.#table.find((region) => region.name === name);
    if (index < 0) {
      this.#host.print(KERN_ERR, `${device(this.#host)}${name} region is not present`);
      return index;
    }
    this.#table.remove(index);
    return 0;
  }
}

/** From v2 on regions are found by their uid, which stands in `seq_num`. */
class NumberedRegions implements KmemdumpBackend {
  readonly name = 'qcom_minidump';
  readonly #host: BackendHost;
  readonly #table: LinuxTable;
  readonly #series: 'v2' | 'v3' | 'meminspect-v1' | 'meminspect';

  constructor(host: BackendHost, table: LinuxTable, series: 'v2' | 'v3' | 'meminspect-v1' | 'meminspect') {
    this.#host = host;
    this.#table = table;
    this.#series = series;
  }

  /** meminspect's callbacks return nothing: what went wrong is a debug message. */
  get #isSilent(): boolean {
    return this.#series === 'meminspect-v1' || this.#series === 'meminspect';
  }

  #failed(error: number): number {
    return this.#isSilent ? 0 : error;
  }

  #debug(text: string): void {
    if (this.#host.build.debug) this.#host.print(KERN_DEBUG, `${device(this.#host)}${text}`);
  }

  registerRegion({ id, virtual, physical, sizeBytes }: DumpRegion): number {
    if (virtual === 0n || sizeBytes === 0) {
      if (this.#isSilent) this.#debug('invalid region requested');
      return this.#failed(-EINVAL);
    }
    const name = minidumpName(this.#series, id);
    if (this.#table.find(({ seqNum }) => seqNum === id) >= 0) {
      this.#debug(`${name}:${id} region is already registered`);
      return this.#failed(-EEXIST);
    }
    const { count } = this.#table;
    if (count >= MINIDUMP_LINUX_REGIONS_MAX) {
      const text = `maximum region limit ${count} reached`;
      if (this.#isSilent) this.#debug(text);
      else this.#host.print(KERN_ERR, `${device(this.#host)}${text}`);
      return this.#failed(-ENOSPC);
    }
    const short = `K${name.slice(0, NAME_CHARACTERS)}`;
    const size = align4(sizeBytes);
    this.#table.append({ name: short, seqNum: id, address: BigInt(physical), size: BigInt(size) });
    if (this.#isSilent) this.#debug(`${short}:${id} region registered ${physical.toString(16)}:${size.toString(16)}`);
    return 0;
  }

  /** "Not found" is kept in an unsigned number and never seen: memory far outside the table would be moved, which no mapping has. */
  unregisterRegion(id: number): number {
    const index = this.#table.find(({ seqNum }) => seqNum === id);
    if (index >= 0) this.#table.remove(index);
    else
      this.#host.context.control.hang(
        `${this.name}: region ${id} is not in the table, and the driver moves memory that is not there`,
      );
    return 0;
  }
}
