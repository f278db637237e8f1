/**
 * The platform PowerNV: dumps through OPAL, which has hostboot save them while memory is preserved (MPIPL).
 *
 * Mirrors Linux v6.1 `arch/powerpc/platforms/powernv/opal-fadump.c`. A CPU is known by its processor identification register. Left out:
 * /sys/firmware/opal/mpipl (OPAL's own core).
 */
import {
  DUMP_FORMAT_VERSION,
  type DumpRegistration,
  dumpSections,
  type RegisteredSection,
} from '../../formats/fadump-registration.ts';
import { type Fdt, findNode, getProperty } from '../../formats/fdt-tree.ts';
import { readReg, readStrings } from '../../formats/fdt-values.ts';
import {
  encodeOpalMetadata,
  OPAL_CPU_DATA_BYTES,
  OPAL_METADATA_BYTES,
  OPAL_REGIONS_MAX,
  type OpalCpuData,
  type OpalMetadata,
  readOpalCpuData,
  readOpalMetadata,
  readOpalThreads,
} from '../../formats/opal-dump.ts';
import { type OpalDump, opalStatus } from '../../hardware/opal-dump.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { OpalLine } from '../../profiles/board.ts';
import { hex } from '../../sim/bytes.ts';
import { EINVAL, EIO } from '../../sim/errno.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { threadNotes } from './crash-memory.ts';
import type { DumpJudgement, DumpPlatform, RegisterOutcome } from './dump-platform.ts';
import { sectionsOf } from './platform-dump.ts';
import type { FadumpReservation, PlatformLimits } from './reservation.ts';

/** OPAL_FADUMP_MIN_BOOT_MEM. */
const BOOT_MEMORY_MIN = 0x30000000;
const METADATA_VERSION = 1;
const CPU_DATA_VERSION = 1;
/** More than the registers of the largest machine. */
const CPU_DATA_BYTES_MAX = 0x1000000;
const THREADS_PER_CORE = 4;

interface OpalPlatformInput {
  readonly pageSizeBytes: number;
  readonly memory: readonly AddressRange[];
  readonly ram: PhysicalMemory;
  readonly opal: OpalDump;
  readonly byteOrder: ByteOrder;
  readonly tree: Fdt;
  readonly say: (level: number, text: string) => void;
  /** OPAL's own words go to the serial line. */
  readonly hear: (lines: readonly OpalLine[]) => void;
}

/** Null where the firmware has no dump to offer, or none that this kernel can use. */
export function opalPlatform(input: OpalPlatformInput): DumpPlatform | null {
  const node = findNode(input.tree, '/ibm,opal/dump');
  if (node === null) return null;
  const say = (level: number, text: string) => input.say(level, `opal fadump: ${text}`);
  const compatible = getProperty(node, 'compatible');
  if (compatible === null || !(readStrings(compatible) ?? []).includes('ibm,opal-dump')) {
    say(KERN_ERR, 'Support missing for this f/w version!');
    return null;
  }
  const areas = getProperty(node, 'fw-load-area');
  for (const { address, size } of (areas === null ? null : readReg(areas, 2, 2)) ?? []) {
    if (address + size <= BigInt(BOOT_MEMORY_MIN)) continue;
    say(KERN_ERR, `F/W load area: 0x${address.toString(16)}-0x${(address + size).toString(16)}`);
    say(KERN_ERR, 'F/W version not supported!');
    return null;
  }
  return new OpalPlatform(input, getProperty(node, 'mpipl-boot') !== null);
}

class OpalPlatform implements DumpPlatform {
  readonly prefix = 'opal fadump: ';
  readonly sizes = { cpuState: 0, hpte: 0 };
  readonly keepsParameters = false;
  readonly limits: PlatformLimits;
  readonly found: DumpRegistration | null;
  readonly #input: OpalPlatformInput;
  #metadataAddress = 0;

  constructor(input: OpalPlatformInput, isMpiplBoot: boolean) {
    this.#input = input;
    const { pageSizeBytes } = input;
    this.limits = {
      bootMemoryMin: BOOT_MEMORY_MIN,
      regionsMax: OPAL_REGIONS_MAX,
      copyMax: Math.floor(0xffffffff / pageSizeBytes) * pageSizeBytes,
      metadata: Math.ceil(OPAL_METADATA_BYTES / pageSizeBytes) * pageSizeBytes,
    };
    this.found = isMpiplBoot ? this.#find() : null;
  }

