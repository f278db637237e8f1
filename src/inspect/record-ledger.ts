/**
 * The ledger of records: whoever recovers one, Linux or U-Boot, gets it judged against what the dead kernel meant.
 *
 * It watches a machine and keeps the true bytes of the ramoops region from the moment its kernel ends: the ledger of bytes without its
 * damage, but for zones that this kernel has not written to since it found them, where an earlier truth goes on (a kernel that
 * stores what ECC mended wrongly makes no truth of it). What happens to the region afterwards, by resets, faults, loaders
 * that trample it, is damage. Of a write that a power cut ends, the copy that was torn counts as meant; the stores after
 * it are known to `sweep` only, which has seen the run go on.
 */
import { PERSISTENT_RAM_HEADER_BYTES, persistentRamBuffer } from '../formats/persistent-ram.ts';
import type { RamoopsRegion, WorldEvents } from '../hardware/world-events.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import type { EventBus } from '../sim/events.ts';
import { displayedRecord } from './displayed-record.ts';
import { classOf, type JudgedRecord, judgeRecords, type RegionTruth } from './record-classes.ts';
import { canRead, type ReadZone, RegionReading } from './region-reading.ts';
import { NO_TRUTH, regionTruth } from './region-truth.ts';
import { makeParityTrue } from './true-parity.ts';

/** What one reader recovered at one time. */
export interface RecordReport {
  readonly timeNs: number;
  readonly reader: 'linux' | 'uboot';
  /** Of Linux, every record that it should have found; of U-Boot, those that it displayed. */
  readonly records: readonly JudgedRecord[];
}

/** What the ledger needs of a machine. */
interface WatchedMachine {
  readonly bus: EventBus<WorldEvents>;
  /** Bytes as the CPU loads them. */
  view(address: number, length: number): Uint8Array;
  readonly ledger: { pristine(address: number, length: number): Uint8Array };
}

/** A kernel that has found its region. */
interface Tenancy {
  readonly region: RamoopsRegion;
  readonly reading: RegionReading;
  /** The region as the kernel left it when it had looked at it. */
  readonly attached: Uint8Array;
  /** True bytes of the region as long as the kernel writes nothing new. */
  readonly untouched: Uint8Array;
  /** Names that it has shown as files. */
  readonly shown: Set<string>;
}

/** What a kernel meant a region to hold. */
interface Meaning {
  readonly region: RamoopsRegion;
  readonly bytes: Uint8Array;
  readonly zones: readonly ReadZone[];
}

export class RecordLedger {
  readonly #machine: WatchedMachine;
  readonly #reports: RecordReport[] = [];
  #tenancy: Tenancy | null = null;
  /** What the last kernel meant, and where. */
  #truth: Meaning | null = null;
  #judge: RegionTruth = NO_TRUTH;
  #sinceReset = 0;

