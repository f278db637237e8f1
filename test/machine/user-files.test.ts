/** The files through which user space talks to the kernel, in the words and numbers of the real ones. */
import { describe, expect, test } from 'vitest';
import type { Machine } from '../../src/machine/machine.ts';
import { EINVAL, ENOENT } from '../../src/sim/errno.ts';
import { boot, crashAndReboot, pcMachine, pstoreText } from './pc.ts';

const KERNEL_612 = '6.12.117+deb12-amd64';
const FULL_61 = '6.1.192-oracle';

function booted(kernel?: string, words = ''): Machine {
  const machine = pcMachine({ words, ...(kernel === undefined ? {} : { kernel }) });
  boot(machine);
  return machine;
}

function read(machine: Machine, path: string): string | number {
  const contents = machine.kernelRead(path);
  return typeof contents === 'number' ? contents : new TextDecoder().decode(contents);
}

describe('/dev/kmsg', () => {
  /** What a record looks like in the dump of the next crash, without its time stamp. */
  function dumped(texts: readonly string[], kernel?: string): string[] {
    const machine = booted(kernel, 'pstore.compress=none ramoops.record_size=0x8000');
    for (const text of texts) expect(machine.kernelWrite('/dev/kmsg', text)).toBe(text.length);
    crashAndReboot(machine);
    machine.kernelMount('pstore');
    const lines = pstoreText(machine, 'dmesg-ramoops-0').split('\n');
    const from = lines.findIndex((line) => line.includes('ramoops: using 0x'));
    const end = lines.findIndex((line) => line.includes('sysrq: Trigger'));
    return lines.slice(from + 1, end).map((line) => line.replace(/\[ *\d+\.\d+\] /, ''));
  }

  test.each([
    ['plain\n', '<12>plain'],
    ['<6>user line\n', '<14>user line'],
    ['<30>daemon\n', '<30>daemon'],
    ['<>no digits\n', '<8>no digits'],
    ['<4294967310>wraps at 32 bits\n', '<14>wraps at 32 bits'],
    ['<2052>facility of 8 bits\n', '<12>facility of 8 bits'],
    ['<6 >no prefix\n', '<12><6 >no prefix'],
    ['<-1>no prefix\n', '<12><-1>no prefix'],
    ['ends\0here\n', '<12>ends'],
    ['one newline\n\n', '<12>one newline\n<12>'],
    ['<3>two\nlines\n', '<11>two\n<11>lines'],
  ])('%j', (text, record) => {
    expect(dumped([text])).toEqual(record.split('\n'));
  });

  test('a record without a newline is seen when the next one comes', () => {
    const machine = booted(FULL_61);
    const from = machine.uart.length;
    machine.kernelWrite('/dev/kmsg', 'first');
    expect(machine.uart.textFrom(from)).toBe('');
    machine.kernelWrite('/dev/kmsg', 'second\n');
    const shown = machine.uart.textFrom(from).replaceAll(/\[ *\d+\.\d+\] /g, '');
    expect(shown).toBe('first\r\nsecond\r\n');
  });

  test.each([
    [undefined, 992],
    ['6.1.192-oracle-smp', 976],
    [KERNEL_612, 1024],
  ])('%s takes %i bytes and not one more', (kernel, limit) => {
    const machine = booted(kernel);
    expect(machine.kernelWrite('/dev/kmsg', 'x'.repeat(limit + 1))).toBe(-EINVAL);
    expect(machine.kernelWrite('/dev/kmsg', 'x'.repeat(limit))).toBe(limit);
  });
});

describe('a front end that is not there has no file', () => {
  const paths = [
    '/dev/pmsg0',
    '/sys/kernel/debug/pstore/record_ftrace',
    '/sys/kernel/debug/provoke-crash/DIRECT',
    '/sys/module/pstore/parameters/record_ftrace',
    '/sys/module/pstore/parameters/kmsg_bytes',
  ];
  const missing = (machine: Machine) => paths.filter((path) => machine.kernelRead(path) === -ENOENT);

  test('because the kernel was built without it', () => {
    expect(missing(booted())).toEqual([paths[0], paths[1], paths[3], paths[4]]);
    expect(missing(booted(KERNEL_612))).toEqual([paths[0], paths[1], paths[3]]);
    expect(missing(booted(FULL_61))).toEqual([paths[4]]);
  });

  test('because its zone has no bytes', () => {
    expect(missing(booted(FULL_61, 'ramoops.pmsg_size=0 ramoops.ftrace_size=0'))).toEqual([
      paths[0],
      paths[1],
      paths[4],
    ]);
  });

  test('because ramoops could not be loaded', () => {
    expect(missing(booted(FULL_61, 'ramoops.mem_size=64K'))).toEqual([paths[0], paths[1], paths[4]]);
  });
});

