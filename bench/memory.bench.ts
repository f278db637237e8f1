/**
 * Physical memory beside the obvious way to write it: a Map from page number to a typed array, snapshots by copying it.
 *
 * Both sides do the same accesses in one run; the peer keeps no writers and checks no bounds, so it is flattered a little.
 * Every figure is the median of interleaved rounds.
 */
import { flipUniform } from '../src/memory/faults.ts';
import { PAGE_SIZE, PhysicalMemory } from '../src/memory/physical-memory.ts';
import { RandomStreams } from '../src/sim/random.ts';
import type { BenchReport } from './report.ts';

const MIB = 1 << 20;
const ROUNDS = 7;

/** The peer: no slabs, no tables, no sharing. */
class MapMemory {
  pages = new Map<number, Uint8Array>();

  page(address: number): Uint8Array {
    const pfn = Math.floor(address / PAGE_SIZE);
    let page = this.pages.get(pfn);
    if (page === undefined) {
      page = new Uint8Array(PAGE_SIZE);
      this.pages.set(pfn, page);
    }
    return page;
  }

  load8(address: number): number {
    return this.page(address)[address % PAGE_SIZE]!;
  }

  store8(address: number, value: number): void {
    this.page(address)[address % PAGE_SIZE] = value;
  }

  write(address: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const offset = (address + done) % PAGE_SIZE;
      const count = Math.min(PAGE_SIZE - offset, bytes.length - done);
      this.page(address + done).set(bytes.subarray(done, done + count), offset);
      done += count;
    }
  }

  readInto(address: number, target: Uint8Array): void {
    for (let done = 0; done < target.length; ) {
      const offset = (address + done) % PAGE_SIZE;
      const count = Math.min(PAGE_SIZE - offset, target.length - done);
      target.set(this.page(address + done).subarray(offset, offset + count), done);
      done += count;
    }
  }

  snapshot(): Map<number, Uint8Array> {
    return new Map([...this.pages].map(([pfn, page]) => [pfn, page.slice()]));
  }

  restore(snapshot: Map<number, Uint8Array>): void {
    this.pages = new Map([...snapshot].map(([pfn, page]) => [pfn, page.slice()]));
  }
}

export async function run(report: BenchReport): Promise<void> {
  const sizeBytes = 64 * MIB;
  const image = Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 2654435761) >>> 24);
  const ours = new PhysicalMemory();
  const writer = ours.writer('bench');
  ours.write(0, image, writer);
  const untracked = new PhysicalMemory({ trackWriters: false });
  const nobody = untracked.writer('bench');
  untracked.write(0, image, nobody);
  const peer = new MapMemory();
  peer.write(0, image);

  const count = 1_000_000;
  // 8 MiB: both sides together stay in the host's cache, so that the way to a page is measured and not the host's RAM.
  const addresses = Float64Array.from({ length: count }, (_, index) => (index * 40_503 * 4_099) % (8 * MIB));
  compare(report, 'random load8 over 8 MiB', 'ns', count, 'no slower', 1, [
    () => {
      let sum = 0;
      for (let index = 0; index < count; index++) sum += ours.load8(addresses[index]!);
      return sum;
    },
    () => {
      let sum = 0;
      for (let index = 0; index < count; index++) sum += peer.load8(addresses[index]!);
      return sum;
    },
  ]);
  const peerStores = () => {
    for (let index = 0; index < count; index++) peer.store8(addresses[index]!, index & 0xff);
  };
  compare(report, 'random store8, every writer known', 'ns', count, '>= 0.7 x', 0.7, [
    () => {
      for (let index = 0; index < count; index++) ours.store8(addresses[index]!, index & 0xff, writer);
    },
    peerStores,
  ]);
  compare(report, 'random store8, writers off', 'ns', count, '>= 0.7 x', 0.7, [
    () => {
      for (let index = 0; index < count; index++) untracked.store8(addresses[index]!, index & 0xff, nobody);
    },
    peerStores,
  ]);
  compare(report, 'sequential load8', 'ns', count, '>= 2 x', 2, [
    () => {
      let sum = 0;
      for (let address = 0; address < count; address++) sum += ours.load8(address);
      return sum;
    },
    () => {
      let sum = 0;
      for (let address = 0; address < count; address++) sum += peer.load8(address);
      return sum;
    },
  ]);
  const target = new Uint8Array(sizeBytes);
  compare(report, 'bulk read of 64 MiB', 'ms', 1e6, 'no slower', 1, [
    () => ours.readInto(0, target),
    () => peer.readInto(0, target),
  ]);
  compare(report, 'bulk write of 64 MiB', 'ms', 1e6, 'no slower', 1, [
    () => ours.write(0, image, writer),
    () => peer.write(0, image),
  ]);

  snapshots(report, ours, peer, writer);
  flips(report);
  const giant = new PhysicalMemory({ initialContents: { noiseSeed: 7 } });
  giant.fill(0, 1024 * MIB, 0x5a, giant.writer('bench'));
  const lost = medianMs(() => giant.lose({ start: 0, end: 2 ** 44 }, 9, giant.writer('retention')));
  report.row('lose 16 TiB', `${(lost * 1000).toFixed(1)} us`, 'none', null, '<= 50 us', lost <= 0.05);
  const preserved = medianMs(() => ours.aliasRange(0, 2 ** 40, sizeBytes, writer));
  report.row(
    'preserve 64 MiB by aliasing',
    `${(preserved * 1000).toFixed(1)} us`,
    'none',
    null,
    '<= 300 us',
    preserved <= 0.3,
  );
}

