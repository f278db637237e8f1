/**
 * Parity that fits true bytes.
 *
 * ramoops reckons parity from what RAM holds. Where a fault has damaged a write before that (a stuck cell, a torn copy), the parity that
 * it stores fits the damage, and whoever reads the true bytes with it would have them "mended" into the damaged ones.
 */
import { rsCodec } from '../ecc/reed-solomon.ts';
import { ECC_BLOCK_SIZE, PERSISTENT_RAM_HEADER_BYTES } from '../formats/persistent-ram.ts';
import type { RamoopsRegion } from '../hardware/world-events.ts';
import type { ReadZone } from './region-reading.ts';

/** Reckons the parity anew of each block and header of `bytes`, a whole region as it was meant, that differs from what RAM holds. */
export function makeParityTrue(
  bytes: Uint8Array,
  inRam: Uint8Array,
  { address, eccSize }: RamoopsRegion,
  zones: readonly ReadZone[],
): void {
  if (eccSize < 1) return;
  const codec = rsCodec(eccSize);
  const mend = (from: number, length: number, parity: number) => {
    for (let at = from; at < from + length; at++) {
      if (bytes[at] === inRam[at]) continue;
      codec.encode(bytes, from, length, bytes, parity);
      return;
    }
  };
  for (const zone of zones) {
    const start = zone.address - address;
    const data = start + PERSISTENT_RAM_HEADER_BYTES;
    let parity = data + zone.dataBytes;
    for (let at = 0; at < zone.dataBytes; at += ECC_BLOCK_SIZE) {
      mend(data + at, Math.min(ECC_BLOCK_SIZE, zone.dataBytes - at), parity);
      parity += eccSize;
    }
    mend(start, PERSISTENT_RAM_HEADER_BYTES, start + zone.sizeBytes - eccSize);
  }
}
