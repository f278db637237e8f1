/** State dumps of machines that nobody recorded. */
import { describe, expect, test } from 'vitest';
import { booted } from '../sysrq-machine.ts';

describe('sysrq t', () => {
  test('lists the processes of the machine with where they wait', () => {
    const { run, machine, said } = booted('deb61');
    run('sleep 500 &');
    machine.kernelWrite('/proc/sysrq-trigger', 't');
    const lines = said();
    const heads = lines.filter((line) => line.startsWith('task:'));
    expect(heads[0]).toMatch(/^task:sh {14}state:S stack:0 {5}pid:1 {5}ppid:0 {6}flags:0x00000002$/);
    expect(heads.some((line) => /^task:sleep +state:S /.test(line))).toBe(true);
    expect(heads.some((line) => line.startsWith('task:kworker/0:1     state:I'))).toBe(true);
    expect(lines.at(-1)).toBe('Showing busy workqueues and worker pools:');
  });

  test('a kernel without recorded stacks shows tasks all the same', () => {
    const { machine, said } = booted('full61smp');
    machine.kernelWrite('/proc/sysrq-trigger', 't');
    const lines = said();
    expect(lines.filter((line) => line.startsWith('task:')).length).toBeGreaterThan(20);
    expect(lines).not.toContain('undefined');
  });
});

describe('sysrq l', () => {
  test.each([1, 2, 4, 9])('%i CPUs', (cpus) => {
    const { machine, said } = booted('deb612', '', { cpus });
    machine.kernelWrite('/proc/sysrq-trigger', 'l');
    const lines = said();
    const shown = lines.flatMap((line) => /^NMI backtrace for cpu (\d+)$/.exec(line)?.[1] ?? []);
    expect(shown.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: cpus }, (_, cpu) => cpu));
    const others = lines.flatMap((line) => /^Sending NMI from CPU \d+ to CPUs (.*):$/.exec(line)?.[1] ?? []);
    expect(others).toHaveLength(cpus > 1 ? 1 : 0);
  });
});

test('sysrq w shows nothing while nobody waits for a disk', () => {
  const { machine, said } = booted('deb612');
  machine.kernelWrite('/proc/sysrq-trigger', 'w');
  expect(said()).toEqual(['sysrq: Show Blocked State']);
});

test('memory figures agree with /proc/meminfo', () => {
  const { machine, run, said } = booted('deb61');
  machine.kernelWrite('/proc/sysrq-trigger', 'm');
  const lines = said();
  const pages = (name: string) => Number(new RegExp(`\\b${name}:(\\d+)`).exec(lines.join('\n'))?.[1]);
  const meminfo = run('cat /proc/meminfo').out;
  const kib = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(meminfo)?.[1]);
  expect(pages('slab_unreclaimable') * 4).toBe(kib('SUnreclaim'));
  const present = Number(/(\d+) pages RAM/.exec(lines.join('\n'))?.[1]);
  const reserved = Number(/(\d+) pages reserved/.exec(lines.join('\n'))?.[1]);
  expect((present - reserved) * 4).toBe(kib('MemTotal'));
  // Free blocks add up to what is free in each zone.
  const free = lines.flatMap((line) => /^Node 0 \w+ free:(\d+)kB/.exec(line)?.[1] ?? []);
  const sums = lines.flatMap((line) => /^Node 0 \w+: .* = (\d+)kB$/.exec(line)?.[1] ?? []);
  expect(sums).toEqual(free);
});
