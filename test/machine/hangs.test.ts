/** Kernels that hang: who tells of it, what it costs, and what ends it. */
import { describe, expect, it } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { pc } from '../../src/profiles/boards/pc.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { boot, pcMachine } from './pc.ts';

const DIRECT = '/sys/kernel/debug/provoke-crash/DIRECT';
const HOUR_S = 3600;

function wait(machine: Machine, seconds: number): void {
  machine.runUntil(machine.clock.now + seconds * NS_PER_S);
}

const count = (machine: Machine, text: string) => machine.uart.text.split(text).length - 1;

function hanging(type: string, options: Parameters<typeof pcMachine>[0] = {}): Machine {
  const machine = pcMachine(options);
  boot(machine);
  machine.kernelWrite(DIRECT, type);
  return machine;
}

describe('a CPU that goes round', () => {
  it('with interrupts off is silent for hours, and nobody can call the kernel', () => {
    const machine = hanging('HARDLOCKUP');
    const { length } = machine.uart.text;
    wait(machine, 10 * HOUR_S);
    expect(machine.uart.text.length).toBe(length);
    expect(machine.state).toBe('kernel.running');
    expect(machine.kernelRead('/proc/sys/kernel/panic')).toBe(-5);
    machine.reset('pin');
    wait(machine, 60);
    expect(machine.kernelRead('/proc/sys/kernel/panic')).not.toBe(-5);
  });

  it('is told of again and again, one event for each report', () => {
    const machine = hanging('SOFTLOCKUP', { kernel: 'full61' });
    const before = machine.events;
    wait(machine, HOUR_S);
    const reports = count(machine, 'BUG: soft lockup');
    expect(reports).toBeGreaterThan(120);
    expect(machine.events - before).toBe(reports);
    expect(machine.uart.text).toContain('Tainted: G             L');
  });

  it('makes a kernel panic that was told to, and the panic restart it', () => {
    const machine = hanging('SOFTLOCKUP', { kernel: 'full61', words: 'softlockup_panic=1' });
    expect(untilReset(machine, 60)).toBe(true);
    expect(machine.uart.text).toContain('Kernel panic - not syncing: softlockup: hung tasks');
  });

  it('stalls RCU where readers cannot be preempted', () => {
    const stalled = (type: string, kernel: string) => {
      const machine = hanging(type, { kernel, words: 'nosoftlockup' });
      wait(machine, 100);
      return machine.uart.text.match(/rcu: INFO: .*/g) ?? [];
    };
    expect(stalled('LOOP', 'full61')).toEqual([]);
    expect(stalled('SOFTLOCKUP', 'deb612')).toHaveLength(2);
    expect(stalled('HARDLOCKUP', 'full61smp')[0]).toMatch(/rcu_sched detected stalls on CPUs\/tasks:/);
    expect(stalled('HARDLOCKUP', 'deb612')).toEqual([]);
  });

  it('waits for a lock only where there are locks', () => {
    const one = hanging('SPINLOCKUP', { kernel: 'full61' });
    one.kernelWrite(DIRECT, 'SPINLOCKUP');
    expect(one.kernelRead('/proc/cmdline')).not.toBe(-5);
    const two = hanging('SPINLOCKUP', { kernel: 'full61smp' });
    two.kernelWrite(DIRECT, 'SPINLOCKUP');
    wait(two, 60);
    expect(count(two, 'BUG: soft lockup')).toBeGreaterThan(0);
  });
});

describe('a task that waits for ever', () => {
  it('is told of ten times', () => {
    const machine = hanging('HUNG_TASK', { kernel: 'deb612' });
    wait(machine, HOUR_S);
    expect(count(machine, 'blocked for more than')).toBe(10);
    expect(count(machine, 'Future hung task reports are suppressed')).toBe(1);
    expect(
      Number(new TextDecoder().decode(machine.kernelRead('/proc/sys/kernel/hung_task_warnings') as Uint8Array)),
    ).toBe(0);
  });

  it('is not told of when the detector is off, and panics when asked', () => {
    const machine = hanging('HUNG_TASK');
    machine.kernelWrite('/proc/sys/kernel/hung_task_timeout_secs', '0\n');
    wait(machine, HOUR_S);
    expect(count(machine, 'blocked for more than')).toBe(0);
    const other = hanging('HUNG_TASK', { words: 'hung_task_panic=1' });
    wait(other, 400);
    expect(other.uart.text).toContain('Kernel panic - not syncing: hung_task: blocked tasks');
  });
});

describe('the NMI button', () => {
  it('confuses a kernel, or ends one that does not go on', () => {
    const machine = pcMachine();
    boot(machine);
    machine.nmi();
    expect(machine.uart.text).toMatch(/reason [23]1 on CPU 0\.\r\n.*Dazed and confused, but trying to continue/);
    machine.kernelWrite('/proc/sys/kernel/unknown_nmi_panic', '1');
    machine.nmi();
    expect(machine.uart.text).toContain('Kernel panic - not syncing: NMI: Not continuing');
  });

  it('errors of the bus have settings of their own', () => {
    const machine = pcMachine();
    boot(machine);
    machine.kernelWrite('/proc/sys/kernel/unknown_nmi_panic', '1');
    machine.nmi('serr');
    expect(machine.uart.text).toMatch(
      /NMI: PCI system error \(SERR\) for reason [ab]1 on CPU 0\.\r\n.*Dazed and confused/,
    );
    machine.nmi('iochk');
    expect(machine.uart.text).toMatch(/NMI: IOCK error \(debug interrupt\?\) for reason [67]1 on CPU 0\./);
    expect(machine.state).toBe('kernel.running');
    machine.kernelWrite('/proc/sys/kernel/panic_on_io_nmi', '1');
    machine.nmi('iochk');
    expect(machine.uart.text).toContain('Kernel panic - not syncing: NMI IOCK error: Not continuing');
  });

  it('panic_on_unrecovered_nmi counts for SERR', () => {
    const machine = pcMachine();
    boot(machine);
    machine.kernelWrite('/proc/sys/kernel/panic_on_unrecovered_nmi', '1');
    machine.nmi('serr');
    expect(machine.uart.text).toContain('Kernel panic - not syncing: NMI: Not continuing');
  });

  it('reaches a CPU that takes no interrupts', () => {
    const machine = hanging('HARDLOCKUP', { kernel: 'full61', words: 'unknown_nmi_panic' });
    machine.nmi();
    expect(machine.uart.text).toContain('Kernel panic - not syncing: NMI: Not continuing');
  });
});

