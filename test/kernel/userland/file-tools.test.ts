/**
 * File tools where a recorded fixture cannot go: trees deeper than a path may be long, input without an end, signals, the table of
 * mounts. Each test runs the programs as processes of a small user space with files in memory.
 */
import { expect, test } from 'vitest';
import type { Program, SystemCalls } from '../../../src/kernel/process/system-calls.ts';
import { fileTools } from '../../../src/kernel/userland/gnu/file-tools.ts';
import { signals } from '../../../src/shell/posix.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';
import { file, TestSystem } from '../process/user-space-harness.ts';

const DEPTH = 10_000;

interface Ran {
  readonly status: number;
  readonly output: string;
  readonly error: string;
}

/** Runs a program's function as a child with its outputs caught in files. */
function* run(system: SystemCalls, argv: readonly string[]): Generator<unknown, Ran, unknown> {
  const program: Program = fileTools[`/usr/bin/${argv[0]}`]!;
  const pid = system.fork(function* (child) {
    child.dup2(child.open('/tmp/out', 0o1101, 0o600), 1);
    child.dup2(child.open('/tmp/err', 0o1101, 0o600), 2);
    child.dup2(child.open('/dev/null', 0), 0);
    return yield* program(child, argv);
  });
  const ended = yield* system.wait(pid);
  if (typeof ended === 'number' || ended === undefined) throw new Error(`wait gave ${String(ended)}`);
  const status = ended.status.kind === 'exited' ? ended.status.status : -ended.status.signal;
  return { status, output: yield* text(system, '/tmp/out'), error: yield* text(system, '/tmp/err') };
}

function* text(system: SystemCalls, path: string): Generator<unknown, string, unknown> {
  const fd = system.open(path, 0);
  let all = '';
  for (;;) {
    const bytes = yield* system.read(fd, 65536);
    if (typeof bytes === 'number' || bytes.length === 0) break;
    all += latin1Text(bytes);
  }
  system.close(fd);
  return all;
}

/** What a body gives when it runs as a process of a fresh machine. */
function inside<Result>(
  body: (system: SystemCalls) => Generator<unknown, Result, unknown>,
  machine = new TestSystem(),
): Result {
  const box: { result?: Result } = {};
  machine.now(function* (system) {
    yield* system.mount('devtmpfs', '/dev', 'devtmpfs', [], '');
    system.fork(function* (child) {
      box.result = yield* body(child);
      return 0;
    });
    return 0;
  });
  machine.run();
  if (!('result' in box)) throw new Error('the body did not come to its end');
  return box.result as Result;
}

function makeDeepTree(system: SystemCalls): void {
  system.mkdir('/tmp/t', 0o755);
  system.chdir('/tmp/t');
  for (let level = 0; level < DEPTH; level++) {
    expect(system.mkdir('d', 0o755)).toBe(0);
    expect(system.chdir('d')).toBe(0);
  }
  system.chdir('/tmp');
}

test('a tree of 10,000 levels is walked, changed and removed', () => {
  const { found, summed, changed, removed, left } = inside(function* (system) {
    makeDeepTree(system);
    const found = yield* run(system, ['find', 't', '-type', 'd', '-printf', '%d\n']);
    const summed = yield* run(system, ['du', '--inodes', '-s', 't']);
    const changed = yield* run(system, ['chmod', '-R', '700', 't']);
    const removed = yield* run(system, ['rm', '-r', 't']);
    return { found, summed, changed, removed, left: system.lstat('/tmp/t') };
  });
  expect(found.error).toBe('');
  expect(found.output).toBe(Array.from({ length: DEPTH + 1 }, (_, level) => `${level}\n`).join(''));
  expect(summed).toEqual({ status: 0, output: `${DEPTH + 1}\tt\n`, error: '' });
  expect(changed).toEqual({ status: 0, output: '', error: '' });
  expect(removed).toEqual({ status: 0, output: '', error: '' });
  expect(left).toBe(-2);
});

test('cp and ls -R stop where names get too long for the kernel', () => {
  const { copied, listed } = inside(function* (system) {
    makeDeepTree(system);
    const copied = yield* run(system, ['cp', '-r', 't', 'u']);
    const listed = yield* run(system, ['ls', '-R', 't']);
    return { copied, listed };
  });
  expect(copied.status).toBe(1);
  expect(copied.error).toBe(`cp: cannot stat 't${'/d'.repeat(2048)}': File name too long\n`);
  expect(listed.status).toBe(1);
  expect(listed.error.endsWith(': File name too long\n')).toBe(true);
});

