/**
 * The data of an image, unpacked. Mirrors `image_decomp` and `print_decomp_msg` of U-Boot `boot/image.c`, `gunzip` of `lib/gunzip.c`,
 * `ulz4fn` of `lib/lz4_wrapper.c` and `lzop_decompress` of `lib/lzo`. Left out: bzip2, which none of the boards here has; the checks of
 * a gzip header's flags.
 */
import { compressionOf, IMAGE, typeName } from '../../formats/image-names.ts';
import { inflatePrefix } from '../../formats/inflate.ts';
import { lz4Decompress } from '../../formats/lz4.ts';
import { lzmaDecompress } from '../../formats/lzma.ts';
import { lzoDecompress } from '../../formats/lzo.ts';
import { zstdDecompress } from '../../formats/zstd.ts';
import type { CommandContext } from '../command.ts';

/** What came of it. `cut`: there is more than the room takes. */
export type Unpacked =
  | { readonly bytes: Uint8Array }
  | { readonly failure: 'unknown' }
  | { readonly failure: 'cut' | 'damaged'; readonly error: number };

/** zlib's errors. */
const Z_DATA_ERROR = -3;
const Z_BUF_ERROR = -5;
/** What the other decompressors say of bytes they do not understand: EPROTONOSUPPORT, EINVAL. */
const EPROTONOSUPPORT = 93;
const SZ_ERROR_DATA = 1;
const LZO_E_ERROR = -1;

const DECOMPRESSORS: Readonly<Record<number, (input: Uint8Array, room: number) => Unpacked>> = {
  [IMAGE.gzip]: gunzip,
  [IMAGE.lzma]: (input, room) => whole(lzmaDecompress(input, room), SZ_ERROR_DATA),
  [IMAGE.lzo]: (input, room) => whole(lzop(input, room), LZO_E_ERROR),
  [IMAGE.lz4]: (input, room) => whole(lz4Frame(input, room), -EPROTONOSUPPORT),
  [IMAGE.zstd]: (input, room) => whole(zstdDecompress(input, room), LZO_E_ERROR),
};

/** Says what it does, then does it; `load` is where the bytes are to go. */
export function unpack(
  context: CommandContext,
  image: { readonly compression: number; readonly type: number; readonly inPlace: boolean },
  data: Uint8Array,
  load: number,
  room: number,
): Unpacked {
  const { puts, profile, config } = context;
  const isPlain = image.compression === IMAGE.uncompressed;
  const verb = isPlain ? (image.inPlace ? 'XIP' : 'Loading') : 'Uncompressing';
  const target = profile.bootm.showsLoadAddress ? ` to ${load.toString(16)}` : '';
  puts(`   ${verb} ${typeName(image.type)}${target}\n`);
  if (isPlain) return image.inPlace || data.length <= room ? { bytes: data } : { failure: 'cut', error: 0 };
  const decompress = DECOMPRESSORS[image.compression];
  if (
    decompress === undefined ||
    !config.boot.decompressors.some((word) => compressionOf(word) === image.compression)
  ) {
    puts(`Unimplemented compression type ${image.compression}\n`);
    return { failure: 'unknown' };
  }
  const unpacked = decompress(data, room);
  if (image.compression === IMAGE.gzip && 'error' in unpacked) puts(`Error: inflate() returned ${unpacked.error}\n`);
  return unpacked;
}

