/**
 * Text tools where recordings cannot go: endless input, following a growing file on virtual time, limits. What they print on
 * ordinary files is in `test/fixtures/commands/text-*.json`.
 */
import { expect, test } from 'vitest';
import type { SystemCalls } from '../../../src/kernel/process/system-calls.ts';
import { Lines, MEMORY_BYTES } from '../../../src/kernel/userland/text/lines.ts';
import { ENOMEM } from '../../../src/sim/errno.ts';
import { Guest } from './guest.ts';

function run(script: string, stdin = ''): { stdout: string; stderr: string; status: number } {
  return new Guest('gnu').exec(['sh', '-c', `mount -t devtmpfs dev /dev\n${script}`], stdin, '/tmp');
}

test.each([
  ['yes | head -n 2', 'y\ny\n'],
  ['cat /dev/zero | head -c 5 | wc -c', '5\n'],
  ["cat /dev/zero | tr '\\0' a | head -c 3", 'aaa'],
  ['head -c 100000 /dev/zero | tail -c 7 | wc -c', '7\n'],
  ['yes | sed -n 3q', ''],
  ['yes | sed 2q', 'y\ny\n'],
  ['yes abc | grep -m 2 b', 'abc\nabc\n'],
  ['yes | grep -q y && echo found', 'found\n'],
  ['yes | cat -n | head -n 1', '     1\ty\n'],
  ['yes | nl | head -n 1', '     1\ty\n'],
  ['yes | tee /dev/null | head -n 1', 'y\n'],
  ['yes | paste - - | head -n 1', 'y\ty\n'],
  ['yes | fold -w 1 | head -n 1', 'y\n'],
])('%s ends', (script, stdout) => {
  expect(run(script)).toEqual({ stdout, stderr: '', status: 0 });
});

test('a line without end is read up to the memory a process has', () => {
  const zeros = new Uint8Array(65536);
  let read = 0;
  const system = {
    *read() {
      yield* [];
      read += zeros.length;
      return zeros;
    },
    spend: () => false,
  } as unknown as SystemCalls;
  const lines = new Lines(system, 0);
  expect(lines.next().next()).toEqual({ done: true, value: null });
  expect(lines.errno).toBe(ENOMEM);
  expect(read).toBe(MEMORY_BYTES + zeros.length);
});

test('tail -f shows what is added, in time, until it is killed', () => {
  const script = `echo one > log
tail -f log & pid=$!
sleep 5; echo two >> log
sleep 5; : > log
sleep 5; echo three >> log
sleep 5; kill $pid; wait $pid 2>/dev/null; echo $?`;
  expect(run(script)).toEqual({
    stdout: 'one\ntwo\nthree\n143\n',
    stderr: 'tail: log: file truncated\n',
    status: 0,
  });
});

test('tail -F follows the name', () => {
  const script = `echo one > log
tail -F log & pid=$!
sleep 5; mv log log.1; sleep 5; echo two > log
sleep 5; kill $pid`;
  expect(run(script)).toEqual({
    stdout: 'one\ntwo\n',
    stderr:
      "tail: log has become inaccessible: No such file or directory\ntail: 'log' has appeared;  following new file\n",
    status: 0,
  });
});

test.each([
  ['cat', 'cat: write error: No space left on device\n', 1],
  ['cat -n', 'cat: write error: No space left on device\n', 1],
  ['head -n 2', 'head: write error: No space left on device\n', 1],
  ['tail -n 2', 'tail: write error: No space left on device\n', 1],
  ['tr a b', 'tr: write error: No space left on device\n', 1],
  ['tee', "tee: 'standard output': No space left on device\n", 1],
  ['wc', 'wc: write error\n', 1],
  ['uniq', 'uniq: write error: No space left on device\n', 1],
  ['grep .', 'grep: write error: No space left on device\n', 2],
  ['sed p', "sed: couldn't flush stdout: No space left on device\n", 4],
  ['diff - /dev/null', 'diff: standard output: No space left on device\n', 2],
  ['sort', "sort: fflush failed: 'standard output': No space left on device\nsort: write error\n", 2],
])('%s > /dev/full, as the real one tells it', (command, stderr, status) => {
  expect(run(`${command} > /dev/full`, '1\n2\n3\n')).toEqual({ stdout: '', stderr, status });
});

test('sed edits many files in place and keeps their modes', () => {
  const script = `seq 3 > a; seq 3 > b; chmod 640 a
sed -i.old -e 's/2/two/' -e '$d' a b
cat a b a.old; stat -c %a a; ls`;
  expect(run(script)).toEqual({
    stdout: '1\ntwo\n1\ntwo\n1\n2\n3\n640\na\na.old\nb\nb.old\nerr\nin\nout\n',
    stderr: '',
    status: 0,
  });
});

test('sed runs commands and loops can be stopped', () => {
  expect(run("echo x | sed 's/x/echo a b/e'")).toEqual({ stdout: 'a b\n', stderr: '', status: 0 });
  expect(run("echo x | timeout 2 sed ':a;ba'; echo $?")).toEqual({ stdout: '124\n', stderr: '', status: 0 });
});

test('grep -r does not follow links into a circle', () => {
  const script = 'mkdir d; echo x > d/f; ln -s . d/loop; grep -r x d; grep -R x d 2>&1 | wc -l';
  const { stdout } = run(script);
  expect(stdout.split('\n')[0]).toBe('d/f:x');
});
