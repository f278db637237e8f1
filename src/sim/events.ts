/**
 * The event bus: facts in the past tense, for those who watch.
 *
 * Observers are guarded. A listener that throws neither stops the other listeners nor the run; its fault is kept. Payloads are
 * plain data, never the parts of the machine themselves, so that a listener has nothing to change.
 */
import { EventEmitter } from 'eventemitter3';

export interface ListenerFault {
  readonly event: string;
  readonly error: unknown;
}

/** How many faults are kept; a broken listener on a busy event would else fill the memory. */
const FAULT_LIMIT = 100;

export class EventBus<Events extends object> {
  readonly #emitter = new EventEmitter();
  readonly #faults: ListenerFault[] = [];

  /** Faults of listeners so far, the oldest first, at most 100. */
  get faults(): readonly ListenerFault[] {
    return this.#faults;
  }

  /** Calls `listener` for each event of this name; gives the function that ends it. */
  on<Name extends keyof Events & string>(name: Name, listener: (payload: Events[Name]) => void): () => void {
    const guarded = (payload: Events[Name]) => {
      try {
        listener(payload);
      } catch (error) {
        if (this.#faults.length < FAULT_LIMIT) this.#faults.push({ event: name, error });
      }
    };
    this.#emitter.on(name, guarded);
    return () => {
      this.#emitter.off(name, guarded);
    };
  }

  emit<Name extends keyof Events & string>(name: Name, payload: Events[Name]): void {
    this.#emitter.emit(name, payload);
  }

  /** True when somebody listens: lets a busy emitter skip building the payload. */
  watched(name: keyof Events & string): boolean {
    return this.#emitter.listenerCount(name) > 0;
  }
}
