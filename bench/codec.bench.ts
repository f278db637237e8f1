/**
 * The codec against libfec and zxing: RS(144,128) as ramoops uses it by default.
 *
 * All do the same work on the same words in turns, and the medians of CPU time are compared, so that a busy machine slows all
 * alike; a sum over the results shows that they did the same. libfec stands in for the kernel's own C, which is about as fast. Ours lie
 * as in a zone, data before parity, and copying them into the codec's memory and its answers out is part of the time.
 */
import { exactCodec, rsCodec } from '../src/ecc/reed-solomon.ts';
import type { RsCodec } from '../src/ecc/rs-codec.ts';
import { type Peer, startLibfecPeer, startZxingPeer } from './native/peers.ts';
import type { BenchReport } from './report.ts';

const DATA = 128;
const NROOTS = 16;
const WORD = DATA + NROOTS;
const BLOCKS = 8192;
const PARITY = BLOCKS * DATA;
const WARM_UP_ROUNDS = 15;
const ROUNDS = 25;
/**
 * So often is work repeated in a round that leaves the words as they were. Once through takes ours half a millisecond and libfec thirty: the
 * first strides on a processor that another process just had would be measured on one side only.
 */
const PASSES = 24;
/** Fewer for zxing, which is slow enough to be measured well with these. */
const ZXING_BLOCKS = 1024;
const ZXING_ROUNDS = 5;

interface Work {
  name: string;
  /** Damaged bytes in each block; null: encode. */
  weight: number | null;
  unit: 'MB/s' | 'blocks/s';
  /** Aim with vectors and in plain arithmetic, as ratios to libfec. */
  goalRatio: number;
  plainGoalRatio: number;
}

const works: Work[] = [
  { name: 'codec encode', weight: null, unit: 'MB/s', goalRatio: 45, plainGoalRatio: 10 },
  { name: 'codec clean scan', weight: 0, unit: 'MB/s', goalRatio: 45, plainGoalRatio: 8 },
  { name: 'codec decode, 1 error', weight: 1, unit: 'blocks/s', goalRatio: 13, plainGoalRatio: 4 },
  { name: 'codec decode, 4 errors', weight: 4, unit: 'blocks/s', goalRatio: 12, plainGoalRatio: 3 },
  { name: 'codec decode, 8 errors', weight: 8, unit: 'blocks/s', goalRatio: 10, plainGoalRatio: 2.5 },
];

/** Measures encode, clean scan and decode of 1, 4 and 8 damaged bytes, in data MB/s or blocks/s. */
export async function run(report: BenchReport): Promise<void> {
  const libfec = startLibfecPeer();
  const zxing = startZxingPeer();
  try {
    for (const work of works) await measure(work, libfec, zxing, report);
  } finally {
    libfec?.close();
    zxing.close();
  }
  reportMillion(report);
}

async function measure(work: Work, libfec: Peer | null, zxing: Peer, report: BenchReport): Promise<void> {
  const [fast, plain, libfecNs, zxingNs]: number[][] = [[], [], [], []];
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    oneRound(rsCodec(NROOTS), work, BLOCKS);
    oneRound(exactCodec(NROOTS), work, BLOCKS);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const ours = oneRound(rsCodec(NROOTS), work, BLOCKS);
    fast!.push(ours.ns);
    plain!.push(oneRound(exactCodec(NROOTS), work, BLOCKS).ns);
    const theirs = await libfec?.measure(work.weight, BLOCKS);
    if (theirs === undefined) continue;
    if (theirs.sum !== ours.sum) throw new Error(`${work.name}: libfec's result differs from ours`);
    libfecNs!.push(theirs.ns);
  }
  for (let round = 0; round < ZXING_ROUNDS; round++) {
    const theirs = await zxing.measure(work.weight, ZXING_BLOCKS);
    if (theirs.sum !== oneRound(rsCodec(NROOTS), work, ZXING_BLOCKS).sum) {
      throw new Error(`${work.name}: zxing's result differs from ours`);
    }
    zxingNs!.push((theirs.ns * BLOCKS) / ZXING_BLOCKS);
  }

  const oursNs = median(fast!);
  const zxingRatio = median(zxingNs!) / oursNs;
  const row = (name: string, ns: number, ratioGoal: number) => {
    const goal = `>= ${ratioGoal} x libfec`;
    if (libfec === null) {
      report.row(name, speed(work, ns), 'absent (apt-get install libfec-dev)', null, goal, null);
      return;
    }
    const ratio = median(libfecNs!) / ns;
    report.row(name, speed(work, ns), speed(work, median(libfecNs!)), ratio, goal, ratio >= ratioGoal);
  };
  row(work.name, oursNs, work.goalRatio);
  row(`${work.name}, plain`, median(plain!), work.plainGoalRatio);
  report.row(`${work.name}, zxing`, speed(work, oursNs), speed(work, median(zxingNs!)), zxingRatio, '', null);
}

