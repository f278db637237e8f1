/** Nodes as procfs makes them: files of no size, whose missing operations give EIO. */
import { EIO } from '../../sim/errno.ts';
import type { PseudoFileNode, PseudoLinkNode, PseudoNode } from '../vfs/pseudo-tree.ts';

/** A file that is only read. Who may open it for writing finds that there is nothing to write with (`proc_reg_write`). */
export function procFile(read: () => string | number, mode = 0o444): PseudoFileNode {
  return { kind: 'file', mode, size: 0, read, write: () => -EIO };
}

/** A link. */
export function procLink(target: () => string, mode = 0o777): PseudoLinkNode {
  return { kind: 'link', mode, target };
}

/** Makes of nodes, asked for when a name is looked up. Undefined: not there now. */
export type NodeMakers = Readonly<Record<string, () => PseudoNode | undefined>>;

/** `proc_match`: short names first, equal lengths by bytes. */
export function byLength(names: string[]): string[] {
  return names.sort((a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0));
}
