// The kernel collector of ChromeOS and Android's tools on made-up files: gaps, records that are none, a full disk.
import { expect, test } from 'vitest';
import { androidRecordBytes, androidTextPayload } from '../../../src/formats/android-log.ts';
import type { Program } from '../../../src/kernel/process/system-calls.ts';
import { androidLog, logcat } from '../../../src/kernel/userland/collectors/android-log-tools.ts';
import { crashReporter } from '../../../src/kernel/userland/collectors/crash-reporter.ts';
import { O_CREAT, O_WRONLY } from '../../../src/shell/posix.ts';
import { contents, TestSystem } from '../process/user-space-harness.ts';

const LOG = 'Panic#1 Part1\n<0>[    1.000000] Kernel panic - not syncing: words\n';
const OUT = '/tmp/out';

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly pstore: readonly string[];
  readonly spool: readonly string[];
}

function run(
  program: Program,
  argv: readonly string[],
  files: Readonly<Record<string, string>>,
  spoolSize = '64k',
): Ran {
  const result = new TestSystem().now(function* (system) {
    for (const path of ['/sys', '/sys/fs', '/sys/fs/pstore', '/var', '/var/spool', '/var/spool/crash']) {
      system.mkdir(path, 0o755);
    }
    yield* system.mount('tmpfs', '/sys/fs/pstore', 'tmpfs', [], '');
    yield* system.mount('tmpfs', '/var/spool/crash', 'tmpfs', [], `size=${spoolSize}`);
    for (const [name, text] of Object.entries(files)) {
      const fd = system.open(`/sys/fs/pstore/${name}`, O_WRONLY | O_CREAT, 0o600);
      yield* system.write(fd, new Uint8Array(Buffer.from(text, 'latin1')));
      system.close(fd);
    }
    for (const [fd, name] of ['out', 'err'].entries()) {
      system.dup2(system.open(`/tmp/${name}`, O_WRONLY | O_CREAT, 0o600), fd + 1);
    }
    const status = yield* program(system, argv);
    const names = (path: string): string[] =>
      (system.readDirectory(path) as string[]).filter((name) => !name.startsWith('.')).sort();
    return {
      status,
      stdout: String(yield* contents(system, OUT)),
      stderr: String(yield* contents(system, '/tmp/err')),
      pstore: names('/sys/fs/pstore'),
      spool: names('/var/spool/crash'),
    };
  });
  if (typeof result === 'number') throw new Error(`error ${result}`);
  return result;
}

const collect = (files: Readonly<Record<string, string>>, size?: string): Ran =>
  run(crashReporter, ['crash_reporter', '--boot_collect'], files, size);

test('a gap in the numbers hides what is behind it', () => {
  const { pstore, spool, stderr } = collect({ 'dmesg-ramoops-0': LOG, 'dmesg-ramoops-2': LOG });
  expect(pstore).toEqual(['dmesg-ramoops-2']);
  expect(spool.map((name) => name.replace(/\.\d{5}\.0\./, '.N.0.'))).toEqual([
    'kernel.20240301.120000.N.0.kcrash',
    'kernel.20240301.120000.N.0.meta',
  ]);
  expect(stderr).toContain('(signature kernel-words-00000000)');
});

test('what is no log stays', () => {
  const { pstore, spool, stderr } = collect({ 'dmesg-ramoops-0': '\x00\xffnoise', 'console-ramoops-0': LOG });
  expect(pstore).toEqual(['console-ramoops-0', 'dmesg-ramoops-0']);
  expect(spool).toEqual([]);
  expect(stderr).toContain('Found invalid record at /sys/fs/pstore/dmesg-ramoops-0');
});

test('the driver’s old header is taken off', () => {
  expect(collect({ 'dmesg-ramoops-0': '====1.000000\nno log at all' }).spool).toHaveLength(2);
});

test('parts of EFI dumps: panics are joined, others thrown away', () => {
  const part = (type: string, number: number) => `${type}#1 Part${number}\n<0>[    1.00000${number}] line ${number}\n`;
  const { pstore, spool, stderr } = collect({
    'dmesg-efi-170929440001001': part('Panic', 1),
    'dmesg-efi-170929440002001': part('Panic', 2),
    'dmesg-efi-170929450001002': part('Oops', 1),
  });
  expect(pstore).toEqual([]);
  expect(spool).toHaveLength(2);
  expect(stderr).toContain('Found 2 kernel crashes in efi-pstore.');
  expect(stderr).toContain('Ignoring kernel efi crash id:170929450001002 type:Oops');
});

test('a full disk loses the record, as with the real one: it was removed when it was read', () => {
  const { pstore, stderr } = collect({ 'dmesg-ramoops-0': LOG.padEnd(9_000, 'x') }, '4k');
  expect(pstore).toEqual([]);
  expect(stderr).toContain('Failed to write kernel dump to /var/spool/crash/');
});

test('logcat: lines, binary logs, what is missing', () => {
  const head = { uid: 0, pid: 5, tid: 6, seconds: 1_709_294_400, nanoseconds: 7_000_000 };
  const text = androidRecordBytes({ ...head, log: 0, payload: androidTextPayload(5, 'tag', 'two\nlines') });
  const binary = androidRecordBytes({ ...head, log: 2, payload: Uint8Array.of(1, 1, 0, 0, 9) });
  const log = Buffer.concat([text, binary]).toString('latin1');
  expect(run(logcat, ['logcat', '-L'], { 'pmsg-ramoops-0': log }).stdout).toBe(
    '03-01 12:00:00.007     5     6 W tag     : two\n03-01 12:00:00.007     5     6 W tag     : lines\n' +
      '03-01 12:00:00.007     5     6 I [257]   : 1 bytes\n',
  );
  expect(run(logcat, ['logcat', '-L', '-c'], { 'pmsg-ramoops-0': log }).pstore).toEqual([]);
  expect(run(logcat, ['logcat'], {}).status).toBe(1);
  expect(run(logcat, ['logcat', '-L', '-v', 'toString'], {}).stderr).toContain('Invalid parameter');
  expect(run(androidLog, ['log', '-p', 'q', 'x'], {}).stderr).toContain('USAGE: log');
  expect(run(androidLog, ['log', 'x'], {}).stderr).toBe('log: /dev/pmsg0: No such file or directory\n');
});
