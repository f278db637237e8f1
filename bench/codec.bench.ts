/**
 * The codec against libfec: RS(144,128) as ramoops uses it by default.
 *
 * Both sides do the same work on the same bytes in turns, so that a busy machine slows both, and the medians are compared. A
 * sum over the results shows that they did the same. libfec stands in for the kernel's own C, which is about as fast.
 */
import { rsCodec } from '../src/ecc/reed-solomon.ts';
import { type Peer, startLibfecPeer } from './native/libfec-peer.ts';
import type { BenchReport } from './report.ts';

const DATA = 128;
const NROOTS = 16;
const WORD = DATA + NROOTS;
const BLOCKS = 8192;
const WARM_UP_ROUNDS = 10;
const ROUNDS = 25;

interface Work {
  name: string;
  /** Damaged bytes in each block; null: encode. */
  weight: number | null;
  unit: 'MB/s' | 'blocks/s';
  /** Aim of plain JavaScript, as a ratio to libfec. */
  goalRatio: number;
}

const works: Work[] = [
  { name: 'codec encode', weight: null, unit: 'MB/s', goalRatio: 10 },
  { name: 'codec clean scan', weight: 0, unit: 'MB/s', goalRatio: 8 },
  { name: 'codec decode, 1 error', weight: 1, unit: 'blocks/s', goalRatio: 4 },
  { name: 'codec decode, 4 errors', weight: 4, unit: 'blocks/s', goalRatio: 3 },
  { name: 'codec decode, 8 errors', weight: 8, unit: 'blocks/s', goalRatio: 2.5 },
];

/** Measures encode, clean scan and decode of 1, 4 and 8 damaged bytes, in data MB/s or blocks/s. */
export async function run(report: BenchReport): Promise<void> {
  const peer = startLibfecPeer();
  try {
    for (const work of works) await measure(work, peer, report);
  } finally {
    peer?.close();
  }
}

async function measure(work: Work, peer: Peer | null, report: BenchReport): Promise<void> {
  const oursNs: number[] = [];
  const peerNs: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS; round++) oneRound(work);
  for (let round = 0; round < ROUNDS; round++) {
    const ours = oneRound(work);
    oursNs.push(ours.ns);
    if (peer === null) continue;
    const theirs = await peer.measure(work.weight, BLOCKS);
    if (theirs.sum !== ours.sum) throw new Error(`${work.name}: libfec's result differs from ours`);
    peerNs.push(theirs.ns);
  }
  const goal = `>= ${work.goalRatio} x libfec`;
  if (peer === null) {
    report.row(work.name, speed(work, median(oursNs)), 'absent (apt-get install libfec-dev)', null, goal, null);
    return;
  }
  const ratio = median(peerNs) / median(oursNs);
  report.row(work.name, speed(work, median(oursNs)), speed(work, median(peerNs)), ratio, goal, ratio >= work.goalRatio);
}

/** Fresh input, then the timed loop; the input is drawn as in native/libfec-peer.c. */
function oneRound(work: Work): { ns: number; sum: string } {
  const codec = rsCodec(NROOTS);
  const next = xorshift(2463534242);
  const words = new Uint8Array(BLOCKS * WORD);
  for (let at = 0; at < words.length; at += WORD) for (let i = 0; i < DATA; i++) words[at + i] = next() & 255;

  let start = process.hrtime.bigint();
  for (let at = 0; at < words.length; at += WORD) codec.encode(words, at, DATA, words, at + DATA);
  let end = process.hrtime.bigint();

  if (work.weight !== null) {
    for (let at = 0; at < words.length; at += WORD) damage(words, at, work.weight, next);
    start = process.hrtime.bigint();
    for (let at = 0; at < words.length; at += WORD) {
      if (codec.decode(words, at, DATA, words, at + DATA) !== work.weight)
        throw new Error(`${work.name}: wrong result`);
    }
    end = process.hrtime.bigint();
  }
  return { ns: Number(end - start), sum: fnv1a(words) };
}

/** Changes `weight` different bytes of a word. */
function damage(words: Uint8Array, at: number, weight: number, next: () => number): void {
  const hit = new Set<number>();
  while (hit.size < weight) {
    const position = next() % WORD;
    const value = 1 + (next() % 255);
    if (hit.has(position)) continue;
    hit.add(position);
    words[at + position]! ^= value;
  }
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

function fnv1a(bytes: Uint8Array): string {
  let sum = 2166136261;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 16777619);
  return (sum >>> 0).toString(16).padStart(8, '0');
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function speed(work: Work, ns: number): string {
  if (work.unit === 'MB/s') return `${((BLOCKS * DATA * 1000) / ns).toFixed(0)} MB/s`;
  return `${((BLOCKS * 1e6) / ns).toFixed(0)} k blocks/s`;
}
