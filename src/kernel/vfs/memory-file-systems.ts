/** The file system types tmpfs and ramfs, and devpts, in which no terminal is ever made: nothing here opens pseudo terminals. */
import { S_IFCHR, type Timespec } from '../../shell/posix.ts';
import { EINVAL } from '../../sim/errno.ts';
import { makedev } from './device-number.ts';
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
    {
      name: 'devpts',
      needsDevice: false,
      mount({ data, readOnly }) {
        const shown = devptsOptions(data);
        if (shown === null) return -EINVAL;
        const superblock = new Tmpfs({
          type: 'devpts',
          budget,
          dev: dev(),
          time: now(),
          maxPages: 0,
          maxInodes: 2,
          optionsText: shown,
          populate: (directory) => {
            const attributes = { mode: S_IFCHR, uid: 0, gid: 0, time: now(), rdev: PTMX };
            directory.place('ptmx', directory.superblock.inode(attributes));
          },
        });
        superblock.readOnly = readOnly;
        return superblock;
      },
    },
  ];
}

/** `/dev/ptmx`, TTYAUX_MAJOR 5. */
const PTMX = makedev(5, 2);

/** What `devpts_show_options` gives for these words; null for a word it does not know. */
function devptsOptions(data: string): string | null {
  const given = new Map<string, string>();
  for (const word of data.split(',').filter((one) => one !== '')) {
    const match = /^(uid|gid|max|newinstance|mode|ptmxmode)(?:=(\d+))?$/.exec(word);
    if (match === null) return null;
    given.set(match[1]!, match[2] ?? '');
  }
  const owner = ['uid', 'gid'].map((name) => (given.has(name) ? `,${name}=${given.get(name)}` : '')).join('');
  const octal = (name: string, otherwise: string) => (given.get(name) ?? otherwise).padStart(3, '0');
  return `${owner},mode=${octal('mode', '600')},ptmxmode=${octal('ptmxmode', '000')}`;
}
