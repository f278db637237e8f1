/**
 * Recorded command lines of BusyBox and of the system programs, in a root in memory.
 *
 * What needs a mounted procfs or the directory sizes of ext4 is left to the conformance suite, which runs all of them on a machine.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { file } from '../process/user-space-harness.ts';
import { Guest } from './guest.ts';

interface Recorded {
  readonly shell: 'bash' | 'busybox';
  readonly files: Readonly<
    Record<string, { mode: string; mtime: number; text?: string; base64?: string; link?: string; directory?: true }>
  >;
  readonly cases: readonly {
    name: string;
    script: string;
    stdin?: string;
    stdout?: string;
    stdoutBase64?: string;
    stderr?: string;
    status: number;
  }[];
}

/** What this root does not have: procfs, blocks of directories. */
const NEEDS_MORE =
  /\bps\b|\bfree\b|sysctl|findmnt|mount -t tmpfs|mount -v|mountpoint \/$|^ls -(l|ld sub|lt.*)$|^stat -c "%n/;

/** Tools that a command line may need besides the one it is about. */
const TOOLS = new Set(
  'od env echo hexdump xxd strings md5sum sha1sum sha256sum seq expr xargs gzip gunzip zcat find du df diff more less printf'.split(
    ' ',
  ),
);

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

const ACCOUNTS = [file('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n'), file('/etc/group', 'root:x:0:\n')];

function prepare(guest: Guest, files: Recorded['files']): void {
  guest.system.now(function* (system) {
    const made = new Set<string>();
    const folder = (path: string): void => {
      if (made.has(path) || path === '') return;
      folder(parentOf(path));
      made.add(path);
      system.mkdir(path, 0o755);
    };
    folder('/root/t');
    for (const [name, { mode, text, base64, link, directory }] of Object.entries(files)) {
      const path = `/root/t/${name}`;
      folder(directory ? path : parentOf(path));
      if (link !== undefined) system.symlink(link, path);
      else if (!directory) {
        const fd = system.open(path, 0o1101, 0o644);
        yield* system.write(
          fd,
          new Uint8Array(Buffer.from(base64 ?? text ?? '', base64 === undefined ? 'utf8' : 'base64')),
        );
        system.close(fd);
        system.chmod(path, Number.parseInt(mode, 8));
      }
    }
    for (const [name, { mtime }] of Object.entries(files)) {
      const time = { seconds: BigInt(mtime), nanoseconds: 0 };
      system.utimens(`/root/t/${name}`, { atime: time, mtime: time }, true);
    }
    return 0;
  });
}

for (const group of ['busybox-files', 'busybox-text', 'system-identity', 'system-mount']) {
  const path = `test/fixtures/commands/${group}.json`;
  const { shell, files, cases } = JSON.parse(readFileSync(path, 'utf8')) as Recorded;
  const isBusybox = shell === 'busybox';
  const names = new Set(new Guest(isBusybox ? 'busybox' : 'gnu').commands());
  for (const { name, script, stdin, stdout, stdoutBase64, stderr, status } of cases) {
    const isMissing = script.split(/[^\w-]+/).some((word) => TOOLS.has(word) && !names.has(word));
    test.skipIf(NEEDS_MORE.test(script) || isMissing)(`${group}: ${name}`, () => {
      const guest = new Guest(isBusybox ? 'busybox' : 'gnu', isBusybox ? ACCOUNTS : []);
      prepare(guest, files);
      const words = isBusybox ? ['/bin/busybox', 'sh', '-c', script] : ['/bin/bash', '--posix', '-c', script];
      const wanted = stdout ?? Buffer.from(stdoutBase64 ?? '', 'base64').toString('latin1');
      expect(guest.exec(words, stdin ?? '', '/root/t')).toEqual({ stdout: wanted, stderr: stderr ?? '', status });
    });
  }
}
