/**
 * What our fault samplers do to blocks and zones, and what our codec makes of it, against tables A to F of the theory.
 *
 * The tables were computed elsewhere (test/campaign/ecc-tables.data.ts). A count of N trials must lie within 5 standard deviations of
 * N P, or, when fewer than 50 are expected, must not be rarer than 1 in 20,000. Every damaged block is also held
 * against the truth: up to t damaged bytes are repaired to the last one, beyond that a word is refused and left alone or
 * becomes another code word. Each case has a seed of its own, which is its name.
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { binomial, lowerTail, upperTail } from '../../src/campaign/binomial.ts';
import { symbolErrorRate } from '../../src/campaign/theory.ts';
import { rsCodec } from '../../src/ecc/reed-solomon.ts';
import { flipUniform } from '../../src/memory/faults.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { type RandomStream, RandomStreams } from '../../src/sim/random.ts';
import { rowsOf, tableA, tableB, tableC, tableD, tableE, tableF, tableFOdd } from '../campaign/ecc-tables.data.ts';
import { ZONE_ADDRESS, zone, zoneHost } from '../kernel/pstore/zone-host.ts';
import type { Suite } from './suite.ts';

const BLOCKS = 4000;
const HEADERS = 8000;

export const suite: Suite = {
  name: 'ecc-theory',
  cases: () => [
    ...rowsOf(tableA).map((row) =>
      named(`A, block, nroots ${row[0]}, p ${row[1]}`, (random) => {
        compareBlocks(Number(row[0]), 128, BLOCKS, Number(row[1]), row.slice(3), random);
      }),
    ),
    ...rowsOf(tableB).map((row) =>
      named(`B, header, nroots ${row[0]}, p ${row[1]}`, (random) => {
        compareBlocks(Number(row[0]), 12, HEADERS, Number(row[1]), row.slice(2), random);
      }),
    ),
    ...rowsOf(tableC).map((row) =>
      named(`C, zone of ${row[0]}, nroots ${row[1]}, p ${row[4]}`, (random) => {
        compareZones(row, random);
      }),
    ),
    ...rowsOf(tableD).map((row) => named(`D, ${row[0]} flipped bits`, (random) => compareExactFlips(row, random))),
    ...rowsOf(tableE).map((row) => named(`E, rates of loss, nroots ${row[0]}`, (random) => compareRates(row, random))),
    ...rowsOf(tableF).map((row) =>
      named(`F, wrong acceptance, nroots ${row[0]}, ${row[1]} bytes`, (random) => {
        compareWrongAcceptance(row, random);
      }),
    ),
    ...rowsOf(tableFOdd).map((row) =>
      named(`F, wrong acceptance, nroots ${row[0]}`, (random) => {
        compareOddAcceptance(row, random);
      }),
    ),
  ],
};

function named(name: string, run: (random: RandomStream) => void): { name: string; run(): void } {
  return { name, run: () => run(new RandomStreams('ecc-theory').stream(name)) };
}

/** Is a count of `trials` what theory expects? */
function compareCount(what: string, count: number, trials: number, probability: number): void {
  const mean = trials * probability;
  const text = `${what}: ${count} of ${trials}, expected ${mean.toPrecision(5)}`;
  if (mean >= 50 && trials - mean >= 50) {
    ok(Math.abs(count - mean) <= 5 * Math.sqrt(mean * (1 - probability)), text);
  } else {
    ok(lowerTail(trials, probability, count) > 5e-5 && upperTail(trials, probability, count) > 5e-5, text);
  }
}

/** What became of many blocks that lie one after another, data first, then parity. */
interface Outcome {
  clean: number;
  corrected: number;
  beyond: number;
  /** Of those beyond: accepted all the same. */
  accepted: number;
  /** Corrected bytes of blocks inside capacity. */
  fixed: number;
}

