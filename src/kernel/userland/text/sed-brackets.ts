/** Where a slash in a sed pattern is no end: inside a bracket expression (sed 4.9 `match_slash`). */

/** Follows whether a pattern stands within a bracket expression. */
export class BracketTracker {
  isOpen = false;
  /** Nothing but `^` since the bracket opened: a `]` is itself. */
  #atStart = false;
  #inClass = '';
  #escaped = false;

  take(c: string, next: string): void {
    if (!this.isOpen) {
      if (this.#escaped) this.#escaped = false;
      else if (c === '\\') this.#escaped = true;
      else if (c === '[') {
        this.isOpen = true;
        this.#atStart = true;
      }
      return;
    }
    if (this.#inClass !== '') {
      if (c === this.#inClass && next === ']') this.#inClass = 'end';
      else if (this.#inClass === 'end') this.#inClass = '';
      return;
    }
    if (c === ']' && !this.#atStart) this.isOpen = false;
    else if (c === '[' && (next === ':' || next === '.' || next === '=')) this.#inClass = next;
    if (c !== '^') this.#atStart = false;
  }
}
