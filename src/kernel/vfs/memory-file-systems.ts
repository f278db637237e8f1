/** The file system types tmpfs and ramfs. */
import type { Timespec } from '../../shell/posix.ts';
import type { FileSystemType } from './file-system-types.ts';
import { type MemoryBudget, Tmpfs, tmpfsOptions } from './tmpfs.ts';

export interface MemoryFileSystemsOptions {
  readonly dev: () => number;
  readonly now: () => Timespec;
  readonly ramBytes: number;
  readonly budget: MemoryBudget;
  /** 64-bit inode numbers, which the mount options tell (CONFIG_TMPFS_INODE64). */
  readonly is64: boolean;
}

export function memoryFileSystems(options: MemoryFileSystemsOptions): readonly FileSystemType[] {
  const { dev, now, ramBytes, budget, is64 } = options;
  return [
    {
      name: 'tmpfs',
      needsDevice: false,
      mount({ data, readOnly }) {
        const parsed = tmpfsOptions(data, ramBytes, is64);
        if (typeof parsed === 'number') return parsed;
        const superblock = new Tmpfs({
          type: 'tmpfs',
          budget,
          dev: dev(),
          time: now(),
          maxPages: parsed.maxPages,
          maxInodes: parsed.maxInodes,
          rootMode: parsed.mode,
          rootUid: parsed.uid,
          rootGid: parsed.gid,
          optionsText: parsed.text,
        });
        superblock.readOnly = readOnly;
        return superblock;
      },
    },
    {
      name: 'ramfs',
      needsDevice: false,
      mount: ({ readOnly }) => {
        const superblock = new Tmpfs({
          type: 'ramfs',
          budget,
          dev: dev(),
          time: now(),
          maxPages: null,
          maxInodes: null,
        });
        superblock.readOnly = readOnly;
        return superblock;
      },
    },
  ];
}
