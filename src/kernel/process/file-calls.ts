/** The system calls of a process that concern files and names. */

import { type Blocking, F_OK, type FileStatus, O_CLOEXEC, S_IFMT, W_OK } from '../../shell/posix.ts';
import { EACCES, EBADF, EINVAL, EMFILE, ENOTDIR, ENOTTY, EROFS } from '../../sim/errno.ts';
import * as attributes from '../vfs/attributes.ts';
import { inodePermission, MAY_EXEC, MAY_READ } from '../vfs/credentials.ts';
import * as names from '../vfs/names.ts';
import { pathOf, touchAtime, walk } from '../vfs/path-walk.ts';
import type { Location, OpenFile } from '../vfs/vfs-objects.ts';
import { callCosts } from './costs.ts';
import { IdentityCalls } from './identity-calls.ts';
import { leaveCall, waitForDisk } from './sleep.ts';
import type { DirectoryEntry, FileSystemStatus, FileTimes } from './system-calls.ts';
import * as transfer from './transfer.ts';

export abstract class FileCalls extends IdentityCalls {
  // ---- descriptors ----

  open(path: string, flags: number, mode = 0o666): number {
    this.charge(callCosts.open);
    const { vfs } = this.services;
    const file = vfs.open(this.walker, path, flags, mode & ~this.task.umask & 0o7777);
    if (typeof file !== 'number') return this.#install(file, (flags & O_CLOEXEC) !== 0);
    // A driver's open may have been the end of the caller.
    const signal = this.services.takeOops();
    if (signal !== null && this.services.isAlive()) this.services.table.die(this.task, signal);
    return file;
  }

