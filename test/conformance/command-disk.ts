/** The disk of a recorded command line: a whole root file system, and the recorded files in a folder that is bound to /root/t. */
import { mountExt4 } from '../../src/disk/ext4/mount.ts';
import type { DiskFileSystem } from '../../src/disk/file-system.ts';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import { populate, type TreeFile } from '../../src/disk/populate.ts';
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { buildProgramFile } from '../../src/formats/program-file.ts';
import { rootTree } from '../../src/kernel/userland/root-tree.ts';
import type { UserlandName } from '../../src/kernel/userland/userlands.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { S_IFDIR, S_IFLNK, S_IFREG, type Timespec } from '../../src/shell/posix.ts';

/** A file before or after a case (`scripts/record/commands-spec.ts`). */
export interface RecordedFile {
  readonly mode: string;
  readonly mtime?: number;
  readonly text?: string;
  readonly base64?: string;
  readonly link?: string;
  readonly directory?: true;
}

/** Where the recorder had its fresh copy. */
export const COPY = '/tmp/record';
/** Key and place of a first process that only waits. */
export const IDLE_INIT = { path: '/sbin/idle', key: 'test/idle' } as const;

/** 2024-03-01 12:00:00 UTC: recorded files without a time of their own. */
const MTIME = 1_709_294_400;
export const at = (seconds: number): Timespec => ({ seconds: BigInt(seconds), nanoseconds: 0 });

export function contentOf({ text, base64 }: RecordedFile): Uint8Array {
  return new Uint8Array(base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64'));
}

/** UTF-8 as the bytes of a name. */
export const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const roots = new Map<UserlandName, SparseDisk>();

/** A disk with the files in the recorder's folder. */
export function diskWith(userland: UserlandName, files: Readonly<Record<string, RecordedFile>>): SparseDisk {
  let root = roots.get(userland);
  if (root === undefined) {
    root = newFileSystem('ext4-uboot-256m');
    fill(root, rootFiles(userland));
    roots.set(userland, root);
  }
  const disk = root.fork();
  fill(disk, recordedFiles(files));
  return disk;
}

function fill(disk: SparseDisk, files: readonly TreeFile[]): void {
  const mounted = mountExt4(disk, { time: at(MTIME), journaled: false });
  if ('errno' in mounted) throw new Error(mounted.message);
  const fileSystem: DiskFileSystem = mounted.fileSystem;
  const { errno, path } = populate(fileSystem, files);
  if (errno !== 0) throw new Error(`${path}: error ${errno}`);
  fileSystem.unmount();
}

function folder(path: string, mode = 0o755): TreeFile {
  return { path, mode: S_IFDIR | mode, uid: 0, gid: 0, mtime: at(MTIME) };
}

function rootFiles(userland: UserlandName): TreeFile[] {
  const board = findBoard('pc')!;
  const kernel = findKernel('deb61')!;
  const tree = rootTree({ board, kernel, userland, deviceTree: null, kind: 'disk' });
  const files = tree.map(
    ({ path, mode, uid, gid, mtime, content, link, rdev }): TreeFile => ({
      path: path.slice(1),
      mode,
      uid,
      gid,
      mtime: at(mtime),
      ...(content === undefined ? {} : { content: content() }),
      ...(link === undefined ? {} : { link }),
      ...(rdev === undefined ? {} : { device: rdev }),
    }),
  );
  const there = new Set(files.map(({ path }) => path));
  const needed = [folder('tmp', 0o1777), folder('dev'), folder('proc'), folder('root', 0o700), folder('root/t')];
  // Merged /usr or not.
  const sbin = files.some(({ path, link }) => path === 'sbin' && link !== undefined) ? 'usr/sbin' : 'sbin';
  const init = buildProgramFile({ architecture: 'x86_64', key: IDLE_INIT.key });
  return [
    ...files,
    ...needed.filter(({ path }) => !there.has(path)),
    { path: `${sbin}/idle`, mode: S_IFREG | 0o755, uid: 0, gid: 0, mtime: at(MTIME), content: init },
  ];
}

/** The recorded files under their folder; parents that nobody named have mode 0755. */
function recordedFiles(files: Readonly<Record<string, RecordedFile>>): TreeFile[] {
  const top = COPY.slice(1);
  const made = new Map<string, TreeFile>([['tmp', folder('tmp', 0o1777)]]);
  const add = (file: TreeFile) => {
    const parent = file.path.slice(0, file.path.lastIndexOf('/'));
    if (!made.has(parent)) add(folder(parent));
    made.set(file.path, file);
  };
  add(folder(top));
  for (const [name, file] of Object.entries(files)) add(treeFile(`${top}/${latin1(name)}`, file));
  return [...made.values()];
}

function treeFile(path: string, file: RecordedFile): TreeFile {
  const common = { path, uid: 0, gid: 0, mtime: at(file.mtime ?? MTIME) };
  const bits = Number.parseInt(file.mode, 8);
  if (file.directory === true) return { ...common, mode: S_IFDIR | bits };
  if (file.link !== undefined) return { ...common, mode: S_IFLNK | 0o777, link: latin1(file.link) };
  return { ...common, mode: S_IFREG | bits, content: contentOf(file) };
}
