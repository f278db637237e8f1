/**
 * The digests of coreutils 9.1 by name: MD5, SHA-1, SHA-2 and BLAKE2b of `@noble/hashes`, SM3 of our own.
 */
import { HashMD } from '@noble/hashes/_md.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

/** A digest being computed. */
interface RunningDigest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

export interface DigestAlgorithm {
  /** As in `MD5 (file) = …`. */
  readonly tag: string;
  readonly bits: number;
  /** `bits`: BLAKE2b can be shorter. */
  create(bits: number): RunningDigest;
}

/** By the name `cksum -a` knows them under. */
export const digestAlgorithms = {
  md5: { tag: 'MD5', bits: 128, create: () => md5.create() },
  sha1: { tag: 'SHA1', bits: 160, create: () => sha1.create() },
  sha224: { tag: 'SHA224', bits: 224, create: () => sha224.create() },
  sha256: { tag: 'SHA256', bits: 256, create: () => sha256.create() },
  sha384: { tag: 'SHA384', bits: 384, create: () => sha384.create() },
  sha512: { tag: 'SHA512', bits: 512, create: () => sha512.create() },
  blake2b: { tag: 'BLAKE2b', bits: 512, create: (bits: number) => blake2b.create({ dkLen: bits / 8 }) },
  sm3: { tag: 'SM3', bits: 256, create: () => new Sm3() },
} as const satisfies Readonly<Record<string, DigestAlgorithm>>;

const SM3_START = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

const schedule = new Uint32Array(68);

function rotate(value: number, bits: number): number {
  return (value << (bits & 31)) | (value >>> (32 - (bits & 31)));
}

/** SM3 of GB/T 32905-2016. */
class Sm3 extends HashMD<Sm3> {
  #state: number[] = [...SM3_START];

  constructor() {
    super(64, 32, 8, false);
  }

  protected override get(): number[] {
    return this.#state;
  }

  protected override set(...state: number[]): void {
    this.#state = state;
  }

  protected override process(view: DataView, offset: number): void {
    const w = schedule;
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(offset + 4 * i);
    for (let i = 16; i < 68; i++) {
      const x = w[i - 16]! ^ w[i - 9]! ^ rotate(w[i - 3]!, 15);
      w[i] = x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[i - 13]!, 7) ^ w[i - 6]!;
    }
    let [a, b, c, d, e, f, g, h] = this.#state as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const constant = rotate(i < 16 ? 0x79cc4519 : 0x7a879d8a, i % 32);
      const ss1 = rotate((rotate(a, 12) + e + constant) | 0, 7);
      const ss2 = ss1 ^ rotate(a, 12);
      const ff = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = i < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      const tt1 = (ff + d + ss2 + (w[i]! ^ w[i + 4]!)) | 0;
      const tt2 = (gg + h + ss1 + w[i]!) | 0;
      d = c;
      c = rotate(b, 9);
      b = a;
      a = tt1;
      h = g;
      g = rotate(f, 19);
      f = e;
      e = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17);
    }
    const words = [a, b, c, d, e, f, g, h];
    this.#state = this.#state.map((word, i) => word ^ words[i]!);
  }

  protected override roundClean(): void {
    schedule.fill(0);
  }

  override destroy(): void {
    this.#state = [...SM3_START];
  }

  override _cloneInto(to: Sm3 = new Sm3()): Sm3 {
    to.set(...this.#state);
    return this._cloneIntoMeta(to);
  }
}
