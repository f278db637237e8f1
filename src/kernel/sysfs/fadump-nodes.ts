/**
 * /sys/kernel/fadump, and the names that its files had before.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/powerpc/kernel/fadump.c` (fadump_init_files): the directory and links at the old places; up to 5.5 the files were
 * there themselves. `Documentation/ABI/testing/sysfs-kernel-fadump`.
 */
import type { Fadump } from '../fadump/fadump.ts';
import type { PseudoServices } from '../procfs/services.ts';
import type { PseudoNode } from '../vfs/pseudo-tree.ts';
import {
  ATTRIBUTE_SIZE,
  attribute,
  type LiveDirectory,
  type SysfsPart,
  sysLink,
  writableAttribute,
} from './sysfs-nodes.ts';

export function fadumpNodes({ parts }: PseudoServices): SysfsPart {
  const { fadump } = parts;
  if (fadump === null) return () => undefined;
  const files = fadumpFiles(fadump);
  return (path) => {
    if (path !== 'kernel') return undefined;
    if (fadump.hasOldFiles) {
      const { mem_reserved: _, ...old } = files;
      return Object.fromEntries(Object.entries(old).map(([name, node]) => [`fadump_${name}`, node]));
    }
    const links = Object.keys(files)
      .filter((name) => OLD_NAMES.has(name))
      .map((name) => [`fadump_${name}`, sysLink(`fadump/${name}`)] as const);
    return { fadump: files, ...(Object.fromEntries(links) as LiveDirectory) };
  };
}

/** What there was before there was a directory. */
const OLD_NAMES: ReadonlySet<string> = new Set(['enabled', 'registered', 'release_mem']);

function fadumpFiles(fadump: Fadump): Readonly<Record<string, PseudoNode>> {
  return {
    enabled: attribute(() => `${Number(fadump.isEnabled)}\n`),
    registered: writableAttribute(
      () => `${Number(fadump.isRegistered)}\n`,
      (text) => fadump.storeRegistered(text),
    ),
    mem_reserved: attribute(() => `${fadump.reservedBytes}\n`),
    ...(fadump.isHotplugReady && { hotplug_ready: attribute(() => '1\n') }),
    ...(fadump.parameters !== null && {
      bootargs_append: writableAttribute(
        () => `${fadump.parameters?.text}\n`,
        (text) => fadump.storeParameters(text),
      ),
    }),
    ...(fadump.wasActive && {
      release_mem: {
        kind: 'file',
        mode: 0o200,
        strict: true,
        size: ATTRIBUTE_SIZE,
        write: (text) => fadump.storeRelease(text),
      } satisfies PseudoNode,
    }),
  };
}
