/**
 * The zone path without a machine: one 64 KiB zone with 16 parity bytes a block is filled and encoded, hit by random bit flips, then
 * attached as the next boot would: header check, scan, decoding of the damaged blocks, copy of the log.
 *
 * No peer runs here. Each round must recover the text exactly or count bad blocks, so that nothing is skipped unseen.
 */

import { isKernelStop } from '../src/kernel/kernel-stop.ts';
import { type PersistentRamZone, persistentRamNew } from '../src/kernel/pstore/ram-core.ts';
import type { PersistentRamHost } from '../src/kernel/pstore/zone-description.ts';
import { RateLimit } from '../src/kernel/rate-limit.ts';
import { flipUniform } from '../src/memory/faults.ts';
import { PhysicalMemory } from '../src/memory/physical-memory.ts';
import { findKernel } from '../src/profiles/kernels.ts';
import { RandomStreams } from '../src/sim/random.ts';
import type { BenchReport } from './report.ts';

const ADDRESS = 0x5000000;
const ZONE_SIZE = 0x10000;
const ECC_SIZE = 16;
const RATES = [1e-4, 1e-3];
const GOALS = new Map([[1e-4, 3000]]);
const SECONDS = 2;

export async function run(report: BenchReport): Promise<void> {
  for (const rate of RATES) {
    const bench = new ZoneBench(rate);
    bench.rounds(0.5);
    const perSecond = bench.rounds(SECONDS);
    const goal = GOALS.get(rate);
    report.row(
      `zone path, 64 KiB, ecc 16, p = ${rate}`,
      `${Math.round(perSecond)} /s`,
      '',
      null,
      goal === undefined ? '' : `>= ${goal} /s`,
      goal === undefined ? null : perSecond >= goal,
    );
  }
}

class ZoneBench {
  readonly #memory = new PhysicalMemory({ trackWriters: false });
  readonly #random = new RandomStreams('zone bench').stream('flips');
  readonly #rate: number;
  readonly #host: PersistentRamHost;
  readonly #text: Uint8Array;
  /** The zone as the last boot attached it. */
  #zone: PersistentRamZone;

  constructor(rate: number) {
    this.#rate = rate;
    this.#host = {
      memory: this.#memory,
      byteOrder: 'little',
      wordBytes: 8,
      pageSizeBytes: 4096,
      allocationMaxBytes: 2 ** 22,
      divisionByZeroStops: true,
      refusesUncachedMapping: false,
      switches: findKernel('deb61')!.pstore.ramoops,
      uncorrectableLimit: new RateLimit(
        'bench',
        () => 0,
        () => {},
      ),
      printk: () => {},
    };
    this.#zone = this.#attach();
    this.#text = new Uint8Array(this.#zone.bufferSize).map((_, at) => 0x20 + ((at * 7) % 95));
  }

  /** Rounds a second and core: time of the CPU counts, so that a busy machine does not. */
  rounds(seconds: number): number {
    const begin = process.cpuUsage();
    let count = 0;
    let elapsed = 0;
    while (elapsed < seconds) {
      for (let i = 0; i < 20; i++) this.#round();
      count += 20;
      const { user, system } = process.cpuUsage(begin);
      elapsed = (user + system) / 1e6;
    }
    return count / elapsed;
  }

  #round(): void {
    this.#zone.zap();
    this.#zone.write(this.#text);
    flipUniform(this.#memory, { start: ADDRESS, end: ADDRESS + ZONE_SIZE }, this.#rate, this.#random);
    this.#zone = this.#attach();
    const { oldLog, badBlocks } = this.#zone;
    const isWhole = oldLog !== null && Buffer.compare(oldLog, this.#text) === 0;
    if (!isWhole && badBlocks === 0) throw new Error('a damaged log was taken for whole');
  }

  #attach(): PersistentRamZone {
    const zone = persistentRamNew(this.#host, {
      kind: 'dmesg',
      label: 'ramoops:dmesg',
      paddr: BigInt(ADDRESS),
      size: ZONE_SIZE,
      sig: 0,
      eccSize: ECC_SIZE,
      memType: 0,
      zapOld: false,
    });
    if (typeof zone === 'number' || isKernelStop(zone)) throw new Error('the zone cannot be attached');
    return zone;
  }
}
