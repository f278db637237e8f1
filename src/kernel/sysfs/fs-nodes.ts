/** /sys/fs: the mount points that file systems make when they are there (`sysfs_create_mount_point`), the others stand in the recorded tree. */
import type { PseudoServices } from '../procfs/services.ts';
import type { SysfsPart } from './sysfs-nodes.ts';

export function fsNodes({ modules, profile }: PseudoServices): SysfsPart {
  const isPstoreBuiltin = !profile.pstore.modules.some(({ name }) => name === 'pstore');
  return (path) => {
    if (path !== 'fs') return undefined;
    const nodes: Record<string, Record<string, never>> = {};
    if (isPstoreBuiltin || modules.find('pstore') !== undefined) nodes['pstore'] = {};
    if (modules.find('ext4') !== undefined) nodes['ext4'] = {};
    return nodes;
  };
}
