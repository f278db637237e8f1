/**
 * The queue of work units: BullMQ on Redis or Valkey. All campaigns of this version share it, first come, first served. A job is the name of
 * a unit, its id follows from that, so that a unit waits once however often it is submitted.
 */
import type { Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { emptyPart, unitsLeft } from '../../../campaign/part.ts';
import { optionalPackage } from './server.ts';
import { type Campaign, type CampaignStore, fieldOf, PREFIX, type UnitName, unitNameOf } from './store.ts';

export const QUEUE = 'units';
/** A worker that does not say for so long that it is still at a unit is taken for dead. */
export const LOCK_MS = 4_000;
/** Jobs that are sent together. */
const BATCH = 500;
/** A unit that fails is tried again, here or elsewhere. */
const ATTEMPTS = 3;
/** Failed and running units that are looked at. */
const LISTED_MAX = 10_000;

export type UnitJob = Job<UnitName, null>;
type UnitQueue = Queue<UnitName, null>;

export const CONNECTION = { prefix: PREFIX, skipVersionCheck: true };

export class UnitsWaiting {
  readonly #queue: UnitQueue;
  readonly #store: CampaignStore;

  private constructor(queue: UnitQueue, store: CampaignStore) {
    this.#queue = queue;
    this.#store = store;
  }

  static async open(redis: Redis, store: CampaignStore): Promise<UnitsWaiting> {
    const { Queue } = await optionalPackage(() => import('bullmq'));
    const queue: UnitQueue = new Queue(QUEUE, { ...CONNECTION, connection: redis });
    // Who asks for something gets the error as well.
    queue.on('error', () => {});
    await queue.waitUntilReady();
    return new UnitsWaiting(queue, store);
  }

  /** Puts the units that are not done into the queue; those that wait there already stay. Gives their number. */
  async enter({ id, plan }: Campaign, onBatch: (sent: number, of: number) => void): Promise<number> {
    const done = await this.#store.doneFields(id);
    const names = unitsLeft(emptyPart(plan))
      .map(({ row, unit: { chunk } }) => ({ campaign: id, row, chunk }))
      .filter((name) => !done.has(fieldOf(name)));
    for (let at = 0; at < names.length; at += BATCH) {
      const batch = names.slice(at, at + BATCH);
      await this.#queue.addBulk(
        batch.map((data) => ({
          name: 'unit',
          data,
          opts: {
            jobId: `${id}-${data.row}-${data.chunk}`,
            attempts: ATTEMPTS,
            removeOnComplete: true,
            removeOnFail: false,
          },
        })),
      );
      onBatch(at + batch.length, names.length);
    }
    return names.length;
  }

  /** Gives the units that failed another chance. */
  async retry(id: string): Promise<void> {
    for (const job of await this.failed(id)) await job.retry('failed', { resetAttemptsMade: true });
  }

  /** Does nothing wait, and nobody work? */
  async isEmpty(): Promise<boolean> {
    return (await this.#queue.getJobCountByTypes('wait', 'active', 'delayed', 'prioritized')) === 0;
  }

  failed(id: string): Promise<UnitJob[]> {
    return this.#queue
      .getFailed(0, LISTED_MAX - 1)
      .then((jobs) => jobs.filter(({ data }) => unitNameOf(data)?.campaign === id));
  }

  /** Units that somebody is at. One whose worker died between its counts and its farewell is done already. */
  async activeCount(id: string): Promise<number> {
    const jobs = await this.#queue.getActive(0, LISTED_MAX - 1);
    const done = await this.#store.doneFields(id);
    const names = jobs.map(({ data }) => unitNameOf(data));
    return names.filter((name) => name?.campaign === id && !done.has(fieldOf(name))).length;
  }
}
