/**
 * Going back and forth on the run of one machine: `back`, `goTo` a time or an event, named instants to come back to.
 *
 * A machine cannot be copied, so that a past one is a new machine that lives the same life again up to there (`replay.ts`). The
 * machine that was left is kept beside it for a while: going forward again, or back to where somebody was before, mostly takes
 * one of those up and lets it run on. While nothing new is done after going back, the later inputs are remembered.
 */
import type { WorldEvents } from '../hardware/world-events.ts';
import { assert } from '../sim/assert.ts';
import type { JournalEntry } from '../sim/journal.ts';
import type { Machine } from './machine.ts';
import { applyInputs, compareMoments, type Moment, machineAtStart, momentOf, replayTo, runTo } from './replay.ts';

/** Events that can be gone to; the text of the serial line comes in too many. */
export type TimelineEventName = Exclude<keyof WorldEvents, 'console.written'>;

export interface TimelineEvent {
  readonly name: TimelineEventName;
  readonly timeNs: number;
  /** What more is known of it: a state, a cause, a message. */
  readonly detail: string;
  /** The instant right before it, and the one right after. */
  readonly before: Moment;
  readonly after: Moment;
}

/** A run: its inputs, and how far it went. */
interface Timeline {
  readonly entries: readonly JournalEntry[];
  readonly end: Moment;
  readonly events: readonly TimelineEvent[];
}

/** Machines kept beside the present one. */
const KEPT_MAX = 2;
/** Events of one run that are remembered, the oldest first. */
const LOG_MAX = 100_000;
/** Clock events that a machine may take to run freely ahead. */
const AHEAD_EVENTS_MAX = 10_000_000;

const details: { readonly [Name in TimelineEventName]: (payload: WorldEvents[Name]) => string } = {
  'machine.stateEntered': ({ state }) => state,
  'machine.reset': ({ cause }) => cause,
  'machine.cacheLost': ({ cause, bytes }) => `${cause}: ${bytes} bytes`,
  'machine.retentionApplied': ({ cause }) => cause,
  'download.fetched': ({ regions, sizeBytes }) => `${regions} regions, ${sizeBytes} bytes`,
  'machine.hung': ({ reason }) => reason,
  'kernel.booted': ({ release }) => release,
  'kernel.oopsed': ({ message }) => message,
  'kernel.panicked': ({ message }) => message,
  'kernel.died': () => '',
  'kernel.stateEntered': ({ state }) => state,
  'ramoops.regionFound': ({ address }) => `0x${address.toString(16)}`,
  'pstore.recordWritten': ({ frontEnd, reason }) => (reason === null ? frontEnd : `${frontEnd} ${reason}`),
  'pstore.mounted': ({ files }) => `${files.length} files`,
  'pstore.messagePrinted': ({ text }) => text,
  'pstore.backendOffered': ({ backend }) => backend,
  'pstore.recordErased': ({ frontEnd, id }) => `${frontEnd} ${id}`,
  'uboot.regionDisplayed': ({ address }) => `0x${address.toString(16)}`,
  'uboot.recordDisplayed': ({ kind }) => kind,
  'uboot.promptShown': () => '',
  'fault.injected': ({ plan, kind }) => plan ?? kind,
};

/** Names of the events that can be gone to. */
export const timelineEventNames = Object.keys(details) as readonly TimelineEventName[];

export class TimeMachine {
  #machine: Machine;
  #timeline: Timeline;
  #kept: Machine[] = [];
  readonly #logs = new WeakMap<Machine, TimelineEvent[]>();
  readonly #marks = new Map<string, Timeline>();

