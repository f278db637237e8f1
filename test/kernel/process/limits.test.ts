/**
 * `ulimit` and the limits behind it. Texts and statuses are those of Debian 12: bash 5.2.15, dash 0.5.12 and BusyBox 1.35, asked on a real system with limits of 0
 * and none before.
 */
import { describe, expect, test } from 'vitest';
import { BootSession } from '../../../src/inspect/boot-session.ts';
import { Limits } from '../../../src/kernel/process/limits.ts';
import type { UserlandName } from '../../../src/kernel/userland/userlands.ts';
import { Machine } from '../../../src/machine/machine.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';
import { EINVAL, EPERM } from '../../../src/sim/errno.ts';

function booted(userland: UserlandName): (line: string) => string {
  const board = findBoard('pc')!;
  const options = {
    board,
    kernel: findKernel('6.1.0-56-amd64')!,
    uboot: null,
    seed: 'limits',
    commandLine: board.disk!.commandLine,
    userland,
  };
  const machine = new Machine(options);
  machine.powerOn();
  const session = new BootSession(machine, 4_000_000);
  session.waitForPrompt();
  return (line) => {
    const { stdout, stderr } = session.run(line);
    return latin1Text(stdout) + latin1Text(stderr);
  };
}

describe('setrlimit', () => {
  const before = Limits.initial(100).with('c', 8, undefined, false) as Limits;

  test.each([
    ['the soft one below the hard one', 7, 'soft', [7, 8]],
    ['the soft one up to the hard one', 8, 'soft', [8, 8]],
    ['the soft one above', 9, 'soft', -EINVAL],
    ['the soft one to none', null, 'soft', -EINVAL],
    ['the hard one below the soft one', 7, 'hard', -EINVAL],
    ['the hard one above', 9, 'hard', -EPERM],
    ['both above', null, undefined, -EPERM],
  ] as const)('%s', (_, value, only, expected) => {
    const after = before.with('c', value, only, false);
    expect(typeof after === 'number' ? after : [after.soft('c'), after.hard('c')]).toEqual(expected);
  });

  test('root may raise the hard one', () => {
    const after = before.with('c', null, 'hard', true) as Limits;
    expect([after.soft('c'), after.hard('c')]).toEqual([8, null]);
    expect(before.with('c', null, 'soft', true)).toBe(-EINVAL);
    expect(before.with('!', 1, undefined, true)).toBe(-EINVAL);
  });
});

describe('ulimit', () => {
  const gnu = booted('gnu');
  const busybox = booted('busybox');

  test('bash counts blocks of 1024 bytes, the other two of 512', () => {
    expect(gnu('ulimit -S -c 7; grep -o "core file size *[0-9]*" /proc/self/limits')).toMatch(/ 7168\n/);
    expect(gnu(`dash -c 'ulimit -S -c 7; grep -o "core file size *[0-9]*" /proc/self/limits'`)).toMatch(/ 3584\n/);
    expect(busybox('ulimit -S -c 7; grep -o "core file size *[0-9]*" /proc/self/limits')).toMatch(/ 3584\n/);
  });

  test.each([
    ['ulimit -c 8; ulimit -S -c 4; ulimit -c; ulimit -Hc; ulimit -c hard; ulimit -c', '4\n8\n8\n'],
    ['ulimit -c 8; ulimit -Hc 2', 'bash: line 1: ulimit: core file size: cannot modify limit: Invalid argument\n'],
    ['ulimit -c 8; ulimit -Sc 9', 'bash: line 1: ulimit: core file size: cannot modify limit: Invalid argument\n'],
    [
      'ulimit -c 5; ulimit -c -n',
      'core file size              (blocks, -c) 5\nopen files                          (-n) 1024\n',
    ],
  ])('bash: %s', (script, expected) => expect(gnu(`bash -c '${script}'`)).toBe(expected));

  test.each([
    ['ulimit -c 7x', 'dash: 1: ulimit: bad number\n'],
    ['ulimit -S -c 3; ulimit -H -c 1', 'dash: 1: ulimit: error setting limit (Invalid argument)\n'],
    ['ulimit -c 5; ulimit -S -H -c; ulimit -n -c', '5\n5\n'],
    ['kill 99999', 'dash: 1: kill: No such process\n\n'],
  ])('dash: %s', (script, expected) => expect(gnu(`dash -c '${script}'`)).toBe(expected));

  test.each([
    ['ulimit -c 7x', "sh: invalid number '7x'\n"],
    ['ulimit -S -c 3; ulimit -H -c 1', 'sh: error setting limit: Invalid argument\n'],
    ['ulimit -y', "ulimit: invalid option -- 'y'\n"],
    [
      'ulimit -c 5; ulimit -c -n',
      'core file size (blocks)         (-c) 5\nopen files                      (-n) 1024\n',
    ],
    ['kill 99999 99998', "sh: can't kill pid 99999: No such process\nsh: can't kill pid 99998: No such process\n"],
    ['killall', 'killall: you need to specify whom to kill\n'],
    ['killall -9 nosuch; killall -s KILL nosuch', 'killall: nosuch: no process killed\n'.repeat(2)],
    ['killall -q -9 nosuch; killall -l 9; killall -x y', "KILL\nkillall: bad signal name 'x'\n"],
  ])('BusyBox: %s', (script, expected) => expect(busybox(`sh -c "${script}"`)).toBe(expected));

  test('killall sends the signal it is given', () => {
    expect(
      busybox(`sh -c 'trap "" TERM; exec sleep 100' & sleep 1; killall sleep; killall -9 sleep; wait $!; echo $?`),
    ).toContain('137\n');
  });
});
