/** One file of a root file system before it lies on a disk, and how such files are noted down. */
import { S_IFDIR, S_IFLNK, S_IFREG } from '../../../shell/posix.ts';
import { latin1Bytes } from '../../../sim/bytes.ts';

export interface RootEntry {
  /** Absolute, without a slash at the end; `/` is the root directory itself. */
  readonly path: string;
  /** Type and permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** Bytes of a regular file; made when first asked for. */
  readonly content?: () => Uint8Array;
  /** Target of a symbolic link. */
  readonly link?: string;
  /** Device number of a special file. */
  readonly rdev?: number;
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** Gathers entries; parents that nobody named are made as plain directories. */
export class RootTreeBuilder {
  readonly #entries = new Map<string, RootEntry>();
  readonly #mtime: number;

  constructor(mtime: number) {
    this.#mtime = mtime;
    this.#put({ path: '/', mode: S_IFDIR | 0o755, uid: 0, gid: 0, mtime });
  }

  directory(path: string, mode = 0o755, { uid = 0, gid = 0 }: Owner = {}): this {
    return this.#put({ path, mode: S_IFDIR | mode, uid, gid, mtime: this.#mtime });
  }

  text(path: string, text: string, mode = 0o644, owner: Owner = {}): this {
    return this.bytes(path, () => latin1Bytes(text), mode, owner);
  }

  bytes(path: string, content: () => Uint8Array, mode = 0o644, { uid = 0, gid = 0 }: Owner = {}): this {
    let made: Uint8Array | null = null;
    const once = (): Uint8Array => {
      made ??= content();
      return made;
    };
    return this.#put({ path, mode: S_IFREG | mode, uid, gid, mtime: this.#mtime, content: once });
  }

  link(path: string, target: string): this {
    return this.#put({ path, mode: S_IFLNK | 0o777, uid: 0, gid: 0, mtime: this.#mtime, link: target });
  }

  special(path: string, mode: number, rdev: number): this {
    return this.#put({ path, mode, uid: 0, gid: 0, mtime: this.#mtime, rdev });
  }

  #put(entry: RootEntry): this {
    const parent = entry.path.slice(0, entry.path.lastIndexOf('/'));
    if (parent !== '' && !this.#entries.has(parent)) this.directory(parent);
    this.#entries.set(entry.path, entry);
    return this;
  }

  /** Parents before what is in them, names in byte order. */
  build(): readonly RootEntry[] {
    return [...this.#entries.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }
}
