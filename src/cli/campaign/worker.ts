/** A worker thread of `lastwords campaign`: takes work units, gives tallies in the same order. */
import { parentPort } from 'node:worker_threads';
import { runUnit, type WorkUnit } from '../../campaign/work-unit.ts';
import { runnerOf } from './runner.ts';

parentPort?.on('message', async (unit: WorkUnit) => {
  const run = await runnerOf(unit.configuration.mode);
  parentPort?.postMessage(runUnit(unit, run));
});
