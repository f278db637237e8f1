/**
 * The pseudo file systems of a running kernel, from its parts: procfs, sysfs, debugfs, tracefs, pstorefs.
 *
 * Nothing is made here but the roots; nodes come to be when somebody looks.
 */
import { debugfsTree } from './debugfs/debugfs-tree.ts';
import { tracefsTree } from './debugfs/tracefs-tree.ts';
import { procTree } from './procfs/proc-tree.ts';
import type { PseudoServices } from './procfs/services.ts';
import type { Sysctls } from './procfs/sysctl/sysctl-tree.ts';
import { pstorefsTree } from './pstorefs/pstorefs-tree.ts';
import { Sysfs } from './sysfs/sysfs-tree.ts';
import type { PseudoDirectoryNode } from './vfs/pseudo-tree.ts';

export interface PseudoTrees {
  readonly proc: PseudoDirectoryNode;
  readonly sys: PseudoDirectoryNode;
  readonly debug: PseudoDirectoryNode;
  readonly tracing: PseudoDirectoryNode;
  readonly pstore: PseudoDirectoryNode;
  /** Settings that the rest of the kernel goes by. */
  readonly sysctls: Sysctls;
}

export function pseudoTrees(services: PseudoServices): PseudoTrees {
  const { root, sysctls } = procTree(services);
  const tracing = tracefsTree(services);
  return {
    proc: root,
    sys: new Sysfs(services).tree(),
    debug: debugfsTree(services, () => tracing),
    tracing,
    pstore: pstorefsTree(services),
    sysctls,
  };
}
