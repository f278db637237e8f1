/**
 * Autopsy: what the named kernel, booted with these parameters, would make of this region of RAM.
 *
 * The simulated kernel's own ramoops and pstore do the work on a copy of the region: they are loaded, pstorefs is mounted, and
 * what they say, show and change is the report. The kernel does nothing else: in particular its console is silent, although a real one
 * with a console zone would write its boot log there, text that no parameter determines. What nobody but the tool can still save
 * is salvage.ts. Images of any size and contents are fine; the image itself is never changed.
 */
import { persistentRamBuffer } from '../formats/persistent-ram.ts';
import type { KernelStop } from '../kernel/kernel-stop.ts';
import { ftraceFormat, ftraceText } from '../kernel/pstore/ftrace.ts';
import { isFunctionTrace, PSTORE_FILE_MODE, type PstoreFile } from '../kernel/pstore/inode.ts';
import { Pstore } from '../kernel/pstore/platform.ts';
import type { PersistentRamZone } from '../kernel/pstore/ram-core.ts';
import { loadRamoops } from '../kernel/pstore/ramoops-module.ts';
import type { ZoneState } from '../kernel/pstore/zone-description.ts';
import { ADDRESS_SPACE_LIMIT, PAGE_SIZE, PhysicalMemory } from '../memory/physical-memory.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { AutopsyKernel, type AutopsyMessage, pstoreParameters, startPstore } from './autopsy-kernel.ts';
import type { AutopsyOptions } from './autopsy-options.ts';
import { assumedMemType, ramoopsSource, refusesUncachedMapping } from './autopsy-source.ts';
import { type Salvaged, salvage } from './salvage.ts';

export interface AutopsyFile {
  readonly name: string;
  /** As `ls` shows it; of a function trace the text is longer. */
  readonly size: number;
  /** Octal, as `444`. */
  readonly mode: string;
  /** Null where the file would bear the time of mounting. */
  readonly mtimeSec: number | null;
  /** What reading the file gives. */
  readonly bytes: Uint8Array;
}

export interface AutopsyZone {
  /** Physical, and in bytes from the start of the region. */
  readonly address: number;
  readonly offset: number;
  readonly kind: PersistentRamZone['kind'];
  readonly index: number;
  /** What the kernel found; `no-record`: a dump zone that it emptied for want of a `====` header. */
  readonly state: ZoneState | 'no-record';
  /** Header words as found, repaired where ECC could. */
  readonly start: number;
  readonly size: number;
  /** Bytes of the whole zone, and how many of them are data. */
  readonly zoneSize: number;
  readonly dataSize: number;
  readonly eccSize: number;
  readonly correctedBytes: number;
  readonly badBlocks: number;
  /** The header's bytes in the image. */
  readonly header: Uint8Array;
}

export interface AutopsyReport {
  readonly options: AutopsyOptions;
  readonly regionSize: number;
  /** Everything ramoops, pstore and the driver core say, in order, debug messages included. */
  readonly messages: readonly AutopsyMessage[];
  /** What the kernel dies of while it loads or reads; null when it does not. */
  readonly stop: KernelStop | null;
  /** `mem_type` where the tool assumed it, because the user did not say it and the region tells; else null. */
  readonly assumedMemType: number | null;
  /** What pstorefs shows, by name. */
  readonly files: readonly AutopsyFile[];
  /** In the order in which they lie in the region. */
  readonly zones: readonly AutopsyZone[];
  /** Names of the files left after every file was unlinked; null when that was not asked for. */
  readonly afterErase: readonly string[] | null;
  /** What can be had beyond what the kernel shows. */
  readonly salvaged: readonly Salvaged[];
  /** The region as the kernel leaves it. */
  readonly regionAfter: Uint8Array;
}

