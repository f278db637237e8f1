/**
 * A second Reed-Solomon codec, written for reading: the oracle of the tests.
 *
 * It follows the description of the kernel's codec step by step (every check that `decode_rs8` makes is made, none is replaced
 * by an argument), multiplies without tables of logarithms, and shares no line with `src/ecc`. Its decisions can be altered one
 * at a time: that makes the mutants that the tests must notice.
 */

/** The answers that matter; `src/ecc` gives them through the same two functions. */
export interface Codec {
  readonly nroots: number;
  encode(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): number;
  decode(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): number;
}

export interface Decisions {
  /** Power of alpha that is the first root. */
  firstRoot: number;
  /** Does the register of length L grow at step r, counted from 1? */
  grows(length: number, r: number): boolean;
  /** Most corrections that are accepted. */
  mostCorrections(nroots: number): number;
  /** Is a root in the shortened part a failure? If not it is left out. */
  refusesRootsInPad: boolean;
  /** Is the word put back as it was when the last check fails? */
  restoresOnFailure: boolean;
  /** Are the syndromes of the pattern compared with the received ones? */
  checksPattern: boolean;
}

export const kernelDecisions: Decisions = {
  firstRoot: 0,
  grows: (length, r) => 2 * length <= r - 1,
  mostCorrections: (nroots) => nroots,
  refusesRootsInPad: true,
  restoresOnFailure: true,
  checksPattern: true,
};

export function textbookCodec(nroots: number, decisions: Decisions = kernelDecisions): Codec {
  return {
    nroots,
    encode(data, dataOffset, length, parity, parityOffset) {
      const generator = generatorOf(nroots, decisions.firstRoot);
      const register = new Array<number>(nroots).fill(0);
      for (const byte of data.subarray(dataOffset, dataOffset + length)) {
        const feedback = byte ^ register.shift()!;
        register.push(0);
        for (let j = 0; j < nroots; j++) register[j]! ^= product(feedback, generator[nroots - 1 - j]!);
      }
      parity.set(register, parityOffset);
      return 0;
    },
    decode(data, dataOffset, length, parity, parityOffset) {
      const ownData = data.subarray(dataOffset, dataOffset + length);
      const ownParity = parity.subarray(parityOffset, parityOffset + nroots);
      const word = [...ownData, ...ownParity];
      const result = decodeWord(word, nroots, decisions);
      ownData.set(word.slice(0, length));
      ownParity.set(word.slice(length));
      return result;
    },
  };
}

function decodeWord(word: number[], nroots: number, decisions: Decisions): number {
  const syndromes = syndromesOf(word, nroots);
  if (syndromes.every((syndrome) => syndrome === 0)) return 0;
  const locator = berlekampMassey(syndromes, decisions);
  const degree = locator.findLastIndex((coefficient) => coefficient !== 0);
  if (degree === 0) return -74;
  const roots = allPositions.filter((position) => evaluate(locator, power(-position)) === 0);
  if (decisions.refusesRootsInPad && roots.some((position) => position >= word.length)) return -74;
  if (roots.length !== degree) return -74;

  const omega = new Array<number>(degree).fill(0);
  for (let i = 0; i < degree; i++) for (let j = 0; j <= i; j++) omega[i]! ^= product(syndromes[i - j]!, locator[j]!);
  const derivative = locator.slice(1).map((coefficient, i) => (i % 2 === 0 ? coefficient : 0));
  const before = [...word];
  let corrections = 0;
  for (const position of roots.filter((candidate) => candidate < word.length)) {
    const inverse = power(-position);
    const value = quotient(product(power(position), evaluate(omega, inverse)), evaluate(derivative, inverse));
    word[word.length - 1 - position]! ^= value;
    if (value !== 0) corrections++;
  }
  const accepted = !decisions.checksPattern || syndromesOf(word, nroots).every((syndrome) => syndrome === 0);
  if (accepted && corrections <= decisions.mostCorrections(nroots)) return corrections;
  if (decisions.restoresOnFailure) word.splice(0, word.length, ...before);
  return -74;
}

function berlekampMassey(syndromes: number[], decisions: Decisions): number[] {
  const size = syndromes.length + 1;
  let locator = new Array<number>(size).fill(0);
  locator[0] = 1;
  let previous = [...locator];
  let length = 0;
  for (let r = 1; r < size; r++) {
    let discrepancy = 0;
    for (let i = 0; i < r; i++) discrepancy ^= product(locator[i]!, syndromes[r - 1 - i]!);
    previous = [0, ...previous.slice(0, -1)]; // times x
    if (discrepancy === 0) continue;
    const corrected = locator.map((coefficient, i) => coefficient ^ product(discrepancy, previous[i]!));
    if (decisions.grows(length, r)) {
      length = r - length;
      previous = locator.map((coefficient) => quotient(coefficient, discrepancy));
    }
    locator = corrected;
  }
  return locator;
}

/** The word as a polynomial, first byte the highest power, at alpha^0 ... alpha^(nroots-1). */
function syndromesOf(word: number[], nroots: number): number[] {
  return Array.from({ length: nroots }, (_, i) => word.reduce((sum, byte) => product(sum, power(i)) ^ byte, 0));
}

/** Constant term first. */
function evaluate(polynomial: number[], at: number): number {
  return polynomial.reduceRight((sum, coefficient) => product(sum, at) ^ coefficient, 0);
}

/** Constant term first. */
export function generatorOf(nroots: number, firstRoot = 0): number[] {
  let generator = [1];
  for (let root = firstRoot; root < firstRoot + nroots; root++) {
    const timesX = [0, ...generator];
    generator = timesX.map((coefficient, i) => coefficient ^ product(generator[i] ?? 0, power(root)));
  }
  return generator;
}

const allPositions = Array.from({ length: 255 }, (_, position) => position);

/** All products, made by shift and add modulo x^8 + x^4 + x^3 + x^2 + 1. */
const products = Uint8Array.from({ length: 65536 }, (_, pair) => {
  let [a, b, sum] = [pair >> 8, pair & 255, 0];
  for (; b > 0; b >>= 1) {
    if (b & 1) sum ^= a;
    a = a & 0x80 ? ((a << 1) ^ 0x11d) & 255 : a << 1;
  }
  return sum;
});

export function product(a: number, b: number): number {
  return products[a * 256 + b]!;
}

const inverses = Uint8Array.from({ length: 256 }, (_, a) => allPositions.findIndex((b) => product(a, b + 1) === 1) + 1);

function quotient(a: number, b: number): number {
  return product(a, inverses[b]!);
}

const powers: number[] = [1];
for (let i = 1; i < 255; i++) powers.push(product(powers[i - 1]!, 2));

/** alpha^exponent; exponents of any sign. */
function power(exponent: number): number {
  return powers[((exponent % 255) + 255) % 255]!;
}
