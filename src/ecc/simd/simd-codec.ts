/**
 * The codec of 1 … 32 parity bytes with vectors: every answer is that of the exact codec, which it asks for whatever the vectors
 * cannot decide: a word whose locator is not unique, a block size that the encoder refuses.
 */
import { assert } from '../../sim/assert.ts';
import type { Corrector } from '../decoder.ts';
import { assertInside, ExactCodec } from '../exact-codec.ts';
import { type Engine, UNDECIDED } from './engine.ts';

export class SimdCodec extends ExactCodec {
  readonly #engine: Engine;
  /** The residue of a word that the exact corrector is asked about. */
  readonly #lanes: Int32Array;
  #exactCorrector: Corrector | undefined;

  constructor(nroots: number, engine: Engine) {
    super(nroots);
    this.#engine = engine;
    this.#lanes = new Int32Array((nroots + 3) >> 2);
  }

  override encodeBlocks(
    zone: Uint8Array,
    dataOffset: number,
    dataLength: number,
    blockSize: number,
    parityOffset: number,
  ): void {
    if (blockSize > this.longest) {
      super.encodeBlocks(zone, dataOffset, dataLength, blockSize, parityOffset);
      return;
    }
    this.#inBatches(zone, dataOffset, dataLength, blockSize, parityOffset, (at, length, count, parity) => {
      this.#engine.encode(this.nroots, zone, at, length, count, parity);
    });
  }

  override decodeBlocks(
    zone: Uint8Array,
    dataOffset: number,
    dataLength: number,
    blockSize: number,
    parityOffset: number,
    results: Int16Array,
  ): number {
    if (blockSize > this.longest) {
      return super.decodeBlocks(zone, dataOffset, dataLength, blockSize, parityOffset, results);
    }
    let dirty = 0;
    let block = 0;
    this.#inBatches(zone, dataOffset, dataLength, blockSize, parityOffset, (at, length, count, parity) => {
      results.fill(0, block, block + count);
      const records = this.#engine.judge(this.nroots, zone, at, length, count, parity);
      for (let record = 0; record < records; record++) {
        const index = this.#engine.indexOf(record);
        const parityAt = parity + index * this.nroots;
        results[block + index] = this.#settle(record, zone, at + index * length, length, zone, parityAt);
      }
      dirty += records;
      block += count;
    });
    return dirty;
  }

  protected override makeCorrector(): Corrector {
    return (residueLanes, data, dataOffset, length, parity, parityOffset) => {
      this.#engine.judgeResidue(this.nroots, length + this.nroots, residueLanes);
      return this.#settle(0, data, dataOffset, length, parity, parityOffset);
    };
  }

  /** Carries out what a record says of the word at these places. */
  #settle(
    record: number,
    data: Uint8Array,
    dataOffset: number,
    length: number,
    parity: Uint8Array,
    parityOffset: number,
  ): number {
    const engine = this.#engine;
    const result = engine.resultOf(record);
    if (result === UNDECIDED) {
      engine.readResidue(this.nroots, engine.indexOf(record), this.#lanes);
      this.#exactCorrector ??= super.makeCorrector();
      return this.#exactCorrector(this.#lanes, data, dataOffset, length, parity, parityOffset);
    }
    const last = length + this.nroots - 1;
    for (let i = 0; i < result; i++) {
      const symbol = last - engine.placeOf(record, i);
      if (symbol < length) data[dataOffset + symbol]! ^= engine.valueOf(record, i);
      else parity[parityOffset + symbol - length]! ^= engine.valueOf(record, i);
    }
    return result;
  }

  /** Full blocks in batches, then the short one at the end. */
  #inBatches(
    zone: Uint8Array,
    dataOffset: number,
    dataLength: number,
    blockSize: number,
    parityOffset: number,
    work: (at: number, length: number, count: number, parity: number) => void,
  ): void {
    assert(blockSize > 0, 'a block has no bytes');
    const full = Math.floor(dataLength / blockSize);
    const short = dataLength - full * blockSize;
    assertInside(zone, dataOffset, dataLength);
    assertInside(zone, parityOffset, (full + (short > 0 ? 1 : 0)) * this.nroots);
    const batch = this.#engine.batchOf(blockSize);
    for (let first = 0; first < full; first += batch) {
      const count = Math.min(batch, full - first);
      work(dataOffset + first * blockSize, blockSize, count, parityOffset + first * this.nroots);
    }
    if (short > 0) work(dataOffset + full * blockSize, short, 1, parityOffset + full * this.nroots);
  }
}
