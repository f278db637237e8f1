/** Memory images as sources of bytes: a file of raw bytes is read in parts as they are asked for, all others at once. */
import { type ByteSource, bytesAsSource } from '../inspect/guess/byte-source.ts';
import { imageFormat } from '../inspect/memory-image.ts';
import type { Issue } from '../sim/issue.ts';
import { type OpenFile, openPlainFile } from './files.ts';
import { type ReadAs, readMemoryFile } from './memory-images.ts';

export interface ImageSources {
  /** By address; raw bytes lie at 0. */
  readonly pieces: readonly { readonly address: number; readonly source: ByteSource }[];
  readonly remarks: readonly Issue[];
  /** Gives the file back; nothing can be read afterwards. */
  close(): void;
}

const HEAD_BYTES = 2 ** 20;
const CACHE_BYTES = 2 ** 20;

/** Throws `UserError` as `readMemoryFile` does. */
export function openImage(path: string, as: ReadAs): ImageSources {
  const file = openPlainFile(path);
  if (file !== null) {
    const isRaw = as.format === 'raw' || (as.format === undefined && imageFormat(readHead(file)) === 'raw');
    if (isRaw) {
      const source = new FileSource(file);
      return { pieces: [{ address: 0, source }], remarks: [], close: () => file.close() };
    }
    file.close();
  }
  const { pieces, remarks } = readMemoryFile(path, as);
  const sources = pieces.map(({ address, bytes }) => ({ address, source: bytesAsSource(bytes) }));
  return { pieces: sources, remarks, close: () => {} };
}

function readHead(file: OpenFile): Uint8Array {
  const head = new Uint8Array(Math.min(HEAD_BYTES, file.length));
  return head.subarray(0, file.readInto(head, 0));
}

/** Small ranges come out of one part of the file that is kept. */
class FileSource implements ByteSource {
  readonly #file: OpenFile;
  readonly #kept = new Uint8Array(CACHE_BYTES);
  #keptFrom = 0;
  #keptLength = 0;
  #large = new Uint8Array(0);

  constructor(file: OpenFile) {
    this.#file = file;
  }

  get length(): number {
    return this.#file.length;
  }

  read(offset: number, length: number): Uint8Array {
    const from = Math.max(0, offset);
    const count = Math.max(0, Math.min(offset + length, this.length) - from);
    if (count > CACHE_BYTES / 2) return this.#readLarge(from, count);
    if (from < this.#keptFrom || from + count > this.#keptFrom + this.#keptLength) {
      this.#keptFrom = from - (from % (CACHE_BYTES / 2));
      this.#keptLength = this.#file.readInto(this.#kept, this.#keptFrom);
    }
    return this.#kept.subarray(from - this.#keptFrom, Math.min(from - this.#keptFrom + count, this.#keptLength));
  }

  #readLarge(from: number, count: number): Uint8Array {
    if (this.#large.length < count) this.#large = new Uint8Array(count);
    const bytes = this.#large.subarray(0, count);
    return bytes.subarray(0, this.#file.readInto(bytes, from));
  }
}
