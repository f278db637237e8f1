/**
 * What a reset costs: decay of a memory module, a little and nearly all of it, and the ledger's entries for that.
 *
 * There is no peer: the goals are times of their own, of CPU.
 */
import { decay } from '../src/memory/dram/decay.ts';
import { Ledger } from '../src/memory/ledger.ts';
import { PhysicalMemory } from '../src/memory/physical-memory.ts';
import { findDramProfile } from '../src/profiles/dram.ts';
import { RandomStreams } from '../src/sim/random.ts';
import type { BenchReport } from './report.ts';

const MIB = 1 << 20;
const ROUNDS = 7;
/** A round of few flips is short: enough of them that most run compiled. */
const SHORT_ROUNDS = 61;

export function run(report: BenchReport): void {
  const random = new RandomStreams('bench').stream('contents');
  const contents = Uint8Array.from({ length: MIB }, () => random.int(256));
  const few = measured(contents, 0.01, false, SHORT_ROUNDS);
  const each = (few.ms * 1e6) / few.flips;
  report.row('decay of 1 % of 1 MiB, each flip', `${each.toFixed(0)} ns`, 'none', null, '<= 100 ns', each <= 100);
  for (const hasLedger of [false, true]) {
    const { ms } = measured(contents, 0.99, hasLedger, ROUNDS);
    const name = `decay of 99 % of 1 MiB${hasLedger ? ', entered in the ledger' : ''}`;
    report.row(name, `${ms.toFixed(0)} ms`, 'none', null, '<= 300 ms', ms <= 300);
  }
}

/** The median of rounds, each on fresh contents. */
function measured(
  contents: Uint8Array,
  fraction: number,
  hasLedger: boolean,
  count: number,
): { ms: number; flips: number } {
  const profile = findDramProfile('ddr4-slow')!;
  const lost = Array<number>(profile.lanes.count).fill(fraction);
  const rounds = Array.from({ length: count }, (_, seed) => {
    const memory = new PhysicalMemory();
    memory.write(0, contents, memory.writer('bench'));
    const ledger = hasLedger ? new Ledger(memory) : undefined;
    const names = { cause: 'retention: power-loss', writer: 'retention', ledger };
    const start = process.cpuUsage();
    const lanes = decay(
      memory,
      { start: 0, end: MIB },
      { ...names, seed, profile, gap: { number: 1, lost, lostOfLonger: lost } },
    );
    const { user, system } = process.cpuUsage(start);
    return { ms: (user + system) / 1000, flips: lanes.reduce((sum, lane) => sum + lane, 0) };
  });
  return rounds.sort((a, b) => a.ms - b.ms)[count >> 1]!;
}
