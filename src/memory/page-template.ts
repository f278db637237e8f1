/**
 * Page templates: named immutable bytes that any number of machines share copy-on-write.
 *
 * A kernel image, a fresh `mem_map` or a page table is the same in every boot of a profile. It is generated once, aliased
 * into RAM at each boot for the price of a few table entries, and named, not copied, when a machine is saved.
 */
import { assert } from '../sim/assert.ts';
import { PAGE_SIZE } from './page.ts';

export interface PageTemplate {
  /** Unique among all templates, e.g. `kernel-image 6.1.0-56-amd64`: a saved machine finds it by this name. */
  readonly name: string;
  /** Who counts as the writer of these bytes, e.g. `uboot`. */
  readonly writer: string;
  /** A whole number of 4 KiB pages. Nobody may write into them. */
  readonly bytes: Uint8Array;
}

/** A template whose bytes are generated at first use; the last page is filled up with zeros. */
export function pageTemplate(name: string, writer: string, generate: () => Uint8Array): PageTemplate {
  let padded: Uint8Array | undefined;
  return {
    name,
    writer,
    get bytes(): Uint8Array {
      if (padded === undefined) {
        const generated = generate();
        assert(generated.length > 0, `template ${name} is empty`);
        padded = new Uint8Array(Math.ceil(generated.length / PAGE_SIZE) * PAGE_SIZE);
        padded.set(generated);
      }
      return padded;
    },
  };
}
