/**
 * The board's disk as a loader reads it: the boot menu `/boot/extlinux/extlinux.conf`, and files by path.
 *
 * Mirrors what U-Boot's `boot/pxe_utils.c` takes from the menu: the default label with its kernel, device tree and command line.
 * Each look mounts the partition anew, since Linux may have written to it meanwhile; nothing is written.
 */
import { mountExt4 } from '../disk/ext4/mount.ts';
import type { DiskFileSystem } from '../disk/file-system.ts';
import { slice } from '../disk/partition.ts';
import type { SparseDisk } from '../disk/sparse-disk.ts';
import type { BootConfiguration, BootFile, BootMedium } from '../hardware/boot-medium.ts';
import type { PageTemplate } from '../memory/page-template.ts';
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from '../shell/posix.ts';
import { latin1Text } from '../sim/bytes.ts';
import { EIO, EISDIR, ELOOP, ENOENT } from '../sim/errno.ts';

export interface DiskBootMediumOptions {
  readonly disk: SparseDisk;
  /** Where the partition begins, in sectors. */
  readonly partitionStart: number;
  /** The file that `fdtdir` is completed with: the loader knows its board. */
  readonly deviceTreeName: string;
  /** Instead of what the menu says; null: the menu's own. Latin1. */
  readonly commandLine: string | null;
  /** The kernel that was put on the disk: while its file has these bytes, pages are shared instead of copied. */
  readonly kernelTemplate: PageTemplate;
}

const MENU = '/boot/extlinux/extlinux.conf';
/** A menu larger than this is none. */
const MENU_BYTES = 64 * 1024;
/** Links followed on the way to one file (`EXT2_MAX_SYMLINKS`-like bound of U-Boot's readers is 8). */
const LINKS_MAX = 8;

export function diskBootMedium(options: DiskBootMediumOptions): BootMedium {
  const { disk, partitionStart, deviceTreeName, commandLine, kernelTemplate } = options;
  const mounted = () => mountedFileSystem(disk, partitionStart);
  return {
    configuration() {
      const fileSystem = mounted();
      const bytes = fileSystem === null ? -ENOENT : readPath(fileSystem, MENU);
      if (typeof bytes === 'number' || bytes.length > MENU_BYTES) return null;
      const menu = readMenu(latin1Text(bytes), deviceTreeName);
      return menu === null || commandLine === null ? menu : { ...menu, commandLine };
    },
    file(path): BootFile | undefined {
      const fileSystem = mounted();
      const bytes = fileSystem === null ? -ENOENT : readPath(fileSystem, path);
      if (typeof bytes === 'number') return undefined;
      return isSame(bytes, kernelTemplate.bytes) ? { template: kernelTemplate, sizeBytes: bytes.length } : { bytes };
    },
    sharedPages: (bytes) => (isSame(bytes, kernelTemplate.bytes) ? kernelTemplate : null),
  };
}

/** A file of the disk's first partition, read as it lies there with the journal's words counted; or a negated error number. */
export function readDiskFile(disk: SparseDisk, partitionStart: number, path: string): Uint8Array | number {
  const fileSystem = mountedFileSystem(disk, partitionStart);
  return fileSystem === null ? -EIO : readPath(fileSystem, path);
}

function mountedFileSystem(disk: SparseDisk, start: number): DiskFileSystem | null {
  if (start >= disk.sectorCount) return null;
  const partition = slice(disk, start, disk.sectorCount - start);
  const mounted = mountExt4(partition, { time: { seconds: 0n, nanoseconds: 0 }, readOnly: true });
  return 'errno' in mounted ? null : mounted.fileSystem;
}

function readPath(fileSystem: DiskFileSystem, path: string): Uint8Array | number {
  let at = fileSystem.root;
  let links = 0;
  const names = path.split('/').reverse();
  while (names.length > 0) {
    const name = names.pop()!;
    if (name === '' || name === '.') continue;
    const next = fileSystem.lookup(at, name);
    if (next < 0) return next;
    const inode = fileSystem.inode(next);
    if (typeof inode === 'number') return inode;
    if ((inode.mode & S_IFMT) !== S_IFLNK) {
      at = next;
      continue;
    }
    const target = fileSystem.readlink(next);
    if (typeof target === 'number') return target;
    if (++links > LINKS_MAX) return -ELOOP;
    if (target.startsWith('/')) at = fileSystem.root;
    names.push(...target.split('/').reverse());
  }
  const inode = fileSystem.inode(at);
  if (typeof inode === 'number') return inode;
  const type = inode.mode & S_IFMT;
  if (type === S_IFDIR) return -EISDIR;
  return type === S_IFREG ? fileSystem.read(at, 0, inode.size) : -ENOENT;
}

/** The default label of an extlinux menu; null when it names no kernel. */
function readMenu(text: string, deviceTreeName: string): BootConfiguration | null {
  let wanted: string | null = null;
  const labels = new Map<string, Map<string, string>>();
  let current: Map<string, string> | null = null;
  for (const line of text.split('\n')) {
    const [, keyword = '', value = ''] = /^\s*([a-zA-Z]+)\s*(.*?)\s*$/.exec(line) ?? [];
    const key = keyword.toLowerCase();
    if (key === 'default') wanted = value;
    else if (key === 'label') {
      current = new Map();
      labels.set(value, current);
    } else current?.set(key, value);
  }
  const entry = labels.get(wanted ?? '') ?? labels.values().next().value;
  const kernelPath = entry?.get('linux') ?? entry?.get('kernel');
  if (entry === undefined || kernelPath === undefined) return null;
  const folder = entry.get('fdtdir') ?? entry.get('devicetreedir');
  const named = entry.get('fdt') ?? entry.get('devicetree');
  const fromFolder = folder === undefined ? null : `${folder.replace(/\/*$/, '')}/${deviceTreeName}`;
  return { kernelPath, deviceTreePath: named ?? fromFolder, commandLine: entry.get('append') ?? '' };
}

/** In words of four bytes: a kernel has millions of bytes. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length || a.length % 4 !== 0 || a.byteOffset % 4 !== 0 || b.byteOffset % 4 !== 0) return false;
  const words = new Uint32Array(a.buffer, a.byteOffset, a.length / 4);
  const others = new Uint32Array(b.buffer, b.byteOffset, b.length / 4);
  for (let index = 0; index < words.length; index++) if (words[index] !== others[index]) return false;
  return true;
}
