/** Sysctls: what a write takes, refuses and changes, one step beyond each limit. */
import { describe, expect, test } from 'vitest';
import { EINVAL } from '../../../src/sim/errno.ts';
import { running } from './running.ts';

const machine = running();

describe('an int (proc_dointvec)', () => {
  const path = '/proc/sys/kernel/panic';
  test.each([
    ['10\n', 3, '10\n'],
    ['-1\n', 3, '-1\n'],
    ['  7', 3, '7\n'],
    ['0x1f\n', 5, '31\n'],
    ['017\n', 4, '15\n'],
    ['2147483647\n', 11, '2147483647\n'],
    ['-2147483648\n', 12, '-2147483648\n'],
    ['1 2\n', 2, '1\n'],
    ['3\tx\n', 2, '3\n'],
  ])('%j: %i bytes are taken, then it reads %j', (text, taken, then) => {
    expect(machine.write(path, text)).toBe(taken);
    expect(machine.read(path)).toBe(then);
  });

  test.each([
    '2147483648\n',
    '-2147483649\n',
    '5x\n',
    '08\n',
    '0x\n',
    'x\n',
    '\n',
    '   ',
    '--1',
    '- 1',
    '111111111111111111111\n',
    '5\0',
  ])('%j is refused and changes nothing', (text) => {
    machine.write(path, '4');
    expect(machine.write(path, text)).toBe(-EINVAL);
    expect(machine.read(path)).toBe('4\n');
  });

  test('what comes at another offset is taken and ignored', () => {
    machine.write(path, '6');
    expect(machine.write(path, '9\n', 2)).toBe(2);
    expect(machine.read(path)).toBe('6\n');
    expect(machine.write(path, '')).toBe(0);
  });

  test('only the first read gives anything', () => {
    const node = machine.node(path)!;
    expect(node.kind === 'file' && node.oneRead).toBe(true);
  });
});

describe('limits', () => {
  test.each([
    ['/proc/sys/kernel/dmesg_restrict', '1', '2'],
    ['/proc/sys/kernel/dmesg_restrict', '0', '-1'],
    ['/proc/sys/kernel/kptr_restrict', '2', '3'],
    ['/proc/sys/vm/swappiness', '200', '201'],
    ['/proc/sys/vm/overcommit_memory', '2', '3'],
    ['/proc/sys/kernel/pid_max', '301', '300'],
    ['/proc/sys/kernel/pid_max', '4194304', '4194305'],
    ['/proc/sys/kernel/modules_disabled', '1', '0'],
    ['/proc/sys/fs/suid_dumpable', '2', '3'],
    ['/proc/sys/kernel/oops_limit', '4294967295', '4294967296'],
    ['/proc/sys/kernel/oops_limit', '0', '-1'],
    ['/proc/sys/vm/dirty_bytes', '8192', '8191'],
    ['/proc/sys/kernel/panic_print', '18446744073709551615', '18446744073709551616'],
  ])('%s takes %s and not %s', (path, good, bad) => {
    expect(machine.write(path, good)).toBe(good.length);
    expect(machine.read(path)).toBe(`${good}\n`);
    expect(machine.write(path, bad)).toBe(-EINVAL);
    expect(machine.read(path)).toBe(`${good}\n`);
  });
});

