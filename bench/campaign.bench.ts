/**
 * Campaigns as users run them: the built program, in processes of its own; and how their cost grows.
 *
 * Growth is the exponent of a power law, fitted to CPU times by least squares of the logarithms; sizes are measured in turns, and of each the
 * least of several rounds counts. What flips cost is what a campaign costs beyond the same one without any flip, measured among the others:
 * counting blocks that nothing has hit is a third to a half of a campaign of few flips, and would hide how the rest grows. The exponent with that
 * share in it stands in a row of its own. The cost is linear as long as each flip costs a decoding of its own: up to one flip in some ten blocks.
 * From there on zones are decoded whole and flips share what they cost, so that a hundred times as many cost ten times as much; that is
 * shown, and is no goal. The drawing of flips is measured alone as well.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { emptyPart, unitsLeft } from '../src/campaign/part.ts';
import { parsePlan } from '../src/campaign/plan-source.ts';
import { runUnit } from '../src/campaign/work-unit.ts';
import { runZoneUnit } from '../src/campaign/zone-unit.ts';
import { flipUniform } from '../src/memory/faults.ts';
import { PhysicalMemory } from '../src/memory/physical-memory.ts';
import { RandomStreams } from '../src/sim/random.ts';
import type { BenchReport } from './report.ts';

const MAIN = 'dist/main.mjs';
const ROUNDS = 3;
const GROWTH_ROUNDS = 5;

export async function run(report: BenchReport): Promise<void> {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: npm run build`);
  reportMillion(report);
  reportWorkers(report);
  reportGrowth(report);
}

const campaign = ['campaign', '--ecc', '16', '--json'];

function reportMillion(report: BenchReport): void {
  const words = [...campaign, '--workers', '1', '--flips', '8', '--trials', '1048576'];
  const seconds = least(ROUNDS, () => timesOf(words).cpu);
  const name = 'campaign of 1048576 blocks, 8 flips each';
  report.row(name, `${seconds.toFixed(2)} CPU s`, '', null, '<= 1.0 CPU s, whole process', seconds <= 1);
}

/**
 * One and two workers in turns, for so long that starting a thread, some 0.3 s of CPU, is little. By the clock on the wall nothing can be said
 * while others use the machine.
 */
function reportWorkers(report: BenchReport): void {
  const isBusy = loadavg()[0]! > availableParallelism() / 4;
  const words = [...campaign, '--ber', '5e-3', '--trials', '8000000', '--workers'];
  const [one, two]: Times[][] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    one!.push(timesOf([...words, '1']));
    two!.push(timesOf([...words, '2']));
  }
  const best = (times: readonly Times[], what: keyof Times) => Math.min(...times.map((time) => time[what]));
  const row = (name: string, what: keyof Times, ratio: number, goal: string, pass: boolean | null) => {
    const figure = (times: readonly Times[]) => `${best(times, what).toFixed(2)} ${what === 'cpu' ? 'CPU s' : 's'}`;
    report.row(name, figure(two!), `one: ${figure(one!)}`, ratio, goal, pass);
  };
  const faster = best(one!, 'wall') / best(two!, 'wall');
  const wallGoal = isBusy ? '>= 1.7 x (machine is busy)' : '>= 1.7 x one';
  row('campaign, two workers', 'wall', faster, wallGoal, isBusy ? null : faster >= 1.7);
  // With a core for each of them, two halves of this work would be done in half of this time.
  const shared = (2 * best(one!, 'cpu')) / best(two!, 'cpu');
  row('campaign, two workers, shared work', 'cpu', shared, '>= 1.7 x one', shared >= 1.7);
}

interface Times {
  readonly cpu: number;
  readonly wall: number;
}

