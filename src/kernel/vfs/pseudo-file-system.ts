/**
 * File systems whose files the kernel makes up: procfs, sysfs, debugfs, tracefs, configfs, pstorefs over a `PseudoNode` tree.
 *
 * A node is asked for anew at each look-up; its inode stays the same under its name, so that something can be mounted on it and
 * a changed mode is remembered until the reset. Mirrors `fs/libfs.c`, `fs/seq_file.c`, `fs/kernfs/file.c` as far as they show.
 */
import { O_ACCMODE, O_RDONLY, O_WRONLY, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, type Timespec } from '../../shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../sim/bytes.ts';
import { EACCES, EINVAL, ENOENT, EPERM } from '../../sim/errno.ts';
import type { DirectoryEntry, FileSystemStatus } from '../process/system-calls.ts';
import type { FileSystemType, MountRequest } from './file-system-types.ts';
import type { PseudoDirectoryNode, PseudoNode } from './pseudo-tree.ts';
import {
  type AttributeChanges,
  Dentry,
  type FileOperations,
  Inode,
  type Location,
  type OpenFile,
  type SuperBlock,
} from './vfs-objects.ts';

/** Inodes remembered in a directory whose names come and go. */
const CHILDREN_MAX = 8192;
const NAME_MAX = 255;

/** `include/uapi/linux/magic.h`, and st_blksize. */
const kinds: Readonly<Record<string, { readonly magic: number; readonly blockBytes: number }>> = {
  proc: { magic: 0x9fa0, blockBytes: 1024 },
  sysfs: { magic: 0x62656572, blockBytes: 4096 },
  debugfs: { magic: 0x64626720, blockBytes: 4096 },
  tracefs: { magic: 0x74726163, blockBytes: 4096 },
  configfs: { magic: 0x62656570, blockBytes: 4096 },
  pstore: { magic: 0x6165676c, blockBytes: 4096 },
  securityfs: { magic: 0x73636673, blockBytes: 4096 },
};

export interface PseudoFileSystemOptions {
  readonly type: string;
  readonly root: () => PseudoDirectoryNode;
  readonly dev: () => number;
  readonly now: () => Timespec;
  /** Number of the root's inode. */
  readonly rootIno?: number;
  /** Inode numbers of the other files begin here. */
  readonly firstIno?: number;
  /** The file system's own options; -EINVAL for what it does not know. Runs at the first mount and at each remount. */
  readonly parse?: (data: string, request: MountRequest | null) => number;
  readonly optionsText?: () => string;
  /** The last mount has gone: the next one begins with a new tree. */
  readonly unmounted?: () => void;
}

/** A file system type with one superblock, as `get_tree_single` gives it. */
export function pseudoFileSystem(options: PseudoFileSystemOptions): FileSystemType {
  let superblock: PseudoSuperBlock | null = null;
  return {
    name: options.type,
    needsDevice: false,
    mount(request) {
      if (superblock !== null) return superblock;
      const error = options.parse?.(request.data, request) ?? (request.data === '' ? 0 : -EINVAL);
      if (error !== 0) return error;
      superblock = new PseudoSuperBlock(options, () => {
        superblock = null;
      });
      return superblock;
    },
  };
}

class PseudoSuperBlock implements SuperBlock {
  readonly type: string;
  readonly magic: number;
  readonly dev: number;
  readonly blockBytes: number;
  readonly root: PseudoInode;
  readonly rootDentry: Dentry;
  readonly revalidates = true;
  readonly writeError = 0;
  readonly now: () => Timespec;
  readOnly = false;
  mountCount = 0;
  openForWriting = 0;
  readonly #options: PseudoFileSystemOptions;
  readonly #dropped: () => void;
  #nextIno: number;

  constructor(options: PseudoFileSystemOptions, dropped: () => void) {
    const { magic, blockBytes } = kinds[options.type] ?? { magic: 0, blockBytes: 4096 };
    this.type = options.type;
    this.magic = magic;
    this.blockBytes = blockBytes;
    this.dev = options.dev();
    this.now = options.now;
    this.#options = options;
    this.#dropped = dropped;
    this.#nextIno = options.firstIno ?? 2;
    this.root = new PseudoInode(this, options.rootIno ?? 1, options.root());
    this.rootDentry = new Dentry('', null, this.root);
  }

  newIno(): number {
    return this.#nextIno++;
  }

  statfs(): FileSystemStatus {
    const { magic, blockBytes } = this;
    const bsize = this.type === 'proc' ? 4096 : blockBytes;
    return { type: magic, bsize, blocks: 0, bfree: 0, bavail: 0, files: 0, ffree: 0, namelen: NAME_MAX };
  }

  optionsText(): string {
    return this.#options.optionsText?.() ?? '';
  }

  remount(data: string, readOnly: boolean): number {
    const error = this.#options.parse?.(data, null) ?? (data === '' ? 0 : -EINVAL);
    if (error === 0) this.readOnly = readOnly;
    return error;
  }

  sync(): number {
    return 0;
  }

