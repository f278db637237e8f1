/**
 * Numbers as U-Boot's commands read them.
 *
 * Mirrors `simple_strtoul`, `hextoul` and `dectoul` of U-Boot `lib/strto.c`: no sign, no suffix, no error; reading stops at
 * the first character that is no digit, and arithmetic wraps at the CPU's `unsigned long`.
 */
import type { BoardProfile } from '../profiles/board.ts';

/** Bits of the CPU's `unsigned long`; a physical address may be narrower (`physicalAddressBits` of the board). */
export type WordBits = 32 | 64;

export function wordBits(board: BoardProfile): WordBits {
  return board.architecture === 'arm' ? 32 : 64;
}

export interface ParsedNumber {
  readonly value: bigint;
  /** Characters read, a `0x` included. */
  readonly length: number;
}

/** `hextoul`: hexadecimal, with or without `0x`. */
export function parseHex(text: string, bits: WordBits): ParsedNumber {
  const start = hasHexPrefix(text) ? 2 : 0;
  return parseDigits(text, start, 16, bits);
}

/** `dectoul`: decimal; where `takes0x` (from 2021.10), a `0x` makes it hexadecimal. */
function parseDecimal(text: string, bits: WordBits, takes0x: boolean): ParsedNumber {
  if (takes0x && hasHexPrefix(text)) return parseDigits(text, 2, 16, bits);
  return parseDigits(text, 0, 10, bits);
}

export function hextoul(text: string, bits: WordBits): bigint {
  return parseHex(text, bits).value;
}

export function dectoul(text: string, bits: WordBits, takes0x: boolean): bigint {
  return parseDecimal(text, bits, takes0x).value;
}

/** `simple_strtol` with base 10, cut to a 32-bit `int` as the callers do. */
export function strtol(text: string, takes0x: boolean): number {
  const negative = text.startsWith('-');
  const value = dectoul(negative ? text.slice(1) : text, 64, takes0x);
  return Number(BigInt.asIntN(32, negative ? -value : value));
}

/** The prefix is skipped even when no digit follows it: `0x` and `0xg` are 0. */
function hasHexPrefix(text: string): boolean {
  return text[0] === '0' && (text[1] === 'x' || text[1] === 'X');
}

function parseDigits(text: string, start: number, base: 8 | 10 | 16, bits: WordBits): ParsedNumber {
  let value = 0n;
  let at = start;
  for (; at < text.length; at++) {
    const digit = digitOf(text.charCodeAt(at));
    if (digit >= base) break;
    value = BigInt.asUintN(bits, value * BigInt(base) + BigInt(digit));
  }
  return { value, length: at };
}

/** Value of a hexadecimal digit, 16 for any other character. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : 16;
}

/** `simple_strtol` with base 0: `0x` hexadecimal, a leading 0 octal, else decimal; as wide as `long`. */
export function simpleStrtol(text: string, bits: WordBits): bigint {
  const isNegative = text.startsWith('-');
  const digits = isNegative ? text.slice(1) : text;
  const base = hasHexPrefix(digits) ? 16 : digits.startsWith('0') ? 8 : 10;
  const { value } = parseDigits(digits, base === 16 ? 2 : 0, base, bits);
  return BigInt.asIntN(bits, isNegative ? -value : value);
}
