/** Settings of the command line, of /sys and /proc that the kernel obeys: memory by name, printk's parameters, /dev/kmsg's limit. */
import { describe, expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { pc } from '../../src/profiles/boards/pc.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';

function booted(kernel: string, words: string): Machine {
  const machine = new Machine({
    board: { ...pc, disk: null },
    kernel: findKernel(kernel)!,
    uboot: null,
    seed: 'settings',
    commandLine: `console=ttyS0 nokaslr rdinit=/init ${words}`,
    userland: 'busybox',
  });
  machine.powerOn();
  machine.runUntil(5 * NS_PER_S);
  return machine;
}

function run(machine: Machine, line: string): string {
  const command = machine.execute(line);
  if (command === null) throw new Error(`no shell for ${line}`);
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => command.isDone);
  return latin1Text(command.stdout()) + latin1Text(command.stderr());
}

describe('reserve_mem= and mem_name=', () => {
  const parameters = '/sys/module/ramoops/parameters';

  test('6.12: the memory of that name takes the place of address and size', () => {
    const machine = booted('deb612', 'reserve_mem=192K:4096:oops ramoops.mem_name=oops ramoops.mem_size=1');
    expect(run(machine, `cat ${parameters}/mem_name ${parameters}/mem_size`)).toBe('oops\n196608\n');
    const address = Number(run(machine, `cat ${parameters}/mem_address`));
    expect(address % 4096).toBe(0);
    expect(address).toBeGreaterThan(0x1000000);
  });

  test.each([
    'reserve_mem=128K:oops',
    'reserve_mem=0:4096:oops',
    'reserve_mem=512M:4096:oops',
    'reserve_mem=128K:4096:a-name-16-letter reserve_mem=128K:4096:other',
  ])('%s gives no memory called oops', (words) => {
    const machine = booted('deb612', `${words} ramoops.mem_name=oops`);
    // Without a size there is no device either.
    expect(run(machine, `cat ${parameters}/mem_name ${parameters}/mem_size`)).toBe('oops\n0\n');
  });

  test('the first of one name counts; the ninth is too many', () => {
    const eight = Array.from({ length: 8 }, (_, i) => `reserve_mem=${i + 1}K:0:n${i}`).join(' ');
    const machine = booted('deb612', `reserve_mem=1K:0:x ${eight} ramoops.mem_name=n7`);
    expect(run(machine, `cat ${parameters}/mem_size`)).toBe('0\n');
    const twice = booted('deb612', 'reserve_mem=64K:0:x reserve_mem=128K:0:x ramoops.mem_name=x');
    expect(run(twice, `cat ${parameters}/mem_size`)).toBe('65536\n');
  });

  test('6.1 knows neither', () => {
    const machine = booted('full61', 'reserve_mem=128K:4096:oops ramoops.mem_name=oops ramoops.mem_size=0');
    expect(run(machine, 'dmesg | grep -c "Unknown kernel command line parameters .reserve_mem"')).toBe('1\n');
    expect(run(machine, `ls ${parameters} | grep name`)).toBe('');
  });
});

describe('printk', () => {
  test('time goes and comes back', () => {
    const machine = booted('full61', 'printk.time=0');
    expect(run(machine, 'cat /sys/module/printk/parameters/time; dmesg | head -n 1')).toMatch(/^N\nLinux version/);
    expect(run(machine, 'echo 1 >/sys/module/printk/parameters/time; dmesg | head -n 1')).toMatch(
      /^\[ +0\.000000\] Linux/,
    );
    expect(run(machine, 'echo maybe >/sys/module/printk/parameters/time')).toContain('Invalid argument');
  });

  test('console_msg_format=syslog puts levels on the line', () => {
    const machine = booted('full61', 'console_msg_format=syslog');
    const from = machine.uart.length;
    run(machine, "echo '<3>one' >/dev/kmsg");
    expect(machine.uart.textFrom(from)).toMatch(/<11>\[ +\d+\.\d{6}\] one\r\n/);
  });

  const thirteen = 'for n in 1 2 3 4 5 6 7 8 9 10 11 12 13; do echo line $n; done >/dev/kmsg';

  test('printk.devkmsg: ten writes of one file in five seconds', () => {
    const machine = booted('full61', '');
    run(machine, thirteen);
    expect(run(machine, 'dmesg -r | tail -n 2').replaceAll(/\[ *\d+\.\d+\] /g, '')).toBe(
      '<12>line 10\n<4>printk: sh: 3 output lines suppressed due to ratelimiting\n',
    );
    run(machine, `echo on >/proc/sys/kernel/printk_devkmsg; ${thirteen}`);
    expect(run(machine, 'dmesg -r | tail -n 1')).toMatch(/<12>\[.*\] line 13\n$/);
    // What is too long is refused before anybody counts.
    expect(run(machine, 'head -c 2000 /dev/zero | tr "\\0" x >/dev/kmsg')).toContain('Invalid argument');
  });

  test('printk.devkmsg=off: no writing, and no sysctl changes it', () => {
    const machine = booted('full61', 'printk.devkmsg=off');
    expect(run(machine, 'echo a >/dev/kmsg')).toContain('Operation not permitted');
    expect(run(machine, 'echo on >/proc/sys/kernel/printk_devkmsg')).toContain('Invalid argument');
    expect(run(machine, 'cat /proc/sys/kernel/printk_devkmsg')).toBe('off\n');
  });
});
