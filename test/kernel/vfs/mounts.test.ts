import { describe, expect, test } from 'vitest';
import type { SystemCalls } from '../../../src/kernel/process/system-calls.ts';
import { pseudoFileSystem } from '../../../src/kernel/vfs/pseudo-file-system.ts';
import { type PseudoNode, pseudoDirectory } from '../../../src/kernel/vfs/pseudo-tree.ts';
import { type Blocking, O_CREAT, O_RDONLY, O_RDWR, O_WRONLY } from '../../../src/shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { contents, directory, file, TestSystem } from '../process/user-space-harness.ts';

function make(): TestSystem {
  return new TestSystem({ entries: [directory('/a'), directory('/b'), file('/a/below', 'x')] });
}

function* put(calls: SystemCalls, path: string, text: string): Blocking<number> {
  const fd = calls.open(path, O_WRONLY | O_CREAT);
  if (fd < 0) return fd;
  const written = yield* calls.write(fd, latin1Bytes(text));
  calls.close(fd);
  return written;
}

describe('mounts', () => {
  test('a mount covers, is busy while used, and uncovers', () => {
    const system = make();
    const seen = system.now(function* (calls) {
      const results: unknown[] = [yield* calls.mount('tm', '/a', 'tmpfs', ['nosuid', 'nodev'], 'size=64k,mode=750')];
      results.push(calls.readDirectory('/a'), calls.readDirectory('/a/..') === calls.readDirectory('/'));
      const fd = calls.open('/a/file', O_RDWR | O_CREAT);
      results.push(yield* calls.umount('/a'), calls.close(fd), yield* calls.umount('/a/file'));
      calls.chdir('/a');
      results.push(yield* calls.umount('/a'), calls.getcwd(), calls.chdir('..'), calls.getcwd());
      results.push(yield* calls.umount('/a'), calls.readDirectory('/a'), yield* calls.umount('/a'));
      return results as never;
    });
    expect(seen).toEqual([0, ['.', '..'], false, -16, 0, -22, -16, '/a', 0, '/', 0, ['.', '..', 'below'], -22]);
  });

  test('/proc/mounts', () => {
    const system = make();
    system.now(function* (calls) {
      yield* calls.mount('tm', '/a', 'tmpfs', ['nosuid', 'noatime'], 'size=64k,mode=750');
      calls.mkdir('/a/sp ace', 0o755);
      yield* calls.mount('/a', '/a/sp ace', '', ['bind'], '');
      yield* calls.mount('none', '/a', '', ['remount', 'ro', 'nodev'], 'size=128k');
      return 0;
    });
    const lines = system.userSpace.vfs.mounts.mountsText().split('\n');
    expect(lines).toEqual([
      'rootfs / rootfs rw 0 0',
      'tm /a tmpfs ro,nodev,relatime,size=128k,mode=750,inode64 0 0',
      'tm /a/sp\\040ace tmpfs ro,nosuid,noatime,size=128k,mode=750,inode64 0 0',
      '',
    ]);
  });

  test('read-only, noexec, nodev and full file systems refuse', () => {
    const system = make();
    const seen = system.now(function* (calls) {
      yield* calls.mount('tm', '/a', 'tmpfs', ['noexec', 'nodev'], 'size=8k,nr_inodes=4');
      const results: unknown[] = [];
      results.push(yield* put(calls, '/a/full', 'x'.repeat(10_000)), yield* put(calls, '/a/more', 'x'));
      results.push(calls.mknod('/a/null', 0o020666, 0x103), calls.open('/a/null', O_RDONLY));
      results.push(calls.mkdir('/a/one', 0o755), calls.mkdir('/a/two', 0o755));
      results.push(yield* calls.exec('/a/full', ['x'], []));
      results.push(yield* calls.mount('none', '/a', '', ['remount', 'ro'], ''), yield* put(calls, '/a/new', ''));
      results.push(calls.mkdir('/a/new', 0o755), yield* calls.unlink('/a/full'), calls.chmod('/a', 0o700));
      results.push(yield* calls.mount('x', '/b', 'nofs', [], ''), yield* calls.mount('x', '/none', 'tmpfs', [], ''));
      results.push(
        yield* calls.mount('x', '/b', 'tmpfs', [], 'bogus=1'),
        yield* calls.mount('/b', '/b', 'ext4', [], ''),
      );
      return results as never;
    });
    expect(seen).toEqual([8192, -28, 0, -13, -28, -28, -13, 0, -30, -30, -30, -30, -19, -2, -22, -15]);
  });

  test('bind mounts show the same files, moves take them along', () => {
    const system = make();
    const seen = system.now(function* (calls) {
      yield* calls.mount('/a', '/b', '', ['bind'], '');
      const results: unknown[] = [
        yield* contents(calls, '/b/below'),
        calls.rename('/a/below', '/b/x'),
        yield* calls.rmdir('/b'),
      ];
      calls.mkdir('/c', 0o755);
      results.push(yield* calls.mount('/b', '/c', '', ['move'], ''), calls.readDirectory('/b'));
      results.push(yield* contents(calls, '/c/below'));
      return results as never;
    });
    expect(seen).toEqual(['x', -18, -16, 0, ['.', '..'], 'x']);
  });
});

