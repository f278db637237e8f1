/** Nodes as procfs makes them: files of no size, whose missing operations give EIO. */
import { EIO } from '../../sim/errno.ts';
import type { PseudoDirectoryNode, PseudoFileNode, PseudoLinkNode, PseudoNode } from '../vfs/pseudo-tree.ts';

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

/** A directory whose nodes are made when they are looked up; names in the order of the kernel's list. */
export function procDirectory(
  makers: NodeMakers,
  order: (names: string[]) => string[] = byLength,
): PseudoDirectoryNode {
  const own = new Map(Object.entries(makers));
  return {
    kind: 'directory',
    mode: 0o555,
    names: () => order([...own.keys()].filter((name) => own.get(name)!() !== undefined)),
    child: (name) => own.get(name)?.(),
  };
}

/** `proc_match`: short names first, equal lengths by bytes. */
export function byLength(names: string[]): string[] {
  return names.sort((a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0));
}
