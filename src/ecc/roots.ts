/**
 * The positions of the errors: roots of the locator polynomial, by exhaustive search.
 *
 * Stands for the Chien search of Linux v6.12 lib/reed_solomon/decode_rs.c. The kernel searches all 255 positions and fails when
 * a root lies in the shortened part; here only the positions of the word are searched, and a root outside shows as a root
 * too few, which fails as well. Position p = 0 ... n - 1 counts from the last parity byte; it is in error when alpha^-p is a root.
 */
import { ALPHA_TO, INDEX_OF, INDEX_OF_ZERO, NN } from './galois.ts';

// The compiler takes names of the module's own for constants, imported ones not: measured, twice the speed.
const alphaTo = ALPHA_TO;
const indexOf = INDEX_OF;

/**
 * Looks at the n positions of a word. True when the locator (index form, constant term 1) has as many different roots among
 * them as its degree says; they are then in `positions`.
 */
export function findPositions(locatorIndex: Uint16Array, degree: number, n: number, positions: Uint8Array): boolean {
  if (degree === 1) {
    positions[0] = locatorIndex[1]!;
    return locatorIndex[1]! < n;
  }
  const search = degree <= TABLED_DEGREE ? tabledSearch : steppedSearch;
  return search(locatorIndex, degree, n, positions) === degree;
}

/** Highest degree for which values of terms come from tables (64 KiB each, made when first needed). */
const TABLED_DEGREE = 16;

/** Words of four positions in a row that covers all 255. */
const ROW_WORDS = 64;

/**
 * For degree i (from 1) and value v a row of v * alpha^(-i * p), four positions p to a word, the first in the lowest byte.
 * Rows do not depend on nroots, so all codecs share them.
 */
const termRows = new Int32Array(TABLED_DEGREE * 256 * ROW_WORDS);
let tabledUpTo = 0;

const sums = new Int32Array(ROW_WORDS);

/** Adds four terms at a time; the row of value zero stands for a term beyond the degree. */
function tabledSearch(locatorIndex: Uint16Array, degree: number, n: number, positions: Uint8Array): number {
  while (tabledUpTo < degree) fillTermRows(++tabledUpTo);
  const words = (n + 3) >> 2;
  let found = 0;
  for (let i = 1; i <= degree; i += 4) {
    const row0 = termRow(i, locatorIndex, degree);
    const row1 = termRow(i + 1, locatorIndex, degree);
    const row2 = termRow(i + 2, locatorIndex, degree);
    const row3 = termRow(i + 3, locatorIndex, degree);
    const last = i + 4 > degree;
    for (let word = 0; word < words; word++) {
      const before = i === 1 ? 0x01010101 : sums[word]!; // the constant term is 1
      const terms = termRows[row0 + word]! ^ termRows[row1 + word]! ^ termRows[row2 + word]! ^ termRows[row3 + word]!;
      const sum = before ^ terms;
      sums[word] = sum;
      if (!last || ((sum - 0x01010101) & ~sum & 0x80808080) === 0) continue; // no zero byte
      for (let byte = 0; byte < 4; byte++) {
        const position = word * 4 + byte;
        if (((sum >>> (8 * byte)) & 255) === 0 && position < n) positions[found++] = position;
      }
    }
  }
  return found;
}

function termRow(i: number, locatorIndex: Uint16Array, degree: number): number {
  return i <= degree ? ((i - 1) * 256 + alphaTo[locatorIndex[i]!]!) * ROW_WORDS : 0;
}

function fillTermRows(degree: number): void {
  for (let value = 1; value < 256; value++) {
    const row = ((degree - 1) * 256 + value) * ROW_WORDS;
    let index = indexOf[value]!;
    for (let position = 0; position < NN; position++) {
      termRows[row + (position >> 2)]! |= alphaTo[index]! << (8 * (position & 3));
      index = index >= degree ? index - degree : index - degree + NN;
    }
  }
}

/** Index form of each term at the position in hand. */
const termIndex = new Uint16Array(NN + 1);

function steppedSearch(locatorIndex: Uint16Array, degree: number, n: number, positions: Uint8Array): number {
  for (let i = 0; i <= degree; i++) termIndex[i] = locatorIndex[i]!;
  let found = 0;
  for (let position = 0; position < n; position++) {
    let sum = 0;
    for (let i = 0; i <= degree; i++) {
      const index = termIndex[i]!;
      sum ^= alphaTo[index]!;
      if (index !== INDEX_OF_ZERO) termIndex[i] = index >= i ? index - i : index - i + NN;
    }
    if (sum === 0) positions[found++] = position;
  }
  return found;
}
