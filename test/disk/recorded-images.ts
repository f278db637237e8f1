/** Images that the real Linux wrote: `scripts/record/disk-images.ts`. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';

interface RecordedImage {
  readonly sectors: number;
  readonly pages: readonly number[];
  readonly deflated: string;
  readonly listings: Readonly<Record<string, readonly string[]>>;
  readonly files: Readonly<Record<string, string>>;
  /** Blocks, free, available, inodes, free inodes. */
  readonly statistics: string;
}

const { images }: { readonly images: Readonly<Record<string, RecordedImage>> } = JSON.parse(
  readFileSync('test/fixtures/disk/linux-ext4.json', 'utf8'),
);
/** By name. */
export const recordedImages = images;

const PAGE_BYTES = 4096;

export function diskOf({ sectors, pages, deflated }: RecordedImage): SparseDisk {
  const bytes = inflateRawSync(Buffer.from(deflated, 'base64'));
  return SparseDisk.fromRanges(
    sectors,
    pages.map((page, index) => ({
      sector: page * (PAGE_BYTES / 512),
      bytes: bytes.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES),
    })),
  );
}
