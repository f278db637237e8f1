/**
 * The running kernel's own pages: code, data and bss where the board says they lie.
 *
 * They are template pages, made once per kernel and aliased copy-on-write at each boot, so that a boot costs what it changes. The
 * bytes stand in for the real image: the same for a release, without meaning.
 */
import { type PageTemplate, pageTemplate } from '../../memory/page-template.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { RandomStreams } from '../../sim/random.ts';

/** One stretch of bytes serves for the whole image, again and again. */
const STRETCH_BYTES = 1 << 20;
const templates = new Map<string, PageTemplate>();

/** Puts the image of `kernel` into RAM; a whole number of pages. */
export function placeKernelImage(
  kernel: KernelProfile,
  place: { readonly address: number; readonly sizeBytes: number },
  memory: PhysicalMemory,
): void {
  for (let at = 0; at < place.sizeBytes; at += STRETCH_BYTES) {
    const bytes = Math.min(STRETCH_BYTES, place.sizeBytes - at);
    memory.alias(place.address + at, template(kernel.release, bytes));
  }
}

function template(release: string, sizeBytes: number): PageTemplate {
  const name = `kernel image ${release} ${sizeBytes}`;
  let found = templates.get(name);
  if (found === undefined) {
    found = pageTemplate(name, 'kernel', () => imageBytes(release, sizeBytes));
    templates.set(name, found);
  }
  return found;
}

function imageBytes(release: string, sizeBytes: number): Uint8Array {
  const stream = new RandomStreams(release).stream('kernel image');
  return new Uint8Array(Uint32Array.from({ length: sizeBytes / 4 }, () => stream.uint32()).buffer);
}
