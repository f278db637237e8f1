/**
 * One and two parity bytes: what bit flips do to them, exactly.
 *
 * The residue of a damaged word (parity computed plus parity received) is the sum of one fixed column for each flipped bit, and
 * it alone decides whether the decoder accepts. With 8 or 16 bits there are few enough residues to compute the law of all of
 * them: its Walsh transform at a mask is (1 - 2 ber) to the power of the number of columns that the mask sees. Columns and
 * decisions are asked of the codec.
 */
import { rsCodec } from '../ecc/reed-solomon.ts';

/** Probabilities over all that may happen to a word, clean words included. */
export interface SmallCodeSplit {
  /** The decoder accepts, rightly or wrongly. */
  readonly accepted: number;
  /** Exactly t + 1 bytes changed, and the word is whole again by luck. */
  readonly lucky: number;
}

interface SmallCode {
  /** For each mask how many of the 8 n columns it sees. */
  readonly seen: Uint16Array;
  /** Residues that the decoder accepts. */
  readonly accepted: Uint32Array;
  /** How many ways of t + 1 = 1 changed byte are repaired, by the number of flipped bits in it. */
  readonly luckyByBits: readonly number[];
}

const codes = new Map<string, SmallCode>();

/** `nroots` is 1 or 2. */
export function smallCodeSplit(nroots: number, length: number, ber: number): SmallCodeSplit {
  const key = `${nroots}/${length}`;
  const code = codes.get(key) ?? makeSmallCode(nroots, length);
  codes.set(key, code);
  const law = Float64Array.from(code.seen, (columns) => (1 - 2 * ber) ** columns);
  walsh(law);
  let accepted = 0;
  for (const residue of code.accepted) accepted += law[residue]!;
  const bits = 8 * (length + nroots);
  let lucky = 0;
  code.luckyByBits.forEach((ways, flips) => {
    lucky += ways * ber ** flips * (1 - ber) ** (bits - flips);
  });
  return { accepted: accepted / law.length, lucky };
}

function makeSmallCode(nroots: number, length: number): SmallCode {
  const codec = rsCodec(nroots);
  const n = length + nroots;
  const word = new Uint8Array(n);
  const residueOf = (at: number, value: number): number => {
    word.fill(0);
    word[at] = value;
    const parity = new Uint8Array(nroots);
    codec.encode(word, 0, length, parity, 0);
    return parity.reduce((sum, byte, j) => sum | ((byte ^ word[length + j]!) << (8 * j)), 0);
  };

  const size = 256 ** nroots;
  const counts = new Float64Array(size);
  for (let at = 0; at < n; at++) for (let bit = 0; bit < 8; bit++) counts[residueOf(at, 1 << bit)]!++;
  walsh(counts);
  const seen = Uint16Array.from(counts, (balance) => (8 * n - balance) / 2);

  const accepted: number[] = [];
  for (let residue = 0; residue < size; residue++) {
    word.fill(0);
    for (let j = 0; j < nroots; j++) word[length + j] = residue >>> (8 * j);
    if (codec.decode(word, 0, length, word, length) >= 0) accepted.push(residue);
  }
  return { seen, accepted: Uint32Array.from(accepted), luckyByBits: nroots === 1 ? luckyWays(length) : [] };
}

/** One parity byte corrects nothing for certain, but the byte that it changes may be the right one. */
function luckyWays(length: number): number[] {
  const codec = rsCodec(1);
  const ways = new Array<number>(9).fill(0);
  const word = new Uint8Array(length + 1);
  for (let at = 0; at <= length; at++) {
    for (let value = 1; value < 256; value++) {
      word.fill(0);
      word[at] = value;
      if (codec.decode(word, 0, length, word, length) < 0 || word.some((byte) => byte !== 0)) continue;
      let bits = 0;
      for (let rest = value; rest > 0; rest &= rest - 1) bits++;
      ways[bits]!++;
    }
  }
  return ways;
}

/** The Walsh transform in place, not scaled. */
function walsh(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let at = 0; at < values.length; at++) {
      if ((at & half) !== 0) continue;
      const [a, b] = [values[at]!, values[at + half]!];
      values[at] = a + b;
      values[at + half] = a - b;
    }
  }
}
