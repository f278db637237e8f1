/**
 * What is mounted where: Linux `fs/namespace.c` with one namespace, and the text of `/proc/mounts` (`fs/proc_namespace.c`).
 *
 * Left out: propagation, move of whole trees into themselves, recursive bind mounts.
 */
import { assert } from '../../sim/assert.ts';
import { EBUSY, EINVAL, ELOOP, ENOTDIR } from '../../sim/errno.ts';
import { pathOf } from './path-walk.ts';
import { type Dentry, type Location, Mount, type MountFlags, type SuperBlock } from './vfs-objects.ts';

export class MountTable {
  readonly #mounts: Mount[] = [];
  #nextId = 1;
  #root: Location | null = null;

  /** The root of everything. */
  get root(): Location {
    assert(this.#root !== null, 'nothing is mounted yet');
    return this.#root;
  }

  get mounts(): readonly Mount[] {
    return this.#mounts;
  }

  /** Mounts the first file system, or another one over it as `switch_root` and prepare_namespace do. */
  setRoot(superblock: SuperBlock, source: string, flags: MountFlags): Mount {
    const mount = this.#add(superblock.rootDentry, null, source, flags);
    this.#root = { mount, dentry: mount.root };
    return mount;
  }

  /** Makes a mounted file system the root of all processes to come: `pivot` of the root over rootfs. */
  moveToRoot(mount: Mount): void {
    this.#detachFromParent(mount);
    mount.parent = null;
    mount.mountpoint = null;
    this.#root = { mount, dentry: mount.root };
  }

  attach(root: Dentry, at: Location, source: string, flags: MountFlags): Mount | number {
    if (root.inode.isDirectory !== at.dentry.inode.isDirectory) return -ENOTDIR;
    // The same file system of the same root twice on one place.
    if (at.dentry === at.mount.root && at.mount.root === root && at.mount.parent !== null) return -EBUSY;
    return this.#add(root, at, source, flags);
  }

  #add(root: Dentry, at: Location | null, source: string, flags: MountFlags): Mount {
    const mount = new Mount(this.#nextId++, root, at, source, flags);
    this.#mounts.push(mount);
    root.inode.superblock.mountCount++;
    if (at !== null) {
      at.dentry.mounts ??= [];
      at.dentry.mounts.push(mount);
    }
    return mount;
  }

  /** `MS_MOVE`. */
  move(mount: Mount, to: Location): number {
    if (mount.parent === null) return -EINVAL;
    for (let at: Mount | null = to.mount; at !== null; at = at.parent) if (at === mount) return -ELOOP;
    this.#detachFromParent(mount);
    mount.parent = to.mount;
    mount.mountpoint = to.dentry;
    to.dentry.mounts ??= [];
    to.dentry.mounts.push(mount);
    return 0;
  }

  /** 0 or -EBUSY, -EINVAL. A lazy one is only taken out of the tree. */
  detach(mount: Mount, isLazy: boolean): number {
    if (mount.parent === null) return -EINVAL;
    const children = this.#mounts.filter((one) => one.parent === mount);
    if (!isLazy && (mount.users > 0 || children.length > 0)) return -EBUSY;
    for (const child of children) this.detach(child, true);
    this.#detachFromParent(mount);
    this.#mounts.splice(this.#mounts.indexOf(mount), 1);
    const { superblock } = mount;
    if (--superblock.mountCount === 0) superblock.unmount();
    return 0;
  }

  #detachFromParent(mount: Mount): void {
    const list = mount.mountpoint?.mounts;
    if (list === null || list === undefined) return;
    list.splice(list.indexOf(mount), 1);
    if (list.length === 0) mount.mountpoint!.mounts = null;
  }

  /** True when something is mounted on this name, in any mount of its file system. */
  isMountpoint(dentry: Dentry): boolean {
    return dentry.mounts !== null;
  }

  superblocks(): readonly SuperBlock[] {
    return [...new Set(this.#mounts.map(({ superblock }) => superblock))];
  }

  /** `/proc/mounts`. */
  mountsText(): string {
    let text = '';
    for (const mount of this.#mounts) {
      const path = this.pathOf(mount);
      if (path === null) continue;
      const { superblock, flags } = mount;
      let options = superblock.readOnly || flags.readOnly ? 'ro' : 'rw';
      if (superblock.isSynchronous === true) options += ',sync';
      options += mountFlagsText(flags);
      options += superblock.optionsText();
      text += `${mangle(mount.source)} ${mangle(path)} ${superblock.type} ${options} 0 0\n`;
    }
    return text;
  }

  /** Where a mount stands; null when it is hidden or not under the root. */
  pathOf(mount: Mount): string | null {
    const path = pathOf(this.root, { mount, dentry: mount.root });
    return typeof path === 'number' ? null : path;
  }
}

/** show_mnt_opts. */
export function mountFlagsText(flags: MountFlags): string {
  let text = '';
  if (flags.nosuid) text += ',nosuid';
  if (flags.nodev) text += ',nodev';
  if (flags.noexec) text += ',noexec';
  if (flags.atime === 'noatime') text += ',noatime';
  if (flags.atime === 'relatime') text += ',relatime';
  return text;
}

/** Blank, tab, line end, backslash and # in octal. */
function mangle(text: string): string {
  return text.replace(/[ \t\n\\#]/g, (letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`);
}
