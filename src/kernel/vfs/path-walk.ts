/**
 * From a path to what it names: Linux `fs/namei.c` link_path_walk and `fs/d_path.c`.
 *
 * Left out: RCU walks, negative dentries.
 */
import { S_ISVTX, type Timespec } from '../../shell/posix.ts';
import { EACCES, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR } from '../../sim/errno.ts';
import { type Credentials, inodePermission, MAY_EXEC } from './credentials.ts';
import { Dentry, type Inode, type Location, type Mount } from './vfs-objects.ts';

const PATH_MAX = 4096;
const NAME_MAX = 255;
/** MAXSYMLINKS. */
const LINKS_MAX = 40;
/** Names of files kept for each directory; more are looked up anew. */
const CHILDREN_MAX = 4096;

/** From where a process walks. */
export interface Walker {
  readonly root: Location;
  readonly cwd: Location;
  readonly credentials: Credentials;
  readonly now: () => Timespec;
}

/** A path but for its last name. `kind` is `name` unless that is `.`, `..` or missing (`/`). */
export interface ParentAndName {
  readonly at: Location;
  readonly name: string;
  readonly kind: 'name' | 'dot' | 'dotdot' | 'root';
  readonly hasTrailingSlash: boolean;
}

function components(path: string): string[] {
  const names: string[] = [];
  let start = 0;
  for (let at = 0; at <= path.length; at++) {
    if (at < path.length && path.charCodeAt(at) !== 0x2f) continue;
    if (at > start) names.push(path.slice(start, at));
    start = at + 1;
  }
  return names;
}

/** What a path names; a link itself when `follow` is false, unless a slash stands behind it. */
export function walk(walker: Walker, path: string, follow = true): Location | number {
  if (path === '') return -ENOENT;
  if (path.length >= PATH_MAX) return -ENAMETOOLONG;
  let at = path.startsWith('/') ? walker.root : walker.cwd;
  let mustBeDirectory = path.endsWith('/');
  const pending = components(path).reverse();
  let links = 0;
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const next = step(walker, at, name);
    if (typeof next === 'number') return next;
    const { inode } = next.dentry;
    if (!inode.isLink || (pending.length === 0 && !follow && !mustBeDirectory)) {
      at = next;
      continue;
    }
    if (++links > LINKS_MAX) return -ELOOP;
    if (pending.length === 0 && !mayFollow(walker, at.dentry.inode, inode)) return -EACCES;
    const jump = inode.jump();
    if (jump !== undefined) {
      at = jump;
      continue;
    }
    const target = inode.readlink();
    if (typeof target === 'number') return target;
    touchAtime(next.mount, inode, walker.now());
    if (target === '') return -ENOENT;
    if (target.startsWith('/')) at = walker.root;
    if (pending.length === 0 && target.endsWith('/')) mustBeDirectory = true;
    for (const part of components(target).reverse()) pending.push(part);
  }
  if (mustBeDirectory && !at.dentry.inode.isDirectory) return -ENOTDIR;
  return at;
}

/** fs.protected_symlinks, which Debian has on: in a sticky directory open to all only links of oneself or of its owner. */
function mayFollow({ credentials }: Walker, directory: Inode, link: Inode): boolean {
  const open = S_ISVTX | 0o002;
  return (directory.mode & open) !== open || link.uid === credentials.euid || link.uid === directory.uid;
}

/** The directory a new, removed or renamed name stands in. */
export function walkParent(walker: Walker, path: string): ParentAndName | number {
  if (path === '') return -ENOENT;
  if (path.length >= PATH_MAX) return -ENAMETOOLONG;
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 0x2f) end--;
  const hasTrailingSlash = end < path.length;
  const slash = path.lastIndexOf('/', end - 1);
  const name = path.slice(slash + 1, end);
  const directory = slash < 0 ? '.' : path.slice(0, slash + 1);
  const at = end === 0 ? walker.root : walk(walker, directory);
  if (typeof at === 'number') return at;
  const kind = name === '' ? 'root' : name === '.' ? 'dot' : name === '..' ? 'dotdot' : 'name';
  const denied = inodePermission(at.dentry.inode, MAY_EXEC, walker.credentials);
  return denied !== 0 ? denied : { at, name, kind, hasTrailingSlash };
}

/** One name further: `..` over mounts, down into mounts. Does not follow links. */
function step(walker: Walker, at: Location, name: string): Location | number {
  const { inode } = at.dentry;
  if (!inode.isDirectory) return -ENOTDIR;
  const denied = inodePermission(inode, MAY_EXEC, walker.credentials);
  if (denied !== 0) return denied;
  if (name === '.') return at;
  if (name === '..') return topmost(parentOf(walker.root, at));
  const child = lookupChild(at.dentry, name);
  return typeof child === 'number' ? child : topmost({ mount: at.mount, dentry: child });
}

