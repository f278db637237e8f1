/** How the kernel dies when it is asked to in odd ways: odd time-outs, several keys at once. */
import { describe, expect, test } from 'vitest';
import type { Machine } from '../../src/machine/machine.ts';
import { NS_PER_MS, NS_PER_S } from '../../src/sim/clock.ts';
import { boot, pcMachine, pstoreText, runTo } from './pc.ts';

const KERNEL_612 = '6.12.117+deb12-amd64';

function lastLines(text: string, count: number): string[] {
  return text
    .split('\r\n')
    .slice(-1 - count, -1)
    .map((line) => line.replace(/^\[ *\d+\.\d+\] /, ''));
}

describe('panic_timeout', () => {
  // The kernel counts milliseconds in an int.
  test.each([
    [2_147_483, 2_147_483_000],
    [2_147_484, 0],
    [2_147_483_647, 0],
    [4_294_968, 800],
  ])('%i is announced as such and waits %i ms', (seconds, waitsMs) => {
    const machine = pcMachine({ words: `panic=${seconds}` });
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    const from = machine.clock.now;
    expect(lastLines(machine.uart.text, 1)).toEqual([`Rebooting in ${seconds} seconds..`]);
    machine.runUntil(from + 3e6 * NS_PER_S, () => machine.state === 'resetting');
    expect(machine.clock.now - from).toBe(waitsMs * NS_PER_MS);
  });
});

describe('several keys in one write', () => {
  test('nothing comes after the key that ends the kernel', () => {
    const machine = pcMachine({ kernel: KERNEL_612 });
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', '_hcb\n');
    expect(machine.state).toBe('kernel.panicking.countdown');
    expect(machine.uart.text.match(/sysrq: \w+/g)).toEqual(['sysrq: HELP', 'sysrq: Trigger']);
    expect(lastLines(machine.uart.text, 1)).toEqual(['Rebooting in 5 seconds..']);
  });

  test('a restart is no panic', () => {
    const machine = pcMachine({ kernel: KERNEL_612, words: 'ramoops.max_reason=3' });
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', '_bc');
    expect(machine.state).toBe('resetting');
    expect(lastLines(machine.uart.text, 1)).toEqual(['sysrq: Resetting']);
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'dmesg-ramoops-0').split('\n')[0]).toBe('Emergency#1 Part1');
  });
});

test('with max_reason=3 a panic that restarts leaves two records, the second with what came after the first', () => {
  const machine = pcMachine({ words: 'ramoops.max_reason=3' });
  boot(machine);
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  runTo(machine, 'firmware.dramInit');
  runTo(machine, 'kernel.running');
  machine.kernelMount('pstore');
  expect(pstoreText(machine, 'dmesg-ramoops-0').startsWith('Panic#1 Part1\n')).toBe(true);
  const emergency = pstoreText(machine, 'dmesg-ramoops-1');
  expect(emergency.startsWith('Emergency#2 Part1\n')).toBe(true);
  expect(emergency.trimEnd().endsWith('Rebooting in 5 seconds..')).toBe(true);
});

describe('a BUG inside ramoops', () => {
  const reports = (machine: Machine) => machine.uart.text.match(/kernel BUG at .*/g)?.length ?? 0;

  // `linux-console` ramoops-full61-ecc-128-reload, without what it shows of registers and trace.
  test('kills modprobe, and the kernel goes on without ramoops', () => {
    const machine = pcMachine({ kernel: '6.1.192-oracle', words: 'ramoops.ecc=128 panic=1' });
    boot(machine);
    machine.kernelWrite('/dev/kmsg', 'hello\n');
    machine.reset('warm');
    const from = machine.uart.length;
    runTo(machine, 'kernel.running');
    const text = machine.uart.textFrom(from);
    const report = text.slice(text.indexOf('ramoops: using')).replaceAll(/\[ *\d+\.\d+\] |\d+(?= Comm)/g, '');
    const lines = report.trimEnd().split('\r\n');
    const shown = /^(R\w\w|FS|CS|CR2|Code|Call Trace): |^ |^Call Trace:/;
    expect(lines.filter((line) => !shown.test(line))).toEqual([
      'ramoops: using module parameters',
      '------------[ cut here ]------------',
      'kernel BUG at lib/reed_solomon/decode_rs.c:43!',
      'invalid opcode: 0000 [#1]',
      'CPU: 0 PID:  Comm: modprobe Not tainted 6.1.192-oracle #1 ',
      'Hardware name: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014',
      'Modules linked in: ramoops(+) reed_solomon',
      '---[ end trace 0000000000000000 ]---',
    ]);
    expect(report).toContain('RIP: 0010:decode_rs8+0xede/0xfa0 [reed_solomon]');
    expect(machine.kernelMount('pstore')).toBe(0);
    expect(machine.kernelList('/sys/fs/pstore')).toEqual([]);
    expect(machine.kernelRead('/proc/sys/kernel/tainted')).toEqual(new TextEncoder().encode('128\n'));
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    expect(lastLines(machine.uart.text, 1)).toEqual(['Rebooting in 1 seconds..']);
  });

  test('is the end of a kernel that panics on an oops, at each boot again', () => {
    const machine = pcMachine({ words: 'ramoops.ecc=250 oops=panic panic=1' });
    machine.powerOn();
    machine.runUntil(12 * NS_PER_S);
    expect(machine.uart.text.match(/Kernel panic - not syncing: .*/g)).toContain(
      'Kernel panic - not syncing: Fatal exception',
    );
    expect(reports(machine)).toBeGreaterThan(2);
  });

  test('kills who mounts pstorefs', () => {
    const machine = pcMachine({ words: 'ramoops.ecc=128 pstore.compress=none' });
    boot(machine);
    expect(reports(machine)).toBe(0);
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'EXCEPTION\n');
    expect(machine.state).toBe('kernel.running');
    machine.kernelMount('pstore');
    expect(reports(machine)).toBe(1);
    expect(machine.state).toBe('kernel.running');
  });
});

describe('sysrq o', () => {
  test('says what the recording says, and the power is off', () => {
    const machine = pcMachine();
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', 'o');
    // A worker does it.
    expect(machine.state).toBe('kernel.running');
    runTo(machine, 'off');
    expect(lastLines(machine.uart.text, 3)).toEqual([
      'sysrq: Power Off',
      'ACPI: PM: Preparing to enter system sleep state S5',
      'reboot: Power down',
    ]);
  });

  test.each([
    [3, []],
    [4, ['Shutdown']],
  ])('with max_reason %i it stores %j', (maxReason, reasons) => {
    const machine = pcMachine({ words: `ramoops.max_reason=${maxReason} pstore.compress=none` });
    boot(machine);
    const stored: (string | null)[] = [];
    machine.bus.on('pstore.recordWritten', ({ reason, result }) => {
      if (result === 0) stored.push(reason);
    });
    machine.kernelWrite('/proc/sysrq-trigger', 'o');
    runTo(machine, 'off');
    expect(stored).toEqual(reasons);
  });
});
