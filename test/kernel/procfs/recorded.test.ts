/** procfs and sysfs against what real kernels showed on the same machines, values that move masked. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordedSysctls } from '../../../src/kernel/procfs/system-lists.ts';
import { kernfsOrder } from '../../../src/kernel/sysfs/kernfs-order.ts';
import type { PseudoNode } from '../../../src/kernel/vfs/pseudo-tree.ts';
import { INIT, type Running, running } from './running.ts';

interface Fixture {
  readonly proc: Readonly<Record<string, string>>;
  readonly process1: Readonly<Record<string, string>>;
  readonly modes: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly tracing: Readonly<Record<string, string>>;
  readonly tracingModes: Readonly<Record<string, string>>;
}

const machines = [
  { file: 'debian61amd64', kernel: '6.1.0-56-amd64', board: 'pc', wordBytes: 8 },
  { file: 'debian612amd64', kernel: '6.12.117+deb12-amd64', board: 'pc', wordBytes: 8 },
  { file: 'debian61armmp', kernel: '6.1.0-50-armmp', board: 'imx6q', wordBytes: 4 },
] as const;

function fixture(file: string): Fixture {
  return JSON.parse(readFileSync(new URL(`../../fixtures/pseudo-files/${file}.json`, import.meta.url), 'latin1'));
}

/** Numbers are what moves; their places are what must be right. */
function masked(text: string): string {
  return text.replace(/\d+(\.\d+)?/g, '#');
}

