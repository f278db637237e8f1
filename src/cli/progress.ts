/** One line on standard error that says what takes so long; only for somebody who watches, and only after a second. */
import type { Io } from './io.ts';

const PATIENCE_MS = 1_000;

export class ProgressLine {
  readonly #io: Io;
  readonly #startMs: number;
  #isShown = false;

  constructor(io: Io) {
    this.#io = io;
    this.#startMs = io.nowMs();
  }

  tell(text: string): void {
    if (!this.#io.errIsTerminal || this.#io.nowMs() - this.#startMs < PATIENCE_MS) return;
    this.#io.err(`\r\x1b[K${text.slice(0, Math.max(20, this.#io.columns - 1))}`);
    this.#isShown = true;
  }

  clear(): void {
    if (this.#isShown) this.#io.err('\r\x1b[K');
    this.#isShown = false;
  }
}