  /** Takes a machine over, best before its first power-on: one that has lived already is replayed once for its events. */
  constructor(machine: Machine) {
    this.#machine = machine;
    if (machine.events > 0 || machine.journal.length > 0) {
      const sibling = replayTo(machine.origin, machine.journal.entries, momentOf(machine), (one) => this.#watch(one));
      this.#logs.set(machine, this.#logs.get(sibling)!.slice());
      this.#kept = [sibling];
    }
    this.#watch(machine);
    this.#timeline = this.#present();
  }

  get machine(): Machine {
    return this.#machine;
  }

  get moment(): Moment {
    return momentOf(this.#machine);
  }

  /** How far the known run goes; the machine stands there unless somebody went back. */
  get end(): Moment {
    this.#catchUp();
    return this.#timeline.end;
  }

  /** Events of the whole known run, the oldest first. */
  allEvents(): readonly TimelineEvent[] {
    this.#catchUp();
    return this.#timeline.events;
  }

  /** To right before the last input; false where there was none. */
  back(): boolean {
    const last = this.#machine.journal.entries.at(-1);
    if (last === undefined) return false;
    this.goTo({ timeNs: last.timeNs, events: last.events, inputs: this.#machine.journal.length - 1 });
    return true;
  }

  /**
   * To a time of the run, with all inputs up to it; behind its end the machine runs on freely. False where it would have to run too
   * long for that: it stands somewhere on the way then.
   */
  goToTime(timeNs: number): boolean {
    assert(Number.isSafeInteger(timeNs) && timeNs >= 0, `${timeNs} ns is no time a machine can stand at`);
    this.#catchUp();
    const { entries } = this.#timeline;
    const inputs = entries.filter((entry) => entry.timeNs <= timeNs).length;
    const machine = this.#takeUp(inputs, (one) => one.clock.now <= timeNs);
    const bound = machine.events + AHEAD_EVENTS_MAX;
    return !machine.runUntil(timeNs, () => machine.events >= bound);
  }

  /** To a moment of the run. */
  goTo(moment: Moment): void {
    this.#catchUp();
    this.#goOn(moment);
  }

  #goOn(moment: Moment): void {
    const { events, timeNs } = moment;
    const isNotPast = (one: Machine) => one.events < events || (one.events === events && one.clock.now <= timeNs);
    runTo(this.#takeUp(moment.inputs, isNotPast), moment);
  }

  /** Makes a machine the present one that has had so many inputs of the run; `isNotPast`: it may have lived on since the last. */
  #takeUp(inputs: number, isNotPast: (machine: Machine) => boolean): Machine {
    const { entries } = this.#timeline;
    const left = this.#machine;
    const [best] = [left, ...this.#kept]
      .filter((one) => one.journal.length < inputs || (one.journal.length === inputs && isNotPast(one)))
      .filter((one) => this.#isOn(one, entries))
      .sort((a, b) => compareMoments(momentOf(b), momentOf(a)));
    const machine = best ?? machineAtStart(left.origin);
    if (best === undefined) this.#watch(machine);
    applyInputs(machine, entries, inputs);
    if (machine !== left) {
      this.#kept = [left, ...this.#kept.filter((one) => one !== machine)].slice(0, KEPT_MAX);
      this.#machine = machine;
    }
    return machine;
  }

  /** Remembers this instant under a name, with the run up to it, whatever is done afterwards. */
  mark(name: string): void {
    this.#marks.set(name, this.#present());
  }

  get marks(): ReadonlyMap<string, { readonly end: Moment }> {
    return this.#marks;
  }

  /** Back to a named instant; false when there is none of that name. What the present run holds beyond it is forgotten. */
  goToMark(name: string): boolean {
    const mark = this.#marks.get(name);
    if (mark === undefined) return false;
    this.#timeline = mark;
    this.#goOn(mark.end);
    return true;
  }

  /** The known run after whatever has been done since the last look. */
  #catchUp(): void {
    const { entries, end } = this.#timeline;
    const isOn = this.#isOn(this.#machine, entries);
    if (!isOn || compareMoments(this.moment, end) > 0) this.#timeline = this.#present();
  }

  /** The run up to where the machine stands. */
  #present(): Timeline {
    const machine = this.#machine;
    return { entries: machine.journal.snapshot(), end: this.moment, events: this.#logs.get(machine)!.slice() };
  }

  /** Whether a machine stands on the run of these inputs: it had the first of them, and is not past the next one's moment. */
  #isOn(machine: Machine, entries: readonly JournalEntry[]): boolean {
    const { length } = machine.journal;
    if (length > entries.length) return false;
    const next = entries[length];
    if (next !== undefined && (machine.events > next.events || machine.clock.now > next.timeNs)) return false;
    return machine.journal.entries.every((entry, index) => isSameInput(entry, entries[index]!));
  }

  #watch(machine: Machine): void {
    const log = this.#logs.get(machine) ?? [];
    this.#logs.set(machine, log);
    let before = momentOf(machine);
    let last = before;
    for (const name of timelineEventNames) {
      machine.bus.on(name, (payload) => {
        const after = momentOf(machine);
        // Several things may happen at one instant: all of them have the same one before them.
        if (compareMoments({ ...after, timeNs: 0 }, { ...last, timeNs: 0 }) !== 0) {
          const entry = machine.journal.entries.at(-1);
          const isInput = entry !== undefined && entry.events === after.events;
          before = isInput
            ? { timeNs: entry.timeNs, events: entry.events, inputs: after.inputs - 1 }
            : { timeNs: 0, events: after.events - 1, inputs: after.inputs };
          last = after;
        }
        const detail = (details[name] as (payload: unknown) => string)(payload);
        if (log.length < LOG_MAX) log.push({ name, timeNs: payload.timeNs, detail, before, after });
      });
    }
  }
}

function isSameInput(a: JournalEntry, b: JournalEntry): boolean {
  if (a === b) return true;
  if (a.timeNs !== b.timeNs || a.events !== b.events || a.input !== b.input) return false;
  return JSON.stringify(a.data) === JSON.stringify(b.data);
}