/** Fresh input, then the timed call; the input is drawn as by the peers. */
function oneRound(codec: RsCodec, work: Work, blocks: number): { ns: number; sum: string } {
  const parity = blocks * DATA;
  const next = xorshift(2463534242);
  const zone = new Uint8Array(blocks * WORD);
  const results = new Int16Array(blocks);
  for (let at = 0; at < parity; at++) zone[at] = next() & 255;

  const encode = () => codec.encodeBlocks(zone, 0, parity, DATA, parity);
  if (work.weight === null) {
    const ns = meanNs(PASSES, encode);
    return { ns, sum: sumOf(zone, blocks) };
  }
  encode();
  for (let block = 0; block < blocks; block++) damage(zone, block, blocks, work.weight, next);
  const ns = meanNs(work.weight === 0 ? PASSES : 1, () => codec.decodeBlocks(zone, 0, parity, DATA, parity, results));
  if (results.some((result) => result !== work.weight)) throw new Error(`${work.name}: wrong result`);
  return { ns, sum: sumOf(zone, blocks) };
}

/** Changes `weight` different bytes of a word. */
function damage(zone: Uint8Array, block: number, blocks: number, weight: number, next: () => number): void {
  const hit = new Set<number>();
  while (hit.size < weight) {
    const position = next() % WORD;
    const value = 1 + (next() % 255);
    if (hit.has(position)) continue;
    hit.add(position);
    zone[position < DATA ? block * DATA + position : blocks * DATA + block * NROOTS + position - DATA]! ^= value;
  }
}

const MILLION = 2 ** 20;
const FLIPS = 8;

/** CPU seconds of this process before this work, in which only the peers' rounds ran, do not count; its input's do. */
function reportMillion(report: BenchReport): void {
  const begin = cpuNs();
  const codec = rsCodec(NROOTS);
  const next = xorshift(1);
  const zone = new Uint8Array(BLOCKS * WORD);
  const results = new Int16Array(BLOCKS);
  for (let at = 0; at < PARITY; at++) zone[at] = next();
  codec.encodeBlocks(zone, 0, PARITY, DATA, PARITY);
  for (let done = 0; done < MILLION; done += BLOCKS) {
    for (let block = 0; block < BLOCKS; block++) {
      for (let flip = 0; flip < FLIPS; flip++) {
        const bit = next() % (WORD * 8);
        const at = bit >> 3;
        zone[at < DATA ? block * DATA + at : PARITY + block * NROOTS + at - DATA]! ^= 1 << (bit & 7);
      }
    }
    codec.decodeBlocks(zone, 0, PARITY, DATA, PARITY, results);
    // Up to eight flips are always within reach, so the zone is whole again.
    if (results.some((result) => result < 0)) throw new Error('a block with eight flips was lost');
  }
  const seconds = (cpuNs() - begin) / 1e9;
  const name = `${MILLION} blocks, ${FLIPS} flips each`;
  report.row(name, `${seconds.toFixed(2)} CPU s`, '', null, '<= 1.0 CPU s', seconds <= 1);
}

/** CPU time of one pass. */
function meanNs(passes: number, work: () => unknown): number {
  const start = cpuNs();
  for (let pass = 0; pass < passes; pass++) work();
  return (cpuNs() - start) / passes;
}

/** CPU time of this process. */
function cpuNs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** FNV-1a over the words, each with its parity. */
function sumOf(zone: Uint8Array, blocks: number): string {
  let sum = 2166136261;
  const add = (from: number, length: number) => {
    for (let at = from; at < from + length; at++) sum = Math.imul(sum ^ zone[at]!, 16777619);
  };
  for (let block = 0; block < blocks; block++) {
    add(block * DATA, DATA);
    add(blocks * DATA + block * NROOTS, NROOTS);
  }
  return (sum >>> 0).toString(16).padStart(8, '0');
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function speed(work: Work, ns: number): string {
  if (work.unit === 'MB/s') return `${((BLOCKS * DATA * 1000) / ns).toPrecision(3)} MB/s`;
  return `${((BLOCKS * 1e6) / ns).toFixed(0)} k blocks/s`;
}
