/** From the shell's word to the first output of the built executable; the peer is Node alone, running nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { BenchReport } from './report.ts';

const MAIN = 'dist/main.mjs';
const GOAL_MS = 300;

function medianMs(args: readonly string[]): number {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[4]!;
}

export async function run(report: BenchReport): Promise<void> {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: npm run build`);
  const node = medianMs(['-e', '0']);
  const region = ['test/fixtures/linux/d61-panic-ecc16-noise.bin.gz', '--address', '0x5000000'];
  const commands: Readonly<Record<string, readonly string[]>> = {
    'start-up, --help': ['--help'],
    'start-up, autopsy of 64 KiB, whole process': ['autopsy', ...region, '--kernel', 'deb61', '--ecc', '1'],
    'start-up, first-crash, whole process': ['run', 'scenarios/lessons/first-crash.yaml'],
  };
  for (const [name, args] of Object.entries(commands)) {
    const ms = medianMs([MAIN, ...args]);
    const isStart = args.length === 1 || args[0] === 'autopsy';
    const goal = isStart ? `<= ${GOAL_MS} ms` : '';
    report.row(
      name,
      `${ms.toFixed(0)} ms`,
      `node ${node.toFixed(0)} ms`,
      ms / node,
      goal,
      isStart ? ms <= GOAL_MS : null,
    );
  }
}
