/**
 * The Reed-Solomon codec of ramoops: lib/reed_solomon of Linux v6.12 (identical in 6.1) as fs/pstore/ram_core.c uses it.
 *
 * Symbols are bytes, field polynomial 0x11d, first root alpha^0, step 1 (galois.ts). A code word is the data bytes, first byte
 * the highest power, then `nroots` parity bytes; a shorter block is a code word whose missing leading symbols are zero. Every
 * answer is the kernel's, the accepted words beyond the correction limit included. Left out, because ramoops does not
 * use them: erasures, syndromes given by the caller, other fields. Up to 32 parity bytes go through vector instructions (simd/) where
 * the host has them.
 */
import { assert } from '../sim/assert.ts';
import { ExactCodec } from './exact-codec.ts';
import { NN } from './galois.ts';
import type { RsCodec } from './rs-codec.ts';
import { SIMD_ROOTS, simdEngine } from './simd/engine.ts';
import { SimdCodec } from './simd/simd-codec.ts';

export { DECODER_BUG, ENCODER_REFUSED, type RsCodec } from './rs-codec.ts';

/** Codecs are made when first asked for and kept with their tables. */
const codecs = new Map<number, RsCodec>();
const exactCodecs = new Map<number, RsCodec>();

/** The codec with this many parity bytes, 1 ... 255. */
export function rsCodec(nroots: number): RsCodec {
  return codecs.get(nroots) ?? keep(codecs, nroots, fastestCodec(nroots));
}

/** The codec in plain arithmetic, which gives the same answers. */
export function exactCodec(nroots: number): RsCodec {
  return exactCodecs.get(nroots) ?? keep(exactCodecs, nroots, new ExactCodec(checkedRoots(nroots)));
}

function keep(kept: Map<number, RsCodec>, nroots: number, codec: RsCodec): RsCodec {
  kept.set(nroots, codec);
  return codec;
}

function fastestCodec(nroots: number): RsCodec {
  const engine = checkedRoots(nroots) <= SIMD_ROOTS ? simdEngine() : null;
  return engine === null ? exactCodec(nroots) : new SimdCodec(nroots, engine);
}

function checkedRoots(nroots: number): number {
  assert(Number.isInteger(nroots), 'nroots is not a whole number');
  assert(nroots >= 1, 'nroots is less than 1');
  assert(nroots <= NN, 'nroots is more than 255: init_rs fails');
  return nroots;
}
