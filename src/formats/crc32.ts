/** CRC-32 of IEEE 802.3 (gzip, .xz): polynomial 0xedb88320, reflected, start and end inverted. */

let table: Int32Array | null = null;

function crcTable(): Int32Array {
  if (table !== null) return table;
  table = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    table[byte] = value;
  }
  return table;
}

/** The checksum, 0 … 2^32-1. */
export function crc32(bytes: Uint8Array): number {
  const lookup = crcTable();
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ lookup[(crc ^ byte) & 0xff]!;
  return ~crc >>> 0;
}
