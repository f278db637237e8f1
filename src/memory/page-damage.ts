/**
 * The flipped bytes of one page: offset, pristine value and cause of each, sorted by offset, four bytes an entry.
 */

const FIRST_ROOM = 8;

export class PageDamage {
  #offsets = new Uint16Array(FIRST_ROOM);
  #pristine = new Uint8Array(FIRST_ROOM);
  #causes = new Uint8Array(FIRST_ROOM);
  /** Few: faults and resets have a handful of names. */
  #causeNames: string[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  find(offset: number): { pristine: number; cause: string } | undefined {
    const index = this.#indexOf(offset);
    if (index >= this.#count || this.#offsets[index] !== offset) return undefined;
    return { pristine: this.#pristine[index]!, cause: this.#causeNames[this.#causes[index]!]! };
  }

  /** Adds a byte that is not there yet. */
  add(offset: number, pristine: number, cause: string): void {
    if (this.#count === this.#offsets.length) this.#grow();
    const index = this.#indexOf(offset);
    if (index < this.#count) {
      for (const column of [this.#offsets, this.#pristine, this.#causes]) {
        column.copyWithin(index + 1, index, this.#count);
      }
    }
    this.#offsets[index] = offset;
    this.#pristine[index] = pristine;
    this.#causes[index] = this.#causeId(cause);
    this.#count++;
  }

  /** Takes out the bytes from offset `start` to `end`-1; both may lie outside the page. */
  remove(start: number, end: number): void {
    const from = this.#indexOf(start);
    const to = this.#indexOf(end);
    for (const column of [this.#offsets, this.#pristine, this.#causes]) column.copyWithin(from, to, this.#count);
    this.#count -= to - from;
  }

  each(visit: (offset: number, pristine: number) => void): void {
    for (let index = 0; index < this.#count; index++) visit(this.#offsets[index]!, this.#pristine[index]!);
  }

  copy(): PageDamage {
    const copied = new PageDamage();
    copied.#offsets = this.#offsets.slice();
    copied.#pristine = this.#pristine.slice();
    copied.#causes = this.#causes.slice();
    copied.#causeNames = [...this.#causeNames];
    copied.#count = this.#count;
    return copied;
  }

  /** The first entry whose offset is not below the given one. */
  #indexOf(offset: number): number {
    // Flips come in order of address, so most entries are added at the end.
    if (this.#count === 0 || this.#offsets[this.#count - 1]! < offset) return this.#count;
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#offsets[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Beyond 255 names the last one stands for the rest. */
  #causeId(cause: string): number {
    const known = this.#causeNames.indexOf(cause);
    if (known >= 0) return known;
    if (this.#causeNames.length === 256) return 255;
    return this.#causeNames.push(this.#causeNames.length === 255 ? 'other' : cause) - 1;
  }

  #grow(): void {
    const room = this.#offsets.length * 2;
    const offsets = new Uint16Array(room);
    const pristine = new Uint8Array(room);
    const causes = new Uint8Array(room);
    offsets.set(this.#offsets);
    pristine.set(this.#pristine);
    causes.set(this.#causes);
    this.#offsets = offsets;
    this.#pristine = pristine;
    this.#causes = causes;
  }
}
