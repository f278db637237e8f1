/**
 * What theory says of a ramoops block, header or zone whose bits flip independently, each with the same probability.
 *
 * The codec is that of lib/reed_solomon as ramoops uses it: up to t = nroots div 2 damaged bytes are always repaired, more are
 * refused or, rarely, taken for another text. How often the latter happens is in wrong-acceptance.ts. The other models (bursts,
 * chips, decay) have no theory here.
 */
import { assert } from '../sim/assert.ts';
import { binomial, lnChoose, upperTail } from './binomial.ts';
import { smallCodeSplit } from './small-codes.ts';
import { acceptanceOfFlips, luckyRepair } from './wrong-acceptance.ts';

/** One code word of `length` data bytes (128 in a full block, 12 in the header) and `nroots` parity bytes, 0 for none. */
export interface BlockShape {
  readonly nroots: number;
  readonly length: number;
}

/** Probabilities of a block's fate; the first four add up to 1. Damage in the parity counts as damage. */
export interface BlockTheory {
  /** No bit changed. */
  readonly clean: number;
  /** Changed, and whole again after decoding. */
  readonly corrected: number;
  /** The decoder refused it. Without parity every changed block is counted here: nothing can be said about it. */
  readonly uncorrectable: number;
  /** The decoder took it for another text: silent damage. A word that was changed into another code word is one of them. */
  readonly miscorrected: number;
  /** More than t bytes changed. */
  readonly beyond: number;
  /** Mean number of corrected bytes, parity included, of blocks with up to t changed bytes (others count 0). */
  readonly meanCorrections: number;
  /**
   * How sure the split of `beyond` is: exact for 0, 1 and 2 parity bytes; close (no difference seen in 3 million blocks) for other
   * even numbers; rough for odd ones (3 parity bytes: 4 in 100 too few), where the decoder's acceptance beyond t is the larger
   * part, and for words as short as a header. A test should not judge a rough split.
   */
  readonly split: 'exact' | 'close' | 'rough';
}

/** In shorter words there are too few patterns for their differences to even out. */
const SHORT = 64;

/** Most damaged bytes of a word that are certain to be repaired. */
function capacity(nroots: number): number {
  return Math.floor(nroots / 2);
}

/** Probability that a byte changes when each bit flips with probability `ber`. */
export function symbolErrorRate(ber: number): number {
  return -Math.expm1(8 * Math.log1p(-ber));
}

/** The fate of one block at a bit flip rate of `ber` (0 … 1). */
export function blockTheory({ nroots, length }: BlockShape, ber: number): BlockTheory {
  checkShape(nroots, length, ber);
  const n = length + nroots;
  const t = capacity(nroots);
  const rate = symbolErrorRate(ber);
  const clean = (1 - ber) ** (8 * n);
  const beyond = upperTail(n, rate, t + 1);
  let within = 0;
  let meanCorrections = 0;
  for (let j = 1; j <= t; j++) {
    const probability = binomial(n, rate, j);
    within += probability;
    meanCorrections += j * probability;
  }
  const of = (corrected: number, miscorrected: number, split: BlockTheory['split']): BlockTheory => {
    const uncorrectable = Math.max(0, beyond - (corrected - within) - miscorrected);
    return { clean, corrected, uncorrectable, miscorrected, beyond, meanCorrections, split };
  };
  if (nroots === 0) return of(0, 0, 'exact');
  if (nroots <= 2) {
    const { accepted, lucky } = smallCodeSplit(nroots, length, ber);
    return of(within + lucky, Math.max(0, accepted - clean - within - lucky), 'exact');
  }
  const lucky = luckyRepair(nroots) * binomial(n, rate, t + 1);
  let miscorrected = 0;
  for (let weight = t + 1; weight <= n; weight++) {
    const probability = binomial(n, rate, weight);
    if (probability > beyond * 1e-17) miscorrected += probability * acceptanceOfFlips(nroots, n, weight, ber);
  }
  const isClose = nroots % 2 === 0 && length >= SHORT;
  return of(within + lucky, miscorrected, isClose ? 'close' : 'rough');
}

