/** Stand-ins for the programs the recorded scripts call: as much of each as they use, no more. */

import { ashMain, bashMain } from '../../src/shell/main.ts';
import type { Blocking } from '../../src/shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { strerror } from '../../src/sim/errno.ts';
import type { FakeMachine, FakeProgram, FakeSystem } from './fake-system.ts';

function* readAll(system: FakeSystem, fd: number): Blocking<string> {
  let text = '';
  for (;;) {
    const bytes = yield* system.read(fd, 65536);
    if (typeof bytes === 'number' || bytes.length === 0) return text;
    text += latin1Text(bytes);
  }
}

function* inputs(
  system: FakeSystem,
  name: string,
  files: readonly string[],
): Blocking<{ text: string; status: number }> {
  let text = '';
  let status = 0;
  for (const file of files.length === 0 ? ['-'] : files) {
    const fd = file === '-' ? 0 : system.open(file, 0);
    if (fd < 0) {
      yield* system.write(2, latin1Bytes(`${name}: ${file}: ${strerror(fd)}\n`));
      status = 1;
      continue;
    }
    text += yield* readAll(system, fd);
    if (fd > 0) system.close(fd);
  }
  return { text, status };
}

const programs: Readonly<Record<string, FakeProgram>> = {
  *cat(system, [, ...files]) {
    const { text, status } = yield* inputs(system, 'cat', files);
    yield* system.write(1, latin1Bytes(text));
    return status;
  },
  *wc(system, [, option, ...files]) {
    const { text } = yield* inputs(system, 'wc', files);
    const count = option === '-l' ? text.split('\n').length - 1 : text.length;
    yield* system.write(1, latin1Bytes(`${count}\n`));
    return 0;
  },
  *sort(system, [, ...files]) {
    const { text } = yield* inputs(system, 'sort', files);
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    yield* system.write(
      1,
      latin1Bytes(
        lines
          .sort()
          .map((line) => `${line}\n`)
          .join(''),
      ),
    );
    return 0;
  },
  *head(system, [, count = '-n1']) {
    const { text } = yield* inputs(system, 'head', []);
    yield* system.write(
      1,
      latin1Bytes(
        text
          .split('\n')
          .slice(0, Number(count.replace(/^-n?/, '')))
          .map((line) => `${line}\n`)
          .join(''),
      ),
    );
    return 0;
  },
  *env(system, _argv, env) {
    yield* system.write(1, latin1Bytes(env.map((entry) => `${entry}\n`).join('')));
    return 0;
  },
  *ls(system, [, ...args]) {
    const paths = args.filter((word) => word !== '-d');
    const status = paths[0] === undefined ? -2 : system.stat(paths[0]);
    const isPlain = typeof status !== 'number' && (status.mode & 0o170000) !== 0o40000;
    const names = args[0] === '-d' || isPlain ? paths : system.readDirectory(paths[0] ?? '.');
    const path = paths[0];
    if (typeof names === 'number') {
      yield* system.write(2, latin1Bytes(`ls: cannot access '${path}': ${strerror(names)}\n`));
      return 2;
    }
    const shown = names.filter((name) => !name.startsWith('.')).sort();
    yield* system.write(1, latin1Bytes(shown.map((name) => `${name}\n`).join('')));
    return 0;
  },
  *true(system) {
    yield* system.write(1, new Uint8Array());
    return 0;
  },
  *grep(system, [, ...args]) {
    const count = args[0] === '-c';
    const { text } = yield* inputs(system, 'grep', []);
    const expression = new RegExp(args[count ? 1 : 0] ?? '');
    const lines = text
      .split('\n')
      .slice(0, -1)
      .filter((line) => expression.test(line));
    const output = count ? `${lines.length}\n` : lines.map((line) => `${line}\n`).join('');
    yield* system.write(1, latin1Bytes(output));
    return lines.length > 0 ? 0 : 1;
  },
  *echo(system, argv) {
    yield* system.write(1, latin1Bytes(`${argv.slice(1).join(' ')}\n`));
    return 0;
  },
  *sleep(system, [, seconds = '0']) {
    for (let turn = 0; turn < Number(seconds) * 100; turn++) {
      system.machine.progress = true;
      yield;
    }
    return 0;
  },
  *bash(system, argv, env) {
    return yield* bashMain(system, argv, env);
  },
  *busybox(system, argv, env) {
    return yield* ashMain(system, argv.slice(1), env);
  },
};

/** Puts the stand-ins where the real programs are. */
export function addPrograms(machine: FakeMachine): void {
  for (const [name, program] of Object.entries(programs)) machine.addProgram(`/usr/bin/${name}`, program);
  machine.addProgram('/usr/bin/sh', programs['bash'] as FakeProgram);
}
