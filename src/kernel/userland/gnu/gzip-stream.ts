/** The gzip format of RFC 1952 as gzip 1.12 reads and writes it (`gzip.c`, `zip.c`, `unzip.c`). */
import { crc32 } from '../../../formats/crc32.ts';
import { gzipDeflate } from '../../../formats/deflate.ts';
import { inflatePrefix } from '../../../formats/inflate.ts';
import { latin1Bytes } from '../../../sim/bytes.ts';

const FLAG_HEADER_CRC = 2;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
const FLAG_RESERVED = 0xe0;
const DEFLATED = 8;
const OS_UNIX = 3;
const TRAILER_BYTES = 8;
/** What all members of a file together may become. */
const OUTPUT_MAX = 512 * 1024 * 1024;

export interface GzipOptions {
  readonly level: number;
  /** Name and time to keep; a time of 0 is none. */
  readonly name: string | null;
  readonly time: number;
}

/** A gzip file of one member. The deflate stream is that of gzip 1.12. */
export function gzipBytes(bytes: Uint8Array, { level, name, time }: GzipOptions): Uint8Array {
  const body = gzipDeflate(bytes, level);
  const nameBytes = name === null ? new Uint8Array(0) : latin1Bytes(`${name}\0`);
  const extra = level === 1 ? 4 : level === 9 ? 2 : 0;
  const file = new Uint8Array(10 + nameBytes.length + body.length + TRAILER_BYTES);
  const view = new DataView(file.buffer);
  file.set([0x1f, 0x8b, DEFLATED, name === null ? 0 : FLAG_NAME]);
  view.setUint32(4, time, true);
  file.set([extra, OS_UNIX], 8);
  file.set(nameBytes, 10);
  file.set(body, 10 + nameBytes.length);
  view.setUint32(file.length - 8, crc32(bytes), true);
  view.setUint32(file.length - 4, bytes.length >>> 0, true);
  return file;
}

/** What is wrong with a file, as gzip says it; `garbage` is a warning only. */
type GunzipProblem =
  | 'unexpected end of file'
  | 'not in gzip format'
  | 'crc'
  | 'length'
  | 'format'
  | 'method'
  | 'flags'
  | 'garbage'
  | 'too large';

export interface GunzipResult {
  /** What could be read, before the problem if there is one. */
  readonly bytes: Uint8Array;
  readonly problem: GunzipProblem | null;
  /** Name and time of the first member. */
  readonly name: string | null;
  readonly time: number;
  readonly crc: number;
  /** Length of header and trailer of the last member. */
  readonly overhead: number;
  /** Compression method or flags that are the problem. */
  readonly detail: number;
}

interface Header {
  readonly end: number;
  readonly name: string | null;
  readonly time: number;
}

/** Whether a file begins like a gzip file. */
export function hasGzipMagic(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && (bytes[1] === 0x8b || bytes[1] === 0x9e);
}

export function gunzipBytes(input: Uint8Array): GunzipResult {
  const parts: Uint8Array[] = [];
  let length = 0;
  let name: string | null = null;
  let time = 0;
  let crc = 0;
  let overhead = 0;
  const end = (problem: GunzipProblem | null, detail = 0): GunzipResult => ({
    bytes: joined(parts, length),
    problem,
    name,
    time,
    crc,
    overhead,
    detail,
  });
  for (let at = 0, member = 0; ; member++) {
    if (member > 0) {
      // Zeros behind the last member are padding.
      let next = at;
      while (next < input.length && input[next] === 0) next++;
      if (next >= input.length) return end(null);
      if (!hasGzipMagic(input.subarray(at))) return end('garbage');
    } else if (input.length < 2)
      return end(input.length === 0 || input[0] === 0x1f ? 'unexpected end of file' : 'not in gzip format');
    else if (!hasGzipMagic(input)) return end('not in gzip format');
    const header = readHeader(input, at);
    if ('problem' in header) return end(header.problem, header.detail);
    if (member === 0) {
      name = header.name;
      time = header.time;
    }
    const { bytes, status, consumed } = inflatePrefix(input.subarray(header.end), OUTPUT_MAX - length);
    parts.push(bytes);
    length += bytes.length;
    if (status === 'data-error') return end('format');
    if (status === 'out-of-space') return end('too large');
    const trailer = header.end + consumed;
    if (status === 'input-short' || trailer + TRAILER_BYTES > input.length) return end('unexpected end of file');
    const view = new DataView(input.buffer, input.byteOffset + trailer, TRAILER_BYTES);
    crc = view.getUint32(0, true);
    overhead = header.end - at + TRAILER_BYTES;
    if (crc !== crc32(bytes)) return end('crc');
    if (view.getUint32(4, true) !== bytes.length >>> 0) return end('length');
    at = trailer + TRAILER_BYTES;
  }
}

function readHeader(
  input: Uint8Array,
  start: number,
): Header | { readonly problem: GunzipProblem; readonly detail: number } {
  const short = { problem: 'unexpected end of file', detail: 0 } as const;
  if (input.length < start + 10) return short;
  const method = input[start + 2]!;
  if (method !== DEFLATED) return { problem: 'method', detail: method };
  const flags = input[start + 3]!;
  if ((flags & FLAG_RESERVED) !== 0) return { problem: 'flags', detail: flags };
  const time = new DataView(input.buffer, input.byteOffset + start + 4, 4).getUint32(0, true);
  let at = start + 10;
  if ((flags & FLAG_EXTRA) !== 0) {
    if (at + 2 > input.length) return short;
    at += 2 + input[at]! + 256 * input[at + 1]!;
  }
  let name: string | null = null;
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue;
    const end = input.indexOf(0, at);
    if (end < 0) return short;
    if (flag === FLAG_NAME) name = String.fromCharCode(...input.subarray(at, Math.min(end, at + 4096)));
    at = end + 1;
  }
  if ((flags & FLAG_HEADER_CRC) !== 0) at += 2;
  return at > input.length ? short : { end: at, name, time };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
