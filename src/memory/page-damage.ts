/**
 * The damage of one page: its flipped bytes with pristine value and cause of each.
 *
 * A page of few is a list, a page of many a copy of the page as it was: decay that takes all of it costs about that copy.
 * Snapshots of the ledger share pages; whoever changes a shared one takes a copy first.
 */
import { countBits, eachBit, FewBytes, type FlippedBytes, ManyBytes, type PageBits } from './flipped-bytes.ts';
import { PAGE_SIZE } from './page.ts';

/** With so many entries the list is as large as the page. */
const MANY = PAGE_SIZE / 4;
/** Of causes; beyond, the last name stands for the rest. */
const NAMES_MAX = 256;

export class PageDamage {
  #bytes: FlippedBytes = new FewBytes();
  /** Few: faults and resets have a handful of names. */
  #causeNames: string[] = [];
  /** A snapshot has it as well. */
  isShared = false;

  get count(): number {
    return this.#bytes.count;
  }

  find(offset: number): { pristine: number; cause: string } | undefined {
    const found = this.#bytes.get(offset);
    return found < 0 ? undefined : { pristine: found & 0xff, cause: this.#causeNames[found >>> 8]! };
  }

  /** Adds a byte that is not there yet. */
  add(offset: number, pristine: number, cause: string): void {
    if (this.#bytes.count === MANY) this.#many();
    this.#bytes.add(offset, pristine, this.#causeId(cause));
  }

  /** Adds, of a whole page as it is now, those bytes that are marked and not there yet. */
  addMarked(page: Uint8Array, marked: PageBits, cause: string): void {
    if (this.count + countBits(marked) >= MANY) this.#many().addMarked(page, marked, this.#causeId(cause));
    else {
      eachBit(marked, (offset) => {
        if (this.#bytes.get(offset) < 0) this.add(offset, page[offset]!, cause);
      });
    }
  }

  /** Takes out the bytes from offset `start` to `end`-1; both may lie outside the page. */
  remove(start: number, end: number): void {
    this.#bytes.remove(Math.max(start, 0), Math.min(end, PAGE_SIZE));
  }

  each(visit: (offset: number, pristine: number) => void): void {
    this.#bytes.each(visit);
  }

  copy(): PageDamage {
    const copied = new PageDamage();
    copied.#bytes = this.#bytes.copy();
    copied.#causeNames = [...this.#causeNames];
    return copied;
  }

  #many(): ManyBytes {
    if (this.#bytes instanceof ManyBytes) return this.#bytes;
    const many = new ManyBytes();
    this.#bytes.each((offset, pristine, cause) => many.add(offset, pristine, cause));
    this.#bytes = many;
    return many;
  }

  #causeId(cause: string): number {
    const known = this.#causeNames.indexOf(cause);
    if (known >= 0) return known;
    if (this.#causeNames.length === NAMES_MAX) return NAMES_MAX - 1;
    return this.#causeNames.push(this.#causeNames.length === NAMES_MAX - 1 ? 'other' : cause) - 1;
  }
}
