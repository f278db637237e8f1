/** All of the VFS of one kernel: mounts, devices, pipes, and the opening of files. Linux `fs/open.c`, `fs/namei.c` do_open. */
import {
  O_ACCMODE,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOFOLLOW,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
  S_IFBLK,
  S_IFCHR,
  S_IFIFO,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  S_ISGID,
  type Timespec,
} from '../../shell/posix.ts';
import { EACCES, EEXIST, EISDIR, ELOOP, ENOENT, ENOTDIR, ENXIO, EROFS, ETXTBSY } from '../../sim/errno.ts';
import { inodePermission, isInGroup, MAY_EXEC, MAY_READ, MAY_WRITE } from './credentials.ts';
import { DeviceTable } from './devices.ts';
import { MountTable } from './mount-table.ts';
import { adoptChild, lookupChild, touchAtime, type Walker, walk, walkParent } from './path-walk.ts';
import { Pipe, PipeFileSystem } from './pipe.ts';
import { type FileOperations, type Inode, type Location, OpenFile } from './vfs-objects.ts';

/** First inode number of pipes: as on a machine that has been up for a little while. */
const FIRST_PIPE_INO = 1031;
/** MAXSYMLINKS. */
const LINKS_MAX = 40;

export class Vfs {
  readonly mounts = new MountTable();
  readonly devices = new DeviceTable();
  /** Now, as file systems stamp it: `current_time`. */
  readonly now: () => Timespec;
  readonly #pipes: PipeFileSystem;
  readonly #fifos = new WeakMap<Inode, Pipe>();
  /** Programs that run from a file: it cannot be written. */
  readonly #running = new Map<Inode, number>();
  #nextMinor = 1;

  /** Files whose inode holds their bytes. */
  readonly #inodeOperations: FileOperations;

