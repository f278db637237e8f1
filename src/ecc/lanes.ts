/**
 * Parity as 32-bit lanes: byte j stands in bits 8*(j mod 4) of lane j div 4, whatever the byte order of the host.
 */

/** Writes the first `nroots` bytes of the lanes to `parity`. */
export function storeLanes(lanes: Int32Array, nroots: number, parity: Uint8Array, offset: number): void {
  const fullLanes = nroots >> 2;
  let at = offset;
  for (let i = 0; i < fullLanes; i++, at += 4) {
    const lane = lanes[i]!;
    parity[at] = lane;
    parity[at + 1] = lane >>> 8;
    parity[at + 2] = lane >>> 16;
    parity[at + 3] = lane >>> 24;
  }
  for (let j = fullLanes * 4; j < nroots; j++, at++) parity[at] = lanes[fullLanes]! >>> (8 * (j & 3));
}

/** Adds (exclusive or) `nroots` bytes of `parity` to the lanes; 0 when nothing is left of them, that is when both were equal. */
export function addToLanes(lanes: Int32Array, nroots: number, parity: Uint8Array, offset: number): number {
  const fullLanes = nroots >> 2;
  let left = 0;
  let at = offset;
  for (let i = 0; i < fullLanes; i++, at += 4) {
    const word = parity[at]! | (parity[at + 1]! << 8) | (parity[at + 2]! << 16) | (parity[at + 3]! << 24);
    const lane = lanes[i]! ^ word;
    lanes[i] = lane;
    left |= lane;
  }
  if (fullLanes * 4 === nroots) return left;
  let lane = lanes[fullLanes]!;
  for (let j = fullLanes * 4; j < nroots; j++, at++) lane ^= parity[at]! << (8 * (j & 3));
  lanes[fullLanes] = lane;
  return left | lane;
}

/** Writes bytes, four to a lane, to the lanes from `at` on. */
export function packLanes(bytes: Uint8Array, lanes: Int32Array, at: number): void {
  for (let j = 0; j < bytes.length; j += 4) {
    lanes[at + (j >> 2)] = bytes[j]! | (bytes[j + 1]! << 8) | (bytes[j + 2]! << 16) | (bytes[j + 3]! << 24);
  }
}
