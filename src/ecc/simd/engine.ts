/**
 * The assembled codec.wat with its one memory, which all codecs of 1 … 32 parity bytes share: data are copied in, parity or corrections
 * read out. Made when first asked for; absent on a host without WebAssembly's vectors.
 */
import { packLanes } from '../lanes.ts';
import { CODEC_MODULE } from './codec.generated.ts';
import { FREE_MEMORY, fillFieldTables, makeRootTables, maskOf, placeRootTables, type RootTables } from './tables.ts';

/** Most parity bytes of a codec here. */
export const SIMD_ROOTS = 32;

/** Up to this many, parity is one vector. */
const NARROW_ROOTS = 16;

/** Blocks that go through at once: what they need fits into the processor's second-level cache. */
const BATCH_BLOCKS = 512;
const BATCH_BYTES = 65_536;

/** Length of blocks that are taken up to eight at a time, and how many make that worth while. Up to seven more are read and written. */
const GROUPED_LENGTH = 128;
const GROUPED_COUNT = 3;
const SLACK = 8 * GROUPED_LENGTH;
const RESIDUES = FREE_MEMORY;
const RECORDS = RESIDUES + BATCH_BLOCKS * SIMD_ROOTS + SLACK;
const RECORD_BYTES = 64;
const PARITY = RECORDS + BATCH_BLOCKS * RECORD_BYTES;
const DATA = PARITY + BATCH_BLOCKS * SIMD_ROOTS + SLACK;

/** Result of a word whose locator is not unique: the exact codec decides. */
export const UNDECIDED = -1;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly divideNarrow: Divide;
  readonly divideWide: Divide;
  readonly divideBlocksNarrow: Divide;
  readonly divideBlocksWide: Divide;
  judge(residues: number, count: number, nroots: number, n: number, records: number): number;
}

type Divide = (
  data: number,
  blocks: number,
  length: number,
  parity: number,
  stride: number,
  mask: number,
  out: number,
  outStride: number,
) => number;

export class Engine {
  readonly #memory: Uint8Array;
  readonly #view: DataView;
  readonly #exports: Exports;
  readonly #tables = new Map<number, RootTables>();
  #nroots = 0;

  constructor(module: WebAssembly.Module) {
    this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.#memory = new Uint8Array(this.#exports.memory.buffer);
    this.#view = new DataView(this.#exports.memory.buffer);
    fillFieldTables(this.#memory);
  }

  /** How many blocks of `length` bytes one batch takes. */
  batchOf(length: number): number {
    return Math.min(BATCH_BLOCKS, Math.floor(BATCH_BYTES / length));
  }

  /** Parity of `count` blocks of `length` bytes from `offset` on, to `parityOffset` on. At most `batchOf(length)` blocks. */
  encode(nroots: number, zone: Uint8Array, offset: number, length: number, count: number, parityOffset: number): void {
    this.#take(nroots);
    this.#memory.set(zone.subarray(offset, offset + count * length), DATA);
    this.#divide(nroots, length, count)(DATA, count, length, PARITY, 0, maskOf(0), PARITY, nroots);
    zone.set(this.#memory.subarray(PARITY, PARITY + count * nroots), parityOffset);
  }

  /** Residues of a batch like that of `encode`, with the parity that is there; the number of damaged words: see `record`. */
  judge(nroots: number, zone: Uint8Array, offset: number, length: number, count: number, parityOffset: number): number {
    this.#take(nroots);
    this.#memory.set(zone.subarray(offset, offset + count * length), DATA);
    this.#memory.set(zone.subarray(parityOffset, parityOffset + count * nroots), PARITY);
    const divide = this.#divide(nroots, length, count);
    const mask = maskOf(nroots);
    const isDirty = divide(DATA, count, length, PARITY, nroots, mask, RESIDUES, residueBytes(nroots)) !== 0;
    if (!isDirty) return 0;
    return this.#exports.judge(RESIDUES, count, nroots, length + nroots, RECORDS);
  }

  /** Judges one word of n bytes by its residue, which is not zero: record 0. */
  judgeResidue(nroots: number, n: number, residue: Int32Array): void {
    this.#take(nroots);
    this.#memory.fill(0, RESIDUES, RESIDUES + SIMD_ROOTS);
    for (let i = 0; i < residue.length; i++) this.#view.setInt32(RESIDUES + 4 * i, residue[i]!, true);
    this.#exports.judge(RESIDUES, 1, nroots, n, RECORDS);
  }

  /** Of damaged word number `record` of the last batch: which one it is. */
  indexOf(record: number): number {
    return this.#view.getInt32(RECORDS + record * RECORD_BYTES, true);
  }

  /** How many bytes of it must be corrected, -74 (-EBADMSG), or `UNDECIDED`. */
  resultOf(record: number): number {
    return this.#view.getInt32(RECORDS + record * RECORD_BYTES + 4, true);
  }

  /** Place of its correction number `i`, counted from the last parity byte. */
  placeOf(record: number, i: number): number {
    return this.#memory[RECORDS + record * RECORD_BYTES + 16 + i]!;
  }

  /** What must be added there. */
  valueOf(record: number, i: number): number {
    return this.#memory[RECORDS + record * RECORD_BYTES + 32 + i]!;
  }

  /** The residue of word `index` of the last batch, as lanes. */
  readResidue(nroots: number, index: number, lanes: Int32Array): void {
    const at = RESIDUES + index * residueBytes(nroots);
    packLanes(this.#memory.subarray(at, at + nroots), lanes, 0);
  }

  #divide(nroots: number, length: number, count: number): Divide {
    const inGroups = length === GROUPED_LENGTH && count >= GROUPED_COUNT;
    if (nroots <= NARROW_ROOTS) return inGroups ? this.#exports.divideBlocksNarrow : this.#exports.divideNarrow;
    return inGroups ? this.#exports.divideBlocksWide : this.#exports.divideWide;
  }

  /** Puts the tables of a codec in place unless it had the memory last. */
  #take(nroots: number): void {
    if (this.#nroots === nroots) return;
    let tables = this.#tables.get(nroots);
    if (tables === undefined) {
      tables = makeRootTables(nroots);
      this.#tables.set(nroots, tables);
    }
    placeRootTables(this.#memory, tables);
    this.#nroots = nroots;
  }
}

function residueBytes(nroots: number): number {
  return nroots <= NARROW_ROOTS ? 16 : 32;
}

let engine: Engine | null | undefined;

/** The engine, or null where the host has no such instructions. */
export function simdEngine(): Engine | null {
  if (engine === undefined) {
    const bytes = Uint8Array.from(atob(CODEC_MODULE), (character) => character.charCodeAt(0));
    const isAble = typeof WebAssembly === 'object' && WebAssembly.validate(bytes);
    engine = isAble ? new Engine(new WebAssembly.Module(bytes)) : null;
  }
  return engine;
}
