/** What SysRq keys do to a running system. */
import { describe, expect, test } from 'vitest';
import { latin1Text } from '../../src/sim/bytes.ts';
import { booted, bootedFromDisk } from './sysrq-machine.ts';

test('e ends every process but the first, and leaves the log level at 10', () => {
  const { machine, run, said } = booted();
  run('sleep 500 &');
  expect(run('echo e > /proc/sysrq-trigger').status).not.toBe(0);
  expect(said()).toEqual(['sysrq: Terminate All Tasks']);
  expect(latin1Text(machine.kernelRead('/proc/sys/kernel/printk') as Uint8Array)).toBe('10\t4\t1\t7\n');
  expect(machine.state).toBe('kernel.running');
  expect(run('ps | grep -c "sleep 50""0"').out).toBe('0\n');
});

test('what the worker does comes a moment later, and not at all once the kernel is dying', () => {
  const { machine, said, wait } = booted();
  machine.kernelWrite('/proc/sysrq-trigger', 's');
  expect(said()).toEqual(['sysrq: Emergency Sync']);
  wait(0.1);
  expect(said()).toEqual(['Emergency Sync complete']);
  machine.kernelWrite('/proc/sysrq-trigger', 'u');
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  wait(1);
  expect(said()).not.toContain('Emergency Remount complete');
});

describe('on a disk', () => {
  test('s has written what a power failure does not take', () => {
    const { run, machine, wait, session } = bootedFromDisk();
    run('echo kept > /root/kept');
    machine.kernelWrite('/proc/sysrq-trigger', 's');
    wait(1);
    run('echo lost > /root/lost');
    machine.powerOff();
    machine.powerOn();
    session.waitForPrompt();
    expect(run('cat /root/kept').out).toBe('kept\n');
    expect(run('cat /root/lost').status).toBe(1);
  });

  test('u makes it read-only though a file is open for writing, and memory stays writable', () => {
    const { run, machine, wait } = bootedFromDisk();
    run('exec 3>/root/open');
    machine.kernelWrite('/proc/sysrq-trigger', 'u');
    wait(1);
    expect(run('touch /root/a').out).toContain('Read-only file system');
    expect(run('touch /run/a').status).toBe(0);
  });
});

describe('more keys in one write', () => {
  test('6.12 handles all behind _, the newline included', () => {
    const { machine, said } = booted('deb612');
    machine.kernelWrite('/proc/sysrq-trigger', '_h9\n');
    expect(said().map((line) => line.slice(0, 24))).toEqual([
      'sysrq: HELP : loglevel(0',
      'sysrq: Changing Loglevel',
      'sysrq: Loglevel set to 9',
      'sysrq: HELP : loglevel(0',
    ]);
  });

  test('a key that ends the kernel is the last one', () => {
    const { machine, said } = booted('deb612');
    machine.kernelWrite('/proc/sysrq-trigger', '_ch');
    expect(said().filter((line) => line.startsWith('sysrq: '))).toEqual(['sysrq: Trigger a crash']);
  });
});

test('R shows the whole log once more, and adds nothing to it', () => {
  const { machine } = booted('deb612');
  const before = machine.uart.text;
  machine.kernelWrite('/proc/sysrq-trigger', 'R');
  const after = machine.uart.text.slice(before.length);
  const key = after.indexOf('sysrq: Replay kernel logs on consoles');
  expect(after.lastIndexOf('sysrq: Replay kernel logs on consoles')).toBeGreaterThan(key);
  expect(after.slice(key)).toContain('Linux version 6.12.117');
});

test('panic_print: the log is shown again before the last words, and only then', () => {
  const { machine } = booted('full61', 'panic_print=0x30');
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  const text = machine.uart.text;
  const dump = text.indexOf('   (ftrace buffer empty)');
  const again = text.indexOf('Linux version', dump);
  const end = text.indexOf('---[ end Kernel panic');
  expect([dump, again, end].every((at, i, all) => at > (all[i - 1] ?? 0))).toBe(true);
  expect(text.lastIndexOf('   (ftrace buffer empty)')).toBeGreaterThan(again);
  expect(text.match(/task:/g)).toBeNull();
});
