/**
 * The blocks of a mounted file system: metadata in a cache with one running transaction, data straight from and to the device.
 *
 * Stands where Linux has the buffer cache and the handles of jbd2. A changed block is sealed (its checksum is computed) once,
 * when the transaction is committed. What a commit does with the blocks is the store's business: a journal, or the blocks' own
 * places in order.
 */
import type { BlockDevice } from '../block-device.ts';
import { corrupted } from '../fault.ts';
import type { Geometry } from './geometry.ts';

/** Clean blocks kept between operations. */
const CACHE_BLOCKS = 8192;
/** Neighbouring blocks written at once. */
const REQUEST_BLOCKS = 128;

/** A block of metadata in memory. */
export interface MetaBlock {
  readonly block: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** What the contents were found to be when they were last checked; empty before. */
  checkedAs: string;
  /** Computes the checksum inside the block. */
  seal: ((block: MetaBlock) => void) | null;
  /** Changed by the running transaction. */
  isRunning: boolean;
  /** Committed, but not in its own place yet. */
  isLogged: boolean;
}

/** Where committed blocks go. */
export interface BlockStore {
  /** Changed blocks a transaction can hold. */
  readonly capacity: number;
  commit(blocks: readonly MetaBlock[], freed: ReadonlySet<number>): void;
  /** The block's contents do not matter any more. */
  forget(block: MetaBlock): void;
}

export class Volume {
  readonly geometry: Geometry;
  readonly device: BlockDevice;
  store: BlockStore;
  /** When the last change happened, as commit blocks say. */
  seconds = 0;
  /** Runs before each commit: puts counters into their blocks. */
  beforeCommit: (() => void)[] = [];
  afterCommit: (() => void)[] = [];
  #blocks = new Map<number, MetaBlock>();
  #running = new Set<MetaBlock>();
  /** Metadata blocks freed by the running transaction. */
  #freed = new Set<number>();

  constructor(geometry: Geometry, device: BlockDevice) {
    this.geometry = geometry;
    this.device = device;
    this.store = new InPlaceStore(this);
  }

  get isDirty(): boolean {
    return this.#running.size > 0;
  }

  /** How full the running transaction is: 1 is all a commit can take. */
  get pressure(): number {
    return (this.#running.size + this.#freed.size / 64) / this.store.capacity;
  }

  /** A block of metadata as the last change left it. */
  meta(block: number): MetaBlock {
    const known = this.#blocks.get(block);
    if (known !== undefined) return known;
    if (!(block >= this.geometry.firstDataBlock && block < this.geometry.blocks)) corrupted();
    return this.#keep(block, this.readData(block, 1));
  }

  /** A block that becomes metadata: zeros, changed. */
  fresh(block: number, kind: string): MetaBlock {
    const known = this.#blocks.get(block);
    if (known !== undefined) known.bytes.fill(0);
    const kept = known ?? this.#keep(block, new Uint8Array(this.geometry.blockBytes));
    kept.checkedAs = kind;
    kept.seal = null;
    this.change(kept);
    return kept;
  }

  /** The running transaction changes the block. */
  change(block: MetaBlock): void {
    if (block.isRunning) return;
    block.isRunning = true;
    this.#running.add(block);
  }

  /** A block of metadata was freed: neither its contents nor older copies in the journal may come back. */
  forget(block: number): void {
    this.#freed.add(block);
    const known = this.#blocks.get(block);
    if (known === undefined) return;
    this.#running.delete(known);
    known.isRunning = false;
    this.store.forget(known);
    this.#blocks.delete(block);
  }

  commit(): void {
    for (const prepare of this.beforeCommit) prepare();
    if (this.#running.size === 0 && this.#freed.size === 0) return;
    const blocks = [...this.#running].sort((a, b) => a.block - b.block);
    for (const block of blocks) {
      block.seal?.(block);
      block.isRunning = false;
    }
    const freed = this.#freed;
    this.#running = new Set();
    this.#freed = new Set();
    this.store.commit(blocks, freed);
    for (const finish of this.afterCommit) finish();
  }

  /** Lets go of clean blocks when there are many. Only between operations: they hold references. True when it did. */
  trim(): boolean {
    if (this.#blocks.size <= CACHE_BLOCKS) return false;
    for (const [number, block] of this.#blocks) {
      if (!block.isRunning && !block.isLogged) this.#blocks.delete(number);
    }
    return true;
  }

  readData(block: number, count: number): Uint8Array {
    const { sectorsPerBlock } = this.geometry;
    return this.device.read(block * sectorsPerBlock, count * sectorsPerBlock);
  }

  /** Whole blocks. */
  writeData(block: number, bytes: Uint8Array): void {
    this.device.write(block * this.geometry.sectorsPerBlock, bytes);
  }

  /** Blocks in order, neighbours in one request. */
  writeInOrder(blocks: readonly { readonly block: number; readonly bytes: Uint8Array }[]): void {
    const { blockBytes } = this.geometry;
    for (let start = 0; start < blocks.length; ) {
      let end = start + 1;
      while (end < blocks.length && end - start < REQUEST_BLOCKS && blocks[end]!.block === blocks[end - 1]!.block + 1)
        end++;
      const request = new Uint8Array((end - start) * blockBytes);
      for (let index = start; index < end; index++) request.set(blocks[index]!.bytes, (index - start) * blockBytes);
      this.writeData(blocks[start]!.block, request);
      start = end;
    }
  }

  #keep(block: number, bytes: Uint8Array): MetaBlock {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const kept: MetaBlock = { block, bytes, view, checkedAs: '', seal: null, isRunning: false, isLogged: false };
    this.#blocks.set(block, kept);
    return kept;
  }
}

/** Without a journal: changed blocks go to their places, lowest first. */
class InPlaceStore implements BlockStore {
  readonly capacity = CACHE_BLOCKS;
  readonly #volume: Volume;

  constructor(volume: Volume) {
    this.#volume = volume;
  }

  commit(blocks: readonly MetaBlock[]): void {
    this.#volume.writeInOrder(blocks);
    this.#volume.device.flush();
  }

  forget(): void {}
}
