/**
 * A 64-bit hash to compare traces and memories of two runs. Not cryptographic, and of no real system: files that leave the
 * program carry SHA-256.
 */
const PRIME = 0x01000193; // FNV-1a, 32 bit; two lanes with different offsets make 64 bits

export class Hash64 {
  #low = 0x811c9dc5;
  #high = 0xcbf29ce4;

  update(data: Uint8Array | string): this {
    let low = this.#low;
    let high = this.#high;
    const isText = typeof data === 'string';
    for (let i = 0; i < data.length; i++) {
      const value = isText ? data.charCodeAt(i) : data[i]!;
      low = Math.imul(low ^ (value & 0xff), PRIME);
      if (isText) low = Math.imul(low ^ (value >>> 8), PRIME);
      high = Math.imul(high ^ value ^ (low >>> 24), PRIME);
    }
    this.#low = low;
    this.#high = high;
    return this;
  }

  /** 16 lower-case hex digits. */
  digest(): string {
    return [this.#high, this.#low].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
