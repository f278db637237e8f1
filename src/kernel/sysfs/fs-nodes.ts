/** /sys/fs: the mount points that file systems make when their modules are loaded (`sysfs_create_mount_point`). */
import type { PseudoServices } from '../procfs/services.ts';
import type { SysfsPart } from './sysfs-nodes.ts';

const AT_MODULE = ['pstore', 'ext4'];

/** Those that are built in stand in the recorded tree. */
export function fsNodes({ modules }: PseudoServices): SysfsPart {
  return (path) => {
    if (path !== 'fs') return undefined;
    const loaded = AT_MODULE.filter((name) => modules.find(name) !== undefined);
    return Object.fromEntries(loaded.map((name) => [name, {}]));
  };
}
