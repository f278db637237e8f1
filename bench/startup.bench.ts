/** From the shell's word to the first output of the built executable; the peer is Node alone, printing one word. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { BenchReport } from './report.ts';

const MAIN = 'dist/main.mjs';
const GOAL_MS = 300;
/** The story is told when the lesson has been run. */
const STORY_GOAL_MS = 1_000;
const region = ['test/fixtures/linux/d61-panic-ecc16-noise.bin.gz', '--address', '0x5000000'];
const uboot = ['--load', 'test/fixtures/uboot/v03-one-panic.bin@0x3000000', '--exec', 'pstore set 3000000 10000'];
const commands: Readonly<Record<string, readonly string[]>> = {
  '--help': ['--help'],
  'autopsy of 64 KiB': ['autopsy', ...region, '--kernel', 'deb61', '--ecc', '1'],
  uboot: ['uboot', ...uboot],
  'first-crash, story': ['run', 'scenarios/lessons/first-crash.yaml', '--story'],
};

/** Milliseconds until the process has written its first byte. */
function firstOutputMs(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let first = 0;
    child.stdout.on('data', () => {
      first ||= performance.now() - start;
    });
    child.on('close', (status) => {
      if (status === 0) resolve(first);
      else reject(new Error(`${args.join(' ')} ended with ${status}`));
    });
  });
}

async function medianMs(args: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 9; i++) times.push(await firstOutputMs(args));
  return times.sort((a, b) => a - b)[4]!;
}

export async function run(report: BenchReport): Promise<void> {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: npm run build`);
  const node = await medianMs(['-e', 'console.log(0)']);
  for (const [name, args] of Object.entries(commands)) {
    const ms = await medianMs([MAIN, ...args]);
    const goalMs = args.includes('--story') ? STORY_GOAL_MS : GOAL_MS;
    const goal = `<= ${goalMs} ms`;
    report.row(
      `first output, ${name}`,
      `${ms.toFixed(0)} ms`,
      `node ${node.toFixed(0)} ms`,
      ms / node,
      goal,
      ms <= goalMs,
    );
  }
}
