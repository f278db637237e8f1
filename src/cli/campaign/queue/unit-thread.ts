/** A thread that does one work unit after the other, while this one keeps its promises to the server. */
import type { Worker } from 'node:worker_threads';
import type { Tally } from '../../../campaign/tally.ts';
import type { WorkUnit } from '../../../campaign/work-unit.ts';
import { startWorker } from '../workers.ts';

/** A unit takes seconds at most; one that takes so long does not end. */
const UNIT_LIMIT_MS = 600_000;

export class UnitThread {
  #worker: Worker | null = null;
  #settle: ((result: Tally | Error) => void) | null = null;

  /** Rejects when the thread fails or takes too long; the next unit then gets a new one. */
  run(unit: WorkUnit): Promise<Tally> {
    this.#worker ??= this.#started();
    const worker = this.#worker;
    return new Promise<Tally>((resolve, reject) => {
      const tooLong = new Error(`not done after ${UNIT_LIMIT_MS / 1000} seconds`);
      const limit = setTimeout(() => this.#settle?.(tooLong), UNIT_LIMIT_MS);
      // The thread keeps the process alive, not its limit.
      limit.unref();
      this.#settle = (result) => {
        this.#settle = null;
        clearTimeout(limit);
        if (!(result instanceof Error)) return resolve(result);
        this.stop();
        reject(result);
      };
      worker.postMessage(unit);
    });
  }

  /** A unit that is being done is never heard of again. */
  stop(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }

  #started(): Worker {
    const worker = startWorker();
    const settle = (result: Tally | Error) => {
      if (this.#worker === worker) this.#settle?.(result);
    };
    worker.on('message', settle);
    worker.on('error', settle);
    worker.on('exit', () => settle(new Error('the worker thread has ended')));
    return worker;
  }
}
