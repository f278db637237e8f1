/**
 * Watches a machine and keeps the facts that explain its records: boots, regions, messages, stores by strangers, damage, readers.
 *
 * It only listens: events, the console, stores to RAM, the ledger. Give it the machine before it begins. The regions of the last
 * few boots stay under observation, older ones are kept as they were.
 */

import { PERSISTENT_RAM_HEADER_BYTES } from '../../formats/persistent-ram.ts';
import type { RamoopsRegion, WorldEvents } from '../../hardware/world-events.ts';
import { subtract } from '../../memory/memory-map.ts';
import { RecordLedger, type RecordReport } from '../record-ledger.ts';
import { canRead, RegionReading } from '../region-reading.ts';
import type { BootFacts, ConsoleNote, RunFacts, UBootLook } from './facts.ts';
import { RegionWatch } from './region-watch.ts';
import type { WitnessedMachine } from './witnessed-machine.ts';

/** Regions under observation at one time. */
const WATCHED_MAX = 4;
/** Boots that are remembered: the last ones. */
const BOOTS_MAX = 100;
/** Messages, notes and records of one boot. */
const LISTED_MAX = 2_000;
const STREAMED_MAX = 50;
const LINE_MAX = 4_096;
/** Lines of the serial console that may be evidence. */
const NOTEWORTHY =
  /Unknown kernel command line|OVERLAP|Reserved memory|Memory limited|^Compressed buffer|^\*\*\*\* |^Please set PStore/;

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type List<Key extends keyof BootFacts> = BootFacts[Key] extends readonly (infer Item)[] ? Item[] : never;

interface Boot extends Writable<Pick<BootFacts, 'release' | 'commandLine' | 'architecture' | 'end'>> {
  readonly number: number;
  readonly startNs: number;
  region: RamoopsRegion | null;
  zones: BootFacts['zones'];
  foundHeaders: BootFacts['foundHeaders'];
  reservation: BootFacts['reservation'];
  watch: RegionWatch | null;
  state: string;
  readonly said: List<'said'>;
  readonly notes: ConsoleNote[];
  readonly offers: List<'offers'>;
  readonly deaths: List<'deaths'>;
  readonly stored: List<'stored'>;
  readonly mounts: List<'mounts'>;
  readonly erased: List<'erased'>;
}

export class RunWitness {
  readonly #machine: WitnessedMachine;
  readonly #records: RecordLedger;
  readonly #boots: Boot[] = [];
  readonly #loaderNotes: (ConsoleNote & { afterBoot: number })[] = [];
  readonly #looks: UBootLook[] = [];
  #watches: RegionWatch[] = [];
  #number = 0;
  #line = '';

