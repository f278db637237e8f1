/** `mount` and `umount`: Linux `fs/namespace.c` path_mount and ksys_umount. */
import { S_IFBLK, S_IFMT } from '../../shell/posix.ts';
import { EACCES, EBUSY, EINVAL, ENODEV, ENOTBLK, EPERM } from '../../sim/errno.ts';
import { type Walker, walk } from '../vfs/path-walk.ts';
import type { Location, MountFlags, SuperBlock } from '../vfs/vfs-objects.ts';
import type { ProcessServices } from './services.ts';
import type { MountFlag } from './system-calls.ts';

export interface MountCall {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly flags: readonly MountFlag[];
  readonly data: string;
}

export function mount(services: ProcessServices, walker: Walker, call: MountCall): number {
  const { vfs } = services;
  const { flags } = call;
  const at = walk(walker, call.target);
  if (typeof at === 'number') return at;
  if (walker.credentials.euid !== 0) return -EPERM;
  if (flags.includes('remount')) return remount(at, call);
  if (flags.includes('bind')) return bind(services, walker, call, at);
  if (flags.includes('move')) return move(services, walker, call, at);
  const superblock = newSuperblock(services, walker, call);
  if (typeof superblock === 'number') return superblock;
  const mounted = vfs.mounts.attach(superblock.rootDentry, at, call.source || 'none', mountFlags(flags));
  if (typeof mounted !== 'number') return 0;
  if (superblock.mountCount === 0) superblock.unmount();
  return mounted;
}

function newSuperblock({ fileSystems }: ProcessServices, walker: Walker, call: MountCall): SuperBlock | number {
  const type = fileSystems.get(call.type);
  if (type === undefined) return call.type === '' ? -EINVAL : -ENODEV;
  let rdev: number | null = null;
  if (type.needsDevice) {
    if (call.source === '') return -EINVAL;
    const device = walk(walker, call.source);
    if (typeof device === 'number') return device;
    const { inode } = device.dentry;
    if ((inode.mode & S_IFMT) !== S_IFBLK) return -ENOTBLK;
    if (device.mount.flags.nodev) return -EACCES;
    rdev = inode.rdev;
  }
  return type.mount({
    source: call.source,
    data: call.data,
    readOnly: call.flags.includes('ro'),
    isSynchronous: call.flags.includes('sync'),
    credentials: walker.credentials,
    rdev,
  });
}

/** What belongs to the mount, not to the file system. */
export function mountFlags(flags: readonly MountFlag[]): MountFlags {
  return {
    readOnly: flags.includes('ro'),
    nosuid: flags.includes('nosuid'),
    nodev: flags.includes('nodev'),
    noexec: flags.includes('noexec'),
    atime: flags.includes('noatime') ? 'noatime' : 'relatime',
  };
}

function remount(at: Location, { flags, data }: MountCall): number {
  const { mount: mounted, dentry } = at;
  if (dentry !== mounted.root) return -EINVAL;
  const wanted = mountFlags(flags);
  if (!flags.includes('bind')) {
    if (wanted.readOnly && !mounted.superblock.readOnly && hasWriters(at)) return -EBUSY;
    const error = mounted.superblock.remount(data, wanted.readOnly);
    if (error !== 0) return error;
  }
  Object.assign(mounted.flags, wanted);
  return 0;
}

/** Somebody has a file of it open for writing. */
function hasWriters({ mount: { superblock } }: Location): boolean {
  return superblock.openForWriting > 0;
}

function bind(services: ProcessServices, walker: Walker, call: MountCall, at: Location): number {
  const from = walk(walker, call.source);
  if (typeof from === 'number') return from;
  const flags = { ...from.mount.flags };
  const mounted = services.vfs.mounts.attach(from.dentry, at, from.mount.source, flags);
  return typeof mounted === 'number' ? mounted : 0;
}

function move(services: ProcessServices, walker: Walker, call: MountCall, to: Location): number {
  const from = walk(walker, call.source);
  if (typeof from === 'number') return from;
  if (from.dentry !== from.mount.root) return -EINVAL;
  if (to.dentry === walker.root.dentry && to.mount === walker.root.mount) {
    services.vfs.mounts.moveToRoot(from.mount);
    return 0;
  }
  return services.vfs.mounts.move(from.mount, to);
}

/** Virtual nanoseconds until everything is written back, or an error. */
export function umount(services: ProcessServices, walker: Walker, target: string, isLazy: boolean): number {
  const at = walk(walker, target);
  if (typeof at === 'number') return at;
  if (walker.credentials.euid !== 0) return -EPERM;
  const { mount: mounted, dentry } = at;
  if (dentry !== mounted.root) return -EINVAL;
  // The root of all: the kernel makes it read-only instead.
  if (mounted.parent === null) return -EBUSY;
  const durationNs = mounted.superblock.mountCount === 1 ? mounted.superblock.sync() : 0;
  const error = services.vfs.mounts.detach(mounted, isLazy);
  return error !== 0 ? error : durationNs;
}
