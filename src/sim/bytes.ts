/**
 * Log text and bytes.
 *
 * Kernel logs are bytes. Inside the simulator they travel as latin1 strings, one code point per byte, because string
 * handling is faster than byte handling; they become bytes at RAM, at the serial line and in files.
 */
import { assert } from './assert.ts';

const asciiEncoder = new TextEncoder();
/** From this length on the encoder is faster than a loop; measured. */
const ENCODED_FROM = 128;

/** Bytes of a latin1 string; every code point must be below 256. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  // Only ASCII has as many bytes in UTF-8 as characters.
  if (text.length >= ENCODED_FROM && asciiEncoder.encodeInto(text, bytes).read === text.length) return bytes;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    assert(code < 256, 'latin1Bytes: code point above 255');
    bytes[i] = code;
  }
  return bytes;
}

/** Reads ASCII; measured, four times as fast as making the text from numbers. */
const asciiDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** One code point per byte; any bytes are valid. */
export function latin1Text(bytes: Uint8Array): string {
  if (isAscii(bytes)) return asciiDecoder.decode(bytes);
  const step = 8192; // String.fromCharCode takes its bytes as arguments, and engines bound their number
  if (bytes.length <= step) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = '';
  for (let at = 0; at < bytes.length; at += step) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + step) as unknown as number[]);
  }
  return text;
}

/** Looks at four bytes at once where they lie so. */
function isAscii(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, length } = bytes;
  let at = 0;
  let bits = 0;
  if (length >= ENCODED_FROM && (byteOffset & 3) === 0) {
    const words = new Int32Array(buffer, byteOffset, length >> 2);
    for (let i = 0; i < words.length; i++) bits |= words[i]!;
    if ((bits & 0x80808080) !== 0) return false;
    at = words.length << 2;
    bits = 0;
  }
  for (; at < length; at++) bits |= bytes[at]!;
  return bits < 128;
}

/** UTF-8 text as a latin1 string of its bytes: what a user types, on its way to the serial line. */
export function utf8ToLatin1(text: string): string {
  return latin1Text(new TextEncoder().encode(text));
}

/** Lower-case hex digits of `value`, at least `digits` of them: C's `%0<digits>x`. */
export function hex(value: number, digits = 1): string {
  return value.toString(16).padStart(digits, '0');
}

/** How many bits of a byte are 1. */
export function bitCount(byte: number): number {
  let count = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) count++;
  return count;
}