  constructor(machine: WatchedMachine) {
    this.#machine = machine;
    machine.bus.on('ramoops.regionFound', (region) => this.#regionFound(region));
    machine.bus.on('pstore.mounted', (event) => this.#mounted(event));
    machine.bus.on('uboot.recordDisplayed', (event) => this.#displayed(event));
    machine.bus.on('machine.reset', () => this.#ended());
  }

  /** The oldest first. */
  get reports(): readonly RecordReport[] {
    return this.#reports;
  }

  /** What was recovered last since the last reset; undefined: nothing yet. */
  get latest(): RecordReport | undefined {
    return this.#reports.length > this.#sinceReset ? this.#reports.at(-1) : undefined;
  }

  #regionFound(region: RamoopsRegion): void {
    this.#tenancy = null;
    if (!canRead(region)) return;
    const { address, length } = region;
    const found = this.#machine.view(address, length);
    const reading = new RegionReading(region, [{ address, bytes: found }]);
    const untouched = this.#machine.ledger.pristine(address, length);
    const attached = reading.bytes();
    attached.forEach((byte, at) => {
      if (byte !== found[at]) untouched[at] = byte;
    });
    this.#tenancy = { region, reading, attached, untouched, shown: new Set() };
  }

  #mounted({ timeNs, files }: WorldEvents['pstore.mounted']): void {
    if (this.#tenancy === null) return;
    const { region, reading, shown } = this.#tenancy;
    const { address, length } = region;
    const now = { address, bytes: this.#machine.view(address, length) };
    const records = reading.mount([now]).filter(({ fileName }) => files.includes(fileName));
    const judged = judgeRecords(records, this.#truthForFiles());
    // What was shown before and is gone was removed by somebody who had it.
    const kept = judged.filter((one) => one.class !== 'lost' || !shown.has(one.name));
    for (const { name } of records) shown.add(name);
    this.#reports.push({ timeNs, reader: 'linux', records: kept });
  }

  /** Dumps are read at the mount, so that one of this very boot counts; the other logs are those of the boot before. */
  #truthForFiles(): RegionTruth {
    const meant = this.#meant('what was found');
    if (meant === null) return this.#judge;
    const dumps = [...regionTruth(meant.region, meant.bytes).records].filter(([name]) => name.startsWith('dmesg'));
    const streams = [...this.#judge.records].filter(([name]) => !name.startsWith('dmesg'));
    return { ...this.#judge, records: new Map([...dumps, ...streams]) };
  }

  #displayed({ timeNs, address, text }: WorldEvents['uboot.recordDisplayed']): void {
    const record = displayedRecord(this.#truth?.zones ?? [], address, latin1Bytes(text));
    const { name } = record;
    const meant = this.#judge.records.get(name);
    const judged: JudgedRecord = {
      name,
      class: classOf(record, meant, this.#judge),
      bytes: record.bytes.length,
      trueBytes: meant?.bytes.length ?? 0,
      correctedBytes: 0,
      badBlocks: 0,
    };
    const last = this.latest;
    if (last?.reader === 'uboot') {
      const others = last.records.filter((one) => one.name !== name);
      this.#reports.splice(-1, 1, { ...last, timeNs, records: [...others, judged] });
    } else this.#reports.push({ timeNs, reader: 'uboot', records: [judged] });
  }

  #ended(): void {
    const meant = this.#meant('what is left');
    if (meant !== null) {
      this.#truth = meant;
      this.#judge = regionTruth(meant.region, meant.bytes);
    }
    this.#tenancy = null;
    this.#sinceReset = this.#reports.length;
  }

  /**
   * What the kernel that has the region means it to hold; null where none has it. A record that this kernel could not recognise, and
   * therefore emptied its zone, is part of what it could have found, and not of what it leaves.
   */
  #meant(when: 'what was found' | 'what is left'): Meaning | null {
    if (this.#tenancy === null) return null;
    const { region, reading, attached, untouched } = this.#tenancy;
    const bytes = this.#machine.ledger.pristine(region.address, region.length);
    const now = this.#machine.view(region.address, region.length);
    makeParityTrue(bytes, now, region, reading.zones);
    for (const zone of reading.zones) {
      const start = zone.address - region.address;
      const data = start + PERSISTENT_RAM_HEADER_BYTES;
      const end = data + zone.dataBytes;
      const earlier = this.#earlierZone(region, zone);
      if (earlier === null || !same(bytes.subarray(data, end), untouched.subarray(data, end))) continue;
      const isEmpty = persistentRamBuffer.read(now, region.byteOrder, start).size === 0;
      const isSame = same(now.subarray(start, data), attached.subarray(start, data));
      if (when === 'what was found' ? isSame || isEmpty : isSame && !isEmpty) bytes.set(earlier, start);
    }
    return { region, bytes, zones: reading.zones };
  }

  /** The zone as an earlier kernel meant it, where that one had the same zone there. */
  #earlierZone(region: RamoopsRegion, zone: ReadZone): Uint8Array | null {
    const truth = this.#truth;
    const same = truth?.zones.find(({ address, sizeBytes, kind }) => {
      return address === zone.address && sizeBytes === zone.sizeBytes && kind === zone.kind;
    });
    if (truth === null || same === undefined || truth.region.eccSize !== region.eccSize) return null;
    const start = zone.address - truth.region.address;
    return truth.bytes.subarray(start, start + zone.sizeBytes);
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
