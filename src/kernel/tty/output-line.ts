/**
 * The sending side of a serial port: so many bytes a second, and a buffer of a few KiB in front of it.
 *
 * What is taken goes out at once, so that it stands in order with the kernel's own messages; that the line is slower shows in who
 * has to wait. Mirrors UART_XMIT_SIZE and the driver's wake-up at WAKEUP_CHARS.
 */
import type { KernelTime } from '../kernel-time.ts';
import type { Timers } from '../process/timers.ts';
import { WaitQueue } from '../process/wait-queue.ts';

const BUFFER_BYTES = 4096;
/** WAKEUP_CHARS. */
const WAKE_BELOW_BYTES = 256;
/** One start bit, eight data bits, one stop bit. */
const BITS_PER_BYTE = 10;

export class OutputLine {
  readonly queue = new WaitQueue();
  readonly #time: KernelTime;
  readonly #timers: Timers;
  readonly #send: (text: string) => void;
  readonly #nsPerByte: number;
  #emptyAtNs = 0;
  #isWaking = false;

  constructor(time: KernelTime, timers: Timers, baud: number, send: (text: string) => void) {
    this.#time = time;
    this.#timers = timers;
    this.#send = send;
    this.#nsPerByte = (BITS_PER_BYTE * 1e9) / baud;
  }

  /** Bytes that can be taken now; 0 while the buffer is full, and then `queue` wakes when there is room. */
  room(): number {
    const waiting = Math.ceil(Math.max(0, this.#emptyAtNs - this.#time.now()) / this.#nsPerByte);
    const room = Math.max(0, BUFFER_BYTES - waiting);
    if (room === 0 && !this.#isWaking) {
      this.#isWaking = true;
      this.#timers.after((waiting - WAKE_BELOW_BYTES) * this.#nsPerByte, () => {
        this.#isWaking = false;
        this.queue.wakeAll();
      });
    }
    return room;
  }

  /** Sends bytes as they go over the wire. Echoes may be sent beyond the room. */
  send(text: string): void {
    this.#send(text);
    this.#emptyAtNs = Math.max(this.#emptyAtNs, this.#time.now()) + text.length * this.#nsPerByte;
  }
}
