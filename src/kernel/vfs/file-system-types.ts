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

/** Modules that bring file system types, which are named after them. */
export interface FileSystemModules {
  /** Loaded, or built in. */
  has(name: string): boolean;
  /** `request_module`: 0, or a negated error number. */
  request(name: string): number;
}

export class FileSystemTypes {
  readonly #types = new Map<string, FileSystemType>();
  /** Types of modules, known once the module is loaded. */
  readonly #ofModules = new Map<string, FileSystemType>();
  readonly #modules: FileSystemModules | undefined;

  /** `modules` absent: the types of modules are there from the start. */
  constructor(modules?: FileSystemModules) {
    this.#modules = modules;
  }

  register(type: FileSystemType): void {
    this.#types.set(type.name, type);
  }

  /** A type that comes with the module of its name. */
  registerModule(type: FileSystemType): void {
    this.#ofModules.set(type.name, type);
  }

  /** `get_fs_type`: asks for the module where the type is not there. */
  get(name: string): FileSystemType | undefined {
    const type = this.#types.get(name) ?? this.#ofModules.get(name);
    if (type === undefined || this.#types.has(name)) return type;
    return this.#modules === undefined || this.#modules.request(name) === 0 ? type : undefined;
  }

  all(): readonly FileSystemType[] {
    const loaded = [...this.#ofModules.values()].filter(({ name }) => this.#modules?.has(name) ?? true);
    return [...this.#types.values(), ...loaded];
  }

  /** `/proc/filesystems`. */
  text(): string {
    let text = '';
    for (const { name, needsDevice } of this.all()) text += `${needsDevice ? '' : 'nodev'}\t${name}\n`;
    return text;
  }
}
