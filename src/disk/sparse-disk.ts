/**
 * A disk in memory: pages of 4 KiB, shared between copies until one of them writes.
 *
 * Costs what is written: untouched pages read as zeros and take no room. `fork` shares everything, so that a template made
 * once serves all machines. What a device keeps from a power cut is not its business: a write is on the medium at once.
 */
import { assert } from '../sim/assert.ts';
import { Hash64 } from '../sim/hash.ts';
import { type BlockDevice, SECTOR_BYTES } from './block-device.ts';

const PAGE_BYTES = 4096;
const SECTORS_PER_PAGE = PAGE_BYTES / SECTOR_BYTES;
/** Pages of a chunk: a copy of a disk copies one reference for each 2 MiB. */
const CHUNK_PAGES = 512;
const CHUNK_BYTES = CHUNK_PAGES * PAGE_BYTES;
const ZEROS = new Uint8Array(PAGE_BYTES);

/** Stands for one disk between two forks: what carries it may be written in place. */
type Owner = object;

interface Chunk {
  readonly owner: Owner;
  readonly pages: (Uint8Array | undefined)[];
  /** Which pages belong to the owner as well. */
  readonly isOwned: Uint8Array;
  /** Hashes of pages, until they are written. */
  readonly hashes: (string | undefined)[];
}

/** Bytes at a sector. */
export interface DiskRange {
  readonly sector: number;
  readonly bytes: Uint8Array;
}

export class SparseDisk implements BlockDevice {
  readonly sectorCount: number;
  #owner: Owner = {};
  #chunks: (Chunk | undefined)[] = [];

  constructor(sectorCount: number) {
    assert(Number.isSafeInteger(sectorCount * SECTOR_BYTES) && sectorCount >= 0, `a disk of ${sectorCount} sectors`);
    this.sectorCount = sectorCount;
  }

  /** A disk with these bytes; zeros fill its last sector. */
  static fromBytes(image: Uint8Array): SparseDisk {
    const disk = new SparseDisk(Math.ceil(image.length / SECTOR_BYTES));
    for (let at = 0; at < image.length; at += PAGE_BYTES) {
      const page = image.subarray(at, at + PAGE_BYTES);
      if (!isZero(page)) disk.#store(at, page);
    }
    return disk;
  }

  static fromRanges(sectorCount: number, ranges: Iterable<DiskRange>): SparseDisk {
    const disk = new SparseDisk(sectorCount);
    for (const { sector, bytes } of ranges) disk.write(sector, bytes);
    return disk;
  }

  /** A second disk with the same contents; neither sees what the other writes from now on. */
  fork(): SparseDisk {
    const copy = new SparseDisk(this.sectorCount);
    copy.#chunks = this.#chunks.slice();
    this.#owner = {};
    return copy;
  }

  read(sector: number, count: number): Uint8Array {
    this.#check(sector, count);
    const target = new Uint8Array(count * SECTOR_BYTES);
    const start = sector * SECTOR_BYTES;
    for (let done = 0; done < target.length; ) {
      const at = start + done;
      const inPage = at % PAGE_BYTES;
      const length = Math.min(PAGE_BYTES - inPage, target.length - done);
      const page = this.#page(at);
      if (page !== undefined) {
        target.set(length === PAGE_BYTES ? page : page.subarray(inPage, inPage + length), done);
      }
      done += length;
    }
    return target;
  }

  write(sector: number, bytes: Uint8Array): void {
    assert(bytes.length % SECTOR_BYTES === 0, `a write of ${bytes.length} bytes is not whole sectors`);
    this.#check(sector, bytes.length / SECTOR_BYTES);
    this.#store(sector * SECTOR_BYTES, bytes);
  }

  flush(): void {}

  toBytes(): Uint8Array {
    return this.read(0, this.sectorCount);
  }

  /** The pages that hold anything but zeros, in order. */
  *ranges(): Generator<DiskRange> {
    for (const [index, chunk] of this.#chunks.entries()) {
      if (chunk === undefined) continue;
      for (const [number, page] of chunk.pages.entries()) {
        if (page === undefined || isZero(page)) continue;
        const sector = (index * CHUNK_PAGES + number) * SECTORS_PER_PAGE;
        const length = Math.min(PAGE_BYTES, (this.sectorCount - sector) * SECTOR_BYTES);
        yield { sector, bytes: page.slice(0, length) };
      }
    }
  }

