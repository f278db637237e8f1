/**
 * ELF files as memory images: what the PT_LOAD segments hold, at their physical addresses.
 *
 * Facts: `elf.h` and the generic ABI, chapter 5: 32 and 64 bits, both byte orders, PN_XNUM. Reads vmcores, `dump-guest-memory` of QEMU, dumps of
 * debuggers, programs for bare metal. What a segment has in memory but not in the file stays a hole. Left out: sections, notes, symbols.
 */
import { latin1Bytes } from '../sim/bytes.ts';
import type { Issue } from '../sim/issue.ts';
import { IMAGE_BYTES_LIMIT, type ImagePiece, type ImageReading, IssueList, imageReading } from './image-pieces.ts';

const CODE = 'image.elf';
const PT_LOAD = 1;
const ET_CORE = 4;
const PF_R = 4;
/** `e_phnum`: the number stands in `sh_info` of section header 0. */
const PN_XNUM = 0xffff;
const SEGMENTS_LIMIT = 65_536;
const HEADER_BYTES = 64;
const SEGMENT_BYTES = 56;

/** Where fields lie, by class. */
const LAYOUTS = {
  1: { header: 52, segment: 32, phoff: 28, shoff: 32, phentsize: 42, offset: 4, paddr: 12, filesz: 16, shInfo: 28 },
  2: { header: 64, segment: 56, phoff: 32, shoff: 40, phentsize: 54, offset: 8, paddr: 24, filesz: 32, shInfo: 44 },
} as const;

interface Segment {
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

export function readElfImage(file: Uint8Array): ImageReading {
  const errors = new IssueList();
  const segments = readSegments(file, errors);
  if (errors.isEmpty) judge(segments, errors);
  const pieces = errors.isEmpty
    ? segments.map(({ offset, address, size }) => ({ address, bytes: file.subarray(offset, offset + size) }))
    : [];
  return imageReading(pieces, errors);
}

function judge(segments: readonly Segment[], errors: IssueList): void {
  if (segments.length === 0) {
    const hint = 'an object file has none; link it, or make it Intel HEX with objcopy -O ihex';
    errors.add({ code: CODE, message: 'no PT_LOAD segment with bytes', hint });
  }
  if (segments.length > 1 && segments.every(({ address }) => address === 0)) {
    const hint = 'the core of a process has no physical addresses';
    errors.add({ code: CODE, message: 'all segments have the physical address 0', hint });
  }
  const total = segments.reduce((sum, { size }) => sum + size, 0);
  if (total > IMAGE_BYTES_LIMIT) {
    const [found, expected] = [total, IMAGE_BYTES_LIMIT].map((bytes) => `${bytes} bytes`);
    errors.add({ code: CODE, message: 'too large', found: found!, expected: `at most ${expected!}` });
  }
}

/** The PT_LOAD segments that have bytes in the file. */
function readSegments(file: Uint8Array, errors: IssueList): Segment[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const [kind, data] = [file[4], file[5]];
  if ((kind !== 1 && kind !== 2) || (data !== 1 && data !== 2)) {
    errors.add(issue('unknown class or byte order', 4, { found: `${kind}, ${data}`, expected: '1 or 2 each' }));
    return [];
  }
  const isLittle = data === 1;
  const layout = LAYOUTS[kind];
  const word = (at: number) => (kind === 1 ? view.getUint32(at, isLittle) : Number(view.getBigUint64(at, isLittle)));
  const fits = (at: number, length: number) => at + length <= file.length;
  if (!fits(0, layout.header)) {
    errors.add(issue('the ELF header is cut off', file.length, { expected: `${layout.header} bytes` }));
    return [];
  }
  const table = word(layout.phoff);
  const entryBytes = view.getUint16(layout.phentsize, isLittle);
  let count = view.getUint16(layout.phentsize + 2, isLittle);
  if (count === PN_XNUM) {
    const section = word(layout.shoff);
    if (!fits(section, layout.shInfo + 4)) {
      errors.add(issue('the section header with the number of segments is cut off', section));
      return [];
    }
    count = view.getUint32(section + layout.shInfo, isLittle);
  }
  if (count > 0 && entryBytes < layout.segment) {
    const found = `${entryBytes} bytes`;
    errors.add(
      issue('program headers are too short', layout.phentsize, { found, expected: `${layout.segment} bytes` }),
    );
    return [];
  }
  if (count > SEGMENTS_LIMIT || !fits(table, count * entryBytes)) {
    const expected = `${count} of ${entryBytes} bytes`;
    errors.add(issue('the program headers are cut off', table, { expected }));
    return [];
  }
  const segments: Segment[] = [];
  for (let i = 0; i < count && !errors.isFull; i++) {
    const at = table + i * entryBytes;
    const segment = {
      offset: word(at + layout.offset),
      address: word(at + layout.paddr),
      size: word(at + layout.filesz),
    };
    if (view.getUint32(at, isLittle) !== PT_LOAD || segment.size === 0) continue;
    if (!fits(segment.offset, segment.size)) {
      const expected = `${segment.size} bytes from offset 0x${segment.offset.toString(16)}`;
      errors.add(issue('a segment is cut off', at, { found: `a file of ${file.length} bytes`, expected }));
    } else if (!Number.isSafeInteger(segment.address + segment.size)) {
      const found = `0x${segment.address.toString(16)}`;
      errors.add(issue('no physical address', at, { found, expected: 'below 2^53' }));
    } else segments.push(segment);
  }
  return segments;
}

function issue(message: string, offset: number, more: Partial<Issue> = {}): Issue {
  return { code: CODE, message, place: { path: `offset 0x${offset.toString(16)}` }, ...more };
}

/** A core of 64 bits, little-endian, of no machine, with a segment for each piece. */
export function writeElfImage(pieces: readonly ImagePiece[]): Uint8Array {
  const dataAt = HEADER_BYTES + pieces.length * SEGMENT_BYTES;
  const file = new Uint8Array(pieces.reduce((sum, { bytes }) => sum + bytes.length, dataAt));
  const view = new DataView(file.buffer);
  const words = (at: number, ...values: number[]) => {
    values.forEach((value, i) => {
      view.setBigUint64(at + 8 * i, BigInt(value), true);
    });
  };
  file.set(latin1Bytes('\x7fELF\x02\x01\x01'));
  view.setUint16(16, ET_CORE, true);
  view.setUint32(20, 1, true);
  words(32, HEADER_BYTES);
  [HEADER_BYTES, SEGMENT_BYTES, pieces.length].forEach((value, i) => {
    view.setUint16(52 + 2 * i, value, true);
  });
  let offset = dataAt;
  pieces.forEach(({ address, bytes }, i) => {
    const at = HEADER_BYTES + i * SEGMENT_BYTES;
    view.setUint32(at, PT_LOAD, true);
    view.setUint32(at + 4, PF_R, true);
    words(at + 8, offset, address, address, bytes.length, bytes.length, 1);
    file.set(bytes, offset);
    offset += bytes.length;
  });
  return file;
}