  constructor(machine: WitnessedMachine) {
    this.#machine = machine;
    const { bus } = machine;
    bus.on('machine.stateEntered', (event) => this.#stateEntered(event));
    bus.on('machine.reset', ({ timeNs, cause }) => this.#ended(timeNs, cause));
    bus.on('machine.retentionApplied', ({ timeNs }) => this.#takeStock(timeNs));
    bus.on('fault.injected', ({ timeNs }) => this.#takeStock(timeNs));
    bus.on('kernel.stateEntered', ({ state }) => {
      this.#running().state = state;
      this.#describe();
    });
    bus.on('console.written', (event) => this.#written(event));
    bus.on('pstore.messagePrinted', ({ level: _, ...said }) => keep(this.#running().said, said));
    bus.on('pstore.backendOffered', (offer) => keep(this.#running().offers, offer));
    bus.on('pstore.recordWritten', (record) => this.#stored(record));
    bus.on('pstore.recordErased', (record) => keep(this.#running().erased, record));
    bus.on('pstore.mounted', (mount) => keep(this.#running().mounts, mount));
    bus.on('kernel.panicked', ({ timeNs, message }) => this.#died(timeNs, 'panic', message));
    bus.on('kernel.oopsed', ({ timeNs, message }) => this.#died(timeNs, 'oops', message));
    bus.on('ramoops.regionFound', (region) => this.#regionFound(region));
    bus.on('uboot.regionDisplayed', (look) => {
      if (this.#looks.length < LISTED_MAX) this.#looks.push({ ...look, afterBoot: this.#number });
    });
    // After ours, so that a region is seen as it was found.
    this.#records = new RecordLedger(machine);
  }

  /** What readers recovered so far. */
  get reports(): readonly RecordReport[] {
    return this.#records.reports;
  }

  facts(): RunFacts {
    const { board } = this.#machine.options;
    return {
      board: board.name,
      hasUBoot: board.bootloader === 'uboot',
      boots: this.#boots.map(({ watch, state: _, ...boot }) => ({
        ...boot,
        written: watch?.written ?? [],
        trespasses: watch?.trespasses ?? [],
        damage: watch?.damage ?? [],
      })),
      loaderNotes: this.#loaderNotes,
      looks: this.#looks,
      state: this.#machine.state,
      timeNs: this.#machine.clock.now,
    };
  }

  /** The boot that goes on; a new one when the last has ended. */
  #running(): Boot {
    const last = this.#boots.at(-1);
    if (last !== undefined && last.end === null) return last;
    const boot = newBoot(++this.#number, this.#machine.clock.now);
    this.#boots.push(boot);
    if (this.#boots.length > BOOTS_MAX) this.#boots.shift();
    return boot;
  }

  #stateEntered({ timeNs, state }: WorldEvents['machine.stateEntered']): void {
    if (state === 'kernel') this.#describe();
    else if (state === 'hung' && this.#boots.at(-1)?.end === null) this.#running().state = 'hung';
    else if (state === 'off') this.#ended(timeNs, 'off');
  }

  /** Which kernel it is, as soon as one runs. */
  #describe(): void {
    const { kernel } = this.#machine;
    if (kernel === null) return;
    const { release, architecture } = kernel.profile;
    Object.assign(this.#running(), { release, architecture, commandLine: kernel.parts.commandLine.text });
  }

  /** Dumps, and the first records of the front ends that store line by line. */
  #stored(record: WorldEvents['pstore.recordWritten']): void {
    const { stored } = this.#running();
    if (record.frontEnd === 'dmesg' || stored.length < STREAMED_MAX) keep(stored, record);
  }

  #ended(timeNs: number, cause: string): void {
    this.#line = '';
    const boot = this.#boots.at(-1);
    if (boot === undefined || boot.end !== null) return;
    boot.end = { timeNs, cause, state: boot.state };
    boot.watch?.ended();
  }

  #takeStock(timeNs: number): void {
    for (const watch of this.#watches) watch.takeStock(timeNs);
  }

  #died(timeNs: number, kind: 'panic' | 'oops', message: string): void {
    keep(this.#running().deaths, { timeNs, kind, message });
  }

  #regionFound(region: RamoopsRegion): void {
    const boot = this.#running();
    boot.region = region;
    boot.reservation = this.#reservationOf(region);
    if (!canRead(region) || region.length === 0) return;
    const { memory } = this.#machine;
    const { address, length } = region;
    boot.zones = new RegionReading(region, [{ address, bytes: memory.read(address, length) }]).zones;
    boot.foundHeaders = boot.zones.map((zone) => memory.read(zone.address, PERSISTENT_RAM_HEADER_BYTES));
    boot.watch?.stop();
    boot.watch = new RegionWatch(this.#machine, region, boot.zones, { boot: () => this.#number, own: boot.number });
    this.#watches = [...this.#watches, boot.watch];
    for (const old of this.#watches.splice(0, Math.max(0, this.#watches.length - WATCHED_MAX))) old.stop();
  }

  #reservationOf({ address, length }: RamoopsRegion): BootFacts['reservation'] {
    const { kernel, options } = this.#machine;
    if (kernel === null) return null;
    const { memoryLayout } = kernel.parts;
    const region = { start: address, end: address + length };
    const owners = this.#machine.memoryOwners().filter(({ start, end }) => start < region.end && end > region.start);
    const kept = owners.filter(({ name }) => name.startsWith('reserve_mem '));
    const outside = subtract([region], memoryLayout.systemRam);
    const guarded = [...outside, ...memoryLayout.reserved.filter(({ reusable }) => !reusable), ...kept];
    return { withoutRam: subtract([region], options.board.ramBanks), exposed: subtract([region], guarded), owners };
  }

  /** Whole lines only; a line belongs to the stage that ended it. */
  #written({ timeNs, stage, text }: WorldEvents['console.written']): void {
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop()!.slice(-LINE_MAX);
    for (const line of lines) {
      const note = { timeNs, stage, text: line.replaceAll('\r', '').slice(0, LINE_MAX) };
      if (!NOTEWORTHY.test(note.text)) continue;
      if (stage === 'kernel') keep(this.#running().notes, note);
      else if (this.#loaderNotes.length < LISTED_MAX) this.#loaderNotes.push({ ...note, afterBoot: this.#number });
    }
  }
}

function newBoot(number: number, startNs: number): Boot {
  return {
    number,
    startNs,
    release: '',
    commandLine: '',
    architecture: '',
    region: null,
    zones: [],
    foundHeaders: [],
    reservation: null,
    watch: null,
    state: '',
    end: null,
    said: [],
    notes: [],
    offers: [],
    deaths: [],
    stored: [],
    mounts: [],
    erased: [],
  };
}

function keep<Item>(list: Item[], item: Item): void {
  if (list.length < LISTED_MAX) list.push(item);
}