export function autopsy(image: Uint8Array, options: AutopsyOptions): AutopsyReport {
  const kernel = new AutopsyKernel(options.kernel);
  const memory = new PhysicalMemory({ trackWriters: false });
  const isAddressable = options.address + BigInt(image.length) <= BigInt(ADDRESS_SPACE_LIMIT);
  if (isAddressable) loadImage(memory, Number(options.address), image);

  const pstore = new Pstore(kernel, pstoreParameters(options));
  startPstore(pstore, options.kernel);
  const source = ramoopsSource(image, options, kernel);
  const loaded =
    source === null
      ? null
      : loadRamoops({
          kernel,
          memory,
          byteOrder: 'little',
          possibleCpus: options.cpus,
          refusesUncachedMapping: refusesUncachedMapping(options),
          register: (backend) => (kernel.stop === null ? pstore.register(backend) : -1),
          source,
        });
  if (kernel.stop === null) pstore.mount();

  const files = kernel.stop === null ? pstore.fs.files() : [];
  const zones = loaded?.ramoops?.zones ?? [];
  const indexes = zoneIndexes(zones);
  const report = {
    options,
    regionSize: image.length,
    messages: kernel.messages,
    files: files.map((file) => fileOf(file, options.kernel)),
    zones: zones.map((zone, at) => zoneOf(zone, indexes[at]!, image, options.address)),
    salvaged: salvage(image, zones, files, options),
  };
  const afterErase = options.erase && kernel.stop === null ? erase(pstore) : null;
  const { stop } = kernel;
  return {
    ...report,
    stop,
    afterErase,
    assumedMemType: assumedMemType(image, options) ?? null,
    get regionAfter() {
      return isAddressable ? memory.read(Number(options.address), image.length) : image.slice();
    },
  };
}

/** Lays the image into RAM; its whole pages are shared with the caller until they are written. */
function loadImage(memory: PhysicalMemory, address: number, image: Uint8Array): void {
  const sharedBytes = address % PAGE_SIZE === 0 ? image.length - (image.length % PAGE_SIZE) : 0;
  if (sharedBytes > 0) memory.alias(address, { name: 'image', writer: 'image', bytes: image.subarray(0, sharedBytes) });
  memory.write(address + sharedBytes, image.subarray(sharedBytes), memory.writer('image'));
}

function fileOf(file: PstoreFile, profile: KernelProfile): AutopsyFile {
  const { name, size, content } = file;
  return {
    name,
    size,
    mode: PSTORE_FILE_MODE.toString(8),
    mtimeSec: file.hasOwnTime ? Number(file.mtime.seconds) : null,
    bytes: isFunctionTrace(file) ? ftraceText(content, ftraceFormat(profile, 'little'), () => null) : content,
  };
}

function zoneOf(zone: PersistentRamZone, index: number, image: Uint8Array, address: bigint): AutopsyZone {
  const at = zone.paddr - Number(address);
  const { state, start, size } = zone.finding;
  const isEmptied = zone.kind === 'dmesg' && state === 'valid' && zone.oldLog === null && zone.header().size === 0;
  return {
    address: zone.paddr,
    offset: at,
    kind: zone.kind,
    index,
    state: isEmptied ? 'no-record' : state,
    start,
    size,
    zoneSize: zone.size,
    dataSize: zone.bufferSize,
    eccSize: zone.eccSize,
    correctedBytes: zone.correctedBytes,
    badBlocks: zone.badBlocks,
    header: at < 0 ? new Uint8Array(0) : image.slice(at, at + persistentRamBuffer.sizeBytes),
  };
}

/** Index of each zone among those of its kind. */
function zoneIndexes(zones: readonly PersistentRamZone[]): number[] {
  const counts = new Map<string, number>();
  return zones.map(({ kind }) => {
    const index = counts.get(kind) ?? 0;
    counts.set(kind, index + 1);
    return index;
  });
}

/** Unlinks every file; gives the names that are left. */
function erase(pstore: Pstore): string[] {
  for (const file of pstore.fs.files()) pstore.fs.unlink(file.name);
  return pstore.fs.files().map((file) => file.name);
}
