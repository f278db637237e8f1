import { describe, expect, test } from 'vitest';
import type { Program } from '../../../src/kernel/process/system-calls.ts';
import { signals } from '../../../src/shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { contents, file, program, TestSystem } from './user-space-harness.ts';

const trueProgram: Program = () => exits(0);

describe('processes', () => {
  test('init starts with pid 1 and its own name', () => {
    let seen: unknown;
    const system = new TestSystem({
      *init(calls, argv) {
        seen = [calls.pid, calls.getppid(), argv, calls.environ];
        for (;;) yield* calls.sleep(1e15);
      },
    });
    system.userSpace.start();
    system.run(1);
    expect(seen).toEqual([1, 0, ['/init'], ['HOME=/', 'TERM=linux']]);
  });

  test('fork, exec, wait', () => {
    const seen: unknown[] = [];
    const system = new TestSystem({
      entries: [program('/true', 'true')],
      programs: { true: trueProgram },
      *init(calls) {
        const pid = calls.fork((child) => child.exec('/true', ['/true'], []));
        seen.push(pid, yield* calls.wait(-1), yield* calls.wait(-1));
        const missing = calls.fork(function* (child) {
          const error = yield* child.exec('/nothing', ['x'], []);
          return -error;
        });
        seen.push(missing, yield* calls.wait(missing));
        for (;;) yield* calls.sleep(1e15);
      },
    });
    system.userSpace.start();
    system.run(1);
    expect(seen).toEqual([
      100,
      { pid: 100, status: { kind: 'exited', status: 0 } },
      -10,
      101,
      { pid: 101, status: { kind: 'exited', status: 2 } },
    ]);
  });

  test('a pipe carries bytes, blocks when full, ends with its writer; nobody to read kills with SIGPIPE', () => {
    const seen: unknown[] = [];
    const system = new TestSystem({
      *init(calls) {
        const [reader, writer] = calls.pipe() as [number, number];
        calls.fork(function* (child) {
          child.close(reader);
          yield* child.write(writer, new Uint8Array(200_000).fill(65));
          return 0;
        });
        calls.close(writer);
        let total = 0;
        for (;;) {
          const bytes = yield* calls.read(reader, 50_000);
          if (typeof bytes === 'number' || bytes.length === 0) break;
          total += bytes.length;
        }
        seen.push(total, yield* calls.wait(-1));
        const [deaf, mouth] = calls.pipe() as [number, number];
        calls.close(deaf);
        const pid = calls.fork((child) => child.write(mouth, latin1Bytes('x')));
        seen.push(yield* calls.wait(pid));
        for (;;) yield* calls.sleep(1e15);
      },
    });
    system.userSpace.start();
    system.run(1);
    expect(seen).toEqual([
      200_000,
      { pid: 100, status: { kind: 'exited', status: 0 } },
      { pid: 101, status: { kind: 'killed', signal: signals.PIPE, coreDumped: false } },
    ]);
  });

  test('scripts find their interpreter, with one argument', () => {
    let argv: readonly string[] = [];
    const system = new TestSystem({
      entries: [program('/sh', 'sh'), file('/script', '#! /sh -e x\nfoo\n', 0o755), file('/loop', '#!/loop\n', 0o755)],
      programs: {
        sh(_system, words) {
          argv = words;
          return exits(7);
        },
      },
    });
    const run = (path: string) =>
      system.now(function* (calls) {
        yield* calls.preempt();
        return calls.fork((child) => child.exec(path, [path, 'a', 'b'], []));
      });
    run('/script');
    system.run(1);
    expect(argv).toEqual(['/sh', '-e x', '/script', 'a', 'b']);
    expect(system.now((calls) => calls.exec('/loop', ['/loop'], []))).toBe(-40);
  });

  test('an endless loop lets time pass; a signal ends it', () => {
    let ended: unknown;
    const system = new TestSystem({
      *init(calls) {
        const pid = calls.fork(function* (child) {
          for (;;) if (child.spend(1000)) yield* child.preempt();
        });
        yield* calls.sleep(1e9);
        yield* calls.kill(pid, signals.KILL);
        ended = [calls.clockMonotonic() >= 1e9, yield* calls.wait(pid)];
        for (;;) yield* calls.sleep(1e15);
      },
    });
    system.userSpace.start();
    system.run(2);
    expect(ended).toEqual([true, { pid: 100, status: { kind: 'killed', signal: 9, coreDumped: false } }]);
  });

  test('the death of init panics', () => {
    const system = new TestSystem({ init: () => exits(3) });
    system.userSpace.start();
    system.run(1);
    expect(system.panicMessage).toBe('Attempted to kill init! exitcode=0x00000300');
  });

  test('no init at all panics', () => {
    const system = new TestSystem({ options: {} });
    system.now(function* (calls) {
      return yield* calls.unlink('/init');
    });
    system.userSpace.start();
    expect(system.panicMessage).toBe('VFS: Unable to mount root fs on unknown-block(0,0)');
  });

  test('runNow gives what the body gives, and -EAGAIN where it would wait', () => {
    const system = new TestSystem({ entries: [file('/hello', 'world\n')] });
    expect(system.now((calls) => contents(calls, '/hello'))).toBe('world\n');
    expect(system.now((calls) => calls.sleep(1e9))).toBe(-11);
    expect(system.userSpace.table.tasks.size).toBe(0);
  });

  test('a fork bomb ends at threads-max', () => {
    const system = new TestSystem({
      ramBytes: 16 << 20,
      *init(calls) {
        const bomb = function* (child: typeof calls): Generator<unknown, number, unknown> {
          for (;;) {
            child.fork(bomb);
            if (child.spend(10_000)) yield* child.preempt();
          }
        };
        calls.fork(bomb);
        for (;;) yield* calls.sleep(1e15);
      },
    });
    system.userSpace.start();
    system.run(5, 3000);
    expect(system.userSpace.table.tasks.size).toBe(128);
  });
});

