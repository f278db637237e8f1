/** The serial line on its way to the user: bytes as they are, only once, as far as they have come. */
import type { Uart } from '../../hardware/uart.ts';

export class ConsoleOutput {
  #uart: Uart;
  readonly #write: (latin1: string) => void;
  #shown = 0;

  constructor(uart: Uart, write: (latin1: string) => void) {
    this.#uart = uart;
    this.#write = write;
  }

  /** Another machine's line from now on; what came over it before is not shown. */
  follow(uart: Uart): void {
    if (uart === this.#uart) return;
    this.#uart = uart;
    this.#shown = uart.length;
  }

  /** Shows what has come since the last time. */
  show(): void {
    if (this.#uart.length === this.#shown) return;
    const text = this.#uart.textFrom(this.#shown);
    this.#shown = this.#uart.length;
    this.#write(text);
  }
}
