import { describe, expect, test } from 'vitest';
import type { Program, SystemCalls } from '../../../src/kernel/process/system-calls.ts';
import { signals } from '../../../src/shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { TestSystem } from './user-space-harness.ts';

const forever = function* (calls: SystemCalls): Generator<unknown, number, unknown> {
  for (;;) yield* calls.sleep(1e15);
};

/** Runs a program as the leader of a session at the terminal. */
function atTerminal(leader: Program): TestSystem {
  const system = new TestSystem({
    *init(calls) {
      calls.fork(function* (child) {
        child.setsid();
        child.open('/dev/ttyS0', 2);
        return yield* leader(child, ['leader']);
      });
      return yield* forever(calls);
    },
  });
  system.userSpace.start();
  system.run(1);
  return system;
}

describe('job control', () => {
  test('Ctrl-Z stops the foreground, the shell is told, SIGCONT lets it go on', () => {
    const seen: unknown[] = [];
    const system = atTerminal(function* (shell) {
      shell.signal(signals.TTOU, 'ignore');
      const pid = shell.fork(function* (job) {
        job.setpgid(0, 0);
        const bytes = yield* job.read(0, 10);
        return typeof bytes === 'number' ? 99 : bytes.length;
      });
      shell.setpgid(pid, pid);
      shell.tcsetpgrp(0, pid);
      const stopped = yield* shell.wait(pid, { stopped: true });
      seen.push(stopped);
      shell.tcsetpgrp(0, shell.getpgrp());
      yield* shell.sleep(1e9);
      shell.tcsetpgrp(0, pid);
      yield* shell.kill(-pid, signals.CONT);
      seen.push(yield* shell.wait(pid, { stopped: true }));
      return yield* forever(shell);
    });
    system.type('\x1a');
    system.type('ab\n');
    expect(seen).toEqual([
      { pid: 101, status: { kind: 'stopped', signal: signals.TSTP } },
      { pid: 101, status: { kind: 'exited', status: 3 } },
    ]);
  });

  test('a background process that reads is stopped by SIGTTIN', () => {
    let seen: unknown;
    atTerminal(function* (shell) {
      const pid = shell.fork(function* (job) {
        job.setpgid(0, 0);
        yield* job.read(0, 10);
        return 0;
      });
      seen = yield* shell.wait(pid, { stopped: true });
      return yield* forever(shell);
    });
    expect(seen).toEqual({ pid: 101, status: { kind: 'stopped', signal: signals.TTIN } });
  });

  test('the end of the session leader hangs up its terminal and its foreground', () => {
    const seen: unknown[] = [];
    const system = atTerminal(function* (shell) {
      shell.fork(function* (job) {
        job.signal(signals.HUP, 'catch');
        seen.push(yield* job.read(3, 10), job.takeSignal());
        seen.push(yield* job.read(3, 10), yield* job.write(3, latin1Bytes('x')));
        // Standard output of init is /dev/console, which knows no hang-up.
        seen.push(yield* job.write(1, latin1Bytes('x')));
        return 0;
      });
      yield* shell.sleep(1e6);
      return 0;
    });
    system.run(5);
    expect(seen).toEqual([new Uint8Array(0), signals.HUP, new Uint8Array(0), -5, 1]);
  });

  test('groups and sessions follow the rules', () => {
    const seen: number[] = [];
    atTerminal(function* (shell) {
      seen.push(shell.setsid(), shell.setpgid(0, 0), shell.setpgid(1, 1), shell.getsid(0) - shell.pid);
      const child = shell.fork(forever);
      seen.push(shell.setpgid(child, 12_345), shell.setpgid(child, child), shell.getpgid(child) - child);
      seen.push(shell.tcsetpgrp(0, 4711), shell.tcsetpgrp(9, 1));
      yield* [];
      return 0;
    });
    expect(seen).toEqual([-1, -1, -3, 0, -1, 0, 0, -1, -9]);
  });
});

