/**
 * Raw inflate as the kernel reads a compressed record (`lib/zlib_inflate`, zlib 1.2.3; the same code in Linux 6.1 and 6.12).
 *
 * The whole record is one call into one buffer, so distances are checked only against what has been written and the window size
 * plays no part. Kept from the old zlib: a code without an end-of-block symbol is accepted until it is used, and so is an empty
 * literal or distance code. Leaves out: wrappers and streams in pieces.
 */
import { assert } from '../sim/assert.ts';
import {
  CODE_LENGTH_CODES,
  CODE_LENGTH_ORDER,
  DISTANCE_BASE,
  DISTANCE_CODES,
  DISTANCE_EXTRA_BITS,
  END_OF_BLOCK,
  FIXED_DISTANCE_LENGTHS,
  FIXED_LITERAL_LENGTHS,
  LENGTH_BASE,
  LENGTH_EXTRA_BITS,
  LITERAL_CODES,
  REPEAT_EXTRA_BITS,
} from './deflate-tables.ts';
import { BitReader, INPUT_SHORT, INVALID_CODE, PrefixDecoder } from './inflate-bits.ts';

/**
 * How inflating ended. `end`: Z_STREAM_END; `data-error`: Z_DATA_ERROR (-3); `out-of-space`: the output is full and the stream wants
 * to go on; `input-short`: the input ended first. The last two are Z_OK inside zlib, which Z_FINISH turns into Z_BUF_ERROR (-5).
 */
export type InflateStatus = 'end' | 'out-of-space' | 'data-error' | 'input-short';

export interface InflateResult {
  /** Everything written before the end or the error, at most `outLimit` bytes. */
  readonly bytes: Uint8Array;
  readonly status: InflateStatus;
}

const MAX_INITIAL_OUTPUT = 1 << 16;
/** The crypto API's window of 11 bits, which matters only for its extra zero byte. */
const CRYPTO_WINDOW_BYTES = 1 << 11;

/** Inflates the stream at the start of `input`; bytes behind its end are ignored. */
export function rawInflate(input: Uint8Array, outLimit: number): InflateResult {
  const inflater = new Inflater(input, outLimit);
  const status = inflater.run();
  return { bytes: inflater.bytes(), status };
}

/** As `rawInflate`, with how many bytes of the input the stream took: what follows begins there. */
export function inflatePrefix(input: Uint8Array, outLimit: number): InflateResult & { readonly consumed: number } {
  const inflater = new Inflater(input, outLimit);
  const status = inflater.run();
  return { bytes: inflater.bytes(), status, consumed: inflater.consumed };
}

/**
 * Inflates as the crypto API "deflate" did for pstore up to Linux 6.5 (`crypto/deflate.c`): when the input runs out while
 * there is room in the output, it is offered one zero byte more. That byte comes with a second call, which can look back only
 * 2 KiB into the output of the first. Returns null where the kernel says -22.
 */
export function cryptoInflate(input: Uint8Array, outLimit: number): Uint8Array | null {
  const first = rawInflate(input, outLimit);
  if (first.status === 'end') return first.bytes;
  const written = first.bytes.length;
  if (first.status !== 'input-short' || input.length === 0 || written === outLimit) return null;

  const longer = new Uint8Array(input.length + 1);
  longer.set(input);
  const inflater = new Inflater(longer, outLimit);
  inflater.secondCall = { start: written, oldest: Math.max(0, written - CRYPTO_WINDOW_BYTES) };
  return inflater.run() === 'end' ? inflater.bytes() : null;
}

/** 0 on success, the status to end with otherwise. */
type Step = 0 | Exclude<InflateStatus, 'end'>;

const literalDecoder = new PrefixDecoder(FIXED_LITERAL_LENGTHS.length);
const distanceDecoder = new PrefixDecoder(FIXED_DISTANCE_LENGTHS.length);
const fixedLiteralDecoder = new PrefixDecoder(FIXED_LITERAL_LENGTHS.length);
const fixedDistanceDecoder = new PrefixDecoder(FIXED_DISTANCE_LENGTHS.length);
const codeLengthDecoder = new PrefixDecoder(CODE_LENGTH_CODES);
fixedLiteralDecoder.build(FIXED_LITERAL_LENGTHS, 'code');
fixedDistanceDecoder.build(FIXED_DISTANCE_LENGTHS, 'code');

class Inflater {
  /** Output positions of a second call: matches from `start` on must not reach below `oldest`. */
  secondCall: { readonly start: number; readonly oldest: number } | null = null;
  private readonly bits: BitReader;
  private readonly outLimit: number;
  private out: Uint8Array;
  private outLength = 0;

  constructor(input: Uint8Array, outLimit: number) {
    assert(Number.isSafeInteger(outLimit) && outLimit >= 0, 'an output limit is a byte count');
    this.bits = new BitReader(input);
    this.outLimit = outLimit;
    this.out = new Uint8Array(Math.min(outLimit, MAX_INITIAL_OUTPUT));
  }

  /** Whole bytes of the input used so far. */
  get consumed(): number {
    return this.bits.consumed;
  }

  bytes(): Uint8Array {
    return this.out.slice(0, this.outLength);
  }

  run(): InflateStatus {
    for (;;) {
      if (!this.bits.need(3)) return 'input-short';
      const last = this.bits.take(1) === 1;
      const step = this.block(this.bits.take(2));
      if (step !== 0) return step;
      if (last) return 'end';
    }
  }

