/** Memory used up by processes: who is killed, when the kernel panics. */
import { describe, expect, test } from 'vitest';
import { booted } from '../sysrq-machine.ts';

const KILLED = /^Out of memory: Killed process \d+ \((\S+)\) total-vm:(\d+)kB, .* oom_score_adj:(-?\d+)$/;

describe('a process that takes all memory', () => {
  test('is killed, and its memory is free again', () => {
    const { run, said, machine } = booted('full61');
    const free = () => Number(/MemFree: +(\d+)/.exec(run('cat /proc/meminfo').out)?.[1]);
    const before = free();
    expect(run('tail /dev/zero').status).toBe(137);
    const lines = said();
    expect(lines[0]).toMatch(/^tail invoked oom-killer: .*, order=0, oom_score_adj=0$/);
    expect(KILLED.exec(lines.at(-1)!)?.[1]).toBe('tail');
    // It had more than nine tenths of what was free.
    expect(Number(KILLED.exec(lines.at(-1)!)?.[2])).toBeGreaterThan(before * 0.9);
    expect(Math.abs(free() - before)).toBeLessThan(2048);
    expect(machine.state).toBe('kernel.running');
  });

  test('is spared when another one has a higher score', () => {
    const { run, said } = booted('full61');
    run('sleep 1000 &\necho 1000 > /proc/$!/oom_score_adj');
    run('tail /dev/zero');
    const killed = said().flatMap((line) => KILLED.exec(line)?.[1] ?? []);
    expect(killed).toEqual(['sleep', 'tail']);
  });

  test('is killed itself with oom_kill_allocating_task', () => {
    const { run, said } = booted('full61');
    run('sleep 1000 &\necho 1000 > /proc/$!/oom_score_adj\necho 1 > /proc/sys/vm/oom_kill_allocating_task');
    run('tail /dev/zero');
    expect(said().at(-1)).toMatch(/^Out of memory \(oom_kill_allocating_task\): Killed process \d+ \(tail\) /);
  });

  test('shows no task table with oom_dump_tasks 0', () => {
    const { run, said } = booted('full61');
    run('echo 0 > /proc/sys/vm/oom_dump_tasks\ntail /dev/zero');
    expect(said()).not.toContain('Tasks state (memory values in pages):');
  });
});

describe('panics', () => {
  test.each([
    ['echo 1 > /proc/sys/vm/panic_on_oom', 'Out of memory: system-wide panic_on_oom is enabled'],
    ['echo 2 > /proc/sys/vm/panic_on_oom', 'Out of memory: compulsory panic_on_oom is enabled'],
    ['echo -1000 > /proc/self/oom_score_adj', 'System is deadlocked on memory'],
  ])('%s', (setting, message) => {
    const { run, said, machine } = booted('full61');
    expect(run(`${setting}\ntail /dev/zero`).status).toBeNull();
    expect(machine.state).toBe('kernel.panicking.dead');
    expect(said()).toContain(`Kernel panic - not syncing: ${message}`);
  });

  test('sysrq f never panics', () => {
    const { run, said, machine, wait } = booted('deb612');
    run('echo 2 > /proc/sys/vm/panic_on_oom');
    machine.kernelWrite('/proc/sysrq-trigger', 'f');
    wait(1);
    expect(said().slice(0, 2)).toEqual([
      'sysrq: Manual OOM execution',
      'kworker/0:1 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0',
    ]);
    expect(machine.state).toBe('kernel.running');
  });
});

test('what a process has taken shows in its status while it has it', () => {
  const { run } = booted('full61');
  // The pipe stays open, so tail goes on holding what it has read.
  run(
    'mkfifo /tmp/p; tail -c 30000000 /tmp/p >/dev/null & (dd if=/dev/zero bs=1M count=20 2>/dev/null; sleep 100) >/tmp/p &',
  );
  run('sleep 5');
  const status = run('cat /proc/$(pidof tail)/status').out;
  expect(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1])).toBeGreaterThan(20_000);
});
