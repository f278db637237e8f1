/** The two bit orders of Zstandard: forward (table descriptions) and backward (everything entropy coded). */

/** Reads lowest bit first from the start. Past the end it reads zeros and remembers that it did. */
export class ForwardBits {
  private readonly input: Uint8Array;
  private position = 0;

  constructor(input: Uint8Array) {
    this.input = input;
  }

  /** At most 16 bits. */
  read(bits: number): number {
    const value = loadBits(this.input, this.position, bits);
    this.position += bits;
    return value;
  }

  giveBack(bits: number): void {
    this.position -= bits;
  }

  /** Whole bytes read so far, the last one perhaps in part. */
  get sizeBytes(): number {
    return (this.position + 7) >> 3;
  }

  get overrun(): boolean {
    return this.sizeBytes > this.input.length;
  }
}

/**
 * Reads highest bit first from the end, where a single 1 marks the beginning (RFC 8878 §4.1). Before the start it reads zeros;
 * `left` is then negative.
 */
export class BackwardBits {
  /** Bits not yet read. */
  left: number;
  private readonly input: Uint8Array;

  private constructor(input: Uint8Array, left: number) {
    this.input = input;
    this.left = left;
  }

  /** Null when the last byte has no mark. */
  static open(input: Uint8Array): BackwardBits | null {
    const last = input.length === 0 ? 0 : input[input.length - 1]!;
    return last === 0 ? null : new BackwardBits(input, input.length * 8 - 1 - Math.clz32(last) + 24);
  }

  /** At most 32 bits. */
  read(bits: number): number {
    if (bits > 16) return this.read(bits - 16) * 0x10000 + this.read(16);
    const value = this.peek(bits);
    this.left -= bits;
    return value;
  }

  /** At most 16 bits, left where they are. */
  peek(bits: number): number {
    const start = this.left - bits;
    if (start >= 0) return loadBits(this.input, start, bits);
    return this.left <= 0 ? 0 : loadBits(this.input, 0, this.left) << -start;
  }

  skip(bits: number): void {
    this.left -= bits;
  }
}

function loadBits(input: Uint8Array, position: number, bits: number): number {
  const at = position >> 3;
  const value = (input[at] ?? 0) | ((input[at + 1] ?? 0) << 8) | ((input[at + 2] ?? 0) << 16);
  return (value >> (position & 7)) & ((1 << bits) - 1);
}

/** Writes what `BackwardBits` reads, last thing first. */
export class BackwardBitsWriter {
  private readonly out: number[] = [];
  private buffer = 0;
  private count = 0;

  /** At most 32 bits. */
  write(value: number, bits: number): void {
    if (bits > 16) {
      this.write(value & 0xffff, 16);
      this.write(Math.floor(value / 0x10000), bits - 16);
      return;
    }
    this.buffer |= value << this.count;
    for (this.count += bits; this.count >= 8; this.count -= 8) {
      this.out.push(this.buffer & 0xff);
      this.buffer >>>= 8;
    }
  }

  /** Sets the mark and returns the bytes. */
  finish(): Uint8Array {
    this.write(1, 1);
    if (this.count > 0) this.out.push(this.buffer);
    return Uint8Array.from(this.out);
  }
}