function parentOf(root: Location, location: Location): Location {
  let { mount, dentry } = location;
  for (;;) {
    if (dentry === root.dentry && mount === root.mount) return { mount, dentry };
    if (dentry !== mount.root) return { mount, dentry: dentry.parent ?? dentry };
    if (mount.parent === null) return { mount, dentry };
    dentry = mount.mountpoint!;
    mount = mount.parent;
  }
}

/** Down to what is mounted on a place, and on that. */
function topmost(location: Location): Location {
  let { mount, dentry } = location;
  while (dentry.mounts !== null) {
    const above: Mount | undefined = dentry.mounts.find((one) => one.parent === mount);
    if (above === undefined) break;
    mount = above;
    dentry = above.root;
  }
  return mount === location.mount && dentry === location.dentry ? location : { mount, dentry };
}

/** The dentry of a name in a directory, without regard to mounts. */
export function lookupChild(parent: Dentry, name: string): Dentry | number {
  const cached = parent.children?.get(name);
  const { inode } = parent;
  if (cached !== undefined && !inode.superblock.revalidates) return cached;
  if (name.length > NAME_MAX) return -ENAMETOOLONG;
  if (parent.isDeleted) return -ENOENT;
  const found = inode.lookup(name);
  if (typeof found === 'number') {
    if (cached !== undefined && cached.mounts === null) forgetChild(parent, cached);
    return found;
  }
  return cached?.inode === found ? cached : adoptChild(parent, name, found);
}

/** Notes a name that a directory has now. */
export function adoptChild(parent: Dentry, name: string, inode: Inode): Dentry {
  const dentry = new Dentry(name, parent, inode);
  parent.children ??= new Map();
  if (parent.children.size >= CHILDREN_MAX) {
    for (const [key, child] of parent.children) if (!child.inode.isDirectory) parent.children.delete(key);
  }
  parent.children.set(name, dentry);
  return dentry;
}

export function forgetChild(parent: Dentry, child: Dentry): void {
  child.isDeleted = true;
  if (parent.children?.get(child.name) === child) parent.children.delete(child.name);
}

/** The absolute path of a place as a process with this root sees it; -ENOENT where it is gone or not below that root. */
export function pathOf(root: Location, location: Location): string | number {
  const { path, isDeleted, isReached } = upwards(root, location);
  return isDeleted || !isReached ? -ENOENT : path;
}

/** `d_path`: the same as text, also of what is gone. */
export function pathText(root: Location, location: Location): string {
  const { path, isDeleted } = upwards(root, location);
  return isDeleted ? `${path} (deleted)` : path;
}

function upwards(root: Location, location: Location) {
  const names: string[] = [];
  let { mount, dentry } = location;
  let isDeleted = false;
  let isReached = true;
  while (dentry !== root.dentry || mount !== root.mount) {
    isDeleted ||= dentry.isDeleted;
    if (dentry === mount.root) {
      isReached = mount.parent !== null;
      if (mount.parent === null) break;
      dentry = mount.mountpoint!;
      mount = mount.parent;
      continue;
    }
    names.push(dentry.name);
    isReached = dentry.parent !== null;
    if (dentry.parent === null) break;
    dentry = dentry.parent;
  }
  return { path: `/${names.reverse().join('/')}`, isDeleted, isReached };
}

const DAY_SECONDS = 86_400n;

/** `touch_atime` with the mount's policy. */
export function touchAtime(mount: Mount, inode: Inode, now: Timespec): void {
  if (mount.isReadOnly || mount.flags.atime === 'noatime') return;
  if (mount.flags.atime === 'relatime' && !isRelatimeDue(inode, now)) return;
  if (inode.atime.seconds === now.seconds && inode.atime.nanoseconds === now.nanoseconds) return;
  inode.setAttributes({ atime: now });
}

/** relatime_need_update: once after each change, and once a day. */
function isRelatimeDue({ atime, mtime, ctime }: Inode, now: Timespec): boolean {
  if (!isAfter(atime, mtime) || !isAfter(atime, ctime)) return true;
  return now.seconds - atime.seconds >= DAY_SECONDS;
}

function isAfter(left: Timespec, right: Timespec): boolean {
  return left.seconds > right.seconds || (left.seconds === right.seconds && left.nanoseconds > right.nanoseconds);
}
