/**
 * Collects what a word expands to, splitting unquoted values into fields on the way.
 *
 * POSIX 2.6.5 as bash 5.2 `subst.c` (`list_string`) does it. Text stays protected (`protect`) until pathname expansion is over.
 */
import { protect } from './word-builder.ts';

/** See the head of the file. */
export class Fields {
  readonly done: string[] = [];
  current = '';
  /** A field has begun, be it empty. */
  active = false;
  /** Whether unquoted values are split; where they are not, there is one field. */
  readonly #splits: boolean;
  readonly #separators: Uint8Array;
  /** The last field was ended by a blank: a separator that follows belongs to the same gap. */
  #afterBlank = false;

  constructor(splits: boolean, separators: Uint8Array) {
    this.#splits = splits;
    this.#separators = separators;
  }

  get splits(): boolean {
    return this.#splits;
  }

  /** Text of the word itself, already protected where quoted. */
  text(pattern: string): void {
    this.current += pattern;
    this.active = true;
    this.#afterBlank = false;
  }

  quoted(value: string): void {
    this.text(protect(value));
  }

  /** The value of an unquoted expansion. */
  value(value: string): void {
    if (!this.#splits) {
      this.current += value;
      return;
    }
    const separators = this.#separators;
    let from = 0;
    const { length } = value;
    for (let at = 0; at < length; at++) {
      const kind = separators[value.charCodeAt(at)];
      if (kind === 0 || kind === undefined) continue;
      if (at > from) this.text(value.slice(from, at));
      from = at + 1;
      if (kind === 1) {
        if (this.active) {
          this.end();
          this.#afterBlank = true;
        }
      } else if (this.#afterBlank) this.#afterBlank = false;
      else this.end();
    }
    if (length > from) this.text(from === 0 ? value : value.slice(from));
  }

  /** Ends the current field, empty or not. */
  end(): void {
    this.done.push(this.current);
    this.current = '';
    this.active = false;
    this.#afterBlank = false;
  }

  finish(): string[] {
    if (this.active) this.end();
    return this.done;
  }
}
