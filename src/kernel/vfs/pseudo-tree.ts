/**
 * Trees of files that a kernel subsystem makes up when they are read: procfs, sysfs, debugfs, tracefs.
 *
 * A node is a value with functions; nothing is stored. Contents are latin1 text. Errors are negated error numbers.
 */
import type { Timespec } from '../../shell/posix.ts';
import type { Location } from './vfs-objects.ts';

interface PseudoCommon {
  /** Permission bits. */
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: () => Timespec;
  /** The mode binds root as well: `open` of a file without the bit it needs gives -EACCES (sysctl_perm, kernfs_fop_open). */
  readonly strict?: boolean;
}

export interface PseudoFileNode extends PseudoCommon {
  readonly kind: 'file';
  /** The whole contents; taken when reading begins at offset 0 (seq_file). Absent: reading gives -EINVAL. */
  readonly read?: () => string | number;
  /** Contents that are too long to be taken whole: the bytes from an offset on; replaces `read`. */
  readonly readAt?: (offset: number, count: number) => Uint8Array;
  /** One write call: bytes taken, or an error. Absent: -EINVAL. May kill the caller with the kernel. */
  readonly write?: (text: string, offset: number) => number;
  /** Only a read at offset 0 gives anything: the next one finds the end, however little the first one took (proc_dointvec). */
  readonly oneRead?: boolean;
  /** `st_size`: 0 in procfs, 4096 in sysfs. */
  readonly size?: number | (() => number);
}

export interface PseudoDirectoryNode extends PseudoCommon {
  readonly kind: 'directory';
  /** Names in order. */
  readonly names: () => readonly string[];
  readonly child: (name: string) => PseudoNode | undefined;
  /** `unlink`, where the file system has it (pstorefs, tracefs instances do not go through this). */
  readonly unlink?: (name: string) => number;
}

export interface PseudoLinkNode extends PseudoCommon {
  readonly kind: 'link';
  readonly target: () => string;
  /** Where it leads when it is followed, for links to open files; undefined: to `target`. */
  readonly follow?: () => Location | undefined;
}

export type PseudoNode = PseudoFileNode | PseudoDirectoryNode | PseudoLinkNode;

/** A directory of fixed names. */
export function pseudoDirectory(children: Readonly<Record<string, PseudoNode>>, mode = 0o555): PseudoDirectoryNode {
  const map = new Map(Object.entries(children));
  return { kind: 'directory', mode, names: () => [...map.keys()], child: (name) => map.get(name) };
}
