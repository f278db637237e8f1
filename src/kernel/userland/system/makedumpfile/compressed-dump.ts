/**
 * Writes a dump: heads, bitmaps, descriptors, pages.
 *
 * Mirrors makedumpfile 1.7.2 `makedumpfile.c` (write_kdump_header, write_kdump_bitmap, write_kdump_pages_and_bitmap_cyclic): of pages of zeros one is stored for all, a page that does
 * not become smaller is stored as it is. Pieces are not cut where makedumpfile's buffers end.
 */
import { flattenedHead, flattenedPieceHead } from '../../../../formats/flattened-dump.ts';
import {
  compressedDumpHeads,
  PAGE_DESCRIPTOR_BYTES,
  PAGE_ZLIB,
  pageDescriptor,
} from '../../../../formats/kdump-compressed.ts';
import { zlibCompress } from '../../../../formats/zlib-stream.ts';
import type { Blocking } from '../../../../shell/posix.ts';
import { latin1Text } from '../../../../sim/bytes.ts';
import { EXCLUDE, type PageBitmaps } from './page-filter.ts';
import type { Vmcore } from './vmcore.ts';

const UTS_FIELD_BYTES = 65;
const UTS_FIELDS = 6;
/** Frames that are read together. */
const RUN_FRAMES = 256;
/** Pages that are written together. */
const OUTPUT_BYTES = 0x100000;
/** Compressed pages that are remembered: much of a simulated kernel's memory is the same again. */
const KNOWN_MAX = 4096;

export interface DumpTarget {
  seek(offset: number): number;
  /** 0, or a negated error number. */
  write(bytes: Uint8Array): Blocking<number>;
}

export interface DumpWishes {
  readonly level: number;
  readonly isCompressed: boolean;
  readonly isFlat: boolean;
}

/** 0, or a negated error number. */
export function* writeDump(
  core: Vmcore,
  bitmaps: PageBitmaps,
  wishes: DumpWishes,
  target: DumpTarget,
): Blocking<number> {
  const blockBytes = core.number('PAGESIZE') ?? 4096;
  const { frames, ram, dump } = bitmaps;
  const uts = core.symbol('init_uts_ns');
  const offset = core.number('OFFSET(uts_namespace.name)') ?? 0;
  const name = uts === null ? null : yield* core.virtual(uts + BigInt(offset), UTS_FIELD_BYTES * UTS_FIELDS);
  const field = (index: number) => latin1Text(name!.subarray(index * UTS_FIELD_BYTES, (index + 1) * UTS_FIELD_BYTES));
  const places = compressedDumpHeads({
    uname: name === null ? [] : Array.from({ length: UTS_FIELDS }, (_, index) => field(index).split('\0', 1)[0]!),
    timeSeconds: core.number('CRASHTIME') ?? 0,
    blockBytes,
    frames,
    cpus: core.notes.filter(({ name: owner }) => owner === 'CORE').length,
    physBase: BigInt(core.number('NUMBER(phys_base)') ?? 0),
    dumpLevel: wishes.level,
    notes: core.noteBytes,
    info: core.infoPlace,
  });
  const pieces = new PieceWriter(target, wishes.isFlat);
  yield* pieces.begin();
  yield* pieces.put(0, places.heads);
  yield* pieces.put(places.ramBitmap, ram);
  yield* pieces.put(places.dumpBitmap, dump);
  yield* writePages(core, bitmaps, wishes, { pieces, blockBytes, descriptors: places.descriptors });
  return yield* pieces.end();
}

