/**
 * One ramoops region under observation, from the moment its kernel has looked into it: who else stores there, and what is damaged.
 *
 * It keeps a mirror of the region, so that a store of the same bytes is no trespass. Bounded: neighbouring stores of one writer are
 * one trespass, and damage is counted up to a limit.
 */
import { PERSISTENT_RAM_HEADER_BYTES, persistentRamBuffer } from '../../formats/persistent-ram.ts';
import type { RamoopsRegion } from '../../hardware/world-events.ts';
import { type DamagedByte, FAULT_WRITER, RETENTION_WRITER } from '../../memory/ledger.ts';
import type { ReadZone } from '../region-reading.ts';
import { bitCount } from './evidence.ts';
import type { Trespass, ZoneDamage } from './facts.ts';
import type { WitnessedMachine } from './witnessed-machine.ts';

/** Who stores there by right, while the region's own kernel lives. */
export const RAMOOPS_WRITER = 'kernel/ramoops';
const TRESPASSES_MAX = 200;
const SHOWN_BYTES = 16;
/** Damaged bytes of a zone that are counted; a zone that was lost whole has more. */
export const DAMAGE_MAX = 4096;

export class RegionWatch {
  readonly region: RamoopsRegion;
  readonly trespasses: Trespass[] = [];
  readonly damage: ZoneDamage[] = [];
  /** Zones that hold something, by the truth; known from the end of the kernel on. */
  written: readonly ReadZone[] = [];
  readonly #machine: WitnessedMachine;
  readonly #zones: readonly ReadZone[];
  readonly #mirror: Uint8Array;
  readonly #boot: () => number;
  readonly #own: number;
  #stop: () => void;

  /** `boot`: number of the boot that goes on; `own`: that of the region's kernel. */
  constructor(
    machine: WitnessedMachine,
    region: RamoopsRegion,
    zones: readonly ReadZone[],
    { boot, own }: { readonly boot: () => number; readonly own: number },
  ) {
    const { address, length } = region;
    this.region = region;
    this.#machine = machine;
    this.#zones = zones;
    this.#boot = boot;
    this.#own = own;
    this.#mirror = machine.memory.read(address, length);
    this.#stop = machine.memory.onWrite({ start: address, end: address + length }, (at, count, writer) =>
      this.#stored(at, count, machine.memory.writerName(writer)),
    );
  }

  stop(): void {
    this.#stop();
    this.#stop = () => {};
  }

  /** The kernel has ended: what it meant the zones to hold is the truth. */
  ended(): void {
    const { address, length, byteOrder } = this.region;
    const bytes = this.#machine.ledger.pristine(address, length);
    this.written = this.#zones.filter((zone) => {
      const { start, size } = persistentRamBuffer.read(bytes, byteOrder, zone.address - address);
      return size > 0 && size <= zone.dataBytes && start <= size;
    });
  }

  /** After a reset or a fault: what the written zones have lost. */
  takeStock(timeNs: number): void {
    for (const zone of this.written) {
      const damaged: DamagedByte[] = [];
      for (const byte of this.#machine.ledger.damagedBytes({
        start: zone.address,
        end: zone.address + zone.sizeBytes,
      })) {
        if (damaged.length >= DAMAGE_MAX) break;
        damaged.push(byte);
      }
      const [first] = damaged;
      if (first === undefined) continue;
      const known = this.damage.findIndex((one) => one.zone === zone);
      if (known >= 0) this.damage.splice(known, 1);
      this.damage.push({
        timeNs,
        zone,
        causes: [...new Set(damaged.map(({ cause }) => cause))],
        header: damaged.filter((byte) => byte.address < zone.address + PERSISTENT_RAM_HEADER_BYTES),
        bytes: damaged.length,
        bits: damaged.reduce((sum, { pristine, actual }) => sum + bitCount(pristine ^ actual), 0),
        first,
      });
    }
    this.#lookAgain();
  }

  /** What happened without a store is no trespass. */
  #lookAgain(): void {
    const { address, length } = this.region;
    this.#mirror.set(this.#machine.memory.read(address, length));
  }

  #stored(at: number, count: number, writer: string): void {
    const { address, length } = this.region;
    const start = Math.max(at, address);
    const end = Math.min(at + count, address + length);
    const now = this.#machine.memory.read(start, end - start);
    const mirror = this.#mirror.subarray(start - address, end - address);
    const isOwn = writer === RAMOOPS_WRITER && this.#boot() === this.#own;
    if (!isOwn && writer !== FAULT_WRITER && writer !== RETENTION_WRITER) this.#trespass(start, mirror, now, writer);
    mirror.set(now);
  }

  #trespass(start: number, before: Uint8Array, after: Uint8Array, writer: string): void {
    let changedBytes = 0;
    let first = -1;
    for (let i = 0; i < after.length; i++) {
      if (after[i] === before[i]) continue;
      if (first < 0) first = i;
      changedBytes++;
    }
    if (changedBytes === 0) return;
    const boot = this.#boot();
    const end = start + after.length;
    const touching = this.trespasses.findIndex(
      (one) => one.writer === writer && one.boot === boot && start <= one.end && end >= one.start,
    );
    const crowd = this.trespasses.findLastIndex((one) => one.writer === writer);
    const known = touching < 0 && this.trespasses.length >= TRESPASSES_MAX ? crowd : touching;
    const old = this.trespasses[known];
    const shown = (bytes: Uint8Array) => bytes.slice(first, first + SHOWN_BYTES);
    const what = { at: start + first, before: shown(before), after: shown(after) };
    if (old !== undefined) {
      this.trespasses[known] = {
        ...old,
        // The lowest byte is the best witness: zones begin with their headers.
        ...(what.at < old.at ? what : {}),
        start: Math.min(start, old.start),
        end: Math.max(end, old.end),
        changedBytes: old.changedBytes + changedBytes,
      };
    } else if (this.trespasses.length < TRESPASSES_MAX) {
      this.trespasses.push({ writer, boot, timeNs: this.#machine.clock.now, start, end, changedBytes, ...what });
    }
  }
}
