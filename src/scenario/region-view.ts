/**
 * The ramoops region as an onlooker sees it: which zones lie where, what their headers say, how full they are.
 *
 * Only bytes in RAM are read; the layout comes from what the board's bootloader or the kernel's command line says about the
 * region, with the kernel's own arithmetic. Nobody in the simulated world learns of it.
 */
import { PERSISTENT_RAM_HEADER_BYTES, persistentRamBuffer } from '../formats/persistent-ram.ts';
import { type RegionZone, regionLayout } from '../inspect/region-layout.ts';
import { annotatedText, hexdump } from '../memory/hexdump.ts';
import type { BoardProfile } from '../profiles/board.ts';
import type { Failure } from './contents.ts';
import type { MachineFace } from './machine-face.ts';
import type { ScenarioSetup } from './resolve.ts';

export interface ZoneView {
  readonly kind: RegionZone['kind'];
  /** Which of the zones of this kind, from 0. */
  readonly index: number;
  readonly address: number;
  readonly sizeBytes: number;
  /** Bytes of data the zone can hold. */
  readonly capacityBytes: number;
  /** `blank`: no signature of this kind; `empty`: signature and nothing in it; `invalid`: a size that cannot be. */
  readonly state: 'blank' | 'empty' | 'holds' | 'invalid';
  readonly usedBytes: number;
  /** First line of a dmesg record behind its header, as `Panic#1 Part1`, where it is plain text. */
  readonly title: string;
}

export interface RegionView {
  readonly timeNs: number;
  readonly address: number;
  readonly lengthBytes: number;
  readonly zones: readonly ZoneView[];
}

/** What a reset did to the region. */
export interface ResetView {
  readonly timeNs: number;
  readonly cause: string;
  readonly comparedBytes: number;
  readonly changedBytes: number;
  /** Bytes of ranges that were lost whole; some of them may happen to hold the same value again. */
  readonly lostBytes: number;
}

/** Larger regions are not compared before and after a reset: it would cost seconds. */
const COMPARE_LIMIT = 64 * 1024 * 1024;

/** How much of a zone's data `header` shows. */
const DUMPED_BYTES = 64;
/** A record begins `====SECONDS.MICROSECONDS-D` and a line feed; its title ends at the next one. */
const RECORD_HEAD_BYTES = 96;

export class RegionViewer {
  readonly #zones: readonly RegionZone[];
  readonly #address: number;
  readonly #length: number;
  readonly #byteOrder: BoardProfile['byteOrder'];
  readonly resets: ResetView[] = [];

  constructor(setup: ScenarioSetup) {
    const region = regionLayout(setup);
    this.#zones = region?.zones ?? [];
    this.#address = region?.address ?? 0;
    this.#length = region?.length ?? 0;
    this.#byteOrder = setup.board.byteOrder;
  }

  /** Compares the region before and after each reset. */
  watch(machine: MachineFace): void {
    if (this.#length === 0 || this.#length > COMPARE_LIMIT) return;
    let before = new Uint8Array(0);
    machine.bus.on('machine.reset', () => {
      before = machine.memory.read(this.#address, this.#length) as Uint8Array<ArrayBuffer>;
    });
    machine.bus.on('machine.retentionApplied', ({ timeNs, cause, lostRanges }) => {
      const after = machine.memory.read(this.#address, this.#length);
      let changedBytes = 0;
      for (let i = 0; i < after.length; i++) if (after[i] !== before[i]) changedBytes++;
      const end = this.#address + this.#length;
      const lostBytes = lostRanges.reduce(
        (sum, lost) => sum + Math.max(0, Math.min(lost.end, end) - Math.max(lost.start, this.#address)),
        0,
      );
      this.resets.push({ timeNs, cause, comparedBytes: after.length, changedBytes, lostBytes });
    });
  }

  look(machine: MachineFace): { readonly region: RegionView } | { readonly failure: Failure } {
    if (this.#zones.length === 0) return { failure: unknownRegion };
    const zones = this.#zones.map((zone) =>
      viewZone(zone, this.#byteOrder, machine.memory.read(zone.address, zone.sizeBytes)),
    );
    return { region: { timeNs: machine.clock.now, address: this.#address, lengthBytes: this.#length, zones } };
  }

  /** The first bytes of the region's first zone: the header field by field, then the beginning of the data. */
  header(machine: MachineFace): { readonly dump: readonly string[] } | { readonly failure: Failure } {
    const [zone] = this.#zones;
    if (zone === undefined) return { failure: unknownRegion };
    const length = Math.min(zone.sizeBytes, PERSISTENT_RAM_HEADER_BYTES + DUMPED_BYTES);
    const bytes = machine.memory.read(zone.address, length);
    const fields = annotatedText(persistentRamBuffer.annotate(bytes, this.#byteOrder, zone.address));
    const data = hexdump(bytes.subarray(PERSISTENT_RAM_HEADER_BYTES), zone.address + PERSISTENT_RAM_HEADER_BYTES);
    return { dump: [...fields, ...data.slice(0, -1)] };
  }
}

const unknownRegion: Failure = {
  message: 'nothing says where the ramoops region is: neither the scenario, nor the command line, nor U-Boot',
};

function viewZone(zone: RegionZone, byteOrder: BoardProfile['byteOrder'], bytes: Uint8Array): ZoneView {
  const { kind, index, address, sizeBytes, capacityBytes, signature } = zone;
  const { sig, start, size } = persistentRamBuffer.read(bytes, byteOrder);
  const place = { kind, index, address, sizeBytes, capacityBytes };
  if (sig !== signature) return { ...place, state: 'blank', usedBytes: 0, title: '' };
  if (size > capacityBytes || start > size) return { ...place, state: 'invalid', usedBytes: 0, title: '' };
  if (size === 0) return { ...place, state: 'empty', usedBytes: 0, title: '' };
  const head = bytes.subarray(PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_HEADER_BYTES + RECORD_HEAD_BYTES);
  return { ...place, state: 'holds', usedBytes: size, title: kind === 'dmesg' ? recordTitle(head) : '' };
}

function recordTitle(head: Uint8Array): string {
  const text = String.fromCharCode(...head);
  const match = /^====-?\d+\.\d+(-[CD])?\n([ -~]*)\n/.exec(text);
  if (match !== null) return match[2]!;
  return /^====-?\d+\.\d+-C\n/.test(text) ? '(compressed)' : '';
}
