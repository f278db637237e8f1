/**
 * A ramoops region read as the kernel that was given these parameters reads it, in a memory of its own.
 *
 * The simulated kernel's pstore and ramoops do the work: zones are attached to the bytes as they were found (that is when ECC
 * repairs), then pstorefs is mounted. What only an onlooker can know comes along: which bytes ECC changed, and into what.
 * Left out: a backend that was there before ramoops (NVRAM on POWER), and mappings that fail.
 */
import { PERSISTENT_RAM_HEADER_BYTES, persistentRamBuffer } from '../formats/persistent-ram.ts';
import type { RamoopsZoneKind } from '../formats/pstore.ts';
import type { RamoopsRegion } from '../hardware/world-events.ts';
import { Pstore } from '../kernel/pstore/platform.ts';
import { Ramoops } from '../kernel/pstore/ram.ts';
import type { PersistentRamZone } from '../kernel/pstore/ram-core.ts';
import type { MemorySnapshot } from '../memory/memory-snapshot.ts';
import { ADDRESS_SPACE_LIMIT, PhysicalMemory } from '../memory/physical-memory.ts';
import { findKernel } from '../profiles/kernels.ts';
import { assert } from '../sim/assert.ts';
import { AutopsyKernel } from './autopsy-kernel.ts';

/** A byte that ECC changed. */
interface Repair {
  readonly address: number;
  readonly value: number;
}

/** One record as its reader got it. */
export interface ReadRecord {
  /** `dmesg[0]`, `console`, `ftrace`, `pmsg`. */
  readonly name: string;
  /** As in pstorefs; other readers have none. */
  readonly fileName: string;
  /** Without what the reader itself puts before or behind it. */
  readonly bytes: Uint8Array;
  /** The record's own time in nanoseconds; null where it has none, or its reader does not show it. */
  readonly timeNs: bigint | null;
  /** The reader could not inflate it, and said so. */
  readonly isStillCompressed: boolean;
  /** What the reader was told of ECC. */
  readonly correctedBytes: number;
  readonly badBlocks: number;
  readonly repairs: readonly Repair[];
}

export interface ReadZone {
  readonly name: string;
  readonly kind: RamoopsZoneKind;
  readonly address: number;
  readonly sizeBytes: number;
  readonly dataBytes: number;
}

/** Bytes at a physical address. */
export interface RamPiece {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** Larger regions are not looked at: it would cost seconds. */
const REGION_BYTES_MAX = 64 * 1024 * 1024;

export function canRead({ address, length, release }: RamoopsRegion): boolean {
  return length <= REGION_BYTES_MAX && address + length <= ADDRESS_SPACE_LIMIT && findKernel(release) !== undefined;
}

export class RegionReading {
  /** In the order in which they lie in the region; empty where the kernel refuses the parameters. */
  readonly zones: readonly ReadZone[];
  readonly #region: RamoopsRegion;
  readonly #memory = new PhysicalMemory({ trackWriters: false });
  readonly #pstore: Pstore;
  readonly #zones: readonly PersistentRamZone[];
  readonly #repairs: readonly (readonly Repair[])[];

  /** Attaches the zones to a region of which the pieces are known; the rest is zero. */
  constructor(region: RamoopsRegion, found: readonly RamPiece[]) {
    const profile = findKernel(region.release);
    assert(profile !== undefined && canRead(region), 'a region that cannot be read');
    this.#region = region;
    const memory = this.#memory;
    this.#lay(found);
    const before = memory.snapshot();
    const kernel = new AutopsyKernel(profile);
    this.#pstore = new Pstore(kernel, { compress: region.compress });
    this.#pstore.start();
    const { byteOrder, possibleCpus } = region;
    const ramoops = new Ramoops({ kernel, memory, byteOrder, possibleCpus, deviceName: 'ramoops' });
    const error = ramoops.probe(platformData(region), (backend) => this.#pstore.register(backend));
    this.#zones = error === 0 ? ramoops.zones : [];
    this.zones = this.#zones.map((zone, at) => ({
      name: zoneName(zone.kind, this.#zones.slice(0, at).filter(({ kind }) => kind === zone.kind).length),
      kind: zone.kind,
      address: zone.paddr,
      sizeBytes: zone.size,
      dataBytes: zone.bufferSize,
    }));
    this.#repairs = this.#zones.map((zone) => (zone.correctedBytes === 0 ? [] : this.#repairsOf(zone, before)));
    before.release();
  }

  /** The region as the kernel has left it so far. */
  bytes(): Uint8Array {
    return this.#memory.read(this.#region.address, this.#region.length);
  }

  /** Mounts pstorefs; `now`: what has become of the region meanwhile. Dumps are copied out of RAM only at this moment. */
  mount(now: readonly RamPiece[] = []): ReadRecord[] {
    this.#lay(now);
    this.#pstore.mount();
    return this.#pstore.fs.files().map((file): ReadRecord => {
      const kind = file.name.split('-', 1)[0] as RamoopsZoneKind;
      const name = zoneName(kind, file.id);
      const own = this.zones.flatMap((zone, at) =>
        (kind === 'ftrace' ? zone.kind === kind : zone.name === name) ? at : [],
      );
      const sum = (count: (zone: PersistentRamZone) => number) =>
        own.reduce((total, at) => total + count(this.#zones[at]!), 0);
      return {
        name,
        fileName: file.name,
        bytes: file.content.subarray(0, file.content.length - file.eccNoticeLength),
        timeNs: file.hasOwnTime ? file.mtime.seconds * 1_000_000_000n + file.mtime.nanoseconds : null,
        isStillCompressed: file.compressed,
        correctedBytes: sum((zone) => zone.correctedBytes),
        badBlocks: sum((zone) => zone.badBlocks),
        repairs: own.flatMap((at) => this.#repairs[at]!),
      };
    });
  }

  #lay(pieces: readonly RamPiece[]): void {
    const writer = this.#memory.writer('image');
    for (const { address, bytes } of pieces) this.#memory.write(address, bytes, writer);
  }

  #repairsOf(zone: PersistentRamZone, before: MemorySnapshot): Repair[] {
    const { byteOrder } = this.#region;
    const header = persistentRamBuffer.encode(zone.finding, byteOrder);
    const data = this.#memory.read(zone.paddr + PERSISTENT_RAM_HEADER_BYTES, zone.bufferSize);
    const changed = (address: number, after: Uint8Array) => {
      const was = before.read(address, after.length);
      return Array.from(after, (value, at) => ({ address: address + at, value })).filter(
        (_, at) => was[at] !== after[at],
      );
    };
    return [...changed(zone.paddr, header), ...changed(zone.paddr + PERSISTENT_RAM_HEADER_BYTES, data)];
  }
}

/** Only dumps are more than one; of traces the zones of all CPUs make one record. */
function zoneName(kind: RamoopsZoneKind, index: number): string {
  return kind === 'dmesg' ? `dmesg[${index}]` : kind;
}

function platformData(region: RamoopsRegion) {
  const { memType, maxReason, flags, eccSize } = region;
  return {
    memAddress: BigInt(region.address),
    memSize: BigInt(region.length),
    recordSize: BigInt(region.recordSize),
    consoleSize: BigInt(region.consoleSize),
    ftraceSize: BigInt(region.ftraceSize),
    pmsgSize: BigInt(region.pmsgSize),
    memType,
    maxReason,
    flags,
    eccSize,
  };
}
