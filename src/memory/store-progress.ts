/**
 * Where in the CPU's running store RAM is being written: for those who count stores word by word.
 *
 * With a cache, bytes reach RAM because of a store somewhere else: a line is pushed out when the copy gets to the line that needs its
 * place. So a power cut after the words before that one finds RAM without it.
 */
export class StoreProgress {
  #from: number | null = null;
  #at: number | null = null;

  begin(from: number): void {
    this.#from = from;
    this.#at = from;
  }

  /** The copy has got to `at`; null: from here on its bytes go straight to RAM, each for itself. */
  reach(at: number | null): void {
    this.#at = at;
  }

  end(): void {
    this.#from = null;
  }

  /** The byte of the running store that RAM's byte at `address` is written for, and where that store began; null: for none. */
  behind(address: number): { readonly from: number; readonly at: number } | null {
    return this.#from === null ? null : { from: this.#from, at: this.#at ?? address };
  }
}