test('cp of an endless file fills the file system and says so', () => {
  const ran = inside(function* (system) {
    system.mkdir('/tmp/small', 0o755);
    yield* system.mount('tmpfs', '/tmp/small', 'tmpfs', [], 'size=1m');
    const copied = yield* run(system, ['cp', '/dev/zero', '/tmp/small/zeros']);
    const size = system.stat('/tmp/small/zeros');
    return { copied, size: typeof size === 'number' ? size : size.size };
  });
  expect(ran.copied).toEqual({
    status: 1,
    output: '',
    error: "cp: error writing '/tmp/small/zeros': No space left on device\n",
  });
  expect(ran.size).toBe(1 << 20);
});

test('dd without an end tells its figures when it is interrupted', () => {
  const { status, error } = inside(function* (system) {
    const pid = system.fork(function* (child) {
      child.dup2(child.open('/tmp/err', 0o1101, 0o600), 2);
      return yield* fileTools['/usr/bin/dd']!(child, ['dd', 'if=/dev/zero', 'of=/dev/null', 'bs=1M']);
    });
    yield* system.sleep(2e9);
    yield* system.kill(pid, signals.INT);
    const ended = yield* system.wait(pid);
    const error = yield* text(system, '/tmp/err');
    return { status: typeof ended === 'object' ? ended.status : null, error };
  });
  expect(status).toEqual({ kind: 'killed', signal: signals.INT, coreDumped: false });
  const [, blocks] = /^(\d+)\+0 records in\n/.exec(error)!;
  const bytes = Number(blocks) * 1048576;
  expect(error).toMatch(
    new RegExp(
      `^${blocks}\\+0 records in\n${blocks}\\+0 records out\n${bytes} bytes \\([\\d.]+ [kMGT]B, [\\d.]+ [KMGT]iB\\) copied, [\\d.]+ s, [\\d.]+ [kMG]B/s\n$`,
    ),
  );
});

test('df shows the table of mounts as the real one does', () => {
  const machine = new TestSystem({
    entries: [
      {
        path: '/proc',
        mode: 0o040755,
        uid: 0,
        gid: 0,
        mtime: { seconds: 0n, nanoseconds: 0 },
      },
      { path: '/proc/self', mode: 0o040755, uid: 0, gid: 0, mtime: { seconds: 0n, nanoseconds: 0 } },
      file('/proc/self/mountinfo', '21 1 0:20 / /mnt rw,relatime - tmpfs scratch rw,size=1024k\n'),
      { path: '/mnt', mode: 0o040755, uid: 0, gid: 0, mtime: { seconds: 0n, nanoseconds: 0 } },
    ],
  });
  const outputs = inside(function* (system) {
    yield* system.mount('tmpfs', '/mnt', 'tmpfs', [], 'size=1m,nr_inodes=100');
    const results: string[] = [];
    for (const options of [
      [],
      ['-h'],
      ['-P'],
      ['-T'],
      ['-i'],
      ['-BM'],
      ['--total'],
      ['--output=target,fstype,pcent'],
    ]) {
      results.push((yield* run(system, ['df', ...options, '/mnt'])).output);
    }
    return results;
  }, machine);
  expect(outputs).toEqual([
    'Filesystem     1K-blocks  Used Available Use% Mounted on\nscratch             1024     0      1024   0% /mnt\n',
    'Filesystem      Size  Used Avail Use% Mounted on\nscratch         1.0M     0  1.0M   0% /mnt\n',
    'Filesystem     1024-blocks  Used Available Capacity Mounted on\nscratch               1024     0      1024       0% /mnt\n',
    'Filesystem     Type  1K-blocks  Used Available Use% Mounted on\nscratch        tmpfs      1024     0      1024   0% /mnt\n',
    'Filesystem     Inodes IUsed IFree IUse% Mounted on\nscratch           100     1    99    1% /mnt\n',
    'Filesystem     1M-blocks  Used Available Use% Mounted on\nscratch               1M    0M        1M   0% /mnt\n',
    'Filesystem     1K-blocks  Used Available Use% Mounted on\nscratch             1024     0      1024   0% /mnt\ntotal               1024     0      1024   0% -\n',
    'Mounted on Type  Use%\n/mnt       tmpfs   0%\n',
  ]);
});

test('every table entry tells its name and its usage', () => {
  const answers = inside(function* (system) {
    const results: [string, Ran, Ran][] = [];
    for (const path of Object.keys(fileTools)) {
      const name = path.slice('/usr/bin/'.length);
      results.push([name, yield* run(system, [name, '--version']), yield* run(system, [name, '--help'])]);
    }
    return results;
  });
  for (const [name, version, help] of answers) {
    if (name === 'test') continue; // its only word is an expression
    const from = name === 'dd' ? 'coreutils' : name === 'find' || name === 'xargs' ? 'GNU findutils' : 'GNU coreutils';
    const number = from === 'GNU findutils' ? '4.9.0' : '9.1';
    expect(version.output).toBe(`${name} (${from}) ${number}\n`);
    expect(help.output.split('\n')[0]!.startsWith(`Usage: ${name}`)).toBe(true);
    expect(help.error).toBe('');
  }
});
