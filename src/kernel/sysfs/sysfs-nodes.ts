/** Nodes as sysfs makes them, and the face of the parts of the kernel that add some. */
import type { PseudoFileNode, PseudoNode } from '../vfs/pseudo-tree.ts';

/** `st_size` of a sysfs attribute with pages of 4 KiB; the tree puts in a page of the kernel's own. */
export const ATTRIBUTE_SIZE = 4096;

/** A file that is only read. */
export function attribute(read: () => string, mode = 0o444): PseudoFileNode {
  return { kind: 'file', mode, strict: true, size: ATTRIBUTE_SIZE, read };
}

/** A file that is read and written. */
export function writableAttribute(read: () => string, write: (text: string) => number, mode = 0o644): PseudoFileNode {
  return { kind: 'file', mode, strict: true, size: ATTRIBUTE_SIZE, read, write };
}

export function sysLink(target: string): PseudoNode {
  return { kind: 'link', mode: 0o777, target: () => target };
}

/** A directory of sysfs that is made up whole. */
export type LiveDirectory = { readonly [name: string]: PseudoNode | LiveDirectory };

/**
 * What a part of the kernel adds: for a directory, by its path below /sys, the names in it with their nodes. Asked at every
 * look, so it must be cheap.
 */
export type SysfsPart = (path: string) => LiveDirectory | undefined;