  #say(level: number, text: string): void {
    this.#input.say(level, `${this.prefix}${text}`);
  }

  #hear(): void {
    this.#input.hear(this.#input.opal.takeSaid());
  }

  /** Bytes in RAM; null where not all of them are. */
  #read(address: number, bytes: number): Uint8Array | null {
    const { memory, ram } = this.#input;
    const isInRam = memory.some(({ start, end }) => start <= address && address + bytes <= end);
    return isInRam ? ram.read(address, bytes) : null;
  }

  #find(): DumpRegistration | null {
    const address = this.#input.opal.queryTag('kernel');
    if (address === 0) {
      this.#say(KERN_ERR, `Failed to get Kernel metadata (${opalStatus.success})`);
      return null;
    }
    const bytes = this.#read(address, OPAL_METADATA_BYTES);
    const metadata = bytes === null ? null : readOpalMetadata(bytes);
    if (metadata === null) return null;
    if (metadata.version !== METADATA_VERSION) {
      const version = `${METADATA_VERSION}, found: ${metadata.version}!`;
      this.#say(KERN_WARNING, `Supported kernel metadata version: ${version}`);
      this.#say(KERN_WARNING, 'WARNING: Kernel metadata format mismatch identified! Core file maybe corrupted..');
    }
    if (metadata.registered === 0 || metadata.regions.length === 0) return null;
    this.#say(KERN_INFO, 'Firmware-assisted dump is active.');
    this.#tellUnsaved(metadata);
    const sections = metadata.regions.map(({ source, destination, bytes: sourceBytes }, index) =>
      bootMemory({ source, destination, sourceBytes, dumpedBytes: index < metadata.registered ? sourceBytes : 0 }),
    );
    return { version: DUMP_FORMAT_VERSION, status: 0, sections };
  }

  #tellUnsaved({ regions, registered }: OpalMetadata): void {
    if (regions.length <= registered) return;
    const warn = (text: string) => this.#say(KERN_WARNING, text);
    warn('Not all memory regions were saved!!!');
    warn('  Unsaved memory regions:');
    regions.slice(registered).forEach(({ source, bytes }, index) => {
      const number = String(registered + index).padStart(3, '0');
      warn(`\t[${number}] base: 0x${hex(source)}, size: 0x${hex(bytes)}`);
    });
    warn(
      'If the unsaved regions only contain pages that are filtered out (eg. free/user pages), the vmcore should still be usable.',
    );
    warn('WARNING: If the unsaved regions contain kernel pages, the vmcore will be corrupted.');
  }

  areaStart(dump: DumpRegistration): number {
    return dump.sections[0]!.destination;
  }

  reserved({ area, bootMemoryTop }: FadumpReservation): void {
    const { opal } = this.#input;
    this.#metadataAddress = area.end - this.limits.metadata;
    this.#say(KERN_INFO, `Kernel metadata addr: ${hex(this.#metadataAddress)}`);
    opal.registerTag('kernel', this.#metadataAddress);
    if (opal.registerTag('bootMemory', bootMemoryTop) !== opalStatus.success) {
      this.#say(KERN_ERR, 'Failed to set boot memory tag!');
    }
    this.#hear();
  }

  structure({ area, bootRegions }: FadumpReservation): DumpRegistration {
    let destination = area.start;
    const sections = bootRegions.map(({ start, end }) => {
      const section = bootMemory({ source: start, destination, sourceBytes: end - start, dumpedBytes: 0 });
      destination += end - start;
      return section;
    });
    return { version: DUMP_FORMAT_VERSION, status: 0, sections };
  }

  register(structure: DumpRegistration): RegisterOutcome {
    const { opal } = this.#input;
    const regions = regionsOf(structure);
    let status: number = opalStatus.parameter;
    let registered = 0;
    for (const region of regions) {
      status = opal.addRange(region);
      if (status !== opalStatus.success) break;
      registered++;
    }
    this.#writeMetadata(structure, registered);
    this.#hear();
    if (status === opalStatus.success) return this.#outcome(true, 0, KERN_INFO, 'Registration is successful!');
    if (status === opalStatus.resource) {
      const left = `${regions.length - registered} regions could not be registered for MPIPL as MAX limit is reached!`;
      return this.#outcome(true, 0, KERN_WARNING, left);
    }
    if (registered > 0) {
      opal.removeAll();
      this.#writeMetadata(structure, 0);
    }
    const reason = status === opalStatus.parameter ? 'Parameter' : 'Unknown';
    const error = status === opalStatus.parameter ? -EIO : -EINVAL;
    return this.#outcome(false, error, KERN_ERR, `Failed to register. ${reason} Error(${status}).`);
  }

  #outcome(isRegistered: boolean, error: number, level: number, text: string): RegisterOutcome {
    return { isRegistered, error, message: { level, text: `${this.prefix}${text}` } };
  }

  #writeMetadata(structure: DumpRegistration, registered: number): void {
    const { ram } = this.#input;
    const regions = regionsOf(structure);
    const bootBytes = regions.reduce((sum, { bytes }) => sum + bytes, 0);
    const crashInfoAddress = (regions[0]?.destination ?? 0) + bootBytes;
    const bytes = encodeOpalMetadata({ registered, crashInfoAddress, regions });
    ram.write(this.#metadataAddress, bytes, ram.writer('kernel/fadump'));
  }

  unregister(): string | null {
    const status = this.#input.opal.removeAll();
    this.#hear();
    return status === 0 ? null : `${this.prefix}Failed to un-register - unexpected Error(${status}).`;
  }

  invalidate(): string | null {
    const status = this.#input.opal.freePreserved();
    this.#hear();
    return status === 0 ? null : `${this.prefix}Failed to invalidate - unexpected Error(${status}).`;
  }

  cleanUp(): void {
    this.#input.opal.registerTag('kernel', 0);
    this.#hear();
  }

  judge(): DumpJudgement {
    return { isGood: true, lines: [] };
  }

  cpus(_dump: DumpRegistration, info: Parameters<DumpPlatform['cpus']>[1]): ReturnType<DumpPlatform['cpus']> {
    const { byteOrder } = this.#input;
    const data = this.#cpuData();
    const bytes = data === null ? null : this.#read(data.address, data.bytes);
    const threads = data === null || bytes === null ? [] : readOpalThreads(bytes, data.threadBytes);
    const notes = () => {
      const told = threadNotes(threads, info, byteOrder);
      if (told !== null) return told;
      this.#say(KERN_WARNING, "WARNING: appending only crashing CPU's register data");
      return threadNotes([{ pir: info.crashingCpu, isActive: true, registers: {} }], info, byteOrder)!;
    };
    return { count: Math.max(1, threads.length), notes };
  }

  /** Where the firmware put the registers; null: nowhere that makes sense. */
  #cpuData(): OpalCpuData | null {
    const address = this.#input.opal.queryTag('cpu');
    const bytes = address === 0 ? null : this.#read(address, OPAL_CPU_DATA_BYTES);
    if (bytes === null) return null;
    const data = readOpalCpuData(bytes);
    if (data.version !== CPU_DATA_VERSION) {
      const version = `${CPU_DATA_VERSION}, found: ${data.version}!`;
      this.#say(KERN_WARNING, `Supported CPU state data version: ${version}`);
      this.#say(KERN_WARNING, 'WARNING: F/W using newer CPU state data format!!');
    }
    const isSound = data.address !== 0 && data.threadBytes !== 0 && data.threadBytes <= data.bytes;
    if (isSound && data.bytes <= CPU_DATA_BYTES_MAX) return data;
    this.#say(KERN_ERR, 'CPU state data is invalid. Ignoring!');
    return null;
  }

  cpuNumber(cpu: number): number {
    return cpu * THREADS_PER_CORE;
  }

  terminate(crashed: number, cpus: readonly Readonly<Record<string, bigint>>[]): boolean {
    const threads = cpus.map((registers, cpu) => ({ pir: this.cpuNumber(cpu), isActive: true, registers }));
    this.#input.opal.reboot(this.cpuNumber(crashed), threads);
    this.#hear();
    return true;
  }
}

function bootMemory(
  section: Pick<RegisteredSection, 'source' | 'sourceBytes' | 'destination' | 'dumpedBytes'>,
): RegisteredSection {
  return { requestFlag: 1, type: dumpSections.realMode, errorFlags: 0, ...section };
}

function regionsOf(structure: DumpRegistration) {
  return sectionsOf(structure, 'realMode').map(({ source, destination, sourceBytes }) => ({
    source,
    destination,
    bytes: sourceBytes,
  }));
}
