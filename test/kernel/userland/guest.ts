/** A user land in memory: its root file system, its programs, and command lines run in it one by one. */
import type { SystemCalls } from '../../../src/kernel/process/system-calls.ts';
import { rootTree } from '../../../src/kernel/userland/root-tree.ts';
import { programByKey, type UserlandName } from '../../../src/kernel/userland/userlands.ts';
import type { TreeEntry } from '../../../src/kernel/vfs/initramfs.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY } from '../../../src/shell/posix.ts';
import { latin1Bytes } from '../../../src/sim/bytes.ts';
import { contents, TestSystem } from '../process/user-space-harness.ts';

export interface GuestResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

export class Guest {
  readonly system: TestSystem;

  constructor(userland: UserlandName, extra: readonly TreeEntry[] = []) {
    this.system = new TestSystem({
      entries: [...guestEntries(userland), ...extra],
      options: { programs: (key) => (key === 'test/init' ? idle : programByKey(key)) },
    });
    this.system.run();
  }

  /** Runs one program with its words. */
  exec(argv: readonly string[], stdin = '', folder = '/', environ: readonly string[] = ENVIRONMENT): GuestResult {
    this.write('/tmp/in', stdin);
    let status = -1;
    this.system.now(function* (system) {
      system.fork(function* (watcher) {
        const pid = watcher.fork(function* (child) {
          redirect(child, 0, '/tmp/in', O_RDONLY);
          redirect(child, 1, '/tmp/out', O_WRONLY | O_CREAT | O_TRUNC);
          redirect(child, 2, '/tmp/err', O_WRONLY | O_CREAT | O_TRUNC);
          child.chdir(folder);
          const name = argv[0]!;
          const path = name.includes('/')
            ? name
            : FOLDERS.find((one) => typeof child.stat(one + name) !== 'number') + name;
          const result = yield* child.exec(path, argv, environ);
          return result < 0 ? 126 : result;
        });
        const ended = yield* watcher.wait(pid);
        if (typeof ended !== 'object' || ended.status.kind === 'stopped') return 1;
        status = ended.status.kind === 'exited' ? ended.status.status : 128 + ended.status.signal;
        return 0;
      });
      yield* system.sync();
      return 0;
    });
    this.system.run();
    return { stdout: this.read('/tmp/out'), stderr: this.read('/tmp/err'), status };
  }

  /** Names of all programs on the disk. */
  commands(): string[] {
    const names = FOLDERS.flatMap(
      (folder) =>
        this.system.now(function* (system) {
          yield* system.sync();
          const found = system.readDirectory(folder);
          return typeof found === 'number' ? [] : found;
        }) as readonly string[],
    );
    return names;
  }

  read(path: string): string {
    const text = this.system.now((system) => contents(system, path));
    return typeof text === 'string' ? text : '';
  }

  write(path: string, text: string): void {
    this.system.now(function* (system) {
      const fd = system.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644);
      yield* system.write(fd, latin1Bytes(text));
      system.close(fd);
      return 0;
    });
  }
}

const FOLDERS = ['/usr/sbin/', '/usr/bin/', '/sbin/', '/bin/'];

function redirect(system: SystemCalls, fd: number, path: string, flags: number): void {
  const opened = system.open(path, flags, 0o600);
  if (opened === fd) return;
  system.dup2(opened, fd);
  system.close(opened);
}

const ENVIRONMENT = ['LC_ALL=C', 'TZ=UTC', 'HOME=/root', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin'];

const idle = function* (system: { sleep(ns: number): Generator<unknown, number, unknown> }) {
  for (;;) yield* system.sleep(3_600e9);
};

/** The root of `pc` without its kernel image. */
function guestEntries(userland: UserlandName): TreeEntry[] {
  const board = findBoard('pc')!;
  const kernel = findKernel(board.defaultKernel!)!;
  return rootTree({ board, kernel, userland, deviceTree: null, kind: 'initramfs' })
    .filter(({ path }) => !['/', '/dev', '/tmp', '/root', '/init', '/dev/console'].includes(path))
    .map(({ path, mode, uid, gid, mtime, content, link, rdev }) => ({
      path,
      mode,
      uid,
      gid,
      mtime: { seconds: BigInt(mtime), nanoseconds: 0 },
      ...(content === undefined ? {} : { content: content() }),
      ...(link === undefined ? {} : { link }),
      ...(rdev === undefined ? {} : { device: rdev }),
    }));
}