/** Seconds of a whole process of the built program; CPU time as the shell counts it. */
function timesOf(words: readonly string[]): Times {
  const begin = performance.now();
  const command = `"${process.execPath}" ${MAIN} ${words.join(' ')} >&2; times`;
  const text = execFileSync('sh', ['-c', command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const wall = (performance.now() - begin) / 1000;
  // Two lines, of the shell and of what it ran: user and system time, each as 0m1.25s.
  const parts = [...text.split('\n')[1]!.matchAll(/(\d+)m([\d.]+)s/g)];
  return { cpu: parts.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0), wall };
}

function reportGrowth(report: BenchReport): void {
  const perform = (flags: Record<string, unknown>) => {
    const parsed = parsePlan(null, { ecc: 16, ...flags });
    if (!parsed.ok) throw new Error('no plan');
    for (const { unit } of unitsLeft(emptyPart(parsed.plan))) runUnit(unit, runZoneUnit);
  };
  const trials = exponent([100_000, 200_000, 400_000, 800_000], (count) => perform({ ber: 1e-3, trials: count }));
  report.row('cost of a campaign over its trials', `n^${trials.toFixed(2)}`, '', null, '0.9 to 1.1', isLinear(trials));

  const rates = [5e-6, 1e-5, 2e-5, 4e-5, 8e-5];
  const [clean, ...hit] = cpuTimes([0, ...rates], (ber) => perform({ ber, trials: 2_000_000 }));
  const beyond = powerOf(
    rates,
    hit.map((time) => time - clean!),
  );
  const fewGoal = '0.9 to 1.1, up to 1 in 10 blocks';
  report.row('cost of flips in a campaign', `n^${beyond.toFixed(2)}`, '', null, fewGoal, isLinear(beyond));
  const whole = powerOf(rates, hit);
  report.row('the same, clean blocks included', `n^${whole.toFixed(2)}`, '', null, 'less: they cost the same', null);
  const many = exponent([5e-4, 1e-3, 2e-3, 5e-3, 1e-2], (ber) => perform({ ber, trials: 100_000 }));
  report.row('the same, 0.6 to 12 in a block', `n^${many.toFixed(2)}`, '', null, 'less: they share decodings', null);

  // Small enough for the host's cache at every rate.
  const range = { start: 0, end: 2 ** 18 };
  const memory = new PhysicalMemory({ trackWriters: false });
  memory.write(0, new Uint8Array(range.end), memory.writer('bench'));
  const random = new RandomStreams('bench').stream('flips');
  const flips = exponent([1e-4, 3e-4, 1e-3, 3e-3, 1e-2], (ber) => {
    for (let call = 0; call < 20; call++) flipUniform(memory, range, ber, random);
  });
  report.row('cost of flips in 256 KiB of RAM', `n^${flips.toFixed(2)}`, '', null, '0.9 to 1.1', isLinear(flips));
}

function isLinear(exponentFound: number): boolean {
  return exponentFound >= 0.9 && exponentFound <= 1.1;
}

/** Of the power law that CPU time follows. */
function exponent(sizes: readonly number[], work: (size: number) => unknown): number {
  return powerOf(sizes, cpuTimes(sizes, work));
}

/** CPU time of each size, the least of several rounds in which all take turns: others use the machine too. */
function cpuTimes(sizes: readonly number[], work: (size: number) => unknown): number[] {
  for (const size of sizes) work(size);
  const times = sizes.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < GROWTH_ROUNDS; round++) {
    for (const [at, size] of sizes.entries()) {
      const begin = process.cpuUsage();
      work(size);
      const { user, system } = process.cpuUsage(begin);
      times[at] = Math.min(times[at]!, user + system);
    }
  }
  return times;
}

/** Slope of the logarithms, by least squares. */
function powerOf(sizes: readonly number[], times: readonly number[]): number {
  const points = sizes.map((size, at) => [Math.log(size), Math.log(times[at]!)] as const);
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const both = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return both / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** The least of several rounds: others use the machine too. */
function least(rounds: number, work: () => number): number {
  return Math.min(...Array.from({ length: rounds }, work));
}