/** A filled zone as ramoops lays it out; see `zoneBlocks`. */
export interface ZoneTheory {
  /** ln of the probability that no block and not the header has more than t damaged bytes. */
  readonly lnNoLoss: number;
  /** ln of the probability that no bit changed in anything that is checked. */
  readonly lnUntouched: number;
  /** Mean number of blocks (the header is one) with more than t damaged bytes. */
  readonly meanBeyond: number;
  readonly meanCorrections: number;
}

/** The fate of a zone whose blocks are `shapes`, the header's among them. */
export function zoneTheory(shapes: readonly BlockShape[], ber: number): ZoneTheory {
  let [lnNoLoss, lnUntouched, meanBeyond, meanCorrections] = [0, 0, 0, 0];
  const known = new Map<string, BlockTheory>();
  for (const shape of shapes) {
    const name = `${shape.nroots}/${shape.length}`;
    const theory = known.get(name) ?? blockTheory(shape, ber);
    known.set(name, theory);
    lnNoLoss += Math.log1p(-theory.beyond);
    lnUntouched += 8 * (shape.length + shape.nroots) * Math.log1p(-ber);
    meanBeyond += theory.beyond;
    meanCorrections += theory.meanCorrections;
  }
  return { lnNoLoss, lnUntouched, meanBeyond, meanCorrections };
}

/** Probability that more than t bytes of a block change when exactly `flips` different bits of it flip. */
export function beyondAfterFlips({ nroots, length }: BlockShape, flips: number): number {
  const n = length + nroots;
  assert(Number.isInteger(flips) && flips >= 0 && flips <= 8 * n, `${flips} flips in ${n} bytes`);
  const t = capacity(nroots);
  // ways[k] for j bytes: choices of k bits of them that leave no byte out, ((1 + x)^8 - 1)^j; a share of C(8n, flips).
  let ways = [1];
  let beyond = 0;
  for (let j = 1; j <= Math.min(n, flips); j++) {
    ways = timesOneByte(ways, flips);
    if (j <= t || ways[flips] === undefined || ways[flips] === 0) continue;
    beyond += Math.exp(lnChoose(n, j) + Math.log(ways[flips]) - lnChoose(8 * n, flips));
  }
  return Math.min(1, beyond);
}

/** The bit flip rate at which a block has more than t damaged bytes with this probability, by halving. */
export function rateOfLoss(shape: BlockShape, probability: number): number {
  assert(probability > 0 && probability < 1, `a probability of ${probability}`);
  const { nroots, length } = shape;
  let [low, high] = [0, 1];
  for (let step = 0; step < 200 && low < high; step++) {
    const middle = low === 0 ? high / 2 : Math.sqrt(low * high);
    const beyond = upperTail(length + nroots, symbolErrorRate(middle), capacity(nroots) + 1);
    if (beyond < probability) low = middle;
    else high = middle;
  }
  return high;
}

const CHOOSE_OF_8 = [0, 8, 28, 56, 70, 56, 28, 8, 1];

function timesOneByte(ways: readonly number[], most: number): number[] {
  const product = new Array<number>(Math.min(most + 1, ways.length + 8)).fill(0);
  ways.forEach((count, at) => {
    CHOOSE_OF_8.forEach((choices, bits) => {
      if (at + bits < product.length) product[at + bits]! += count * choices;
    });
  });
  return product;
}

function checkShape(nroots: number, length: number, ber: number): void {
  assert(Number.isInteger(nroots) && nroots >= 0 && nroots <= 254, `${nroots} parity bytes`);
  const longest = nroots === 0 ? Number.POSITIVE_INFINITY : 255 - nroots;
  assert(Number.isInteger(length) && length >= 1 && length <= longest, `${length} data bytes with ${nroots} of parity`);
  assert(ber >= 0 && ber <= 1, `a bit flip rate of ${ber}`);
}
