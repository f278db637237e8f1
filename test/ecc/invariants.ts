/**
 * What must be true of the codec, as functions that throw when it is not.
 *
 * The tests run them on `src/ecc` and demand silence, and on deliberate mutants and demand the alarm. Words come from a seed.
 */
import { AssertionError } from 'node:assert';
import { type Codec, textbookCodec } from './textbook.ts';

/** Parity of data[i] = 7 * i + 3 mod 256, i = 0 ... 127, as the kernel computes it for 16 parity bytes. */
const goldenParity = 'd31c64c176e7407f7eecc04d3b4907ae';

/** The encoder gives the parity that the kernel's gave. Codec of 16 roots. */
export function checkGoldenVector(codec: Codec): void {
  const data = Uint8Array.from({ length: 128 }, (_, i) => 7 * i + 3);
  const parity = new Uint8Array(16);
  codec.encode(data, 0, 128, parity, 0);
  demand(Buffer.from(parity).toString('hex') === goldenParity, 'the golden vector has another parity');
}

/** Every word with at most nroots div 2 damaged bytes comes back whole, and the count is the number of damaged bytes. */
export function checkRepairsWithinLimit(codec: Codec, length: number, words: number, seed: number): void {
  const next = xorshift(seed);
  for (let i = 0; i < words; i++) {
    const original = randomCodeWord(codec, length, next);
    const weight = next() % (Math.floor(codec.nroots / 2) + 1);
    const damaged = original.slice();
    damage(damaged, weight, next);
    const result = codec.decode(damaged, 0, length, damaged, length);
    demand(result === weight, `${weight} damaged bytes: decode returned ${result}`);
    demand(Buffer.compare(damaged, original) === 0, `${weight} damaged bytes: the word is not whole again`);
  }
}

/** A rejected word is left as it was, and an accepted one is a code word as far from the received one as decode says. */
export function checkNothingHalfDone(codec: Codec, length: number, words: number, seed: number): void {
  const next = xorshift(seed);
  for (let i = 0; i < words; i++) {
    const received = randomCodeWord(codec, length, next);
    damage(received, next() % (received.length + 1), next);
    const decoded = received.slice();
    const result = codec.decode(decoded, 0, length, decoded, length);
    const changed = decoded.filter((byte, at) => byte !== received[at]).length;
    demand(changed === Math.max(result, 0), `decode returned ${result} and changed ${changed} bytes`);
    if (result < 0) continue;
    const parity = new Uint8Array(codec.nroots);
    codec.encode(decoded, 0, length, parity, 0);
    demand(Buffer.compare(decoded.subarray(length), parity) === 0, 'an accepted word is not a code word');
  }
}

/** The codec decides as the kernel does, beyond the correction limit too. */
export function checkKernelDecisions(codec: Codec, length: number, words: number, seed: number): void {
  const next = xorshift(seed);
  const kernel = textbookCodec(codec.nroots);
  for (let i = 0; i < words; i++) {
    const ours = randomCodeWord(codec, length, next);
    damage(ours, next() % Math.min(codec.nroots + 3, ours.length + 1), next);
    const theirs = ours.slice();
    const result = codec.decode(ours, 0, length, ours, length);
    const expected = kernel.decode(theirs, 0, length, theirs, length);
    demand(result === expected, `decode returned ${result}, the kernel's rule gives ${expected}`);
    demand(Buffer.compare(ours, theirs) === 0, 'the decoded word is not the one that the kernel would leave');
  }
}

/** Changes `weight` different bytes. */
export function damage(word: Uint8Array, weight: number, next: () => number): void {
  const positions = new Set<number>();
  while (positions.size < weight) positions.add(next() % word.length);
  for (const position of positions) word[position]! ^= 1 + (next() % 255);
}

function randomCodeWord(codec: Codec, length: number, next: () => number): Uint8Array {
  const word = Uint8Array.from({ length: length + codec.nroots }, () => next() & 255);
  codec.encode(word, 0, length, word, length);
  return word;
}

export function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function demand(condition: boolean, message: string): void {
  if (!condition) throw new AssertionError({ message });
}
