/**
 * The running kernel's own pages: code, data and bss where the board says they lie.
 *
 * They are template pages, made once per kernel and aliased copy-on-write at each boot, so that a boot costs what it changes. The
 * bytes stand in for the real image: the same for a release, without meaning.
 */
import { standInBytes } from '../../formats/linux-image.ts';
import { type PageTemplate, pageTemplate } from '../../memory/page-template.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';

/** Pages that one node of RAM's page table covers: stretches of this size, on such a boundary, are shared by one entry. */
const STRETCH_BYTES = 4 << 20;
const templates = new Map<string, PageTemplate>();

/** Puts the image of `kernel` into RAM; address and size are whole pages. The same stretch of bytes serves again and again. */
export function placeKernelImage(
  kernel: KernelProfile,
  place: { readonly address: number; readonly sizeBytes: number },
  memory: PhysicalMemory,
): void {
  const end = place.address + place.sizeBytes;
  let at = place.address;
  while (at < end) {
    const stop = Math.min(end, (Math.floor(at / STRETCH_BYTES) + 1) * STRETCH_BYTES);
    memory.alias(at, stretch(kernel.release, stop - at));
    at = stop;
  }
}

function stretch(release: string, sizeBytes: number): PageTemplate {
  const name = `kernel image ${release} ${sizeBytes}`;
  let found = templates.get(name);
  if (found === undefined) {
    found = pageTemplate(name, 'kernel', () => imageBytes(release, sizeBytes));
    templates.set(name, found);
  }
  return found;
}

function imageBytes(release: string, sizeBytes: number): Uint8Array {
  if (sizeBytes < STRETCH_BYTES) return stretch(release, STRETCH_BYTES).bytes.subarray(0, sizeBytes);
  return standInBytes(`${release} unpacked`, sizeBytes);
}
