/**
 * What pages hold that the kernel or a process has taken: template pages, aliased copy-on-write.
 *
 * Made up: words that look like pointers, lengths and text, the same in every boot. They stand for contents nobody looks for;
 * what counts is that the bytes that were there before are gone.
 */
import { PAGE_SIZE } from '../../memory/page.ts';
import { type PageTemplate, pageTemplate } from '../../memory/page-template.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';

/** Who wrote the pages, for the heat map. */
export type PageWriter = 'kernel/mm' | 'user space';

/** Pages of 4 MiB, which one entry of RAM's page table covers, and smaller powers of two. */
const ORDERS = 11;
/** Different pages; more would tell nobody anything. */
const DISTINCT_PAGES = 16;
const templates = new Map<PageWriter, PageTemplate[]>();

/** Overwrites whole 4 KiB pages from `start` to `end`. Costs table entries: one for each aligned 4 MiB, else one a page. */
export function overwritePages(memory: PhysicalMemory, start: number, end: number, writer: PageWriter): void {
  const sized = templatesOf(writer);
  let at = start;
  while (at < end) {
    let order = ORDERS - 1;
    while (order > 0 && (at % (PAGE_SIZE << order) !== 0 || at + (PAGE_SIZE << order) > end)) order--;
    memory.alias(at, sized[order]!);
    at += PAGE_SIZE << order;
  }
}

function templatesOf(writer: PageWriter): PageTemplate[] {
  let sized = templates.get(writer);
  if (sized === undefined) {
    const whole = pageTemplate(`${writer} pages`, writer, () => contents(writer));
    sized = Array.from({ length: ORDERS }, (_, order) => ({
      name: `${writer} pages, order ${order}`,
      writer,
      get bytes() {
        return whole.bytes.subarray(0, PAGE_SIZE << order);
      },
    }));
    templates.set(writer, sized);
  }
  return sized;
}

function contents(writer: PageWriter): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE << (ORDERS - 1));
  const words = new Uint32Array(bytes.buffer, 0, (DISTINCT_PAGES * PAGE_SIZE) / 4);
  let state = writer === 'kernel/mm' ? 0x2545f491 : 0x9e3779b9;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    // Objects of 64 bytes: a few words in use, the others zero.
    words[i] = i % 16 < 6 ? state : 0;
  }
  for (let filled = DISTINCT_PAGES * PAGE_SIZE; filled < bytes.length; filled *= 2) bytes.copyWithin(filled, 0, filled);
  return bytes;
}
