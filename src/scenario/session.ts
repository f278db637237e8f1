/**
 * A machine under observation: its console with times, its events, and waiting for something to happen.
 *
 * Like the tool `expect`, the session keeps a cursor in the console text: a wait finds only what comes after the last input and
 * after the last wait, so that an old prompt is not taken for a new one.
 */
import type { WorldEvents } from '../hardware/world-events.ts';
import type { WorldEventName } from './event-names.ts';
import { worldEventNames } from './event-names.ts';
import type { MachineFace } from './machine-face.ts';

/** Text that came over the serial line at one moment. */
export interface ConsoleMark {
  /** Where the text begins in the console text. */
  readonly offset: number;
  readonly timeNs: number;
  readonly stage: string;
}

export interface LoggedEvent {
  readonly name: WorldEventName;
  readonly timeNs: number;
  readonly payload: WorldEvents[WorldEventName];
  /** Length of the console text when it happened. */
  readonly consoleOffset: number;
}

export type WaitOutcome = 'met' | 'expired' | 'idle' | 'flooded';

/** A loop in the simulated world must not fill the host's memory. */
const CONSOLE_LIMIT = 32 * 1024 * 1024;
const TAIL_CHARACTERS = 64;
const EVENT_LIMIT = 100_000;

export class Session {
  readonly machine: MachineFace;
  readonly marks: ConsoleMark[] = [];
  /** All events but `console.written`, the oldest first. */
  readonly events: LoggedEvent[] = [];
  /** Latest virtual time that any wait may reach. */
  readonly #deadlineNs: number;
  /** Grows by appending; reading from it costs its whole length each time that it has grown. */
  #console = '';
  #tail = '';
  /** What came since the last look of a wait for text. */
  #fresh = '';
  #cursor = 0;
  #bootStart = 0;
  #eventMark = 0;
  /** What the last uboot or kernel step printed, LF line ends; undefined before the first. */
  output: string | undefined;

  constructor(machine: MachineFace, limitNs: number) {
    this.machine = machine;
    this.#deadlineNs = machine.clock.now + limitNs;
    for (const name of worldEventNames) machine.bus.on(name, (payload) => this.#record(name, payload));
  }

  get now(): number {
    return this.machine.clock.now;
  }

  /** Everything that came over the serial line, latin1, CR LF as on the wire. */
  get console(): string {
    return this.#console;
  }

  /** Whether the last thing on the serial line is this text of at most 64 characters. */
  endsWith(latin1: string): boolean {
    return this.#tail.endsWith(latin1);
  }

  get consoleLength(): number {
    return this.#console.length;
  }

  /** The part since the last reset or power-on. */
  get consoleSinceReset(): string {
    return this.#console.slice(this.#bootStart);
  }

  /** Marks the moment of an input: waits look at what comes from now on. */
  markInput(): void {
    this.#cursor = this.#console.length;
    this.#eventMark = this.events.length;
  }

  /** Lets virtual time pass; a world in which nothing is pending just gets older. */
  pass(durationNs: number): WaitOutcome {
    const target = this.now + durationNs;
    const limit = Math.min(target, this.#deadlineNs);
    this.machine.runUntil(limit, () => this.#flooded);
    if (this.#flooded) return 'flooded';
    return target <= this.#deadlineNs ? 'met' : 'expired';
  }

  waitForConsole(latin1: string, timeoutNs: number): WaitOutcome {
    // Only new text is searched, and so much before it that a match across the seam is found.
    let offset = this.#cursor;
    let text = this.#console.slice(offset);
    this.#fresh = '';
    return this.waitFor(() => {
      if (this.#fresh !== '') {
        const seam = Math.max(0, text.length - latin1.length + 1);
        offset += seam;
        text = text.slice(seam) + this.#fresh;
        this.#fresh = '';
      }
      const at = text.indexOf(latin1);
      if (at >= 0) this.#cursor = offset + at + latin1.length;
      return at >= 0;
    }, timeoutNs);
  }

  waitForState(state: string, timeoutNs: number): WaitOutcome {
    return this.waitFor(() => stateMatches(this.machine.state, state), timeoutNs);
  }

  /** The event may already have happened since the last input. */
  waitForEvent(name: WorldEventName, timeoutNs: number): WaitOutcome {
    let from = this.#eventMark;
    return this.waitFor(() => {
      const at = this.events.findIndex((event, index) => index >= from && event.name === name);
      if (at < 0) from = this.events.length;
      else this.#eventMark = at + 1;
      return at >= 0;
    }, timeoutNs);
  }

  waitFor(condition: () => boolean, timeoutNs: number): WaitOutcome {
    if (condition()) return 'met';
    const limit = Math.min(this.now + timeoutNs, this.#deadlineNs);
    let met = false;
    this.machine.runUntil(limit, () => {
      met = condition();
      return met || this.#flooded;
    });
    if (met) return 'met';
    if (this.#flooded) return 'flooded';
    return this.machine.clock.next === undefined ? 'idle' : 'expired';
  }

  happened(name: string): boolean {
    return this.events.some((event) => event.name === name);
  }

  get #flooded(): boolean {
    return this.#console.length > CONSOLE_LIMIT || this.events.length > EVENT_LIMIT;
  }

  #record(name: WorldEventName, payload: WorldEvents[WorldEventName]): void {
    if (name === 'console.written') {
      const { timeNs, stage, text } = payload as WorldEvents['console.written'];
      this.marks.push({ offset: this.#console.length, timeNs, stage });
      this.#console += text;
      this.#fresh += text;
      this.#tail = (this.#tail + text).slice(-TAIL_CHARACTERS);
      return;
    }
    if (name === 'machine.reset') this.#bootStart = this.#console.length;
    this.events.push({ name, timeNs: payload.timeNs, payload, consoleOffset: this.#console.length });
  }
}

/** `kernel` stands for `kernel` and everything inside it, as `kernel.running`. */
export function stateMatches(state: string, wanted: string): boolean {
  return state === wanted || state.startsWith(`${wanted}.`);
}

/** Console text as people and scenarios read it: CR LF becomes LF. */
export function withoutCr(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
