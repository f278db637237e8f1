/** Saving, opening and rewinding a booted PC with user space; no peer does the same. RAM alone is in `memory.bench.ts`. */
import { Machine } from '../src/machine/machine.ts';
import { forkMachine } from '../src/machine/replay.ts';
import { openMachine, saveMachine } from '../src/machine/saved-machine.ts';
import { TimeMachine } from '../src/machine/time-machine.ts';
import { PhysicalMemory } from '../src/memory/physical-memory.ts';
import { findBoard } from '../src/profiles/boards.ts';
import { findKernel } from '../src/profiles/kernels.ts';
import type { BenchReport } from './report.ts';

const MIB = 1 << 20;
const ROUNDS = 7;

export async function run(report: BenchReport): Promise<void> {
  const memory = new PhysicalMemory();
  memory.write(0, new Uint8Array(64 * MIB).fill(1), memory.writer('bench'));
  const forked = bestMs(() => {
    for (let count = 0; count < 100; count++) memory.fork().release();
  });
  report.row('fork of 64 MiB', `${(forked * 10).toFixed(2)} us`, 'none', null, '<= 50 us', forked / 100 <= 0.05);

  const board = findBoard('pc')!;
  const kernel = findKernel(board.defaultKernel!)!;
  const time = new TimeMachine(new Machine({ board, kernel, uboot: null, seed: 'bench', userland: 'gnu' }));
  time.machine.powerOn();
  time.machine.runUntil(60e9, () => time.machine.promptWaiting === 'linux');
  const file = saveMachine(time.machine, { tool: 'bench' });
  const size = `${(file.length / 1024).toFixed(0)} KiB`;
  report.row('file of a booted PC', size, 'none', null, '<= 2 MiB', file.length <= 2 * MIB);
  const rows: readonly (readonly [string, () => unknown])[] = [
    ['save it', () => saveMachine(time.machine, { tool: 'bench' })],
    ['open it, verified', () => openMachine(file)],
    ['fork the machine', () => forkMachine(time.machine)],
    ['back and forth, both kept alive', () => [time.goToTime(1e9), time.goTo(time.end)]],
  ];
  for (const [name, work] of rows) report.row(name, `${bestMs(work).toFixed(1)} ms`, 'none', null, '', null);
}

/** The best of some rounds: others use the machine too. */
function bestMs(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
