/**
 * What RAM held at one instant, as plain bytes: the pages that a machine has written, and the names of those it shares.
 *
 * Template pages (a kernel image, a fresh page map) are named, not stored; untouched stretches are a seed of noise each. So a
 * booted PC of 128 MiB is some hundred KiB. The bytes stand in order of address.
 */
import * as z from 'zod';
import type { MemoryContents } from '../memory/memory-contents.ts';
import { PAGE_SIZE } from '../memory/page.ts';
import { hex } from '../sim/bytes.ts';

const whole = z.int().min(0);

const indexSchema = z.strictObject({
  /** Size of the address space in bytes. */
  sizeBytes: whole,
  /** Runs of stored pages: first page number, count. */
  pages: z.array(z.tuple([whole, whole])).max(2 ** 20),
  /** Names of templates, and runs of pages shared with them: first page number, count, which template, first page in it. */
  templates: z.array(z.string().max(1_000)).max(1_000),
  shared: z.array(z.tuple([whole, whole, whole, whole])).max(2 ** 20),
  /** Untouched stretches: start and end in bytes, seed of the noise (0: zeros). */
  noise: z.array(z.tuple([whole, whole, whole])).max(2 ** 20),
});

type PageIndex = z.infer<typeof indexSchema>;

export interface PageStore {
  readonly index: PageIndex;
  /** The stored pages, one behind the other. */
  readonly bytes: Uint8Array;
}

export function storePages(memory: MemoryContents): PageStore {
  const pages: [number, number][] = [];
  const shared: [number, number, number, number][] = [];
  const templates: string[] = [];
  const stored: Uint8Array[] = [];
  for (const { pfn, bytes, template } of memory.touchedPageBytes()) {
    if (template === undefined) {
      const last = pages.at(-1);
      if (last !== undefined && last[0] + last[1] === pfn) last[1]++;
      else pages.push([pfn, 1]);
      stored.push(bytes.slice());
      continue;
    }
    let name = templates.indexOf(template.name);
    if (name < 0) name = templates.push(template.name) - 1;
    const last = shared.at(-1);
    const follows = last !== undefined && last[0] + last[1] === pfn && last[2] === name;
    if (follows && last[3] + last[1] === template.pageIndex) last[1]++;
    else shared.push([pfn, 1, name, template.pageIndex]);
  }
  const bytes = new Uint8Array(stored.length * PAGE_SIZE);
  for (const [number, page] of stored.entries()) bytes.set(page, number * PAGE_SIZE);
  const noise = memory
    .noiseRuns()
    .map(({ start, end, noiseSeed }): [number, number, number] => [start, end, noiseSeed]);
  return { index: { sizeBytes: memory.sizeBytes, pages, templates, shared, noise }, bytes };
}

/** The store of an index (as JSON gave it) and its bytes; null when they are none. */
export function readPageStore(index: unknown, bytes: Uint8Array): PageStore | null {
  const parsed = indexSchema.safeParse(index);
  if (!parsed.success) return null;
  const count = parsed.data.pages.reduce((sum, [, pages]) => sum + pages, 0);
  return count * PAGE_SIZE === bytes.length ? { index: parsed.data, bytes } : null;
}

/** Where memory differs from a store first, in words; null when it holds the same. */
export function pageDifference(store: PageStore, memory: MemoryContents): string | null {
  const now = storePages(memory);
  if (store.index.sizeBytes !== now.index.sizeBytes) return 'RAM: the address space has another size';
  const [then, own] = [pageBytes(store), pageBytes(now)];
  for (const [pfn, bytes] of then) {
    const found = own.get(pfn);
    if (found === undefined) return `RAM: page 0x${hex(pfn * PAGE_SIZE)} is stored, and this run does not write it`;
    const at = differingByte(bytes, found);
    if (at < bytes.length) {
      const [was, is] = [bytes[at]!, found[at]!].map((byte) => `0x${hex(byte, 2)}`);
      return `RAM: the byte at 0x${hex(pfn * PAGE_SIZE + at)} is stored as ${was}, in this run it is ${is}`;
    }
  }
  for (const pfn of own.keys()) {
    if (!then.has(pfn)) return `RAM: page 0x${hex(pfn * PAGE_SIZE)} is written in this run, and not stored`;
  }
  for (const part of ['templates', 'shared', 'noise'] as const) {
    if (JSON.stringify(store.index[part]) !== JSON.stringify(now.index[part])) return `RAM: other ${partNames[part]}`;
  }
  return null;
}

/** Where two pages differ first; the length of a page when they do not. */
function differingByte(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

const partNames = { templates: 'shared pages', shared: 'shared pages', noise: 'untouched stretches' } as const;

function pageBytes({ index, bytes }: PageStore): ReadonlyMap<number, Uint8Array> {
  const pages = new Map<number, Uint8Array>();
  for (const [first, count] of index.pages) {
    for (let pfn = first; pfn < first + count; pfn++) {
      const at = pages.size * PAGE_SIZE;
      pages.set(pfn, bytes.subarray(at, at + PAGE_SIZE));
    }
  }
  return pages;
}