  private block(type: number): Step {
    if (type === 0) return this.storedBlock();
    if (type === 1) return this.symbols(fixedLiteralDecoder, fixedDistanceDecoder);
    if (type === 2) return this.readCodes() || this.symbols(literalDecoder, distanceDecoder);
    return 'data-error';
  }

  private storedBlock(): Step {
    this.bits.alignToByte();
    if (!this.bits.need(16)) return 'input-short';
    const length = this.bits.take(16);
    if (!this.bits.need(16)) return 'input-short';
    if (this.bits.take(16) !== (~length & 0xffff)) return 'data-error';
    const room = Math.min(length, this.outLimit - this.outLength);
    const available = this.bits.bytes(room);
    this.grow(available.length);
    this.out.set(available, this.outLength);
    this.outLength += available.length;
    if (available.length === length) return 0;
    return this.outLength === this.outLimit ? 'out-of-space' : 'input-short';
  }

  /** Reads the two codes of a dynamic block into `literalDecoder` and `distanceDecoder`. */
  private readCodes(): Step {
    if (!this.bits.need(14)) return 'input-short';
    const literals = this.bits.take(5) + 257;
    const distances = this.bits.take(5) + 1;
    const sent = this.bits.take(4) + 4;
    if (literals > LITERAL_CODES || distances > DISTANCE_CODES) return 'data-error';
    const codeLengths = new Uint8Array(CODE_LENGTH_CODES);
    for (let i = 0; i < sent; i++) {
      if (!this.bits.need(3)) return 'input-short';
      codeLengths[CODE_LENGTH_ORDER[i]!] = this.bits.take(3);
    }
    if (!codeLengthDecoder.build(codeLengths, 'code-lengths')) return 'data-error';

    const lengths = new Uint8Array(literals + distances);
    for (let have = 0; have < lengths.length; ) {
      let symbol = codeLengthDecoder.decode(this.bits);
      if (symbol === INPUT_SHORT) return 'input-short';
      // With no code at all zlib's table answers "length 0, one bit long", and nobody looks at its error mark.
      if (symbol === INVALID_CODE) symbol = 0;
      if (symbol < 16) {
        lengths[have++] = symbol;
        continue;
      }
      const extraBits = REPEAT_EXTRA_BITS[symbol - 16]!;
      if (!this.bits.need(extraBits)) return 'input-short';
      if (symbol === 16 && have === 0) return 'data-error';
      const value = symbol === 16 ? lengths[have - 1]! : 0;
      const run = this.bits.take(extraBits) + (symbol === 18 ? 11 : 3);
      if (have + run > lengths.length) return 'data-error';
      lengths.fill(value, have, have + run);
      have += run;
    }
    if (!literalDecoder.build(lengths.subarray(0, literals), 'code')) return 'data-error';
    if (!distanceDecoder.build(lengths.subarray(literals), 'code')) return 'data-error';
    return 0;
  }

  private symbols(literalCode: PrefixDecoder, distanceCode: PrefixDecoder): Step {
    for (;;) {
      const symbol = literalCode.decode(this.bits);
      if (symbol === INPUT_SHORT) return 'input-short';
      if (symbol === END_OF_BLOCK) return 0;
      if (symbol === INVALID_CODE || symbol >= LITERAL_CODES) return 'data-error';
      if (symbol < END_OF_BLOCK) {
        if (this.outLength === this.outLimit) return 'out-of-space';
        if (this.outLength === this.out.length) this.grow(1);
        this.out[this.outLength++] = symbol;
        continue;
      }
      const lengthCode = symbol - END_OF_BLOCK - 1;
      const lengthExtra = LENGTH_EXTRA_BITS[lengthCode]!;
      if (!this.bits.need(lengthExtra)) return 'input-short';
      const length = LENGTH_BASE[lengthCode]! + this.bits.take(lengthExtra);
      const code = distanceCode.decode(this.bits);
      if (code === INPUT_SHORT) return 'input-short';
      if (code === INVALID_CODE || code >= DISTANCE_CODES) return 'data-error';
      const distanceExtra = DISTANCE_EXTRA_BITS[code]!;
      if (!this.bits.need(distanceExtra)) return 'input-short';
      const step = this.copyMatch(DISTANCE_BASE[code]! + this.bits.take(distanceExtra), length);
      if (step !== 0) return step;
    }
  }

  private copyMatch(distance: number, length: number): Step {
    const oldest = this.secondCall !== null && this.outLength >= this.secondCall.start ? this.secondCall.oldest : 0;
    if (this.outLength - distance < oldest) return 'data-error';
    const copied = Math.min(length, this.outLimit - this.outLength);
    this.grow(copied);
    const { out, outLength } = this;
    this.outLength = outLength + copied;
    // Byte by byte: a distance shorter than the length repeats what has just been written.
    for (let at = outLength; at < outLength + copied; at++) out[at] = out[at - distance]!;
    return copied === length ? 0 : 'out-of-space';
  }

  private grow(more: number): void {
    if (this.outLength + more <= this.out.length) return;
    const larger = new Uint8Array(Math.min(this.outLimit, Math.max(this.outLength + more, 2 * this.out.length)));
    larger.set(this.out.subarray(0, this.outLength));
    this.out = larger;
  }
}
