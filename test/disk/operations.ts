/** Sequences of operations for a file system and the model beside it. */
import fc from 'fast-check';
import type { DiskFileSystem } from '../../src/disk/file-system.ts';
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from '../../src/shell/posix.ts';
import { ENOTDIR } from '../../src/sim/errno.ts';
import { type Dump, describeFile, ModelFileSystem } from './model.ts';

export type Operation =
  | { readonly do: 'create' | 'mkdir' | 'unlink' | 'rmdir'; readonly path: string }
  | { readonly do: 'write'; readonly path: string; readonly offset: number; readonly length: number }
  | { readonly do: 'truncate'; readonly path: string; readonly size: number }
  | { readonly do: 'symlink'; readonly path: string; readonly length: number }
  | { readonly do: 'chmod'; readonly path: string; readonly mode: number }
  | { readonly do: 'link' | 'rename'; readonly path: string; readonly to: string }
  | { readonly do: 'many'; readonly path: string; readonly count: number; readonly nameLength: number }
  | { readonly do: 'clear'; readonly path: string; readonly step: number }
  | { readonly do: 'commit' };

const names = ['a', 'b', 'c', 'dir', 'sub', 'a name with spaces', `long-${'x'.repeat(200)}`, '\xe4\xf6'];
const name = fc.constantFrom(...names);
const folder = fc.constantFrom('', '/dir', '/sub', '/dir/sub');
const path = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(folder, name).map(([above, last]) => `${above}/${last}`) },
  { weight: 1, arbitrary: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`) },
);
const offset = fc.oneof(fc.nat(5000), fc.nat(300_000), fc.nat(3_000_000));
const length = fc.oneof(fc.nat(100), fc.nat(9000), fc.nat(120_000));

/** Weighted towards what changes the most. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: path.map((at) => ({ do: 'create' as const, path: at })) },
  { weight: 3, arbitrary: path.map((at) => ({ do: 'mkdir' as const, path: at })) },
  { weight: 2, arbitrary: path.map((at) => ({ do: 'unlink' as const, path: at })) },
  { weight: 1, arbitrary: path.map((at) => ({ do: 'rmdir' as const, path: at })) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('write' as const), path, offset, length }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('truncate' as const), path, size: offset }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('symlink' as const), path, length: fc.integer({ min: 1, max: 300 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('chmod' as const), path, mode: fc.nat(0o7777) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('link' as const), path, to: path }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('rename' as const), path, to: path }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('many' as const),
      path: name.map((at) => `/${at}`),
      count: fc.nat(400),
      nameLength: fc.integer({ min: 5, max: 250 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clear' as const),
      path: name.map((at) => `/${at}`),
      step: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'commit' as const }) },
);

/** What most paths of the operations lead through. */
export const prelude: readonly Operation[] = [
  { do: 'mkdir', path: '/dir' },
  { do: 'mkdir', path: '/sub' },
  { do: 'mkdir', path: '/dir/sub' },
  { do: 'create', path: '/a' },
  { do: 'create', path: '/dir/b' },
  { do: 'write', path: '/a', offset: 0, length: 50_000 },
  { do: 'commit' },
];

const time = { seconds: 1_700_000_000n, nanoseconds: 123_456_789 };
const made = (mode: number) => ({ mode, uid: 1000, gid: 100, time });

/** Bytes that tell where they belong. */
export function filler(offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = Math.imul(offset + at, 2654435761) >>> 24 || 1;
  return bytes;
}

/** Applies operations to a file system and to the model; gives each pair of results. */
export class Pair {
  readonly model: ModelFileSystem;
  readonly fileSystem: DiskFileSystem;

  constructor(fileSystem: DiskFileSystem) {
    this.fileSystem = fileSystem;
    this.model = new ModelFileSystem(fileSystem.lookup(fileSystem.root, 'lost+found') > 0);
  }

  apply(operation: Operation): readonly [ours: number, model: number] {
    const { model, fileSystem } = this;
    switch (operation.do) {
      case 'create':
        return [this.#make(operation.path, S_IFREG | 0o644), model.make(operation.path, S_IFREG | 0o644)];
      case 'mkdir':
        return [this.#make(operation.path, S_IFDIR | 0o755), model.make(operation.path, S_IFDIR | 0o755)];
      case 'symlink': {
        const target = 't'.repeat(operation.length);
        return [
          this.#make(operation.path, S_IFLNK | 0o777, target),
          model.make(operation.path, S_IFLNK | 0o777, target),
        ];
      }
      case 'unlink':
      case 'rmdir': {
        const isDirectory = operation.do === 'rmdir';
        return [this.#remove(operation.path, isDirectory), model.remove(operation.path, isDirectory)];
      }
      case 'write': {
        const bytes = filler(operation.offset, operation.length);
        const ino = this.find(operation.path);
        const ours = ino < 0 ? ino : fileSystem.write(ino, operation.offset, bytes, time);
        return [ours, model.write(operation.path, operation.offset, bytes)];
      }
      case 'truncate': {
        const ino = this.find(operation.path);
        const ours = ino < 0 ? ino : fileSystem.truncate(ino, operation.size, time);
        return [ours, model.truncate(operation.path, operation.size)];
      }
      case 'chmod': {
        const ino = this.find(operation.path);
        const ours = ino < 0 ? ino : fileSystem.change(ino, { mode: operation.mode, ctime: time });
        return [ours, model.chmod(operation.path, operation.mode)];
      }
      case 'link':
        return [this.#link(operation.path, operation.to), model.link(operation.path, operation.to)];
      case 'rename':
        return [this.#rename(operation.path, operation.to), model.rename(operation.path, operation.to)];
      case 'many':
        return this.#many(operation);
      case 'clear':
        return this.#clear(operation);
      case 'commit':
        fileSystem.commit();
        return [0, 0];
    }
  }

  /** The inode at a path, or the error. */
  find(path: string): number {
    let at = this.fileSystem.root;
    for (const part of path.split('/').filter((piece) => piece !== '')) {
      at = this.fileSystem.lookup(at, part);
      if (at < 0) return at;
    }
    return at;
  }

  #split(path: string): [directory: number, name: string] {
    const slash = path.lastIndexOf('/');
    const directory = this.find(path.slice(0, slash));
    const status = directory < 0 ? directory : this.fileSystem.inode(directory);
    const isNone = typeof status !== 'number' && (status.mode & S_IFMT) !== S_IFDIR;
    return [isNone ? -ENOTDIR : directory, path.slice(slash + 1)];
  }

  #make(path: string, mode: number, target = ''): number {
    const [directory, last] = this.#split(path);
    if (directory < 0) return directory;
    const type = mode & S_IFMT;
    const { fileSystem } = this;
    const ino =
      type === S_IFDIR
        ? fileSystem.mkdir(directory, last, made(mode))
        : type === S_IFLNK
          ? fileSystem.symlink(directory, last, target, made(mode))
          : fileSystem.create(directory, last, made(mode));
    return Math.min(ino, 0);
  }

  #remove(path: string, isDirectory: boolean): number {
    const [directory, last] = this.#split(path);
    if (directory < 0) return directory;
    const ino = this.fileSystem.lookup(directory, last);
    const ended = isDirectory
      ? this.fileSystem.rmdir(directory, last, time)
      : this.fileSystem.unlink(directory, last, time);
    if (ended === 0) this.#forget(ino);
    return ended;
  }

  #forget(ino: number): void {
    const status = this.fileSystem.inode(ino);
    if (typeof status !== 'number' && status.nlink === 0) this.fileSystem.forget(ino, time);
  }

  #link(from: string, to: string): number {
    const ino = this.find(from);
    if (ino < 0) return ino;
    const status = this.fileSystem.inode(ino);
    const [directory, last] = this.#split(to);
    if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR) {
      return directory < 0
        ? this.fileSystem.link(this.fileSystem.root, 'x', ino, time)
        : this.fileSystem.link(directory, last, ino, time);
    }
    return directory < 0 ? directory : this.fileSystem.link(directory, last, ino, time);
  }

  #rename(from: string, to: string): number {
    const [source, fromName] = this.#split(from);
    const [target, toName] = this.#split(to);
    if (source < 0) return source;
    if (target < 0) return target;
    const replaced = this.fileSystem.lookup(target, toName);
    const ended = this.fileSystem.rename(source, fromName, target, toName, time);
    if (ended === 0 && replaced > 0) this.#forget(replaced);
    return ended;
  }

  #many({ path: at, count, nameLength }: Operation & { do: 'many' }): readonly [number, number] {
    let ours = 0;
    let model = 0;
    for (let index = 0; index < count && ours === model; index++) {
      const path = `${at}/${`${index}-`.padEnd(nameLength, 'n')}`;
      ours = this.#make(path, S_IFREG | 0o600);
      model = this.model.make(path, S_IFREG | 0o600);
    }
    return [ours, model];
  }

  #clear({ path: at, step }: Operation & { do: 'clear' }): readonly [number, number] {
    const found = this.model.find(at);
    if (typeof found === 'number') return [this.find(at), found];
    let ours = 0;
    let model = 0;
    for (const [index, last] of [...found.names.keys()].entries()) {
      if (index % step !== 0 || ours !== model) continue;
      ours = this.#remove(`${at}/${last}`, false);
      model = this.model.remove(`${at}/${last}`, false);
    }
    return [ours, model];
  }
}

/** All that can be seen, read through the engine. */
export function dumpFileSystem(fileSystem: DiskFileSystem): Dump {
  const dump: Dump = new Map();
  const walk = (path: string, ino: number): void => {
    const status = fileSystem.inode(ino);
    if (typeof status === 'number') {
      dump.set(path, `error ${status}`);
      return;
    }
    const type = status.mode & S_IFMT;
    const target = type === S_IFLNK ? fileSystem.readlink(ino) : '';
    const content = type === S_IFREG ? fileSystem.read(ino, 0, status.size) : new Uint8Array(0);
    if (typeof content === 'number' || typeof target === 'number') {
      dump.set(path, `error ${content} ${target}`);
      return;
    }
    dump.set(path, describeFile(status.mode, status.nlink, content, target));
    if (type !== S_IFDIR) return;
    const entries = fileSystem.list(ino);
    if (typeof entries === 'number') {
      dump.set(path, `error ${entries}`);
      return;
    }
    for (const { name: child, ino: number } of entries) {
      if (child !== '.' && child !== '..') walk(`${path}/${child}`, number);
    }
  };
  walk('', fileSystem.root);
  return dump;
}
