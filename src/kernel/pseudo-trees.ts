/**
 * The pseudo file systems of a running kernel, from its parts: procfs, sysfs, debugfs, tracefs, pstorefs.
 *
 * Nothing is made here: a root comes to be when its file system is first looked at, a node when its name is.
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
  const proc = once(() => procTree(services));
  const sys = once(() => new Sysfs(services).tree());
  const tracing = once(() => tracefsTree(services));
  const debug = once(() => debugfsTree(services, tracing));
  const pstore = once(() => pstorefsTree(services));
  return {
    get proc() {
      return proc().root;
    },
    get sys() {
      return sys();
    },
    get debug() {
      return debug();
    },
    get tracing() {
      return tracing();
    },
    get pstore() {
      return pstore();
    },
    get sysctls() {
      return proc().sysctls;
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
