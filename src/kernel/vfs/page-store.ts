/**
 * Contents of a file in memory, page by page: holes cost nothing, and bytes given at the start are shared until written.
 *
 * The page cache of tmpfs files and of written files on disks.
 */

export const PAGE_BYTES = 4096;

/** Stands for every page of zeros that was written whole. */
const ZERO_PAGE = new Uint8Array(PAGE_BYTES);

export class PageStore {
  readonly #pages = new Map<number, Uint8Array>();
  /** What stands where no page is; null: zeros. */
  #base: Uint8Array | null;

  constructor(base: Uint8Array | null = null) {
    this.#base = base;
  }

  /** Pages that take memory of their own, and those of the shared bytes. */
  get pageCount(): number {
    return this.#pages.size + (this.#base === null ? 0 : Math.ceil(this.#base.length / PAGE_BYTES));
  }

  /** The caller stays inside the file's size. */
  read(offset: number, count: number): Uint8Array {
    if (this.#pages.size === 0 && this.#base !== null && offset + count <= this.#base.length) {
      return this.#base.slice(offset, offset + count);
    }
    const bytes = new Uint8Array(count);
    for (let done = 0; done < count; ) {
      const index = Math.floor((offset + done) / PAGE_BYTES);
      const within = offset + done - index * PAGE_BYTES;
      const length = Math.min(PAGE_BYTES - within, count - done);
      const page = this.#pages.get(index);
      if (page !== undefined) bytes.set(page.subarray(within, within + length), done);
      else if (this.#base !== null) bytes.set(this.#base.subarray(offset + done, offset + done + length), done);
      done += length;
    }
    return bytes;
  }

  /** Pages a write would add. */
  newPages(offset: number, count: number): number {
    let added = 0;
    const last = Math.floor((offset + count - 1) / PAGE_BYTES);
    for (let index = Math.floor(offset / PAGE_BYTES); index <= last; index++) if (!this.#isPresent(index)) added++;
    return added;
  }

  #isPresent(index: number): boolean {
    return this.#pages.has(index) || (this.#base !== null && index * PAGE_BYTES < this.#base.length);
  }

  write(offset: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const index = Math.floor((offset + done) / PAGE_BYTES);
      const within = offset + done - index * PAGE_BYTES;
      const length = Math.min(PAGE_BYTES - within, bytes.length - done);
      const piece = bytes.subarray(done, done + length);
      if (length === PAGE_BYTES && isZero(piece)) this.#pages.set(index, ZERO_PAGE);
      else this.#pageForWriting(index).set(piece, within);
      done += length;
    }
  }

  #pageForWriting(index: number): Uint8Array {
    let page = this.#pages.get(index);
    if (page === ZERO_PAGE) {
      page = new Uint8Array(PAGE_BYTES);
      this.#pages.set(index, page);
    }
    if (page === undefined) {
      page = new Uint8Array(PAGE_BYTES);
      if (this.#base !== null) page.set(this.#base.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES));
      this.#pages.set(index, page);
    }
    return page;
  }

  /** Cuts to `size`; what comes behind later is zero. */
  truncate(size: number): void {
    if (this.#base !== null && this.#base.length > size) this.#base = size === 0 ? null : this.#base.slice(0, size);
    const keep = Math.ceil(size / PAGE_BYTES);
    if (this.#pages.size > 0) {
      for (const index of this.#pages.keys()) if (index >= keep) this.#pages.delete(index);
      const within = size % PAGE_BYTES;
      const last = this.#pages.get(keep - 1);
      if (within !== 0 && last !== ZERO_PAGE) last?.fill(0, within);
    }
  }
}

function isZero(page: Uint8Array): boolean {
  return page[0] === 0 && page.every((byte) => byte === 0);
}
