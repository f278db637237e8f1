/** Queues in which processes sleep until something happens: Linux `include/linux/wait.h`, without exclusive waiters. */

/** A driver stopped the process (SIGTTIN): the call is made again when it goes on. Never seen by programs. */
export const ERESTARTSYS = 512;

/** Who can sleep: a process. */
export interface Sleeper {
  /** Makes it ready again; does nothing when it does not sleep. */
  wake(): void;
}

export class WaitQueue {
  readonly #sleepers = new Set<Sleeper>();

  add(sleeper: Sleeper): void {
    this.#sleepers.add(sleeper);
  }

  remove(sleeper: Sleeper): void {
    this.#sleepers.delete(sleeper);
  }

  get isEmpty(): boolean {
    return this.#sleepers.size === 0;
  }

  wakeAll(): void {
    if (this.#sleepers.size === 0) return;
    const sleepers = [...this.#sleepers];
    this.#sleepers.clear();
    for (const sleeper of sleepers) sleeper.wake();
  }
}
