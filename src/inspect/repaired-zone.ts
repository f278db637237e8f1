/**
 * The data of a zone as the tool sees them: every block repaired that can be, whatever the header says.
 *
 * The kernel repairs only below `size`, and nothing of a zone whose header it does not believe. A block that was never
 * written since ECC was switched on has no parity to speak of and stays as it is.
 */
import { rsCodec } from '../ecc/reed-solomon.ts';
import { ECC_BLOCK_SIZE, PERSISTENT_RAM_HEADER_BYTES } from '../formats/persistent-ram.ts';

/** A code word longer than 255 bytes cannot be decoded. */
const ECC_SIZE_MAX = 255 - ECC_BLOCK_SIZE;

/**
 * `zone`: all bytes of the zone, header to last parity byte; `dataSize` and `eccSize` as the kernel laid it out. Where more blocks
 * are beyond repair than not, the layout is not that of the writer, and the data are given as they are.
 */
export function repairedZoneData(zone: Uint8Array, dataSize: number, eccSize: number): Uint8Array {
  const parityOffset = PERSISTENT_RAM_HEADER_BYTES + dataSize;
  const data = zone.slice(PERSISTENT_RAM_HEADER_BYTES, parityOffset);
  if (eccSize < 1 || eccSize > ECC_SIZE_MAX || data.length < dataSize) return data;
  const codec = rsCodec(eccSize);
  const parity = zone.slice(parityOffset);
  let bad = 0;
  let blocks = 0;
  for (let at = 0; at < dataSize && (blocks + 1) * eccSize <= parity.length; at += ECC_BLOCK_SIZE) {
    const result = codec.decode(data, at, Math.min(ECC_BLOCK_SIZE, dataSize - at), parity, blocks * eccSize);
    if (result < 0) bad++;
    blocks++;
  }
  return 2 * bad > blocks ? zone.slice(PERSISTENT_RAM_HEADER_BYTES, parityOffset) : data;
}
