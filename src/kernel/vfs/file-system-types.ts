/** The file system types a kernel knows, and mounting by type: Linux `fs/filesystems.c` and the mount half of `fs/namespace.c`. */
import type { Credentials } from './credentials.ts';
import type { SuperBlock } from './vfs-objects.ts';

export interface MountRequest {
  readonly source: string;
  /** Comma-separated options that are the file system's own. */
  readonly data: string;
  readonly readOnly: boolean;
  readonly isSynchronous: boolean;
  readonly credentials: Credentials;
  /** The block device the source names, by number: for types that need one. */
  readonly rdev: number | null;
}

export interface FileSystemType {
  readonly name: string;
  /** Mounted from a block device; others are `nodev` in `/proc/filesystems`. */
  readonly needsDevice: boolean;
  /** A superblock, new or the one that is there already; or an error. */
  mount(request: MountRequest): SuperBlock | number;
}

export class FileSystemTypes {
  readonly #types = new Map<string, FileSystemType>();

  register(type: FileSystemType): void {
    this.#types.set(type.name, type);
  }

  get(name: string): FileSystemType | undefined {
    return this.#types.get(name);
  }

  all(): readonly FileSystemType[] {
    return [...this.#types.values()];
  }

  /** `/proc/filesystems`. */
  text(): string {
    let text = '';
    for (const { name, needsDevice } of this.#types.values()) text += `${needsDevice ? '' : 'nodev'}\t${name}\n`;
    return text;
  }
}
