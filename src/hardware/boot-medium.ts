/**
 * What a loader finds on the boot medium: a boot configuration, and files by path.
 *
 * Two kinds stand behind it: a disk with a file system, and, for a machine that has no disk, its kernel and device tree alone.
 */
import type { PageTemplate } from '../memory/page-template.ts';

/** A file as a loader reads it. A template's pages are aliased copy-on-write instead of copied. */
export type BootFile = { readonly template: PageTemplate; readonly sizeBytes: number } | { readonly bytes: Uint8Array };

/** What `/boot/extlinux/extlinux.conf` says on a Debian-like system. */
export interface BootConfiguration {
  readonly kernelPath: string;
  readonly deviceTreePath: string | null;
  /** Kernel command line; latin1. */
  readonly commandLine: string;
}

export interface BootMedium {
  /** Null where the medium has none that can be read. */
  configuration(): BootConfiguration | null;
  /** Leading slashes count for nothing: a path is read from the root of the partition. */
  file(path: string): BootFile | undefined;
  /** Template pages with exactly these bytes, to be aliased instead of copied; null where there are none. */
  sharedPages?(bytes: Uint8Array): PageTemplate | null;
}