describe.each(machines)('$kernel', ({ file, kernel, board, wordBytes }) => {
  const real = fixture(file);
  const kernelNow: Running = running({ kernel, board });
  const text = (path: string) => kernelNow.read(path) as string;

  test.each(['version', 'cgroups', 'consoles', 'execdomains', 'swaps'])('/proc/%s to the letter', (name) => {
    expect(text(`/proc/${name}`)).toBe(real.proc[name]);
  });

  test.each(['uptime', 'loadavg'])('/proc/%s in its form', (name) => {
    expect(masked(text(`/proc/${name}`))).toBe(masked(real.proc[name]!));
  });

  test('/proc/meminfo: the same rows, columns and units', () => {
    const form = (all: string) =>
      all.replace(
        /^(\S+?:)( +)(\d+)( kB)?$/gm,
        (_, name, gap, value, unit) => `${name}|${name.length + gap.length + value.length}${unit ?? ''}`,
      );
    expect(form(text('/proc/meminfo'))).toBe(form(real.proc['meminfo']!));
  });

  test('/proc/meminfo adds up', () => {
    const rows = new Map(
      text('/proc/meminfo')
        .split('\n')
        .map((line) => [line.split(':')[0]!, Number(/\d+/.exec(line.split(':')[1] ?? '')?.[0])]),
    );
    const of = (name: string) => rows.get(name)!;
    expect(of('Slab')).toBe(of('SReclaimable') + of('SUnreclaim'));
    expect(of('Active') + of('Inactive')).toBe(of('AnonPages') + of('Cached') + of('Buffers'));
    expect(of('MemFree')).toBeLessThan(of('MemTotal'));
    expect(of('MemTotal')).toBeGreaterThan(Number(/^MemTotal: +(\d+)/.exec(real.proc['meminfo']!)![1]) * 0.8);
  });

  test('/proc/vmstat: the same names', () => {
    expect(masked(text('/proc/vmstat'))).toBe(masked(real.proc['vmstat']!));
  });

  test('/proc/iomem to the letter, but for what was reserved by hand', () => {
    const lines = (all: string) => all.split('\n').filter((line) => !/^05[01]|^00100000/.test(line));
    expect(lines(text('/proc/iomem'))).toEqual(lines(real.proc['iomem']!));
  });

  test('/proc/iomem shows nobody but root addresses', () => {
    const other = running({ kernel, board });
    other.process = { ...INIT, uids: [1000, 1000, 1000, 1000] };
    expect(String(other.read('/proc/iomem'))).toMatch(/^( *0{8}-0{8} : .*\n)+$/);
    expect(String(other.read('/proc/iomem')).split('\n').length).toBe(text('/proc/iomem').split('\n').length);
  });

  test('/proc/interrupts: lines, columns, names', () => {
    // The serial line that carried the recording.
    const lines = real.proc['interrupts']!.split('\n').filter((line) => !line.includes('ttyS1'));
    const form = (line: string) =>
      line.replace(/(?<=^[ \w]*:.*?) +\d+(?= )/g, (count) => `${' '.repeat(count.length - 1)}#`);
    expect(text('/proc/interrupts').split('\n').map(form)).toEqual(lines.map(form));
  });

  test('/proc/stat: rows and number of fields', () => {
    const form = (all: string) => all.split('\n').map((line) => `${line.split(' ')[0]} ${line.split(' ').length}`);
    expect(form(text('/proc/stat'))).toEqual(form(real.proc['stat']!));
  });

  test('/proc/softirqs in its form', () => {
    const form = (all: string) => all.replace(/ +\d+/g, (count) => `#${count.length}`);
    expect(form(text('/proc/softirqs'))).toBe(form(real.proc['softirqs']!));
  });

  test('/proc/buddyinfo in its form', () => {
    const form = (all: string) => all.replace(/(?<=zone +\w+) .*/g, (counts) => String(counts.length));
    expect(form(text('/proc/buddyinfo'))).toBe(form(real.proc['buddyinfo']!));
  });

  test('/proc/cpuinfo but for speeds', () => {
    const form = (all: string) =>
      all
        .replace(/^(cpu MHz\t\t|bogomips\t|BogoMIPS\t|model name\t|CPU (?:variant|revision|part)\t?): .*$/gm, '$1')
        .replace(/ +$/gm, '');
    expect(form(text('/proc/cpuinfo'))).toBe(form(real.proc['cpuinfo']!));
  });

  test('/proc/devices and misc without what modules brought', () => {
    const own = (all: string) =>
      all
        .split('\n')
        .filter((line) => !/ (loop|watchdog|loop-control)$/.test(line) && !(line === ' 90 mtd' && board === 'pc'));
    expect(own(text('/proc/devices'))).toEqual(own(real.proc['devices']!));
    expect(own(text('/proc/misc'))).toEqual(own(real.proc['misc']!));
  });

  test('/proc/filesystems without ext4', () => {
    const own = real.proc['filesystems']!.split('\n').filter((line) => !/ext[234]$/.test(line));
    expect(text('/proc/filesystems').split('\n')).toEqual(own);
  });

  test('/proc: names are real ones, in the real order', () => {
    const names = (kernelNow.trees.proc.names() as string[]).filter((name) => name !== '1');
    const order = real.names['/proc']!.filter((name) => names.includes(name));
    expect(names).toEqual(order);
  });

  test('/proc/sys: every name with its mode', () => {
    const found: Record<string, string> = {};
    const walk = (path: string, node: PseudoNode): void => {
      if (path !== '/proc/sys') found[path] = `${node.kind === 'directory' ? 'd' : '-'}${node.mode.toString(8)}`;
      if (node.kind === 'directory') for (const name of node.names()) walk(`${path}/${name}`, node.child(name)!);
    };
    walk('/proc/sys', kernelNow.node('/proc/sys')!);
    const wanted = Object.fromEntries(
      Object.entries(real.modes).filter(([path]) => path.startsWith('/proc/sys/') && !/\/net(\/|$)/.test(path)),
    );
    const ours = Object.fromEntries(Object.entries(found).filter(([path]) => !/\/net(\/|$)/.test(path)));
    expect(ours).toEqual(wanted);
  });

  test('/proc/1/status: rows', () => {
    const names = (all: string) => all.split('\n').map((line) => line.split(':')[0]);
    expect(names(text('/proc/1/status'))).toEqual(names(real.process1['status']!));
  });

  test('/proc/1/stat: fields', () => {
    expect(text('/proc/1/stat').split(' ').length).toBe(real.process1['stat']!.split(' ').length);
  });

  test('/proc/1/limits but for the number of tasks', () => {
    const form = (all: string) =>
      all.split('\n').map((line) => (/^Max (processes|pending)/.test(line) ? line.length : line));
    const padded = (all: string) => all.replace(/^(Max (?:processes|pending signals) +)(\d+) +(\d+) +/gm, '$1');
    expect(padded(text('/proc/1/limits'))).toBe(padded(real.process1['limits']!));
    expect(form(text('/proc/1/limits')).length).toBe(form(real.process1['limits']!).length);
  });

  test.each([
    'loginuid',
    'sessionid',
    'coredump_filter',
    'uid_map',
    'setgroups',
    'personality',
    'oom_score_adj',
    'wchan',
  ])('/proc/1/%s to the letter', (name) => {
    expect(text(`/proc/1/${name}`)).toBe(real.process1[name]);
  });

  test('/proc/1: names are real ones, in the real order', () => {
    const node = kernelNow.node('/proc/1')!;
    const names = node.kind === 'directory' ? node.names() : [];
    expect(real.names['/proc/1']!.filter((name) => names.includes(name))).toEqual(names);
  });

  test('kernfs lists by the hash of names', () => {
    for (const path of ['/sys/kernel', '/sys/module', '/sys/class', '/sys/module/ramoops/parameters']) {
      const names = real.names[path] ?? [];
      expect(kernfsOrder([...names].reverse(), wordBytes)).toEqual(names);
    }
  });

  test('tracefs: texts and modes', () => {
    for (const [name, contents] of Object.entries(real.tracing))
      expect(text(`/sys/kernel/tracing/${name}`), name).toBe(contents);
    const { tracing } = kernelNow.trees;
    for (const name of tracing.names())
      expect([name, tracing.child(name)!.mode.toString(8)]).toEqual([name, real.tracingModes[name]]);
  });

  test('the recorded settings are all readable', () => {
    expect(recordedSysctls(kernelNow.services.profile)).not.toMatch(/Permission denied|Input\/output/);
    const walk = (path: string, node: PseudoNode): void => {
      if (node.kind === 'directory') for (const name of node.names()) walk(`${path}/${name}`, node.child(name)!);
      else if (node.kind === 'file' && node.mode & 0o444) expect(typeof node.read!(), path).toBe('string');
    };
    walk('/proc/sys', kernelNow.node('/proc/sys')!);
    walk('/sys', kernelNow.trees.sys);
  });
});
