/**
 * Where data, block parity and header parity lie in a zone.
 *
 * Mirrors the arithmetic of `persistent_ram_init_ecc` in Linux v6.1 and v6.12 `fs/pstore/ram_core.c`, the wrapping of
 * `size_t` included: absurd parameters go where they go in the kernel.
 */
import { ECC_BLOCK_SIZE, PERSISTENT_RAM_HEADER_BYTES } from '../../formats/persistent-ram.ts';
import { divRoundUp, toSizeT } from './size-t.ts';

export interface ZoneGeometry {
  /** `buffer_size`: how much data the zone holds, as `size_t`. */
  readonly bufferSize: bigint;
  /** Parity bytes per block and for the header; 0 without ECC. */
  readonly eccSize: number;
  /** Offsets from the start of the zone. Outside it, even negative, where `bufferSize` wrapped around. */
  readonly parBuffer: number;
  readonly parHeader: number;
}

/** The parity needs as much room as the zone has, or more. */
export interface EccTooBig {
  readonly eccTotal: bigint;
  readonly bufferSize: bigint;
}

/**
 * Lays out a zone of `zoneSize` bytes. `eccSize` is the C int as configured, negative numbers included; null: the division by
 * `block_size + ecc_size` is one by zero.
 */
export function zoneGeometry(zoneSize: number, eccSize: number, wordBytes: 4 | 8): ZoneGeometry | EccTooBig | null {
  const bufferSize = toSizeT(BigInt(zoneSize - PERSISTENT_RAM_HEADER_BYTES), wordBytes);
  if (eccSize === 0) return { bufferSize, eccSize: 0, parBuffer: zoneSize, parHeader: zoneSize };

  const ecc = BigInt(eccSize);
  const eccBlocks = divRoundUp(bufferSize - ecc, BigInt(ECC_BLOCK_SIZE) + ecc, wordBytes);
  if (eccBlocks === null) return null;
  const eccTotal = toSizeT((eccBlocks + 1n) * ecc, wordBytes);
  if (eccTotal >= bufferSize) return { eccTotal, bufferSize };

  const parBuffer = zoneSize - Number(eccTotal);
  return {
    bufferSize: bufferSize - eccTotal,
    eccSize,
    parBuffer,
    parHeader: parBuffer + Number(eccBlocks) * eccSize,
  };
}
