/**
 * System calls on files against what Linux answered (`scripts/record/vfs-calls.ts`): every error number, and what became of the
 * tree, on tmpfs and on ext4.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newFileSystem } from '../../../src/disk/new-file-system.ts';
import type { SystemCalls } from '../../../src/kernel/process/system-calls.ts';
import { type Blocking, O_CREAT, O_WRONLY, S_IFDIR, S_IFMT } from '../../../src/shell/posix.ts';
import { latin1Bytes } from '../../../src/sim/bytes.ts';
import { directory, TestSystem } from '../process/user-space-harness.ts';

type Call = readonly [name: string, path: string, second: string | number, third: string | number];
type Recorded = readonly [uid: number, call: Call, errno: number, changes?: readonly string[]];

const { records } = JSON.parse(readFileSync('test/fixtures/vfs/calls.json', 'utf8')) as {
  records: readonly Recorded[];
};

function* plant(calls: SystemCalls, top: string): Blocking<number> {
  const at = (name: string) => `${top}/${name}`;
  const write = function* (name: string, text: string): Blocking<void> {
    const fd = calls.open(at(name), O_WRONLY | O_CREAT, 0o644);
    yield* calls.write(fd, latin1Bytes(text));
    calls.close(fd);
  };
  calls.mkdir(top, 0o755);
  for (const name of ['dir', 'full', 'full/sub', 'sticky', 'closed']) calls.mkdir(at(name), 0o755);
  for (const [name, text] of Object.entries(texts)) yield* write(name, text);
  for (const [name, target] of Object.entries(links)) calls.symlink(target, at(name));
  for (const name of ['dir', 'full', 'full/sub', 'full/in', 'file', 'other']) calls.chown(at(name), 1000, 1000);
  for (const [name, mode] of Object.entries(modes)) calls.chmod(at(name), mode);
  calls.chown(top, 1000, 1000);
  return 0;
}

const texts = {
  file: 'text\n',
  other: '',
  'full/in': 'in',
  'sticky/roots': '',
  'closed/in': '',
  private: 'p',
  readable: 'r',
};
const links = { tofile: 'file', todir: 'dir', tofull: 'full', dangling: 'nowhere', loop: 'loop', chain: 'tofile' };
const modes = { sticky: 0o1777, 'sticky/roots': 0o666, closed: 0o700, private: 0o600, readable: 0o604 };

function* perform(system: SystemCalls, [name, path, second, third]: Call): Blocking<number> {
  const result = yield* made(system, name, path, second, third);
  return typeof result === 'number' ? result : 0;
}

function* made(
  system: SystemCalls,
  name: string,
  path: string,
  second: string | number,
  third: string | number,
): Blocking<unknown> {
  switch (name) {
    case 'mkdir':
      return system.mkdir(path, Number(second));
    case 'rmdir':
      return yield* system.rmdir(path);
    case 'unlink':
      return yield* system.unlink(path);
    case 'symlink':
      return system.symlink(path, String(second));
    case 'readlink':
      return system.readlink(path);
    case 'stat':
      return system.stat(path);
    case 'lstat':
      return system.lstat(path);
    case 'chmod':
      return system.chmod(path, Number(second));
    case 'chown':
      return system.chown(path, Number(second), Number(third));
    case 'readDirectory':
      return system.readDirectory(path);
    case 'access':
      return system.access(path, Number(second));
    case 'open': {
      const fd = system.open(path, Number(second), Number(third));
      return fd < 0 ? fd : system.close(fd);
    }
    case 'rename':
      return system.rename(path, String(second));
    default:
      return system.link(path, String(second));
  }
}

/** Each name below a directory: type and permission bits in octal, links, owner. */
function tree(system: SystemCalls, folder: string, prefix = ''): string[] {
  const names = system.readDirectory(folder);
  if (typeof names === 'number') return [`${folder}: error ${names}`];
  return names
    .filter((name) => name !== '.' && name !== '..')
    .sort()
    .flatMap((name) => {
      const status = system.lstat(`${folder}/${name}`);
      if (typeof status === 'number') return [`${prefix}${name}: error ${status}`];
      const line = `${prefix}${name} ${status.mode.toString(8)} ${status.nlink} ${status.uid}`;
      const isDirectory = (status.mode & S_IFMT) === S_IFDIR;
      return isDirectory ? [line, ...tree(system, `${folder}/${name}`, `${prefix}${name}/`)] : [line];
    });
}

/** The lines that came out differently. */
function differences(system: TestSystem, top: string): string[] {
  const wrong: string[] = [];
  let folder = '';
  let count = 0;
  let before: string[] = [];
  for (const [uid, call, errno, changes = []] of records) {
    if (folder === '') {
      const above = `${top}/${++count}`;
      folder = `${above}/t`;
      system.now(function* (calls) {
        calls.mkdir(above, 0o755);
        return yield* plant(calls, folder);
      });
      before = look(system, folder);
    }
    const result = system.now(function* (calls) {
      calls.chdir(folder);
      calls.setgid(uid);
      calls.setuid(uid);
      return yield* perform(calls, call);
    });
    const after = look(system, folder);
    const found = [
      ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
      ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
    ];
    // A tree that has changed is not used again.
    if (found.length > 0 || (result === 0 && call[0].startsWith('ch'))) folder = '';
    if (result !== -errno || found.join('\n') !== changes.join('\n')) {
      wrong.push(`${uid} ${call.join(' ').slice(0, 60)}: ${result}, recorded ${-errno}; ${found} | ${changes}`);
    }
  }
  return wrong;
}

function look(system: TestSystem, folder: string): string[] {
  return system.now(function* (calls) {
    yield* [];
    return tree(calls, folder);
  }) as string[];
}

test('on tmpfs', () => {
  expect(records.length).toBeGreaterThan(6000);
  const system = new TestSystem({ entries: [directory('/top')], ramBytes: 1 << 30 });
  expect(system.now((calls) => calls.mount('tmpfs', '/top', 'tmpfs', [], 'nr_inodes=0'))).toBe(0);
  expect(differences(system, '/top')).toEqual([]);
});

test('on ext4', () => {
  const system = new TestSystem({
    entries: [
      directory('/top'),
      { path: '/dev/vda', mode: 0o060600, uid: 0, gid: 0, mtime: { seconds: 0n, nanoseconds: 0 }, device: 0xfd00 },
    ],
    options: { disks: [{ name: 'vda', major: 253, minor: 0, device: newFileSystem('ext4-uboot-256m') }] },
  });
  expect(system.now((calls) => calls.mount('/dev/vda', '/top', 'ext4', [], ''))).toBe(0);
  expect(differences(system, '/top')).toEqual([]);
});