  /** The pages that differ from those of a disk of the same size; costs little where both still share them. */
  *changesSince(earlier: SparseDisk): Generator<DiskRange> {
    assert(earlier.sectorCount === this.sectorCount, 'changes of a disk of another size');
    const chunks = Math.max(this.#chunks.length, earlier.#chunks.length);
    for (let index = 0; index < chunks; index++) {
      const [now, then] = [this.#chunks[index], earlier.#chunks[index]];
      if (now === then) continue;
      for (let number = 0; number < CHUNK_PAGES; number++) {
        const [page, before] = [now?.pages[number], then?.pages[number]];
        if (page === before || isSame(page ?? ZEROS, before ?? ZEROS)) continue;
        const sector = (index * CHUNK_PAGES + number) * SECTORS_PER_PAGE;
        const length = Math.min(PAGE_BYTES, (this.sectorCount - sector) * SECTOR_BYTES);
        yield { sector, bytes: (page ?? ZEROS).slice(0, length) };
      }
    }
  }

  /** Equal contents give equal hashes, however they came about; costs what was written since it was asked last. */
  hash(): string {
    const hash = new Hash64().update(String(this.sectorCount));
    for (const [index, chunk] of this.#chunks.entries()) {
      if (chunk === undefined) continue;
      for (const [number, page] of chunk.pages.entries()) {
        if (page === undefined) continue;
        const known = chunk.hashes[number];
        const own = known ?? (isZero(page) ? '' : new Hash64().update(page).digest());
        chunk.hashes[number] = own;
        if (own !== '') hash.update(`${index * CHUNK_PAGES + number}:${own};`);
      }
    }
    return hash.digest();
  }

  #check(sector: number, count: number): void {
    assert(
      sector >= 0 && count >= 0 && sector + count <= this.sectorCount,
      `sectors ${sector} to ${sector + count} of a disk with ${this.sectorCount}`,
    );
  }

  #page(at: number): Uint8Array | undefined {
    return this.#chunks[Math.floor(at / CHUNK_BYTES)]?.pages[Math.floor(at / PAGE_BYTES) % CHUNK_PAGES];
  }

  #store(start: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const at = start + done;
      const inPage = at % PAGE_BYTES;
      const length = Math.min(PAGE_BYTES - inPage, bytes.length - done);
      const piece = bytes.subarray(done, done + length);
      const chunk = this.#ownChunk(Math.floor(at / CHUNK_BYTES));
      const number = Math.floor(at / PAGE_BYTES) % CHUNK_PAGES;
      chunk.hashes[number] = undefined;
      if (chunk.isOwned[number] === 1) {
        chunk.pages[number]!.set(piece, inPage);
      } else if (length === PAGE_BYTES) {
        // Not `slice`: that of a Node buffer shares its bytes.
        chunk.pages[number] = new Uint8Array(piece);
      } else {
        const page = chunk.pages[number]?.slice() ?? new Uint8Array(PAGE_BYTES);
        page.set(piece, inPage);
        chunk.pages[number] = page;
      }
      chunk.isOwned[number] = 1;
      done += length;
    }
  }

  /** The chunk as one that may be changed. */
  #ownChunk(index: number): Chunk {
    const chunk = this.#chunks[index];
    if (chunk?.owner === this.#owner) return chunk;
    const own: Chunk = {
      owner: this.#owner,
      pages: chunk?.pages.slice() ?? new Array(CHUNK_PAGES),
      isOwned: new Uint8Array(CHUNK_PAGES),
      hashes: chunk?.hashes.slice() ?? new Array(CHUNK_PAGES),
    };
    this.#chunks[index] = own;
    return own;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = 0; at < PAGE_BYTES; at++) if (a[at] !== b[at]) return false;
  return true;
}

function isZero(bytes: Uint8Array): boolean {
  if ((bytes.byteOffset & 3) === 0 && (bytes.length & 3) === 0) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
    for (let at = 0; at < words.length; at++) if (words[at] !== 0) return false;
    return true;
  }
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}