/** Encodes noise, damages it, decodes it and holds every block against the truth. */
function decodeDamaged(
  nroots: number,
  length: number,
  blocks: number,
  random: RandomStream,
  damage: (zone: Uint8Array) => Uint8Array,
): Outcome {
  const codec = rsCodec(nroots);
  const truth = new Uint8Array(blocks * (length + nroots));
  const parity = blocks * length;
  for (let at = 0; at < parity; at++) truth[at] = random.uint32();
  codec.encodeBlocks(truth, 0, parity, length, parity);
  const damaged = damage(truth.slice());
  const decoded = damaged.slice();
  const results = new Int16Array(blocks);
  codec.decodeBlocks(decoded, 0, parity, length, parity, results);

  const outcome = { clean: 0, corrected: 0, beyond: 0, accepted: 0, fixed: 0 };
  for (let block = 0; block < blocks; block++) {
    const changed = differences(truth, damaged, block, length, nroots, parity);
    const result = results[block]!;
    if (changed <= nroots >> 1) {
      equal(result, changed, `block ${block}: corrections`);
      equal(differences(truth, decoded, block, length, nroots, parity), 0, `block ${block} is not whole again`);
      outcome[changed === 0 ? 'clean' : 'corrected']++;
      outcome.fixed += changed;
      continue;
    }
    outcome.beyond++;
    const moved = differences(damaged, decoded, block, length, nroots, parity);
    equal(moved, Math.max(0, result), `block ${block}: bytes changed by the decoder`);
    if (result < 0) continue;
    ok(
      codec.isClean(decoded, block * length, length, decoded, parity + block * nroots),
      `block ${block}: no code word`,
    );
    if (differences(truth, decoded, block, length, nroots, parity) > 0) outcome.accepted++;
  }
  return outcome;
}

/** Bytes in which one block differs. */
function differences(
  a: Uint8Array,
  b: Uint8Array,
  block: number,
  length: number,
  nroots: number,
  parity: number,
): number {
  let count = 0;
  for (let at = block * length; at < (block + 1) * length; at++) if (a[at] !== b[at]) count++;
  for (let at = parity + block * nroots; at < parity + (block + 1) * nroots; at++) if (a[at] !== b[at]) count++;
  return count;
}

/** Flips bits of bytes as the machine's faults do: in RAM. */
function flipped(rate: number, random: RandomStream): (zone: Uint8Array) => Uint8Array {
  return (bytes) => {
    const memory = new PhysicalMemory({ trackWriters: false });
    memory.write(0, bytes, memory.writer('test'));
    flipUniform(memory, { start: 0, end: bytes.length }, rate, random);
    return memory.read(0, bytes.length);
  };
}

/** Columns clean, corrected, beyond and, if there is one, E[fix]. */
function compareBlocks(
  nroots: number,
  length: number,
  blocks: number,
  rate: number,
  [clean, corrected, beyond, fixed]: string[],
  random: RandomStream,
): void {
  const outcome = decodeDamaged(nroots, length, blocks, random, flipped(rate, random));
  compareCount('clean', outcome.clean, blocks, Number(clean));
  compareCount('corrected', outcome.corrected, blocks, Number(corrected));
  compareCount('beyond', outcome.beyond, blocks, Number(beyond));
  if (fixed === undefined) return;
  const spread = 5 * Math.sqrt(blocks * correctionVariance(nroots, length, rate)) + 2;
  const mean = blocks * Number(fixed);
  ok(Math.abs(outcome.fixed - mean) <= spread, `corrected bytes: ${outcome.fixed}, expected ${mean} within ${spread}`);
}

/** Variance of the corrected bytes of one block, those beyond capacity counting 0. */
function correctionVariance(nroots: number, length: number, rate: number): number {
  let [mean, square] = [0, 0];
  for (let j = 1; j <= nroots >> 1; j++) {
    const probability = binomial(length + nroots, symbolErrorRate(rate), j);
    mean += j * probability;
    square += j * j * probability;
  }
  return square - mean * mean;
}

