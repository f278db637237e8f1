/**
 * Units of a campaign done on this computer: in this thread, or by worker threads. Whoever does a unit, its tally is the same.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PlannedUnit } from '../../campaign/part.ts';
import type { Tally } from '../../campaign/tally.ts';
import { runUnit } from '../../campaign/work-unit.ts';
import { runnerOf } from './runner.ts';

interface Doing {
  readonly units: readonly PlannedUnit[];
  /** Threads; null: this one, and more when it takes long. */
  readonly workers: number | null;
  readonly nowMs: () => number;
  readonly isStopped: () => boolean;
  readonly onDone: (unit: PlannedUnit, tally: Tally) => void;
}

/** A campaign that is over by then does not pay for the start of threads. */
const ALONE_MS = 1_000;
/** Units that a worker has before it, so that it need not wait for the next. */
const AHEAD = 2;

/** Does the units, until none is left or `isStopped` says so. */
export async function doUnits({ units, workers, nowMs, isStopped, onDone }: Doing): Promise<void> {
  let next = 0;
  if (workers === null || workers === 1) {
    const endMs = workers === 1 ? Number.POSITIVE_INFINITY : nowMs() + ALONE_MS;
    while (next < units.length && nowMs() < endMs) {
      const planned = units[next++]!;
      const { unit } = planned;
      onDone(planned, runUnit(unit, await runnerOf(unit.configuration.mode)));
      // Ctrl-C comes through between two units.
      await new Promise((resolve) => setImmediate(resolve));
      if (isStopped()) return;
    }
  }
  const left = units.slice(next);
  if (left.length === 0) return;
  await doByWorkers(left, Math.min(workers ?? availableParallelism(), left.length), isStopped, onDone);
}

async function doByWorkers(
  units: readonly PlannedUnit[],
  count: number,
  isStopped: () => boolean,
  onDone: (unit: PlannedUnit, tally: Tally) => void,
): Promise<void> {
  const pool = Array.from({ length: count }, startWorker);
  let next = 0;
  try {
    await Promise.all(
      pool.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            const given: PlannedUnit[] = [];
            const give = () => {
              while (given.length < AHEAD && next < units.length && !isStopped()) {
                const planned = units[next++]!;
                given.push(planned);
                worker.postMessage(planned.unit);
              }
              if (given.length === 0 || isStopped()) resolve();
            };
            worker.on('message', (tally: Tally) => {
              onDone(given.shift()!, tally);
              give();
            });
            worker.on('error', reject);
            worker.on('exit', () => reject(new Error('a worker thread has ended')));
            give();
          }),
      ),
    );
  } finally {
    for (const worker of pool) worker.removeAllListeners();
    await Promise.all(pool.map((worker) => worker.terminate()));
  }
}

/** The built program has the worker beside it; from sources it is read through tsx, which a thread must be told of first. */
export function startWorker(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./campaign-worker.mjs', import.meta.url));
  const source = new URL('./worker.ts', import.meta.url).href;
  const begin = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(source)}); })`;
  return new Worker(begin, { eval: true });
}