function snapshots(report: BenchReport, ours: PhysicalMemory, peer: MapMemory, writer: number): void {
  const still = medianMs(() => {
    const snapshot = ours.snapshot();
    ours.restore(snapshot);
    snapshot.release();
  }, 1000);
  const oursMs = medianMs(() => {
    const snapshot = ours.snapshot();
    ours.store8(5, 1, writer);
    ours.restore(snapshot);
    snapshot.release();
  }, 1000);
  const peerMs = medianMs(() => {
    const snapshot = peer.snapshot();
    peer.store8(5, 1);
    peer.restore(snapshot);
  });
  report.row(
    'snapshot + restore of 64 MiB',
    `${(still * 1000).toFixed(2)} us`,
    'see below',
    null,
    '<= 50 us',
    still <= 0.05,
  );
  const ratio = peerMs / oursMs;
  const pass = oursMs <= 0.05;
  report.row('the same with one page written', us(oursMs), us(peerMs), ratio, '<= 50 us', pass);

  const pages = 256;
  const copy = medianMs(() => {
    const snapshot = ours.snapshot();
    for (let page = 0; page < pages; page++) ours.store8(page * PAGE_SIZE, page, writer);
    ours.restore(snapshot);
    snapshot.release();
  }, 20);
  const peerCopy = medianMs(() => {
    for (let page = 0; page < pages; page++) peer.pages.set(page, peer.pages.get(page)!.slice());
  }, 20);
  const nsEach = (ms: number) => `${((ms * 1e6) / pages).toFixed(0)} ns`;
  report.row('copy of a shared page', nsEach(copy), nsEach(peerCopy), peerCopy / copy, '>= 2 x', peerCopy >= 2 * copy);
}

function flips(report: BenchReport): void {
  const memory = new PhysicalMemory();
  memory.fill(0, MIB, 0, memory.writer('bench'));
  for (let at = 0; at < MIB; at += PAGE_SIZE) memory.store8(at, 1, memory.writer('bench'));
  const random = new RandomStreams('bench').stream('flips');
  let flipped = 0;
  let runs = 0;
  const gaps = medianMs(() => {
    flipped += flipUniform(memory, { start: 0, end: MIB }, 1e-4, random).count;
    runs++;
  }, 50);
  const each = medianMs(() => {
    for (let address = 0; address < MIB; address++) {
      for (let bit = 0; bit < 8; bit++) {
        if (random.float() < 1e-4) memory.store8(address, memory.load8(address) ^ (1 << bit), 1);
      }
    }
  });
  const perFlip = (gaps * 1e6) / (flipped / runs);
  const name = `flips at 1e-4 over 1 MiB (${perFlip.toFixed(0)} ns each)`;
  report.row(name, us(gaps), us(each), each / gaps, '>= 100 x bit by bit', each >= 100 * gaps);
}

function compare(
  report: BenchReport,
  name: string,
  unit: 'ns' | 'ms',
  count: number,
  goal: string,
  least: number,
  [ours, peer]: [() => unknown, () => unknown],
): void {
  const times = [ours, peer].map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, work] of [ours, peer].entries()) times[index]!.push(elapsedMs(work));
  }
  const [oursEach, peerEach] = times.map((list) => (median(list) * 1e6) / count);
  const ratio = peerEach! / oursEach!;
  report.row(name, `${oursEach!.toFixed(1)} ${unit}`, `${peerEach!.toFixed(1)} ${unit}`, ratio, goal, ratio >= least);
}

function us(ms: number): string {
  return `${(ms * 1000).toFixed(1)} us`;
}

/** The median time of one call over rounds of `repeat` calls. */
function medianMs(work: () => unknown, repeat = 1): number {
  const rounds = Array.from({ length: ROUNDS }, () =>
    elapsedMs(() => {
      for (let call = 0; call < repeat; call++) work();
    }),
  );
  return median(rounds) / repeat;
}

function elapsedMs(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
