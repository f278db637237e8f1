/**
 * The Reed-Solomon codec of ramoops: lib/reed_solomon of Linux v6.12 (identical in 6.1) as fs/pstore/ram_core.c uses it.
 *
 * Symbols are bytes, field polynomial 0x11d, first root alpha^0, step 1 (galois.ts). A code word is the data bytes, first byte
 * the highest power, then `nroots` parity bytes; a shorter block is a code word whose missing leading symbols are zero. Every
 * answer is the kernel's, the accepted words beyond the correction limit included. Left out, because ramoops does not
 * use them: erasures, syndromes given by the caller, other fields.
 */
import { assert } from '../sim/assert.ts';
import { ERANGE } from '../sim/errno.ts';
import { type Corrector, makeCorrector } from './decoder.ts';
import { type Divider, makeDivider } from './divider.ts';
import { NN } from './galois.ts';
import { addToLanes, storeLanes } from './lanes.ts';

/** What `encode` returns for a block and parity longer than a code word. */
export const ENCODER_REFUSED = -ERANGE;

/** What `decode` returns where the kernel stops at its BUG_ON: no data, or more than a code word. No errno has this number. */
export const DECODER_BUG = -4096;

export interface RsCodec {
  /** Parity bytes of a block. At most `nroots` div 2 damaged bytes of a code word are certain to be corrected. */
  readonly nroots: number;

  /**
   * Writes the parity of `length` bytes of `data` and returns 0, or returns `ENCODER_REFUSED` with the parity untouched when
   * `length` is more than 255 - nroots. (ramoops ignores the refusal and stores zero parity: see `encodeBlocks`.)
   */
  encode(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): number;

  /**
   * Corrects data and parity in place. Returns the number of corrected bytes, parity bytes included; 0 for a code word; -74
   * (-EBADMSG) for a word beyond repair, nothing changed; `DECODER_BUG` unless 0 < length <= 255 - nroots.
   */
  decode(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): number;

  /**
   * Parity of every block of a range, as ramoops stores it: blocks of `blockSize` bytes, the last one shorter, parity of
   * block i at parityOffset + i * nroots, zero for a block that the encoder refuses.
   */
  encodeBlocks(zone: Uint8Array, dataOffset: number, dataLength: number, blockSize: number, parityOffset: number): void;

  /** True when `decode` would return 0. */
  isClean(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): boolean;
}

const codecs = new Map<number, RsCodec>();

/** The codec with this many parity bytes, 1 ... 255. Codecs are made when first asked for and kept with their tables. */
export function rsCodec(nroots: number): RsCodec {
  let codec = codecs.get(nroots);
  if (codec === undefined) {
    codec = makeCodec(nroots);
    codecs.set(nroots, codec);
  }
  return codec;
}

function makeCodec(nroots: number): RsCodec {
  assert(Number.isInteger(nroots), 'nroots is not a whole number');
  assert(nroots >= 1, 'nroots is less than 1');
  assert(nroots <= NN, 'nroots is more than 255: init_rs fails');
  return new TableCodec(nroots);
}

class TableCodec implements RsCodec {
  readonly nroots: number;
  private readonly longest: number;
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
    this.corrector ??= makeCorrector(this.nroots);
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

  isClean(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): boolean {
    assertInside(data, dataOffset, length);
    assertInside(parity, parityOffset, this.nroots);
    if (length === 0 || length > this.longest) return false;
    this.divider.divide(data, dataOffset, length);
    return addToLanes(this.divider.lanes, this.nroots, parity, parityOffset) === 0;
  }
}

function assertInside(bytes: Uint8Array, offset: number, length: number): void {
  assert(offset >= 0, 'a block begins before its buffer');
  assert(length >= 0, 'a block has a negative length');
  assert(offset + length <= bytes.length, 'a block ends beyond its buffer');
}