/** Whole zones, written, hit and attached by the kernel's own zone code: its counters against the table. */
function compareZones(row: readonly string[], random: RandomStream): void {
  const [size, nroots, fullBlocks, last, rate] = row.map(Number) as [number, number, number, number, number];
  const rounds = size <= 8192 ? 8 : 2;
  const host = zoneHost({ memory: new PhysicalMemory({ trackWriters: false, sizeBytes: 2 ** 32 }) });
  const options = { size, eccSize: nroots };
  const first = zone(host, options);
  equal(first.bufferSize, fullBlocks * 128 + last);
  const text = new Uint8Array(first.bufferSize).map(() => random.uint32());
  let [correctedBytes, badBlocks, whole] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    // As new: what was not repaired at the last round must not be damaged twice.
    host.memory.fill(ZONE_ADDRESS, size, 0, host.memory.writer('test'));
    zone(host, options).write(text);
    flipUniform(host.memory, { start: ZONE_ADDRESS, end: ZONE_ADDRESS + size }, rate, random);
    const found = zone(host, options);
    if (found.badBlocks === 0) deepEqual(found.oldLog, text);
    if (found.badBlocks === 0) whole++;
    correctedBytes += found.correctedBytes;
    badBlocks += found.badBlocks;
  }
  const [noLoss, beyond, fixed] = row.slice(5, 8).map(Number) as [number, number, number];
  compareCount('zones without loss', whole, rounds, noLoss);
  // Blocks are lost or not, one by one; 4 in 1,000 of those of 8 parity bytes are taken for other text instead.
  const blocks = rounds * (fullBlocks + (last > 0 ? 1 : 0) + 1);
  const mean = rounds * beyond;
  const accepted = nroots === 8 ? 0.004 * mean : 0;
  if (mean < 50) compareCount('blocks beyond', badBlocks, blocks, mean / blocks);
  else {
    ok(Math.abs(badBlocks - mean) <= 5 * Math.sqrt(mean) + accepted, `blocks beyond: ${badBlocks}, expected ${mean}`);
  }
  const variance = blocks * correctionVariance(nroots, 128, rate);
  const spread = 5 * Math.sqrt(variance) + 4 * accepted + 2;
  ok(
    Math.abs(correctedBytes - rounds * fixed) <= spread,
    `corrected bytes: ${correctedBytes}, expected ${rounds * fixed} within ${spread}`,
  );
}

/** Exactly k different bits of each block. */
function compareExactFlips([k, ...cells]: readonly string[], random: RandomStream): void {
  [8, 16, 32].forEach((nroots, column) => {
    const blocks = 1000;
    const outcome = decodeDamaged(nroots, 128, blocks, random, (bytes) => {
      for (let block = 0; block < blocks; block++) {
        const chosen = new Set<number>();
        while (chosen.size < Number(k)) chosen.add(random.int(8 * (128 + nroots)));
        for (const bit of chosen) bytes[placeIn(block, bit >> 3, 128, nroots, blocks)]! ^= 1 << (bit & 7);
      }
      return bytes;
    });
    compareCount(`nroots ${nroots}`, outcome.beyond, blocks, Number(cells[column]));
  });
}

/** Where byte `at` of a block, parity counted after data, lies. */
function placeIn(block: number, at: number, length: number, nroots: number, blocks: number): number {
  return at < length ? block * length + at : blocks * length + block * nroots + at - length;
}

/** Blocks at the rates at which 1 in 1,000,000, 1 in 1,000 and every second one is lost. */
function compareRates([nroots, ...rates]: readonly string[], random: RandomStream): void {
  [1e-6, 1e-3, 0.5].forEach((probability, column) => {
    const outcome = decodeDamaged(Number(nroots), 128, BLOCKS, random, flipped(Number(rates[column]), random));
    compareCount(`p ${rates[column]}`, outcome.beyond, BLOCKS, probability);
  });
}

/** Words with w = t + 1 … t + 4 damaged bytes. */
function compareWrongAcceptance(row: readonly string[], random: RandomStream): void {
  const [nroots, length] = [Number(row[0]), Number(row[1])];
  for (let more = 1; more <= 4; more++) {
    const blocks = 4000;
    const outcome = decodeNoise(nroots, length, blocks, (nroots >> 1) + more, random);
    // Two parity bytes: the locator of a longer register is a square, so no second way of acceptance exists.
    const beyond = nroots === 2 ? 0 : Number(row[7]);
    compareCount(`w = t + ${more}`, outcome.accepted, blocks, Number(row[1 + more]) + beyond);
  }
}

/** Odd numbers of parity bytes: many damaged bytes, so that the syndromes are chance. */
function compareOddAcceptance([nroots, t, within, beyond]: readonly string[], random: RandomStream): void {
  const blocks = 20_000;
  const outcome = decodeNoise(Number(nroots), 128, blocks, Number(t) + 6, random);
  compareCount('accepted', outcome.accepted, blocks, Number(within) + Number(beyond));
}

function decodeNoise(nroots: number, length: number, blocks: number, weight: number, random: RandomStream): Outcome {
  return decodeDamaged(nroots, length, blocks, random, (bytes) => {
    for (let block = 0; block < blocks; block++) {
      const chosen = new Set<number>();
      while (chosen.size < weight) chosen.add(random.int(length + nroots));
      for (const at of chosen) bytes[placeIn(block, at, length, nroots, blocks)]! ^= 1 + random.int(255);
    }
    return bytes;
  });
}
