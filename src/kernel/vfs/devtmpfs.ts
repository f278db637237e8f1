/**
 * /dev as the kernel fills it: Linux `drivers/base/devtmpfs.c`.
 *
 * One superblock for all mounts. A node appears when its device registers; modes are the drivers' own (udev would change
 * groups and modes later and add links).
 */
import { S_IFBLK, S_IFCHR, S_IFDIR, type Timespec } from '../../shell/posix.ts';
import type { DeviceTable, RegisteredDevice } from './devices.ts';
import type { FileSystemType } from './file-system-types.ts';
import { type MemoryBudget, Tmpfs, type TmpfsInode } from './tmpfs.ts';

export interface DevtmpfsOptions {
  readonly devices: DeviceTable;
  readonly dev: number;
  readonly now: () => Timespec;
  readonly maxPages: number;
  readonly budget: MemoryBudget;
  /** As `/proc/mounts` shows them. */
  readonly optionsText: string;
}

/** The type `devtmpfs`; its files are made when it is first mounted. */
export function devtmpfs(options: DevtmpfsOptions): FileSystemType {
  let superblock: Tmpfs | null = null;
  return {
    name: 'devtmpfs',
    needsDevice: false,
    mount: () => {
      superblock ??= filled(options);
      return superblock;
    },
  };
}

function filled({ devices, dev, now, maxPages, budget, optionsText }: DevtmpfsOptions): Tmpfs {
  const superblock = new Tmpfs({
    type: 'devtmpfs',
    budget,
    dev,
    time: now(),
    maxPages,
    maxInodes: maxPages,
    optionsText,
  });
  devices.listen({
    added: (device) => addNode(superblock, device, now()),
    removed: (device) => removeNode(superblock, device, now()),
  });
  return superblock;
}

function addNode(superblock: Tmpfs, { kind, rdev, node }: RegisteredDevice, time: Timespec): void {
  if (node === null) return;
  const parts = node.name.split('/');
  const name = parts.pop()!;
  let directory: TmpfsInode = superblock.root;
  for (const part of parts) {
    const found = directory.lookup(part);
    const inode = typeof found === 'number' ? superblock.inode({ mode: S_IFDIR | 0o755, uid: 0, gid: 0, time }) : found;
    if (typeof found === 'number') directory.place(part, inode);
    directory = inode;
  }
  if (typeof directory.lookup(name) !== 'number') return;
  const type = kind === 'block' ? S_IFBLK : S_IFCHR;
  const { mode, uid = 0, gid = 0 } = node;
  directory.place(name, superblock.inode({ mode: type | mode, uid, gid, time, rdev }));
}

/** `devtmpfs_delete_node`: only where it is still that of the device. The name is forgotten as well. */
function removeNode({ root, rootDentry }: Tmpfs, { rdev, node }: RegisteredDevice, time: Timespec): void {
  if (node === null) return;
  const inode = root.lookup(node.name);
  if (typeof inode === 'number' || inode.rdev !== rdev) return;
  root.unlink(node.name, inode, time);
  const dentry = rootDentry.children?.get(node.name);
  if (dentry === undefined) return;
  dentry.isDeleted = true;
  rootDentry.children?.delete(node.name);
}