  constructor(now: () => Timespec) {
    this.now = now;
    this.#inodeOperations = {
      read: ({ inode }, count, offset) => inode.read(offset, Math.max(0, Math.min(count, inode.size - offset))),
      write: ({ inode }, bytes, offset) => inode.write(offset, bytes, now()),
      fsync: ({ inode }) => inode.fsync(),
    };
    this.#pipes = new PipeFileSystem(this.anonymousDevice(), FIRST_PIPE_INO);
  }

  /** `get_anon_bdev`: device number of a file system without a device. */
  anonymousDevice(): number {
    return this.#nextMinor++;
  }

  /** Opens a path; `mode` has gone through the umask. */
  open(walker: Walker, path: string, flags: number, mode: number): OpenFile | number {
    const isCreating = (flags & O_CREAT) !== 0;
    const follow = (flags & O_NOFOLLOW) === 0 && !(isCreating && (flags & O_EXCL) !== 0);
    if (isCreating && path.endsWith('/') && /[^/]/.test(path)) {
      const parent = walkParent(walker, path);
      return typeof parent === 'number' ? parent : -EISDIR;
    }
    let found = walk(walker, path, follow);
    if (isCreating) {
      if (typeof found !== 'number') {
        if ((flags & O_EXCL) !== 0) return -EEXIST;
        if (found.dentry.inode.isDirectory) return -EISDIR;
      } else if (found === -ENOENT) {
        found = this.#create(walker, path, flags, mode);
        if (typeof found !== 'number') return this.openLocation(found, flags & ~O_TRUNC);
      }
    }
    if (typeof found === 'number') return found;
    const { inode } = found.dentry;
    if ((flags & O_DIRECTORY) !== 0 && !inode.isDirectory) return -ENOTDIR;
    if (inode.isLink) return -ELOOP;
    const refused = this.#mayOpen(walker, found, flags);
    if (refused !== 0) return refused;
    const file = this.openLocation(found, flags);
    if (typeof file !== 'number' && (flags & O_TRUNC) !== 0 && inode.isRegular) {
      const error = inode.truncate(0, this.now());
      if (error < 0) {
        this.release(file);
        return error;
      }
    }
    return file;
  }

  /** The file a missing last name stands for; a link to nowhere gives its target the file. */
  #create(walker: Walker, path: string, flags: number, mode: number, links = 0): Location | number {
    const parent = walkParent(walker, path);
    if (typeof parent === 'number') return parent;
    const { at, name, kind, hasTrailingSlash } = parent;
    if (kind !== 'name' || hasTrailingSlash) return -EISDIR;
    const existing = lookupChild(at.dentry, name);
    if (typeof existing !== 'number') {
      if (!existing.inode.isLink || (flags & O_EXCL) !== 0) return -EEXIST;
      if ((flags & O_NOFOLLOW) !== 0 || links >= LINKS_MAX) return -ELOOP;
      const target = existing.inode.readlink();
      if (typeof target === 'number') return target;
      const { root, credentials, now } = walker;
      return this.#create({ root, cwd: at, credentials, now }, target, flags, mode, links + 1);
    }
    if (existing !== -ENOENT || at.dentry.isDeleted) return existing;
    if (at.mount.isReadOnly) return -EROFS;
    const denied = inodePermission(at.dentry.inode, MAY_WRITE | MAY_EXEC, walker.credentials);
    if (denied !== 0) return denied;
    const { gid, mode: bits } = this.ownership(walker, at.dentry.inode, mode);
    const attributes = { mode: S_IFREG | bits, uid: walker.credentials.euid, gid, time: this.now() };
    const inode = at.dentry.inode.create(name, attributes);
    if (typeof inode === 'number') return inode;
    return { mount: at.mount, dentry: adoptChild(at.dentry, name, inode) };
  }

  /** `inode_init_owner`: a set-group-id directory hands down its group. */
  ownership(walker: Walker, directory: Inode, mode: number): { readonly gid: number; readonly mode: number } {
    const { credentials } = walker;
    const bits = mode & 0o7777;
    if ((directory.mode & S_ISGID) === 0) return { gid: credentials.egid, mode: bits };
    const keepsGroupId = credentials.euid === 0 || isInGroup(credentials, directory.gid);
    const isGroupExecutable = (bits & (S_ISGID | 0o010)) === (S_ISGID | 0o010);
    return { gid: directory.gid, mode: isGroupExecutable && !keepsGroupId ? bits & ~S_ISGID : bits };
  }

  /** `may_open` and the checks of writing. */
  #mayOpen(walker: Walker, { mount, dentry }: Location, flags: number): number {
    const { inode } = dentry;
    const access = flags & O_ACCMODE;
    const writes = access !== O_RDONLY || (flags & O_TRUNC) !== 0;
    const type = inode.mode & S_IFMT;
    if (inode.isDirectory && writes) return -EISDIR;
    if ((type === S_IFCHR || type === S_IFBLK) && mount.flags.nodev) return -EACCES;
    if (type === S_IFSOCK) return -ENXIO;
    const mask = (access === O_WRONLY ? 0 : MAY_READ) | (writes ? MAY_WRITE : 0);
    if (writes && inode.superblock.readOnly && inode.isRegular) return -EROFS;
    const denied = inodePermission(inode, mask, walker.credentials);
    if (denied !== 0) return denied;
    if (writes && mount.isReadOnly && inode.isRegular) return -EROFS;
    if (writes && inode.isRegular && this.#running.has(inode)) return -ETXTBSY;
    return 0;
  }

  /** An open file of a place; permissions have been looked at. */
  openLocation(location: Location, flags: number): OpenFile | number {
    const { inode } = location.dentry;
    const file = new OpenFile(inode, location, flags & ~(O_CREAT | O_EXCL | O_TRUNC), this.#inodeOperations);
    const operations = this.#operations(file);
    if (typeof operations === 'number') return operations;
    file.operations = operations;
    inode.users++;
    location.mount.users++;
    if (file.isWritable && inode.isRegular) countWriter(inode, 1);
    return file;
  }

  #operations(file: OpenFile): FileOperations | number {
    const { inode } = file;
    const own = inode.open(file);
    if (own !== undefined) return own;
    switch (inode.mode & S_IFMT) {
      case S_IFCHR:
      case S_IFBLK:
        return this.devices.open(file);
      case S_IFIFO: {
        let pipe = this.#fifos.get(inode);
        if (pipe === undefined) {
          pipe = new Pipe();
          this.#fifos.set(inode, pipe);
        }
        return pipe.open(file);
      }
      default:
        return inode.isDirectory ? directoryOperations : this.#inodeOperations;
    }
  }

  /** The last descriptor has gone. */
  release(file: OpenFile): void {
    const { inode, location } = file;
    file.operations.released?.(file);
    if (file.isWritable && inode.isRegular) countWriter(inode, -1);
    inode.closed(file);
    if (location !== null) location.mount.users--;
    this.dropInode(inode);
  }

  /** One user less; a file without names goes with its last user. */
  dropInode(inode: Inode): void {
    if (--inode.users === 0 && inode.nlink === 0) inode.evict(this.now());
  }

  /** Holds a directory or program without opening it. */
  hold(location: Location): void {
    location.dentry.inode.users++;
    location.mount.users++;
  }

  unhold(location: Location): void {
    location.mount.users--;
    this.dropInode(location.dentry.inode);
  }

  /** Read end and write end of a new pipe. */
  pipe(): readonly [OpenFile, OpenFile] | number {
    const place = this.#pipes.pipe(this.now());
    const reader = this.openLocation(place, O_RDONLY);
    const writer = this.openLocation(place, O_WRONLY);
    if (typeof reader === 'number') return reader;
    if (typeof writer === 'number') return writer;
    return [reader, writer];
  }

  /** `deny_write_access` of a running program; -ETXTBSY while somebody writes it. */
  denyWrite(inode: Inode): number {
    if (inode.writers > 0) return -ETXTBSY;
    this.#running.set(inode, (this.#running.get(inode) ?? 0) + 1);
    return 0;
  }

  isRunning(inode: Inode): boolean {
    return this.#running.has(inode);
  }

  allowWrite(inode: Inode): void {
    const count = this.#running.get(inode) ?? 0;
    if (count <= 1) this.#running.delete(inode);
    else this.#running.set(inode, count - 1);
  }

  touch(file: OpenFile): void {
    if (file.location !== null) touchAtime(file.location.mount, file.inode, this.now());
  }
}

const directoryOperations: FileOperations = { read: () => -EISDIR };

function countWriter(inode: Inode, change: number): void {
  inode.writers += change;
  inode.superblock.openForWriting += change;
}
