/**
 * The codec in plain arithmetic, exact for every number of parity bytes: what the faster one is measured by, and what it asks where it
 * cannot decide.
 *
 * Mirrors `encode_rs8` and `decode_rs8` of Linux v6.12 lib/reed_solomon as fs/pstore/ram_core.c calls them.
 */
import { assert } from '../sim/assert.ts';
import { type Corrector, makeCorrector } from './decoder.ts';
import { type Divider, makeDivider } from './divider.ts';
import { NN } from './galois.ts';
import { addToLanes, storeLanes } from './lanes.ts';
import { DECODER_BUG, ENCODER_REFUSED, type RsCodec } from './rs-codec.ts';

export class ExactCodec implements RsCodec {
  readonly nroots: number;
  protected readonly longest: number;
  private readonly divider: Divider;
  private corrector: Corrector | undefined;

  constructor(nroots: number) {
    this.nroots = nroots;
    this.longest = NN - nroots;
    this.divider = makeDivider(nroots);
  }

  encode(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): number {
    assertInside(data, dataOffset, length);
    assertInside(parity, parityOffset, this.nroots);
    if (length > this.longest) return ENCODER_REFUSED;
    this.divider.divide(data, dataOffset, length);
    storeLanes(this.divider.lanes, this.nroots, parity, parityOffset);
    return 0;
  }

  decode(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): number {
    if (length <= 0 || length > this.longest) return DECODER_BUG;
    if (this.isClean(data, dataOffset, length, parity, parityOffset)) return 0;
    this.corrector ??= this.makeCorrector();
    return this.corrector(this.divider.lanes, data, dataOffset, length, parity, parityOffset);
  }

  encodeBlocks(
    zone: Uint8Array,
    dataOffset: number,
    dataLength: number,
    blockSize: number,
    parityOffset: number,
  ): void {
    assert(blockSize > 0, 'a block has no bytes');
    const end = dataOffset + dataLength;
    for (let at = dataOffset, parity = parityOffset; at < end; at += blockSize, parity += this.nroots) {
      const refused = this.encode(zone, at, Math.min(blockSize, end - at), zone, parity) !== 0;
      if (refused) zone.fill(0, parity, parity + this.nroots);
    }
  }

  decodeBlocks(
    zone: Uint8Array,
    dataOffset: number,
    dataLength: number,
    blockSize: number,
    parityOffset: number,
    results: Int16Array,
  ): number {
    assert(blockSize > 0, 'a block has no bytes');
    const end = dataOffset + dataLength;
    let [block, dirty] = [0, 0];
    for (let at = dataOffset; at < end; at += blockSize, block++) {
      const result = this.decode(zone, at, Math.min(blockSize, end - at), zone, parityOffset + block * this.nroots);
      if (result !== 0) dirty++;
      results[block] = result;
    }
    return dirty;
  }

  isClean(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): boolean {
    assertInside(data, dataOffset, length);
    assertInside(parity, parityOffset, this.nroots);
    if (length === 0 || length > this.longest) return false;
    this.divider.divide(data, dataOffset, length);
    return addToLanes(this.divider.lanes, this.nroots, parity, parityOffset) === 0;
  }

  /** How a word that is not clean is corrected. */
  protected makeCorrector(): Corrector {
    return makeCorrector(this.nroots);
  }
}

/** Ranges outside their buffers are our own mistake. */
export function assertInside(bytes: Uint8Array, offset: number, length: number): void {
  assert(offset >= 0, 'a block begins before its buffer');
  assert(length >= 0, 'a block has a negative length');
  assert(offset + length <= bytes.length, 'a block ends beyond its buffer');
}