describe('settings with something behind them', () => {
  test('kernel.printk: the first number is the console log level', () => {
    expect(machine.read('/proc/sys/kernel/printk')).toBe('7\t4\t1\t7\n');
    expect(machine.write('/proc/sys/kernel/printk', '3 4 1 3\n')).toBe(8);
    expect(machine.services.parts.printk.consoleLoglevel).toBe(3);
    expect(machine.write('/proc/sys/kernel/printk', '8')).toBe(1);
    expect(machine.read('/proc/sys/kernel/printk')).toBe('8\t4\t1\t3\n');
  });

  test('a bad number in a row: those before it stay', () => {
    expect(machine.write('/proc/sys/kernel/printk', '5 x')).toBe(-EINVAL);
    expect(machine.read('/proc/sys/kernel/printk')).toBe('5\t4\t1\t3\n');
  });

  test('kernel.tainted: bits are added, never taken', () => {
    const { read, write } = running();
    expect(write('/proc/sys/kernel/tainted', '512')).toBe(3);
    expect(write('/proc/sys/kernel/tainted', '1')).toBe(1);
    expect(read('/proc/sys/kernel/tainted')).toBe('513\n');
  });

  test('ratio and amount exclude each other', () => {
    const { read, write } = running();
    write('/proc/sys/vm/dirty_bytes', '65536');
    expect(read('/proc/sys/vm/dirty_ratio')).toBe('0\n');
    write('/proc/sys/vm/dirty_ratio', '30');
    expect(read('/proc/sys/vm/dirty_bytes')).toBe('0\n');
  });

  test('vm.drop_caches speaks until it is told not to', () => {
    const one = running();
    one.printed();
    expect(one.write('/proc/sys/vm/drop_caches', '3\n')).toBe(2);
    expect(one.write('/proc/sys/vm/drop_caches', '5')).toBe(-EINVAL);
    expect(one.printed()).toEqual(['<6>init (1): drop_caches: 3']);
    one.write('/proc/sys/vm/drop_caches', '4');
    one.printed();
    one.write('/proc/sys/vm/drop_caches', '1');
    expect(one.printed()).toEqual([]);
  });

  test('random.uuid is new each time and of version 4, boot_id is not', () => {
    const path = '/proc/sys/kernel/random/uuid';
    const first = machine.read(path);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n$/);
    expect(machine.read(path)).not.toBe(first);
    const boot = '/proc/sys/kernel/random/boot_id';
    expect(machine.read(boot)).toBe(machine.read(boot));
  });

  test('fs.pipe-max-size is rounded up to a power of two of pages', () => {
    machine.write('/proc/sys/fs/pipe-max-size', '70000');
    expect(machine.read('/proc/sys/fs/pipe-max-size')).toBe('131072\n');
    machine.write('/proc/sys/fs/pipe-max-size', '1');
    expect(machine.read('/proc/sys/fs/pipe-max-size')).toBe('4096\n');
    expect(machine.write('/proc/sys/fs/pipe-max-size', '2147483649')).toBe(-EINVAL);
  });
});

describe('strings (proc_dostring)', () => {
  test('up to the newline, cut where the buffer ends', () => {
    const { read, write } = running();
    const path = '/proc/sys/kernel/core_pattern';
    expect(write(path, '|/usr/sbin/crash %p\nmore')).toBe(24);
    expect(read(path)).toBe('|/usr/sbin/crash %p\n');
    write(path, 'x'.repeat(127));
    expect(read(path)).toBe(`${'x'.repeat(127)}\n`);
    expect(write(path, 'y'.repeat(128))).toBe(128);
    expect(read(path)).toBe(`${'y'.repeat(127)}\n`);
  });

  test('a second write goes on where the first one ended; beyond the end nothing is taken', () => {
    const one = running();
    one.write('/proc/sys/kernel/hostname', 'abcdef');
    expect(one.write('/proc/sys/kernel/hostname', 'XY', 3)).toBe(2);
    expect(one.services.host.hostname).toBe('abcXY');
    expect(one.write('/proc/sys/kernel/hostname', 'Z', 6)).toBe(1);
    expect(one.services.host.hostname).toBe('abcXY');
  });

  test.each([
    [
      '6.1.0-56-amd64',
      '<4>Unsafe core_pattern used with fs.suid_dumpable=2.\nPipe handler or fully qualified core dump path required.\nSet kernel.core_pattern before fs.suid_dumpable.',
    ],
    [
      '6.12.117+deb12-amd64',
      '<4>coredump: 1(init): Unsafe core_pattern used with fs.suid_dumpable=2: pipe handler or fully qualified core dump path required. Set kernel.core_pattern before fs.suid_dumpable.',
    ],
  ])('%s warns of a relative pattern when everybody dumps', (kernel, warning) => {
    const one = running({ kernel });
    one.printed();
    expect(one.write('/proc/sys/fs/suid_dumpable', '2')).toBe(1);
    expect(one.printed()).toEqual([warning]);
    one.write('/proc/sys/kernel/core_pattern', '|/bin/x');
    expect(one.printed()).toEqual([]);
  });

  test('printk_devkmsg takes its three words', () => {
    expect(machine.write('/proc/sys/kernel/printk_devkmsg', 'on\n')).toBe(3);
    expect(machine.write('/proc/sys/kernel/printk_devkmsg', 'maybe\n')).toBe(-EINVAL);
    expect(machine.read('/proc/sys/kernel/printk_devkmsg')).toBe('on\n');
  });
});