describe('pseudo file systems', () => {
  const written: string[] = [];
  let readings = 0;
  const names = new Set(['a', 'b']);
  const tree = pseudoDirectory({
    value: {
      kind: 'file',
      mode: 0o644,
      read: () => `${++readings}\n`,
      write: (text, offset) => {
        written.push(`${offset}:${text}`);
        return text === 'bad' ? -22 : text.length;
      },
    },
    secret: { kind: 'file', mode: 0o200, strict: true, write: (text) => text.length },
    link: { kind: 'link', mode: 0o777, target: () => 'value' },
    records: {
      kind: 'directory',
      mode: 0o750,
      names: () => [...names],
      child: (name): PseudoNode | undefined =>
        names.has(name) ? { kind: 'file', mode: 0o444, size: 3, read: () => 'rec' } : undefined,
      unlink: (name) => (names.delete(name) ? 0 : -2),
    },
  });

  test('contents are taken at the first read, writes go through, names come and go', () => {
    const system = new TestSystem({ entries: [directory('/p')] });
    const { vfs } = system.userSpace;
    system.userSpace.fileSystems.register(
      pseudoFileSystem({ type: 'sysfs', root: () => tree, dev: () => vfs.anonymousDevice(), now: vfs.now }),
    );
    const seen = system.now(function* (calls) {
      const results: unknown[] = [yield* calls.mount('sysfs', '/p', 'sysfs', [], '')];
      const fd = calls.open('/p/link', O_RDWR);
      const first = yield* calls.read(fd, 1);
      const second = yield* calls.read(fd, 10);
      results.push(...[first, second].map((bytes) => (typeof bytes === 'number' ? bytes : latin1Text(bytes))));
      calls.lseek(fd, 0, 0);
      const again = yield* calls.read(fd, 10);
      results.push(typeof again === 'number' ? again : latin1Text(again));
      results.push(yield* calls.write(fd, latin1Bytes('new')), yield* calls.write(fd, latin1Bytes('bad')));
      results.push(
        calls.open('/p/secret', O_RDONLY),
        calls.open('/p/new', O_WRONLY | O_CREAT),
        calls.mkdir('/p/d', 0o755),
      );
      results.push(
        yield* calls.unlink('/p/value'),
        yield* calls.unlink('/p/records/a'),
        calls.readDirectory('/p/records'),
      );
      results.push(calls.chmod('/p/value', 0o600), calls.chown('/p/value', 5, 6));
      const status = calls.stat('/p/value');
      results.push(typeof status === 'number' ? status : [status.mode, status.uid, status.gid, status.size]);
      return results as never;
    });
    expect(seen).toEqual([
      0,
      '1',
      '\n',
      '2\n',
      3,
      -22,
      -13,
      -13,
      -1,
      -1,
      0,
      ['.', '..', 'b'],
      0,
      0,
      [0o100600, 5, 6, 0],
    ]);
    expect(written).toEqual(['2:new', '5:bad']);
  });
});

test('getcwd of a removed directory', () => {
  const system = make();
  const seen = system.now(function* (calls) {
    calls.mkdir('/a/gone', 0o755);
    calls.chdir('/a/gone');
    yield* calls.rmdir('/a/gone');
    return [calls.getcwd(), calls.open('x', O_WRONLY | O_CREAT), calls.readDirectory('.')] as never;
  });
  expect(seen).toEqual([-2, -2, ['.', '..']]);
});
