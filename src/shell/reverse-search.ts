/** Incremental search back through the history (Ctrl-R): what is sought, what is found, what the screen shows. */
export class ReverseSearch {
  readonly #history: readonly string[];
  readonly #original: string;
  #sought = '';
  /** Where the line found stands in the history. */
  index: number;
  text: string;
  #hasFailed = false;
  /** The last key found nothing. */
  wantsBell = false;

  constructor(history: readonly string[], index: number, text: string) {
    this.#history = history;
    this.#original = text;
    this.index = index;
    this.text = text;
  }

  /** The line of the search as it is shown. */
  shown(): string {
    return `(${this.#hasFailed ? 'failed ' : ''}reverse-i-search)\`${this.#sought}': ${this.text}`;
  }

  /** Takes a key; false when it ends the search. */
  take(key: string): boolean {
    this.wantsBell = false;
    if (key === '\x12') {
      this.#find(this.index - 1);
      return true;
    }
    if (key === '\x7f' || key === '\b') {
      this.#sought = this.#sought.slice(0, -1);
      this.index = this.#history.length;
      if (this.#sought === '') this.text = this.#original;
      else this.#find(this.#history.length - 1);
      return true;
    }
    if (key.charCodeAt(0) < 0x20) return false;
    this.#sought += key;
    this.#find(Math.min(this.index, this.#history.length - 1));
    return true;
  }

  #find(from: number): void {
    for (let at = from; at >= 0; at--) {
      const line = this.#history[at] as string;
      if (!line.includes(this.#sought)) continue;
      this.index = at;
      this.text = line;
      this.#hasFailed = false;
      return;
    }
    this.#hasFailed = true;
    this.wantsBell = true;
  }
}