  #install(file: OpenFile, isCloseOnExec = false): number {
    const fd = this.task.fds.install(file);
    if (fd < 0) this.services.vfs.release(file);
    else if (isCloseOnExec) this.task.fds.setCloseOnExec(fd, true);
    return fd;
  }

  close(fd: number): number {
    this.charge(callCosts.close);
    return this.task.fds.close(fd);
  }

  read(fd: number, count: number): Blocking<Uint8Array | number> {
    return transfer.read(this.services, this.task, fd, count);
  }

  pread(fd: number, count: number, offset: number): Blocking<Uint8Array | number> {
    return transfer.pread(this.services, this.task, fd, count, offset);
  }

  write(fd: number, bytes: Uint8Array): Blocking<number> {
    return transfer.write(this.services, this.task, fd, bytes);
  }

  lseek(fd: number, offset: number, whence: number): number {
    this.charge(callCosts.simple);
    const file = this.task.fds.get(fd);
    return file === undefined ? -EBADF : transfer.lseek(file, offset, whence);
  }

  dup(fd: number, minimum = 0): number {
    this.charge(callCosts.simple);
    const file = this.task.fds.get(fd);
    if (file === undefined) return -EBADF;
    if (minimum < 0 || minimum >= this.task.fds.limit) return -EINVAL;
    return this.task.fds.install(file, minimum);
  }

  dup2(from: number, to: number): number {
    this.charge(callCosts.simple);
    const file = this.task.fds.get(from);
    return file === undefined ? -EBADF : this.task.fds.replace(to, file);
  }

  setCloseOnExec(fd: number, on: boolean): number {
    return this.task.fds.setCloseOnExec(fd, on);
  }

  fcntlGetFlags(fd: number): number {
    return this.task.fds.get(fd)?.flags ?? -EBADF;
  }

  ioctl(fd: number, request: string, argument: readonly number[]): readonly number[] | number {
    const file = this.task.fds.get(fd);
    if (file === undefined) return -EBADF;
    return file.operations.ioctl?.(file, request, argument) ?? -ENOTTY;
  }

  pipe(): readonly [number, number] | number {
    this.charge(callCosts.pipe);
    const ends = this.services.vfs.pipe();
    if (typeof ends === 'number') return ends;
    const [reader, writer] = ends;
    const readFd = this.task.fds.install(reader);
    const writeFd = readFd < 0 ? -EMFILE : this.task.fds.install(writer);
    if (writeFd >= 0) return [readFd, writeFd];
    if (readFd >= 0) this.task.fds.close(readFd);
    else this.services.vfs.release(reader);
    this.services.vfs.release(writer);
    return -EMFILE;
  }

  *fsync(fd: number): Blocking<number> {
    this.charge(callCosts.simple);
    const file = this.task.fds.get(fd);
    const result = file === undefined ? -EBADF : yield* transfer.syncFile(this.services, this.task, file);
    yield* leaveCall(this.services, this.task);
    return result;
  }

  fdatasync(fd: number): Blocking<number> {
    return this.fsync(fd);
  }

  *sync(): Blocking<number> {
    this.charge(callCosts.simple);
    let longestNs = 0;
    for (const superblock of this.services.vfs.mounts.superblocks()) {
      longestNs = Math.max(longestNs, superblock.sync());
    }
    longestNs = Math.max(longestNs, this.services.vfs.devices.sync());
    if (longestNs > 0) yield* waitForDisk(this.services, this.task, longestNs);
    yield* leaveCall(this.services, this.task);
    return 0;
  }

  // ---- names ----

  stat(path: string): FileStatus | number {
    this.charge(callCosts.stat);
    const found = walk(this.walker, path);
    return typeof found === 'number' ? found : attributes.statusOf(found.dentry.inode);
  }

  lstat(path: string): FileStatus | number {
    this.charge(callCosts.stat);
    const found = walk(this.walker, path, false);
    return typeof found === 'number' ? found : attributes.statusOf(found.dentry.inode);
  }

  fstat(fd: number): FileStatus | number {
    this.charge(callCosts.simple);
    const file = this.task.fds.get(fd);
    return file === undefined ? -EBADF : attributes.statusOf(file.inode);
  }

  access(path: string, mode: number): number {
    this.charge(callCosts.stat);
    const found = walk(this.walker, path);
    if (typeof found === 'number') return found;
    if (mode === F_OK) return 0;
    const { inode } = found.dentry;
    if ((mode & MAY_EXEC) !== 0 && inode.isRegular && found.mount.flags.noexec) return -EACCES;
    if ((mode & W_OK) !== 0 && found.mount.isReadOnly && (inode.isRegular || inode.isDirectory)) return -EROFS;
    return inodePermission(inode, mode, this.task.credentials);
  }

  readDirectory(path: string): readonly string[] | number {
    const entries = this.getdents(path);
    return typeof entries === 'number' ? entries : entries.map(({ name }) => name);
  }

  getdents(fdOrPath: number | string): readonly DirectoryEntry[] | number {
    this.charge(callCosts.open);
    const location = this.#directory(fdOrPath);
    if (typeof location === 'number') return location;
    const { inode, parent } = location.dentry;
    const entries = inode.list();
    if (typeof entries === 'number') return entries;
    this.charge(entries.length * 100);
    touchAtime(location.mount, inode, this.services.vfs.now());
    const type = inode.mode & S_IFMT;
    const up = location.dentry === location.mount.root ? (location.mount.mountpoint?.parent ?? null) : parent;
    const dots = [
      { name: '.', ino: inode.ino, type },
      { name: '..', ino: (up?.inode ?? inode).ino, type },
    ];
    return [...dots, ...entries];
  }

  #directory(fdOrPath: number | string): Location | number {
    if (typeof fdOrPath === 'number') {
      const file = this.task.fds.get(fdOrPath);
      if (file === undefined || file.location === null) return -EBADF;
      return file.inode.isDirectory ? file.location : -ENOTDIR;
    }
    const found = walk(this.walker, fdOrPath);
    if (typeof found === 'number') return found;
    const { inode } = found.dentry;
    if (!inode.isDirectory) return -ENOTDIR;
    const denied = inodePermission(inode, MAY_READ, this.task.credentials);
    return denied !== 0 ? denied : found;
  }

  readlink(path: string): string | number {
    this.charge(callCosts.stat);
    const found = walk(this.walker, path, false);
    if (typeof found === 'number') return found;
    const { inode } = found.dentry;
    if (!inode.isLink) return -EINVAL;
    touchAtime(found.mount, inode, this.services.vfs.now());
    return inode.readlink();
  }

  chdir(path: string): number {
    this.charge(callCosts.stat);
    const found = walk(this.walker, path);
    if (typeof found === 'number') return found;
    if (!found.dentry.inode.isDirectory) return -ENOTDIR;
    const denied = inodePermission(found.dentry.inode, MAY_EXEC, this.task.credentials);
    if (denied !== 0) return denied;
    const { vfs } = this.services;
    vfs.hold(found);
    vfs.unhold(this.task.cwd);
    this.task.cwd = found;
    return 0;
  }

  getcwd(): string | number {
    this.charge(callCosts.simple);
    return pathOf(this.task.root, this.task.cwd);
  }

  umask(mask: number): number {
    const old = this.task.umask;
    this.task.umask = mask & 0o777;
    return old;
  }

  statfs(path: string): FileSystemStatus | number {
    this.charge(callCosts.stat);
    const found = walk(this.walker, path);
    return typeof found === 'number' ? found : found.mount.superblock.statfs();
  }

  mkdir(path: string, mode: number): number {
    this.charge(callCosts.name);
    return names.mkdir(this.services.vfs, this.walker, path, mode & ~this.task.umask);
  }

  *rmdir(path: string): Blocking<number> {
    this.charge(callCosts.name);
    const result = names.rmdir(this.services.vfs, this.walker, path);
    yield* leaveCall(this.services, this.task);
    return result;
  }

  *unlink(path: string): Blocking<number> {
    this.charge(callCosts.name);
    const result = names.unlink(this.services.vfs, this.walker, path);
    yield* leaveCall(this.services, this.task);
    return result;
  }

  rename(from: string, to: string): number {
    this.charge(callCosts.name);
    return names.rename(this.services.vfs, this.walker, from, to);
  }

  link(from: string, to: string): number {
    this.charge(callCosts.name);
    return names.link(this.services.vfs, this.walker, from, to);
  }

  symlink(target: string, path: string): number {
    this.charge(callCosts.name);
    return names.symlink(this.services.vfs, this.walker, target, path);
  }

  mknod(path: string, mode: number, rdev: number): number {
    this.charge(callCosts.name);
    const bits = mode & ~this.task.umask & 0o7777;
    return names.mknod(this.services.vfs, this.walker, path, (mode & S_IFMT) | bits, rdev);
  }

  chmod(path: string, mode: number): number {
    return this.#change(path, true, (at) => attributes.chmod(this.services.vfs, this.task.credentials, at, mode));
  }

  chown(path: string, uid: number, gid: number, noFollow = false): number {
    return this.#change(path, !noFollow, (at) =>
      attributes.chown(this.services.vfs, this.task.credentials, at, uid, gid),
    );
  }

  utimens(path: string, times: FileTimes, noFollow = false): number {
    return this.#change(path, !noFollow, (at) =>
      attributes.utimens(this.services.vfs, this.task.credentials, at, times),
    );
  }

  truncate(path: string, size: number): number {
    return this.#change(path, true, (at) => attributes.truncate(this.services.vfs, this.task.credentials, at, size));
  }

  #change(path: string, follow: boolean, change: (at: Location) => number): number {
    this.charge(callCosts.stat);
    const found = walk(this.walker, path, follow);
    return typeof found === 'number' ? found : change(found);
  }

  ftruncate(fd: number, size: number): number {
    this.charge(callCosts.simple);
    const file = this.task.fds.get(fd);
    return file === undefined ? -EBADF : attributes.ftruncate(this.services.vfs, this.task.credentials, file, size);
  }
}
