/** The serial line: keeps what was sent and tells the bus. What it sent survives every reset, since a person has read it. */
import type { Clock } from '../sim/clock.ts';
import type { EventBus } from '../sim/events.ts';
import type { WorldEvents } from './world-events.ts';

/** Kept output; older text is dropped in halves beyond it. A loop in the simulated world must not fill the host's memory. */
const KEPT_CHARACTERS = 8 * 1024 * 1024;

export class Uart {
  readonly #clock: Clock;
  readonly #bus: EventBus<WorldEvents>;
  #chunks: string[] = [];
  #length = 0;
  #dropped = 0;

  constructor(clock: Clock, bus: EventBus<WorldEvents>) {
    this.#clock = clock;
    this.#bus = bus;
  }

  /** Sends latin1 text as it goes over the wire. */
  write(stage: string, text: string): void {
    if (text === '') return;
    this.#chunks.push(text);
    this.#length += text.length;
    if (this.#length - this.#dropped > KEPT_CHARACTERS) this.#drop();
    if (this.#bus.watched('console.written')) {
      this.#bus.emit('console.written', { timeNs: this.#clock.now, stage, text });
    }
  }

  /** Characters sent since power was first applied: the position to read from with `textFrom`. */
  get length(): number {
    return this.#length;
  }

  get text(): string {
    if (this.#chunks.length > 1) this.#chunks = [this.#chunks.join('')];
    return this.#chunks[0] ?? '';
  }

  /** The text from a position on; begins later when that part is no longer kept. */
  textFrom(position: number): string {
    return this.text.slice(Math.max(0, position - this.#dropped));
  }

  #drop(): void {
    let kept = this.#length - this.#dropped;
    let first = 0;
    for (; kept - this.#chunks[first]!.length >= KEPT_CHARACTERS / 2; first++) kept -= this.#chunks[first]!.length;
    const rest = this.#chunks.slice(first);
    rest[0] = rest[0]!.slice(kept - KEPT_CHARACTERS / 2);
    this.#dropped = this.#length - KEPT_CHARACTERS / 2;
    this.#chunks = rest;
  }
}
