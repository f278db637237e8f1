/**
 * Reads the text that stands before a dump in a ramoops zone: `====SECONDS.MICROSECONDS-C` and a newline.
 *
 * Mirrors `ramoops_read_kmsg_hdr` of Linux v6.1 and v6.12 `fs/pstore/ram.c`, that is, the kernel's `sscanf` with the patterns
 * `====%lld.%lu-%c\n%n` and `====%lld.%lu\n%n`. The newline of a pattern stands for any run of white space, none included: the
 * first bytes of a payload are swallowed when they look like it.
 */
import { RAMOOPS_KERNMSG_HDR } from '../../formats/pstore.ts';

export interface KmsgHeader {
  /** As C's long long. */
  readonly seconds: bigint;
  /** As C's long: the fraction's digits × 1000, however many digits there are. */
  readonly nanoseconds: bigint;
  readonly compressed: boolean;
  /** Bytes up to the payload. */
  readonly length: number;
}

const MINUS = 0x2d;
const DOT = 0x2e;
const LETTER_C = 0x43;

/** Null when the log does not begin with such a header. */
export function readKmsgHeader(log: Uint8Array, wordBytes: 4 | 8): KmsgHeader | null {
  for (let i = 0; i < RAMOOPS_KERNMSG_HDR.length; i++) {
    if (log[i] !== RAMOOPS_KERNMSG_HDR.charCodeAt(i)) return null;
  }
  const whole = number(log, RAMOOPS_KERNMSG_HDR.length, true);
  if (whole === null || log[whole.end] !== DOT) return null;
  const fraction = number(log, whole.end + 1, false);
  if (fraction === null) return null;

  const seconds = BigInt.asIntN(64, whole.value);
  const microseconds = BigInt.asUintN(wordBytes * 8, fraction.value);
  const nanoseconds = BigInt.asIntN(wordBytes * 8, microseconds * 1000n);
  const letter = log[fraction.end + 1];
  // A NUL ends the text for sscanf, so it is no letter.
  if (log[fraction.end] === MINUS && letter !== undefined && letter !== 0) {
    const length = skipSpaces(log, fraction.end + 2);
    return { seconds, nanoseconds, compressed: letter === LETTER_C, length };
  }
  return { seconds, nanoseconds, compressed: false, length: skipSpaces(log, fraction.end) };
}

/** `%lld` and `%lu`: white space, a minus sign where one may be, decimal digits; wraps at 64 bits. */
function number(log: Uint8Array, from: number, signed: boolean): { value: bigint; end: number } | null {
  const begin = skipSpaces(log, from);
  const negative = signed && log[begin] === MINUS;
  const first = negative ? begin + 1 : begin;
  let end = first;
  let value = 0n;
  while (isDigit(log[end])) {
    value = BigInt.asUintN(64, value * 10n + BigInt(log[end]! - 0x30));
    end++;
  }
  if (end === first) return null;
  return { value: negative ? -value : value, end };
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function skipSpaces(log: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(log[at])) at++;
  return at;
}

/** `isspace` by the kernel's table (`lib/ctype.c`), which counts the no-break space. */
function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0xa0 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}
