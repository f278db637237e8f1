/**
 * What a Reed-Solomon codec of ramoops does, whoever computes it.
 */
import { ERANGE } from '../sim/errno.ts';

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

  /**
   * `decode` of every block of such a range, one after another: what it returns goes to `results` (room for all of them). Returns how
   * many are not 0.
   */
  decodeBlocks(
    zone: Uint8Array,
    dataOffset: number,
    dataLength: number,
    blockSize: number,
    parityOffset: number,
    results: Int16Array,
  ): number;

  /** True when `decode` would return 0. */
  isClean(data: Uint8Array, dataOffset: number, length: number, parity: Uint8Array, parityOffset: number): boolean;
}
