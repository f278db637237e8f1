/**
 * The file a machine is saved in: a header that says what it is, then named sections, then a checksum of it all.
 *
 *     0  8 bytes   magic: 89 4c 57 53 0d 0a 1a 0a (".LWS", and what a transfer as text would damage, as in PNG)
 *     8  u32       version of the format, little-endian
 *    12  u32       length of the header
 *    16            header: JSON in UTF-8, `SaveHeader`
 *                  the sections one after the other, each raw deflate (RFC 1951)
 *    -32           SHA-256 of everything before it
 *
 * Bytes in, bytes out; whoever owns files reads and writes them. Everything is bounded before it is believed.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import * as z from 'zod';
import { gzipDeflate } from '../formats/deflate.ts';
import { rawInflate } from '../formats/inflate.ts';
import { type Issue, UserError } from '../sim/issue.ts';

const SAVE_VERSION = 1;
const MAGIC = [0x89, 0x4c, 0x57, 0x53, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER_AT = 16;
const DIGEST_BYTES = 32;
const HEADER_LIMIT = 1024 * 1024;
/** All sections together, unpacked. */
const CONTENTS_LIMIT = 1024 ** 3;
const LEVEL = 6;

/** Raw deflate, as this program does it or as the host has it; both sides may differ in speed and size, never in contents. */
export interface Packer {
  pack(bytes: Uint8Array): Uint8Array;
  /** At most `limit` bytes; null when the stream is damaged or longer. */
  unpack(bytes: Uint8Array, limit: number): Uint8Array | null;
}

/** Needs nothing of the host; some 10 MB a second. */
export const ownPacker: Packer = {
  pack: (bytes) => gzipDeflate(bytes, LEVEL),
  unpack: (bytes, limit) => {
    const { bytes: unpacked, status } = rawInflate(bytes, limit);
    return status === 'end' ? unpacked : null;
  },
};

const headerSchema = z.strictObject({
  kind: z.enum(['snapshot', 'bundle']),
  /** The version of Lastwords that wrote it. */
  tool: z.string().max(100),
  /** For people: which machine, where it stands. */
  about: z.record(z.string().max(100), z.union([z.string().max(10_000), z.number(), z.null()])),
  sections: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        /** Bytes in the file. */
        packed: z.int().min(0).max(CONTENTS_LIMIT),
        /** Bytes once unpacked. */
        bytes: z.int().min(0).max(CONTENTS_LIMIT),
      }),
    )
    .max(1_000),
});

type SaveHeader = z.infer<typeof headerSchema>;

export interface SaveContents extends Omit<SaveHeader, 'sections'> {
  /** By name, in order. */
  readonly sections: ReadonlyMap<string, Uint8Array>;
}

export function writeContainer(contents: SaveContents, packer: Packer = ownPacker): Uint8Array {
  const packed = [...contents.sections].map(([name, bytes]) => ({ name, bytes, stream: packer.pack(bytes) }));
  const { kind, tool, about } = contents;
  const sections = packed.map(({ name, bytes, stream }) => ({ name, packed: stream.length, bytes: bytes.length }));
  const header = new TextEncoder().encode(JSON.stringify({ kind, tool, about, sections } satisfies SaveHeader));
  const length = packed.reduce((sum, { stream }) => sum + stream.length, HEADER_AT + header.length);
  const file = new Uint8Array(length + DIGEST_BYTES);
  const view = new DataView(file.buffer);
  file.set(MAGIC);
  view.setUint32(8, SAVE_VERSION, true);
  view.setUint32(12, header.length, true);
  file.set(header, HEADER_AT);
  let at = HEADER_AT + header.length;
  for (const { stream } of packed) {
    file.set(stream, at);
    at += stream.length;
  }
  file.set(sha256(file.subarray(0, length)), length);
  return file;
}

/** Whether these bytes claim to be such a file. */
export function isContainer(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/** `file`: its name, for the complaints. Throws `UserError` for anything that is not a whole file of this version. */
export function readContainer(bytes: Uint8Array, file: string, packer: Packer = ownPacker): SaveContents {
  if (!isContainer(bytes)) {
    throw refusal(file, 'not-one', 'is no saved machine and no bundle', {
      hint: 'lastwords boot: the operator’s save',
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_AT + DIGEST_BYTES) throw truncated(file, bytes.length);
  const version = view.getUint32(8, true);
  if (version !== SAVE_VERSION) {
    const found = `version ${version}`;
    throw refusal(file, 'version', 'is of another version of the format', {
      found,
      expected: `version ${SAVE_VERSION}`,
    });
  }
  const headerLength = view.getUint32(12, true);
  const end = bytes.length - DIGEST_BYTES;
  if (headerLength > HEADER_LIMIT || HEADER_AT + headerLength > end) throw truncated(file, bytes.length);
  const header = readHeader(bytes.subarray(HEADER_AT, HEADER_AT + headerLength));
  const start = HEADER_AT + headerLength;
  const stored = header?.sections.reduce((sum, section) => sum + section.packed, start);
  if (stored !== undefined && stored > end) throw truncated(file, bytes.length, stored + DIGEST_BYTES);
  const digest = sha256(bytes.subarray(0, end));
  if (digest.some((byte, index) => byte !== bytes[end + index])) {
    throw refusal(file, 'damaged', 'is damaged: its checksum does not fit', {});
  }
  if (header === null || stored !== end) {
    throw refusal(file, 'contents', 'does not hold what it should: the header', {});
  }
  const wanted = header.sections.reduce((sum, section) => sum + section.bytes, 0);
  if (wanted > CONTENTS_LIMIT) {
    throw refusal(file, 'too-large', 'holds more than can be read', { found: `${wanted} bytes` });
  }
  const sections = new Map<string, Uint8Array>();
  let at = start;
  for (const section of header.sections) {
    const unpacked = packer.unpack(bytes.subarray(at, at + section.packed), section.bytes);
    if (unpacked?.length !== section.bytes) {
      throw refusal(file, 'damaged', `is damaged: section ${section.name} cannot be unpacked`, {});
    }
    sections.set(section.name, unpacked);
    at += section.packed;
  }
  return { ...header, sections };
}

/** For complaints about a file's contents. */
export function refusal(
  file: string,
  code: string,
  message: string,
  more: Pick<Issue, 'found' | 'expected' | 'hint'>,
): UserError {
  return new UserError([{ code: `saved.${code}`, message, place: { file }, ...more }]);
}

function truncated(file: string, length: number, wanted?: number): UserError {
  const expected = wanted === undefined ? {} : { expected: `${wanted} bytes` };
  return refusal(file, 'truncated', 'is cut off', { found: `${length} bytes`, ...expected });
}

function readHeader(bytes: Uint8Array): SaveHeader | null {
  const parsed = headerSchema.safeParse(readJson(bytes));
  return parsed.success ? parsed.data : null;
}

/** JSON in UTF-8; undefined when it is none. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
