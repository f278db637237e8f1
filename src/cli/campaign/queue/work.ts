/** `lastwords campaign work`: does the units of submitted campaigns that wait on the server, beside other workers. */
import { availableParallelism, hostname } from 'node:os';
import { EXIT, type Given } from '../../command.ts';
import type { Io } from '../../io.ts';
import { ProgressLine } from '../../progress.ts';
import { serverAddress } from './address.ts';
import { chosenCampaign } from './chosen.ts';
import { CONNECTION, LOCK_MS, QUEUE, UnitsWaiting } from './queue.ts';
import { optionalPackage, withServer } from './server.ts';
import { Shift } from './shift.ts';
import { CampaignStore, type UnitName } from './store.ts';
import { UnitThread } from './unit-thread.ts';

const CONCURRENCY_MAX = 256;
const STALLED_CHECK_MS = 1_000;
/** A unit that so many workers have died of is not given to another one. */
const DEATHS_MAX = 10;

export async function workOnCampaigns(given: Given, io: Io): Promise<number> {
  const [word, ...others] = given.operands.slice(1);
  for (const other of others) given.complain(other, 'not expected here: one campaign, or none for all of them');
  const concurrency = given.number('concurrency', { min: 1, max: CONCURRENCY_MAX }) ?? availableParallelism();
  const untilDone = given.flag('until-done');
  if (word !== undefined && !untilDone) given.complain(word, 'is for --until-done: a worker takes what comes first');
  const address = serverAddress(given, io);
  given.settle();
  if (address === undefined) return EXIT.usage;

  return withServer(address, async (redis) => {
    const store = new CampaignStore(redis);
    const only = word === undefined ? null : await chosenCampaign(store, word);
    const { Worker } = await optionalPackage(() => import('bullmq'));
    const worker = new Worker<UnitName, null>(QUEUE, null, {
      ...CONNECTION,
      connection: redis,
      autorun: false,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: DEATHS_MAX,
    });
    // A lost server shows itself where something is asked of it.
    worker.on('error', () => {});
    const units = await UnitsWaiting.open(redis, store);
    const progress = new ProgressLine(io);
    const shift = new Shift(store, units, { only, untilDone, progress });
    const stop = () => shift.stop();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const threads = Array.from({ length: concurrency }, () => new UnitThread());
    try {
      await worker.startStalledCheckTimer();
      const lost = new Promise<never>((_, reject) => {
        redis.once('end', () => reject(new Error('Connection is closed.')));
      });
      const next = (token: string) => worker.getNextJob(token, { block: false });
      const all = Promise.all(threads.map((thread, lane) => shift.work(thread, `${workerName()}:${lane}`, next)));
      await Promise.race([lost, all]);
    } finally {
      shift.stop();
      progress.clear();
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      for (const thread of threads) thread.stop();
      await worker.close(true);
    }
    return shift.farewell(io);
  });
}

/** Locks of units have it, so that one sees who has them. */
function workerName(): string {
  return `${hostname()}:${process.pid}`;
}