describe('record_ftrace', () => {
  test.each([
    ['1\n', '1\n'],
    ['10', '1\n'],
    ['00', '0\n'],
    ['y', -EINVAL],
    ['2', -EINVAL],
    ['111111111', -EINVAL],
    ['', -EINVAL],
  ])('%j', (text, result) => {
    const machine = booted(FULL_61);
    const path = '/sys/kernel/debug/pstore/record_ftrace';
    const taken = machine.kernelWrite(path, text);
    expect(taken < 0 ? taken : read(machine, path)).toBe(result);
  });
});

describe('an int of /proc/sys/kernel', () => {
  test.each([
    ['7\n', '7\n'],
    [' \t-1', '-1\n'],
    ['0x10 rest', '16\n'],
    ['010\n', '8\n'],
    ['08\n', -EINVAL],
    ['0x\n', -EINVAL],
    ['5s', -EINVAL],
    ['5\0', -EINVAL],
    ['\n', -EINVAL],
    ['2147483647', '2147483647\n'],
    ['2147483648', -EINVAL],
    ['-2147483648', '-2147483648\n'],
  ])('%j', (text, result) => {
    const machine = booted();
    for (const name of ['panic', 'panic_on_oops']) {
      const taken = machine.kernelWrite(`/proc/sys/kernel/${name}`, text);
      expect(taken < 0 ? taken : read(machine, `/proc/sys/kernel/${name}`)).toBe(result);
    }
  });

  test('oops_limit has no sign', () => {
    const machine = booted();
    const path = '/proc/sys/kernel/oops_limit';
    expect(machine.kernelWrite(path, '-1')).toBe(-EINVAL);
    machine.kernelWrite(path, '4294967295\n');
    expect(read(machine, path)).toBe('4294967295\n');
    expect(machine.kernelWrite(path, '4294967296')).toBe(-EINVAL);
  });
});

describe('LKDTM', () => {
  test.each(['NOSUCH\n', ' PANIC\n', '\n', '', 'P'.repeat(4096)])('%j is no crash type', (text) => {
    const machine = booted(FULL_61);
    expect(machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', text)).toBe(-EINVAL);
    expect(machine.state).toBe('kernel.running');
  });

  test('blanks behind the type do not matter', () => {
    const machine = booted(FULL_61);
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'PANIC \t\n');
    expect(machine.state).toBe('kernel.panicking.countdown');
  });
});

describe('update_ms', () => {
  const names = (machine: Machine) => {
    const files = machine.kernelList('/sys/fs/pstore');
    return typeof files === 'number' ? files : files.map(({ name }) => name);
  };
  const oops = (machine: Machine) => machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'EXCEPTION\n');

  test('after an oops its record shows up without a new mount', () => {
    const machine = booted(FULL_61, 'pstore.update_ms=500');
    machine.kernelMount('pstore');
    oops(machine);
    const from = machine.clock.now;
    machine.runUntil(from + 500e6 - 1);
    expect(names(machine)).toEqual([]);
    machine.runUntil(from + 500e6);
    expect(names(machine)).toEqual(['dmesg-ramoops-0']);
    // The timer begins anew with each oops.
    oops(machine);
    machine.runUntil(from + 900e6);
    oops(machine);
    machine.runUntil(from + 1_300e6);
    expect(names(machine)).toEqual(['dmesg-ramoops-0']);
    machine.runUntil(from + 1_400e6);
    expect(names(machine)).toEqual(['dmesg-ramoops-0', 'dmesg-ramoops-1', 'dmesg-ramoops-2']);
  });

  test('is off unless somebody sets it', () => {
    const machine = booted(FULL_61);
    machine.kernelMount('pstore');
    oops(machine);
    machine.runUntil(machine.clock.now + 10e9);
    expect(names(machine)).toEqual([]);
    machine.kernelWrite('/sys/module/pstore/parameters/update_ms', '0\n');
    oops(machine);
    machine.runUntil(machine.clock.now);
    expect(names(machine)).toEqual(['dmesg-ramoops-0', 'dmesg-ramoops-1']);
  });
});