/** Which compression the first two bytes tell (`image_decomp_type`); `uncompressed` where they tell none. */
export function compressionAt({ profile }: CommandContext, bytes: Uint8Array): number {
  const compression = MAGICS[((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)] ?? IMAGE.uncompressed;
  return compression > IMAGE.lzo && !profile.bootm.tellsNewCompressions ? IMAGE.uncompressed : compression;
}

const MAGICS: Readonly<Record<number, number>> = {
  [0x425a]: IMAGE.bzip2,
  [0x1f8b]: IMAGE.gzip,
  [0x5d00]: IMAGE.lzma,
  [0x894c]: IMAGE.lzo,
  [0x0422]: IMAGE.lz4,
  [0x28b5]: IMAGE.zstd,
};

function whole(bytes: Uint8Array | null, error: number): Unpacked {
  return bytes === null ? { failure: 'damaged', error } : { bytes };
}

/** Behind the header of ten bytes and what its flags announce. */
function gunzip(input: Uint8Array, room: number): Unpacked {
  const flags = input[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (input[at] ?? 0) + ((input[at + 1] ?? 0) << 8);
  for (const flag of [8, 16]) if ((flags & flag) !== 0) at = input.indexOf(0, at) + 1;
  if ((flags & 2) !== 0) at += 2;
  if (at <= 0 || at > input.length) return { failure: 'damaged', error: Z_DATA_ERROR };
  const { status, bytes } = inflatePrefix(input.subarray(at), room);
  if (status === 'end') return { bytes };
  return status === 'data-error' ? { failure: 'damaged', error: Z_DATA_ERROR } : { failure: 'cut', error: Z_BUF_ERROR };
}

/** An LZ4 frame of independent blocks. */
function lz4Frame(input: Uint8Array, room: number): Uint8Array | null {
  if (input.length < 7) return null;
  const view = new DataView(input.buffer, input.byteOffset, input.length);
  const flags = input[4]!;
  const isIndependent = (flags & 0x20) !== 0;
  if (view.getUint32(0, true) !== 0x184d2204 || flags >> 6 !== 1 || !isIndependent) return null;
  const blockCheck = (flags & 0x10) === 0 ? 0 : 4;
  return blocks(room, (flags & 8) === 0 ? 7 : 15, (at) => {
    if (at + 4 > input.length) return null;
    const word = view.getUint32(at, true);
    const length = word & 0x7fffffff;
    if (length === 0) return 'end';
    const start = at + 4;
    if (start + length > input.length) return null;
    const data = input.subarray(start, start + length);
    return {
      data,
      isPlain: word >>> 31 === 1,
      next: start + length + blockCheck,
      decompress: lz4Decompress,
      limit: room,
    };
  });
}

/** A file of `lzop`: magic, header, blocks each with its two lengths. */
function lzop(input: Uint8Array, room: number): Uint8Array | null {
  const nameBytes = 33;
  if (input.length < nameBytes + 1 || input[0] !== 0x89 || input[1] !== 0x4c) return null;
  const view = new DataView(input.buffer, input.byteOffset, input.length);
  const version = view.getUint16(9);
  const flagsAt = version >= 0x940 ? 17 : 15;
  const flags = view.getUint32(flagsAt);
  const filter = (flags & 0x800) === 0 ? 0 : 4;
  const nameAt = flagsAt + 4 + filter + 8 + (version >= 0x940 ? 4 : 0);
  const sums = [0x1, 0x2].filter((flag) => (flags & flag) !== 0).length * 4;
  const packedSums = [0x200, 0x100].filter((flag) => (flags & flag) !== 0).length * 4;
  return blocks(room, nameAt + 1 + (input[nameAt] ?? 0) + 4, (at) => {
    if (at + 4 > input.length) return null;
    const limit = view.getUint32(at);
    if (limit === 0) return 'end';
    if (at + 8 > input.length) return null;
    const length = view.getUint32(at + 4);
    const isPlain = length >= limit;
    const start = at + 8 + sums + (isPlain ? 0 : packedSums);
    if (start + length > input.length) return null;
    return {
      data: input.subarray(start, start + length),
      isPlain,
      next: start + length,
      decompress: lzoDecompress,
      limit,
    };
  });
}

interface Block {
  readonly data: Uint8Array;
  readonly isPlain: boolean;
  readonly next: number;
  /** Most bytes that come of it. */
  readonly limit: number;
  decompress(input: Uint8Array, limit: number): Uint8Array | null;
}

/** Puts the blocks of a container together; each moves `at` on, so it ends. */
function blocks(room: number, first: number, read: (at: number) => Block | 'end' | null): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for (let at = first; ; ) {
    const block = read(at);
    if (block === null) return null;
    if (block === 'end') break;
    const piece = block.isPlain ? block.data : block.decompress(block.data, Math.min(block.limit, room - bytes));
    if (piece === null || bytes + piece.length > room) return null;
    pieces.push(piece);
    bytes += piece.length;
    at = block.next;
  }
  const result = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}
