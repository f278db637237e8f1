/**
 * Sahara's table of memory that can be fetched: what boot firmware in download mode tells the PC at the other end of the USB cable.
 *
 * Facts: qdl `src/sahara.c` (2026): `struct sahara_debug_region64` and the limits of the host. Little-endian. Left out: the packets (hello, MEM_READ64, done,
 * reset), which carry nothing of their own.
 */
import { layout, text, u64 } from '../memory/layout.ts';

const SOURCE = 'qdl src/sahara.c';

/** The host takes no longer table: 1024 entries. */
export const SAHARA_TABLE_BYTES_MAX = 64 * 1024;
/** DEBUG_BLOCK_SIZE: what the host asks for at once. */
export const SAHARA_BLOCK_BYTES = 512 * 1024;

export const saharaRegion = layout('sahara_debug_region64', {
  source: SOURCE,
  sizeBytes: 64,
  fields: {
    type: u64(0, 'kind of the region'),
    address: u64(8, 'physical address'),
    length: u64(16, 'bytes'),
    region: text(24, 20, 'name, NUL-terminated'),
    filename: text(44, 20, 'name of its file on the host, NUL-terminated'),
  },
});

/** A region that the firmware offers. Bytes, physical. */
export interface SaharaRegion {
  readonly address: number;
  readonly length: number;
  readonly region: string;
  readonly filename: string;
}

/** Kind of a region of RAM. Assumed. */
const RAM_TYPE = 1n;
/** Longest name of a field, its NUL apart. */
const NAME_MAX = 19;

export function encodeSaharaTable(regions: readonly SaharaRegion[]): Uint8Array {
  const table = new Uint8Array(regions.length * saharaRegion.sizeBytes);
  regions.forEach(({ address, length, region, filename }, index) => {
    const values = { type: RAM_TYPE, address: BigInt(address), length: BigInt(length) };
    const named = { region: region.slice(0, NAME_MAX), filename: filename.slice(0, NAME_MAX) };
    saharaRegion.write(table, 'little', { ...values, ...named }, index * saharaRegion.sizeBytes);
  });
  return table;
}

/** The entries of a table as the host reads them; what is left behind the last whole one is nothing. */
export function readSaharaTable(table: Uint8Array): SaharaRegion[] {
  const count = Math.floor(Math.min(table.length, SAHARA_TABLE_BYTES_MAX) / saharaRegion.sizeBytes);
  return Array.from({ length: count }, (_, index) => {
    const { address, length, region, filename } = saharaRegion.read(table, 'little', index * saharaRegion.sizeBytes);
    return { address: Number(address), length: Number(length), region, filename };
  });
}
