/**
 * Bytes as text for people: lines as `hexdump -C` prints them, and the annotated form of a struct.
 *
 * `hexdump -C` (util-linux): eight-digit offset, two groups of eight bytes, the printable ASCII characters between bars, a
 * `*` for lines that repeat the one before, the end offset last. Here offsets are physical addresses and grow past eight
 * digits when they must.
 */
import type { AnnotatedLine } from './layout.ts';

const LINE_BYTES = 16;

export function hexdump(bytes: Uint8Array, baseAddress: number): string[] {
  const lines: string[] = [];
  let isStarred = false;
  for (let at = 0; at < bytes.length; at += LINE_BYTES) {
    const line = bytes.subarray(at, at + LINE_BYTES);
    const before = at === 0 ? undefined : bytes.subarray(at - LINE_BYTES, at);
    if (before !== undefined && line.length === LINE_BYTES && line.every((byte, index) => byte === before[index])) {
      if (!isStarred) lines.push('*');
      isStarred = true;
      continue;
    }
    isStarred = false;
    const groups = [line.subarray(0, 8), line.subarray(8)].map((group) => hexBytes(group).padEnd(23));
    const characters = Array.from(line, printable).join('');
    lines.push(`${hexAddress(baseAddress + at)}  ${groups.join('  ')}  |${characters}|`);
  }
  if (bytes.length > 0) lines.push(hexAddress(baseAddress + bytes.length));
  return lines;
}

/** Columns: address, bytes (the first eight), field, value, meaning. */
export function annotatedText(lines: readonly AnnotatedLine[]): string[] {
  const rows = lines.map((line) => [
    hexAddress(line.address),
    hexBytes(line.bytes.subarray(0, 8)) + (line.bytes.length > 8 ? ' …' : ''),
    line.field,
    line.value,
    line.meaning,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

function hexAddress(address: number): string {
  return address.toString(16).padStart(8, '0');
}

function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}
