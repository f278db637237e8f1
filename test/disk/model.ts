/**
 * The obvious way to write a file system: a tree of objects and whole byte arrays. Paths, errors as negated numbers.
 *
 * Knows nothing of disks; what a disk cannot hold (room, sizes) is left out.
 */
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from '../../src/shell/posix.ts';
import { EEXIST, EINVAL, EISDIR, ENOENT, ENOTDIR, ENOTEMPTY, EPERM } from '../../src/sim/errno.ts';

export interface ModelNode {
  mode: number;
  links: number;
  content: Uint8Array;
  target: string;
  names: Map<string, ModelNode>;
}

export class ModelFileSystem {
  root = node(S_IFDIR | 0o755);

  constructor(lostAndFound: boolean) {
    this.root.links = 2;
    if (!lostAndFound) return;
    this.root.names.set('lost+found', { ...node(S_IFDIR | 0o700), links: 2 });
    this.root.links = 3;
  }

  find(path: string): ModelNode | number {
    let at = this.root;
    for (const name of path.split('/').filter((part) => part !== '')) {
      if ((at.mode & S_IFMT) !== S_IFDIR) return -ENOTDIR;
      const next = at.names.get(name);
      if (next === undefined) return -ENOENT;
      at = next;
    }
    return at;
  }

  make(path: string, mode: number, target = ''): number {
    const place = this.#place(path);
    if (typeof place === 'number') return place;
    const { directory, name } = place;
    if (directory.names.has(name)) return -EEXIST;
    const made = { ...node(mode), target };
    directory.names.set(name, made);
    if ((mode & S_IFMT) !== S_IFDIR) return 0;
    made.links = 2;
    directory.links++;
    return 0;
  }

  write(path: string, offset: number, bytes: Uint8Array): number {
    const file = this.#file(path);
    if (typeof file === 'number') return file;
    if (bytes.length === 0) return 0;
    const end = Math.max(file.content.length, offset + bytes.length);
    const grown = new Uint8Array(end);
    grown.set(file.content);
    grown.set(bytes, offset);
    file.content = grown;
    return bytes.length;
  }

  truncate(path: string, size: number): number {
    const file = this.#file(path);
    if (typeof file === 'number') return file;
    const cut = new Uint8Array(size);
    cut.set(file.content.subarray(0, size));
    file.content = cut;
    return 0;
  }

  chmod(path: string, mode: number): number {
    const found = this.find(path);
    if (typeof found === 'number') return found;
    found.mode = (found.mode & S_IFMT) | mode;
    return 0;
  }

  link(from: string, to: string): number {
    const found = this.find(from);
    if (typeof found === 'number') return found;
    if ((found.mode & S_IFMT) === S_IFDIR) return -EPERM;
    const place = this.#place(to);
    if (typeof place === 'number') return place;
    if (place.directory.names.has(place.name)) return -EEXIST;
    place.directory.names.set(place.name, found);
    found.links++;
    return 0;
  }

  remove(path: string, wantsDirectory: boolean): number {
    const place = this.#place(path);
    if (typeof place === 'number') return place;
    const found = place.directory.names.get(place.name);
    if (found === undefined) return -ENOENT;
    const isDirectory = (found.mode & S_IFMT) === S_IFDIR;
    if (wantsDirectory && !isDirectory) return -ENOTDIR;
    if (!wantsDirectory && isDirectory) return -EISDIR;
    if (found.names.size > 0) return -ENOTEMPTY;
    place.directory.names.delete(place.name);
    found.links--;
    if (isDirectory) place.directory.links--;
    return 0;
  }

  rename(from: string, to: string): number {
    const source = this.#place(from);
    const target = this.#place(to);
    if (typeof source === 'number') return source;
    if (typeof target === 'number') return target;
    const moved = source.directory.names.get(source.name);
    if (moved === undefined) return -ENOENT;
    const replaced = target.directory.names.get(target.name);
    if (replaced === moved) return 0;
    const isDirectory = (moved.mode & S_IFMT) === S_IFDIR;
    if (isDirectory && contains(moved, target.directory)) return -EINVAL;
    if (replaced !== undefined) {
      const replacesDirectory = (replaced.mode & S_IFMT) === S_IFDIR;
      if (replacesDirectory && !isDirectory) return -EISDIR;
      if (!replacesDirectory && isDirectory) return -ENOTDIR;
      if (replaced.names.size > 0) return -ENOTEMPTY;
      replaced.links--;
      if (replacesDirectory) target.directory.links--;
    }
    source.directory.names.delete(source.name);
    target.directory.names.set(target.name, moved);
    if (isDirectory) {
      source.directory.links--;
      target.directory.links++;
    }
    return 0;
  }

  #file(path: string): ModelNode | number {
    const found = this.find(path);
    if (typeof found === 'number') return found;
    const type = found.mode & S_IFMT;
    if (type === S_IFDIR) return -EISDIR;
    return type === S_IFREG ? found : -EINVAL;
  }

  #place(path: string): { directory: ModelNode; name: string } | number {
    const slash = path.lastIndexOf('/');
    const directory = this.find(slash < 0 ? '' : path.slice(0, slash));
    if (typeof directory === 'number') return directory;
    if ((directory.mode & S_IFMT) !== S_IFDIR) return -ENOTDIR;
    return { directory, name: path.slice(slash + 1) };
  }
}

function node(mode: number): ModelNode {
  return { mode, links: 1, content: new Uint8Array(0), target: '', names: new Map() };
}

function contains(outer: ModelNode, inner: ModelNode): boolean {
  if (outer === inner) return true;
  for (const child of outer.names.values()) if (contains(child, inner)) return true;
  return false;
}

/** Everything that can be seen of a file, by path. */
export type Dump = Map<string, string>;

export function describeFile(mode: number, links: number, content: Uint8Array, target: string): string {
  const type = mode & S_IFMT;
  const what = type === S_IFLNK ? target : `${content.length}:${sum(content)}`;
  return `${mode.toString(8)} ${links} ${type === S_IFDIR ? '' : what}`;
}

export function dumpModel(model: ModelFileSystem): Dump {
  const dump: Dump = new Map();
  const walk = (path: string, at: ModelNode): void => {
    dump.set(path, describeFile(at.mode, at.links, at.content, at.target));
    for (const [name, child] of at.names) walk(`${path}/${name}`, child);
  };
  walk('', model.root);
  return dump;
}

function sum(bytes: Uint8Array): string {
  let low = 1;
  let high = 7;
  for (const byte of bytes) {
    low = (Math.imul(low, 31) + byte) | 0;
    high = (Math.imul(high ^ byte, 0x01000193) + low) | 0;
  }
  return `${low >>> 0}.${high >>> 0}`;
}
