/** Battery-backed memory beside the RAM: what is in it outlives every reset and every loss of power. New, it holds zeros. */

export class Nvram {
  readonly #bytes: Uint8Array;

  constructor(sizeBytes: number) {
    this.#bytes = new Uint8Array(sizeBytes);
  }

  get sizeBytes(): number {
    return this.#bytes.length;
  }

  /** A copy; shorter where the memory ends. */
  read(offset: number, length: number): Uint8Array {
    return this.#bytes.slice(offset, offset + length);
  }

  /** How many bytes were written: none beyond the end. */
  write(offset: number, bytes: Uint8Array): number {
    const fitting = bytes.subarray(0, Math.max(0, this.#bytes.length - offset));
    if (fitting.length > 0) this.#bytes.set(fitting, offset);
    return fitting.length;
  }
}