describe('signals', () => {
  test('a caught signal interrupts a wait and is taken once; an ignored one is nothing', () => {
    const seen: unknown[] = [];
    const system = new TestSystem({
      *init(calls) {
        const pid = calls.fork(function* (child) {
          child.signal(signals.TERM, 'catch');
          child.signal(signals.INT, 'ignore');
          seen.push(yield* child.sleep(1e12), child.takeSignal(), child.takeSignal());
          return 5;
        });
        yield* calls.sleep(1e6);
        yield* calls.kill(pid, signals.INT);
        yield* calls.kill(pid, signals.TERM);
        seen.push(yield* calls.wait(pid));
        seen.push(yield* calls.kill(pid, 0), yield* calls.kill(1, 99));
        return yield* forever(calls);
      },
    });
    system.userSpace.start();
    system.run(5);
    expect(seen).toEqual([-4, signals.TERM, 0, { pid: 100, status: { kind: 'exited', status: 5 } }, -3, -22]);
  });

  test('users may signal only their own processes; init is not to be killed', () => {
    const seen: unknown[] = [];
    const system = new TestSystem({
      *init(calls) {
        calls.fork(function* (child) {
          child.setuid(1000);
          seen.push(yield* child.kill(1, signals.KILL));
          return 0;
        });
        yield* calls.wait(-1);
        seen.push(yield* calls.kill(1, signals.KILL));
        return yield* forever(calls);
      },
    });
    system.userSpace.start();
    system.run(5);
    expect(seen).toEqual([-1, 0]);
    expect(system.panicMessage).toBe(null);
  });

  test('limits: CPU seconds, file size, open files', () => {
    const seen: unknown[] = [];
    const system = new TestSystem({
      *init(calls) {
        const pid = calls.fork(function* (child) {
          child.setLimit('t', 1);
          for (;;) if (child.spend(1000)) yield* child.preempt();
        });
        seen.push(yield* calls.wait(pid));
        const writer = calls.fork(function* (child) {
          child.setLimit('f', 5);
          child.signal(signals.XFSZ, 'ignore');
          const fd = child.open('/tmp/x', 0o101);
          seen.push(yield* child.write(fd, latin1Bytes('1234567')), yield* child.write(fd, latin1Bytes('8')));
          child.setLimit('n', 4);
          seen.push(child.dup(0) < 0 ? child.dup(0) : 'room', child.setLimit('Z', 1));
          return 0;
        });
        seen.push(yield* calls.wait(writer));
        return yield* forever(calls);
      },
    });
    system.userSpace.start();
    system.run(10);
    expect(seen).toEqual([
      { pid: 100, status: { kind: 'killed', signal: signals.XCPU, coreDumped: false } },
      5,
      -27,
      -24,
      -22,
      { pid: 101, status: { kind: 'exited', status: 0 } },
    ]);
  });

  test('endless recursion is a segmentation fault', () => {
    let seen: unknown;
    const system = new TestSystem({
      *init(calls) {
        const dive = (depth: number): number => dive(depth + 1) + 1;
        const pid = calls.fork(function* () {
          yield* [];
          return dive(0);
        });
        seen = yield* calls.wait(pid);
        return yield* forever(calls);
      },
    });
    system.userSpace.start();
    system.run(1);
    expect(seen).toEqual({ pid: 100, status: { kind: 'killed', signal: signals.SEGV, coreDumped: false } });
  });
});

describe('the kernel dies or stumbles in a call', () => {
  const writer: Program = function* (calls) {
    const pid = calls.fork(function* (child) {
      yield* child.write(1, latin1Bytes('before'));
      yield* child.write(1, latin1Bytes('after'));
      return 0;
    });
    const ended = yield* calls.wait(pid);
    yield* calls.write(1, latin1Bytes(JSON.stringify(ended)));
    return yield* forever(calls);
  };

  test('after a panic nothing returns from the call', () => {
    const system = new TestSystem({
      init: writer,
      options: {
        console: {
          name: 'ttyS0',
          major: 4,
          minor: 64,
          baud: 115_200,
          write: (text) => {
            system.console += text;
            system.isAlive = false;
          },
        },
      },
    });
    system.userSpace.start();
    system.run(10);
    expect(system.console).toBe('before');
    system.type('x');
    expect(system.console).toBe('before');
  });

  test('an oops ends the task alone', () => {
    const system = new TestSystem({
      init: writer,
      options: {
        console: {
          name: 'ttyS0',
          major: 4,
          minor: 64,
          baud: 115_200,
          write: (text) => {
            system.console += text;
            if (text === 'before') system.oops = 11;
          },
        },
      },
    });
    system.userSpace.start();
    system.run(10);
    expect(system.console).toBe('before{"pid":100,"status":{"kind":"killed","signal":11,"coreDumped":false}}');
  });
});

test('a session gives each line its own outputs', () => {
  const system = new TestSystem();
  const session = system.userSpace.openSession(
    function* (calls, port) {
      for (;;) {
        const line = yield* port.next();
        if (line === null) return 0;
        if (line === 'exit') return 3;
        yield* calls.write(1, latin1Bytes(`out ${line}`));
        yield* calls.write(2, latin1Bytes('err'));
        port.finished(line.length);
      }
    },
    () => [],
    '/tmp',
  );
  if (typeof session === 'number') throw new Error(`error ${session}`);
  const commands = ['one', 'three', 'exit'].map((line) => session.execute(line));
  system.run(1);
  expect(commands.map((one) => [one.isDone, one.status, latin1Text(one.stdout()), latin1Text(one.stderr())])).toEqual([
    [true, 3, 'out one', 'err'],
    [true, 5, 'out three', 'err'],
    [true, 3, '', ''],
  ]);
  expect(session.execute('more').isDone).toBe(false);
});
