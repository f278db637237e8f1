/** A worker thread of `lastwords campaign`: takes work units, gives tallies. */
import { parentPort } from 'node:worker_threads';
import { runUnit, type WorkUnit } from '../../campaign/work-unit.ts';

parentPort?.on('message', (unit: WorkUnit) => parentPort?.postMessage(runUnit(unit)));
