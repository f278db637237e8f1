/**
 * The text of a phram parameter: `NAME,START,LENGTH[,ERASESIZE]`, with all that is odd about it.
 *
 * Mirrors `phram_setup`, `parse_name` and `parse_num64` of Linux v6.1 and v6.12 `drivers/mtd/devices/phram.c` and `kstrtou64`. A mistake
 * in the text gives 1, not a negated error number, and whoever called takes that for success.
 */
import { ENOSPC } from '../../sim/errno.ts';

/** A device that was asked for, not yet mapped. Bytes. */
interface PhramRequest {
  readonly name: string;
  readonly start: bigint;
  readonly length: bigint;
  readonly eraseSize: bigint;
}

/** What came of a text: a device; or what is said about it (null: nothing) and what the function returns. */
export type PhramParsed = PhramRequest | { readonly message: string | null; readonly result: number };

/** Places for name, start, length and erase size, the terminating NUL included. */
const TEXT_BYTES = 64 + 20 + 20 + 20;
const NAME_BYTES = 64;
const TOKENS_MAX = 4;
const UINT_MAX = 0xffffffffn;
const U64_MAX = (1n << 64n) - 1n;

const SHIFTS: Readonly<Record<string, bigint>> = { k: 10n, M: 20n, G: 30n };

export function parsePhram(text: string, pageSizeBytes: number): PhramParsed {
  if (text.length >= TEXT_BYTES) return mistake('parameter too long');
  const tokens = text.replace(/\n$/, '').split(',');
  if (tokens.length > TOKENS_MAX) return mistake('too many arguments');
  const [name = '', startText, lengthText, eraseText] = tokens;
  if (startText === undefined || lengthText === undefined) return mistake('not enough arguments');
  if (name.length + 1 > NAME_BYTES) return { message: null, result: -ENOSPC };
  const start = parseNum64(startText);
  if (start === null) return mistake('illegal start address');
  const length = parseNum64(lengthText);
  if (length === null) return mistake('illegal device length');
  const eraseSize = eraseText === undefined ? BigInt(pageSizeBytes) : parseNum64(eraseText);
  if (eraseSize === null) return mistake('illegal erasesize');
  if (length === 0n || eraseSize === 0n || eraseSize > length || eraseSize > UINT_MAX) {
    return mistake('illegal erasesize or len');
  }
  if (length % eraseSize !== 0n) return mistake('len is not multiple of erasesize');
  return { name, start, length, eraseSize };
}

function mistake(message: string): PhramParsed {
  return { message, result: 1 };
}

/** `ki`, `Mi` and `Gi`, and nothing shorter; a shift out of 64 bits goes unnoticed. */
function parseNum64(token: string): bigint | null {
  if (token.length <= 2 || !token.endsWith('i')) return kstrtou64(token);
  const shift = SHIFTS[token.at(-2)!];
  if (shift === undefined) return null;
  const number = kstrtou64(token.slice(0, -2));
  return number === null ? null : BigInt.asUintN(64, number << shift);
}

/** The whole text, base 0, one final newline allowed. */
function kstrtou64(text: string): bigint | null {
  const match = /^\+?(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))\n?$/.exec(text);
  if (match === null) return null;
  const [, hexadecimal, octal, decimal] = match;
  const value = BigInt(hexadecimal !== undefined ? `0x${hexadecimal}` : octal ? `0o${octal}` : decimal!);
  return value > U64_MAX ? null : value;
}