function* writePages(
  core: Vmcore,
  { frames, dump }: PageBitmaps,
  { level, isCompressed }: DumpWishes,
  {
    pieces,
    blockBytes,
    descriptors,
  }: { readonly pieces: PieceWriter; readonly blockBytes: number; readonly descriptors: number },
): Blocking<void> {
  const isDumped = (frame: number) => frame < frames && ((dump[frame >> 3]! >> (frame & 7)) & 1) === 1;
  let count = 0;
  for (let frame = 0; frame < frames; frame++) if (isDumped(frame)) count++;
  const table = new Uint8Array(count * PAGE_DESCRIPTOR_BYTES);
  let at = descriptors + table.length;
  const zeros = new Uint8Array(blockBytes);
  const zeroAt = at;
  const sharesZeros = (level & EXCLUDE.zero) !== 0;
  if (sharesZeros) {
    yield* pieces.put(at, zeros);
    at += blockBytes;
  }
  const known = new KnownPages(isCompressed);
  const output = new Uint8Array(OUTPUT_BYTES);
  let [outputAt, filled, index] = [at, 0, 0];
  for (let first = 0; first < frames; ) {
    if (!isDumped(first)) {
      first++;
      continue;
    }
    let run = 1;
    while (run < RUN_FRAMES && isDumped(first + run)) run++;
    const bytes = (yield* core.physical(first * blockBytes, run * blockBytes)) ?? null;
    for (let page = 0; page < run; page++) {
      const contents =
        bytes?.subarray(page * blockBytes, (page + 1) * blockBytes) ??
        (yield* core.physical((first + page) * blockBytes, blockBytes)) ??
        zeros;
      if (sharesZeros && isZero(contents)) {
        table.set(pageDescriptor(zeroAt, blockBytes, 0), index++ * PAGE_DESCRIPTOR_BYTES);
        continue;
      }
      const stored = known.stored(contents);
      if (filled + stored.length > output.length) {
        yield* pieces.put(outputAt, output.subarray(0, filled));
        [outputAt, filled] = [outputAt + filled, 0];
      }
      output.set(stored, filled);
      filled += stored.length;
      const flags = stored.length < blockBytes ? PAGE_ZLIB : 0;
      table.set(pageDescriptor(at, stored.length, flags), index++ * PAGE_DESCRIPTOR_BYTES);
      at += stored.length;
    }
    first += run;
  }
  yield* pieces.put(outputAt, output.subarray(0, filled));
  yield* pieces.put(descriptors, table);
}

function isZero(page: Uint8Array): boolean {
  const words = wordsOf(page);
  for (let at = 0; at < words.length; at++) if (words[at] !== 0) return false;
  return true;
}

/** Pages as they are stored, each compressed once. */
class KnownPages {
  readonly #known = new Map<number, { readonly contents: Uint8Array; readonly stored: Uint8Array }>();
  readonly #isCompressed: boolean;

  constructor(isCompressed: boolean) {
    this.#isCompressed = isCompressed;
  }

  stored(contents: Uint8Array): Uint8Array {
    if (!this.#isCompressed) return contents;
    const hash = hashOf(contents);
    const found = this.#known.get(hash);
    if (found !== undefined && isSame(found.contents, contents)) return found.stored;
    const own = contents.slice();
    const small = zlibCompress(own);
    const stored = small.length < own.length ? small : own;
    if (this.#known.size < KNOWN_MAX) this.#known.set(hash, { contents: own, stored });
    return stored;
  }
}

/** A page by its words: pages begin on such a boundary of what was read. */
const wordsOf = (page: Uint8Array) => new Int32Array(page.buffer, page.byteOffset, page.length / 4);

/** FNV-1a by words of 32 bits. */
function hashOf(page: Uint8Array): number {
  const words = wordsOf(page);
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words[at]!, 0x01000193);
  return hash;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** Pieces of the file, at their places or told with them. After an error nothing more is written. */
class PieceWriter {
  readonly #target: DumpTarget;
  readonly #isFlat: boolean;
  #error = 0;

  constructor(target: DumpTarget, isFlat: boolean) {
    this.#target = target;
    this.#isFlat = isFlat;
  }

  *begin(): Blocking<void> {
    if (this.#isFlat) yield* this.#write(flattenedHead());
  }

  *put(offset: number, bytes: Uint8Array): Blocking<void> {
    if (bytes.length === 0) return;
    if (this.#isFlat) yield* this.#write(flattenedPieceHead(offset, bytes.length));
    else this.#error ||= Math.min(0, this.#target.seek(offset));
    yield* this.#write(bytes);
  }

  *end(): Blocking<number> {
    if (this.#isFlat) yield* this.#write(flattenedPieceHead(-1, -1));
    return this.#error;
  }

  *#write(bytes: Uint8Array): Blocking<void> {
    if (this.#error === 0) this.#error = yield* this.#target.write(bytes);
  }
}