  unmount(): void {
    if (this.#options.unmounted === undefined) return;
    this.#options.unmounted();
    this.#dropped();
  }
}

const types = { file: S_IFREG, directory: S_IFDIR, link: S_IFLNK } as const;

class PseudoInode extends Inode {
  readonly superblock: PseudoSuperBlock;
  #node: PseudoNode;
  #changes: AttributeChanges = {};
  #children: Map<string, PseudoInode> | null = null;

  constructor(superblock: PseudoSuperBlock, ino: number, node: PseudoNode) {
    super(ino, types[node.kind] | node.mode);
    this.superblock = superblock;
    this.#node = node;
    const now = superblock.now();
    this.atime = now;
    this.mtime = now;
    this.ctime = now;
    this.nlink = node.kind === 'directory' ? 2 : 1;
    this.uid = node.uid ?? 0;
    this.gid = node.gid ?? 0;
  }

  get kind(): PseudoNode['kind'] {
    return this.#node.kind;
  }

  /** The same name, asked for again. */
  renew(node: PseudoNode): void {
    this.#node = node;
    this.mode = types[node.kind] | (this.#changes.mode ?? node.mode);
    this.uid = this.#changes.uid ?? node.uid ?? 0;
    this.gid = this.#changes.gid ?? node.gid ?? 0;
  }

  override refresh(): void {
    const node = this.#node;
    if (node.mtime !== undefined && this.#changes.mtime === undefined) {
      this.mtime = node.mtime();
      this.ctime = this.mtime;
      this.atime = this.#changes.atime ?? this.mtime;
    }
    if (node.kind === 'file' && node.size !== undefined) {
      this.size = typeof node.size === 'number' ? node.size : node.size();
    }
    if (node.kind === 'directory') this.nlink = this.#directoryLinks(node);
  }

  /** Two, and one for each directory in it; procfs alone counts processes too, which comes to the same. */
  #directoryLinks(node: PseudoDirectoryNode): number {
    let links = 2;
    for (const name of node.names()) if (node.child(name)?.kind === 'directory') links++;
    return links;
  }

  override lookup(name: string): PseudoInode | number {
    const node = this.#node.kind === 'directory' ? this.#node.child(name) : undefined;
    if (node === undefined) {
      this.#children?.delete(name);
      return -ENOENT;
    }
    this.#children ??= new Map();
    const known = this.#children.get(name);
    if (known !== undefined && known.kind === node.kind) {
      known.renew(node);
      return known;
    }
    if (this.#children.size >= CHILDREN_MAX) this.#children.clear();
    const inode = new PseudoInode(this.superblock, this.superblock.newIno(), node);
    this.#children.set(name, inode);
    return inode;
  }

  override list(): readonly DirectoryEntry[] {
    if (this.#node.kind !== 'directory') return [];
    const entries: DirectoryEntry[] = [];
    for (const name of this.#node.names()) {
      const inode = this.lookup(name);
      if (typeof inode !== 'number') entries.push({ name, ino: inode.ino, type: inode.mode & S_IFMT });
    }
    return entries;
  }

  override unlink(name: string): number {
    if (this.#node.kind !== 'directory' || this.#node.unlink === undefined) return -EPERM;
    const error = this.#node.unlink(name);
    if (error >= 0) this.#children?.delete(name);
    return Math.min(0, error);
  }

  override readlink(): string | number {
    return this.#node.kind === 'link' ? this.#node.target() : -EINVAL;
  }

  override jump(): Location | undefined {
    return this.#node.kind === 'link' ? this.#node.follow?.() : undefined;
  }

  override truncate(): number {
    return 0;
  }

  override setAttributes(changes: AttributeChanges): number {
    this.#changes = { ...this.#changes, ...changes };
    if (changes.mode !== undefined) this.mode = (this.mode & S_IFMT) | changes.mode;
    if (changes.uid !== undefined) this.uid = changes.uid;
    if (changes.gid !== undefined) this.gid = changes.gid;
    if (changes.atime !== undefined) this.atime = changes.atime;
    if (changes.mtime !== undefined) this.mtime = changes.mtime;
    if (changes.ctime !== undefined) this.ctime = changes.ctime;
    return 0;
  }

  override open(file: OpenFile): FileOperations | number | undefined {
    const node = this.#node;
    if (node.kind !== 'file') return undefined;
    const access = file.flags & O_ACCMODE;
    if (node.strict === true) {
      if (access !== O_WRONLY && (this.mode & 0o444) === 0) return -EACCES;
      if (access !== O_RDONLY && (this.mode & 0o222) === 0) return -EACCES;
    }
    let content: Uint8Array | null = null;
    return {
      read(_file, count, offset) {
        if (node.readAt !== undefined) return node.readAt(offset, count);
        if (node.read === undefined) return -EINVAL;
        if (node.oneRead === true && offset > 0) return new Uint8Array(0);
        if (offset === 0 || content === null) {
          const text = node.read();
          if (typeof text === 'number') return text;
          content = latin1Bytes(text);
        }
        return content.slice(offset, offset + count);
      },
      write(_file, bytes, offset) {
        return node.write === undefined ? -EINVAL : node.write(latin1Text(bytes), offset);
      },
    };
  }
}
