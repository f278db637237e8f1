/** The written pages of a file that its disk has not got yet: the page cache as far as it shows. */
import { PAGE_BYTES } from './page-store.ts';

/** Longest piece handed to the disk at once. */
const RUN_PAGES_MAX = 256;

export interface PageRun {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export class DirtyPages {
  readonly #pages = new Map<number, Uint8Array>();

  get count(): number {
    return this.#pages.size;
  }

  has(index: number): boolean {
    return this.#pages.has(index);
  }

  /** Puts bytes in; `load` gives what a page that is not there yet holds on the disk. */
  write(offset: number, bytes: Uint8Array, load: (index: number) => Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const index = Math.floor((offset + done) / PAGE_BYTES);
      const within = offset + done - index * PAGE_BYTES;
      const length = Math.min(PAGE_BYTES - within, bytes.length - done);
      let page = this.#pages.get(index);
      if (page === undefined) {
        page = length === PAGE_BYTES ? new Uint8Array(PAGE_BYTES) : load(index);
        this.#pages.set(index, page);
      }
      page.set(bytes.subarray(done, done + length), within);
      done += length;
    }
  }

  /** Lays the written pages over what was read from the disk. */
  overlay(offset: number, bytes: Uint8Array): void {
    const first = Math.floor(offset / PAGE_BYTES);
    const last = Math.floor((offset + bytes.length - 1) / PAGE_BYTES);
    for (let index = first; index <= last; index++) {
      const page = this.#pages.get(index);
      if (page === undefined) continue;
      const start = index * PAGE_BYTES;
      const from = Math.max(offset, start);
      const to = Math.min(offset + bytes.length, start + PAGE_BYTES);
      bytes.set(page.subarray(from - start, to - start), from - offset);
    }
  }

  truncate(size: number): void {
    const keep = Math.ceil(size / PAGE_BYTES);
    for (const index of this.#pages.keys()) if (index >= keep) this.#pages.delete(index);
    if (size % PAGE_BYTES !== 0) this.#pages.get(keep - 1)?.fill(0, size % PAGE_BYTES);
  }

  /** All pages in order, as pieces that lie together, cut at the file's end; the pages are clean then. */
  take(size: number): readonly PageRun[] {
    const indexes = [...this.#pages.keys()].sort((left, right) => left - right);
    const runs: PageRun[] = [];
    for (let at = 0; at < indexes.length; ) {
      let end = at + 1;
      while (end < indexes.length && indexes[end] === indexes[end - 1]! + 1 && end - at < RUN_PAGES_MAX) end++;
      const offset = indexes[at]! * PAGE_BYTES;
      const length = Math.min((end - at) * PAGE_BYTES, size - offset);
      if (length > 0) {
        const bytes = new Uint8Array(length);
        for (let index = at; index < end; index++) {
          const start = (index - at) * PAGE_BYTES;
          bytes.set(this.#pages.get(indexes[index]!)!.subarray(0, Math.min(PAGE_BYTES, length - start)), start);
        }
        runs.push({ offset, bytes });
      }
      at = end;
    }
    this.#pages.clear();
    return runs;
  }

  clear(): void {
    this.#pages.clear();
  }
}
