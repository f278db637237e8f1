/**
 * Programs of the simulated user space in CPU time, and the way to the first prompt in real time. The peers, in real time, are the
 * host's own: the same program started by Node, and Node alone printing one word.
 */
import { spawnSync } from 'node:child_process';
import { BootSession } from '../src/inspect/boot-session.ts';
import { Machine } from '../src/machine/machine.ts';
import { findBoard } from '../src/profiles/boards.ts';
import { findKernel } from '../src/profiles/kernels.ts';
import { findUBoot } from '../src/profiles/uboot.ts';
import type { BenchReport } from './report.ts';

const RUNS = 5;
const PROGRAM_RUNS = 400;
const RECORDS = 100;
/** `forkUs` is a goal of our own: a program that does nothing, from fork to exit. */
const goals = { trueUs: 100, forkUs: 400, lsMs: 5, bootMs: 500 };

function bootedImx6q(): BootSession {
  const board = findBoard('imx6q')!;
  const machine = new Machine({
    board,
    kernel: findKernel(board.defaultKernel!)!,
    uboot: findUBoot(board.uboot!.version)!,
    seed: 'bench',
    userland: 'gnu',
  });
  machine.powerOn();
  const session = new BootSession(machine, 100_000);
  if (session.waitForPrompt() !== 'linux') throw new Error('no prompt');
  return session;
}

/** Milliseconds of the fastest of some runs: others use the machine too. */
function bestMs(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Milliseconds of CPU time of the cheapest of some runs, helpers of the engine included. */
function bestCpuMs(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < RUNS; i++) {
    const begin = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(begin);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

export function run(report: BenchReport): void {
  const session = bootedImx6q();
  const execute = (line: string) => {
    const { status, stderr } = session.run(line);
    if (status !== 0) throw new Error(`${line}: ${new TextDecoder().decode(stderr)}`);
  };
  const row = (name: string, ms: number, peerMs: number, goalMs: number) => {
    const unit = (value: number) => (value < 1 ? `${(value * 1000).toFixed(0)} us` : `${value.toFixed(2)} ms`);
    report.row(name, unit(ms), `host ${unit(peerMs)}`, ms / peerMs, `<= ${unit(goalMs)}`, ms <= goalMs);
  };

  // The shell's own, and a program: fork, exec, exit, wait.
  const loop = (program: string) => `i=0; while [ $i -lt ${PROGRAM_RUNS} ]; do ${program}; i=$((i+1)); done`;
  const host = (program: string) => bestMs(() => spawnSync(program));
  for (const [name, goalUs] of [
    ['true', goals.trueUs],
    ['/bin/true', goals.forkUs],
  ] as const) {
    execute(loop(name));
    const ms = bestCpuMs(() => execute(loop(name))) / PROGRAM_RUNS;
    row(`user space, ${name}`, ms, host('/bin/true'), goalUs / 1000);
  }

  execute(
    `mkdir /tmp/r; cd /tmp/r; i=0; while [ $i -lt ${RECORDS} ]; do echo text > dmesg-ramoops-$i; i=$((i+1)); done`,
  );
  execute('ls -l /tmp/r');
  row(
    `user space, ls -l of ${RECORDS} files`,
    bestCpuMs(() => execute('ls -l /tmp/r')),
    host('/bin/ls'),
    goals.lsMs,
  );

  const node = bestMs(() => spawnSync(process.execPath, ['-e', '0']));
  row('power-on to the first prompt, imx6q', bestMs(bootedImx6q), node, goals.bootMs);
}
