/** LKDTM beyond what the recordings show: parameters, limits of warnings and of taint, types no console of the kernel has. */
import { expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { pc } from '../../src/profiles/boards/pc.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { EINVAL, ENOENT } from '../../src/sim/errno.ts';

const DIRECT = '/sys/kernel/debug/provoke-crash/DIRECT';

function booted(kernel: string, words = '', disk: typeof pc.disk = null): Machine {
  const machine = new Machine({
    board: { ...pc, disk },
    kernel: findKernel(kernel)!,
    uboot: null,
    seed: 'lkdtm',
    commandLine: `console=ttyS0,115200 panic=0 loglevel=8 nokaslr mitigations=off ${words}`,
    userland: 'busybox',
  });
  machine.powerOn();
  machine.runUntil(60 * NS_PER_S, () => machine.promptWaiting === 'linux');
  return machine;
}

const lines = (machine: Machine) =>
  machine.uart.text.split('\r\n').map((line) => line.replace(/^\[ *\d+\.\d+\](\[ *T\d+\])? /, ''));

test('panic_on_warn panics before the end mark, once', () => {
  const machine = booted('deb61');
  expect(machine.kernelWrite('/proc/sys/kernel/panic_on_warn', '2\n')).toBe(-EINVAL);
  expect(machine.kernelWrite('/proc/sys/kernel/panic_on_warn', '1\n')).toBe(2);
  machine.kernelWrite(DIRECT, 'WARNING\n');
  expect(machine.state).toBe('kernel.panicking.dead');
  expect(lines(machine)).toContain('Kernel panic - not syncing: kernel: panic_on_warn set ...');
  expect(lines(machine).filter((line) => line.startsWith('---[ end trace'))).toEqual([]);
});

test('warn_limit counts warnings, 0 is no limit', () => {
  const machine = booted('full61');
  machine.kernelWrite(DIRECT, 'WARNING\n');
  machine.kernelWrite('/proc/sys/kernel/warn_limit', '3\n');
  machine.kernelWrite(DIRECT, 'WARNING_MESSAGE\n');
  expect(lines(machine)).toContain('Warning message trigger count: 2');
  expect(machine.state).toBe('kernel.running');
  machine.kernelWrite(DIRECT, 'WARNING\n');
  expect(lines(machine)).toContain(
    'Kernel panic - not syncing: kernel: system warned too often (kernel.warn_limit is 3)',
  );
});

test('a warning of one place is told once, another type at that place is not told again', () => {
  const machine = booted('full61');
  for (const type of ['REFCOUNT_INC_OVERFLOW', 'REFCOUNT_INC_OVERFLOW', 'REFCOUNT_ADD_OVERFLOW']) {
    expect(machine.kernelWrite(DIRECT, `${type}\n`)).toBe(type.length + 1);
  }
  expect(lines(machine).filter((line) => line === 'refcount_t: saturated; leaking memory.')).toHaveLength(1);
  expect(lines(machine).filter((line) => line === 'lkdtm: Overflow detected: saturated')).toHaveLength(3);
});

test('crash points are there where kprobes are, and refused where the function is not', () => {
  const machine = booted('deb61');
  const point = (name: string) => machine.kernelWrite(`/sys/kernel/debug/provoke-crash/${name}`, 'EXCEPTION\n');
  expect(point('INT_TASKLET_ENTRY')).toBe(10);
  for (const name of ['TIMERADD', 'MEM_SWAPOUT', 'SCSI_QUEUE_RQ', 'INT_HARDWARE_ENTRY'])
    expect(point(name)).toBe(-ENOENT);
  expect(lines(machine)).toContain("lkdtm: Couldn't register kprobe shrink_inactive_list");
  expect(machine.kernelWrite('/sys/kernel/debug/provoke-crash/FS_SUBMIT_BH', 'NOSUCH\n')).toBe(-EINVAL);
  expect(booted('full61').kernelRead('/sys/kernel/debug/provoke-crash/TIMERADD')).toBe(-ENOENT);
});

test.each([
  ['EXCEPTION', 'kernel.running', 'Comm: sync '],
  ['PANIC', 'kernel.panicking.dead', 'Kernel panic - not syncing: dumptest'],
])('FS_SUBMIT_BH: %s at the tenth time that a file system writes', (type, state, told) => {
  const machine = booted('deb61', '', pc.disk);
  const shell = (line: string) => {
    machine.type(`${line}\n`);
    machine.runUntil(machine.clock.now + 5 * NS_PER_S);
  };
  const hits = () => lines(machine).filter((line) => line.startsWith('lkdtm: Crash point FS_SUBMIT_BH of type')).length;
  shell(`mkdir -p /m; mount /dev/vda1 /m; echo ${type} > /sys/kernel/debug/provoke-crash/FS_SUBMIT_BH`);
  shell('for i in 1 2 3 4 5 6 7 8 9; do echo $i > /m/x; sync; done; sync');
  expect(hits()).toBe(9);
  expect(machine.state).toBe('kernel.running');
  shell('echo 10 > /m/x; sync');
  expect(hits()).toBe(10);
  expect(machine.state).toBe(state);
  expect(machine.uart.text).toContain(told);
});

test.each(['deb612', 'full61'])(
  '%s: each misuse of a counter warns when it comes first, and the second at its place does not',
  (kernel) => {
    const text = booted(kernel).kernelRead(DIRECT) as Uint8Array;
    const types = new TextDecoder().decode(text).match(/REFCOUNT_\w+(?<!TIMING)\n/g)!;
    expect(types.length).toBeGreaterThan(16);
    for (const type of types) {
      const machine = booted(kernel);
      const warnings = () => lines(machine).filter((line) => /^WARNING: .* at lib\/refcount\.c:/.test(line)).length;
      machine.kernelWrite(DIRECT, type);
      expect([type, warnings()]).toEqual([type, 1]);
      expect(lines(machine)).toContainEqual(expect.stringMatching(`^ (\\? )?lkdtm_${type.trim()}(\\.cold)?\\+0x`));
      machine.kernelWrite(DIRECT, type);
      expect([type, warnings()]).toEqual([type, 1]);
    }
  },
);

test('a fortified call warns each time, a field-spanning write once', () => {
  const machine = booted('deb612');
  for (const type of ['STR_OBJECT', 'STR_OBJECT', 'MEM_MEMBER', 'MEM_MEMBER']) {
    machine.kernelWrite(DIRECT, `FORTIFY_${type}\n`);
  }
  const told = (text: string) => lines(machine).filter((line) => line.startsWith(text)).length;
  expect(told('strncpy: detected buffer overflow')).toBe(2);
  expect(told('memcpy: detected field-spanning write')).toBe(1);
  expect(told('lkdtm: FAIL: fortify did not block')).toBe(2);
});

test('a type that no console of this kernel shows has its own trace below the function that it is like', () => {
  const machine = booted('full61');
  machine.kernelWrite(DIRECT, 'STACK_GUARD_PAGE_LEADING\n');
  expect(lines(machine)).toContain('lkdtm: attempting bad read from page below current stack');
  expect(lines(machine)).toContain(' direct_entry.cold+0x18/0x23 [lkdtm]');
  expect(machine.state).toBe('kernel.running');
});

test('every type of every kernel can be written without harm to the tool', () => {
  for (const kernel of ['deb612', 'full61']) {
    const machine = booted(kernel);
    const text = machine.kernelRead(DIRECT) as Uint8Array;
    const types = new TextDecoder().decode(text).trim().split('\n').slice(1);
    for (const type of types) {
      const one = machine.state === 'kernel.running' ? machine : null;
      if (one === null) break;
      if (!/PANIC|LOOP|LOCKUP|HUNG|EXHAUST|CORRUPT_STACK/.test(type)) one.kernelWrite(DIRECT, `${type}\n`);
    }
    expect(machine.state).toBe('kernel.running');
  }
});