/** A PC whose first process is a script. */
function scripted(script: string, { kernel = 'deb61', words = '' } = {}): Machine {
  const content = `#!/bin/sh
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs devtmpfs /dev; mount -t debugfs debugfs /sys/kernel/debug
cd /lib/modules/*/
ins() { m=$1; shift; insmod $(find . -name "$m.ko*") "$@"; }
${script}
while :; do sleep 1000; done
`;
  const board = { ...pc, initramfsFiles: [{ path: '/init2', mode: 0o100755, content }] };
  const commandLine = `console=ttyS0,115200 nokaslr panic=0 rdinit=/init2 ${words}`;
  const profile = findKernel(kernel)!;
  const machine = new Machine({ board, kernel: profile, uboot: null, seed: 'dog', commandLine, userland: 'busybox' });
  machine.powerOn();
  return machine;
}

/** Until the first reset, at most so long. */
function untilReset(machine: Machine, seconds: number): boolean {
  const { resetCount } = machine;
  return machine.runUntil(machine.clock.now + seconds * NS_PER_S, () => machine.resetCount > resetCount);
}

const lock = (type: string) => `echo ${type} > ${DIRECT}`;

describe('watchdogs', () => {
  it('in hardware end a silent hang', () => {
    const machine = scripted(`ins watchdog; ins i6300esb heartbeat=10; exec 3>/dev/watchdog; ${lock('HARDLOCKUP')}`);
    expect(untilReset(machine, 60)).toBe(true);
    expect(machine.lastResetCause).toBe('watchdog');
  });

  it('are fed by whoever writes, and stopped by the magic character alone', () => {
    const fed = scripted('ins watchdog; ins i6300esb heartbeat=5; while :; do echo x; sleep 3; done >/dev/watchdog');
    expect(untilReset(fed, 60)).toBe(false);
    const stopped = scripted('ins watchdog; ins i6300esb heartbeat=5; echo V >/dev/watchdog');
    expect(untilReset(stopped, 60)).toBe(false);
    const left = scripted('ins watchdog; ins i6300esb heartbeat=5; echo x >/dev/watchdog');
    expect(untilReset(left, 60)).toBe(true);
    expect(left.uart.text).toContain('watchdog: watchdog0: watchdog did not stop!');
  });

  it('with nowayout are not stopped', () => {
    const machine = scripted('ins watchdog; ins softdog soft_margin=5 nowayout=1; echo V >/dev/watchdog');
    expect(untilReset(machine, 60)).toBe(true);
    expect(machine.uart.text).toContain('watchdog: watchdog0: nowayout prevents watchdog being stopped!');
    expect(machine.uart.text).toContain('softdog: Initiating system reboot');
    expect(machine.lastResetCause).toBe('warm');
  });

  it('in software need interrupts', () => {
    const dog = (type: string) =>
      scripted(`ins watchdog; ins softdog soft_margin=15; exec 3>/dev/watchdog; ${lock(type)}`);
    expect(untilReset(dog('LOOP'), 60)).toBe(true);
    expect(untilReset(dog('HARDLOCKUP'), 600)).toBe(false);
  });

  it('in software restart a dead kernel, without a word', () => {
    const machine = scripted(
      'ins watchdog; ins softdog soft_margin=15; exec 3>/dev/watchdog; echo c >/proc/sysrq-trigger',
    );
    expect(untilReset(machine, 60)).toBe(true);
    expect(machine.uart.text).not.toContain('softdog: Initiating');
  });

  it('may restart by a command', () => {
    const machine = scripted(
      'ins watchdog; ins softdog soft_margin=5 soft_reboot_cmd=recovery; exec 3>/dev/watchdog; sleep 60',
    );
    expect(untilReset(machine, 60)).toBe(true);
    expect(machine.uart.text).toContain("reboot: Restarting system with command 'recovery'");
  });

  it('refuse timeouts out of range, and a second opener', () => {
    const machine = scripted(
      'ins watchdog; ins softdog soft_margin=99999; exec 3>/dev/watchdog; echo x >/dev/watchdog; cat /sys/class/watchdog/watchdog0/state',
    );
    untilReset(machine, 20);
    expect(machine.uart.text).toContain('watchdog: Software Watchdog: driver supplied timeout (99999) out of range');
    expect(machine.uart.text).toContain('watchdog: Software Watchdog: falling back to default timeout (60)');
    expect(machine.uart.text).toContain('Device or resource busy');
    expect(machine.uart.text).toContain('active');
  });
});

describe('a loop in a kernel for one CPU', () => {
  it('is shown where the same module of another build was seen', () => {
    const machine = hanging('LOOP', { kernel: 'full61' });
    wait(machine, 60);
    expect(machine.uart.text).toMatch(/RIP: 0010:lkdtm_LOOP\+0x9\/0x10 \[lkdtm\]/);
  });
});
