/**
 * The files a loader finds on the boot medium: the kernel image and the board's device tree.
 *
 * A stand-in for the disk of part 2: two files by name, read only, as U-Boot's `load` or a firmware loader sees them.
 */
import type { PageTemplate } from '../memory/page-template.ts';

export interface BootMedium {
  readonly kernel: {
    readonly path: string;
    /** The image, page by page; loading it aliases the pages copy-on-write. */
    readonly template: PageTemplate;
    readonly sizeBytes: number;
  };
  readonly deviceTree: { readonly path: string; readonly bytes: Uint8Array } | null;
  /** Kernel command line the medium's boot configuration asks for. */
  readonly commandLine: string;
}
