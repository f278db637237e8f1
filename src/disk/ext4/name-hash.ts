/**
 * The hash of a name in an indexed directory.
 *
 * Mirrors Linux v6.1 `fs/ext4/hash.c` (`__ext4fs_dirhash`): the legacy hash, half MD4 and TEA, each with signed or unsigned
 * characters. Leaves out SipHash and casefolding.
 */
const LEGACY = 0;
const TEA = 2;
/** Versions from here on take characters as unsigned. */
const FIRST_UNSIGNED = 3;
const KNOWN_VERSIONS = 6;
/** The highest hash marks the end of a directory; a name that hits it gets the one before. */
const END_OF_DIRECTORY = 0xfffffffe;

/** TEA's step, and the constants of MD4's rounds two and three. */
const DELTA = 0x9e3779b9;
const ROUND_2 = 0x5a827999;
const ROUND_3 = 0x6ed9eba1;

export interface NameHash {
  readonly major: number;
  readonly minor: number;
}

export function isKnownHash(version: number): boolean {
  return version < KNOWN_VERSIONS;
}

/** Reused from call to call: a directory is hashed name by name. */
const state = new Int32Array(4);
const teaInput = new Int32Array(4);
const md4Input = new Int32Array(8);

export function hashName(name: string, version: number, seed: Uint8Array): NameHash {
  const kind = version % FIRST_UNSIGNED;
  const isUnsigned = version >= FIRST_UNSIGNED;
  if (kind === LEGACY) return { major: finished(legacyHash(name, isUnsigned)), minor: 0 };
  seedState(seed);
  const input = kind === TEA ? teaInput : md4Input;
  for (let at = 0; at < name.length; at += input.length * 4) {
    fillInput(input, name, at, isUnsigned);
    if (kind === TEA) teaStep(input);
    else halfMd4Step(input);
  }
  return kind === TEA
    ? { major: finished(state[0]!), minor: state[1]! >>> 0 }
    : { major: finished(state[1]!), minor: state[2]! >>> 0 };
}

/** MD4's starting values where the file system has no seed. */
function seedState(seed: Uint8Array): void {
  let any = 0;
  for (let word = 0; word < 4; word++) {
    const at = word * 4;
    const value = seed[at]! | (seed[at + 1]! << 8) | (seed[at + 2]! << 16) | (seed[at + 3]! << 24);
    state[word] = value;
    any |= value;
  }
  if (any !== 0) return;
  state[0] = 0x67452301;
  state[1] = 0xefcdab89;
  state[2] = 0x98badcfe;
  state[3] = 0x10325476;
}

function finished(hash: number): number {
  const even = (hash & ~1) >>> 0;
  return even === END_OF_DIRECTORY ? END_OF_DIRECTORY - 2 : even;
}

function character(name: string, at: number, isUnsigned: boolean): number {
  const code = name.charCodeAt(at) & 0xff;
  return isUnsigned ? code : (code << 24) >> 24;
}

function legacyHash(name: string, isUnsigned: boolean): number {
  let hash0 = 0x12a3fe2d;
  let hash1 = 0x37abe8f9;
  for (let at = 0; at < name.length; at++) {
    let hash = (hash1 + (hash0 ^ Math.imul(character(name, at, isUnsigned), 7152373))) | 0;
    if (hash < 0) hash = (hash - 0x7fffffff) | 0;
    hash1 = hash0;
    hash0 = hash;
  }
  return hash0 << 1;
}

/** Four characters a word, the length where the name has ended. */
function fillInput(input: Int32Array, name: string, start: number, isUnsigned: boolean): void {
  const left = name.length - start;
  let pad = left | (left << 8);
  pad |= pad << 16;
  const length = Math.min(left, input.length * 4);
  let word = 0;
  let value = pad;
  for (let at = 0; at < length; at++) {
    value = (character(name, start + at, isUnsigned) + (value << 8)) | 0;
    if ((at & 3) === 3) {
      input[word++] = value;
      value = pad;
    }
  }
  if (word < input.length) input[word++] = value;
  while (word < input.length) input[word++] = pad;
}

function teaStep(input: Int32Array): void {
  const [a, b, c, d] = [input[0]!, input[1]!, input[2]!, input[3]!];
  let sum = 0;
  let low = state[0]!;
  let high = state[1]!;
  for (let round = 0; round < 16; round++) {
    sum = (sum + DELTA) | 0;
    low = (low + ((((high << 4) + a) | 0) ^ ((high + sum) | 0) ^ (((high >>> 5) + b) | 0))) | 0;
    high = (high + ((((low << 4) + c) | 0) ^ ((low + sum) | 0) ^ (((low >>> 5) + d) | 0))) | 0;
  }
  state[0]! += low;
  state[1]! += high;
}

/** The three rounds: order of the input words, and shifts. */
const ORDERS = [0, 1, 2, 3, 4, 5, 6, 7, 1, 3, 5, 7, 0, 2, 4, 6, 3, 7, 2, 6, 1, 5, 0, 4];
const SHIFTS = [3, 7, 11, 19, 3, 5, 9, 13, 3, 9, 11, 15];

function halfMd4Step(input: Int32Array): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  for (let step = 0; step < 24; step++) {
    const mixed =
      step < 8
        ? (d ^ (b & (c ^ d))) | 0
        : step < 16
          ? ((b & c) + ((b ^ c) & d) + ROUND_2) | 0
          : ((b ^ c ^ d) + ROUND_3) | 0;
    const sum = (a + mixed + input[ORDERS[step]!]!) | 0;
    const shift = SHIFTS[((step >>> 3) << 2) | (step & 3)]!;
    a = d;
    d = c;
    c = b;
    b = (sum << shift) | (sum >>> (32 - shift));
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
}
