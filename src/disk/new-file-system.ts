/** New file systems: forks of templates that the real mke2fs and mkfs.fat made, in place of mkfs. */
import { rawInflate } from '../formats/inflate.ts';
import { assert } from '../sim/assert.ts';
import { SECTOR_BYTES } from './block-device.ts';
import { SparseDisk } from './sparse-disk.ts';
import { templates } from './templates.data.ts';

const PAGE_BYTES = 4096;

export type FileSystemKind = keyof typeof templates;

/** Each template is inflated once; all disks made from it share its pages. */
const made = new Map<FileSystemKind, SparseDisk>();

/** A disk with an empty file system, as large as its name says. */
export function newFileSystem(kind: FileSystemKind): SparseDisk {
  const known = made.get(kind);
  if (known !== undefined) return known.fork();
  const { sectors, deflated } = templates[kind];
  const pages: readonly number[] = templates[kind].pages;
  const { bytes, status } = rawInflate(bytesOfBase64(deflated), pages.length * PAGE_BYTES);
  // The last page of a disk may be cut short.
  const expected = pages.reduce(
    (sum, page) => sum + Math.min(PAGE_BYTES, sectors * SECTOR_BYTES - page * PAGE_BYTES),
    0,
  );
  assert(status === 'end' && bytes.length === expected, `template ${kind} does not inflate`);
  const disk = SparseDisk.fromRanges(
    sectors,
    pages.map((page, index) => ({
      sector: (page * PAGE_BYTES) / SECTOR_BYTES,
      bytes: bytes.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES),
    })),
  );
  made.set(kind, disk);
  return disk.fork();
}

function bytesOfBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
