/**
 * Bytes of an image that need not be in memory at once: what a guess reads through.
 */
export interface ByteSource {
  readonly length: number;
  /** The bytes of a range, fewer where it goes beyond the ends. Good until the next call. */
  read(offset: number, length: number): Uint8Array;
}

export function bytesAsSource(bytes: Uint8Array): ByteSource {
  return {
    length: bytes.length,
    read: (offset, length) => bytes.subarray(Math.max(0, offset), Math.max(0, offset + length)),
  };
}