describe('terminal', () => {
  const reader: Program = function* (calls) {
    const lines: string[] = [];
    for (;;) {
      const bytes = yield* calls.read(0, 100);
      if (typeof bytes === 'number' || bytes.length === 0) break;
      lines.push(latin1Text(bytes));
      yield* calls.write(1, latin1Bytes(`<${latin1Text(bytes)}>`));
    }
    yield* calls.write(1, latin1Bytes('end\n'));
    for (;;) yield* calls.sleep(1e15);
  };

  test('lines are edited and echoed', () => {
    const system = new TestSystem({ init: reader });
    system.userSpace.start();
    system.run();
    expect(system.userSpace.terminalWaiting).toBe('canonical');
    system.type('abx\x7fc\r');
    system.type('one two\x17three\x15\x16\x03q\n');
    system.type('\x04');
    expect(system.console).toBe(
      `abx\b \bc\r\n<abc\r\n>one two\b \b\b \b\b \bthree${'\b \b'.repeat(9)}^\b^Cq\r\n<\x03q\r\n>end\r\n`,
    );
  });

  test('Ctrl-C ends the foreground group', () => {
    let ended: unknown;
    const system = new TestSystem({
      *init(calls) {
        const pid = calls.fork(function* (child) {
          child.setsid();
          child.open('/dev/ttyS0', 2);
          for (;;) if (child.spend(1000)) yield* child.preempt();
        });
        ended = yield* calls.wait(pid);
        for (;;) yield* calls.sleep(1e15);
      },
    });
    system.userSpace.start();
    system.run(0.1);
    system.userSpace.input(latin1Bytes('\x03'));
    system.run(1);
    expect(ended).toEqual({ pid: 100, status: { kind: 'killed', signal: 2, coreDumped: false } });
    expect(system.console).toBe('^C');
  });

  test('endless output takes the time a serial line needs', () => {
    const system = new TestSystem({
      *init(calls) {
        for (;;) yield* calls.write(1, latin1Bytes('y\n'.repeat(500)));
      },
    });
    system.userSpace.start();
    system.run(10);
    // 11,520 bytes a second, and a line end is two.
    expect(system.console.length).toBeGreaterThan(100_000);
    expect(system.console.length).toBeLessThan(125_000);
  });
});

function* exits(status: number): Generator<unknown, number, unknown> {
  yield* [];
  return status;
}
