/** Core dumps at their limits, beyond the recorded sessions: helpers that never end, the first process, a machine that dies meanwhile. */
import { describe, expect, test } from 'vitest';
import { Machine } from '../../../src/machine/machine.ts';
import { pc } from '../../../src/profiles/boards/pc.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';
import { NS_PER_S } from '../../../src/sim/clock.ts';

function booted(): Machine {
  const machine = new Machine({
    board: { ...pc, disk: null },
    kernel: findKernel('full61')!,
    uboot: null,
    seed: 'core dumps',
    commandLine: 'console=ttyS0 nokaslr rdinit=/init panic=1',
    userland: 'busybox',
  });
  machine.powerOn();
  machine.runUntil(5 * NS_PER_S);
  run(machine, 'echo 0 >/proc/sys/debug/exception-trace; dmesg -n 1');
  return machine;
}

function run(machine: Machine, line: string, seconds = 60): string {
  const command = machine.execute(line);
  if (command === null) throw new Error(`no shell for ${line}`);
  machine.runUntil(machine.clock.now + seconds * NS_PER_S, () => command.isDone || machine.state !== 'kernel.running');
  return latin1Text(command.stdout()) + latin1Text(command.stderr());
}

/** Makes a script the helper of cores. */
function setHelper(machine: Machine, lines: string): void {
  run(
    machine,
    `printf '#!/bin/sh\\n${lines}' >/bin/helper; chmod +x /bin/helper; echo '|/bin/helper' >/proc/sys/kernel/core_pattern`,
  );
}

describe('helpers', () => {
  test('that start a crash each before they read end where processes do, and the machine lives', () => {
    const machine = booted();
    run(machine, 'echo 150 >/proc/sys/kernel/threads-max');
    setHelper(machine, 'ulimit -c unlimited\\necho x >>/tmp/starts\\ncrashme n\\ncat >/dev/null\\n');
    run(machine, 'crashme n', 20);
    expect(machine.state).toBe('kernel.running');
    const starts = Number(run(machine, 'wc -l </tmp/starts'));
    expect(starts).toBeGreaterThan(10);
    expect(starts).toBeLessThan(150);
    // None is left over, and the next dump goes its way.
    setHelper(machine, 'head -c 4 | tail -c 3\\n');
    expect(run(machine, 'ps | grep -c "[h]elper"')).toBe('0\n');
  });

  test('that never read hold the dying program; it goes with them', () => {
    const machine = booted();
    setHelper(machine, 'sleep 30\\n');
    run(machine, 'crashme n & echo $! >/tmp/pid; sleep 1');
    expect(run(machine, 'grep CoreDumping /proc/$(cat /tmp/pid)/status')).toBe('CoreDumping:\t1\n');
    expect(run(machine, 'killall sleep; sleep 1; ls -d /proc/$(cat /tmp/pid)')).toMatch(/No such file/);
  });

  test('of a program that dies with the machine are forgotten', () => {
    const machine = booted();
    setHelper(machine, 'sleep 30\\n');
    run(machine, 'echo 1 >/proc/sys/kernel/core_pipe_limit; crashme n & sleep 1');
    expect(run(machine, 'crashme n; dmesg | tail -n 2')).toContain('over core_pipe_limit');
    machine.execute('echo c >/proc/sysrq-trigger');
    machine.runUntil(machine.clock.now + 10 * NS_PER_S);
    expect(machine.lastResetCause).toBe('warm');
    setHelper(machine, 'cat >/dev/null\\n');
    run(machine, 'echo 1 >/proc/sys/kernel/core_pipe_limit');
    expect(run(machine, "sh -c 'crashme n; true'")).toBe('Segmentation fault (core dumped)\n');
  });
});

test('init dies when its core is written', () => {
  const machine = booted();
  setHelper(machine, 'cat >/dev/null\\necho read >/dev/kmsg\\n');
  run(machine, 'echo 1 >/proc/sys/kernel/core_pipe_limit; dmesg -n 8');
  const from = machine.uart.length;
  machine.type('exec crashme n\r');
  machine.runUntil(machine.clock.now + 5 * NS_PER_S, () => machine.state.startsWith('kernel.panicking'));
  expect(machine.uart.textFrom(from)).toMatch(/read\r\n.*Attempted to kill init! exitcode=0x0000008b/s);
});
